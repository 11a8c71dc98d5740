//! What devices pull.

use super::state::State;
use crate::domain::access::Device;
use crate::domain::catalogue::Reference;
use crate::domain::ids::{CommunityId, SubmissionId};
use crate::store::{Change, Pulled, Removed, Result};

/// A change that is due.
enum Due {
    Reference(Reference),
    Gone(CommunityId),
    Submission(SubmissionId),
}

impl State {
    /// Everything that concerns the device, each thing once under the number of its last change.
    pub fn pull(&self, device: &Device, after: u64, limit: usize) -> Result<Pulled> {
        let mut due = Vec::new();
        for (change, reference) in &self.catalogue.changes {
            match reference {
                Reference::Community(_) => {}
                reference => due.push((*change, Due::Reference(reference.clone()))),
            }
        }
        let enrolled = self.devices.iter().find(|enrolled| enrolled.device.id == device.id);
        for (community, scope) in enrolled.into_iter().flat_map(|enrolled| &enrolled.scope) {
            let reference = Reference::Community(community.clone());
            let published = self.catalogue.changes.iter().find(|(_, r)| **r == reference);
            match (scope.removed, published) {
                (Some(removed), _) => due.push((removed, Due::Gone(community.clone()))),
                (None, Some((change, _))) => {
                    due.push(((*change).max(scope.added), Due::Reference(reference)));
                }
                // The node does not know it yet.
                (None, None) => {}
            }
        }
        for (id, submission) in self.submissions.iter().filter(|(_, s)| s.made_by(device.id)) {
            due.push((submission.change, Due::Submission(*id)));
        }
        due.retain(|(change, _)| *change > after);
        due.sort_by_key(|(change, _)| *change);
        let more = due.len() > limit;
        due.truncate(limit);
        let mut upto = self.position();
        if let Some((change, _)) = due.last().filter(|_| more) {
            upto.change = *change;
        }
        let mut changes = Vec::new();
        for (_, due) in due {
            changes.extend(self.read(device, due)?);
        }
        Ok(Pulled { changes, upto, more })
    }

    fn read(&self, device: &Device, due: Due) -> Result<Option<Change>> {
        Ok(match due {
            Due::Reference(Reference::Form(form)) => Change::of_form(&self.catalogue, device, form),
            Due::Reference(Reference::Community(id)) => {
                self.catalogue.communities.get(&id).cloned().map(Change::Community)
            }
            Due::Reference(Reference::Codes) => Some(Change::Codes),
            Due::Gone(community) => Some(Change::Removal(Removed::Community(community))),
            Due::Submission(id) => self.head(id)?.map(|head| {
                if head.community.as_ref().is_none_or(|community| device.covers(community)) {
                    Change::Submission(Box::new(head))
                } else {
                    Change::Removal(Removed::Submission(id))
                }
            }),
        })
    }
}
