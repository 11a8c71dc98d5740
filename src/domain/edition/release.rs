//! One edition and its way from a wish to a publication.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::dataset::{Dataset, DatasetId};
use crate::domain::disclosure::{Audience, Failure};

/// One edition. Every change of it is a function here and counts `version` up; a store keeps a change
/// only when the version before is the one it has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// The dataset.
    pub dataset: DatasetId,
    /// Its number within the dataset, from 1.
    pub number: u32,
    /// Counts its changes.
    pub version: u64,
    /// Who may have it.
    pub audience: Audience,
    /// What one may do with it: an SPDX identifier.
    pub licence: String,
    /// The formats of its files.
    pub formats: Vec<String>,
    /// The languages of its labels, the most important first.
    pub languages: Vec<String>,
    /// The moment whose state of the data it holds, in milliseconds since 1970.
    pub as_of: i64,
    /// When it was asked for, in milliseconds since 1970.
    pub created_at: i64,
    /// Who asked for it.
    pub created_by: String,
    /// Where it stands.
    pub stage: Stage,
    /// How much of the work is done.
    pub done: u64,
    /// How much work it is.
    pub of: u64,
    /// Who works on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<Lease>,
    /// Its files, in their order.
    #[serde(default)]
    pub files: Vec<EditionFile>,
    /// What disclosure control did; an object of the files as well.
    #[serde(default)]
    pub report: serde_json::Value,
    /// How many submissions of the node were withdrawn when it was made.
    #[serde(default)]
    pub withdrawn: u64,
    /// Why it could not be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// When it was published, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<i64>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<String>,
}

/// Where an edition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody works on it yet.
    Waiting,
    /// It is being made.
    Making,
    /// It is made; a steward has to look at it.
    Ready,
    /// It is out, for good.
    Published,
    /// It was given up.
    Cancelled,
    /// It may not or cannot be made.
    Refused,
    /// Somebody in it withdrew before it was published.
    Outdated,
}

impl Stage {
    /// Its word in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Making => "making",
            Self::Ready => "ready",
            Self::Published => "published",
            Self::Cancelled => "cancelled",
            Self::Refused => "refused",
            Self::Outdated => "outdated",
        }
    }
}

/// Who works on an edition, and until when others leave it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// The process.
    pub worker: Uuid,
    /// In milliseconds since 1970.
    pub until: i64,
}

/// One of its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionFile {
    /// Its name.
    pub name: String,
    /// What `Content-Type` says.
    pub media_type: String,
    /// The SHA-256 of its content.
    pub digest: [u8; 32],
    /// How many bytes it has.
    pub size: u64,
}

/// Why an edition may not or cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The table has too many cells to be proved safe.
    TooLarge,
    /// Whether it is safe is not known.
    Undecided,
    /// People could be found again in its records.
    Risk,
    /// The node failed.
    Failed,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::TooLarge => Self::TooLarge,
            Failure::Undecided => Self::Undecided,
        }
    }
}

/// An edition that stands there cannot go on like that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongStage(pub Stage);

type Next = Result<Edition, WrongStage>;

impl Edition {
    fn next(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut next = self.clone();
        next.version += 1;
        change(&mut next);
        next
    }

    fn made_by(&self, worker: Uuid, change: impl FnOnce(&mut Self)) -> Next {
        let mine = self.lease.is_some_and(|lease| lease.worker == worker);
        if self.stage == Stage::Making && mine {
            Ok(self.next(change))
        } else {
            Err(WrongStage(self.stage))
        }
    }

    /// Whether its data are released or may be at any time: later editions are protected against it.
    pub fn counts(&self) -> bool {
        matches!(self.stage, Stage::Ready | Stage::Published)
    }

    /// Whether work on it is still to be done.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Waiting | Stage::Making)
    }

    /// A process takes it on; one that nobody works on any more, too. What is finished of it stays.
    pub fn claim(&self, worker: Uuid, now: i64, until: i64) -> Next {
        let free = self.lease.is_none_or(|lease| lease.until <= now || lease.worker == worker);
        if !self.is_open() || !free {
            return Err(WrongStage(self.stage));
        }
        Ok(self.next(|edition| {
            edition.stage = Stage::Making;
            edition.lease = Some(Lease { worker, until });
        }))
    }

    /// So much is done.
    pub fn progress(&self, worker: Uuid, done: u64, of: u64, until: i64) -> Next {
        self.made_by(worker, |edition| {
            (edition.done, edition.of) = (done, of);
            edition.lease = Some(Lease { worker, until });
        })
    }

    /// One more file is finished.
    pub fn add_file(&self, worker: Uuid, file: EditionFile, until: i64) -> Next {
        self.made_by(worker, |edition| {
            edition.files.retain(|there| there.name != file.name);
            edition.files.push(file);
            edition.lease = Some(Lease { worker, until });
        })
    }

    /// What is finished of it is worth nothing: the data are no longer those it was made of.
    pub fn begin_again(&self, worker: Uuid, withdrawn: u64) -> Next {
        self.made_by(worker, |edition| {
            edition.files.clear();
            edition.withdrawn = withdrawn;
        })
    }

    /// It is made.
    pub fn finish(&self, worker: Uuid, report: serde_json::Value) -> Next {
        self.made_by(worker, |edition| {
            edition.stage = Stage::Ready;
            edition.lease = None;
            edition.done = edition.of;
            edition.report = report;
        })
    }

    /// It may not or cannot be made. Nothing of it stays.
    pub fn refuse(&self, worker: Uuid, refusal: Refusal, report: serde_json::Value) -> Next {
        self.made_by(worker, |edition| {
            edition.stage = Stage::Refused;
            edition.lease = None;
            edition.refusal = Some(refusal);
            edition.report = report;
            edition.files.clear();
        })
    }

    /// It is given up. What is published stays.
    pub fn cancel(&self) -> Next {
        if !self.is_open() && self.stage != Stage::Ready {
            return Err(WrongStage(self.stage));
        }
        Ok(self.next(|edition| {
            edition.stage = Stage::Cancelled;
            edition.lease = None;
            edition.files.clear();
        }))
    }

    /// It goes out, when as many are withdrawn on the node as when it was made.
    pub fn publish(&self, by: &str, at: i64, withdrawn: u64) -> Next {
        if self.stage != Stage::Ready || self.withdrawn != withdrawn {
            return Err(WrongStage(self.stage));
        }
        Ok(self.next(|edition| {
            edition.stage = Stage::Published;
            edition.published_at = Some(at);
            edition.published_by = Some(by.to_owned());
        }))
    }

    /// Somebody withdrew before it went out: nothing of it stays.
    pub fn outdate(&self) -> Next {
        if self.stage != Stage::Ready {
            return Err(WrongStage(self.stage));
        }
        Ok(self.next(|edition| {
            edition.stage = Stage::Outdated;
            edition.files.clear();
        }))
    }

    /// The day whose state of the data it holds (`YYYY-MM-DD`, UTC).
    pub fn day(&self) -> String {
        let at = jiff::Timestamp::from_millisecond(self.as_of).unwrap_or_default();
        at.strftime("%Y-%m-%d").to_string()
    }
}

/// How to cite an edition, in a language. It holds nothing that changes later.
pub fn citation(dataset: &Dataset, edition: &Edition, languages: &[String]) -> String {
    let title = dataset.title.pick(languages).map_or(dataset.id.as_str(), |(_, title)| title);
    let day = edition.day();
    let year = day.get(..4).unwrap_or_default();
    format!(
        "{} ({year}). {title}. Dataset {}, edition {}, data as of {day}. {}.",
        dataset.publisher, dataset.id, edition.number, edition.licence
    )
}
