//! How long things are kept: from dates to what is due.

use serde::{Deserialize, Serialize};

use super::record::{Consent, Purpose};

/// What is kept of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// A number to call or an address, in the vault.
    Contact,
    /// A recording.
    Audio,
    /// Words of their own.
    Words,
    /// The record that is shared without name and exact place.
    SharedRecord,
    /// The record itself, which totals are counted from.
    Record,
}

/// How many days each thing is kept from the day of the interview; `None` for as long as it is agreed
/// to. Totals are no thing of a person and are kept for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// Contacts: days to months.
    pub contact: Option<u32>,
    /// Recordings.
    pub audio: Option<u32>,
    /// Words.
    pub words: Option<u32>,
    /// Shared records: years.
    pub shared_record: Option<u32>,
    /// Records: years.
    pub record: Option<u32>,
}

/// A thing that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What it is.
    pub thing: Thing,
    /// The day of the interview, in days since 1970-01-01.
    pub since: i32,
    /// What the person agreed to; `None` where nothing says so.
    pub consent: Option<Consent>,
}

/// Why a thing has to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The person took it back.
    Withdrawn,
    /// The person never agreed to it.
    NotAgreed,
    /// Its time is over.
    Expired,
}

/// A thing that has to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due<'a> {
    /// Which.
    pub held: &'a Held,
    /// Since when, in days since 1970-01-01: the day from which the report counts it as late.
    pub since: i32,
    /// Why.
    pub reason: Reason,
}

impl Thing {
    /// The purpose it is kept for.
    pub fn purpose(self) -> Purpose {
        match self {
            Self::Contact => Purpose::Callback,
            Self::Audio => Purpose::Audio,
            Self::Words => Purpose::Quote,
            Self::SharedRecord => Purpose::Share,
            Self::Record => Purpose::Totals,
        }
    }
}

impl Thing {
    /// Every thing with its word on the command line and in the store.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("contact", Self::Contact),
        ("audio", Self::Audio),
        ("words", Self::Words),
        ("shared_record", Self::SharedRecord),
        ("record", Self::Record),
    ];

    /// The thing of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(w, _)| *w == word).map(|(_, thing)| *thing)
    }
}

impl Retention {
    /// How many days a thing is kept.
    pub fn days(&self, thing: Thing) -> Option<u32> {
        match thing {
            Thing::Contact => self.contact,
            Thing::Audio => self.audio,
            Thing::Words => self.words,
            Thing::SharedRecord => self.shared_record,
            Thing::Record => self.record,
        }
    }

    /// The same, with another number of days for a thing.
    pub fn with(mut self, thing: Thing, days: Option<u32>) -> Self {
        let place = match thing {
            Thing::Contact => &mut self.contact,
            Thing::Audio => &mut self.audio,
            Thing::Words => &mut self.words,
            Thing::SharedRecord => &mut self.shared_record,
            Thing::Record => &mut self.record,
        };
        *place = days;
        self
    }
}

impl Default for Retention {
    /// Contacts 90 days, recordings a year, words and records five years: of the orders that the
    /// field guide gives in its section 8, and ours (u). Operators set what their law asks for.
    fn default() -> Self {
        let years = |years: u32| Some(years * 365);
        Self {
            contact: Some(90),
            audio: years(1),
            words: years(5),
            shared_record: years(5),
            record: years(5),
        }
    }
}

impl Retention {
    /// The first day on which a thing is no longer kept; `None` when no day ends it.
    pub fn ends(&self, thing: Thing, since: i32) -> Option<i32> {
        self.days(thing).map(|days| since.saturating_add_unsigned(days))
    }

    /// Why a thing has to go on a day and since when; `None` while it may stay. Of several reasons the
    /// one that held first.
    pub fn due<'a>(&self, held: &'a Held, today: i32) -> Option<Due<'a>> {
        let agreed = held.consent.as_ref().filter(|consent| {
            consent.check().is_ok() && consent.purposes.contains(&held.thing.purpose())
        });
        let Some(consent) = agreed else {
            return Some(Due { held, since: held.since, reason: Reason::NotAgreed });
        };
        let withdrawn = consent.withdrawn.map(|day| (day, Reason::Withdrawn));
        let expired = self.ends(held.thing, held.since).map(|day| (day, Reason::Expired));
        let reasons = withdrawn.into_iter().chain(expired);
        let (since, reason) =
            reasons.filter(|(day, _)| *day <= today).min_by_key(|(day, _)| *day)?;
        Some(Due { held, since, reason })
    }
}
