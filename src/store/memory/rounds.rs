//! What is declared, as JSON like elsewhere.

use async_trait::async_trait;

use super::MemoryStore;
use super::state::State;
use crate::domain::round::Round;
use crate::store::rounds::{Declared, compare, subject};
use crate::store::{Put, Result, Rounds, Stamp, StoreError};

impl State {
    fn declared<T: Declared>(&self) -> Result<Vec<T>> {
        let of_kind = self.declared.iter().filter(|((kind, _), _)| *kind == T::KIND);
        let read = |text: &String| serde_json::from_str(text);
        of_kind
            .map(|(_, text)| read(text).map_err(|e| StoreError::Corrupt(e.to_string())))
            .collect()
    }

    fn declare<T: Declared>(&mut self, new: &[T]) -> Result<Vec<Put>> {
        let news = compare(new, self.declared()?);
        for one in news.write {
            let text = serde_json::to_string(&one);
            let text = text.map_err(|e| StoreError::Constraint(e.to_string()))?;
            self.declared.insert((T::KIND, one.id().to_owned()), text);
        }
        Ok(news.done)
    }
}

impl MemoryStore {
    fn put_declared<T: Declared>(&self, new: &[T], stamp: &Stamp) -> Result<Vec<Put>> {
        let entry = stamp.entry(&format!("{}.put", T::KIND), subject(new));
        self.change(entry, |state| state.declare(new))
    }
}

#[async_trait]
impl Rounds for MemoryStore {
    async fn rounds(&self) -> Result<Vec<Round>> {
        self.open()?.declared()
    }

    async fn put_rounds(&self, rounds: &[Round], stamp: &Stamp) -> Result<Vec<Put>> {
        self.put_declared(rounds, stamp)
    }
}
