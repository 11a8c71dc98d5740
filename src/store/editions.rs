//! The part of the port for what leaves the node: datasets, editions, agreements, tokens of programs.
//!
//! # Contract
//! As for the whole port, and:
//!
//! - **Versions.** A change of an edition is kept only when the one before it is what the store has, so
//!   that two processes never both carry one on.
//! - **The past can be read.** [`Editions::heads_as_of`] merges what had arrived by a moment. Asked
//!   again, however much has arrived since, it gives the same, but for what was withdrawn.
//! - **Files are needed** for as long as an edition has them: [`Store::unneeded`](super::Store::unneeded)
//!   knows of them.

use async_trait::async_trait;
use uuid::Uuid;

use super::{AuditEntry, Put, Result, Stamp, TokenHash};
use crate::domain::access::ApiToken;
use crate::domain::edition::{Agreement, Dataset, DatasetId, Edition};
use crate::domain::head::Head;
use crate::domain::ids::SubmissionId;

/// Heads as they were at a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// Those that were there and are not withdrawn, in the order of their submissions.
    pub heads: Vec<Head>,
    /// What to ask on from; none when that is all.
    pub last: Option<SubmissionId>,
}

/// The audit entry of a change of an edition.
pub(super) fn saved(edition: &Edition, stamp: &Stamp) -> AuditEntry {
    let subject = format!("{}/{}", edition.dataset, edition.number);
    stamp.entry(&format!("edition.{}", edition.stage.name()), subject)
}

/// See the module's docs.
#[async_trait]
pub trait Editions {
    /// Adds a dataset, or changes it while it has no edition; [`Put::Refused`] once it has.
    async fn put_dataset(&self, dataset: &Dataset, stamp: &Stamp) -> Result<Put>;

    /// All datasets by id.
    async fn datasets(&self) -> Result<Vec<Dataset>>;

    /// Adds an edition. `false` when its number is taken or its dataset unknown.
    async fn add_edition(&self, edition: &Edition, stamp: &Stamp) -> Result<bool>;

    /// The editions of a dataset by number.
    async fn editions(&self, dataset: &DatasetId) -> Result<Vec<Edition>>;

    /// Keeps a change of an edition, with what is to be remembered of it where that is new. `false` when
    /// the version before it is not the one that the store has. Without a stamp, for mere progress, there
    /// is no entry in the audit.
    async fn save_edition(
        &self,
        edition: &Edition,
        remembered: Option<&[u8]>,
        stamp: Option<&Stamp>,
    ) -> Result<bool>;

    /// What is remembered of a dataset's editions, by number.
    async fn remembered(&self, dataset: &DatasetId) -> Result<Vec<(u32, Vec<u8>)>>;

    /// Heads as they were at a moment (milliseconds since 1970): of what had arrived by then. After a
    /// submission in the order of their ids, of at most `limit` submissions.
    async fn heads_as_of(&self, at: i64, after: Option<SubmissionId>, limit: usize)
    -> Result<Past>;

    /// How many submissions are withdrawn. It never falls.
    async fn withdrawn(&self) -> Result<u64>;

    /// Records a community's decision.
    async fn put_agreement(&self, agreement: &Agreement, stamp: &Stamp) -> Result<()>;

    /// All decisions of communities, in the order in which they were recorded.
    async fn agreements(&self) -> Result<Vec<Agreement>>;

    /// Adds the token of a program under its hash.
    async fn add_token(&self, token: &ApiToken, hash: &TokenHash, stamp: &Stamp) -> Result<()>;

    /// The tokens of programs, oldest first.
    async fn tokens(&self) -> Result<Vec<ApiToken>>;

    /// Revokes a token for good. `false` when there is none that holds.
    async fn revoke_token(&self, id: Uuid, stamp: &Stamp) -> Result<bool>;

    /// The program of a token, unless it is revoked.
    async fn token_of(&self, hash: &TokenHash) -> Result<Option<ApiToken>>;
}
