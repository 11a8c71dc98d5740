//! Devices, people and their sessions.

use diesel::prelude::*;

use super::revisions::uuid;
use super::schema::{device, device_community, person, session, sign_in_failure};
use super::writer::Work;
use super::{failure, feed, read_json, write_json};
use crate::domain::access::{Device, Person, Role};
use crate::domain::ids::{CommunityId, DeviceId, PersonId};
use crate::store::{Failures, Result, StoreError, TokenHash};

type DeviceRow = (i64, Vec<u8>, String, bool, i64, Option<i64>, i64);
type PersonRow = (Vec<u8>, String, String, String, i64, Option<i64>);

const DEVICE: (
    device::no,
    device::id,
    device::name,
    device::test,
    device::enrolled_at,
    device::revoked_at,
    device::held,
) = (
    device::no,
    device::id,
    device::name,
    device::test,
    device::enrolled_at,
    device::revoked_at,
    device::held,
);

const PERSON: (
    person::id,
    person::name,
    person::role,
    person::areas,
    person::created_at,
    person::disabled_at,
) = (
    person::id,
    person::name,
    person::role,
    person::areas,
    person::created_at,
    person::disabled_at,
);

pub(super) fn enrol(work: &mut Work<'_>, new: &Device, token: &TokenHash) -> Result<()> {
    let no: i64 = diesel::insert_into(device::table)
        .values((
            device::id.eq(new.id.0.as_bytes().as_slice()),
            device::name.eq(&new.name),
            device::token.eq(token.0.as_slice()),
            device::test.eq(new.test),
            device::enrolled_at.eq(new.enrolled_at),
            device::held.eq(0),
        ))
        .returning(device::no)
        .get_result(work.connection)
        .map_err(failure)?;
    new.communities.iter().try_for_each(|community| add_scope(work, no, community))
}

/// Each community comes under a number of its own: a page may end between any two.
fn add_scope(work: &mut Work<'_>, no: i64, community: &CommunityId) -> Result<()> {
    let change = work.numbers.next_change();
    let open = (device_community::added.eq(change), device_community::removed.eq(None::<i64>));
    diesel::insert_into(device_community::table)
        .values((
            device_community::device_no.eq(no),
            device_community::community.eq(community.as_str()),
            open.0,
            open.1,
        ))
        .on_conflict((device_community::device_no, device_community::community))
        .do_update()
        .set(open)
        .execute(work.connection)
        .map(|_| ())
        .map_err(failure)
}

pub(super) fn scope_device(
    work: &mut Work<'_>,
    id: DeviceId,
    communities: &[CommunityId],
) -> Result<bool> {
    let Some((no, ..)) = find(work.connection, id)? else { return Ok(false) };
    let before = scope(work.connection, no)?;
    for gone in before.iter().filter(|community| !communities.contains(community)) {
        let change = work.numbers.next_change();
        diesel::update(device_community::table.find((no, gone.as_str())))
            .set(device_community::removed.eq(change))
            .execute(work.connection)
            .map_err(failure)?;
        feed::due_again(work, no, gone)?;
    }
    for new in communities.iter().filter(|community| !before.contains(community)) {
        add_scope(work, no, new)?;
        feed::due_again(work, no, new)?;
    }
    Ok(true)
}

pub(super) fn devices(connection: &mut SqliteConnection) -> Result<Vec<Device>> {
    let rows: Vec<DeviceRow> =
        device::table.select(DEVICE).order(device::no).load(connection).map_err(failure)?;
    rows.into_iter().map(|row| to_device(connection, row)).collect()
}

pub(super) fn device_of(
    connection: &mut SqliteConnection,
    token: &TokenHash,
) -> Result<Option<Device>> {
    let row: Option<DeviceRow> = device::table
        .filter(device::token.eq(token.0.as_slice()))
        .filter(device::revoked_at.is_null())
        .select(DEVICE)
        .first(connection)
        .optional()
        .map_err(failure)?;
    row.map(|row| to_device(connection, row)).transpose()
}

pub(super) fn held(connection: &mut SqliteConnection, id: DeviceId) -> Result<u64> {
    Ok(find(connection, id)?.map_or(0, |(.., held)| held.unsigned_abs()))
}

pub(super) fn revoke(work: &mut Work<'_>, id: DeviceId, at: i64) -> Result<bool> {
    if find(work.connection, id)?.is_none() {
        return Ok(false);
    }
    let of_device = device::table
        .filter(device::id.eq(id.0.as_bytes().as_slice()))
        .filter(device::revoked_at.is_null());
    diesel::update(of_device)
        .set(device::revoked_at.eq(at))
        .execute(work.connection)
        .map_err(failure)?;
    Ok(true)
}

fn find(connection: &mut SqliteConnection, id: DeviceId) -> Result<Option<DeviceRow>> {
    device::table
        .filter(device::id.eq(id.0.as_bytes().as_slice()))
        .select(DEVICE)
        .first(connection)
        .optional()
        .map_err(failure)
}

fn scope(connection: &mut SqliteConnection, no: i64) -> Result<Vec<CommunityId>> {
    let rows: Vec<String> = device_community::table
        .filter(device_community::device_no.eq(no))
        .filter(device_community::removed.is_null())
        .select(device_community::community)
        .load(connection)
        .map_err(failure)?;
    Ok(rows.into_iter().map(CommunityId).collect())
}

fn to_device(connection: &mut SqliteConnection, row: DeviceRow) -> Result<Device> {
    let (no, id, name, test, enrolled_at, revoked_at, held) = row;
    Ok(Device {
        id: DeviceId(uuid(&id)?),
        name,
        communities: scope(connection, no)?,
        test,
        enrolled_at,
        revoked_at,
        held: held.unsigned_abs(),
    })
}

pub(super) fn add_person(work: &mut Work<'_>, new: &Person, password: &str) -> Result<bool> {
    let added = diesel::insert_into(person::table)
        .values((
            person::id.eq(new.id.0.as_bytes().as_slice()),
            person::name.eq(&new.name),
            person::password.eq(password),
            person::role.eq(new.role.name()),
            person::areas.eq(write_json(&new.areas)?),
            person::created_at.eq(new.created_at),
        ))
        .on_conflict(person::name)
        .do_nothing()
        .execute(work.connection)
        .map_err(failure)?;
    Ok(added > 0)
}

pub(super) fn people(connection: &mut SqliteConnection) -> Result<Vec<Person>> {
    let rows: Vec<PersonRow> =
        person::table.select(PERSON).order(person::no).load(connection).map_err(failure)?;
    rows.into_iter().map(to_person).collect()
}

pub(super) fn person_named(
    connection: &mut SqliteConnection,
    name: &str,
) -> Result<Option<(Person, String)>> {
    let row: Option<(PersonRow, String)> = person::table
        .filter(person::name.eq(name))
        .select((PERSON, person::password))
        .first(connection)
        .optional()
        .map_err(failure)?;
    row.map(|(row, password)| Ok((to_person(row)?, password))).transpose()
}

pub(super) fn disable_person(work: &mut Work<'_>, id: PersonId, at: i64) -> Result<bool> {
    let Some(no) = person_no(work.connection, id)? else { return Ok(false) };
    diesel::update(person::table.find(no).filter(person::disabled_at.is_null()))
        .set(person::disabled_at.eq(at))
        .execute(work.connection)
        .map_err(failure)?;
    diesel::delete(session::table.filter(session::person_no.eq(no)))
        .execute(work.connection)
        .map_err(failure)?;
    Ok(true)
}

fn person_no(connection: &mut SqliteConnection, id: PersonId) -> Result<Option<i64>> {
    person::table
        .filter(person::id.eq(id.0.as_bytes().as_slice()))
        .select(person::no)
        .first(connection)
        .optional()
        .map_err(failure)
}

fn to_person(row: PersonRow) -> Result<Person> {
    let (id, name, role, areas, created_at, disabled_at) = row;
    Ok(Person {
        id: PersonId(uuid(&id)?),
        name,
        role: Role::of(&role).ok_or_else(|| StoreError::Corrupt(format!("no role {role}")))?,
        areas: read_json(&areas)?,
        created_at,
        disabled_at,
    })
}

pub(super) fn open_session(
    work: &mut Work<'_>,
    id: PersonId,
    token: &TokenHash,
    at: i64,
    expires_at: i64,
) -> Result<()> {
    let no = person_no(work.connection, id)?;
    let no = no.ok_or_else(|| StoreError::Constraint(format!("no person {id}")))?;
    diesel::delete(session::table.filter(session::expires_at.le(at)))
        .execute(work.connection)
        .map_err(failure)?;
    diesel::insert_into(session::table)
        .values((
            session::token.eq(token.0.as_slice()),
            session::person_no.eq(no),
            session::opened_at.eq(at),
            session::expires_at.eq(expires_at),
        ))
        .execute(work.connection)
        .map(|_| ())
        .map_err(failure)
}

pub(super) fn person_of(
    connection: &mut SqliteConnection,
    token: &TokenHash,
    now: i64,
) -> Result<Option<Person>> {
    let row: Option<PersonRow> = session::table
        .inner_join(person::table.on(person::no.eq(session::person_no)))
        .filter(session::token.eq(token.0.as_slice()))
        .filter(session::expires_at.gt(now))
        .filter(person::disabled_at.is_null())
        .select(PERSON)
        .first(connection)
        .optional()
        .map_err(failure)?;
    row.map(to_person).transpose()
}

pub(super) fn close_session(work: &mut Work<'_>, token: &TokenHash) -> Result<()> {
    diesel::delete(session::table.find(token.0.as_slice()))
        .execute(work.connection)
        .map(|_| ())
        .map_err(failure)
}

pub(super) fn failures(connection: &mut SqliteConnection, key: &TokenHash) -> Result<Failures> {
    let row: Option<(i32, i64)> = sign_in_failure::table
        .find(key.0.as_slice())
        .select((sign_in_failure::count, sign_in_failure::last_at))
        .first(connection)
        .optional()
        .map_err(failure)?;
    Ok(row.map_or_else(Failures::default, |(count, last_at)| Failures {
        count: count.unsigned_abs(),
        last_at,
    }))
}

pub(super) fn note_sign_in(
    work: &mut Work<'_>,
    key: &TokenHash,
    failed: bool,
    at: i64,
) -> Result<()> {
    if !failed {
        return diesel::delete(sign_in_failure::table.find(key.0.as_slice()))
            .execute(work.connection)
            .map(|_| ())
            .map_err(failure);
    }
    diesel::insert_into(sign_in_failure::table)
        .values((
            sign_in_failure::key.eq(key.0.as_slice()),
            sign_in_failure::count.eq(1),
            sign_in_failure::last_at.eq(at),
        ))
        .on_conflict(sign_in_failure::key)
        .do_update()
        .set((
            sign_in_failure::count.eq(sign_in_failure::count + 1),
            sign_in_failure::last_at.eq(at),
        ))
        .execute(work.connection)
        .map(|_| ())
        .map_err(failure)
}
