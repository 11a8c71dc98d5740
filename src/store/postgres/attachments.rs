//! Files that came with submissions.

use diesel::sql_types::{Array, BigInt, Binary, Text, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::numbers::Work;
use super::sql::{rows, statement};
use super::storable;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::store::{Attachment, Result, StoreError};

pub(super) async fn attach(work: &mut Work, attachments: &[Attachment], at: i64) -> Result<()> {
    let mut row: (Vec<_>, Vec<_>, Vec<_>, Vec<_>) = Default::default();
    for one in attachments {
        row.0.push(one.revision.0);
        row.1.push(storable(&one.name));
        row.2.push(one.digest.to_vec());
        row.3.push(i64::try_from(one.size).unwrap_or(i64::MAX));
    }
    statement(include_str!("sql/attachments_write.sql"))
        .bind::<BigInt, _>(at)
        .bind::<Array<SqlUuid>, _>(row.0)
        .bind::<Array<Text>, _>(row.1)
        .bind::<Array<Binary>, _>(row.2)
        .bind::<Array<BigInt>, _>(row.3)
        .run(&work.connection)
        .await
        .map(|_| ())
}

pub(super) async fn of_submission(
    connection: &AsyncPgConnection,
    id: SubmissionId,
) -> Result<Vec<Attachment>> {
    let found: Vec<(Uuid, String, Vec<u8>, i64)> =
        rows::<(SqlUuid, Text, Binary, BigInt)>(include_str!("sql/attachments.sql"))
            .bind::<SqlUuid, _>(id.0)
            .load(connection)
            .await?;
    let attachment = |(revision, name, digest, size): (Uuid, String, Vec<u8>, i64)| {
        let (revision, digest) = (RevisionId(revision), content(digest)?);
        Ok(Attachment { revision, name, digest, size: size.unsigned_abs() })
    };
    found.into_iter().map(attachment).collect()
}

pub(super) fn content(digest: Vec<u8>) -> Result<[u8; 32]> {
    digest.try_into().map_err(|_| StoreError::Corrupt("a digest has another length".to_owned()))
}

/// The revisions of everything withdrawn that still have files. What is withdrawn stays so: no turn to
/// write is needed to look.
pub(super) async fn withdrawn(connection: &AsyncPgConnection) -> Result<Vec<Uuid>> {
    rows::<SqlUuid>(include_str!("sql/attachments_withdrawn.sql")).load(connection).await
}

/// Forgets the files of revisions; the contents that nobody needs any more.
pub(super) async fn detach(work: &mut Work, revisions: Vec<Uuid>) -> Result<Vec<[u8; 32]>> {
    let gone: Vec<Vec<u8>> = rows::<Binary>(include_str!("sql/attachments_detach.sql"))
        .bind::<Array<SqlUuid>, _>(revisions)
        .load(&work.connection)
        .await?;
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    unneeded(&work.connection, gone).await
}

/// Those of some contents that nothing has.
pub(super) async fn unneeded(
    connection: &AsyncPgConnection,
    contents: Vec<Vec<u8>>,
) -> Result<Vec<[u8; 32]>> {
    let free: Vec<Vec<u8>> = rows::<Binary>(include_str!("sql/attachments_free.sql"))
        .bind::<Array<Binary>, _>(contents)
        .load(connection)
        .await?;
    free.into_iter().map(content).collect()
}
