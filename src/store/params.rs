//! What goes into a store and what comes out of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::access::Device;
use crate::domain::catalogue::{Catalogue, MediaFile, Stage};
use crate::domain::form::Form;
use crate::domain::head::Head;
use crate::domain::ids::{CommunityId, DeviceId, FormRef, RevisionId, SubmissionId};
use crate::domain::item::Reading;
use crate::domain::needs::{Codes, Tally};
use crate::domain::place::Community;
use crate::domain::problem::Problem;

/// What a store call gives.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why a store could not do what was asked. What a client did wrong is never one of these.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// Too much is waiting. Ask again later.
    #[error("the store is busy")]
    Busy,
    /// The store cannot be reached, or its disk is full or read-only.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// The store holds what it should not.
    #[error("the store is damaged: {0}")]
    Corrupt(String),
    /// The call contradicts what is stored: a mistake of the program.
    #[error("the store refused: {0}")]
    Constraint(String),
    /// The store was written by a newer Sikia.
    #[error("the store was written by a newer Sikia (migration {0})")]
    Newer(String),
    /// A copy into the store was begun and is not finished.
    #[error("the store is half a copy")]
    HalfCopied,
}

/// Who changes something, and when: every change leaves an audit entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    /// Milliseconds since 1970.
    pub at: i64,
    /// `person:<uuid>`, `device:<uuid>` or `operator` (the command line).
    pub actor: String,
}

/// SHA-256 of a secret: secrets themselves are never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

/// What comes with a form version: its files, and where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct FormFiles<'a> {
    /// The workbook or XForm it was imported from.
    pub source: &'a [u8],
    /// The XForm that clients get. It stays as it is: another writer must not make forms that
    /// clients hold look updated.
    pub xform: &'a [u8],
    /// The files that clients get with it, by name.
    pub media: &'a [(String, MediaFile)],
    /// Where its life begins.
    pub stage: Stage,
}

/// What became of moving a form version on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staged {
    /// It stands there now.
    Moved,
    /// It stood there before.
    Unchanged,
    /// There is no such form version.
    Unknown,
    /// A draft that records were made with stays a draft: they were tests, and would count.
    HasRecords,
    /// What was published never becomes a draft again.
    NoWayBack,
}

/// What was done with a piece of reference data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Put {
    /// It is new.
    Added,
    /// It was there and is different now.
    Changed,
    /// It was there just so.
    Unchanged,
    /// It is there, differs, and must not be changed.
    Refused,
}

/// A batch of arrivals.
#[derive(Debug)]
pub struct Intake {
    /// When they arrived, in milliseconds since 1970.
    pub received_at: i64,
    /// The [`Catalogue::change`](crate::domain::catalogue::Catalogue::change) they were read with.
    pub catalogue_change: u64,
    /// What arrived.
    pub arrivals: Vec<Arrival>,
}

/// One arrival: its bytes and what they were read as.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The device that made it.
    pub device: DeviceId,
    /// The bytes as they came.
    pub raw: Vec<u8>,
    /// What they were read as.
    pub reading: Reading,
    /// Its number in quarantine, when it is tried again from there.
    pub quarantine: Option<i64>,
}

/// What became of a batch.
#[derive(Debug)]
pub enum Taken {
    /// Everything has a receipt and is durable.
    Done(Vec<Receipt>),
    /// The reference data has changed since the arrivals were read; nothing was stored, and here they
    /// are again.
    Stale(Vec<Arrival>),
}

/// What became of one arrival.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// Its revision, as far as it could be read or derived.
    pub revision: Option<RevisionId>,
    /// Its submission, as far as it could be read.
    pub submission: Option<SubmissionId>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of one arrival, in the words of the protocol.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Stored.
    Accepted,
    /// Stored before with the same content.
    Duplicate,
    /// Stored, and merged with concurrent revisions without loss.
    Merged,
    /// Stored; these fields wait for a reviewer.
    Conflict(Vec<String>),
    /// Kept, but not in the data.
    Quarantined(Problem),
    /// The respondent withdrew.
    Erased,
}

/// What a pull gives.
#[derive(Debug)]
pub struct Pulled {
    /// The changes, in order.
    pub changes: Vec<Change>,
    /// Up to where the device has seen everything now.
    pub upto: Position,
    /// Whether there is more behind it.
    pub more: bool,
}

/// One change in a device's scope.
#[derive(Debug)]
pub enum Change {
    /// A form it may fill.
    Form(Arc<Form>),
    /// A community it may report for.
    Community(Community),
    /// The taxonomy of needs is new.
    Codes,
    /// The head of a submission that it made or edited.
    Submission(Box<Head>),
    /// It lost the right to something.
    Removal(Removed),
}

impl Change {
    /// What a change of a form version is to a device. A draft is nothing to most.
    pub(super) fn of_form(catalogue: &Catalogue, device: &Device, form: FormRef) -> Option<Self> {
        if catalogue.offers(&form, device) {
            return catalogue.forms.get(&form).cloned().map(Self::Form);
        }
        let retired = catalogue.stage(&form) == Stage::Retired;
        retired.then_some(Self::Removal(Removed::Form(form)))
    }
}

/// What a device lost the right to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removed {
    /// A community.
    Community(CommunityId),
    /// A submission.
    Submission(SubmissionId),
    /// A form version.
    Form(FormRef),
}

/// Where a store stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The store's own id: cursors of another store are no good.
    pub store: Uuid,
    /// The number of its last change.
    pub change: u64,
}

/// What something in quarantine waits for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Waiting {
    /// A form version.
    Form(FormRef),
    /// A community.
    Community(CommunityId),
    /// A community in the scope of a device.
    Scope(DeviceId, CommunityId),
    /// The revision that an edit replaces.
    Revision(RevisionId),
}

impl Waiting {
    /// What an arrival of a device with this problem waits for, if anything can resolve it.
    pub fn of(problem: &Problem, device: DeviceId) -> Option<Self> {
        match problem {
            Problem::UnknownForm { form, version } => {
                Some(Self::Form(FormRef { id: form.clone(), version: version.clone() }))
            }
            Problem::UnknownCommunity { community } => {
                Some(Self::Community(CommunityId(community.clone())))
            }
            Problem::OutOfScope { community } => {
                Some(Self::Scope(device, CommunityId(community.clone())))
            }
            Problem::OriginalMissing { original } => {
                Uuid::parse_str(original).ok().map(RevisionId).map(Self::Revision)
            }
            _ => None,
        }
    }

    /// The reason as one unambiguous text, to look it up by.
    pub fn key(&self) -> String {
        match self {
            Self::Form(form) => serde_json::json!(["form", form.id, form.version]),
            Self::Community(id) => serde_json::json!(["community", id]),
            Self::Scope(device, id) => serde_json::json!(["scope", device, id]),
            Self::Revision(id) => serde_json::json!(["revision", id]),
        }
        .to_string()
    }
}

/// A file that came with a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// The revision it came with. That may still be on its way.
    pub revision: RevisionId,
    /// What the client calls it. Data, and no path.
    pub name: String,
    /// The SHA-256 of its content.
    pub digest: [u8; 32],
    /// How many bytes it has.
    pub size: u64,
}

/// Something in quarantine.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarantined {
    /// Its number.
    pub no: i64,
    /// The device that sent it.
    pub device: DeviceId,
    /// Why it is there.
    pub problem: Problem,
    /// The bytes as they came.
    pub raw: Vec<u8>,
    /// When it came, in milliseconds since 1970.
    pub received_at: i64,
}

/// Facts that were counted, and the dictionary of the numbers they were counted by.
#[derive(Clone, Debug)]
pub struct Tallied {
    /// The counts.
    pub tally: Tally,
    /// The dictionary.
    pub codes: Arc<Codes>,
}

/// What a community has in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The community.
    pub community: CommunityId,
    /// Submissions whose head is current.
    pub submissions: u64,
    /// Those that count for needs.
    pub asked: u64,
}

/// Told (done, of how many) now and then during long work.
pub type Progress = Arc<dyn Fn(u64, u64) + Send + Sync>;

/// What a recount found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Recount {
    /// Submissions counted.
    pub submissions: u64,
    /// Facts compared.
    pub facts: u64,
    /// How many figures differ.
    pub differences: u64,
    /// What differs, for the operator; the first hundred.
    pub examples: Vec<String>,
}

/// Failed sign-ins under one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// How many since the last success.
    pub count: u32,
    /// When the last one was, in milliseconds since 1970.
    pub last_at: i64,
}

/// Who did or read what, when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who: see [`Stamp::actor`].
    pub actor: String,
    /// What was done: `form.put`, `submission.read`, `device.enrol`…
    pub action: String,
    /// To what: an id. Never an answer.
    pub subject: String,
    /// The community whose records or figures were read, where it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityId>,
}

impl AuditEntry {
    /// The same, about a community: it may ask who looked.
    pub fn about(self, community: Option<&CommunityId>) -> Self {
        Self { community: community.cloned(), ..self }
    }
}

impl Stamp {
    /// The audit entry of a change.
    pub fn entry(&self, action: &str, subject: impl Into<String>) -> AuditEntry {
        AuditEntry {
            at: self.at,
            actor: self.actor.clone(),
            action: action.to_owned(),
            subject: subject.into(),
            community: None,
        }
    }
}

/// How a store is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StoreHealth {
    /// Bytes on disk.
    pub bytes: u64,
    /// Submissions held.
    pub submissions: u64,
    /// Items in quarantine.
    pub quarantined: u64,
}
