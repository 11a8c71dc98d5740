//! Opening the file: pragmas, migrations, and the pool of readers.

use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use diesel::{Connection, QueryDsl, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::failure;
use super::schema::copy_progress;
use crate::store::{Result, StoreError};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// What every connection is told. The writer's checkpoints are made by a thread of their own, so
/// `wal_autocheckpoint` is off; `secure_delete` overwrites what is erased.
const PRAGMAS: &str = "
    PRAGMA busy_timeout = 10000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA journal_size_limit = 4194304;
";

pub(super) type Readers = Pool<ConnectionManager<SqliteConnection>>;

/// How often something is tried again while another process is starting on the same file.
const TRIES: u32 = 400;
/// How long to wait in between.
const PAUSE: Duration = Duration::from_millis(25);

/// Tries again while the file is busy. SQLite itself waits for locks, but not for all of them: the
/// change to write-ahead logging and a read that becomes a write fail at once.
fn patiently<T>(mut attempt: impl FnMut() -> Result<T>) -> Result<T> {
    for _ in 1..TRIES {
        match attempt() {
            Err(StoreError::Busy) => std::thread::sleep(PAUSE),
            other => return other,
        }
    }
    attempt()
}

/// A connection to the file, which is made when it is not there.
pub(super) fn open(path: &Path) -> Result<SqliteConnection> {
    let mut connection = SqliteConnection::establish(&path.to_string_lossy())
        .map_err(|e| StoreError::Unavailable(format!("{}: {e}", path.display())))?;
    patiently(|| connection.batch_execute(PRAGMAS).map_err(failure)).map_err(|e| match e {
        StoreError::Corrupt(words) => StoreError::Corrupt(format!("{}: {words}", path.display())),
        StoreError::Unavailable(words) | StoreError::Constraint(words) => {
            StoreError::Unavailable(format!("{}: {words}", path.display()))
        }
        other => other,
    })?;
    Ok(connection)
}

/// Brings the tables up to this version of Sikia.
///
/// # Errors
/// [`StoreError::Newer`] when the file has seen a migration that this binary does not know.
pub(super) fn migrate(connection: &mut SqliteConnection) -> Result<Vec<String>> {
    patiently(|| try_migrate(connection))
}

fn try_migrate(connection: &mut SqliteConnection) -> Result<Vec<String>> {
    let known: Vec<String> =
        diesel::migration::MigrationSource::<diesel::sqlite::Sqlite>::migrations(&MIGRATIONS)
            .map_err(|e| StoreError::Corrupt(e.to_string()))?
            .iter()
            .map(|m| m.name().version().to_string())
            .collect();
    let unavailable = |e: Box<dyn std::error::Error + Send + Sync>| match e.to_string() {
        words if words.contains("locked") => StoreError::Busy,
        words => StoreError::Unavailable(words),
    };
    let applied = connection.applied_migrations().map_err(unavailable)?;
    if let Some(newer) = applied.iter().map(ToString::to_string).find(|v| !known.contains(v)) {
        return Err(StoreError::Newer(newer));
    }
    if applied.len() == known.len() {
        return Ok(Vec::new());
    }
    // One process at a time: another may be starting on the same file.
    connection.immediate_transaction(|connection| {
        let run = connection.run_pending_migrations(MIGRATIONS).map_err(unavailable)?;
        Ok(run.iter().map(ToString::to_string).collect())
    })
}

/// Refuses a file that a copy into it was not finished of.
pub(super) fn whole(connection: &mut SqliteConnection) -> Result<()> {
    let begun: i64 = copy_progress::table.count().get_result(connection).map_err(failure)?;
    if begun > 0 { Err(StoreError::HalfCopied) } else { Ok(()) }
}

/// A pool of readers; each sees a consistent state for as long as its transaction lasts.
pub(super) fn readers(path: PathBuf, size: u32) -> Result<Readers> {
    #[derive(Debug)]
    struct Reader;
    impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for Reader {
        fn on_acquire(
            &self,
            connection: &mut SqliteConnection,
        ) -> std::result::Result<(), diesel::r2d2::Error> {
            connection
                .batch_execute(&format!("{PRAGMAS} PRAGMA query_only = ON;"))
                .map_err(diesel::r2d2::Error::QueryError)
        }
    }
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .test_on_check_out(false)
        .connection_timeout(Duration::from_secs(10))
        .connection_customizer(Box::new(Reader))
        .build(ConnectionManager::new(path.to_string_lossy()))
        .map_err(|e| StoreError::Unavailable(e.to_string()))
}

/// A number that changes when another connection has written to the file.
pub(super) fn data_version(connection: &mut SqliteConnection) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        data_version: i64,
    }
    let row: Row = sql_query("PRAGMA data_version").get_result(connection).map_err(failure)?;
    Ok(row.data_version)
}
