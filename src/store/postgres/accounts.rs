//! Devices and their scope.

use diesel::sql_types::{Array, BigInt, Binary, Bool, Nullable, Text, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::numbers::Work;
use super::sql::{Statement, rows, statement};
use super::{feed, storable};
use crate::domain::access::Device;
use crate::domain::ids::{CommunityId, DeviceId};
use crate::store::{Result, TokenHash};

type Columns = (SqlUuid, Text, Array<Text>, Bool, BigInt, Nullable<BigInt>, BigInt);
type Found = (Uuid, String, Vec<String>, bool, i64, Option<i64>, i64);

/// Enrols a device. Each community comes under a number of its own: a page may end between any two.
pub(super) async fn enrol(work: &mut Work, new: &Device, token: &TokenHash) -> Result<()> {
    let no: i64 = rows::<BigInt>(
        "INSERT INTO device (id, name, token, test, enrolled_at, held)
         VALUES ($1, $2, $3, $4, $5, 0) RETURNING no",
    )
    .bind::<SqlUuid, _>(new.id.0)
    .bind::<Text, _>(storable(&new.name))
    .bind::<Binary, _>(token.0.to_vec())
    .bind::<Bool, _>(new.test)
    .bind::<BigInt, _>(new.enrolled_at)
    .get_result(&work.connection)
    .await?;
    // One that is named twice gets a number twice, and keeps the last.
    let mut scope: Vec<(&str, i64)> = Vec::with_capacity(new.communities.len());
    for community in &new.communities {
        let change = work.numbers.next_change();
        scope.retain(|(there, _)| *there != community.as_str());
        scope.push((community.as_str(), change));
    }
    write_scope(&work.connection, no, scope).await
}

/// Opens communities to a device under the numbers of their changes.
async fn write_scope(
    connection: &AsyncPgConnection,
    no: i64,
    scope: Vec<(&str, i64)>,
) -> Result<()> {
    if scope.is_empty() {
        return Ok(());
    }
    let (communities, changes): (Vec<String>, Vec<i64>) =
        scope.into_iter().map(|(community, change)| (community.to_owned(), change)).unzip();
    statement(include_str!("sql/scope_write.sql"))
        .bind::<BigInt, _>(no)
        .bind::<Array<Text>, _>(communities)
        .bind::<Array<BigInt>, _>(changes)
        .run(connection)
        .await
        .map(|_| ())
}

/// Replaces the scope of a device. The submissions of a community that comes or goes follow it in
/// the order of changes, so it is done for one community after the other.
pub(super) async fn scope_device(
    work: &mut Work,
    id: DeviceId,
    communities: &[CommunityId],
) -> Result<bool> {
    work.look_up_devices([id].into_iter()).await?;
    let Ok(no) = work.numbers.device(id) else { return Ok(false) };
    let before: Vec<String> = rows::<Text>(
        "SELECT community FROM device_community WHERE device_no = $1 AND removed IS NULL
         ORDER BY community COLLATE \"C\"",
    )
    .bind::<BigInt, _>(no)
    .load(&work.connection)
    .await?;
    let before: Vec<CommunityId> = before.into_iter().map(CommunityId).collect();
    for gone in before.iter().filter(|community| !communities.contains(community)) {
        let change = work.numbers.next_change();
        statement(
            "UPDATE device_community SET removed = $1 WHERE device_no = $2 AND community = $3",
        )
        .bind::<BigInt, _>(change)
        .bind::<BigInt, _>(no)
        .bind::<Text, _>(gone.as_str().to_owned())
        .run(&work.connection)
        .await?;
        feed::due_again(work, no, gone).await?;
    }
    for new in communities.iter().filter(|community| !before.contains(community)) {
        let change = work.numbers.next_change();
        write_scope(&work.connection, no, vec![(new.as_str(), change)]).await?;
        feed::due_again(work, no, new).await?;
    }
    Ok(true)
}

pub(super) async fn devices(connection: &AsyncPgConnection) -> Result<Vec<Device>> {
    load(rows(include_str!("sql/devices.sql")), connection).await
}

pub(super) async fn device_of(
    connection: &AsyncPgConnection,
    token: &TokenHash,
) -> Result<Option<Device>> {
    let of_token =
        rows(include_str!("sql/device_of_token.sql")).bind::<Binary, _>(token.0.to_vec());
    Ok(load(of_token, connection).await?.pop())
}

async fn load(
    statement: Statement<Columns>,
    connection: &AsyncPgConnection,
) -> Result<Vec<Device>> {
    let found: Vec<Found> = statement.load(connection).await?;
    let device = |(id, name, communities, test, enrolled_at, revoked_at, held): Found| Device {
        id: DeviceId(id),
        name,
        communities: communities.into_iter().map(CommunityId).collect(),
        test,
        enrolled_at,
        revoked_at,
        held: held.unsigned_abs(),
    };
    Ok(found.into_iter().map(device).collect())
}

pub(super) async fn held(connection: &AsyncPgConnection, id: DeviceId) -> Result<u64> {
    let held: Vec<i64> = rows::<BigInt>("SELECT held FROM device WHERE id = $1")
        .bind::<SqlUuid, _>(id.0)
        .load(connection)
        .await?;
    Ok(held.first().map_or(0, |held| held.unsigned_abs()))
}

pub(super) async fn revoke(work: &mut Work, id: DeviceId, at: i64) -> Result<bool> {
    let found = statement("UPDATE device SET revoked_at = coalesce(revoked_at, $1) WHERE id = $2")
        .bind::<BigInt, _>(at)
        .bind::<SqlUuid, _>(id.0)
        .run(&work.connection)
        .await?;
    Ok(found > 0)
}
