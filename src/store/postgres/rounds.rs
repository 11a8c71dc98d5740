//! What is declared: rounds and their kin.

use std::sync::Arc;

use async_trait::async_trait;
use diesel::sql_types::{Array, Text};
use diesel_async::AsyncPgConnection;

use super::numbers::Work;
use super::sql::{rows, statement};
use super::{PostgresStore, read_json, write_json};
use crate::domain::round::Round;
use crate::store::rounds::{Declared, compare, subject};
use crate::store::{Put, Result, Rounds, Stamp};

async fn all<T: Declared>(connection: &AsyncPgConnection) -> Result<Vec<T>> {
    // The order of bytes, as in the other stores.
    let sql = "SELECT definition FROM declared WHERE kind = $1 ORDER BY id COLLATE \"C\"";
    let found: Vec<String> =
        rows::<Text>(sql).bind::<Text, _>(T::KIND.to_owned()).load(connection).await?;
    found.iter().map(|text| read_json(text)).collect()
}

async fn put<T: Declared>(work: &mut Work, new: &[T]) -> Result<Vec<Put>> {
    let news = compare(new, all(&work.connection).await?);
    if !news.write.is_empty() {
        let ids: Vec<String> = news.write.iter().map(|one| one.id().to_owned()).collect();
        let texts = news.write.iter().map(write_json).collect::<Result<Vec<_>>>()?;
        statement(include_str!("sql/declared_write.sql"))
            .bind::<Array<Text>, _>(vec![T::KIND.to_owned(); ids.len()])
            .bind::<Array<Text>, _>(ids)
            .bind::<Array<Text>, _>(texts)
            .run(&work.connection)
            .await?;
    }
    Ok(news.done)
}

impl PostgresStore {
    async fn declared<T: Declared>(&self) -> Result<Vec<T>> {
        self.ask(|connection| Box::pin(all(connection))).await
    }

    async fn put_declared<T: Declared>(&self, new: &[T], stamp: &Stamp) -> Result<Vec<Put>> {
        let entry = stamp.entry(&format!("{}.put", T::KIND), subject(new));
        let new: Arc<[T]> = new.into();
        self.change(entry, move |work| {
            let new = new.clone();
            Box::pin(async move { put(work, &new).await })
        })
        .await
    }
}

#[async_trait]
impl Rounds for PostgresStore {
    async fn rounds(&self) -> Result<Vec<Round>> {
        self.declared().await
    }

    async fn put_rounds(&self, rounds: &[Round], stamp: &Stamp) -> Result<Vec<Put>> {
        self.put_declared(rounds, stamp).await
    }
}
