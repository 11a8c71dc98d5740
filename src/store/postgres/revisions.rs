//! Stored revisions: rows, and what they say.

use std::collections::HashMap;

use diesel::sql_types::{Array, BigInt, Binary, Bool, Nullable, Text, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::reference::Known;
use super::sql::rows;
use crate::domain::head::Head;
use crate::domain::ids::{CommunityId, RevisionId, SubmissionId};
use crate::domain::item::{self, Originals};
use crate::domain::merge::merge;
use crate::domain::revision::Revision;
use crate::store::body::unpack;
use crate::store::{Result, StoreError};

/// A stored revision.
#[derive(diesel::Queryable)]
pub(super) struct Row {
    pub submission: Uuid,
    pub uuid: Uuid,
    pub version: i64,
    pub device_no: i64,
    pub form_no: Option<i64>,
    pub withdraws: bool,
    pub body: Option<Vec<u8>>,
}

type Columns = (SqlUuid, SqlUuid, BigInt, BigInt, Nullable<BigInt>, Bool, Nullable<Binary>);

/// Those of some revisions that are stored.
pub(super) async fn by_id(connection: &AsyncPgConnection, ids: &[Uuid]) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    rows::<Columns>(
        "SELECT submission, uuid, version, device_no, form_no, withdraws, body
         FROM revision WHERE uuid = ANY ($1)",
    )
    .bind::<Array<SqlUuid>, _>(ids.to_vec())
    .load(connection)
    .await
}

/// All revisions of some submissions.
pub(super) async fn of_submissions(
    connection: &AsyncPgConnection,
    ids: &[Uuid],
) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    rows::<Columns>(
        "SELECT submission, uuid, version, device_no, form_no, withdraws, body
         FROM revision WHERE submission = ANY ($1)",
    )
    .bind::<Array<SqlUuid>, _>(ids.to_vec())
    .load(connection)
    .await
}

/// What an accepted body says.
pub(super) fn reread(
    raw: &[u8],
    known: &Known,
    submission: SubmissionId,
    id: RevisionId,
    version: u64,
) -> Result<Revision> {
    item::reread(raw, &known.catalogue, (submission, version))
        .map_err(|problem| StoreError::Corrupt(format!("revision {id}: {problem:?}")))
}

/// The revisions of a submission as merge sees them. Of an erased one, only its withdrawals say
/// anything.
fn typed(submission: SubmissionId, stored: &[Row], known: &Known) -> Result<Vec<Revision>> {
    let mut revisions = Vec::with_capacity(stored.len());
    for row in stored {
        let (id, version) = (RevisionId(row.uuid), row.version.unsigned_abs());
        if row.withdraws {
            revisions.push(Revision::withdrawal(submission, id, version));
        } else if let Some(body) = &row.body {
            let form = row.form_no.and_then(|no| known.forms_by_no.get(&no));
            let body = known.seal.open(body, row.uuid.as_bytes())?;
            let raw = unpack(&body, form.map(|form| &form.packing))?;
            revisions.push(reread(&raw, known, submission, id, version)?);
        }
    }
    Ok(revisions)
}

/// The heads of those of some submissions that are stored, their options in the form's order.
pub(super) async fn heads(
    connection: &AsyncPgConnection,
    ids: &[Uuid],
    known: &Known,
) -> Result<HashMap<SubmissionId, Head>> {
    heads_of(of_submissions(connection, ids).await?, known)
}

/// The heads of some revisions as they were at a moment: of those that had arrived by then.
pub(super) async fn heads_as_of(
    connection: &AsyncPgConnection,
    ids: &[Uuid],
    at: i64,
    known: &Known,
) -> Result<HashMap<SubmissionId, Head>> {
    let stored = rows::<Columns>(
        "SELECT submission, uuid, version, device_no, form_no, withdraws, body
         FROM revision WHERE submission = ANY ($1) AND received_at <= $2",
    )
    .bind::<Array<SqlUuid>, _>(ids.to_vec())
    .bind::<BigInt, _>(at)
    .load(connection)
    .await?;
    heads_of(stored, known)
}

fn heads_of(found: Vec<Row>, known: &Known) -> Result<HashMap<SubmissionId, Head>> {
    let mut stored: HashMap<Uuid, Vec<Row>> = HashMap::new();
    for row in found {
        stored.entry(row.submission).or_default().push(row);
    }
    let mut heads = HashMap::with_capacity(stored.len());
    for (id, stored) in stored {
        let id = SubmissionId(id);
        let merged = merge(&typed(id, &stored, known)?)
            .ok_or_else(|| StoreError::Corrupt(format!("submission {id} has no head")))?;
        let mut head = merged.head;
        if let Some(form) = head.form.as_ref().and_then(|form| known.catalogue.forms.get(form)) {
            form.in_form_order(&mut head);
        }
        heads.insert(id, head);
    }
    Ok(heads)
}

/// The heads of a community that changed after a change, as many as a limit, each with its last change.
pub(super) async fn of_community(
    connection: &mut AsyncPgConnection,
    community: &CommunityId,
    (after, limit): (u64, usize),
    known: &Known,
) -> Result<Vec<(u64, Head)>> {
    let due: Vec<(Uuid, i64)> =
        rows::<(SqlUuid, BigInt)>(include_str!("sql/submissions_of_community.sql"))
            .bind::<Text, _>(community.0.clone())
            .bind::<BigInt, _>(i64::try_from(after).unwrap_or(i64::MAX))
            .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
            .load(connection)
            .await?;
    let ids: Vec<Uuid> = due.iter().map(|(id, _)| *id).collect();
    let mut heads = heads(connection, &ids, known).await?;
    let told = due.into_iter().filter_map(|(id, change)| {
        let head = heads.remove(&SubmissionId(id))?;
        Some((change.unsigned_abs(), head))
    });
    Ok(told.collect())
}

/// The submissions and versions of those revisions that are stored.
pub(super) async fn originals(
    connection: &AsyncPgConnection,
    revisions: &[RevisionId],
) -> Result<Originals> {
    let ids: Vec<Uuid> = revisions.iter().map(|id| id.0).collect();
    let found: Vec<(Uuid, Uuid, i64)> = rows::<(SqlUuid, SqlUuid, BigInt)>(
        "SELECT uuid, submission, version FROM revision WHERE uuid = ANY ($1)",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .load(connection)
    .await?;
    let original = |(id, submission, version): (Uuid, Uuid, i64)| {
        (RevisionId(id), (SubmissionId(submission), version.unsigned_abs()))
    };
    Ok(found.into_iter().map(original).collect())
}

/// Those revisions that are neither accepted nor in quarantine, in the order asked.
pub(super) async fn missing(
    connection: &AsyncPgConnection,
    revisions: &[RevisionId],
) -> Result<Vec<RevisionId>> {
    let ids: Vec<Uuid> = revisions.iter().map(|id| id.0).collect();
    let missing: Vec<Uuid> = rows::<SqlUuid>(include_str!("sql/missing.sql"))
        .bind::<Array<SqlUuid>, _>(ids)
        .load(connection)
        .await?;
    Ok(missing.into_iter().map(RevisionId).collect())
}
