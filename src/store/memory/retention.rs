//! How long things are kept.

use std::collections::BTreeSet;

use async_trait::async_trait;

use super::MemoryStore;
use crate::domain::consent::Retention;
use crate::domain::ids::SubmissionId;
use crate::store::{Result, Retentions, Stamp};

#[async_trait]
impl Retentions for MemoryStore {
    async fn retention(&self) -> Result<Retention> {
        Ok(self.open()?.retention)
    }

    async fn set_retention(&self, retention: &Retention, stamp: &Stamp) -> Result<()> {
        self.change(stamp.entry("retention.set", ""), |state| {
            state.retention = *retention;
            Ok(())
        })
    }

    async fn old(&self, before: i64, limit: usize) -> Result<Vec<SubmissionId>> {
        let state = self.open()?;
        let old = state.submissions.iter().filter(|(_, submission)| {
            !submission.withdrawn() && submission.received_at.is_some_and(|at| at < before)
        });
        Ok(old.map(|(id, _)| *id).take(limit).collect())
    }

    async fn drop_files(&self, before: i64, stamp: &Stamp) -> Result<(usize, Vec<[u8; 32]>)> {
        let entry = stamp.entry("attachment.drop", format!("before {before}"));
        self.change(entry, |state| {
            let old = |at: &i64| *at < before;
            let gone: Vec<_> = state.attached_at.iter().filter(|(_, at)| old(at)).collect();
            let keys: Vec<_> = gone.into_iter().map(|(key, _)| key.clone()).collect();
            let mut contents = BTreeSet::new();
            for key in &keys {
                state.attachments.remove(key);
                state.attached_at.remove(key);
                contents.insert(key.2);
            }
            let contents: Vec<[u8; 32]> = contents.into_iter().collect();
            Ok((keys.len(), state.unneeded(&contents)))
        })
    }

    async fn drop_quarantined(&self, before: i64, stamp: &Stamp) -> Result<usize> {
        let entry = stamp.entry("quarantine.drop", format!("before {before}"));
        self.change(entry, |state| {
            let old = |kept: &&mut super::state::Kept| kept.received_at < before;
            let old = state.quarantine.iter_mut().filter(old);
            Ok(old.filter_map(|kept| kept.raw.take()).count())
        })
    }

    async fn put_report(&self, report: &str, stamp: &Stamp) -> Result<()> {
        self.change(stamp.entry("retention.run", ""), |state| {
            state.reports.push((stamp.at, report.to_owned()));
            Ok(())
        })
    }

    async fn reports(&self, limit: usize) -> Result<Vec<(i64, String)>> {
        Ok(self.open()?.reports.iter().rev().take(limit).cloned().collect())
    }
}
