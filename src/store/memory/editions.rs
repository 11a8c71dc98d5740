//! Datasets, editions, agreements and the tokens of programs.

use std::collections::BTreeMap;
use std::ops::Bound;

use async_trait::async_trait;
use uuid::Uuid;

use super::MemoryStore;
use crate::domain::access::ApiToken;
use crate::domain::edition::{Agreement, Dataset, DatasetId, Edition};
use crate::domain::ids::SubmissionId;
use crate::store::editions::saved;
use crate::store::{Editions, Past, Put, Result, Stamp, StoreError, TokenHash};

/// An edition, with what is remembered of it.
type Kept = (Edition, Option<Vec<u8>>);

#[derive(Default)]
pub(super) struct Releases {
    datasets: BTreeMap<DatasetId, Dataset>,
    editions: BTreeMap<(DatasetId, u32), Kept>,
    agreements: Vec<Agreement>,
    tokens: Vec<(ApiToken, TokenHash)>,
}

impl Releases {
    /// The contents that editions have.
    pub fn contents(&self) -> impl Iterator<Item = [u8; 32]> + '_ {
        let editions = self.editions.values();
        editions.flat_map(|(edition, _)| edition.files.iter().map(|file| file.digest))
    }

    fn of<'a>(&'a self, dataset: &'a DatasetId) -> impl Iterator<Item = &'a Kept> {
        let all = self.editions.iter().filter(move |((of, _), _)| of == dataset);
        all.map(|(_, edition)| edition)
    }
}

#[async_trait]
impl Editions for MemoryStore {
    async fn put_dataset(&self, dataset: &Dataset, stamp: &Stamp) -> Result<Put> {
        self.change(stamp.entry("dataset.put", dataset.id.0.clone()), |state| {
            let has_editions = state.editions.of(&dataset.id).next().is_some();
            Ok(match state.editions.datasets.get(&dataset.id) {
                Some(there) if there == dataset => Put::Unchanged,
                Some(_) if has_editions => Put::Refused,
                there => {
                    let put = if there.is_some() { Put::Changed } else { Put::Added };
                    state.editions.datasets.insert(dataset.id.clone(), dataset.clone());
                    put
                }
            })
        })
    }

    async fn datasets(&self) -> Result<Vec<Dataset>> {
        Ok(self.open()?.editions.datasets.values().cloned().collect())
    }

    async fn add_edition(&self, edition: &Edition, stamp: &Stamp) -> Result<bool> {
        let subject = format!("{}/{}", edition.dataset, edition.number);
        self.change(stamp.entry("edition.create", subject), |state| {
            let key = (edition.dataset.clone(), edition.number);
            let free = state.editions.datasets.contains_key(&edition.dataset)
                && !state.editions.editions.contains_key(&key);
            if free {
                state.editions.editions.insert(key, (edition.clone(), None));
            }
            Ok(free)
        })
    }

    async fn editions(&self, dataset: &DatasetId) -> Result<Vec<Edition>> {
        let state = self.open()?;
        Ok(state.editions.of(dataset).map(|(edition, _)| edition.clone()).collect())
    }

    async fn save_edition(
        &self,
        edition: &Edition,
        remembered: Option<&[u8]>,
        stamp: Option<&Stamp>,
    ) -> Result<bool> {
        let mut state = self.open()?;
        let key = (edition.dataset.clone(), edition.number);
        let Some((there, memory)) = state.editions.editions.get_mut(&key) else {
            return Ok(false);
        };
        if there.version + 1 != edition.version {
            return Ok(false);
        }
        *there = edition.clone();
        if let Some(bytes) = remembered {
            *memory = Some(bytes.to_vec());
        }
        state.audit.extend(stamp.map(|stamp| saved(edition, stamp)));
        Ok(true)
    }

    async fn remembered(&self, dataset: &DatasetId) -> Result<Vec<(u32, Vec<u8>)>> {
        let state = self.open()?;
        let known = |(edition, memory): &Kept| Some((edition.number, memory.clone()?));
        Ok(state.editions.of(dataset).filter_map(known).collect())
    }

    async fn heads_as_of(
        &self,
        at: i64,
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Past> {
        let state = self.open()?;
        let beyond = after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut past = Past::default();
        let there = state.submissions.range((beyond, Bound::Unbounded));
        for (id, _) in there.filter(|(_, submission)| !submission.withdrawn()).take(limit) {
            past.heads.extend(state.head_as_of(*id, at)?);
            past.last = Some(*id);
        }
        Ok(past)
    }

    async fn withdrawn(&self) -> Result<u64> {
        let state = self.open()?;
        Ok(state.submissions.values().filter(|submission| submission.withdrawn()).count() as u64)
    }

    async fn put_agreement(&self, agreement: &Agreement, stamp: &Stamp) -> Result<()> {
        self.change(stamp.entry("agreement.put", agreement.community.0.clone()), |state| {
            state.editions.agreements.push(agreement.clone());
            Ok(())
        })
    }

    async fn agreements(&self) -> Result<Vec<Agreement>> {
        Ok(self.open()?.editions.agreements.clone())
    }

    async fn add_token(&self, token: &ApiToken, hash: &TokenHash, stamp: &Stamp) -> Result<()> {
        self.change(stamp.entry("token.add", token.id.to_string()), |state| {
            let tokens = &mut state.editions.tokens;
            if tokens.iter().any(|(there, known)| there.id == token.id || known == hash) {
                return Err(StoreError::Constraint(format!("token {} is there", token.id)));
            }
            tokens.push((token.clone(), *hash));
            Ok(())
        })
    }

    async fn tokens(&self) -> Result<Vec<ApiToken>> {
        let state = self.open()?;
        let mut tokens: Vec<ApiToken> =
            state.editions.tokens.iter().map(|(token, _)| token.clone()).collect();
        tokens.sort_by_key(|token| (token.created_at, token.id));
        Ok(tokens)
    }

    async fn revoke_token(&self, id: Uuid, stamp: &Stamp) -> Result<bool> {
        self.change(stamp.entry("token.revoke", id.to_string()), |state| {
            let mut tokens = state.editions.tokens.iter_mut();
            let found = tokens.find(|(token, _)| token.id == id && token.revoked_at.is_none());
            Ok(found.map(|(token, _)| token.revoked_at = Some(stamp.at)).is_some())
        })
    }

    async fn token_of(&self, hash: &TokenHash) -> Result<Option<ApiToken>> {
        let state = self.open()?;
        let holds =
            |(token, known): &&(ApiToken, TokenHash)| known == hash && token.revoked_at.is_none();
        Ok(state.editions.tokens.iter().find(holds).map(|(token, _)| token.clone()))
    }
}
