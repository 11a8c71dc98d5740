//! A simulator of phones that are offline most of the time and have bad networks, wrong clocks and
//! each other. It speaks only the protocol, and at the end proves by the protocol alone that the
//! node kept its promises. See `docs/simulator.md`.

mod call;
mod edit;
mod expected;
mod faults;
mod item;
#[cfg(test)]
mod node;
mod phone;
mod plan;
mod poison;
mod proof;
mod report;
mod session;
mod settle;
#[cfg(test)]
mod tests;
mod transport;
mod view;
mod wire;
mod world;

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub use faults::{Fault, Faults, UnknownFault};
pub use report::{Report, Tally};

use crate::domain::form::Form;
use crate::domain::form::sample::Dice;
use crate::domain::limits::Limits;
use call::Call;
use phone::Phone;
use transport::Transport;
use world::{DAYS, World};

/// How many phones act at once.
const CONCURRENT: usize = 32;

/// One phone that the node knows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Enrolment {
    /// The device's id, as enrolling gave it.
    pub device: String,
    /// Its token.
    pub token: String,
    /// The communities that it is enrolled for; at least one.
    pub communities: Vec<String>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is going on.
    pub step: Step,
    /// How much of the whole run is done...
    pub done: usize,
    /// ...of how much.
    pub total: usize,
}

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A virtual day in the field, counted from 1.
    Day(usize),
    /// Every phone sends what is left.
    Flush,
    /// Every phone pulls to the end.
    Pull,
    /// The closing proof.
    Prove,
}

/// What to simulate.
pub struct Options {
    /// The node: `http://host:port`.
    pub url: String,
    /// How many phones; the first so many of `enrolments`.
    pub devices: usize,
    /// How many submissions they make in all.
    pub submissions: usize,
    /// Everything that phones do follows from it. A node takes each seed once: the ids are the same.
    pub seed: u64,
    /// The trouble to make.
    pub faults: Faults,
    /// Phones that the node knows.
    pub enrolments: Vec<Enrolment>,
    /// The form that they fill in; the node has it too.
    pub form: Form,
    /// How long a call is tried again while the node is away or busy.
    pub patience: Duration,
    /// Called now and then.
    pub progress: Box<dyn Fn(Progress) + Send + Sync>,
}

/// Why a run could not be finished. What the node did wrong is in the report, not here.
#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    /// The address is none.
    #[error("{0:?} is not the address of a node: {1}")]
    Url(String, String),
    /// Fewer phones are enrolled than asked for.
    #[error("{0} devices asked for, {1} enrolled")]
    TooFewDevices(usize, usize),
    /// A phone that works nowhere.
    #[error("device {0} is enrolled for no community")]
    NoCommunity(String),
    /// The node was away or busy for longer than patience lasts.
    #[error("no answer to {0}: {1}")]
    Unreachable(String, String),
    /// The node does not take a token.
    #[error("status {0} for the token of phone {1}")]
    Refused(u16, usize),
    /// Something failed on this side.
    #[error("{0}")]
    Here(String),
}

/// Runs phones against a node and proves that all agrees at the end.
///
/// # Errors
/// When the run cannot be finished: a wrong address, a token refused, a node away for too long.
pub async fn run(options: Options) -> Result<Report, SimulateError> {
    let Options { devices, submissions, seed, progress, mut enrolments, .. } = options;
    if devices == 0 || enrolments.len() < devices {
        return Err(SimulateError::TooFewDevices(devices, enrolments.len()));
    }
    enrolments.truncate(devices);
    let transport = Transport::new(&options.url, options.patience)?;
    let limits = limits(&transport, &enrolments[0].token).await?;
    let mut world =
        World::new(seed, options.faults, options.form, enrolments, submissions, transport)?;
    world.limits = limits;
    let world = Arc::new(world);
    let mut phones: Vec<Phone> = (0..devices).map(|index| Phone::new(&world, index)).collect();

    let tell = |step, done| progress(Progress { step, done, total: DAYS + 3 });
    let start = Instant::now();
    for day in 0..DAYS {
        tell(Step::Day(day + 1), day);
        phones = all(&world, phones, Act::Live(day)).await?;
    }
    tell(Step::Flush, DAYS);
    phones = all(&world, phones, Act::Calm).await?;
    let work_seconds = start.elapsed().as_secs_f64();

    let start = Instant::now();
    tell(Step::Pull, DAYS + 1);
    phones = all(&world, phones, Act::Calm).await?;
    tell(Step::Prove, DAYS + 2);
    let mut report = Report { seed, devices, submissions, work_seconds, ..Report::default() };
    for phone in &mut phones {
        report.unacknowledged += phone.outbox.len() as u64;
        report.tally.add(std::mem::take(&mut phone.tally));
    }
    proof::prove(&world, &phones, &mut report).await?;
    let meter = &world.transport.meter;
    Ok(Report {
        calls: meter.calls.load(Relaxed),
        retries: meter.retries.load(Relaxed),
        connection_failures: meter.failures.load(Relaxed),
        internal_errors: meter.internal.load(Relaxed),
        bytes_up: meter.up.load(Relaxed),
        bytes_down: meter.down.load(Relaxed),
        proof_seconds: start.elapsed().as_secs_f64(),
        ..report
    }
    .conclude())
}

/// The node's bounds; those that it does not tell are taken to be the usual ones.
async fn limits(transport: &Transport, token: &str) -> Result<Limits, SimulateError> {
    let answer = transport.patient(&Call::get("/v1/limits".to_owned(), token)).await?;
    let strange = |reason: String| SimulateError::Url(transport.host.clone(), reason);
    let told: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&answer.body).map_err(|e| strange(format!("no limits: {e}")))?;
    let mut limits = serde_json::to_value(Limits::default()).unwrap_or_default();
    for (name, bound) in told {
        limits[name] = bound;
    }
    serde_json::from_value(limits).map_err(|e| strange(format!("strange limits: {e}")))
}

/// What all phones do before the next step begins.
#[derive(Clone, Copy)]
enum Act {
    Live(usize),
    Calm,
}

/// Lets every phone act, some at a time and in another order each day.
async fn all(
    world: &Arc<World>,
    mut phones: Vec<Phone>,
    act: Act,
) -> Result<Vec<Phone>, SimulateError> {
    let turn = if let Act::Live(day) = act { day as u64 } else { DAYS as u64 };
    Dice::of(world.seed, &[0xDA, turn]).shuffle(&mut phones);
    let gate = Arc::new(Semaphore::new(CONCURRENT));
    let mut tasks = JoinSet::new();
    for mut phone in phones {
        let (world, gate) = (Arc::clone(world), Arc::clone(&gate));
        tasks.spawn(async move {
            let _permit = gate.acquire_owned().await;
            match act {
                Act::Live(day) => phone.live(&world, day).await?,
                Act::Calm => phone.sync(&world, true).await?,
            }
            Ok(phone)
        });
    }
    let mut phones = Vec::new();
    while let Some(done) = tasks.join_next().await {
        phones.push(done.map_err(|e| SimulateError::Here(e.to_string()))??);
    }
    phones.sort_by_key(|phone| phone.index);
    Ok(phones)
}
