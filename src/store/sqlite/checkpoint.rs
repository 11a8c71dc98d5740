//! Moves the write-ahead log into the file, beside the writer: a slow checkpoint must not hold up
//! a commit.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::sql_types::Integer;
use diesel::{QueryableByName, RunQueryDsl, SqliteConnection, sql_query};

use super::{connection, failure};
use crate::store::{Result, StoreError};

/// Size of the log, in bytes, from which on it is worth moving.
const WORTHWHILE: u64 = 8 << 20;
/// Size from which on the log must be emptied, even if the writer has to wait for that.
const TOO_LARGE: u64 = 64 << 20;

/// How long the writer may be held up by emptying the log, in milliseconds.
const PATIENCE: &str = "PRAGMA busy_timeout = 200";
/// How soon emptying the log is tried again when a reader was in the way.
const AGAIN: Duration = Duration::from_millis(500);

pub(super) struct Checkpointer {
    wake: Option<SyncSender<()>>,
    erased: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    /// Starts the thread; it ends when this is dropped, which waits for that.
    pub fn start(path: &Path) -> Result<Self> {
        let mut connection = connection::open(path)?;
        connection.batch_execute(PATIENCE).map_err(failure)?;
        let log = PathBuf::from(format!("{}-wal", path.display()));
        let (wake, woken) = sync_channel(1);
        let erased = Arc::new(AtomicBool::new(false));
        let thread = std::thread::Builder::new()
            .name("store-checkpoint".into())
            .spawn({
                let erased = erased.clone();
                move || run(connection, &log, &woken, &erased)
            })
            .map_err(|e| StoreError::Unavailable(e.to_string()))?;
        Ok(Self { wake: Some(wake), erased, thread: Some(thread) })
    }

    /// Tells that something was committed, and whether content was erased by it.
    pub fn committed(&self, erased: bool) {
        if erased {
            self.erased.store(true, Ordering::SeqCst);
        }
        if let Some(wake) = &self.wake {
            // Full means that a look is already due.
            let _ = wake.try_send(());
        }
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.wake.take();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the store's checkpoint thread ended in a panic");
        }
    }
}

fn run(mut connection: SqliteConnection, log: &Path, woken: &Receiver<()>, erased: &AtomicBool) {
    // What was erased is still in the log: it must be emptied, however small it is.
    let mut due = false;
    while woken.recv_timeout(if due { AGAIN } else { Duration::MAX })
        != Err(RecvTimeoutError::Disconnected)
    {
        due |= erased.swap(false, Ordering::SeqCst);
        let size = std::fs::metadata(log).map_or(0, |log| log.len());
        // Passive never waits and never makes anybody wait, but under unbroken load it never gets to
        // the end either. What is left after it is little: then waiting for it is cheap.
        if due || size >= WORTHWHILE {
            checkpoint(&mut connection, "PRAGMA wal_checkpoint(PASSIVE)");
        }
        if due || size > TOO_LARGE {
            due &= !checkpoint(&mut connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
    // The last one out leaves a file without a log.
    checkpoint(&mut connection, "PRAGMA wal_checkpoint(TRUNCATE)");
}

/// Whether the checkpoint got to its end.
fn checkpoint(connection: &mut SqliteConnection, sql: &str) -> bool {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Integer)]
        busy: i32,
    }
    match sql_query(sql).get_result::<Row>(connection) {
        Ok(row) => row.busy == 0,
        Err(error) => {
            tracing::warn!(%error, "a checkpoint did not succeed; the next one will try again");
            false
        }
    }
}
