//! Files that come with submissions.

use std::time::SystemTime;

use futures_util::{StreamExt, TryStreamExt};

use super::{Failure, Result, Services, editions, picture, records};
use crate::blobs::{self, Blobs, Digest, Receiver, Stored};
use crate::domain::access::Caller;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::problem::Problem;
use crate::offload::offload;
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
            // The disk or the store gave something else than what was kept.
            std::io::ErrorKind::InvalidData => Self::Fault(error.to_string()),
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

/// Begins to receive a file.
///
/// # Errors
/// [`Problem::Busy`] where the node has no place for files.
pub fn receive(services: &Services) -> Result<Receiver> {
    Ok(place(services)?.receive(FILE_BYTES))
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

/// The largest picture that goes out, in bytes: it is taken apart in memory.
const PICTURE_BYTES: u64 = 64 << 20;

/// What goes out of a file.
pub enum Content {
    /// A file that is no picture, as it came.
    File(Box<blobs::Content>),
    /// A picture without what it tells beside itself.
    Picture(Vec<u8>),
}

/// The content of one of them. Pictures leave the node without the place and whatever else a phone writes
/// into them.
///
/// # Errors
/// As [`list`]; [`Problem::NotFound`] when the submission has no such file, or it is a picture that is too
/// broken or, with more than 64 MB, too large to be taken apart.
pub async fn open(
    services: &Services,
    caller: &Caller,
    submission: SubmissionId,
    digest: Digest,
) -> Result<Content> {
    let all = list(services, caller, submission).await?;
    let found = all.into_iter().find(|file| file.digest == digest.0).ok_or(Problem::NotFound {})?;
    let file = place(services)?.content(digest).await?;
    let mut file = file.ok_or(Problem::NotFound {})?;
    if !picture::is_picture(file.peek(picture::HEAD).await?) {
        return Ok(Content::File(Box::new(file)));
    }
    if found.size.max(file.size) > PICTURE_BYTES {
        return Err(Problem::NotFound {}.into());
    }
    let bytes = file.whole().await?;
    let bare = offload(bytes.len(), move || picture::bare(&bytes).flatten()).await;
    let bare = bare.map_err(|error| Failure::Unavailable(error.to_string()))?;
    Ok(Content::Picture(bare.ok_or(Problem::NotFound {})?))
}

/// Contents asked about at once.
const SWEPT: usize = 500;

/// Removes contents that came before a moment and that nothing has: what a call that broke off left. Only
/// for the one process that receives, before it does; nodes that share a store leave each other's alone.
///
/// # Errors
/// When the store or the disk fails.
pub async fn sweep(services: &Services, before: SystemTime) -> Result<()> {
    let Some(blobs) = services.blobs.clone().filter(|_| !services.store.is_shared()) else {
        return Ok(());
    };
    blobs.forget_unnamed(before).await?;
    let mut old = blobs.before(before).map_ok(|digest| digest.0).try_chunks(SWEPT);
    while let Some(some) = old.next().await {
        for digest in services.store.unneeded(&some.map_err(|error| error.1)?).await? {
            blobs.remove(Digest(digest)).await?;
        }
    }
    Ok(())
}

/// Destroys the files of everything that is withdrawn.
///
/// # Errors
/// When the store or the disk fails. What is left is destroyed at the next start.
pub async fn forget_withdrawn(services: &Services) -> Result<()> {
    editions::forget_withdrawn(services).await?;
    let Some(blobs) = &services.blobs else { return Ok(()) };
    for digest in services.store.detach_withdrawn().await? {
        blobs.remove(Digest(digest)).await?;
    }
    Ok(())
}
