//! Taking in what arrived: one job of the writer.
//!
//! Arrivals are placed one after the other (known, new, quarantined), then every submission that was
//! touched is settled once: merged, counted, and put into the feeds of the devices that made it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use diesel::prelude::*;

use super::quarantine;
use super::reference::{FormRow, Known};
use super::revisions::uuid;
use super::rows::{self, NewRevision, Rows};
use super::schema::{device, revision, submission};
use super::settle::{Gist, Touched, settle, state_number};
use super::writer::Work;
use super::{ORDINALS, failure};
use crate::domain::content;
use crate::domain::head::State;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::limits::Limits;
use crate::domain::problem::Problem;
use crate::store::body::{self, unpack};
use crate::store::{Arrival, Intake, Outcome, Receipt, Result, StoreError};

/// Rows that one statement looks for.
const TOGETHER: usize = 500;

/// An arrival ready for the writer, packed by the caller's thread.
pub(super) struct Parcel {
    pub arrival: Arrival,
    pub form: Option<Arc<FormRow>>,
    pub body: Vec<u8>,
    /// What it gives to the count, if its submission has nothing else.
    pub alone: Option<Gist>,
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
        Ok(Parcel { arrival, form, body, alone })
    };
    arrivals.into_iter().map(parcel).collect()
}

/// Takes in parcels that were read and packed with the reference data of `intake`; `None` when that
/// has changed since. The parcels stay the caller's, so that it is not the writer that frees them.
pub(super) fn take_in(
    work: &mut Work<'_>,
    intake: &Intake,
    parcels: &[Parcel],
) -> Result<Option<Vec<Receipt>>> {
    if intake.catalogue_change != work.numbers.known.catalogue.change {
        return Ok(None);
    }
    let mut batch = Batch { received_at: intake.received_at, ..Batch::default() };
    batch.look_up(work, parcels)?;
    let mut placed = Vec::with_capacity(parcels.len());
    for parcel in parcels {
        let reading = &parcel.arrival.reading;
        let (revision, submission) = (reading.revision, reading.submission);
        let withdraws = reading.outcome.as_ref().is_ok_and(|revision| revision.withdraw);
        let outcome = batch.place(work, parcel)?;
        placed.push((Receipt { revision, submission, outcome }, withdraws));
    }
    for (device_no, held) in &batch.held {
        diesel::update(device::table.find(device_no))
            .set(device::held.eq(device::held + held))
            .execute(work.connection)
            .map_err(failure)?;
    }
    batch.write_revisions(work)?;
    let mut standings = HashMap::new();
    let mut rows = Rows::default();
    for (id, touched) in batch.touched {
        if touched.withdrawn() {
            batch.withdrawn.insert(id);
        }
        standings.extend(settle(work, &mut rows, touched)?);
    }
    rows.write(work.connection)?;
    let receipts = placed.into_iter().map(|(mut receipt, withdraws)| {
        if !withdraws && receipt.submission.is_some_and(|id| batch.withdrawn.contains(&id)) {
            receipt.outcome = Outcome::Erased;
        } else if receipt.outcome == Outcome::Accepted
            && let Some(standing) = receipt.revision.and_then(|id| standings.get(&id))
        {
            receipt.outcome = match (standing.conflicts.is_empty(), standing.concurrent) {
                (false, _) => Outcome::Conflict(standing.conflicts.clone()),
                (true, true) => Outcome::Merged,
                (true, false) => Outcome::Accepted,
            };
        }
        receipt
    });
    Ok(Some(receipts.collect()))
}

#[derive(Default)]
struct Batch<'a> {
    received_at: i64,
    /// The revisions of the batch that were stored before, and those placed since.
    known: HashSet<RevisionId>,
    /// The submissions of the batch that were stored before.
    stored: HashMap<SubmissionId, SubmissionRow>,
    /// Revisions that are placed and not written yet.
    unwritten: Vec<NewRevision<'a>>,
    /// In the order of their UUIDs, so that random ones are at least written in order.
    touched: BTreeMap<SubmissionId, Touched<'a>>,
    /// Those met in this batch whose respondent withdrew.
    withdrawn: BTreeSet<SubmissionId>,
    held: HashMap<i64, i64>,
    quarantines: HashMap<i64, bool>,
}

/// A revision that is stored already.
#[derive(Queryable, Selectable)]
#[diesel(table_name = revision)]
struct Stored {
    key: i64,
    device_no: i64,
    form_no: Option<i64>,
    body: Option<Vec<u8>>,
}

type SubmissionColumns = (i64, Option<i64>, i32, i64);

/// The row of a submission: number, community, state, last change.
#[derive(Clone, Copy)]
struct SubmissionRow {
    no: i64,
    community_no: Option<i64>,
    state: i32,
    change: i64,
}

impl<'a> Batch<'a> {
    /// Finds what is stored of the revisions and submissions of a batch, many at a time.
    fn look_up(&mut self, work: &mut Work<'_>, parcels: &[Parcel]) -> Result<()> {
        for parcels in parcels.chunks(TOGETHER) {
            let readings = parcels.iter().map(|parcel| &parcel.arrival.reading);
            let revisions: Vec<&[u8]> = readings
                .clone()
                .filter_map(|r| Some(r.revision.as_ref()?.0.as_bytes().as_slice()))
                .collect();
            let found: Vec<Vec<u8>> = revision::table
                .filter(revision::uuid.eq_any(revisions))
                .select(revision::uuid)
                .load(work.connection)
                .map_err(failure)?;
            for bytes in found {
                self.known.insert(RevisionId(uuid(&bytes)?));
            }
            let submissions: Vec<&[u8]> = readings
                .filter_map(|r| Some(r.submission.as_ref()?.0.as_bytes().as_slice()))
                .collect();
            let found: Vec<(Vec<u8>, SubmissionColumns)> = submission::table
                .filter(submission::uuid.eq_any(submissions))
                .select((
                    submission::uuid,
                    (
                        submission::no,
                        submission::community_no,
                        submission::state,
                        submission::change,
                    ),
                ))
                .load(work.connection)
                .map_err(failure)?;
            for (bytes, (no, community_no, state, change)) in found {
                let row = SubmissionRow { no, community_no, state, change };
                self.stored.insert(SubmissionId(uuid(&bytes)?), row);
            }
        }
        Ok(())
    }

    /// Writes the revisions that are placed.
    fn write_revisions(&mut self, work: &mut Work<'_>) -> Result<()> {
        rows::write_revisions(work.connection, &std::mem::take(&mut self.unwritten))
    }

    fn place(&mut self, work: &mut Work<'_>, parcel: &'a Parcel) -> Result<Outcome> {
        let device_no = work.numbers.device(work.connection, parcel.arrival.device)?;
        let reading = &parcel.arrival.reading;
        let first = match reading.revision {
            Some(id) if self.known.contains(&id) => {
                self.write_revisions(work)?;
                stored(work.connection, id)?
            }
            _ => None,
        };
        // Whatever is wrong with it by now (its scope, a limit): what was accepted stays accepted.
        if let Some(first) = &first
            && self.says_again(work, &parcel.arrival, first)?
        {
            self.leave_quarantine(work, device_no, parcel, Some(first))?;
            return Ok(Outcome::Duplicate);
        }
        let revision = match &reading.outcome {
            Err(problem) => return self.quarantine(work, device_no, parcel, problem.clone()),
            Ok(_) if first.is_some() => {
                return self.quarantine(work, device_no, parcel, Problem::ContentMismatch {});
            }
            Ok(revision) => revision,
        };
        let touched = match self.touched.entry(revision.submission) {
            std::collections::btree_map::Entry::Occupied(touched) => touched.into_mut(),
            std::collections::btree_map::Entry::Vacant(place) => {
                let row = self.stored.get(&revision.submission).copied();
                place.insert(Touched::find(work, revision.submission, row)?)
            }
        };
        let limit = Limits::default().revisions as i64;
        // A respondent can always withdraw.
        let most = if revision.withdraw { ORDINALS } else { limit.min(ORDINALS) };
        if touched.revisions >= most {
            let problem = Problem::TooManyRevisions { limit: limit as u64 };
            return self.quarantine(work, device_no, parcel, problem);
        }
        let keeps = !revision.withdraw && !touched.withdrawn();
        self.known.insert(revision.id);
        self.unwritten.push(NewRevision {
            key: touched.no * ORDINALS + touched.revisions,
            uuid: revision.id.0.as_bytes(),
            version: i64::try_from(revision.version).unwrap_or(i64::MAX),
            device_no,
            form_no: parcel.form.as_ref().map(|form| form.no),
            received_at: self.received_at,
            withdraws: revision.withdraw,
            body: keeps.then_some(&parcel.body),
        });
        touched.revisions += 1;
        touched.devices.insert(device_no);
        touched.new += 1;
        touched.withdraws |= revision.withdraw;
        touched.alone = parcel.alone.as_ref();
        self.leave_quarantine(work, device_no, parcel, None)?;
        Ok(Outcome::Accepted)
    }

    /// Whether an arrival says what is stored under its revision's name, as far as that can still be
    /// told: of a withdrawal and of what is erased, only the envelope is there.
    fn says_again(
        &mut self,
        work: &mut Work<'_>,
        arrival: &Arrival,
        first: &Stored,
    ) -> Result<bool> {
        let no = match arrival.reading.submission {
            Some(id) => self.number(id),
            None => None,
        };
        if no != Some(first.key / ORDINALS) {
            return Ok(false);
        }
        let Some(body) = &first.body else { return Ok(true) };
        let form = first.form_no.and_then(|no| work.numbers.known.forms_by_no.get(&no));
        let id = arrival.reading.revision.map(|id| id.0).unwrap_or_default();
        let body = work.numbers.known.seal.open(body, id.as_bytes())?;
        Ok(same(&unpack(&body, form.map(|form| &form.packing))?, &arrival.raw))
    }

    /// The number of a submission that has one; notes whether its respondent withdrew.
    fn number(&mut self, id: SubmissionId) -> Option<i64> {
        let withdrawn = |row: &SubmissionRow| row.state == state_number(State::Withdrawn);
        let (no, withdrawn) = match (self.touched.get(&id), self.stored.get(&id)) {
            (Some(touched), _) => (touched.no, touched.withdrawn()),
            (None, Some(row)) => (row.no, withdrawn(row)),
            (None, None) => return None,
        };
        if withdrawn {
            self.withdrawn.insert(id);
        }
        Some(no)
    }

    fn quarantine(
        &mut self,
        work: &mut Work<'_>,
        device_no: i64,
        parcel: &Parcel,
        problem: Problem,
    ) -> Result<Outcome> {
        // Nothing of a withdrawn submission is kept, not even what cannot be read.
        let mut erased = false;
        if let Some(id) = parcel.arrival.reading.submission {
            self.number(id);
            erased = self.withdrawn.contains(&id);
        }
        let put = quarantine::Put { device_no, received_at: self.received_at, problem: &problem };
        if put.keep(work, parcel, erased)? {
            *self.held.entry(device_no).or_default() += 1;
        }
        self.quarantines.insert(device_no, true);
        Ok(Outcome::Quarantined(problem))
    }

    /// What is stored waits no longer, whether it was tried again or sent again. Counts what is held:
    /// a revision counts for the device that it was accepted from, and for those that have it in
    /// quarantine. `first` is the revision as it was stored before; none when it is new.
    fn leave_quarantine(
        &mut self,
        work: &mut Work<'_>,
        device_no: i64,
        parcel: &Parcel,
        first: Option<&Stored>,
    ) -> Result<()> {
        let any = match self.quarantines.get(&device_no) {
            Some(any) => *any,
            None => quarantine::any(work.connection, device_no)?,
        };
        self.quarantines.insert(device_no, any);
        let (mut before, mut after) = (false, false);
        if any {
            before = quarantine::holds(work.connection, device_no, &parcel.arrival)?;
            if before {
                quarantine::release(work.connection, device_no, &parcel.arrival)?;
                after = quarantine::holds(work.connection, device_no, &parcel.arrival)?;
            }
        }
        let accepted = first.is_none_or(|first| first.device_no == device_no);
        let held_before = before || (accepted && first.is_some());
        let change = i64::from(accepted || after) - i64::from(held_before);
        if change != 0 {
            *self.held.entry(device_no).or_default() += change;
        }
        Ok(())
    }
}

fn stored(connection: &mut SqliteConnection, id: RevisionId) -> Result<Option<Stored>> {
    revision::table
        .filter(revision::uuid.eq(id.0.as_bytes().as_slice()))
        .select(Stored::as_select())
        .first(connection)
        .optional()
        .map_err(failure)
}

/// Whether two bodies say the same: to the byte, or in canonical form.
fn same(one: &[u8], other: &[u8]) -> bool {
    let hash = |raw| content::read(raw).map(|item| content::hash(&item));
    one == other || matches!((hash(one), hash(other)), (Ok(one), Ok(other)) if one == other)
}

impl Touched<'_> {
    /// What is stored of a submission so far.
    fn find(work: &mut Work<'_>, id: SubmissionId, row: Option<SubmissionRow>) -> Result<Self> {
        let Some(SubmissionRow { no, community_no, state, change }) = row else {
            return Ok(Self::unseen(id, work.numbers.next_submission()));
        };
        let last: Option<i64> = revision::table
            .filter(revision::key.between(no * ORDINALS, (no + 1) * ORDINALS - 1))
            .select(diesel::dsl::max(revision::key))
            .first(work.connection)
            .map_err(failure)?;
        let last =
            last.ok_or_else(|| StoreError::Corrupt(format!("submission {id} has no revisions")))?;
        Ok(Self::seen(id, no, community_no, state, change, last % ORDINALS + 1))
    }
}
