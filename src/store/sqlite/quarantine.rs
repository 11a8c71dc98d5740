//! What could not be accepted, kept whole.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::intake::Parcel;
use super::schema::{device, quarantine, revision};
use super::writer::Work;
use super::{Reading, failure, read_json, revisions, write_json};
use crate::domain::ids::{DeviceId, RevisionId};
use crate::domain::problem::Problem;
use crate::store::body::{pack, unpack};
use crate::store::seal::{QUARANTINE, Seal};
use crate::store::{Arrival, Quarantined, Result, Waiting};

/// How an arrival gets into quarantine.
pub(super) struct Put<'a> {
    pub device_no: i64,
    pub received_at: i64,
    pub problem: &'a Problem,
}

impl Put<'_> {
    /// Keeps an arrival, or renews its reason when it is there; of an erased one only the envelope.
    /// `true` when the device had nothing under this revision's name before: it counts as held now.
    pub fn keep(&self, work: &mut Work<'_>, parcel: &Parcel, erased: bool) -> Result<bool> {
        let arrival = &parcel.arrival;
        let waits_for = Waiting::of(self.problem, arrival.device).filter(|_| !erased);
        let reason = (
            quarantine::problem.eq(write_json(self.problem)?),
            quarantine::waits_for.eq(waits_for.map(|w| w.key())),
        );
        let digest = Sha256::digest(&arrival.raw);
        let there = diesel::update(quarantine::table)
            .filter(quarantine::device_no.eq(self.device_no))
            .filter(quarantine::digest.eq(digest.as_slice()))
            .set(reason.clone())
            .execute(work.connection)
            .map_err(failure)?;
        if there > 0 {
            return Ok(false);
        }
        let held = match arrival.reading.revision {
            Some(id) => {
                accepted_from(work.connection, self.device_no, id)?
                    || holds(work.connection, self.device_no, arrival)?
            }
            None => false,
        };
        // Its form may be what is unknown: packed without a dictionary.
        let seal = &work.numbers.known.seal;
        let body = match erased {
            true => None,
            false => Some(seal.close(pack(&arrival.raw, None)?, QUARANTINE)?),
        };
        let submission = arrival.reading.submission.map(|s| s.0.as_bytes().to_vec());
        diesel::insert_into(quarantine::table)
            .values((
                quarantine::device_no.eq(self.device_no),
                quarantine::digest.eq(digest.as_slice()),
                quarantine::submission.eq(submission),
                quarantine::revision.eq(arrival.reading.revision.map(|r| r.0.as_bytes().to_vec())),
                reason.0,
                reason.1,
                quarantine::received_at.eq(self.received_at),
                quarantine::body.eq(body),
            ))
            .execute(work.connection)
            .map_err(failure)?;
        Ok(!held)
    }
}

/// Whether anything of a device is in quarantine.
pub(super) fn any(connection: &mut SqliteConnection, device_no: i64) -> Result<bool> {
    let of_device = quarantine::table.filter(quarantine::device_no.eq(device_no));
    diesel::select(diesel::dsl::exists(of_device)).get_result(connection).map_err(failure)
}

/// Takes an arrival out of quarantine. By its bytes and not by its number: numbers are given again.
pub(super) fn release(
    connection: &mut SqliteConnection,
    device_no: i64,
    arrival: &Arrival,
) -> Result<()> {
    let digest = Sha256::digest(&arrival.raw);
    diesel::delete(quarantine::table)
        .filter(quarantine::device_no.eq(device_no))
        .filter(quarantine::digest.eq(digest.as_slice()))
        .execute(connection)
        .map(|_| ())
        .map_err(failure)
}

/// Whether quarantine holds anything of a device under the name of an arrival's revision.
pub(super) fn holds(
    connection: &mut SqliteConnection,
    device_no: i64,
    arrival: &Arrival,
) -> Result<bool> {
    let Some(id) = arrival.reading.revision else { return Ok(false) };
    let of_revision = quarantine::table
        .filter(quarantine::revision.eq(id.0.as_bytes().as_slice()))
        .filter(quarantine::device_no.eq(device_no));
    diesel::select(diesel::dsl::exists(of_revision)).get_result(connection).map_err(failure)
}

fn accepted_from(
    connection: &mut SqliteConnection,
    device_no: i64,
    id: RevisionId,
) -> Result<bool> {
    let accepted = revision::table
        .filter(revision::uuid.eq(id.0.as_bytes().as_slice()))
        .filter(revision::device_no.eq(device_no));
    diesel::select(diesel::dsl::exists(accepted)).get_result(connection).map_err(failure)
}

/// What waits for one of these reasons, oldest first.
pub(super) fn waiting(
    reading: &mut Reading<'_>,
    reasons: &[Waiting],
    limit: usize,
) -> Result<Vec<Quarantined>> {
    let keys: Vec<String> = reasons.iter().map(Waiting::key).collect();
    let rows: Vec<Row> = quarantine::table
        .inner_join(device::table.on(device::no.eq(quarantine::device_no)))
        .filter(quarantine::waits_for.eq_any(keys))
        .order(quarantine::no)
        .limit(limit as i64)
        .select(ROW)
        .load(reading.connection)
        .map_err(failure)?;
    told(rows, &reading.known.seal)
}

/// Everything beyond a number that is not erased.
pub(super) fn all(reading: &mut Reading<'_>, after: i64, limit: usize) -> Result<Vec<Quarantined>> {
    let rows: Vec<Row> = quarantine::table
        .inner_join(device::table.on(device::no.eq(quarantine::device_no)))
        .filter(quarantine::no.gt(after))
        .filter(quarantine::body.is_not_null())
        .order(quarantine::no)
        .limit(limit as i64)
        .select(ROW)
        .load(reading.connection)
        .map_err(failure)?;
    told(rows, &reading.known.seal)
}

/// Takes out what was accepted under other bytes.
pub(super) fn settle(work: &mut Work<'_>, item: &Quarantined) -> Result<()> {
    let digest = Sha256::digest(&item.raw);
    let device_no = work.numbers.device(work.connection, item.device)?;
    diesel::delete(quarantine::table)
        .filter(quarantine::device_no.eq(device_no))
        .filter(quarantine::digest.eq(digest.as_slice()))
        .execute(work.connection)
        .map(|_| ())
        .map_err(failure)
}

type Row = (i64, Vec<u8>, String, Option<Vec<u8>>, i64);

const ROW: (
    quarantine::no,
    device::id,
    quarantine::problem,
    quarantine::body,
    quarantine::received_at,
) = (quarantine::no, device::id, quarantine::problem, quarantine::body, quarantine::received_at);

fn told(rows: Vec<Row>, seal: &Seal) -> Result<Vec<Quarantined>> {
    let mut waiting = Vec::with_capacity(rows.len());
    for (no, id, problem, body, received_at) in rows {
        let Some(body) = body else { continue };
        waiting.push(Quarantined {
            no,
            device: DeviceId(revisions::uuid(&id)?),
            problem: read_json(&problem)?,
            raw: unpack(&seal.open(&body, QUARANTINE)?, None)?,
            received_at,
        });
    }
    Ok(waiting)
}
