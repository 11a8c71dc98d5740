//! People, their sessions, and who tried to sign in.

use std::collections::BTreeMap;

use crate::domain::access::Person;
use crate::domain::ids::PersonId;
use crate::store::{Failures, Result, StoreError, TokenHash};

#[derive(Default)]
pub(super) struct People {
    /// With the hashes of their passwords, in the order in which they were added.
    people: Vec<(Person, String)>,
    /// Who, and until when, by the hash of the token.
    pub sessions: BTreeMap<[u8; 32], (PersonId, i64)>,
    pub failures: BTreeMap<[u8; 32], Failures>,
}

impl People {
    pub fn add(&mut self, person: &Person, password: &str) -> Result<bool> {
        if self.people.iter().any(|(there, _)| there.name == person.name) {
            return Ok(false);
        }
        if self.people.iter().any(|(there, _)| there.id == person.id) {
            return Err(StoreError::Constraint(format!("person {} is there", person.id)));
        }
        self.people.push((person.clone(), password.to_owned()));
        Ok(true)
    }

    pub fn all(&self) -> Vec<Person> {
        self.people.iter().map(|(person, _)| person.clone()).collect()
    }

    pub fn named(&self, name: &str) -> Option<(Person, String)> {
        self.people.iter().find(|(person, _)| person.name == name).cloned()
    }

    pub fn disable(&mut self, id: PersonId, at: i64) -> bool {
        let Some((person, _)) = self.people.iter_mut().find(|(person, _)| person.id == id) else {
            return false;
        };
        person.disabled_at.get_or_insert(at);
        self.sessions.retain(|_, (person, _)| *person != id);
        true
    }

    pub fn open_session(&mut self, id: PersonId, token: &TokenHash, until: i64) -> Result<()> {
        if !self.people.iter().any(|(person, _)| person.id == id) {
            return Err(StoreError::Constraint(format!("no person {id}")));
        }
        if self.sessions.contains_key(&token.0) {
            return Err(StoreError::Constraint("the session is there".into()));
        }
        self.sessions.insert(token.0, (id, until));
        Ok(())
    }

    pub fn of_session(&self, token: &TokenHash, now: i64) -> Option<Person> {
        let (id, until) = self.sessions.get(&token.0)?;
        let of_session =
            |(person, _): &&(Person, String)| person.id == *id && person.disabled_at.is_none();
        let found = self.people.iter().find(of_session)?;
        (now < *until).then(|| found.0.clone())
    }

    pub fn note_sign_in(&mut self, key: &TokenHash, failed: bool, at: i64) {
        if failed {
            let failures = self.failures.entry(key.0).or_default();
            *failures = Failures { count: failures.count + 1, last_at: at };
        } else {
            self.failures.remove(&key.0);
        }
    }
}
