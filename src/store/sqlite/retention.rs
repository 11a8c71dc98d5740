//! How long things are kept, and what has no time left.

use async_trait::async_trait;
use diesel::prelude::*;

use super::attachments::{content, unneeded};
use super::revisions::uuid;
use super::schema::{attachment, quarantine, retention, retention_report, revision, submission};
use super::settle::state_number;
use super::{ORDINALS, SqliteStore, failure};
use crate::domain::consent::{Retention, Thing};
use crate::domain::head::State;
use crate::domain::ids::SubmissionId;
use crate::store::{Result, Retentions, Stamp};

#[async_trait]
impl Retentions for SqliteStore {
    async fn retention(&self) -> Result<Retention> {
        let rows: Vec<(String, Option<i64>)> =
            self.read(|reading| retention::table.load(reading.connection).map_err(failure)).await?;
        Ok(rows.into_iter().fold(Retention::default(), |kept, (thing, days)| {
            let days = days.map(|days| u32::try_from(days).unwrap_or(u32::MAX));
            Thing::from_word(&thing).map_or(kept, |thing| kept.with(thing, days))
        }))
    }

    async fn set_retention(&self, kept: &Retention, stamp: &Stamp) -> Result<()> {
        let kept = *kept;
        self.change(stamp.entry("retention.set", ""), move |work| {
            for (word, thing) in Thing::WORDS {
                diesel::replace_into(retention::table)
                    .values((
                        retention::thing.eq(word),
                        retention::days.eq(kept.days(thing).map(i64::from)),
                    ))
                    .execute(work.connection)
                    .map_err(failure)?;
            }
            Ok(())
        })
        .await
    }

    async fn old(&self, before: i64, limit: usize) -> Result<Vec<SubmissionId>> {
        self.read(move |reading| {
            // The first revision of a submission is the one with the running number 0.
            let found: Vec<Vec<u8>> = submission::table
                .inner_join(revision::table.on(revision::key.eq(submission::no * ORDINALS)))
                .filter(submission::state.ne(state_number(State::Withdrawn)))
                .filter(revision::received_at.lt(before))
                .order(submission::no)
                .limit(i64::try_from(limit).unwrap_or(i64::MAX))
                .select(submission::uuid)
                .load(reading.connection)
                .map_err(failure)?;
            found.iter().map(|id| uuid(id).map(SubmissionId)).collect()
        })
        .await
    }

    async fn drop_files(&self, before: i64, stamp: &Stamp) -> Result<(usize, Vec<[u8; 32]>)> {
        let entry = stamp.entry("attachment.drop", format!("before {before}"));
        self.change(entry, move |work| {
            let gone: Vec<Vec<u8>> =
                diesel::delete(attachment::table.filter(attachment::received_at.lt(before)))
                    .returning(attachment::digest)
                    .get_results(work.connection)
                    .map_err(failure)?;
            let count = gone.len();
            let mut contents: Vec<[u8; 32]> =
                gone.into_iter().map(content).collect::<Result<_>>()?;
            contents.sort_unstable();
            contents.dedup();
            Ok((count, unneeded(work.connection, contents)?))
        })
        .await
    }

    async fn drop_quarantined(&self, before: i64, stamp: &Stamp) -> Result<usize> {
        let entry = stamp.entry("quarantine.drop", format!("before {before}"));
        self.change(entry, move |work| {
            let old = quarantine::table
                .filter(quarantine::received_at.lt(before))
                .filter(quarantine::body.is_not_null());
            let gone = diesel::update(old)
                .set((
                    quarantine::body.eq(None::<Vec<u8>>),
                    quarantine::waits_for.eq(None::<String>),
                ))
                .execute(work.connection)
                .map_err(failure)?;
            work.numbers.erased |= gone > 0;
            Ok(gone)
        })
        .await
    }

    async fn put_report(&self, report: &str, stamp: &Stamp) -> Result<()> {
        let (report, at) = (report.to_owned(), stamp.at);
        self.change(stamp.entry("retention.run", ""), move |work| {
            diesel::insert_into(retention_report::table)
                .values((retention_report::at.eq(at), retention_report::report.eq(report)))
                .execute(work.connection)
                .map(|_| ())
                .map_err(failure)
        })
        .await
    }

    async fn reports(&self, limit: usize) -> Result<Vec<(i64, String)>> {
        self.read(move |reading| {
            retention_report::table
                .order(retention_report::no.desc())
                .limit(i64::try_from(limit).unwrap_or(i64::MAX))
                .select((retention_report::at, retention_report::report))
                .load(reading.connection)
                .map_err(failure)
        })
        .await
    }
}
