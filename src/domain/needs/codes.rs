//! Numbers for the few texts that facts are made of.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::taxonomy::{DONT_KNOW, NONE, OTHER, REFUSED};

/// The number of "no answer".
pub(super) const ABSENT: u32 = 0;
/// The number of `X-NONE`.
pub(super) const NUMBER_NONE: u32 = 1;
/// The number of `X-DK`.
pub(super) const NUMBER_DONT_KNOW: u32 = 2;
/// The number of `X-REF`.
pub(super) const NUMBER_REFUSED: u32 = 3;
/// The number of `X-OTH`.
pub(super) const NUMBER_OTHER: u32 = 4;
/// What stands between the roles of one set. No fact has a role with a control character in it.
const BETWEEN: char = '\u{1f}';

/// A dictionary from text to number and back, owned by a store and written down beside its facts.
///
/// One dictionary serves need codes, genders, ages, sets of roles and form ids. Numbers are given in
/// order and never given again. The first five stand for no answer and the special codes, in every
/// dictionary.
#[derive(Clone, Debug)]
pub struct Codes {
    texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Default for Codes {
    fn default() -> Self {
        let mut codes = Self { texts: Vec::new(), numbers: HashMap::new() };
        for text in ["", NONE, DONT_KNOW, REFUSED, OTHER] {
            codes.number(text);
        }
        codes
    }
}

impl Codes {
    /// The number of a text; a new one when it has none yet. New texts are those from the former
    /// [`Codes::len`] on: write them down before the facts that use them.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let text: Arc<str> = text.into();
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }

    /// The number of a text that was seen before.
    pub fn get(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The text of a number; empty for a number that was never given.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", |text| text)
    }

    /// How many texts there are: the next number.
    pub fn len(&self) -> u32 {
        u32::try_from(self.texts.len()).unwrap_or(u32::MAX)
    }

    /// Never: the special codes are always there.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The texts from a number on, in order, to write down.
    pub fn since(&self, number: u32) -> impl Iterator<Item = (u32, &str)> {
        (number..).zip(self.texts.iter().skip(number as usize).map(AsRef::as_ref))
    }

    /// Forgets the texts from a number on: what was given in a transaction that did not commit.
    pub fn truncate(&mut self, number: u32) {
        let keep = number.max(NUMBER_OTHER + 1) as usize;
        for text in self.texts.drain(keep.min(self.texts.len())..) {
            self.numbers.remove(&text);
        }
    }

    pub(super) fn role_set(&mut self, roles: &[String]) -> u32 {
        self.number(&roles.join(BETWEEN.encode_utf8(&mut [0; 4])))
    }

    pub(super) fn roles(&self, set: u32) -> impl Iterator<Item = &str> {
        self.text(set).split(BETWEEN).filter(|role| !role.is_empty())
    }
}
