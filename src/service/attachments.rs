//! Files that come with submissions.

use tokio::fs::File;

use super::{Failure, Result, Services, records};
use crate::blobs::{Blobs, Digest, Receiver, Stored};
use crate::domain::access::Caller;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::problem::Problem;
use crate::store::Attachment;

/// The largest file that is taken, in bytes.
pub const FILE_BYTES: u64 = 1 << 30;
/// The longest name that is kept, in bytes; what is longer is cut.
const NAME_BYTES: usize = 250;

/// A file that has come in, with the name that the client gave it.
#[derive(Clone, Debug)]
pub struct Received {
    /// What the client calls it.
    pub name: String,
    /// Its content.
    pub content: Stored,
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::FileTooLarge => {
                let bound = "file_bytes".to_owned();
                Problem::TooLarge { bound, limit: FILE_BYTES, index: None }.into()
            }
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

/// Begins to receive a file.
///
/// # Errors
/// [`Problem::Busy`] where the node has no place for files; when its disk fails.
pub async fn receive(services: &Services) -> Result<Receiver> {
    Ok(place(services)?.receive(FILE_BYTES).await?)
}

fn place(services: &Services) -> Result<&Blobs> {
    Ok(services.blobs.as_ref().ok_or(Problem::Busy { retry_after: 3_600 })?)
}

/// Notes the files of a revision, durable when this returns.
///
/// # Errors
/// When the store fails.
pub async fn attach(
    services: &Services,
    revision: RevisionId,
    files: &[Received],
    actor: &str,
) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let attachment = |file: &Received| Attachment {
        revision,
        name: file.name.chars().take(NAME_BYTES / 4).collect(),
        digest: file.content.digest.0,
        size: file.content.size,
    };
    let attachments: Vec<Attachment> = files.iter().map(attachment).collect();
    Ok(services.store.attach(&attachments, &services.stamp(actor)).await?)
}

/// The files of a submission in the caller's scope; the read of it is in the audit.
///
/// # Errors
/// As [`records::submission`].
pub async fn list(
    services: &Services,
    caller: &Caller,
    submission: SubmissionId,
) -> Result<Vec<Attachment>> {
    records::submission(services, caller, submission).await?;
    Ok(services.store.attachments(submission).await?)
}

/// The content of one of them.
///
/// # Errors
/// As [`list`]; [`Problem::NotFound`] when the submission has no such file.
pub async fn open(
    services: &Services,
    caller: &Caller,
    submission: SubmissionId,
    digest: Digest,
) -> Result<(Attachment, File)> {
    let all = list(services, caller, submission).await?;
    let found = all.into_iter().find(|file| file.digest == digest.0).ok_or(Problem::NotFound {})?;
    let file = place(services)?.open_file(digest).await?;
    Ok((found, file.ok_or(Problem::NotFound {})?))
}

/// Destroys the files of everything that is withdrawn.
///
/// # Errors
/// When the store or the disk fails. What is left is destroyed at the next start.
pub async fn forget_withdrawn(services: &Services) -> Result<()> {
    let Some(blobs) = &services.blobs else { return Ok(()) };
    for digest in services.store.detach_withdrawn().await? {
        blobs.remove(Digest(digest)).await?;
    }
    Ok(())
}
