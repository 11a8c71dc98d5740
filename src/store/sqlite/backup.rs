//! A copy of the file while a node works on it, and a copy that becomes a node's file again.

use std::path::Path;

use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use serde::{Deserialize, Serialize};

use super::{connection, failure};
use crate::store::{Result, StoreError};

/// What stands in a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, QueryableByName, Serialize, Deserialize)]
pub struct Held {
    /// Submissions.
    #[diesel(sql_type = BigInt)]
    pub submissions: i64,
    /// Revisions.
    #[diesel(sql_type = BigInt)]
    pub revisions: i64,
    /// What waits in quarantine.
    #[diesel(sql_type = BigInt)]
    pub quarantined: i64,
    /// Files that came with submissions.
    #[diesel(sql_type = BigInt)]
    pub attachments: i64,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

/// Copies the file as it is at one moment to a place where nothing is yet, and reads the copy through.
///
/// # Errors
/// [`StoreError::Unavailable`] when the copy cannot be written, [`StoreError::Corrupt`] when it, and so
/// the file, is not whole.
pub fn copy(from: &Path, to: &Path) -> Result<Held> {
    let mut source = connection::open(from)?;
    sql_query("VACUUM INTO ?")
        .bind::<Text, _>(to.to_string_lossy())
        .execute(&mut source)
        .map_err(failure)?;
    let file = std::fs::File::open(to).and_then(|file| file.sync_all());
    file.map_err(|error| StoreError::Unavailable(format!("{}: {error}", to.display())))?;
    held(to)
}

/// Reads a file through and counts what is in it.
///
/// # Errors
/// [`StoreError::Corrupt`] when it is not whole.
pub fn held(path: &Path) -> Result<Held> {
    let url = format!("file:{}?mode=ro&immutable=1", path.display());
    let mut copy = SqliteConnection::establish(&url)
        .map_err(|error| StoreError::Unavailable(format!("{}: {error}", path.display())))?;
    let words: Vec<Word> = sql_query("PRAGMA integrity_check").load(&mut copy).map_err(failure)?;
    if let Some(word) = words.iter().find(|word| word.integrity_check != "ok") {
        return Err(StoreError::Corrupt(format!("{}: {}", path.display(), word.integrity_check)));
    }
    sql_query(
        "SELECT (SELECT count(*) FROM submission) AS submissions,
                (SELECT count(*) FROM revision) AS revisions,
                (SELECT count(*) FROM quarantine) AS quarantined,
                (SELECT count(*) FROM attachment) AS attachments",
    )
    .get_result(&mut copy)
    .map_err(failure)
}

/// Gives a restored file an id of its own. Phones whose cursor is ahead of it start over then, instead of
/// missing what they are told again.
///
/// # Errors
/// When it cannot be written.
pub fn renew(path: &Path) -> Result<()> {
    let mut copy = connection::open(path)?;
    sql_query("UPDATE node SET store = randomblob(16)").execute(&mut copy).map_err(failure)?;
    sql_query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut copy).map_err(failure)?;
    Ok(())
}
