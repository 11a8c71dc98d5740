//! People, their sessions, and who tried to sign in.

use diesel::sql_types::{BigInt, Binary, Integer, Nullable, Text, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::numbers::Work;
use super::sql::{rows, statement};
use super::{read_json, write_json};
use crate::domain::access::{Person, Role};
use crate::domain::ids::PersonId;
use crate::store::{Failures, Result, StoreError, TokenHash};

type Columns = (SqlUuid, Text, Text, Text, BigInt, Nullable<BigInt>);
type Found = (Uuid, String, String, String, i64, Option<i64>);

fn person((id, name, role, areas, created_at, disabled_at): Found) -> Result<Person> {
    Ok(Person {
        id: PersonId(id),
        name,
        role: Role::of(&role).ok_or_else(|| StoreError::Corrupt(format!("no role {role}")))?,
        areas: read_json(&areas)?,
        created_at,
        disabled_at,
    })
}

pub(super) async fn add(work: &mut Work, new: &Person, password: &str) -> Result<bool> {
    if new.name.contains('\0') {
        return Err(StoreError::Constraint("a name with a zero byte in it".into()));
    }
    let added = statement(
        "INSERT INTO person (id, name, password, role, areas, created_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name) DO NOTHING",
    )
    .bind::<SqlUuid, _>(new.id.0)
    .bind::<Text, _>(new.name.clone())
    .bind::<Text, _>(password.to_owned())
    .bind::<Text, _>(new.role.name())
    .bind::<Text, _>(write_json(&new.areas)?)
    .bind::<BigInt, _>(new.created_at)
    .run(&work.connection)
    .await?;
    Ok(added > 0)
}

pub(super) async fn all(connection: &AsyncPgConnection) -> Result<Vec<Person>> {
    let found: Vec<Found> = rows::<Columns>(
        "SELECT id, name, role, areas, created_at, disabled_at FROM person ORDER BY no",
    )
    .load(connection)
    .await?;
    found.into_iter().map(person).collect()
}

pub(super) async fn named(
    connection: &AsyncPgConnection,
    name: &str,
) -> Result<Option<(Person, String)>> {
    // PostgreSQL has no such text: nobody is called so.
    if name.contains('\0') {
        return Ok(None);
    }
    let found: Vec<(Found, String)> = rows::<(Columns, Text)>(
        "SELECT id, name, role, areas, created_at, disabled_at, password
         FROM person WHERE name = $1",
    )
    .bind::<Text, _>(name.to_owned())
    .load(connection)
    .await?;
    let found = found.into_iter().next();
    found.map(|(found, password)| Ok((person(found)?, password))).transpose()
}

pub(super) async fn disable(work: &mut Work, id: PersonId, at: i64) -> Result<bool> {
    let found =
        statement("UPDATE person SET disabled_at = coalesce(disabled_at, $1) WHERE id = $2")
            .bind::<BigInt, _>(at)
            .bind::<SqlUuid, _>(id.0)
            .run(&work.connection)
            .await?;
    statement("DELETE FROM session WHERE person_no = (SELECT no FROM person WHERE id = $1)")
        .bind::<SqlUuid, _>(id.0)
        .run(&work.connection)
        .await?;
    Ok(found > 0)
}

pub(super) async fn open_session(
    work: &mut Work,
    id: PersonId,
    token: &TokenHash,
    at: i64,
    expires_at: i64,
) -> Result<()> {
    statement("DELETE FROM session WHERE expires_at <= $1")
        .bind::<BigInt, _>(at)
        .run(&work.connection)
        .await?;
    let opened = statement(
        "INSERT INTO session (token, person_no, opened_at, expires_at)
         SELECT $1, no, $2, $3 FROM person WHERE id = $4",
    )
    .bind::<Binary, _>(token.0.to_vec())
    .bind::<BigInt, _>(at)
    .bind::<BigInt, _>(expires_at)
    .bind::<SqlUuid, _>(id.0)
    .run(&work.connection)
    .await?;
    match opened {
        0 => Err(StoreError::Constraint(format!("no person {id}"))),
        _ => Ok(()),
    }
}

pub(super) async fn of_session(
    connection: &AsyncPgConnection,
    token: &TokenHash,
    now: i64,
) -> Result<Option<Person>> {
    let found: Vec<Found> = rows::<Columns>(
        "SELECT p.id, p.name, p.role, p.areas, p.created_at, p.disabled_at
         FROM session s JOIN person p ON p.no = s.person_no
         WHERE s.token = $1 AND s.expires_at > $2 AND p.disabled_at IS NULL",
    )
    .bind::<Binary, _>(token.0.to_vec())
    .bind::<BigInt, _>(now)
    .load(connection)
    .await?;
    found.into_iter().next().map(person).transpose()
}

pub(super) async fn close_session(work: &mut Work, token: &TokenHash) -> Result<()> {
    statement("DELETE FROM session WHERE token = $1")
        .bind::<Binary, _>(token.0.to_vec())
        .run(&work.connection)
        .await
        .map(|_| ())
}

pub(super) async fn failures(connection: &AsyncPgConnection, key: &TokenHash) -> Result<Failures> {
    let found: Vec<(i32, i64)> =
        rows::<(Integer, BigInt)>("SELECT count, last_at FROM sign_in_failure WHERE key = $1")
            .bind::<Binary, _>(key.0.to_vec())
            .load(connection)
            .await?;
    let failures =
        |(count, last_at): &(i32, i64)| Failures { count: count.unsigned_abs(), last_at: *last_at };
    Ok(found.first().map(failures).unwrap_or_default())
}

pub(super) async fn note_sign_in(
    work: &mut Work,
    key: &TokenHash,
    failed: bool,
    at: i64,
) -> Result<()> {
    let note = match failed {
        true => statement(
            "INSERT INTO sign_in_failure AS there (key, count, last_at) VALUES ($1, 1, $2)
             ON CONFLICT (key) DO UPDATE
             SET count = there.count + 1, last_at = excluded.last_at",
        )
        .bind::<Binary, _>(key.0.to_vec())
        .bind::<BigInt, _>(at),
        false => statement("DELETE FROM sign_in_failure WHERE key = $1")
            .bind::<Binary, _>(key.0.to_vec()),
    };
    note.run(&work.connection).await.map(|_| ())
}
