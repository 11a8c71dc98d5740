//! Taking in what arrived.

use std::collections::{BTreeMap, BTreeSet};

use super::state::{Kept, State, Stored, digest};
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::limits::Limits;
use crate::domain::merge::Standing;
use crate::domain::problem::Problem;
use crate::store::{Arrival, Intake, Outcome, Receipt, Result, StoreError, Taken};

impl State {
    /// Places the arrivals one after the other, gives every submission that got a revision one new
    /// change number, erases what is withdrawn, and only then tells: what a receipt says is true
    /// after the whole batch.
    pub fn take_in(&mut self, intake: Intake) -> Result<Taken> {
        if intake.catalogue_change != self.catalogue.change {
            return Ok(Taken::Stale(intake.arrivals));
        }
        let enrolled =
            |arrival: &Arrival| self.devices.iter().any(|e| e.device.id == arrival.device);
        if let Some(stranger) = intake.arrivals.iter().find(|arrival| !enrolled(arrival)) {
            return Err(StoreError::Constraint(format!("no device {}", stranger.device)));
        }
        let mut touched = BTreeSet::new();
        let mut placed = Vec::new();
        for arrival in &intake.arrivals {
            placed.push(self.place(arrival, intake.received_at, &mut touched));
        }
        for submission in &touched {
            let change = self.next_change();
            self.submissions.entry(*submission).or_default().change = change;
        }
        self.erase_withdrawn();
        let mut standing = BTreeMap::new();
        for submission in touched {
            standing.extend(self.merged(submission)?.into_iter().flat_map(|m| m.standing));
        }
        let receipts = intake.arrivals.iter().zip(placed);
        let receipts = receipts.map(|(arrival, outcome)| self.receipt(arrival, outcome, &standing));
        Ok(Taken::Done(receipts.collect()))
    }

    fn place(
        &mut self,
        arrival: &Arrival,
        received_at: i64,
        touched: &mut BTreeSet<SubmissionId>,
    ) -> Outcome {
        let reading = &arrival.reading;
        let first = reading.revision.and_then(|id| self.revision(id));
        let known = first.is_some();
        // Whatever is wrong with it by now (its scope, a limit): what was accepted stays accepted.
        if first.is_some_and(|(submission, stored)| {
            reading.submission == Some(submission) && stored.says(&arrival.raw)
        }) {
            self.leave_quarantine(arrival);
            return Outcome::Duplicate;
        }
        let revision = match &reading.outcome {
            Err(problem) => return self.quarantine(arrival, received_at, problem.clone()),
            Ok(_) if known => {
                return self.quarantine(arrival, received_at, Problem::ContentMismatch {});
            }
            Ok(revision) => revision,
        };
        let limit = Limits::default().revisions;
        let submission = self.submissions.entry(revision.submission).or_default();
        // A respondent can always withdraw.
        if submission.revisions.len() >= limit && !revision.withdraw {
            let problem = Problem::TooManyRevisions { limit: limit as u64 };
            return self.quarantine(arrival, received_at, problem);
        }
        let keeps = !revision.withdraw && !submission.withdrawn();
        submission.received_at.get_or_insert(received_at);
        submission.revisions.push(Stored {
            id: revision.id,
            version: revision.version,
            device: arrival.device,
            withdraws: revision.withdraw,
            received_at,
            raw: keeps.then(|| arrival.raw.clone()),
        });
        touched.insert(revision.submission);
        self.leave_quarantine(arrival);
        Outcome::Accepted
    }

    /// Keeps an arrival whole with the reason; renews the reason when it is there.
    fn quarantine(&mut self, arrival: &Arrival, received_at: i64, problem: Problem) -> Outcome {
        let digest = digest(&arrival.raw);
        let there = |kept: &&mut Kept| kept.device == arrival.device && kept.digest == digest;
        if let Some(kept) = self.quarantine.iter_mut().find(there) {
            kept.problem = problem.clone();
        } else {
            self.quarantine_no += 1;
            self.quarantine.push(Kept {
                no: self.quarantine_no,
                device: arrival.device,
                digest,
                submission: arrival.reading.submission,
                revision: arrival.reading.revision,
                problem: problem.clone(),
                received_at,
                raw: Some(arrival.raw.clone()),
            });
        }
        Outcome::Quarantined(problem)
    }

    /// What is accepted waits no longer, whether it was tried again or sent again.
    fn leave_quarantine(&mut self, arrival: &Arrival) {
        let digest = digest(&arrival.raw);
        self.quarantine.retain(|kept| kept.device != arrival.device || kept.digest != digest);
    }

    /// Destroys the content of what is withdrawn. The envelopes stay, so that nothing can come back.
    fn erase_withdrawn(&mut self) {
        for (id, submission) in self.submissions.iter_mut().filter(|(_, s)| s.withdrawn()) {
            submission.revisions.iter_mut().for_each(|revision| revision.raw = None);
            let of_submission = self.quarantine.iter_mut().filter(|k| k.submission == Some(*id));
            of_submission.for_each(|kept| kept.raw = None);
            self.contacts.remove(id);
        }
    }

    fn receipt(
        &self,
        arrival: &Arrival,
        placed: Outcome,
        standing: &BTreeMap<RevisionId, Standing>,
    ) -> Receipt {
        let reading = &arrival.reading;
        let (revision, submission) = (reading.revision, reading.submission);
        let withdraws = reading.outcome.as_ref().is_ok_and(|revision| revision.withdraw);
        let withdrawn = submission
            .and_then(|id| self.submissions.get(&id))
            .is_some_and(|submission| submission.withdrawn());
        let standing = revision.and_then(|id| standing.get(&id)).cloned().unwrap_or_default();
        let outcome = match placed {
            _ if withdrawn && !withdraws => Outcome::Erased,
            Outcome::Accepted if !standing.conflicts.is_empty() => {
                Outcome::Conflict(standing.conflicts)
            }
            Outcome::Accepted if standing.concurrent => Outcome::Merged,
            other => other,
        };
        Receipt { revision, submission, outcome }
    }
}
