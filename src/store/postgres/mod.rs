//! The store in PostgreSQL, for one node or for many on one database.
//!
//! A writer with group commit, which takes turns with those of other nodes, and a pool of readers.
//! All of its input and output runs on threads of its own: a caller that stops waiting leaves no
//! transaction behind, and a caller that is busy holds up nobody else's connection.

mod accounts;
mod attachments;
mod audit;
mod codes;
mod connection;
mod consent;
pub mod copy;
mod editions;
mod facts;
mod feed;
mod intake;
mod numbers;
mod people;
mod port;
mod publish;
mod quarantine;
mod recount;
mod reference;
mod retention;
mod revisions;
mod rounds;
mod rows;
mod savepoint;
mod seal;
mod settle;
mod sql;
mod stored;
mod vault;
mod writer;

use std::future::Future;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};

use diesel::result::{DatabaseErrorKind, Error as DieselError};
use diesel_async::{AsyncPgConnection, SimpleAsyncConnection};
use futures_util::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::Runtime;

use self::connection::{Reader, Readers};
use self::numbers::Work;
use self::reference::{Known, Look, Node, Seen};
use self::writer::Writer;
use super::{AuditEntry, Result, StoreError};
use crate::domain::needs::Codes;

/// How many threads there are at the most for the input and output of one store, and for merging what
/// it reads.
const THREADS: usize = 8;

/// The store in PostgreSQL.
pub struct PostgresStore {
    runtime: Option<Runtime>,
    writer: Writer,
    readers: Readers,
    seen: Seen,
    codes: Arc<RwLock<Arc<Codes>>>,
    closed: AtomicBool,
}

/// What a reading call works with: one consistent state.
struct Reading {
    connection: Reader,
    node: Node,
    known: Arc<Known>,
}

impl PostgresStore {
    /// Connects to a database (`postgres://user:password@host:port/name`) and brings its tables up to
    /// date; makes them where there are none. `readers` is how many calls may read at once; one more
    /// connection writes.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when it was written by a newer Sikia, [`StoreError::HalfCopied`] when a copy
    /// into it was not finished, [`StoreError::Unavailable`] when it cannot be reached.
    pub async fn open(url: &str, readers: u32) -> Result<Self> {
        Self::open_with(url, readers, None).await
    }

    /// What was just copied, to look at it before anybody else may.
    ///
    /// # Errors
    /// As [`PostgresStore::open_with`]. No master key is made.
    pub async fn open_copy(url: &str, master_key: Option<&Path>) -> Result<Self> {
        Self::open_as(url, 1, master_key, true).await
    }

    /// The same, with bodies sealed under the master key in a file. All nodes of a store have the same:
    /// the first one makes it where there is none.
    ///
    /// # Errors
    /// As [`PostgresStore::open`]; [`StoreError::Unavailable`] when the store has another master key, or
    /// has one and none is given.
    pub async fn open_with(url: &str, readers: u32, master_key: Option<&Path>) -> Result<Self> {
        Self::open_as(url, readers, master_key, false).await
    }

    async fn open_as(
        url: &str,
        readers: u32,
        master_key: Option<&Path>,
        copy: bool,
    ) -> Result<Self> {
        let runtime = runtime()?;
        let master_key = master_key.map(Path::to_owned);
        let url = url.to_owned();
        let opening = runtime.spawn({
            let url = url.clone();
            async move {
                connection::migrate(&url).await?;
                let connection = connection::open(&url).await?;
                if !copy {
                    connection::whole(&connection).await?;
                }
                let node = Node::read(&connection, Look::Read).await?;
                let seal = match copy {
                    true => seal::there(&connection, master_key).await?,
                    false => seal::of(&connection, master_key).await?,
                };
                let former = Known { seal, ..Known::default() };
                Known::read(&connection, &node, &former).await
            }
        });
        let opened = opening.await.map_err(|e| StoreError::Unavailable(e.to_string()));
        let known = match opened.and_then(|known| known) {
            Ok(known) => known,
            Err(error) => {
                runtime.shutdown_background();
                return Err(error);
            }
        };
        let seen = Arc::new(RwLock::new(Arc::new(known)));
        Ok(Self {
            writer: Writer::start(runtime.handle(), &url, seen.clone()),
            readers: connection::readers(&url, readers)?,
            seen,
            codes: Arc::default(),
            closed: AtomicBool::new(false),
            runtime: Some(runtime),
        })
    }

    /// Applies the migrations that a database lacks and names them.
    ///
    /// # Errors
    /// As [`PostgresStore::open`].
    pub async fn migrate(url: &str) -> Result<Vec<String>> {
        let runtime = runtime()?;
        let url = url.to_owned();
        let done = runtime.spawn(async move { connection::migrate(&url).await }).await;
        runtime.shutdown_background();
        done.map_err(|e| StoreError::Unavailable(e.to_string()))?
    }

    /// Runs on the store's own threads.
    async fn here<T: Send + 'static>(
        &self,
        job: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let closed = || StoreError::Unavailable("it is closed".into());
        if self.closed.load(Ordering::SeqCst) {
            return Err(closed());
        }
        let runtime = self.runtime.as_ref().ok_or_else(closed)?;
        runtime.spawn(job).await.map_err(|e| StoreError::Unavailable(e.to_string()))?
    }

    /// Asks a single question, which needs no transaction to be answered from one state.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl for<'c> FnOnce(&'c AsyncPgConnection) -> BoxFuture<'c, Result<T>>
        + Send
        + 'static,
    ) -> Result<T> {
        let readers = self.readers.clone();
        self.here(async move {
            let connection = connection::reader(&readers).await?;
            question(&connection).await
        })
        .await
    }

    /// Reads in one transaction, with the reference data that belongs to it.
    async fn read<T: Send + 'static>(
        &self,
        job: impl for<'r> FnOnce(&'r mut Reading) -> BoxFuture<'r, Result<T>> + Send + 'static,
    ) -> Result<T> {
        let (readers, seen) = (self.readers.clone(), self.seen.clone());
        self.here(async move {
            let mut connection = connection::reader(&readers).await?;
            let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
            connection.batch_execute(begin).await.map_err(failure)?;
            let mut reading =
                Reading { connection, node: Node::default(), known: reference::seen(&seen) };
            let outcome = match reading.look(&seen).await {
                Ok(()) => job(&mut reading).await,
                Err(error) => Err(error),
            };
            if reading.connection.batch_execute("COMMIT").await.is_err() {
                // Nobody is to find it within a transaction.
                drop(Reader::take(reading.connection));
            }
            outcome
        })
        .await
    }

    /// Writes in one job of the writer, with the audit entry of the change.
    async fn change<T: Send + 'static>(
        &self,
        entry: AuditEntry,
        job: impl for<'w> Fn(&'w mut Work) -> BoxFuture<'w, Result<T>> + Send + Sync + 'static,
    ) -> Result<T> {
        let (entry, job) = (Arc::new(entry), Arc::new(job));
        self.writer
            .change(move |work| {
                let (entry, job) = (entry.clone(), job.clone());
                Box::pin(async move {
                    let value = job(work).await?;
                    audit::write(&work.connection, &[&entry]).await?;
                    Ok(value)
                })
            })
            .await
    }
}

impl Drop for PostgresStore {
    fn drop(&mut self) {
        // A runtime must not be waited for within another one.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Reading {
    /// Looks where the store stands, and reads the reference data again when it is older.
    async fn look(&mut self, seen: &Seen) -> Result<()> {
        self.node = Node::read(&self.connection, Look::Read).await?;
        if self.known.catalogue.change != self.node.catalogue.unsigned_abs() {
            let known = Known::read(&self.connection, &self.node, &self.known).await?;
            self.known = Arc::new(known);
            reference::publish(seen, &self.known);
        }
        Ok(())
    }
}

fn runtime() -> Result<Runtime> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.clamp(2, THREADS))
        .thread_name("store")
        .enable_all()
        .build()
        .map_err(|e| StoreError::Unavailable(e.to_string()))
}

/// A database error in the words of the port.
fn failure(error: DieselError) -> StoreError {
    match error {
        DieselError::DatabaseError(kind, information) => {
            let words = information.message().to_owned();
            match kind {
                DatabaseErrorKind::UniqueViolation
                | DatabaseErrorKind::ForeignKeyViolation
                | DatabaseErrorKind::NotNullViolation
                | DatabaseErrorKind::CheckViolation => StoreError::Constraint(words),
                _ if words.contains("invalid byte sequence") => StoreError::Constraint(words),
                _ if words.contains("lock timeout") => StoreError::Busy,
                _ => StoreError::Unavailable(words),
            }
        }
        DieselError::NotFound => StoreError::Corrupt("a row that must be there is not".into()),
        DieselError::DeserializationError(error) => StoreError::Corrupt(error.to_string()),
        DieselError::SerializationError(error) => StoreError::Constraint(error.to_string()),
        other => StoreError::Unavailable(other.to_string()),
    }
}

/// A text as PostgreSQL can keep it: it has none with a zero byte.
fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn read_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| StoreError::Corrupt(e.to_string()))
}

fn write_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| StoreError::Constraint(e.to_string()))
}
