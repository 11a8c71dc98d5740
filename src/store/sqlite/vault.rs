//! Contacts, sealed like bodies.

use async_trait::async_trait;
use diesel::prelude::*;

use super::revisions::uuid;
use super::schema::{contact, submission};
use super::settle::state_number;
use super::writer::Work;
use super::{Reading, SqliteStore, failure};
use crate::domain::head::State;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::store::body::{pack, unpack};
use crate::store::{Contact, Result, Stamp, StoreError, Vault};

#[async_trait]
impl Vault for SqliteStore {
    async fn keep_contacts(&self, contacts: &[Contact]) -> Result<()> {
        let contacts = contacts.to_vec();
        let keep =
            move |work: &mut Work<'_>| contacts.iter().try_for_each(|contact| keep(work, contact));
        self.writer.run(keep).await
    }

    async fn contact(&self, submission: SubmissionId) -> Result<Option<Contact>> {
        self.read(move |reading| one(reading, submission)).await
    }

    async fn contacted(
        &self,
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<SubmissionId>> {
        let after = after.map_or_else(Vec::new, |id| id.0.as_bytes().to_vec());
        self.read(move |reading| {
            let found: Vec<Vec<u8>> = contact::table
                .filter(contact::submission.gt(after))
                .order(contact::submission)
                .limit(i64::try_from(limit).unwrap_or(i64::MAX))
                .select(contact::submission)
                .load(reading.connection)
                .map_err(failure)?;
            found.iter().map(|id| uuid(id).map(SubmissionId)).collect()
        })
        .await
    }

    async fn drop_contacts(&self, submissions: &[SubmissionId], stamp: &Stamp) -> Result<usize> {
        let entry = stamp.entry("contact.drop", format!("{} submissions", submissions.len()));
        let ids: Vec<Vec<u8>> = submissions.iter().map(|id| id.0.as_bytes().to_vec()).collect();
        self.change(entry, move |work| {
            let mut gone = 0;
            for ids in ids.chunks(500) {
                gone += diesel::delete(contact::table.filter(contact::submission.eq_any(ids)))
                    .execute(work.connection)
                    .map_err(failure)?;
            }
            work.numbers.erased |= gone > 0;
            Ok(gone)
        })
        .await
    }

    async fn drop_contacts_before(&self, day: i32, stamp: &Stamp) -> Result<usize> {
        let entry = stamp.entry("contact.drop", format!("before day {day}"));
        self.change(entry, move |work| {
            let gone = diesel::delete(contact::table.filter(contact::since.lt(i64::from(day))))
                .execute(work.connection)
                .map_err(failure)?;
            work.numbers.erased |= gone > 0;
            Ok(gone)
        })
        .await
    }
}

fn keep(work: &mut Work<'_>, new: &Contact) -> Result<()> {
    let id = new.submission.0.as_bytes().as_slice();
    let state: Option<i32> = submission::table
        .filter(submission::uuid.eq(id))
        .select(submission::state)
        .first(work.connection)
        .optional()
        .map_err(failure)?;
    if state.is_none_or(|state| state == state_number(State::Withdrawn)) {
        return Ok(());
    }
    let there: Option<(i64, Vec<u8>)> = contact::table
        .find(id)
        .select((contact::version, contact::revision))
        .first(work.connection)
        .optional()
        .map_err(failure)?;
    let version = i64::try_from(new.version).unwrap_or(i64::MAX);
    let revision = new.revision.0.as_bytes().to_vec();
    if there.is_some_and(|there| there >= (version, revision.clone())) {
        return Ok(());
    }
    let body = work.numbers.known.seal.close(pack(new.said.as_bytes(), None)?, id)?;
    let values = (
        contact::revision.eq(revision),
        contact::version.eq(version),
        contact::since.eq(i64::from(new.since)),
        contact::body.eq(body),
    );
    diesel::insert_into(contact::table)
        .values((contact::submission.eq(id), values.clone()))
        .on_conflict(contact::submission)
        .do_update()
        .set(values)
        .execute(work.connection)
        .map_err(failure)?;
    Ok(())
}

fn one(reading: &mut Reading<'_>, id: SubmissionId) -> Result<Option<Contact>> {
    type Row = (Vec<u8>, i64, i64, Vec<u8>);
    let found: Option<Row> = contact::table
        .find(id.0.as_bytes().as_slice())
        .select((contact::revision, contact::version, contact::since, contact::body))
        .first(reading.connection)
        .optional()
        .map_err(failure)?;
    let Some((revision, version, since, body)) = found else { return Ok(None) };
    let said = unpack(&reading.known.seal.open(&body, id.0.as_bytes())?, None)?;
    Ok(Some(Contact {
        submission: id,
        revision: RevisionId(uuid(&revision)?),
        version: version.unsigned_abs(),
        since: i32::try_from(since).unwrap_or(i32::MAX),
        said: String::from_utf8(said).map_err(|e| StoreError::Corrupt(e.to_string()))?,
    }))
}
