//! Taking in what arrived: many pushes in one transaction, set at a time.
//!
//! What is stored of everything that the pushes name is read with a handful of statements
//! ([`Stored`](super::stored::Stored)); the pushes are then done in memory, one after the other, as
//! if each had a transaction of its own; and what they come to is written with a handful of
//! statements ([`rows`](super::rows)).

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::numbers::Work;
use super::reference::{FormRow, Known};
use super::rows::Changes;
use super::settle::{Gist, Held, Place};
use super::stored::{Stored, Waits};
use crate::domain::ids::SubmissionId;
use crate::domain::limits::Limits;
use crate::domain::merge::Standing;
use crate::domain::problem::Problem;
use crate::store::seal::QUARANTINE;
use crate::store::{Arrival, Outcome, Receipt, Result, Waiting, body};

/// An arrival ready for the writer, packed by the caller's thread.
pub(super) struct Parcel {
    pub arrival: Arrival,
    pub form: Option<Arc<FormRow>>,
    pub body: Vec<u8>,
    pub digest: [u8; 32],
    /// What it gives to the count, if its submission has nothing else.
    pub alone: Option<Gist>,
}

/// One push.
pub(super) struct Call {
    pub received_at: i64,
    pub catalogue_change: u64,
    pub parcels: Vec<Parcel>,
}

/// What became of a push.
pub(super) enum Came {
    /// Every parcel has its receipt.
    In(Vec<Receipt>),
    /// The reference data has changed since it was read.
    Stale,
}

impl Call {
    /// The arrivals again.
    pub fn into_arrivals(self) -> Vec<Arrival> {
        self.parcels.into_iter().map(|parcel| parcel.arrival).collect()
    }
}

/// Packs arrivals; the costly part, kept off the writer.
pub(super) fn pack(arrivals: Vec<Arrival>, known: &Known) -> Result<Vec<Parcel>> {
    let parcel = |arrival: Arrival| {
        let revision = arrival.reading.outcome.as_ref().ok();
        let form = revision.and_then(|revision| revision.form.as_ref());
        let form = form.and_then(|form| known.forms.get(form)).cloned();
        let alone = revision.and_then(|revision| Gist::alone(revision, known));
        let body = match revision {
            Some(revision) => {
                let body = body::pack(&arrival.raw, form.as_ref().map(|form| &form.packing))?;
                known.seal.close(body, revision.id.0.as_bytes())?
            }
            // Of what goes to quarantine, the bytes are packed there.
            None => Vec::new(),
        };
        let digest = Sha256::digest(&arrival.raw).into();
        Ok(Parcel { arrival, form, body, digest, alone })
    };
    arrivals.into_iter().map(parcel).collect()
}

/// Takes in pushes. One that names a device which is not enrolled is refused alone.
pub(super) async fn take_in(work: &mut Work, calls: &[&Call]) -> Result<Vec<Result<Came>>> {
    let now = work.numbers.known.catalogue.change;
    let current = || calls.iter().filter(|call| call.catalogue_change == now);
    let parcels: Vec<&Parcel> = current().flat_map(|call| &call.parcels).collect();
    work.look_up_devices(parcels.iter().map(|parcel| parcel.arrival.device)).await?;
    let mut batch = Batch {
        stored: Stored::read(work, &parcels).await?,
        changes: Changes::default(),
        received_at: 0,
    };
    let mut done = Vec::with_capacity(calls.len());
    for call in calls {
        if call.catalogue_change != now {
            done.push(Ok(Came::Stale));
            continue;
        }
        let strange = |parcel: &Parcel| work.numbers.device(parcel.arrival.device).err();
        if let Some(error) = call.parcels.iter().find_map(strange) {
            done.push(Err(error));
            continue;
        }
        batch.received_at = call.received_at;
        done.push(Ok(Came::In(batch.take_in(work, &call.parcels)?)));
    }
    let Batch { stored, changes, .. } = batch;
    changes.write(work, stored).await?;
    Ok(done)
}

struct Batch<'a> {
    /// What is stored, with what the pushes before have made of it.
    stored: Stored<'a>,
    /// What is to be written.
    changes: Changes<'a>,
    received_at: i64,
}

impl<'a> Batch<'a> {
    fn take_in(&mut self, work: &mut Work, parcels: &'a [Parcel]) -> Result<Vec<Receipt>> {
        let mut touched = BTreeSet::new();
        let mut placed = Vec::with_capacity(parcels.len());
        for parcel in parcels {
            let device_no = work.numbers.device(parcel.arrival.device)?;
            placed.push(self.place(work, device_no, parcel, &mut touched)?);
        }
        let mut standing: HashMap<_, Standing> = HashMap::new();
        for id in touched {
            let change = work.numbers.next_change();
            if let Some(place) = self.stored.submissions.get_mut(&id) {
                standing.extend(place.settle(id, change, &work.numbers.known)?);
            }
        }
        let receipts = parcels.iter().zip(placed).map(|(parcel, placed)| {
            let reading = &parcel.arrival.reading;
            let (revision, submission) = (reading.revision, reading.submission);
            let withdraws = reading.outcome.as_ref().is_ok_and(|revision| revision.withdraw);
            let standing = revision.and_then(|id| standing.get(&id));
            let outcome = match (placed, standing) {
                _ if !withdraws && self.withdrawn(submission) => Outcome::Erased,
                (Outcome::Accepted, Some(stands)) if !stands.conflicts.is_empty() => {
                    Outcome::Conflict(stands.conflicts.clone())
                }
                (Outcome::Accepted, Some(stands)) if stands.concurrent => Outcome::Merged,
                (other, _) => other,
            };
            Receipt { revision, submission, outcome }
        });
        Ok(receipts.collect())
    }

    fn withdrawn(&self, submission: Option<SubmissionId>) -> bool {
        submission.and_then(|id| self.stored.submissions.get(&id)).is_some_and(Place::withdrawn)
    }

    fn place(
        &mut self,
        work: &Work,
        device_no: i64,
        parcel: &'a Parcel,
        touched: &mut BTreeSet<SubmissionId>,
    ) -> Result<Outcome> {
        let reading = &parcel.arrival.reading;
        let first = reading.revision.and_then(|id| self.stored.revisions.get(&id));
        let known = first.is_some();
        // Whatever is wrong with it by now (its scope, a limit): what was accepted stays accepted.
        if let Some((submission, first)) = first
            && reading.submission == Some(*submission)
            && (self.stored.submissions.get(submission).is_some_and(Place::erased)
                || first.says(&parcel.arrival.raw, &work.numbers.known)?)
        {
            let from = first.device_no;
            self.leave_quarantine(device_no, parcel, Some(from));
            return Ok(Outcome::Duplicate);
        }
        let revision = match &reading.outcome {
            Err(problem) => return self.quarantine(work, device_no, parcel, problem.clone()),
            Ok(_) if known => {
                return self.quarantine(work, device_no, parcel, Problem::ContentMismatch {});
            }
            Ok(revision) => revision,
        };
        let limit = Limits::default().revisions;
        let place = self.stored.submissions.entry(revision.submission).or_default();
        // A respondent can always withdraw.
        if place.revisions >= limit && !revision.withdraw {
            let problem = Problem::TooManyRevisions { limit: limit as u64 };
            return self.quarantine(work, device_no, parcel, problem);
        }
        let keeps = !revision.withdraw && !place.withdrawn();
        let held = Held::new(device_no, parcel, revision, keeps);
        self.stored.revisions.insert(revision.id, (revision.submission, held.clone()));
        place.add(revision.id, held, parcel.alone.as_ref());
        self.changes.revisions.push((revision.submission, parcel, device_no, self.received_at));
        touched.insert(revision.submission);
        self.leave_quarantine(device_no, parcel, None);
        Ok(Outcome::Accepted)
    }

    /// Keeps an arrival whole with the reason, or renews the reason when it is there; of a withdrawn
    /// submission nothing is kept but the envelope.
    fn quarantine(
        &mut self,
        work: &Work,
        device_no: i64,
        parcel: &'a Parcel,
        problem: Problem,
    ) -> Result<Outcome> {
        let arrival = &parcel.arrival;
        let erased = self.withdrawn(arrival.reading.submission);
        let waits_for = match erased {
            true => None,
            false => Waiting::of(&problem, arrival.device).map(|waiting| waiting.key()),
        };
        let key = (device_no, parcel.digest);
        let there = self.stored.quarantine.contains_key(&key);
        if !there && !self.holds(device_no, arrival) {
            *self.changes.held.entry(device_no).or_default() += 1;
        }
        // Its form may be what is unknown: packed without a dictionary.
        let body = match erased || there {
            true => None,
            false => {
                let body = body::pack(&arrival.raw, None)?;
                Some(work.numbers.known.seal.close(body, QUARANTINE)?)
            }
        };
        let problem_text = super::write_json(&problem)?;
        match self.stored.quarantine.get_mut(&key) {
            Some(waits) => {
                waits.changed = true;
                waits.problem = problem_text;
                waits.waits_for = waits_for;
            }
            None => {
                let waits = Waits {
                    submission: arrival.reading.submission,
                    revision: arrival.reading.revision,
                    received_at: self.received_at,
                    order: self.changes.kept,
                    body,
                    stored: false,
                    changed: true,
                    problem: problem_text,
                    waits_for,
                };
                self.changes.kept += 1;
                self.stored.put_waits(key, waits);
            }
        }
        Ok(Outcome::Quarantined(problem))
    }

    /// Whether a device has anything under the name of an arrival's revision, accepted or not.
    fn holds(&self, device_no: i64, arrival: &Arrival) -> bool {
        let Some(id) = arrival.reading.revision else { return false };
        let accepted = self.stored.revisions.get(&id);
        accepted.is_some_and(|(_, held)| held.device_no == device_no)
            || self.stored.waits_under(device_no, Some(id))
    }

    /// What is stored waits no longer, whether it was tried again or sent again. Counts what is held:
    /// a revision counts for the device that it was accepted from, and for those that have it in
    /// quarantine. `from` is the device that it was accepted from before; none when it is new.
    fn leave_quarantine(&mut self, device_no: i64, parcel: &Parcel, from: Option<i64>) {
        let (mut before, mut after) = (false, false);
        if !self.stored.quarantine.is_empty() {
            let (id, key) = (parcel.arrival.reading.revision, (device_no, parcel.digest));
            before = self.stored.waits_under(device_no, id);
            if self.stored.take_waits(&key).is_some_and(|waits| waits.stored) {
                self.changes.released.push(key);
            }
            after = self.stored.waits_under(device_no, id);
        }
        let accepted = from.is_none_or(|from| from == device_no);
        let held_before = before || (accepted && from.is_some());
        let change = i64::from(accepted || after) - i64::from(held_before);
        if change != 0 {
            *self.changes.held.entry(device_no).or_default() += change;
        }
    }
}
