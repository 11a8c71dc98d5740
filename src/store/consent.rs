//! What people took back, and who looked at what they said.

use async_trait::async_trait;

use super::{AuditEntry, Result, Stamp};
use crate::domain::consent::ReceiptHash;
use crate::domain::ids::{CommunityId, SubmissionId};

/// The part of the port for what people took back.
///
/// A receipt that was brought back is reference data
/// ([`Catalogue::returned`](crate::domain::catalogue::Catalogue::returned)): what was read before it was
/// noted is stale, so that nothing can slip in between, from whatever node it comes.
#[async_trait]
pub trait Consents {
    /// Notes a receipt that was brought back. `false` when it was noted before.
    async fn note_receipt(&self, receipt: &ReceiptHash, stamp: &Stamp) -> Result<bool>;

    /// The receipts noted and not done with, and the submissions that they are of, as far as these are
    /// here and not withdrawn. Looks at every submission when there is such a receipt.
    async fn receipts_open(&self) -> Result<Open>;

    /// Notes that everything which was here for some receipts is withdrawn.
    async fn receipts_done(&self, receipts: &[ReceiptHash], stamp: &Stamp) -> Result<()>;

    /// The last entries of the audit about a community, newest first.
    async fn looked(&self, community: &CommunityId, limit: usize) -> Result<Vec<AuditEntry>>;
}

/// What is left to do for receipts that were brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// The receipts.
    pub receipts: Vec<ReceiptHash>,
    /// Submissions of these that are not withdrawn yet.
    pub submissions: Vec<SubmissionId>,
}
