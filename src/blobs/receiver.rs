//! A content on its way in.

use std::io;

use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStoreExt, PutPayloadMut};
use sha2::{Digest as _, Sha256};
use tokio::sync::OwnedSemaphorePermit;
use uuid::Uuid;

use super::{Blobs, Digest, INCOMING, Stored, failure, path};

/// What is set aside at once for bytes that come.
const BLOCK: usize = 64 << 10;

/// A content that is coming in. What fits into one part is put under its name at once; what is longer goes
/// up in parts and gets its name when its digest is known. Dropped before it is finished, it leaves nothing.
#[derive(Debug)]
pub struct Receiver {
    blobs: Blobs,
    hash: Sha256,
    size: u64,
    limit: u64,
    part: PutPayloadMut,
    upload: Option<(Path, Box<dyn MultipartUpload>)>,
    /// The leave to hold a part in memory.
    holding: Option<OwnedSemaphorePermit>,
}

impl Receiver {
    pub(super) fn new(blobs: Blobs, limit: u64) -> Self {
        let (hash, part) = (Sha256::new(), empty());
        Self { blobs, hash, size: 0, limit, part, upload: None, holding: None }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::FileTooLarge`] beyond the limit; when they cannot be written.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.size += bytes.len() as u64;
        if self.size > self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.hash.update(bytes);
        if self.holding.is_none() && self.part.content_length() + bytes.len() > BLOCK {
            let held = self.blobs.holding.clone().acquire_owned().await;
            self.holding = Some(held.map_err(io::Error::other)?);
        }
        let mut rest = bytes;
        while !rest.is_empty() {
            let room = self.blobs.part - self.part.content_length();
            let (now, later) = rest.split_at(room.min(rest.len()));
            self.part.extend_from_slice(now);
            rest = later;
            if self.part.content_length() == self.blobs.part {
                self.send().await?;
            }
        }
        Ok(())
    }

    /// Sends a part.
    async fn send(&mut self) -> io::Result<()> {
        let part = std::mem::replace(&mut self.part, empty()).freeze();
        let upload = match &mut self.upload {
            Some((_, upload)) => upload,
            none => {
                let place = Path::from_iter([INCOMING, &Uuid::new_v4().simple().to_string()]);
                let upload = self.blobs.store.put_multipart(&place).await.map_err(failure)?;
                &mut none.insert((place, upload)).1
            }
        };
        upload.put_part(part).await.map_err(failure)
    }

    /// Keeps what came: durable when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn finish(mut self) -> io::Result<Stored> {
        let digest = Digest(std::mem::take(&mut self.hash).finalize().into());
        let (store, named) = (self.blobs.store.clone(), path(digest));
        if self.upload.is_none() {
            let part = std::mem::replace(&mut self.part, empty()).freeze();
            store.put(&named, part).await.map_err(failure)?;
        } else if !self.part.is_empty() {
            self.send().await?;
        }
        if let Some((place, upload)) = &mut self.upload {
            upload.complete().await.map_err(failure)?;
            let place = place.clone();
            self.upload = None;
            store.rename(&place, &named).await.map_err(failure)?;
        }
        Ok(Stored { digest, size: self.size })
    }
}

fn empty() -> PutPayloadMut {
    PutPayloadMut::new().with_block_size(BLOCK)
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // A local upload removes itself; an S3 server has to be told. What stays behind for lack of a
        // runtime is left to the rules of the bucket.
        let Some((_, mut upload)) = self.upload.take() else { return };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let _ = upload.abort().await;
            });
        }
    }
}
