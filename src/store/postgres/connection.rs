//! Connections: the pool, what each of them is told, and migrations.

use std::str::FromStr;
use std::time::Duration;

use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::sql_types::Bool;
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{
    AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod,
};
use diesel_async::{AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use tokio_postgres::tls::NoTlsStream;
use tokio_postgres::{Client, Connection, NoTls, Socket};

use super::failure;
use super::sql::rows;
use crate::store::{Result, StoreError};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// What every session is told. A node that hangs must not hold up the others for long: the server
/// ends its transaction.
const SESSION: &str = "
    SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '20s';
    SET client_min_messages = 'warning';
";

/// Whatever the server does by default: what is acknowledged is on disk. Where it waits for replicas
/// as well, it still does.
const DURABLE: &str = "
    SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off'
";

/// The key of the lock that nodes which start at once take turns with.
const MIGRATING: &str =
    "SELECT pg_advisory_lock(hashtextextended('sikia:' || current_schema(), 0))";
const MIGRATED: &str =
    "SELECT pg_advisory_unlock(hashtextextended('sikia:' || current_schema(), 0))";

/// How long a caller waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a server may be silent on the network before it is taken for gone.
const SILENCE: Duration = Duration::from_secs(20);

/// A connection, as every one of them is made.
pub(super) async fn open(url: &str) -> Result<AsyncPgConnection> {
    establish(url).await.map_err(|e| StoreError::Unavailable(words(&e)))
}

/// A connection for what diesel has no words for.
pub(super) async fn client(url: &str) -> Result<Client> {
    let unavailable = |error: &dyn std::error::Error| StoreError::Unavailable(words(error));
    let (client, driver) = connect(url).await.map_err(|e| unavailable(&e))?;
    tokio::spawn(driver);
    for sql in [SESSION, DURABLE] {
        client.batch_execute(sql).await.map_err(|e| unavailable(&e))?;
    }
    Ok(client)
}

async fn connect(url: &str) -> diesel::ConnectionResult<(Client, Connection<Socket, NoTlsStream>)> {
    let failed = |e: tokio_postgres::Error| diesel::ConnectionError::BadConnection(words(&e));
    let mut config = tokio_postgres::Config::from_str(url).map_err(failed)?;
    config.keepalives_idle(SILENCE).tcp_user_timeout(SILENCE);
    if config.get_application_name().is_none() {
        config.application_name("sikia");
    }
    let connecting = tokio::time::timeout(PATIENCE, config.connect(NoTls));
    let late = |_| diesel::ConnectionError::BadConnection("the server does not answer".into());
    connecting.await.map_err(late)?.map_err(failed)
}

async fn establish(url: &str) -> diesel::ConnectionResult<AsyncPgConnection> {
    let (client, driver) = connect(url).await?;
    let mut connection = AsyncPgConnection::try_from_client_and_connection(client, driver).await?;
    for sql in [SESSION, DURABLE] {
        connection
            .batch_execute(sql)
            .await
            .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
    }
    Ok(connection)
}

/// What an error says, with what is behind it: the outermost often says little.
pub(super) fn words(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut behind = error.source();
    while let Some(error) = behind {
        let more = error.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        behind = error.source();
    }
    words
}

pub(super) type Readers = Pool<AsyncPgConnection>;
pub(super) type Reader = Object<AsyncPgConnection>;

/// A pool of connections to read by.
pub(super) fn readers(url: &str, size: u32) -> Result<Readers> {
    let mut config = ManagerConfig::default();
    config.recycling_method = RecyclingMethod::Fast;
    config.custom_setup = Box::new(|url| {
        let url = url.to_owned();
        Box::pin(async move { establish(&url).await })
    });
    let manager = AsyncDieselConnectionManager::new_with_config(url, config);
    Pool::builder(manager)
        .max_size(size as usize)
        .build()
        .map_err(|e| StoreError::Unavailable(e.to_string()))
}

/// A connection of the pool.
pub(super) async fn reader(readers: &Readers) -> Result<Reader> {
    match tokio::time::timeout(PATIENCE, readers.get()).await {
        Ok(Ok(reader)) => Ok(reader),
        Ok(Err(error)) => Err(StoreError::Unavailable(words(&error))),
        Err(_) => Err(StoreError::Busy),
    }
}

/// Refuses a database that a copy into it was not finished of.
pub(super) async fn whole(connection: &AsyncPgConnection) -> Result<()> {
    let begun: bool =
        rows::<Bool>("SELECT EXISTS (SELECT FROM copy_progress)").get_result(connection).await?;
    if begun { Err(StoreError::HalfCopied) } else { Ok(()) }
}

/// Brings the tables up to this version of Sikia; names what it did. Nodes that start at once take
/// turns.
///
/// # Errors
/// [`StoreError::Newer`] when the database has seen a migration that this binary does not know.
pub(super) async fn migrate(url: &str) -> Result<Vec<String>> {
    let mut connection = open(url).await?;
    // Another node may be at it: for longer than any other lock is waited for.
    connection.batch_execute("SET lock_timeout = 0").await.map_err(failure)?;
    connection.batch_execute(MIGRATING).await.map_err(failure)?;
    let mut harness = AsyncMigrationHarness::new(connection);
    let done = apply(&mut harness);
    // Where that fails, the end of the connection lets go of the lock.
    let _ = harness.into_inner().batch_execute(MIGRATED).await;
    done
}

fn apply(harness: &mut AsyncMigrationHarness<AsyncPgConnection>) -> Result<Vec<String>> {
    let unavailable =
        |e: Box<dyn std::error::Error + Send + Sync>| StoreError::Unavailable(e.to_string());
    let known: Vec<Box<dyn Migration<Pg>>> = MIGRATIONS.migrations().map_err(unavailable)?;
    let known: Vec<String> = known.iter().map(|m| m.name().version().to_string()).collect();
    let applied = harness.applied_migrations().map_err(unavailable)?;
    if let Some(newer) = applied.iter().map(ToString::to_string).find(|v| !known.contains(v)) {
        return Err(StoreError::Newer(newer));
    }
    if applied.len() == known.len() {
        return Ok(Vec::new());
    }
    let run = harness.run_pending_migrations(MIGRATIONS).map_err(unavailable)?;
    Ok(run.iter().map(ToString::to_string).collect())
}
