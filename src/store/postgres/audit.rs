//! The audit: who did what, written beside the change; and a look for damage.

use diesel::sql_types::{Array, BigInt, Nullable, Text};
use diesel_async::AsyncPgConnection;

use super::sql::{rows, statement};
use super::storable;
use crate::domain::ids::CommunityId;
use crate::store::{AuditEntry, Result};

/// Writes entries, in their order.
pub(super) async fn write(connection: &AsyncPgConnection, entries: &[&AuditEntry]) -> Result<()> {
    let texts = |text: fn(&AuditEntry) -> &String| -> Vec<String> {
        entries.iter().map(|entry| storable(text(entry))).collect()
    };
    let community = |entry: &&AuditEntry| entry.community.as_ref().map(|id| storable(id.as_str()));
    statement(
        "INSERT INTO audit (at, actor, action, subject, community)
         SELECT * FROM unnest($1, $2, $3, $4, $5)",
    )
    .bind::<Array<BigInt>, _>(entries.iter().map(|entry| entry.at).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(texts(|entry| &entry.actor))
    .bind::<Array<Text>, _>(texts(|entry| &entry.action))
    .bind::<Array<Text>, _>(texts(|entry| &entry.subject))
    .bind::<Array<Nullable<Text>>, _>(entries.iter().map(community).collect::<Vec<_>>())
    .run(connection)
    .await
    .map(|_| ())
}

/// The last entries, newest first.
pub(super) async fn last(connection: &AsyncPgConnection, limit: usize) -> Result<Vec<AuditEntry>> {
    let found: Vec<Row> = rows::<Columns>(
        "SELECT at, actor, action, subject, community FROM audit ORDER BY no DESC LIMIT $1",
    )
    .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
    .load(connection)
    .await?;
    Ok(found.into_iter().map(entry).collect())
}

/// The last entries about a community, newest first.
pub(super) async fn about(
    connection: &AsyncPgConnection,
    community: &CommunityId,
    limit: usize,
) -> Result<Vec<AuditEntry>> {
    let found: Vec<Row> = rows::<Columns>(
        "SELECT at, actor, action, subject, community FROM audit
         WHERE community = $1 ORDER BY no DESC LIMIT $2",
    )
    .bind::<Text, _>(storable(community.as_str()))
    .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
    .load(connection)
    .await?;
    Ok(found.into_iter().map(entry).collect())
}

type Columns = (BigInt, Text, Text, Text, Nullable<Text>);
type Row = (i64, String, String, String, Option<String>);

fn entry((at, actor, action, subject, community): Row) -> AuditEntry {
    AuditEntry { at, actor, action, subject, community: community.map(CommunityId) }
}

/// What does not fit together, in words; nothing when all is well.
pub(super) async fn examine(connection: &AsyncPgConnection) -> Result<Vec<String>> {
    let found: Vec<(String, i64)> =
        rows::<(Text, BigInt)>(include_str!("sql/examine.sql")).load(connection).await?;
    Ok(found.into_iter().map(|(what, count)| format!("{what}: {count}")).collect())
}

/// Bytes on disk.
pub(super) async fn bytes(connection: &AsyncPgConnection) -> Result<u64> {
    let bytes: i64 = rows::<BigInt>(
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class
         WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'm')",
    )
    .get_result(connection)
    .await?;
    Ok(bytes.unsigned_abs())
}
