//! What could not be accepted, kept whole.

use std::collections::BTreeSet;

use diesel::sql_types::{Array, BigInt, Binary, Text, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::numbers::Work;
use super::sql::rows;
use super::{read_json, rows as written};
use crate::domain::ids::DeviceId;
use crate::store::body::unpack;
use crate::store::{Quarantined, Result, Waiting};

type Columns = (BigInt, SqlUuid, Text, Binary, BigInt);
type Found = (i64, Uuid, String, Vec<u8>, i64);

/// What waits for one of these reasons, oldest first.
pub(super) async fn waiting(
    connection: &AsyncPgConnection,
    reasons: &[Waiting],
    limit: usize,
) -> Result<Vec<Quarantined>> {
    let keys: BTreeSet<String> = reasons.iter().map(Waiting::key).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let found: Vec<Found> = rows::<Columns>(include_str!("sql/quarantine_waiting.sql"))
        .bind::<Array<Text>, _>(keys)
        .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
        .load(connection)
        .await?;
    told(found)
}

/// Everything beyond a number that is not erased.
pub(super) async fn all(
    connection: &AsyncPgConnection,
    after: i64,
    limit: usize,
) -> Result<Vec<Quarantined>> {
    let found: Vec<Found> = rows::<Columns>(include_str!("sql/quarantine_all.sql"))
        .bind::<BigInt, _>(after)
        .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
        .load(connection)
        .await?;
    told(found)
}

/// Takes out what was accepted under other bytes.
pub(super) async fn settle(work: &mut Work, item: &Quarantined) -> Result<()> {
    work.look_up_devices([item.device].into_iter()).await?;
    let device_no = work.numbers.device(item.device)?;
    let digest = Sha256::digest(&item.raw).into();
    written::release(&work.connection, vec![(device_no, digest)]).await
}

/// How many there are, erased ones included.
pub(super) async fn count(connection: &AsyncPgConnection) -> Result<u64> {
    let count: i64 =
        rows::<BigInt>("SELECT count(*) FROM quarantine").get_result(connection).await?;
    Ok(count.unsigned_abs())
}

fn told(found: Vec<Found>) -> Result<Vec<Quarantined>> {
    let told = |(no, id, problem, body, received_at): Found| {
        Ok(Quarantined {
            no,
            device: DeviceId(id),
            problem: read_json(&problem)?,
            raw: unpack(&body, None)?,
            received_at,
        })
    };
    found.into_iter().map(told).collect()
}
