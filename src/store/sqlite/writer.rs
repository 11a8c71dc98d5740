//! The one writer of the file, on a thread of its own, with group commit.
//!
//! Callers hand over a job and wait for its answer. The writer takes everything that waits, runs each
//! job in a savepoint of one transaction, commits once, and only then answers: a durable commit costs
//! the same for one job and for a hundred. A job that fails is rolled back alone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use diesel::SqliteConnection;
use diesel::connection::SimpleConnection;
use tokio::sync::oneshot;

use super::checkpoint::Checkpointer;
use super::numbers::Numbers;
use super::reference::Seen;
use super::{connection, failure};
use crate::store::{Result, StoreError};

/// Jobs that may wait before callers are told that the store is busy.
const QUEUE: usize = 1024;
/// Jobs that share one commit at the most: bounds how long the first of them waits.
const GROUP: usize = 128;

/// What a job works with: the connection within its savepoint, and what the writer remembers.
pub(super) struct Work<'a> {
    pub connection: &'a mut SqliteConnection,
    pub numbers: &'a mut Numbers,
}

type Run = Box<dyn FnOnce(&mut Work<'_>) -> Result<Answer> + Send>;
type Answer = Box<dyn FnOnce() + Send>;

struct Job {
    run: Run,
    refuse: Box<dyn FnOnce(StoreError) + Send>,
}

/// The callers' side of the writer.
pub(super) struct Writer {
    jobs: Mutex<Option<SyncSender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    commits: Arc<AtomicU64>,
}

impl Writer {
    /// Starts the thread on a connection of its own.
    pub fn start(path: &Path, seen: Seen) -> Result<Self> {
        let connection = connection::open(path)?;
        let (jobs, queue) = sync_channel(QUEUE);
        let checkpointer = Checkpointer::start(path)?;
        let commits = Arc::new(AtomicU64::new(0));
        let mut writing = Writing {
            connection,
            numbers: Numbers::new(seen),
            checkpointer,
            commits: commits.clone(),
        };
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || writing.run(&queue))
            .map_err(|e| StoreError::Unavailable(e.to_string()))?;
        Ok(Self { jobs: Mutex::new(Some(jobs)), thread: Mutex::new(Some(thread)), commits })
    }

    /// How often the writer has committed.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Runs a job and returns its answer once it is durable.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Work<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (sender, receiver) = oneshot::channel();
        let sender = Arc::new(Mutex::new(Some(sender)));
        let for_refusal = sender.clone();
        self.hand_over(Job {
            run: Box::new(move |work| {
                let value = job(work)?;
                Ok(Box::new(move || reply(&sender, Ok(value))))
            }),
            refuse: Box::new(move |error| reply(&for_refusal, Err(error))),
        })?;
        receiver.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Hands over a job whose outcome nobody waits for. Lost when the store is busy or stopping.
    pub fn run_soon(&self, job: impl FnOnce(&mut Work<'_>) -> Result<()> + Send + 'static) {
        let handed = self.hand_over(Job {
            run: Box::new(move |work| job(work).map(|()| Box::new(|| {}) as Answer)),
            refuse: Box::new(|error| tracing::warn!(%error, "a deferred write failed")),
        });
        if let Err(error) = handed {
            tracing::warn!(%error, "a deferred write was dropped");
        }
    }

    fn hand_over(&self, job: Job) -> Result<()> {
        let jobs = self.jobs.lock().map_err(|_| stopped())?;
        jobs.as_ref().ok_or_else(stopped)?.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Disconnected(_) => stopped(),
        })
    }

    /// Finishes what waits and ends the thread. Blocks.
    pub fn stop(&self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.take();
        }
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!("the store's writer ended in a panic");
        }
    }
}

fn stopped() -> StoreError {
    StoreError::Unavailable("it is closed".into())
}

fn reply<T>(sender: &Mutex<Option<oneshot::Sender<Result<T>>>>, answer: Result<T>) {
    let sender = sender.lock().ok().and_then(|mut sender| sender.take());
    if let Some(sender) = sender {
        // A caller that stopped waiting is no matter: what it asked for is done all the same.
        let _ = sender.send(answer);
    }
}

/// The thread's side of the writer.
struct Writing {
    connection: SqliteConnection,
    numbers: Numbers,
    checkpointer: Checkpointer,
    commits: Arc<AtomicU64>,
}

impl Writing {
    fn run(&mut self, queue: &Receiver<Job>) {
        while let Ok(first) = queue.recv() {
            let mut group = vec![first];
            while group.len() < GROUP
                && let Ok(next) = queue.try_recv()
            {
                group.push(next);
            }
            metrics::histogram!("sikia_store_group_jobs").record(group.len() as f64);
            self.commit(group);
            self.checkpointer.committed(std::mem::take(&mut self.numbers.erased));
        }
    }

    /// Runs a group of jobs in one transaction, then answers all of them.
    fn commit(&mut self, group: Vec<Job>) {
        if let Err(error) = self.execute("BEGIN IMMEDIATE") {
            group.into_iter().for_each(|job| (job.refuse)(error.clone()));
            return;
        }
        let mut done = Vec::with_capacity(group.len());
        let mut jobs = group.into_iter();
        let mut outcome = Ok(());
        for Job { run, refuse } in jobs.by_ref() {
            match self.in_savepoint(run) {
                Ok(Ok(answer)) => done.push((answer, refuse)),
                Ok(Err(error)) => refuse(error),
                Err(error) => {
                    refuse(error.clone());
                    outcome = Err(error);
                    break;
                }
            }
        }
        match outcome.and_then(|()| self.execute("COMMIT")) {
            Ok(()) => {
                self.commits.fetch_add(1, Ordering::Relaxed);
                self.numbers.publish();
                done.into_iter().for_each(|(answer, _)| answer());
            }
            Err(error) => {
                let _ = self.execute("ROLLBACK");
                self.numbers.forget();
                tracing::error!(%error, jobs = done.len(), "a commit failed; nothing of it is stored");
                done.into_iter().for_each(|(_, refuse)| refuse(error.clone()));
                jobs.for_each(|job| (job.refuse)(error.clone()));
            }
        }
    }

    /// Runs one job. The outer error means that the transaction itself is lost: SQLite may end it
    /// when the disk is full, and what came after would be alone, beside what is remembered.
    fn in_savepoint(&mut self, run: Run) -> Result<Result<Answer>> {
        self.numbers.refresh(&mut self.connection)?;
        self.execute("SAVEPOINT job")?;
        let mut work = Work { connection: &mut self.connection, numbers: &mut self.numbers };
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let answer = run(&mut work)?;
            work.numbers.save(work.connection)?;
            Ok(answer)
        }))
        .unwrap_or_else(|_| Err(StoreError::Constraint("a job panicked".into())));
        match outcome {
            Ok(answer) => self.execute("RELEASE job").map(|()| Ok(answer)),
            Err(error) => {
                // What the job remembered may be of rows that are gone again.
                self.numbers.forget();
                self.execute("ROLLBACK TO job; RELEASE job")?;
                Ok(Err(error))
            }
        }
    }

    fn execute(&mut self, sql: &str) -> Result<()> {
        self.connection.batch_execute(sql).map_err(failure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::AuditEntry;
    use crate::store::sqlite::audit;

    fn writing(path: &Path) -> Writing {
        let mut connection = connection::open(path).unwrap();
        connection::migrate(&mut connection).unwrap();
        let checkpointer = Checkpointer::start(path).unwrap();
        let numbers = Numbers::new(Seen::default());
        Writing { connection, numbers, checkpointer, commits: Arc::default() }
    }

    type Outcome = Arc<Mutex<Option<Result<()>>>>;

    fn job(run: impl FnOnce(&mut Work<'_>) -> Result<()> + Send + 'static) -> (Job, Outcome) {
        let outcome = Outcome::default();
        let (done, refused) = (outcome.clone(), outcome.clone());
        let job = Job {
            run: Box::new(move |work| {
                run(work)?;
                Ok(Box::new(move || *done.lock().unwrap() = Some(Ok(()))) as Answer)
            }),
            refuse: Box::new(move |error| *refused.lock().unwrap() = Some(Err(error))),
        };
        (job, outcome)
    }

    /// Gives out a code and a change, and leaves an entry.
    fn write(action: &'static str) -> impl FnOnce(&mut Work<'_>) -> Result<()> + Send {
        move |work| {
            work.numbers.next_change();
            work.numbers.codes.number(action);
            let (actor, action) = (String::new(), action.to_owned());
            audit::write(
                work.connection,
                &AuditEntry { at: 0, actor, action, subject: String::new(), community: None },
            )
        }
    }

    fn group(writing: &mut Writing, jobs: Vec<(Job, Outcome)>) -> Vec<bool> {
        let (jobs, outcomes): (Vec<Job>, Vec<Outcome>) = jobs.into_iter().unzip();
        writing.commit(jobs);
        outcomes.iter().map(|o| o.lock().unwrap().take().unwrap().is_ok()).collect()
    }

    fn entries(writing: &mut Writing) -> Vec<String> {
        let all = audit::last(&mut writing.connection, 100).unwrap();
        all.into_iter().rev().map(|entry| entry.action).collect()
    }

    #[test]
    fn a_job_that_fails_or_panics_is_rolled_back_alone() {
        let directory = tempfile::TempDir::new().unwrap();
        let mut writing = writing(&directory.path().join("sikia.db"));
        let fails = |work: &mut Work<'_>| {
            write("fails")(work)?;
            Err(StoreError::Busy)
        };
        let panics = |work: &mut Work<'_>| {
            write("panics")(work)?;
            panic!("as it must in this test")
        };
        let jobs = vec![job(write("a")), job(fails), job(write("b")), job(panics), job(write("c"))];
        assert_eq!(group(&mut writing, jobs), [true, false, true, false, true]);
        assert_eq!(entries(&mut writing), ["a", "b", "c"]);
        assert_eq!(writing.numbers.node.change, 3);
        let codes = super::super::codes::read(&mut writing.connection, Default::default()).unwrap();
        assert_eq!(codes.since(5).map(|(_, text)| text).collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn a_group_whose_transaction_is_lost_is_refused_whole() {
        let directory = tempfile::TempDir::new().unwrap();
        let mut writing = writing(&directory.path().join("sikia.db"));
        // As SQLite does by itself when the disk is full.
        let loses = |work: &mut Work<'_>| {
            work.connection.batch_execute("ROLLBACK").map_err(failure)?;
            Err(StoreError::Unavailable("the disk is full".into()))
        };
        let jobs = vec![job(write("a")), job(loses), job(write("b"))];
        assert_eq!(group(&mut writing, jobs), [false, false, false]);
        assert!(entries(&mut writing).is_empty());
        assert_eq!(group(&mut writing, vec![job(write("c"))]), [true]);
        assert_eq!(entries(&mut writing), ["c"]);
        assert_eq!(writing.numbers.node.change, 1);
        assert!(super::super::codes::read(&mut writing.connection, Default::default()).is_ok());
    }
}
