//! What could not be accepted, kept whole.

use std::collections::BTreeSet;

use diesel::sql_types::{Array, BigInt, Binary, Nullable, Text, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::numbers::Work;
use super::read_json;
use super::settle::Place;
use super::sql::{rows, statement};
use super::stored::{Stored, Waits, WaitsKey};
use crate::domain::ids::DeviceId;
use crate::store::body::unpack;
use crate::store::seal::{QUARANTINE, Seal};
use crate::store::{Quarantined, Result, Waiting};

type Columns = (BigInt, SqlUuid, Text, Binary, BigInt);
type Found = (i64, Uuid, String, Vec<u8>, i64);

/// What waits for one of these reasons, oldest first.
pub(super) async fn waiting(
    connection: &AsyncPgConnection,
    reasons: &[Waiting],
    limit: usize,
    seal: &Seal,
) -> Result<Vec<Quarantined>> {
    let keys: BTreeSet<String> = reasons.iter().map(Waiting::key).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let found: Vec<Found> = rows::<Columns>(include_str!("sql/quarantine_waiting.sql"))
        .bind::<Array<Text>, _>(keys)
        .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
        .load(connection)
        .await?;
    told(found, seal)
}

/// Everything beyond a number that is not erased.
pub(super) async fn all(
    connection: &AsyncPgConnection,
    after: i64,
    limit: usize,
    seal: &Seal,
) -> Result<Vec<Quarantined>> {
    let found: Vec<Found> = rows::<Columns>(include_str!("sql/quarantine_all.sql"))
        .bind::<BigInt, _>(after)
        .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
        .load(connection)
        .await?;
    told(found, seal)
}

/// Takes out what was accepted under other bytes.
pub(super) async fn settle(work: &mut Work, item: &Quarantined) -> Result<()> {
    work.look_up_devices([item.device].into_iter()).await?;
    let device_no = work.numbers.device(item.device)?;
    let digest = Sha256::digest(&item.raw).into();
    release(&work.connection, vec![(device_no, digest)]).await
}

/// How many there are, erased ones included.
pub(super) async fn count(connection: &AsyncPgConnection) -> Result<u64> {
    let count: i64 =
        rows::<BigInt>("SELECT count(*) FROM quarantine").get_result(connection).await?;
    Ok(count.unsigned_abs())
}

fn told(found: Vec<Found>, seal: &Seal) -> Result<Vec<Quarantined>> {
    let told = |(no, id, problem, body, received_at): Found| {
        Ok(Quarantined {
            no,
            device: DeviceId(id),
            problem: read_json(&problem)?,
            raw: unpack(&seal.open(&body, QUARANTINE)?, None)?,
            received_at,
        })
    };
    found.into_iter().map(told).collect()
}

/// Takes rows out of quarantine.
pub(super) async fn release(connection: &AsyncPgConnection, released: Vec<WaitsKey>) -> Result<()> {
    if released.is_empty() {
        return Ok(());
    }
    let (devices, digests): (Vec<i64>, Vec<[u8; 32]>) = released.into_iter().unzip();
    let digests: Vec<Vec<u8>> = digests.iter().map(|digest| digest.to_vec()).collect();
    statement(include_str!("sql/quarantine_delete.sql"))
        .bind::<Array<BigInt>, _>(devices)
        .bind::<Array<Binary>, _>(digests)
        .run(connection)
        .await
        .map(|_| ())
}

/// Writes what a batch of pushes keeps there.
pub(super) async fn write(connection: &AsyncPgConnection, stored: &Stored<'_>) -> Result<()> {
    let changed = stored.quarantine.iter().filter(|(_, waits)| waits.changed);
    let mut changed: Vec<(&WaitsKey, &Waits)> = changed.collect();
    if changed.is_empty() {
        return Ok(());
    }
    changed.sort_by_key(|(_, waits)| waits.order);
    let mut row: (Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>) =
        Default::default();
    for ((device_no, digest), waits) in changed {
        let place = waits.submission.and_then(|id| stored.submissions.get(&id));
        let gone = place.is_some_and(Place::withdrawn);
        row.0.push(*device_no);
        row.1.push(digest.to_vec());
        row.2.push(waits.submission.map(|id| id.0));
        row.3.push(waits.revision.map(|id| id.0));
        row.4.push(waits.problem.clone());
        row.5.push(waits.waits_for.clone().filter(|_| !gone));
        row.6.push(waits.received_at);
        row.7.push(waits.body.clone().filter(|_| !gone));
    }
    statement(include_str!("sql/quarantine_write.sql"))
        .bind::<Array<BigInt>, _>(row.0)
        .bind::<Array<Binary>, _>(row.1)
        .bind::<Array<Nullable<SqlUuid>>, _>(row.2)
        .bind::<Array<Nullable<SqlUuid>>, _>(row.3)
        .bind::<Array<Text>, _>(row.4)
        .bind::<Array<Nullable<Text>>, _>(row.5)
        .bind::<Array<BigInt>, _>(row.6)
        .bind::<Array<Nullable<Binary>>, _>(row.7)
        .run(connection)
        .await
        .map(|_| ())
}
