//! What devices pull: reference data and the heads of what they made, in the order of change.

use std::collections::BTreeSet;
use std::ops::Bound;

use diesel::prelude::*;

use super::schema::{device, device_community, feed, quarantine, revision, submission};
use super::writer::Work;
use super::{Reading, failure, revisions};
use crate::domain::access::Device;
use crate::domain::catalogue::Reference;
use crate::domain::ids::{CommunityId, RevisionId, SubmissionId};
use crate::store::{Change, Pulled, Removed, Result};

/// A change that is due, before it is read.
enum Due {
    Reference(Reference),
    Gone(CommunityId),
    Submission(i64),
}

pub(super) fn pull(
    reading: &mut Reading<'_>,
    device: &Device,
    after: u64,
    limit: usize,
) -> Result<Pulled> {
    let mut due = scope_changes(reading, device, after)?;
    for (change, reference) in
        reading.known.catalogue.changes.range((Bound::Excluded(after), Bound::Unbounded))
    {
        if !matches!(reference, Reference::Community(_)) {
            due.push((*change, Due::Reference(reference.clone())));
        }
    }
    let fed: Vec<(i64, i64)> = feed::table
        .inner_join(device::table.on(device::no.eq(feed::device_no)))
        .filter(device::id.eq(device.id.0.as_bytes().as_slice()))
        .filter(feed::change.gt(after as i64))
        .order(feed::change)
        .limit(limit as i64 + 1)
        .select((feed::change, feed::submission_no))
        .load(reading.connection)
        .map_err(failure)?;
    due.extend(fed.into_iter().map(|(change, no)| (change as u64, Due::Submission(no))));
    due.sort_by_key(|(change, _)| *change);
    let more = due.len() > limit;
    due.truncate(limit);
    let mut upto = reading.node.position();
    if let Some((change, _)) = due.last()
        && more
    {
        upto.change = *change;
    }
    let mut changes = Vec::with_capacity(due.len());
    for (_, due) in due {
        changes.extend(read(reading, device, due)?);
    }
    Ok(Pulled { changes, upto, more })
}

/// Communities of the device: what came, what changed, what it lost.
fn scope_changes(
    reading: &mut Reading<'_>,
    device: &Device,
    after: u64,
) -> Result<Vec<(u64, Due)>> {
    let scope: Vec<(String, i64, Option<i64>)> = device_community::table
        .inner_join(device::table.on(device::no.eq(device_community::device_no)))
        .filter(device::id.eq(device.id.0.as_bytes().as_slice()))
        .select((device_community::community, device_community::added, device_community::removed))
        .load(reading.connection)
        .map_err(failure)?;
    let changes = &reading.known.catalogue.changes;
    let mut due = Vec::new();
    for (community, added, removed) in scope {
        let id = CommunityId(community);
        let reference = Reference::Community(id.clone());
        let change = match removed {
            Some(removed) => Some((removed as u64, Due::Gone(id))),
            None => {
                changes.iter().find(|(_, changed)| **changed == reference).map(|(change, _)| {
                    ((*change).max(added as u64), Due::Reference(reference.clone()))
                })
            }
        };
        due.extend(change.filter(|(change, _)| *change > after));
    }
    Ok(due)
}

fn read(reading: &mut Reading<'_>, device: &Device, due: Due) -> Result<Option<Change>> {
    let catalogue = &reading.known.catalogue;
    Ok(match due {
        Due::Reference(Reference::Form(form)) => Change::of_form(catalogue, device, form),
        Due::Reference(Reference::Community(id)) => {
            catalogue.communities.get(&id).cloned().map(Change::Community)
        }
        Due::Reference(Reference::Codes) => Some(Change::Codes),
        Due::Gone(id) => Some(Change::Removal(Removed::Community(id))),
        Due::Submission(no) => {
            let uuid: Vec<u8> = submission::table
                .find(no)
                .select(submission::uuid)
                .first(reading.connection)
                .map_err(failure)?;
            let id = SubmissionId(revisions::uuid(&uuid)?);
            let head = revisions::head(reading.connection, id, no, &reading.known)?;
            let in_scope = head.community.as_ref().is_none_or(|community| device.covers(community));
            Some(if in_scope {
                Change::Submission(Box::new(head))
            } else {
                Change::Removal(Removed::Submission(id))
            })
        }
    })
}

/// Makes the submissions of a device due again whose community came into its scope or left it: the
/// device gets them, or their removal. A submission has one place in all feeds, so the other devices
/// that made it get it again as well.
pub(super) fn due_again(
    work: &mut Work<'_>,
    device_no: i64,
    community: &CommunityId,
) -> Result<()> {
    let community_no = work.numbers.known.community_nos.get(community).copied();
    let due: Vec<(i64, i64)> = feed::table
        .inner_join(submission::table.on(submission::no.eq(feed::submission_no)))
        .filter(feed::device_no.eq(device_no))
        .filter(submission::community_no.eq(community_no))
        .order(submission::uuid)
        .select((submission::no, submission::change))
        .load(work.connection)
        .map_err(failure)?;
    for (no, former) in due {
        let change = work.numbers.next_change();
        let devices: BTreeSet<i64> = revisions::rows(work.connection, no)?
            .into_iter()
            .map(|revision| revision.device_no)
            .collect();
        for device_no in devices {
            diesel::update(feed::table.find((device_no, former)))
                .set(feed::change.eq(change))
                .execute(work.connection)
                .map_err(failure)?;
        }
        diesel::update(submission::table.find(no))
            .set(submission::change.eq(change))
            .execute(work.connection)
            .map_err(failure)?;
    }
    Ok(())
}

/// Those revisions that are neither accepted nor in quarantine, in the order asked.
pub(super) fn missing(
    connection: &mut SqliteConnection,
    revisions: &[RevisionId],
) -> Result<Vec<RevisionId>> {
    let mut missing = Vec::new();
    for id in revisions {
        let bytes = id.0.as_bytes().as_slice();
        let accepted = revision::table.filter(revision::uuid.eq(bytes));
        let accepted: bool = diesel::select(diesel::dsl::exists(accepted))
            .get_result(connection)
            .map_err(failure)?;
        if accepted {
            continue;
        }
        let kept = quarantine::table.filter(quarantine::revision.eq(bytes));
        let kept: bool =
            diesel::select(diesel::dsl::exists(kept)).get_result(connection).map_err(failure)?;
        if !kept {
            missing.push(*id);
        }
    }
    Ok(missing)
}
