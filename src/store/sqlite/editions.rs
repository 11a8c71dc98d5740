//! Datasets, editions, agreements and the tokens of programs.

use async_trait::async_trait;
use diesel::prelude::*;
use uuid::Uuid;

use super::revisions::{self, uuid};
use super::schema::{agreement, api_token, dataset, edition, edition_file, revision, submission};
use super::settle::state_number;
use super::writer::Work;
use super::{ORDINALS, Reading, SqliteStore, audit, read_json, write_json};
use crate::domain::access::ApiToken;
use crate::domain::edition::{Agreement, Dataset, DatasetId, Edition};
use crate::domain::head::State;
use crate::domain::ids::SubmissionId;
use crate::store::editions::saved;
use crate::store::{Editions, Past, Put, Result, Stamp, TokenHash};

#[async_trait]
impl Editions for SqliteStore {
    async fn put_dataset(&self, dataset: &Dataset, stamp: &Stamp) -> Result<Put> {
        let (entry, dataset) = (stamp.entry("dataset.put", dataset.id.0.clone()), dataset.clone());
        self.change(entry, move |work| put_dataset(work, &dataset)).await
    }

    async fn datasets(&self) -> Result<Vec<Dataset>> {
        self.read(|reading| {
            let found: Vec<String> = dataset::table
                .order(dataset::id)
                .select(dataset::definition)
                .load(reading.connection)?;
            found.iter().map(|definition| read_json(definition)).collect()
        })
        .await
    }

    async fn add_edition(&self, edition: &Edition, stamp: &Stamp) -> Result<bool> {
        let subject = format!("{}/{}", edition.dataset, edition.number);
        let (entry, edition) = (stamp.entry("edition.create", subject), edition.clone());
        self.change(entry, move |work| add_edition(work, &edition)).await
    }

    async fn editions(&self, dataset: &DatasetId) -> Result<Vec<Edition>> {
        let dataset = dataset.clone();
        self.read(move |reading| {
            let found: Vec<String> = edition::table
                .filter(edition::dataset.eq(dataset.as_str()))
                .order(edition::number)
                .select(edition::definition)
                .load(reading.connection)?;
            found.iter().map(|definition| read_json(definition)).collect()
        })
        .await
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
            .run(move |work| {
                let done = save_edition(work, &edition, remembered.as_deref())?;
                if let Some(entry) = entry.filter(|_| done) {
                    audit::write(work.connection, &entry)?;
                }
                Ok(done)
            })
            .await
    }

    async fn remembered(&self, dataset: &DatasetId) -> Result<Vec<(u32, Vec<u8>)>> {
        let dataset = dataset.clone();
        self.read(move |reading| {
            let found: Vec<(i64, Option<Vec<u8>>)> = edition::table
                .filter(edition::dataset.eq(dataset.as_str()))
                .order(edition::number)
                .select((edition::number, edition::remembered))
                .load(reading.connection)?;
            let known = |(number, bytes): (i64, Option<Vec<u8>>)| {
                Some((u32::try_from(number).unwrap_or_default(), bytes?))
            };
            Ok(found.into_iter().filter_map(known).collect())
        })
        .await
    }

    async fn heads_as_of(
        &self,
        at: i64,
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Past> {
        self.read(move |reading| heads_as_of(reading, at, after, limit)).await
    }

    async fn withdrawn(&self) -> Result<u64> {
        self.read(|reading| {
            let withdrawn: i64 = submission::table
                .filter(submission::state.eq(state_number(State::Withdrawn)))
                .count()
                .get_result(reading.connection)?;
            Ok(withdrawn.unsigned_abs())
        })
        .await
    }

    async fn put_agreement(&self, new: &Agreement, stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("agreement.put", new.community.0.clone());
        let (community, definition) = (new.community.0.clone(), write_json(new)?);
        self.change(entry, move |work| {
            diesel::insert_into(agreement::table)
                .values((agreement::community.eq(community), agreement::definition.eq(definition)))
                .execute(work.connection)?;
            Ok(())
        })
        .await
    }

    async fn agreements(&self) -> Result<Vec<Agreement>> {
        self.read(|reading| {
            let found: Vec<String> = agreement::table
                .order(agreement::no)
                .select(agreement::definition)
                .load(reading.connection)?;
            found.iter().map(|definition| read_json(definition)).collect()
        })
        .await
    }

    async fn add_token(&self, token: &ApiToken, hash: &TokenHash, stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("token.add", token.id.to_string());
        let (id, at, hash, definition) = (token.id, token.created_at, *hash, write_json(token)?);
        self.change(entry, move |work| {
            diesel::insert_into(api_token::table)
                .values((
                    api_token::id.eq(id.as_bytes().as_slice()),
                    api_token::token.eq(hash.0.as_slice()),
                    api_token::definition.eq(definition),
                    api_token::created_at.eq(at),
                ))
                .execute(work.connection)?;
            Ok(())
        })
        .await
    }

    async fn tokens(&self) -> Result<Vec<ApiToken>> {
        self.read(|reading| {
            let found: Vec<(String, Option<i64>)> = api_token::table
                .order((api_token::created_at, api_token::id))
                .select((api_token::definition, api_token::revoked_at))
                .load(reading.connection)?;
            found.into_iter().map(token).collect()
        })
        .await
    }

    async fn revoke_token(&self, id: Uuid, stamp: &Stamp) -> Result<bool> {
        let (entry, at) = (stamp.entry("token.revoke", id.to_string()), stamp.at);
        self.change(entry, move |work| {
            let holds = api_token::table
                .filter(api_token::id.eq(id.as_bytes().as_slice()))
                .filter(api_token::revoked_at.is_null());
            let revoked =
                diesel::update(holds).set(api_token::revoked_at.eq(at)).execute(work.connection)?;
            Ok(revoked > 0)
        })
        .await
    }

    async fn token_of(&self, hash: &TokenHash) -> Result<Option<ApiToken>> {
        let hash = *hash;
        self.read(move |reading| {
            let found: Option<(String, Option<i64>)> = api_token::table
                .filter(api_token::token.eq(hash.0.as_slice()))
                .filter(api_token::revoked_at.is_null())
                .select((api_token::definition, api_token::revoked_at))
                .first(reading.connection)
                .optional()?;
            found.map(token).transpose()
        })
        .await
    }
}

fn token((definition, revoked_at): (String, Option<i64>)) -> Result<ApiToken> {
    Ok(ApiToken { revoked_at, ..read_json(&definition)? })
}

fn put_dataset(work: &mut Work<'_>, new: &Dataset) -> Result<Put> {
    let there: Option<String> = dataset::table
        .find(new.id.as_str())
        .select(dataset::definition)
        .first(work.connection)
        .optional()?;
    let definition = write_json(new)?;
    let put = match there {
        Some(there) if read_json::<Dataset>(&there)? == *new => return Ok(Put::Unchanged),
        Some(_) => {
            let of = edition::table.filter(edition::dataset.eq(new.id.as_str()));
            if diesel::select(diesel::dsl::exists(of)).get_result(work.connection)? {
                return Ok(Put::Refused);
            }
            Put::Changed
        }
        None => Put::Added,
    };
    diesel::replace_into(dataset::table)
        .values((dataset::id.eq(new.id.as_str()), dataset::definition.eq(definition)))
        .execute(work.connection)?;
    Ok(put)
}

fn add_edition(work: &mut Work<'_>, new: &Edition) -> Result<bool> {
    let known: bool =
        diesel::select(diesel::dsl::exists(dataset::table.find(new.dataset.as_str())))
            .get_result(work.connection)?;
    if !known {
        return Ok(false);
    }
    let added = diesel::insert_into(edition::table)
        .values((
            edition::dataset.eq(new.dataset.as_str()),
            edition::number.eq(i64::from(new.number)),
            edition::version.eq(count(new.version)),
            edition::definition.eq(write_json(new)?),
        ))
        .on_conflict_do_nothing()
        .execute(work.connection)?;
    Ok(added > 0)
}

fn save_edition(work: &mut Work<'_>, new: &Edition, remembered: Option<&[u8]>) -> Result<bool> {
    let (of, number) = (new.dataset.as_str(), i64::from(new.number));
    let before =
        edition::table.find((of, number)).filter(edition::version.eq(count(new.version) - 1));
    let saved = diesel::update(before)
        .set((edition::version.eq(count(new.version)), edition::definition.eq(write_json(new)?)))
        .execute(work.connection)?;
    if saved == 0 {
        return Ok(false);
    }
    if let Some(bytes) = remembered {
        diesel::update(edition::table.find((of, number)))
            .set(edition::remembered.eq(bytes))
            .execute(work.connection)?;
    }
    let files = edition_file::table
        .filter(edition_file::dataset.eq(of))
        .filter(edition_file::number.eq(number));
    diesel::delete(files).execute(work.connection)?;
    for file in &new.files {
        diesel::insert_into(edition_file::table)
            .values((
                edition_file::dataset.eq(of),
                edition_file::number.eq(number),
                edition_file::name.eq(&file.name),
                edition_file::digest.eq(file.digest.as_slice()),
                edition_file::size.eq(count(file.size)),
            ))
            .execute(work.connection)?;
    }
    Ok(true)
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn heads_as_of(
    reading: &mut Reading<'_>,
    at: i64,
    after: Option<SubmissionId>,
    limit: usize,
) -> Result<Past> {
    // Nothing is the least there is.
    let beyond: Vec<u8> = after.map(|id| id.0.as_bytes().to_vec()).unwrap_or_default();
    let found: Vec<(i64, Vec<u8>)> = submission::table
        .filter(submission::uuid.gt(beyond))
        .filter(submission::state.ne(state_number(State::Withdrawn)))
        .order(submission::uuid)
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select((submission::no, submission::uuid))
        .load(reading.connection)?;
    let mut past = Past::default();
    for (no, id) in found {
        let id = SubmissionId(uuid(&id)?);
        let rows: Vec<revisions::Row> = revision::table
            .filter(revision::key.between(no * ORDINALS, (no + 1) * ORDINALS - 1))
            .filter(revision::received_at.le(at))
            .select(revisions::Row::as_select())
            .load(reading.connection)?;
        past.heads.extend(revisions::head_of(id, &rows, &reading.known)?);
        past.last = Some(id);
    }
    Ok(past)
}
