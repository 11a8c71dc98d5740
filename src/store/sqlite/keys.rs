//! The keys of a backup, apart from its bodies.
//!
//! A body is noise without its salt. A backup has the bodies without salts, in as many copies as the
//! operator likes; the salts are in one file beside the backups, which each backup replaces. So what was
//! withdrawn before the last of them cannot be read out of any backup, however old.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Binary, Text};
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use uuid::Uuid;

use super::failure;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::store::{MasterKey, Result, StoreError};

/// The tables with sealed bodies, and by what a row of each is known.
const SEALED: [(&str, &str); 3] = [
    ("revision", "uuid"),
    ("quarantine", "device_no || ':' || hex(digest)"),
    ("contact", "submission"),
];

/// What a body begins with that is from a time without seals: it has no salt.
const PACKED: &str = "x'28B52FFD'";

/// A withdrawal that was there when the keys were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// What was withdrawn.
    pub submission: SubmissionId,
    /// By which revision.
    pub revision: RevisionId,
    /// Its version.
    pub version: u64,
}

/// What came of putting salts back.
#[derive(Debug)]
pub struct Joined {
    /// The master key.
    pub master: MasterKey,
    /// Withdrawals that the backup does not know of.
    pub withdrawn: Vec<Tombstone>,
}

/// Writes the keys of a store's file, in the place of those that were written before.
///
/// # Errors
/// When either cannot be read or written.
pub fn write(store: &Path, keys: &Path, master: &MasterKey) -> Result<()> {
    let unwritten = |error| StoreError::Unavailable(format!("{}: {error}", keys.display()));
    let mut name = keys.as_os_str().to_owned();
    name.push(format!(".{}", Uuid::new_v4()));
    let part = Path::new(&name);
    let written = fill(store, part, master).and_then(|()| {
        let file = std::fs::File::open(part).map_err(unwritten)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            file.set_permissions(std::fs::Permissions::from_mode(0o600)).map_err(unwritten)?;
        }
        file.sync_all().map_err(unwritten)?;
        std::fs::rename(part, keys).map_err(unwritten)
    });
    if written.is_err() {
        // Half of the keys is of no use to anybody.
        let _ = std::fs::remove_file(part);
    }
    written
}

fn fill(store: &Path, keys: &Path, master: &MasterKey) -> Result<()> {
    let mut connection = attach(store, keys, false)?;
    connection.transaction(|connection| {
        connection.batch_execute(
            "CREATE TABLE k.master (key TEXT NOT NULL);
             CREATE TABLE k.withdrawn (
                 revision BLOB PRIMARY KEY NOT NULL, submission BLOB NOT NULL, version BIGINT NOT NULL
             ) WITHOUT ROWID;
             CREATE TABLE k.receipt (code BLOB PRIMARY KEY NOT NULL, noted_at BIGINT NOT NULL)
                 WITHOUT ROWID;
             INSERT INTO k.receipt SELECT code, noted_at FROM main.withdrawal;
             INSERT INTO k.withdrawn
                 SELECT r.uuid, s.uuid, r.version FROM main.revision r
                 JOIN main.submission s ON s.no = r.key / 4096 WHERE r.withdraws ORDER BY r.uuid;",
        )?;
        for (table, key) in SEALED {
            connection.batch_execute(&format!(
                "CREATE TABLE k.{table} (key BLOB PRIMARY KEY NOT NULL, salt BLOB NOT NULL)
                     WITHOUT ROWID;
                 INSERT OR IGNORE INTO k.{table}
                     SELECT {key}, CASE WHEN substr(body, 1, 4) = {PACKED} THEN x''
                                        ELSE substr(body, 1, 16) END
                     FROM main.{table} WHERE body IS NOT NULL ORDER BY {key};"
            ))?;
        }
        sql_query("INSERT INTO k.master (key) VALUES (?)")
            .bind::<Text, _>(master.to_text())
            .execute(connection)?;
        Ok::<_, StoreError>(())
    })
}

/// Takes the salts out of a copy. They are overwritten in it.
///
/// # Errors
/// When it cannot be written.
pub fn part(copy: &Path) -> Result<()> {
    let mut connection = establish(copy, false)?;
    connection.batch_execute("PRAGMA secure_delete = ON; BEGIN IMMEDIATE").map_err(failure)?;
    for (table, _) in SEALED {
        let sql = format!(
            "UPDATE {table} SET body = substr(body, 17)
             WHERE body IS NOT NULL AND substr(body, 1, 4) <> {PACKED}"
        );
        connection.batch_execute(&sql).map_err(failure)?;
    }
    connection.batch_execute("COMMIT").map_err(failure)
}

/// Puts the salts back into a copy. Content whose salt is no longer there is gone, and the receipts that
/// were brought back since the copy are noted in it.
///
/// # Errors
/// [`StoreError::Constraint`] when the keys are older than the copy, so that they do not have all that it
/// needs; when either cannot be read or written.
pub fn join(copy: &Path, keys: &Path) -> Result<Joined> {
    let mut connection = attach(copy, keys, true)?;
    let joined = connection.transaction(|connection| {
        // A contact is nothing without its number.
        connection.batch_execute(
            "DELETE FROM main.contact WHERE submission NOT IN (SELECT key FROM k.contact)",
        )?;
        for (table, key) in SEALED {
            // A blob joined to a blob is a text of the same bytes.
            connection.batch_execute(&format!(
                "UPDATE main.{table} SET body =
                     (SELECT CAST(k.{table}.salt || main.{table}.body AS BLOB) FROM k.{table}
                      WHERE k.{table}.key = {key})
                 WHERE body IS NOT NULL;"
            ))?;
        }
        let lost: Count = sql_query(
            "SELECT count(*) AS n FROM main.revision r JOIN main.submission s ON s.no = r.key / 4096
             WHERE r.body IS NULL AND NOT r.withdraws AND s.state <> 2
               AND NOT EXISTS (SELECT 1 FROM k.withdrawn w WHERE w.submission = s.uuid)",
        )
        .get_result(connection)?;
        if lost.n > 0 {
            return Err(StoreError::Constraint(format!("{} bodies have no key", lost.n)));
        }
        connection.batch_execute(
            "INSERT OR IGNORE INTO main.withdrawal (code, noted_at)
                 SELECT code, noted_at FROM k.receipt;
             UPDATE main.quarantine SET waits_for = NULL WHERE body IS NULL;",
        )?;
        let master: Master = sql_query("SELECT key FROM k.master").get_result(connection)?;
        let rows: Vec<Row> = sql_query(
            "SELECT w.submission, w.revision, w.version FROM k.withdrawn w
             WHERE EXISTS (SELECT 1 FROM main.submission s WHERE s.uuid = w.submission)
               AND NOT EXISTS (SELECT 1 FROM main.revision r WHERE r.uuid = w.revision)",
        )
        .load(connection)?;
        let withdrawn = rows.iter().map(tombstone).collect::<Result<_>>()?;
        let master = MasterKey::from_text(&master.key);
        let master = master.ok_or_else(|| StoreError::Corrupt("the keys hold no key".into()))?;
        Ok(Joined { master, withdrawn })
    })?;
    connection.batch_execute("DETACH k; PRAGMA wal_checkpoint(TRUNCATE)").map_err(failure)?;
    Ok(joined)
}

fn establish(path: &Path, read_only: bool) -> Result<SqliteConnection> {
    let mode = if read_only { "ro" } else { "rw" };
    let url = format!("file:{}?mode={mode}", path.display());
    let mut connection = SqliteConnection::establish(&url)
        .map_err(|error| StoreError::Unavailable(format!("{}: {error}", path.display())))?;
    connection.batch_execute("PRAGMA busy_timeout = 10000").map_err(failure)?;
    Ok(connection)
}

/// A store's file, with a file of keys beside it as `k`.
fn attach(store: &Path, keys: &Path, there: bool) -> Result<SqliteConnection> {
    let mut connection = establish(store, false)?;
    let mode = if there { "ro" } else { "rwc" };
    sql_query("ATTACH ? AS k")
        .bind::<Text, _>(format!("file:{}?mode={mode}", keys.display()))
        .execute(&mut connection)
        .map_err(|error| StoreError::Unavailable(format!("{}: {error}", keys.display())))?;
    Ok(connection)
}

fn tombstone(row: &Row) -> Result<Tombstone> {
    Ok(Tombstone {
        submission: SubmissionId(super::revisions::uuid(&row.submission)?),
        revision: RevisionId(super::revisions::uuid(&row.revision)?),
        version: row.version.unsigned_abs(),
    })
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Master {
    #[diesel(sql_type = Text)]
    key: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Binary)]
    submission: Vec<u8>,
    #[diesel(sql_type = Binary)]
    revision: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    version: i64,
}
