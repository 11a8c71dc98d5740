//! Files that come with forms.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Read};

use md5::{Digest as _, Md5};

use super::{Failure, Result, Services};
use crate::blobs::{Content, Digest};
use crate::domain::catalogue::MediaFile;
use crate::domain::ids::FormRef;
use crate::domain::problem::Problem;
use crate::forms::media::{FILE_BYTES, named};
use crate::forms::{Fault, FormProblem, Place};

/// What is read at once.
const CHUNK: usize = 64 << 10;

/// Keeps a file, durable when this returns. `None` when it has more than [`FILE_BYTES`].
///
/// # Errors
/// [`Problem::Busy`] where the node has no place for files; when it cannot be read or written.
pub async fn keep(services: &Services, from: &mut dyn Read) -> Result<Option<MediaFile>> {
    let blobs = services.blobs.as_ref().ok_or(Problem::Busy { retry_after: 3_600 })?;
    let mut receiver = blobs.receive(FILE_BYTES);
    let (mut md5, mut chunk) = (Md5::new(), vec![0; CHUNK]);
    loop {
        let read = from.read(&mut chunk)?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        md5.update(bytes);
        match receiver.write(bytes).await {
            Err(error) if error.kind() == ErrorKind::FileTooLarge => return Ok(None),
            other => other?,
        }
    }
    let stored = receiver.finish().await?;
    let md5 = md5.finalize().into();
    Ok(Some(MediaFile { digest: stored.digest.0, md5, size: stored.size }))
}

/// Opens a file that came with a form.
///
/// # Errors
/// [`Problem::NotFound`] when its content is gone; when the disk fails.
pub async fn open(services: &Services, file: &MediaFile) -> Result<Content> {
    let blobs = services.blobs.as_ref().ok_or(Problem::NotFound {})?;
    let opened = blobs.content(Digest(file.digest)).await?;
    opened.ok_or_else(|| Failure::from(Problem::NotFound {}))
}

/// What a form version asks for and the node does not hold.
///
/// # Errors
/// When the store fails.
pub async fn missing(services: &Services, form: &FormRef) -> Result<Vec<FormProblem>> {
    let Some(xform) = services.store.xform(form).await? else { return Ok(Vec::new()) };
    let (names, _) = named(&String::from_utf8_lossy(&xform));
    let catalogue = services.catalogue().await?;
    let held: BTreeSet<&str> = catalogue.media(form).map(|(name, _)| name).collect();
    Ok(names.into_iter().filter(|name| !held.contains(name.as_str())).map(is_missing).collect())
}

/// Word that a file is missing.
pub fn is_missing(name: String) -> FormProblem {
    FormProblem { place: Place::default(), fault: Fault::MediaMissing { name } }
}
