//! What a federation declares beside forms and places: rounds, and what figures are held against.

use std::collections::BTreeMap;

use async_trait::async_trait;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Put, Result, Stamp};
use crate::domain::round::Round;

/// Something declared, found by its id among its kind.
pub trait Declared:
    Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// What tells its kind from others in a store, and in the audit: `round.put`.
    const KIND: &'static str;

    /// Its id.
    fn id(&self) -> &str;
}

impl Declared for Round {
    const KIND: &'static str = "round";

    fn id(&self) -> &str {
        self.id.as_str()
    }
}

/// Rounds and their kin. They are no reference data of phones: no feed, no change number.
///
/// What is put replaces what has its id; of the same id twice in one call, the last stays. A call that
/// puts something writes one audit entry, `<kind>.put`.
#[async_trait]
pub trait Rounds {
    /// Every round, in the order of their ids.
    async fn rounds(&self) -> Result<Vec<Round>>;

    /// Adds and updates rounds by id; tells what was done with each.
    async fn put_rounds(&self, rounds: &[Round], stamp: &Stamp) -> Result<Vec<Put>>;
}

/// What is to be written of a list, and what was done with each of it.
pub(super) struct News<T> {
    pub done: Vec<Put>,
    pub write: Vec<T>,
}

/// Holds a list against what is there. The same id may come twice: the second is compared with the
/// first, and what is written is the last.
pub(super) fn compare<T: Declared>(new: &[T], there: Vec<T>) -> News<T> {
    let mut there: BTreeMap<String, T> =
        there.into_iter().map(|one| (one.id().to_owned(), one)).collect();
    let mut write: BTreeMap<&str, T> = BTreeMap::new();
    let mut done = Vec::with_capacity(new.len());
    for one in new {
        let before = there.insert(one.id().to_owned(), one.clone());
        if before.as_ref() == Some(one) {
            done.push(Put::Unchanged);
            continue;
        }
        write.insert(one.id(), one.clone());
        done.push(if before.is_some() { Put::Changed } else { Put::Added });
    }
    News { done, write: write.into_values().collect() }
}

/// What the audit names: the one that was put, or how many.
pub(super) fn subject<T: Declared>(new: &[T]) -> String {
    match new {
        [one] => one.id().to_owned(),
        many => many.len().to_string(),
    }
}
