//! Datasets, editions, agreements and the tokens of programs.

use async_trait::async_trait;
use diesel::sql_types::{Array, BigInt, Binary, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::numbers::Work;
use super::sql::{rows, statement};
use super::{PostgresStore, Reading, audit, read_json, revisions, storable, write_json};
use crate::domain::access::ApiToken;
use crate::domain::edition::{Agreement, Dataset, DatasetId, Edition};
use crate::domain::ids::SubmissionId;
use crate::store::editions::saved;
use crate::store::{Editions, Past, Put, Result, Stamp, TokenHash};

type Token = (String, Option<i64>);

#[async_trait]
impl Editions for PostgresStore {
    async fn put_dataset(&self, dataset: &Dataset, stamp: &Stamp) -> Result<Put> {
        let (entry, dataset) = (stamp.entry("dataset.put", dataset.id.0.clone()), dataset.clone());
        self.change(entry, move |work| {
            let dataset = dataset.clone();
            Box::pin(async move { put_dataset(work, &dataset).await })
        })
        .await
    }

    async fn datasets(&self) -> Result<Vec<Dataset>> {
        let found: Vec<String> = self
            .ask(|c| {
                Box::pin(
                    rows::<Text>("SELECT definition FROM dataset ORDER BY id COLLATE \"C\"")
                        .load(c),
                )
            })
            .await?;
        found.iter().map(|definition| read_json(definition)).collect()
    }

    async fn add_edition(&self, edition: &Edition, stamp: &Stamp) -> Result<bool> {
        let subject = format!("{}/{}", edition.dataset, edition.number);
        let (entry, edition) = (stamp.entry("edition.create", subject), edition.clone());
        self.change(entry, move |work| {
            let edition = edition.clone();
            Box::pin(async move { add_edition(work, &edition).await })
        })
        .await
    }

    async fn editions(&self, dataset: &DatasetId) -> Result<Vec<Edition>> {
        let dataset = dataset.0.clone();
        let found: Vec<String> = self
            .ask(|c| {
                let sql = "SELECT definition FROM edition WHERE dataset = $1 ORDER BY number";
                Box::pin(rows::<Text>(sql).bind::<Text, _>(dataset).load(c))
            })
            .await?;
        found.iter().map(|definition| read_json(definition)).collect()
    }

    async fn save_edition(
        &self,
        edition: &Edition,
        remembered: Option<&[u8]>,
        stamp: Option<&Stamp>,
    ) -> Result<bool> {
        let entry = stamp.map(|stamp| saved(edition, stamp));
        let (edition, remembered) = (edition.clone(), remembered.map(<[u8]>::to_vec));
        self.writer
            .change(move |work| {
                let (entry, edition) = (entry.clone(), edition.clone());
                let remembered = remembered.clone();
                Box::pin(async move {
                    let done = save_edition(work, &edition, remembered).await?;
                    if let Some(entry) = entry.filter(|_| done) {
                        audit::write(&work.connection, &[&entry]).await?;
                    }
                    Ok(done)
                })
            })
            .await
    }

    async fn remembered(&self, dataset: &DatasetId) -> Result<Vec<(u32, Vec<u8>)>> {
        let dataset = dataset.0.clone();
        let found: Vec<(i64, Vec<u8>)> = self
            .ask(|c| {
                let sql = "SELECT number, remembered FROM edition
                           WHERE dataset = $1 AND remembered IS NOT NULL ORDER BY number";
                Box::pin(rows::<(BigInt, Binary)>(sql).bind::<Text, _>(dataset).load(c))
            })
            .await?;
        let known = |(number, bytes)| (u32::try_from(number).unwrap_or_default(), bytes);
        Ok(found.into_iter().map(known).collect())
    }

    async fn heads_as_of(
        &self,
        at: i64,
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Past> {
        self.read(move |reading| {
            Box::pin(async move { heads_as_of(reading, at, after, limit).await })
        })
        .await
    }

    async fn withdrawn(&self) -> Result<u64> {
        let count: i64 = self
            .ask(|c| {
                Box::pin(
                    rows::<BigInt>("SELECT count(*) FROM submission WHERE state = 2").get_result(c),
                )
            })
            .await?;
        Ok(count.unsigned_abs())
    }

    async fn put_agreement(&self, new: &Agreement, stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("agreement.put", new.community.0.clone());
        let (community, definition) = (storable(&new.community.0), write_json(new)?);
        self.change(entry, move |work| {
            let (community, definition) = (community.clone(), definition.clone());
            Box::pin(async move {
                statement("INSERT INTO agreement (community, definition) VALUES ($1, $2)")
                    .bind::<Text, _>(community)
                    .bind::<Text, _>(definition)
                    .run(&work.connection)
                    .await
                    .map(|_| ())
            })
        })
        .await
    }

    async fn agreements(&self) -> Result<Vec<Agreement>> {
        let found: Vec<String> = self
            .ask(|c| Box::pin(rows::<Text>("SELECT definition FROM agreement ORDER BY no").load(c)))
            .await?;
        found.iter().map(|definition| read_json(definition)).collect()
    }

    async fn add_token(&self, token: &ApiToken, hash: &TokenHash, stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("token.add", token.id.to_string());
        let (id, at, hash, definition) = (token.id, token.created_at, *hash, write_json(token)?);
        self.change(entry, move |work| {
            let definition = definition.clone();
            Box::pin(async move {
                statement(
                    "INSERT INTO api_token (id, token, definition, created_at)
                     VALUES ($1, $2, $3, $4)",
                )
                .bind::<SqlUuid, _>(id)
                .bind::<Binary, _>(hash.0.to_vec())
                .bind::<Text, _>(definition)
                .bind::<BigInt, _>(at)
                .run(&work.connection)
                .await
                .map(|_| ())
            })
        })
        .await
    }

    async fn tokens(&self) -> Result<Vec<ApiToken>> {
        let found: Vec<Token> = self
            .ask(|c| {
                let sql = "SELECT definition, revoked_at FROM api_token ORDER BY created_at, id";
                Box::pin(rows::<(Text, Nullable<BigInt>)>(sql).load(c))
            })
            .await?;
        found.into_iter().map(token).collect()
    }

    async fn revoke_token(&self, id: Uuid, stamp: &Stamp) -> Result<bool> {
        let (entry, at) = (stamp.entry("token.revoke", id.to_string()), stamp.at);
        self.change(entry, move |work| {
            Box::pin(async move {
                let sql =
                    "UPDATE api_token SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
                let revoked = statement(sql).bind::<BigInt, _>(at).bind::<SqlUuid, _>(id);
                Ok(revoked.run(&work.connection).await? > 0)
            })
        })
        .await
    }

    async fn token_of(&self, hash: &TokenHash) -> Result<Option<ApiToken>> {
        let hash = hash.0.to_vec();
        let found: Vec<Token> = self
            .ask(|c| {
                let sql = "SELECT definition, revoked_at FROM api_token
                           WHERE token = $1 AND revoked_at IS NULL";
                Box::pin(rows::<(Text, Nullable<BigInt>)>(sql).bind::<Binary, _>(hash).load(c))
            })
            .await?;
        found.into_iter().next().map(token).transpose()
    }
}

fn token((definition, revoked_at): Token) -> Result<ApiToken> {
    Ok(ApiToken { revoked_at, ..read_json(&definition)? })
}

async fn put_dataset(work: &mut Work, new: &Dataset) -> Result<Put> {
    let there: Vec<(String, bool)> = rows::<(Text, diesel::sql_types::Bool)>(
        "SELECT definition, EXISTS (SELECT FROM edition e WHERE e.dataset = d.id)
         FROM dataset d WHERE id = $1",
    )
    .bind::<Text, _>(new.id.0.clone())
    .load(&work.connection)
    .await?;
    let put = match there.into_iter().next() {
        Some((there, _)) if read_json::<Dataset>(&there)? == *new => return Ok(Put::Unchanged),
        Some((_, true)) => return Ok(Put::Refused),
        Some(_) => Put::Changed,
        None => Put::Added,
    };
    statement(
        "INSERT INTO dataset (id, definition) VALUES ($1, $2)
         ON CONFLICT (id) DO UPDATE SET definition = excluded.definition",
    )
    .bind::<Text, _>(new.id.0.clone())
    .bind::<Text, _>(storable(&write_json(new)?))
    .run(&work.connection)
    .await?;
    Ok(put)
}

async fn add_edition(work: &mut Work, new: &Edition) -> Result<bool> {
    let added = statement(
        "INSERT INTO edition (dataset, number, version, definition)
         SELECT d.id, $1, $2, $3 FROM dataset d WHERE d.id = $4 ON CONFLICT DO NOTHING",
    )
    .bind::<BigInt, _>(i64::from(new.number))
    .bind::<BigInt, _>(count(new.version))
    .bind::<Text, _>(storable(&write_json(new)?))
    .bind::<Text, _>(new.dataset.0.clone())
    .run(&work.connection)
    .await?;
    Ok(added > 0)
}

async fn save_edition(work: &mut Work, new: &Edition, remembered: Option<Vec<u8>>) -> Result<bool> {
    let (of, number) = (new.dataset.0.clone(), i64::from(new.number));
    let saved = statement(
        "UPDATE edition SET version = $1, definition = $2, remembered = coalesce($3, remembered)
         WHERE dataset = $4 AND number = $5 AND version = $6",
    )
    .bind::<BigInt, _>(count(new.version))
    .bind::<Text, _>(storable(&write_json(new)?))
    .bind::<Nullable<Binary>, _>(remembered)
    .bind::<Text, _>(of.clone())
    .bind::<BigInt, _>(number)
    .bind::<BigInt, _>(count(new.version) - 1)
    .run(&work.connection)
    .await?;
    if saved == 0 {
        return Ok(false);
    }
    statement("DELETE FROM edition_file WHERE dataset = $1 AND number = $2")
        .bind::<Text, _>(of.clone())
        .bind::<BigInt, _>(number)
        .run(&work.connection)
        .await?;
    let mut row: (Vec<_>, Vec<_>, Vec<_>) = Default::default();
    for file in &new.files {
        row.0.push(storable(&file.name));
        row.1.push(file.digest.to_vec());
        row.2.push(count(file.size));
    }
    statement(include_str!("sql/edition_files_write.sql"))
        .bind::<Text, _>(of)
        .bind::<BigInt, _>(number)
        .bind::<Array<Text>, _>(row.0)
        .bind::<Array<Binary>, _>(row.1)
        .bind::<Array<BigInt>, _>(row.2)
        .run(&work.connection)
        .await?;
    Ok(true)
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

async fn heads_as_of(
    reading: &mut Reading,
    at: i64,
    after: Option<SubmissionId>,
    limit: usize,
) -> Result<Past> {
    let page = match after {
        Some(_) => {
            "SELECT uuid FROM submission WHERE uuid > $1 AND state <> 2 ORDER BY uuid LIMIT $2"
        }
        None => {
            "SELECT uuid FROM submission WHERE uuid >= $1 AND state <> 2 ORDER BY uuid LIMIT $2"
        }
    };
    let ids: Vec<Uuid> = rows::<SqlUuid>(page)
        .bind::<SqlUuid, _>(after.map_or(Uuid::nil(), |id| id.0))
        .bind::<BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX))
        .load(&reading.connection)
        .await?;
    let mut heads = revisions::heads_as_of(&reading.connection, &ids, at, &reading.known).await?;
    let last = ids.last().map(|id| SubmissionId(*id));
    let heads = ids.iter().filter_map(|id| heads.remove(&SubmissionId(*id))).collect();
    Ok(Past { heads, last })
}
