//! The audit: who did what, written beside the change.

use diesel::prelude::*;

use super::failure;
use super::schema::audit;
use crate::store::{AuditEntry, Result};

/// Writes one entry.
pub(super) fn write(connection: &mut SqliteConnection, entry: &AuditEntry) -> Result<()> {
    diesel::insert_into(audit::table)
        .values((
            audit::at.eq(entry.at),
            audit::actor.eq(&entry.actor),
            audit::action.eq(&entry.action),
            audit::subject.eq(&entry.subject),
        ))
        .execute(connection)
        .map(|_| ())
        .map_err(failure)
}

/// The last entries, newest first.
pub(super) fn last(connection: &mut SqliteConnection, limit: usize) -> Result<Vec<AuditEntry>> {
    let rows: Vec<(i64, String, String, String)> = audit::table
        .order(audit::no.desc())
        .limit(limit as i64)
        .select((audit::at, audit::actor, audit::action, audit::subject))
        .load(connection)
        .map_err(failure)?;
    let entry = |(at, actor, action, subject)| AuditEntry { at, actor, action, subject };
    Ok(rows.into_iter().map(entry).collect())
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
