//! What a run tells, as one line of JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::faults::Fault;

/// How many disagreements are written out.
const EXAMPLES: usize = 10;

/// What happened in a run, and whether everything agreed at its end.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Every acknowledged revision is held, and every view and head is as it should be.
    pub agreed: bool,
    /// The seed of the run.
    pub seed: u64,
    /// Phones.
    pub devices: usize,
    /// Submissions made.
    pub submissions: usize,
    /// What the phones did and heard.
    #[serde(flatten)]
    pub tally: Tally,
    /// Acknowledged revisions that the node says it does not hold.
    pub missing: u64,
    /// Revisions that no phone got acknowledged in the end.
    pub unacknowledged: u64,
    /// Heads computed from what was acknowledged and compared with the node's.
    pub heads_compared: u64,
    /// Heads in the views of phones compared with the node's.
    pub views_compared: u64,
    /// Calls over the network, failed ones included.
    pub calls: u64,
    /// Calls made again since the node was away or busy.
    pub retries: u64,
    /// Connections that failed without the simulator's doing.
    pub connection_failures: u64,
    /// Answers with status 500, which a node never gives.
    pub internal_errors: u64,
    /// Bytes of request bodies, as sent.
    pub bytes_up: u64,
    /// Bytes of answers, as received.
    pub bytes_down: u64,
    /// Seconds from the first call to the last phone's empty outbox.
    pub work_seconds: f64,
    /// Seconds of the closing proof.
    pub proof_seconds: f64,
    /// Milliseconds of half, and of 99 of 100, of the sync calls.
    pub sync_ms: (f64, f64),
}

/// Counts that every phone keeps and that are added up.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tally {
    /// Revisions made, whether the node could accept them or not.
    pub revisions: u64,
    /// Revisions that the node acknowledged as held.
    pub acknowledged: u64,
    /// Answers by outcome.
    pub outcomes: BTreeMap<String, u64>,
    /// Quarantined items by code.
    pub quarantined: BTreeMap<String, u64>,
    /// Revisions by which a respondent withdrew.
    pub withdrawn: u64,
    /// Trouble by kind.
    pub faults: BTreeMap<Fault, u64>,
    /// Times that the node no longer knew a cursor.
    pub cursors_expired: u64,
    /// Changes received by kind.
    pub changes: BTreeMap<String, u64>,
    /// What is not as it should be, by kind.
    pub disagreements: BTreeMap<&'static str, u64>,
    /// The first disagreements in words.
    pub examples: Vec<String>,
    /// Microseconds of each sync call.
    #[serde(skip)]
    pub latencies: Vec<u32>,
}

impl Tally {
    /// Counts a fault.
    pub(super) fn fault(&mut self, fault: Fault) {
        *self.faults.entry(fault).or_default() += 1;
    }

    /// Records that something is not as it should be.
    pub(super) fn disagree(&mut self, kind: &'static str, example: impl FnOnce() -> String) {
        *self.disagreements.entry(kind).or_default() += 1;
        if self.examples.len() < EXAMPLES {
            let text = example();
            self.examples.push(format!("{kind}: {}", text.chars().take(600).collect::<String>()));
        }
    }

    /// Adds what another one counted.
    pub(super) fn add(&mut self, other: Self) {
        self.revisions += other.revisions;
        self.acknowledged += other.acknowledged;
        self.withdrawn += other.withdrawn;
        self.cursors_expired += other.cursors_expired;
        add_all(&mut self.outcomes, other.outcomes);
        add_all(&mut self.quarantined, other.quarantined);
        add_all(&mut self.faults, other.faults);
        add_all(&mut self.changes, other.changes);
        add_all(&mut self.disagreements, other.disagreements);
        self.examples.extend(other.examples);
        self.examples.truncate(EXAMPLES);
        self.latencies.extend(other.latencies);
    }
}

fn add_all<K: Ord>(sums: &mut BTreeMap<K, u64>, counts: BTreeMap<K, u64>) {
    for (key, count) in counts {
        *sums.entry(key).or_default() += count;
    }
}

impl Report {
    /// Puts the closing word under it.
    pub(super) fn conclude(mut self) -> Self {
        self.agreed = self.missing == 0
            && self.unacknowledged == 0
            && self.internal_errors == 0
            && self.tally.disagreements.is_empty();
        let latencies = &mut self.tally.latencies;
        latencies.sort_unstable();
        let at = |share: usize| {
            latencies.get(latencies.len() * share / 100).map_or(0.0, |us| f64::from(*us) / 1_000.0)
        };
        self.sync_ms = (at(50), at(99));
        self
    }
}
