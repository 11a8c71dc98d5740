//! The audit: who did what, written beside the change.

use diesel::prelude::*;

use super::failure;
use super::schema::audit;
use crate::domain::ids::CommunityId;
use crate::store::{AuditEntry, Result};

/// Writes one entry.
pub(super) fn write(connection: &mut SqliteConnection, entry: &AuditEntry) -> Result<()> {
    diesel::insert_into(audit::table)
        .values((
            audit::at.eq(entry.at),
            audit::actor.eq(&entry.actor),
            audit::action.eq(&entry.action),
            audit::subject.eq(&entry.subject),
            audit::community.eq(entry.community.as_ref().map(CommunityId::as_str)),
        ))
        .execute(connection)
        .map(|_| ())
        .map_err(failure)
}

/// The last entries, newest first.
pub(super) fn last(connection: &mut SqliteConnection, limit: usize) -> Result<Vec<AuditEntry>> {
    let rows: Vec<Row> = audit::table
        .order(audit::no.desc())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(ROW)
        .load(connection)
        .map_err(failure)?;
    Ok(rows.into_iter().map(entry).collect())
}

/// The last entries about a community, newest first.
pub(super) fn about(
    connection: &mut SqliteConnection,
    community: &CommunityId,
    limit: usize,
) -> Result<Vec<AuditEntry>> {
    let rows: Vec<Row> = audit::table
        .filter(audit::community.eq(community.as_str()))
        .order(audit::no.desc())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(ROW)
        .load(connection)
        .map_err(failure)?;
    Ok(rows.into_iter().map(entry).collect())
}

type Row = (i64, String, String, String, Option<String>);

const ROW: (audit::at, audit::actor, audit::action, audit::subject, audit::community) =
    (audit::at, audit::actor, audit::action, audit::subject, audit::community);

fn entry((at, actor, action, subject, community): Row) -> AuditEntry {
    AuditEntry { at, actor, action, subject, community: community.map(CommunityId) }
}

/// What SQLite finds wrong with the file; nothing when all is well.
pub(super) fn integrity(connection: &mut SqliteConnection) -> Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Finding {
        #[diesel(sql_type = diesel::sql_types::Text)]
        integrity_check: String,
    }
    let findings: Vec<Finding> =
        diesel::sql_query("PRAGMA integrity_check").load(connection).map_err(failure)?;
    let words = findings.into_iter().map(|finding| finding.integrity_check);
    Ok(words.filter(|words| words != "ok").collect())
}
