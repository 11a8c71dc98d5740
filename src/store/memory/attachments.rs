//! Files that came with submissions.

use std::collections::BTreeSet;

use super::state::State;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::store::Attachment;

impl State {
    pub fn attach(&mut self, attachments: &[Attachment], at: i64) {
        for Attachment { revision, name, digest, size } in attachments {
            let key = (*revision, name.clone(), *digest);
            self.attachments.insert(key.clone(), *size);
            self.attached_at.entry(key).or_insert(at);
        }
    }

    pub fn attachments(&self, id: SubmissionId) -> Vec<Attachment> {
        let of = self.submissions.get(&id).into_iter().flat_map(|s| &s.revisions);
        let of: BTreeSet<RevisionId> = of.map(|revision| revision.id).collect();
        let all = self.attachments.iter().filter(|((revision, ..), _)| of.contains(revision));
        all.map(|((revision, name, digest), size)| Attachment {
            revision: *revision,
            name: name.clone(),
            digest: *digest,
            size: *size,
        })
        .collect()
    }

    pub fn detach_withdrawn(&mut self) -> Vec<[u8; 32]> {
        let withdrawn = self.submissions.values().filter(|submission| submission.withdrawn());
        let withdrawn: BTreeSet<RevisionId> =
            withdrawn.flat_map(|s| &s.revisions).map(|revision| revision.id).collect();
        let mut gone = BTreeSet::new();
        self.attachments.retain(|(revision, _, digest), _| {
            let stays = !withdrawn.contains(revision);
            if !stays {
                gone.insert(*digest);
            }
            stays
        });
        self.unneeded(&gone.into_iter().collect::<Vec<_>>())
    }

    pub fn unneeded(&self, contents: &[[u8; 32]]) -> Vec<[u8; 32]> {
        let of_forms = self.catalogue.media.values().flat_map(|files| files.values());
        let mut needed: BTreeSet<[u8; 32]> = of_forms.map(|file| file.digest).collect();
        needed.extend(self.editions.contents());
        needed.extend(self.attachments.keys().map(|(_, _, digest)| *digest));
        contents.iter().filter(|content| !needed.contains(*content)).copied().collect()
    }
}
