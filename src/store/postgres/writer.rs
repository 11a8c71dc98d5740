//! The writer of a node, with group commit.
//!
//! Callers hand over a job and wait for its answer. The writer takes everything that waits, does it
//! in one transaction, and only then answers: a durable commit costs the same for one job and for a
//! hundred. Pushes that stand beside each other are taken in together, set at a time.
//!
//! A transaction begins by taking the row of `node`: the writers of many nodes take turns, so that
//! change numbers become visible in their order and no two of them can wait for each other.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use diesel_async::SimpleAsyncConnection;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::intake::{self, Call};
use super::numbers::{Numbers, Work};
use super::reference::Seen;
use super::savepoint::{Lost, Savepoint, lost};
use super::{audit, connection, failure};
use crate::store::{AuditEntry, Result, StoreError, Taken};

/// Jobs that may wait before callers are told that the store is busy.
const QUEUE: usize = 1024;
/// Jobs that share one commit at the most: bounds how long the first of them waits.
const GROUP: usize = 128;
/// Packed bytes of pushes from which on no more of them share a commit: they are in memory at once, and
/// go to the server in one statement.
const BYTES: usize = 16 << 20;
/// How often a transaction is tried that failed for a reason which passes.
const TRIES: u32 = 5;
/// For how long it is tried again.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the first pause between tries is; each is twice the one before.
const PAUSE: Duration = Duration::from_millis(20);

type Answer = Box<dyn FnOnce() + Send>;
type Run = Box<dyn for<'w> Fn(&'w mut Work) -> BoxFuture<'w, Result<Answer>> + Send + Sync>;

/// What is done with one connection while no other node writes.
enum Job {
    /// A push.
    Intake(Call, oneshot::Sender<Result<Taken>>),
    /// An entry of the audit by itself; whether anybody waits for it.
    Audit(AuditEntry, Option<oneshot::Sender<Result<()>>>),
    /// Any other change.
    Change { run: Run, refuse: Box<dyn FnOnce(StoreError) + Send + Sync> },
}

/// The callers' side of the writer.
pub(super) struct Writer {
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the writer on a runtime; it connects when there is something to do.
    pub fn start(runtime: &Handle, url: &str, seen: Seen) -> Self {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let writing = Writing { queue, url: url.to_owned(), seen, numbers: None, work: None };
        let task = runtime.spawn(writing.run());
        Self { jobs: Mutex::new(Some(jobs)), task: Mutex::new(Some(task)) }
    }

    /// Takes in a push and returns once it is durable.
    pub async fn take_in(&self, call: Call) -> Result<Taken> {
        let (sender, receiver) = oneshot::channel();
        self.hand_over(Job::Intake(call, sender))?;
        receiver.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Makes a change and returns its answer once it is durable. It may be done several times until
    /// it succeeds: what an earlier try did is gone then.
    pub async fn change<T: Send + 'static>(
        &self,
        job: impl for<'w> Fn(&'w mut Work) -> BoxFuture<'w, Result<T>> + Send + Sync + 'static,
    ) -> Result<T> {
        let (sender, receiver) = oneshot::channel();
        let sender = Arc::new(Mutex::new(Some(sender)));
        let for_refusal = sender.clone();
        let job = Arc::new(job);
        self.hand_over(Job::Change {
            run: Box::new(move |work| {
                let (sender, job) = (sender.clone(), job.clone());
                Box::pin(async move {
                    let value = job(work).await?;
                    Ok(Box::new(move || reply(&sender, Ok(value))) as Answer)
                })
            }),
            refuse: Box::new(move |error| reply(&for_refusal, Err(error))),
        })?;
        receiver.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Writes an entry of the audit.
    pub async fn audit(&self, entry: AuditEntry) -> Result<()> {
        let (sender, receiver) = oneshot::channel();
        self.hand_over(Job::Audit(entry, Some(sender)))?;
        receiver.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Hands over an entry that nobody waits for. Lost when the store is busy or stopping.
    pub fn audit_soon(&self, entry: AuditEntry) {
        if let Err(error) = self.hand_over(Job::Audit(entry, None)) {
            tracing::warn!(%error, "a deferred write was dropped");
        }
    }

    fn hand_over(&self, job: Job) -> Result<()> {
        let jobs = self.jobs.lock().map_err(|_| stopped())?;
        jobs.as_ref().ok_or_else(stopped)?.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => stopped(),
        })
    }

    /// Finishes what waits and ends.
    pub async fn stop(&self) {
        if let Ok(mut jobs) = self.jobs.lock() {
            jobs.take();
        }
        let task = self.task.lock().ok().and_then(|mut task| task.take());
        if let Some(task) = task
            && task.await.is_err()
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

impl Job {
    /// How many packed bytes it brings.
    fn bytes(&self) -> usize {
        match self {
            Self::Intake(call, _) => call.parcels.iter().map(|parcel| parcel.body.len()).sum(),
            _ => 0,
        }
    }

    fn refuse(self, error: StoreError) {
        match self {
            Self::Intake(_, sender) => drop(sender.send(Err(error))),
            Self::Audit(_, Some(sender)) => drop(sender.send(Err(error))),
            Self::Audit(_, None) => tracing::warn!(%error, "a deferred write failed"),
            Self::Change { refuse, .. } => refuse(error),
        }
    }
}

/// What one job came to, before the commit.
enum Done {
    Intake(intake::Came),
    Audit,
    Change(Answer),
}

/// The task's side of the writer.
struct Writing {
    queue: mpsc::Receiver<Job>,
    url: String,
    seen: Seen,
    /// What is remembered while there is no connection.
    numbers: Option<Numbers>,
    work: Option<Work>,
}

impl Writing {
    async fn run(mut self) {
        while let Some(first) = self.queue.recv().await {
            self.group(vec![first], GROUP).await;
        }
    }

    /// Does a group of jobs and answers all of them: these, and what waits once it is this node's turn,
    /// `most` in all.
    async fn group(&mut self, mut jobs: Vec<Job>, most: usize) {
        let (mut pause, begun) = (PAUSE, Instant::now());
        for attempt in 1..=TRIES {
            let lost = match AssertUnwindSafe(self.attempt(&mut jobs, most)).catch_unwind().await {
                Ok(Ok(done)) => return answer(jobs, done),
                Ok(Err(lost)) => lost,
                Err(_) if jobs.len() > 1 => {
                    self.give_up().await;
                    return self.one_by_one(jobs).await;
                }
                Err(_) => Lost::Final(StoreError::Constraint("a job panicked".into())),
            };
            let answers = self.give_up().await;
            match lost {
                Lost::Passing(error) if attempt < TRIES && begun.elapsed() < PATIENCE => {
                    tracing::info!(%error, attempt, "a transaction is tried again");
                    metrics::counter!("sikia_store_retries").increment(1);
                    tokio::time::sleep(pause.mul_f64(rand::random_range(0.5..1.5))).await;
                    pause *= 2;
                }
                // The server is there, and one of them may be what it cannot do.
                Lost::Passing(_) if answers && jobs.len() > 1 => {
                    return self.one_by_one(jobs).await;
                }
                Lost::Apart(_) if jobs.len() > 1 => return self.one_by_one(jobs).await,
                Lost::Passing(error) | Lost::Apart(error) | Lost::Final(error) => {
                    tracing::error!(%error, jobs = jobs.len(), "nothing of a transaction is stored");
                    return jobs.into_iter().for_each(|job| job.refuse(error.clone()));
                }
            }
        }
    }

    /// Does jobs in a transaction each.
    async fn one_by_one(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            Box::pin(self.group(vec![job], 1)).await;
        }
    }

    /// One try of a group in one transaction.
    async fn attempt(
        &mut self,
        jobs: &mut Vec<Job>,
        most: usize,
    ) -> std::result::Result<Vec<Result<Done>>, Lost> {
        let mut work = self.connected().await.map_err(Lost::Passing)?;
        let outcome = self.transact(&mut work, jobs, most).await;
        self.work = Some(work);
        outcome
    }

    async fn transact(
        &mut self,
        work: &mut Work,
        jobs: &mut Vec<Job>,
        most: usize,
    ) -> std::result::Result<Vec<Result<Done>>, Lost> {
        work.connection.batch_execute("BEGIN").await.map_err(lost)?;
        work.take_turn().await.map_err(|error| match error {
            // Others have had their turn for long: there is more to do than can be done.
            StoreError::Busy => Lost::Final(error),
            other => Lost::Passing(other),
        })?;
        let mut bytes: usize = jobs.iter().map(Job::bytes).sum();
        while jobs.len() < most
            && bytes < BYTES
            && let Ok(next) = self.queue.try_recv()
        {
            bytes += next.bytes();
            jobs.push(next);
        }
        let jobs = &*jobs;
        metrics::histogram!("sikia_store_group_jobs").record(jobs.len() as f64);
        let mut done = Vec::with_capacity(jobs.len());
        // The most usual group needs no savepoints: when one fails, which is rare, all are done again.
        if jobs.iter().all(|job| matches!(job, Job::Intake(..))) {
            let came = intake::take_in(work, &calls(jobs)).await.map_err(|error| match error {
                StoreError::Busy | StoreError::Unavailable(_) => Lost::Passing(error),
                other => Lost::Apart(other),
            })?;
            done.extend(came.into_iter().map(|came| came.map(Done::Intake)));
        }
        while let Some(job) = jobs.get(done.len()) {
            let rest = jobs.get(done.len()..).unwrap_or_default();
            match job {
                Job::Intake(..) => done.extend(take_in(work, &calls(rest)).await?),
                Job::Audit(..) => {
                    let entries = rest.iter().map_while(|job| match job {
                        Job::Audit(entry, _) => Some(entry),
                        _ => None,
                    });
                    let entries: Vec<&AuditEntry> = entries.collect();
                    audit::write(&work.connection, &entries).await.map_err(Lost::Passing)?;
                    done.extend(entries.iter().map(|_| Ok(Done::Audit)));
                }
                Job::Change { run, .. } => {
                    let savepoint = Savepoint::set(work).await?;
                    let answer = run(work).await;
                    done.push(savepoint.end(work, answer).await?.map(Done::Change));
                }
            }
        }
        work.save().await.map_err(Lost::Passing)?;
        work.connection.batch_execute("COMMIT").await.map_err(|error| match failure(error) {
            // Nobody knows whether it is stored: who asked must ask again, which is harmless.
            StoreError::Unavailable(words) => Lost::Final(StoreError::Unavailable(words)),
            other => Lost::Passing(other),
        })?;
        work.numbers.committed();
        Ok(done)
    }

    async fn connected(&mut self) -> Result<Work> {
        if let Some(work) = self.work.take() {
            return Ok(work);
        }
        let connection = connection::open(&self.url).await?;
        let numbers = self.numbers.take().unwrap_or_else(|| Numbers::new(self.seen.clone()));
        Ok(Work { connection, numbers })
    }

    /// Ends a transaction that failed, with its connection: that may be what failed, or lead to a
    /// server that takes writes no more. Tells whether the server answers.
    async fn give_up(&mut self) -> bool {
        let Some(Work { mut connection, mut numbers }) = self.work.take() else { return false };
        numbers.forget();
        self.numbers = Some(numbers);
        connection.batch_execute("ROLLBACK").await.is_ok()
    }
}

/// The pushes that jobs begin with.
fn calls(jobs: &[Job]) -> Vec<&Call> {
    let pushes = jobs.iter().map_while(|job| match job {
        Job::Intake(call, _) => Some(call),
        _ => None,
    });
    pushes.collect()
}

/// Takes in pushes together; where that fails for one of them, each by itself.
async fn take_in(work: &mut Work, calls: &[&Call]) -> std::result::Result<Vec<Result<Done>>, Lost> {
    let savepoint = Savepoint::set(work).await?;
    let came = intake::take_in(work, calls).await;
    if let Ok(came) = savepoint.end(work, came).await? {
        return Ok(came.into_iter().map(|came| came.map(Done::Intake)).collect());
    }
    let mut done = Vec::with_capacity(calls.len());
    for call in calls {
        let savepoint = Savepoint::set(work).await?;
        let came = intake::take_in(work, std::slice::from_ref(call)).await;
        match savepoint.end(work, came).await? {
            Ok(came) => done.extend(came.into_iter().map(|came| came.map(Done::Intake))),
            Err(error) => done.push(Err(error)),
        }
    }
    Ok(done)
}

/// Answers everybody after a commit.
fn answer(jobs: Vec<Job>, done: Vec<Result<Done>>) {
    for (job, done) in jobs.into_iter().zip(done) {
        match (job, done) {
            (job, Err(error)) => job.refuse(error),
            (Job::Intake(call, sender), Ok(Done::Intake(came))) => {
                let taken = match came {
                    intake::Came::In(receipts) => Taken::Done(receipts),
                    intake::Came::Stale => Taken::Stale(call.into_arrivals()),
                };
                drop(sender.send(Ok(taken)));
            }
            (Job::Audit(_, Some(sender)), _) => drop(sender.send(Ok(()))),
            (_, Ok(Done::Change(answer))) => answer(),
            _ => {}
        }
    }
}
