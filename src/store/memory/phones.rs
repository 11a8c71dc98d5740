//! Devices: their scope, and what is held of them.

use std::collections::{BTreeMap, BTreeSet};

use super::state::State;
use crate::domain::access::Device;
use crate::domain::ids::{CommunityId, DeviceId, RevisionId, SubmissionId};
use crate::store::{Result, StoreError, TokenHash};

/// An enrolled device. What follows from the rest (its communities, what is held) is filled in when
/// it is told.
pub(super) struct Enrolled {
    pub device: Device,
    pub token: TokenHash,
    /// Every community it ever had.
    pub scope: BTreeMap<CommunityId, Scope>,
}

/// The change number at which a community came into a device's scope last, and at which it left.
pub(super) struct Scope {
    pub added: u64,
    pub removed: Option<u64>,
}

impl Enrolled {
    fn communities(&self) -> Vec<CommunityId> {
        let open = self.scope.iter().filter(|(_, scope)| scope.removed.is_none());
        open.map(|(community, _)| community.clone()).collect()
    }
}

impl State {
    pub fn device(&self, enrolled: &Enrolled) -> Device {
        Device {
            communities: enrolled.communities(),
            held: self.held(enrolled.device.id),
            ..enrolled.device.clone()
        }
    }

    /// Different items: a revision is one however often and in whatever wording it is there, and
    /// what names no revision is one by its bytes.
    pub fn held(&self, device: DeviceId) -> u64 {
        let accepted = self.submissions.values().flat_map(|submission| &submission.revisions);
        let accepted = accepted.filter(|r| r.device == device).map(|r| r.id);
        let quarantined = self.quarantine.iter().filter(|kept| kept.device == device);
        let nameless = quarantined.clone().filter(|kept| kept.revision.is_none()).count();
        let named: BTreeSet<RevisionId> =
            accepted.chain(quarantined.filter_map(|kept| kept.revision)).collect();
        (named.len() + nameless) as u64
    }

    pub fn enrol(&mut self, device: &Device, token: &TokenHash) -> Result<()> {
        if self.devices.iter().any(|e| e.device.id == device.id || e.token == *token) {
            return Err(StoreError::Constraint(format!("device {} is there", device.id)));
        }
        let id = device.id;
        let (device, token) = (Device { revoked_at: None, ..device.clone() }, *token);
        let communities = device.communities.clone();
        self.devices.push(Enrolled { device, token, scope: BTreeMap::new() });
        communities.into_iter().for_each(|community| self.add_scope(id, community));
        Ok(())
    }

    /// Replaces the scope. The submissions of a community that comes or goes are due again: the
    /// device gets them, or their removal.
    pub fn scope_device(&mut self, id: DeviceId, communities: &[CommunityId]) -> Result<bool> {
        let Some(enrolled) = self.devices.iter().find(|e| e.device.id == id) else {
            return Ok(false);
        };
        let before = enrolled.communities();
        for gone in before.iter().filter(|community| !communities.contains(community)) {
            let change = self.next_change();
            let enrolled = self.devices.iter_mut().find(|e| e.device.id == id);
            if let Some(scope) = enrolled.and_then(|e| e.scope.get_mut(gone)) {
                scope.removed = Some(change);
            }
            self.due_again(id, gone)?;
        }
        for new in communities.iter().filter(|community| !before.contains(community)) {
            self.add_scope(id, new.clone());
            self.due_again(id, new)?;
        }
        Ok(true)
    }

    fn add_scope(&mut self, id: DeviceId, community: CommunityId) {
        let added = self.next_change();
        if let Some(enrolled) = self.devices.iter_mut().find(|e| e.device.id == id) {
            enrolled.scope.insert(community, Scope { added, removed: None });
        }
    }

    fn due_again(&mut self, device: DeviceId, community: &CommunityId) -> Result<()> {
        let mut due: Vec<SubmissionId> = Vec::new();
        for head in self.heads()? {
            let made = self.submissions.get(&head.submission).is_some_and(|s| s.made_by(device));
            if made && head.community.as_ref() == Some(community) {
                due.push(head.submission);
            }
        }
        for id in due {
            let change = self.next_change();
            self.submissions.entry(id).or_default().change = change;
        }
        Ok(())
    }

    pub fn revoke(&mut self, id: DeviceId, at: i64) -> bool {
        let Some(enrolled) = self.devices.iter_mut().find(|e| e.device.id == id) else {
            return false;
        };
        enrolled.device.revoked_at.get_or_insert(at);
        true
    }
}
