//! Stored revisions: rows, and what they say.

use diesel::prelude::*;
use uuid::Uuid;

use super::reference::Known;
use super::schema::{community, revision, submission};
use super::{ORDINALS, failure};
use crate::domain::head::Head;
use crate::domain::ids::{CommunityId, RevisionId, SubmissionId};
use crate::domain::item::{self, Originals};
use crate::domain::merge::merge;
use crate::domain::revision::Revision;
use crate::store::body::unpack;
use crate::store::{Result, StoreError};

/// A stored revision.
#[derive(Queryable, Selectable)]
#[diesel(table_name = revision)]
pub(super) struct Row {
    pub uuid: Vec<u8>,
    pub version: i64,
    pub device_no: i64,
    pub form_no: Option<i64>,
    pub withdraws: bool,
    pub body: Option<Vec<u8>>,
}

/// A UUID as it is stored.
pub(super) fn uuid(bytes: &[u8]) -> Result<Uuid> {
    Uuid::from_slice(bytes).map_err(|_| StoreError::Corrupt("a UUID is not 16 bytes".into()))
}

/// All revisions of a submission.
pub(super) fn rows(connection: &mut SqliteConnection, submission_no: i64) -> Result<Vec<Row>> {
    revision::table
        .filter(revision::key.between(submission_no * ORDINALS, (submission_no + 1) * ORDINALS - 1))
        .select(Row::as_select())
        .load(connection)
        .map_err(failure)
}

/// The revisions of a submission as merge sees them. Of an erased one, only its withdrawals say
/// anything.
pub(super) fn typed(
    submission: SubmissionId,
    rows: &[Row],
    known: &Known,
) -> Result<Vec<Revision>> {
    let mut revisions = Vec::with_capacity(rows.len());
    for row in rows {
        let id = RevisionId(uuid(&row.uuid)?);
        if row.withdraws {
            let version = row.version.unsigned_abs();
            revisions.push(Revision::withdrawal(submission, id, version));
        } else if let Some(body) = &row.body {
            let form = row.form_no.and_then(|no| known.forms_by_no.get(&no));
            let body = known.seal.open(body, &row.uuid)?;
            let raw = unpack(&body, form.map(|form| &form.packing))?;
            let revision =
                item::reread(&raw, &known.catalogue, (submission, row.version.unsigned_abs()))
                    .map_err(|problem| {
                        StoreError::Corrupt(format!("revision {id}: {problem:?}"))
                    })?;
            revisions.push(revision);
        }
    }
    Ok(revisions)
}

/// The submissions and versions of those revisions that are stored.
pub(super) fn originals(
    connection: &mut SqliteConnection,
    revisions: &[RevisionId],
) -> Result<Originals> {
    let mut originals = Originals::new();
    for id in revisions {
        let found: Option<(i64, i64)> = revision::table
            .filter(revision::uuid.eq(id.0.as_bytes().as_slice()))
            .select((revision::key, revision::version))
            .first(connection)
            .optional()
            .map_err(failure)?;
        let Some((key, version)) = found else { continue };
        let of: Vec<u8> = submission::table
            .find(key / ORDINALS)
            .select(submission::uuid)
            .first(connection)
            .map_err(failure)?;
        originals.insert(*id, (SubmissionId(uuid(&of)?), version.unsigned_abs()));
    }
    Ok(originals)
}

/// The head of a submission by its number, its options in the form's order.
pub(super) fn head(
    connection: &mut SqliteConnection,
    submission: SubmissionId,
    no: i64,
    known: &Known,
) -> Result<Head> {
    let rows = rows(connection, no)?;
    head_of(submission, &rows, known)?
        .ok_or_else(|| StoreError::Corrupt(format!("submission {submission} has no head")))
}

/// The head of some revisions of a submission; none of no revisions.
pub(super) fn head_of(
    submission: SubmissionId,
    rows: &[Row],
    known: &Known,
) -> Result<Option<Head>> {
    let Some(merged) = merge(&typed(submission, rows, known)?) else { return Ok(None) };
    let mut head = merged.head;
    if let Some(form) = head.form.as_ref().and_then(|form| known.catalogue.forms.get(form)) {
        form.in_form_order(&mut head);
    }
    Ok(Some(head))
}

/// The submissions of a community that changed after a change: the last change, the id and the number.
pub(super) fn of_community(
    connection: &mut SqliteConnection,
    id: &CommunityId,
    after: u64,
    limit: usize,
) -> Result<Vec<(u64, SubmissionId, i64)>> {
    let no = community::table.filter(community::id.eq(&id.0)).select(community::no.nullable());
    let found: Vec<(i64, Vec<u8>, i64)> = submission::table
        .filter(submission::community_no.eq_any(no))
        .filter(submission::change.gt(i64::try_from(after).unwrap_or(i64::MAX)))
        .order(submission::change)
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select((submission::change, submission::uuid, submission::no))
        .load(connection)
        .map_err(failure)?;
    found
        .into_iter()
        .map(|(change, uuid, no)| {
            let id = SubmissionId(self::uuid(&uuid)?);
            Ok((u64::try_from(change).unwrap_or_default(), id, no))
        })
        .collect()
}

/// The number of a submission.
pub(super) fn number(connection: &mut SqliteConnection, id: SubmissionId) -> Result<Option<i64>> {
    submission::table
        .filter(submission::uuid.eq(id.0.as_bytes().as_slice()))
        .select(submission::no)
        .first(connection)
        .optional()
        .map_err(failure)
}
