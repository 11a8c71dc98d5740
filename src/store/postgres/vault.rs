//! Contacts, sealed like bodies.

use async_trait::async_trait;
use diesel::sql_types::{Array, BigInt, Binary, Nullable, Uuid as SqlUuid};
use uuid::Uuid;

use super::sql::{rows, statement};
use super::{PostgresStore, reference};
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::store::body::{pack, unpack};
use crate::store::{Contact, Result, Stamp, StoreError, Vault};

#[async_trait]
impl Vault for PostgresStore {
    async fn keep_contacts(&self, contacts: &[Contact]) -> Result<()> {
        let seal = reference::seen(&self.seen).seal.clone();
        // Of one submission, the highest: a statement can put each row only once.
        let mut sorted: Vec<&Contact> = contacts.iter().collect();
        sorted.sort_by_key(|one| (one.submission, std::cmp::Reverse((one.version, one.revision))));
        sorted.dedup_by_key(|one| one.submission);
        let mut row: (Vec<Uuid>, Vec<Uuid>, Vec<i64>, Vec<i64>, Vec<Vec<u8>>) = Default::default();
        for contact in sorted {
            row.0.push(contact.submission.0);
            row.1.push(contact.revision.0);
            row.2.push(i64::try_from(contact.version).unwrap_or(i64::MAX));
            row.3.push(i64::from(contact.since));
            let packed = pack(contact.said.as_bytes(), None)?;
            row.4.push(seal.close(packed, contact.submission.0.as_bytes())?);
        }
        self.writer
            .change(move |work| {
                let keep = statement(include_str!("sql/contacts_write.sql"))
                    .bind::<Array<SqlUuid>, _>(row.0.clone())
                    .bind::<Array<SqlUuid>, _>(row.1.clone())
                    .bind::<Array<BigInt>, _>(row.2.clone())
                    .bind::<Array<BigInt>, _>(row.3.clone())
                    .bind::<Array<Binary>, _>(row.4.clone());
                Box::pin(async move { keep.run(&work.connection).await.map(|_| ()) })
            })
            .await
    }

    async fn contact(&self, submission: SubmissionId) -> Result<Option<Contact>> {
        let seal = reference::seen(&self.seen).seal.clone();
        self.ask(move |c| {
            Box::pin(async move {
                let found: Vec<(Uuid, i64, i64, Vec<u8>)> =
                    rows::<(SqlUuid, BigInt, BigInt, Binary)>(
                        "SELECT revision, version, since, body FROM contact WHERE submission = $1",
                    )
                    .bind::<SqlUuid, _>(submission.0)
                    .load(c)
                    .await?;
                let Some((revision, version, since, body)) = found.into_iter().next() else {
                    return Ok(None);
                };
                let said = unpack(&seal.open(&body, submission.0.as_bytes())?, None)?;
                Ok(Some(Contact {
                    submission,
                    revision: RevisionId(revision),
                    version: version.unsigned_abs(),
                    since: i32::try_from(since).unwrap_or(i32::MAX),
                    said: String::from_utf8(said)
                        .map_err(|e| StoreError::Corrupt(e.to_string()))?,
                }))
            })
        })
        .await
    }

    async fn contacted(
        &self,
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<SubmissionId>> {
        self.ask(move |c| {
            Box::pin(async move {
                let found: Vec<Uuid> = rows::<SqlUuid>(
                    "SELECT submission FROM contact
                     WHERE submission > $1 OR $2::uuid IS NULL ORDER BY submission LIMIT $3",
                )
                .bind::<SqlUuid, _>(after.map_or(Uuid::nil(), |id| id.0))
                .bind::<Nullable<SqlUuid>, _>(after.map(|id| id.0))
                .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
                .load(c)
                .await?;
                Ok(found.into_iter().map(SubmissionId).collect())
            })
        })
        .await
    }

    async fn drop_contacts(&self, submissions: &[SubmissionId], stamp: &Stamp) -> Result<usize> {
        let entry = stamp.entry("contact.drop", format!("{} submissions", submissions.len()));
        let ids: Vec<Uuid> = submissions.iter().map(|id| id.0).collect();
        self.change(entry, move |work| {
            let gone = statement("DELETE FROM contact WHERE submission = ANY ($1)")
                .bind::<Array<SqlUuid>, _>(ids.clone());
            Box::pin(async move { gone.run(&work.connection).await })
        })
        .await
    }

    async fn drop_contacts_before(&self, day: i32, stamp: &Stamp) -> Result<usize> {
        let entry = stamp.entry("contact.drop", format!("before day {day}"));
        self.change(entry, move |work| {
            let gone =
                statement("DELETE FROM contact WHERE since < $1").bind::<BigInt, _>(i64::from(day));
            Box::pin(async move { gone.run(&work.connection).await })
        })
        .await
    }
}
