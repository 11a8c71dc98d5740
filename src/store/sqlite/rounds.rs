//! What is declared: rounds and their kin.

use async_trait::async_trait;
use diesel::prelude::*;

use super::schema::declared;
use super::writer::Work;
use super::{SqliteStore, failure, read_json, write_json};
use crate::domain::round::Round;
use crate::store::rounds::{Declared, compare, subject};
use crate::store::{Put, Result, Rounds, Stamp};

fn all<T: Declared>(connection: &mut SqliteConnection) -> Result<Vec<T>> {
    let rows: Vec<String> = declared::table
        .filter(declared::kind.eq(T::KIND))
        .order(declared::id)
        .select(declared::definition)
        .load(connection)
        .map_err(failure)?;
    rows.iter().map(|row| read_json(row)).collect()
}

fn put<T: Declared>(work: &mut Work<'_>, new: &[T]) -> Result<Vec<Put>> {
    let news = compare(new, all(work.connection)?);
    for one in &news.write {
        let definition = declared::definition.eq(write_json(one)?);
        diesel::insert_into(declared::table)
            .values((declared::kind.eq(T::KIND), declared::id.eq(one.id()), definition.clone()))
            .on_conflict((declared::kind, declared::id))
            .do_update()
            .set(definition)
            .execute(work.connection)
            .map_err(failure)?;
    }
    Ok(news.done)
}

impl SqliteStore {
    async fn declared<T: Declared>(&self) -> Result<Vec<T>> {
        self.read(|reading| all(reading.connection)).await
    }

    async fn put_declared<T: Declared>(&self, new: &[T], stamp: &Stamp) -> Result<Vec<Put>> {
        let entry = stamp.entry(&format!("{}.put", T::KIND), subject(new));
        let new = new.to_vec();
        self.change(entry, move |work| put(work, &new)).await
    }
}

#[async_trait]
impl Rounds for SqliteStore {
    async fn rounds(&self) -> Result<Vec<Round>> {
        self.declared().await
    }

    async fn put_rounds(&self, rounds: &[Round], stamp: &Stamp) -> Result<Vec<Put>> {
        self.put_declared(rounds, stamp).await
    }
}
