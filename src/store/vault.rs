//! Numbers to call, apart from the answers that they were given with.

use async_trait::async_trait;

use super::{Result, Stamp};
use crate::domain::ids::{RevisionId, SubmissionId};

/// A number to call or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Whose record it came with.
    pub submission: SubmissionId,
    /// The revision that said it.
    pub revision: RevisionId,
    /// The version of that.
    pub version: u64,
    /// The day of the interview, in days since 1970-01-01.
    pub since: i32,
    /// What was said.
    pub said: String,
}

/// The part of the port for contacts. No other call gives them out.
#[async_trait]
pub trait Vault {
    /// Keeps contacts: of each submission that of its highest (version, revision), and none of a
    /// submission that is not here or is withdrawn.
    async fn keep_contacts(&self, contacts: &[Contact]) -> Result<()>;

    /// The contact of a submission.
    async fn contact(&self, submission: SubmissionId) -> Result<Option<Contact>>;

    /// The submissions that have a contact, beyond one and in their order; at most `limit`.
    async fn contacted(
        &self,
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<SubmissionId>>;

    /// Destroys the contacts of some submissions; how many there were.
    async fn drop_contacts(&self, submissions: &[SubmissionId], stamp: &Stamp) -> Result<usize>;

    /// Destroys the contacts of interviews before a day; how many there were.
    async fn drop_contacts_before(&self, day: i32, stamp: &Stamp) -> Result<usize>;
}
