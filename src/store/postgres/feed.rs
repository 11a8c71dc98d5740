//! What devices pull: reference data and the heads of what they made, in the order of change.

use std::ops::Bound;

use diesel::sql_types::{Array, BigInt, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::numbers::Work;
use super::sql::{rows, statement};
use super::{Reading, revisions};
use crate::domain::access::Device;
use crate::domain::catalogue::Reference;
use crate::domain::ids::{CommunityId, SubmissionId};
use crate::store::{Change, Pulled, Removed, Result, StoreError};

/// A change that is due, before it is read.
enum Due {
    Reference(Reference),
    Gone(CommunityId),
    Submission(SubmissionId),
}

pub(super) async fn pull(
    reading: &mut Reading,
    device: &Device,
    after: u64,
    limit: usize,
) -> Result<Pulled> {
    let mut due = scope_changes(reading, device, after).await?;
    let later = (Bound::Excluded(after), Bound::Unbounded);
    for (change, reference) in reading.known.catalogue.changes.range(later) {
        if !matches!(reference, Reference::Community(_)) {
            due.push((*change, Due::Reference(reference.clone())));
        }
    }
    let fed: Vec<(i64, Uuid)> = rows::<(BigInt, SqlUuid)>(include_str!("sql/fed.sql"))
        .bind::<SqlUuid, _>(device.id.0)
        .bind::<BigInt, _>(i64::try_from(after).unwrap_or(i64::MAX))
        .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1)
        .load(&reading.connection)
        .await?;
    let fed = fed.into_iter();
    due.extend(fed.map(|(change, id)| (change.unsigned_abs(), Due::Submission(SubmissionId(id)))));
    due.sort_by_key(|(change, _)| *change);
    let more = due.len() > limit;
    due.truncate(limit);
    let mut upto = reading.node.position();
    if let Some((change, _)) = due.last()
        && more
    {
        upto.change = *change;
    }
    let changes = read(reading, device, due.into_iter().map(|(_, due)| due).collect()).await?;
    Ok(Pulled { changes, upto, more })
}

/// Communities of the device: what came, what changed, what it lost.
async fn scope_changes(
    reading: &mut Reading,
    device: &Device,
    after: u64,
) -> Result<Vec<(u64, Due)>> {
    let scope: Vec<(String, i64, Option<i64>)> =
        rows::<(Text, BigInt, Nullable<BigInt>)>(include_str!("sql/scope_changes.sql"))
            .bind::<SqlUuid, _>(device.id.0)
            .load(&reading.connection)
            .await?;
    let changes = &reading.known.catalogue.changes;
    let mut due = Vec::new();
    for (community, added, removed) in scope {
        let id = CommunityId(community);
        let reference = Reference::Community(id.clone());
        let change = match removed {
            Some(removed) => Some((removed.unsigned_abs(), Due::Gone(id))),
            None => {
                changes.iter().find(|(_, changed)| **changed == reference).map(|(change, _)| {
                    ((*change).max(added.unsigned_abs()), Due::Reference(reference.clone()))
                })
            }
        };
        due.extend(change.filter(|(change, _)| *change > after));
    }
    Ok(due)
}

async fn read(reading: &mut Reading, device: &Device, due: Vec<Due>) -> Result<Vec<Change>> {
    let submission = |due: &Due| match due {
        Due::Submission(id) => Some(id.0),
        _ => None,
    };
    let ids: Vec<Uuid> = due.iter().filter_map(submission).collect();
    let mut heads = revisions::heads(&reading.connection, &ids, &reading.known).await?;
    let catalogue = &reading.known.catalogue;
    let mut changes = Vec::with_capacity(due.len());
    for due in due {
        changes.extend(match due {
            Due::Reference(Reference::Form(form)) => Change::of_form(catalogue, device, form),
            Due::Reference(Reference::Community(id)) => {
                catalogue.communities.get(&id).cloned().map(Change::Community)
            }
            Due::Reference(Reference::Codes) => Some(Change::Codes),
            Due::Gone(id) => Some(Change::Removal(Removed::Community(id))),
            Due::Submission(id) => {
                let head = heads.remove(&id);
                let head = head.ok_or_else(|| {
                    StoreError::Corrupt(format!("submission {id} has no revisions"))
                })?;
                let covered = |community: &CommunityId| device.covers(community);
                Some(match head.community.as_ref().is_none_or(covered) {
                    true => Change::Submission(Box::new(head)),
                    false => Change::Removal(Removed::Submission(id)),
                })
            }
        });
    }
    Ok(changes)
}

/// Makes the submissions of a device due again whose community came into its scope or left it: the
/// device gets them, or their removal. A submission has one place in all feeds, so the other devices
/// that made it get it again as well.
pub(super) async fn due_again(
    work: &mut Work,
    device_no: i64,
    community: &CommunityId,
) -> Result<()> {
    let community_no = work.numbers.known.community_nos.get(community).copied();
    let Some(community_no) = community_no else { return Ok(()) };
    let due: Vec<(Uuid, i64)> = rows::<(SqlUuid, BigInt)>(include_str!("sql/due_again.sql"))
        .bind::<BigInt, _>(device_no)
        .bind::<BigInt, _>(community_no)
        .load(&work.connection)
        .await?;
    if due.is_empty() {
        return Ok(());
    }
    let (ids, former): (Vec<Uuid>, Vec<i64>) = due.into_iter().unzip();
    let changes: Vec<i64> = ids.iter().map(|_| work.numbers.next_change()).collect();
    statement(include_str!("sql/feeds_move.sql"))
        .bind::<Array<SqlUuid>, _>(ids.clone())
        .bind::<Array<BigInt>, _>(former)
        .bind::<Array<BigInt>, _>(changes.clone())
        .run(&work.connection)
        .await?;
    statement(
        "UPDATE submission SET change = due.change FROM unnest($1, $2) AS due (id, change)
         WHERE submission.uuid = due.id",
    )
    .bind::<Array<SqlUuid>, _>(ids.clone())
    .bind::<Array<BigInt>, _>(changes.clone())
    .run(&work.connection)
    .await
    .map(|_| ())
}
