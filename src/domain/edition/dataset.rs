//! What a dataset is about.

use serde::{Deserialize, Serialize};

use crate::domain::text::Text;

/// The name of a dataset in addresses and files, such as `needs-geita`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DatasetId(pub String);

impl DatasetId {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DatasetId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What tables are broken down by, beside places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Breakdown {
    /// The respondent's gender.
    Gender,
    /// The respondent's age band.
    Age,
    /// The month of the interview.
    Month,
}

impl Breakdown {
    /// Its name: that of its column and of the filter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gender => "gender",
            Self::Age => "age",
            Self::Month => "month",
        }
    }
}

/// What the editions of a dataset are about. It does not change once there is an edition: what editions
/// may show follows from what they were about all along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dataset {
    /// Its id.
    pub id: DatasetId,
    /// Its title.
    pub title: Text,
    /// Who publishes it: a federation, an NGO.
    pub publisher: String,
    /// The form whose interviews it is made of.
    pub form: String,
    /// The first day of the interviews (`YYYY-MM-DD`); all before as well when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day of the interviews (`YYYY-MM-DD`); none when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What its tables are broken down by beside places, each once. With several, tables have each of
    /// them by itself.
    #[serde(default)]
    pub breakdown: Vec<Breakdown>,
    /// The kind of area that is its finest place, such as `region`; communities when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finest: Option<String>,
    /// Whether only whole domains of needs are counted, not each need.
    #[serde(default)]
    pub domains: bool,
}

/// Why a dataset cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
    /// Its id is no name of small letters, digits and hyphens, at most 60 of them.
    Id,
    /// A day is none, or the last one is before the first.
    Days,
    /// It has no title or no publisher.
    Words,
    /// A breakdown stands twice.
    Breakdown,
}

impl Dataset {
    /// Whether it can be.
    pub fn check(&self) -> Result<(), Unsound> {
        let id = &self.id.0;
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if id.is_empty() || id.len() > 60 || !id.bytes().all(plain) || id.starts_with('-') {
            return Err(Unsound::Id);
        }
        let day = |day: &Option<String>| {
            day.as_deref()
                .is_none_or(|day| day.len() == 10 && crate::domain::needs::day(day).is_some())
        };
        let turned = self.from.as_ref().zip(self.to.as_ref()).is_some_and(|(from, to)| from > to);
        if !day(&self.from) || !day(&self.to) || turned {
            return Err(Unsound::Days);
        }
        if self.title.is_empty() || self.publisher.trim().is_empty() {
            return Err(Unsound::Words);
        }
        let mut breakdown = self.breakdown.clone();
        breakdown.sort();
        breakdown.dedup();
        if breakdown.len() < self.breakdown.len() {
            return Err(Unsound::Breakdown);
        }
        Ok(())
    }

    /// Whether an interview may be in both. What is shown of the same people in two ways cannot be
    /// proved safe apart, so no two datasets of a node overlap.
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |to: &Option<String>, from: &Option<String>| {
            to.as_ref().zip(from.as_ref()).is_some_and(|(to, from)| to < from)
        };
        self.form == other.form && !before(&self.to, &other.from) && !before(&other.to, &self.from)
    }

    /// Whether an interview of a day, in days since 1970-01-01, is in it. Interviews without a day are
    /// in a dataset of all days only.
    pub fn covers(&self, day: Option<i32>) -> bool {
        let edge = |edge: &Option<String>| edge.as_deref().and_then(crate::domain::needs::day);
        match day {
            Some(day) => {
                edge(&self.from).is_none_or(|from| from <= day)
                    && edge(&self.to).is_none_or(|to| day <= to)
            }
            None => self.from.is_none() && self.to.is_none(),
        }
    }
}
