//! What people took back.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;

use super::MemoryStore;
use super::state::State;
use crate::domain::consent::{ReceiptCode, ReceiptHash};
use crate::domain::ids::CommunityId;
use crate::store::{AuditEntry, Consents, Open, Result, Stamp};

/// Receipts that were brought back, and whether they are done with.
pub(super) type Receipts = BTreeMap<ReceiptHash, bool>;

impl State {
    fn note_receipt(&mut self, receipt: &ReceiptHash) -> bool {
        if self.receipts.contains_key(receipt) {
            return false;
        }
        self.receipts.insert(*receipt, false);
        let returned = Arc::new(self.receipts.keys().copied().collect());
        self.publish(None, |catalogue| catalogue.returned = returned);
        true
    }

    fn receipts_open(&self) -> Open {
        let open = self.receipts.iter().filter(|(_, done)| !**done);
        let receipts: Vec<ReceiptHash> = open.map(|(receipt, _)| *receipt).collect();
        let here = self.submissions.iter().filter(|(_, submission)| !submission.withdrawn());
        let submissions = here.map(|(id, _)| *id);
        let due = submissions
            .filter(|id| receipts.contains(&ReceiptCode::of_submission(*id).hash()))
            .collect();
        Open { receipts, submissions: due }
    }
}

#[async_trait]
impl Consents for MemoryStore {
    async fn note_receipt(&self, receipt: &ReceiptHash, stamp: &Stamp) -> Result<bool> {
        self.change(stamp.entry("receipt.note", ""), |state| Ok(state.note_receipt(receipt)))
    }

    async fn receipts_open(&self) -> Result<Open> {
        Ok(self.open()?.receipts_open())
    }

    async fn receipts_done(&self, receipts: &[ReceiptHash], stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("receipt.done", format!("{} receipts", receipts.len()));
        self.change(entry, |state| {
            state.receipts.extend(receipts.iter().map(|receipt| (*receipt, true)));
            Ok(())
        })
    }

    async fn looked(&self, community: &CommunityId, limit: usize) -> Result<Vec<AuditEntry>> {
        let state = self.open()?;
        let about = state.audit.iter().filter(|entry| entry.community.as_ref() == Some(community));
        Ok(about.rev().take(limit).cloned().collect())
    }
}
