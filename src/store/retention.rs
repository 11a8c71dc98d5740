//! How long things are kept, and what was removed when their time was over.

use async_trait::async_trait;

use super::{Result, Stamp};
use crate::domain::consent::Retention;
use crate::domain::ids::SubmissionId;

/// The part of the port for retention.
#[async_trait]
pub trait Retentions {
    /// How long things are kept: as the operator says, else as the program does.
    async fn retention(&self) -> Result<Retention>;

    /// Says how long things are kept.
    async fn set_retention(&self, retention: &Retention, stamp: &Stamp) -> Result<()>;

    /// Submissions that are not withdrawn and whose first revision came before a moment (milliseconds
    /// since 1970); at most `limit`.
    async fn old(&self, before: i64, limit: usize) -> Result<Vec<SubmissionId>>;

    /// Forgets files that came before a moment; how many, and the contents that nobody needs any more.
    async fn drop_files(&self, before: i64, stamp: &Stamp) -> Result<(usize, Vec<[u8; 32]>)>;

    /// Destroys the content of what came to quarantine before a moment; of how many items.
    async fn drop_quarantined(&self, before: i64, stamp: &Stamp) -> Result<usize>;

    /// Keeps a report of what was removed.
    async fn put_report(&self, report: &str, stamp: &Stamp) -> Result<()>;

    /// The last reports, newest first, each with its moment.
    async fn reports(&self, limit: usize) -> Result<Vec<(i64, String)>>;
}
