//! What the store holds, and what follows from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::consent::Receipts;
use super::editions::Releases;
use super::people::People;
use super::phones::Enrolled;
use crate::domain::catalogue::Catalogue;
use crate::domain::consent::Retention;
use crate::domain::content;
use crate::domain::head::{Head, State as HeadState};
use crate::domain::ids::{DeviceId, FormRef, RevisionId, SubmissionId};
use crate::domain::item;
use crate::domain::merge::{Merged, merge};
use crate::domain::problem::Problem;
use crate::domain::revision::Revision;
use crate::store::{AuditEntry, Contact, Position, Quarantined, Result, StoreError, Waiting};

/// Everything.
pub(super) struct State {
    /// The store's own id.
    pub store: Uuid,
    /// The last change number given out.
    pub change: u64,
    pub catalogue: Arc<Catalogue>,
    /// What is declared, as JSON, by kind and id.
    pub declared: BTreeMap<(&'static str, String), String>,
    /// What clients get of each form version.
    pub xforms: BTreeMap<FormRef, Vec<u8>>,
    /// Files by revision, name and content, with their size.
    pub attachments: BTreeMap<(RevisionId, String, [u8; 32]), u64>,
    /// When each of them came.
    pub attached_at: BTreeMap<(RevisionId, String, [u8; 32]), i64>,
    pub submissions: BTreeMap<SubmissionId, Submission>,
    /// In the order in which it came.
    pub quarantine: Vec<Kept>,
    /// The last number given out in quarantine.
    pub quarantine_no: i64,
    /// In the order in which they were enrolled.
    pub devices: Vec<Enrolled>,
    pub people: People,
    pub receipts: Receipts,
    pub contacts: BTreeMap<SubmissionId, Contact>,
    pub retention: Retention,
    /// What was removed, oldest first.
    pub reports: Vec<(i64, String)>,
    pub editions: Releases,
    /// Oldest first.
    pub audit: Vec<AuditEntry>,
    pub closed: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            store: Uuid::new_v4(),
            change: 0,
            catalogue: Arc::default(),
            declared: BTreeMap::new(),
            xforms: BTreeMap::new(),
            attachments: BTreeMap::new(),
            attached_at: BTreeMap::new(),
            submissions: BTreeMap::new(),
            quarantine: Vec::new(),
            quarantine_no: 0,
            devices: Vec::new(),
            people: People::default(),
            receipts: Receipts::new(),
            contacts: BTreeMap::new(),
            retention: Retention::default(),
            reports: Vec::new(),
            editions: Releases::default(),
            audit: Vec::new(),
            closed: false,
        }
    }
}

/// One submission: what arrived of it, and the number of its last change.
#[derive(Default)]
pub(super) struct Submission {
    pub change: u64,
    /// When its first revision came.
    pub received_at: Option<i64>,
    pub revisions: Vec<Stored>,
}

/// One accepted revision: its envelope, and the bytes that arrived until they are erased. Of a
/// withdrawal, only the envelope is ever kept.
pub(super) struct Stored {
    pub id: RevisionId,
    pub version: u64,
    pub device: DeviceId,
    pub withdraws: bool,
    pub received_at: i64,
    pub raw: Option<Vec<u8>>,
}

/// One item in quarantine: the bytes that arrived, until they are erased.
pub(super) struct Kept {
    pub no: i64,
    pub device: DeviceId,
    pub digest: [u8; 32],
    pub submission: Option<SubmissionId>,
    pub revision: Option<RevisionId>,
    pub problem: Problem,
    pub received_at: i64,
    pub raw: Option<Vec<u8>>,
}

/// What tells two items of a device apart that quarantine may hold at once.
pub(super) fn digest(raw: &[u8]) -> [u8; 32] {
    Sha256::digest(raw).into()
}

impl Submission {
    pub fn withdrawn(&self) -> bool {
        self.revisions.iter().any(|revision| revision.withdraws)
    }

    pub fn made_by(&self, device: DeviceId) -> bool {
        self.revisions.iter().any(|revision| revision.device == device)
    }
}

impl Stored {
    /// Whether bytes say what was stored, as far as that can still be told.
    pub fn says(&self, raw: &[u8]) -> bool {
        let hash = |raw| content::read(raw).map(|item| content::hash(&item)).ok();
        match &self.raw {
            None => true,
            Some(first) => {
                first == raw || hash(first).is_some_and(|first| hash(raw) == Some(first))
            }
        }
    }

    /// The revision as merge sees it; nothing once its content is erased.
    fn typed(&self, submission: SubmissionId, catalogue: &Catalogue) -> Result<Option<Revision>> {
        if self.withdraws {
            return Ok(Some(Revision::withdrawal(submission, self.id, self.version)));
        }
        let Some(raw) = &self.raw else { return Ok(None) };
        item::reread(raw, catalogue, (submission, self.version))
            .map(Some)
            .map_err(|problem| StoreError::Corrupt(format!("revision {}: {problem:?}", self.id)))
    }
}

impl Kept {
    /// What is handed out when this waits for one of these reasons. What is erased waits for nothing.
    pub fn waiting_for(&self, reasons: &[Waiting]) -> Option<Quarantined> {
        let waits_for = Waiting::of(&self.problem, self.device)?;
        self.told().filter(|_| reasons.contains(&waits_for))
    }

    /// What is handed out of it, unless it is erased.
    pub fn told(&self) -> Option<Quarantined> {
        Some(Quarantined {
            no: self.no,
            device: self.device,
            problem: self.problem.clone(),
            raw: self.raw.clone()?,
            received_at: self.received_at,
        })
    }
}

impl State {
    pub fn position(&self) -> Position {
        Position { store: self.store, change: self.change }
    }

    pub fn next_change(&mut self) -> u64 {
        self.change += 1;
        self.change
    }

    /// An accepted revision and the submission it is of.
    pub fn revision(&self, id: RevisionId) -> Option<(SubmissionId, &Stored)> {
        self.submissions.iter().find_map(|(submission, all)| {
            all.revisions.iter().find(|r| r.id == id).map(|stored| (*submission, stored))
        })
    }

    /// Whether a revision is held, accepted or in quarantine.
    pub fn holds(&self, id: RevisionId) -> bool {
        self.revision(id).is_some() || self.quarantine.iter().any(|kept| kept.revision == Some(id))
    }

    pub fn merged(&self, id: SubmissionId) -> Result<Option<Merged>> {
        let Some(submission) = self.submissions.get(&id) else { return Ok(None) };
        let mut revisions = Vec::new();
        for stored in &submission.revisions {
            revisions.extend(stored.typed(id, &self.catalogue)?);
        }
        Ok(merge(&revisions))
    }

    /// The head, its options in the form's order.
    pub fn head(&self, id: SubmissionId) -> Result<Option<Head>> {
        Ok(self.merged(id)?.map(|merged| self.in_form_order(merged)))
    }

    /// The head of what had arrived by a moment.
    pub fn head_as_of(&self, id: SubmissionId, at: i64) -> Result<Option<Head>> {
        let stored = self.submissions.get(&id).into_iter().flat_map(|s| &s.revisions);
        let mut revisions = Vec::new();
        for stored in stored.filter(|stored| stored.received_at <= at) {
            revisions.extend(stored.typed(id, &self.catalogue)?);
        }
        Ok(merge(&revisions).map(|merged| self.in_form_order(merged)))
    }

    fn in_form_order(&self, merged: Merged) -> Head {
        let mut head = merged.head;
        if let Some(form) = head.form.as_ref().and_then(|form| self.catalogue.forms.get(form)) {
            form.in_form_order(&mut head);
        }
        head
    }

    /// The heads that are not withdrawn, by submission.
    pub fn heads(&self) -> Result<Vec<Head>> {
        let mut heads = Vec::new();
        for id in self.submissions.keys() {
            heads.extend(self.head(*id)?.filter(|head| head.state != HeadState::Withdrawn));
        }
        Ok(heads)
    }
}
