//! How long things are kept, and what has no time left.

use async_trait::async_trait;
use diesel::sql_types::{Array, BigInt, Binary, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::PostgresStore;
use super::attachments::unneeded;
use super::sql::{rows, statement};
use crate::domain::consent::{Retention, Thing};
use crate::domain::ids::SubmissionId;
use crate::store::{Result, Retentions, Stamp};

#[async_trait]
impl Retentions for PostgresStore {
    async fn retention(&self) -> Result<Retention> {
        let found: Vec<(String, Option<i64>)> = self
            .ask(|c| rows::<(Text, Nullable<BigInt>)>("SELECT thing, days FROM retention").load(c))
            .await?;
        Ok(found.into_iter().fold(Retention::default(), |kept, (thing, days)| {
            let days = days.map(|days| u32::try_from(days).unwrap_or(u32::MAX));
            Thing::from_word(&thing).map_or(kept, |thing| kept.with(thing, days))
        }))
    }

    async fn set_retention(&self, kept: &Retention, stamp: &Stamp) -> Result<()> {
        let kept = *kept;
        self.change(stamp.entry("retention.set", ""), move |work| {
            let things = Thing::WORDS.map(|(word, _)| word.to_owned()).to_vec();
            let days = Thing::WORDS.map(|(_, thing)| kept.days(thing).map(i64::from)).to_vec();
            let put = statement(
                "INSERT INTO retention (thing, days) SELECT * FROM unnest($1, $2)
                 ON CONFLICT (thing) DO UPDATE SET days = excluded.days",
            )
            .bind::<Array<Text>, _>(things)
            .bind::<Array<Nullable<BigInt>>, _>(days);
            Box::pin(async move { put.run(&work.connection).await.map(|_| ()) })
        })
        .await
    }

    async fn old(&self, before: i64, limit: usize) -> Result<Vec<SubmissionId>> {
        self.ask(move |c| {
            Box::pin(async move {
                let found: Vec<Uuid> = rows::<SqlUuid>(
                    "SELECT s.uuid FROM submission s
                     JOIN revision r ON r.submission = s.uuid
                     WHERE s.state <> 2
                     GROUP BY s.uuid HAVING min(r.received_at) < $1
                     ORDER BY s.uuid LIMIT $2",
                )
                .bind::<BigInt, _>(before)
                .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
                .load(c)
                .await?;
                Ok(found.into_iter().map(SubmissionId).collect())
            })
        })
        .await
    }

    async fn drop_files(&self, before: i64, stamp: &Stamp) -> Result<(usize, Vec<[u8; 32]>)> {
        let entry = stamp.entry("attachment.drop", format!("before {before}"));
        self.change(entry, move |work| {
            Box::pin(async move {
                let mut gone: Vec<Vec<u8>> = rows::<Binary>(
                    "DELETE FROM attachment WHERE received_at < $1 RETURNING digest",
                )
                .bind::<BigInt, _>(before)
                .load(&work.connection)
                .await?;
                let count = gone.len();
                gone.sort_unstable();
                gone.dedup();
                Ok((count, unneeded(&work.connection, gone).await?))
            })
        })
        .await
    }

    async fn drop_quarantined(&self, before: i64, stamp: &Stamp) -> Result<usize> {
        let entry = stamp.entry("quarantine.drop", format!("before {before}"));
        self.change(entry, move |work| {
            let gone = statement(
                "UPDATE quarantine SET body = NULL, waits_for = NULL
                 WHERE received_at < $1 AND body IS NOT NULL",
            )
            .bind::<BigInt, _>(before);
            Box::pin(async move { gone.run(&work.connection).await })
        })
        .await
    }

    async fn put_report(&self, report: &str, stamp: &Stamp) -> Result<()> {
        let (report, at) = (report.to_owned(), stamp.at);
        self.change(stamp.entry("retention.run", ""), move |work| {
            let put = statement("INSERT INTO retention_report (at, report) VALUES ($1, $2)")
                .bind::<BigInt, _>(at)
                .bind::<Text, _>(report.clone());
            Box::pin(async move { put.run(&work.connection).await.map(|_| ()) })
        })
        .await
    }

    async fn reports(&self, limit: usize) -> Result<Vec<(i64, String)>> {
        self.ask(move |c| {
            rows::<(BigInt, Text)>(
                "SELECT at, report FROM retention_report ORDER BY no DESC LIMIT $1",
            )
            .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
            .load(c)
        })
        .await
    }
}
