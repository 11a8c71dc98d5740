//! Attachments by their content: `sha256/<two digits>/<the digest>` in an object store, which is a local
//! directory or a bucket of an S3 server.
//!
//! The same bytes are there once, whatever they are called and however often they come. The name that a
//! client gave is data: it is never part of a path or a key. What is stored is held against its name when
//! it is read.

mod content;
mod receiver;
mod s3;

pub use content::Content;
pub use receiver::Receiver;
pub use s3::{Place, Secret};

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::SystemTime;

use futures_util::stream::{BoxStream, StreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{GetOptions, ObjectMeta, ObjectStore, ObjectStoreExt};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

/// The SHA-256 of a content; hexadecimal where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(());
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let pair = text.get(2 * at..2 * at + 2).ok_or(())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| ())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("no SHA-256"))
    }
}

/// A content that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its digest.
    pub digest: Digest,
    /// How many bytes it has.
    pub size: u64,
}

/// What goes to a local directory at once, in bytes, and what a small file may have.
const LOCAL_PART: usize = 1 << 20;
/// What goes to an S3 server at once: the least that it takes for all parts but the last.
const REMOTE_PART: usize = 5 << 20;
/// How many may hold parts for an S3 server in memory.
const REMOTE_PARTS: usize = 16;

const CONTENTS: &str = "sha256";
/// What is on its way in and longer than a part, until its digest is known.
const INCOMING: &str = "incoming";

/// The attachments of a node. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// The directory, where it is a local one.
    directory: Option<PathBuf>,
    part: usize,
    holding: Arc<Semaphore>,
}

impl Blobs {
    /// Attachments under a directory, which is made when it is not there.
    ///
    /// # Errors
    /// When the directory cannot be made.
    pub fn open(root: &std::path::Path) -> io::Result<Self> {
        for part in [CONTENTS, INCOMING] {
            std::fs::create_dir_all(root.join(part))?;
        }
        // What is acknowledged is on the disk, its name too.
        let store = LocalFileSystem::new_with_prefix(root).map_err(failure)?.with_fsync(true);
        let holding = Arc::new(Semaphore::new(Semaphore::MAX_PERMITS));
        let directory = Some(root.to_owned());
        Ok(Self { store: Arc::new(store), directory, part: LOCAL_PART, holding })
    }

    /// Attachments in an object store beyond a network.
    pub fn remote(store: Arc<dyn ObjectStore>) -> Self {
        let holding = Arc::new(Semaphore::new(REMOTE_PARTS));
        Self { store, directory: None, part: REMOTE_PART, holding }
    }

    /// Whether it can be reached.
    ///
    /// # Errors
    /// When not.
    pub async fn ready(&self) -> io::Result<()> {
        let mut listed = self.store.list(Some(&INCOMING.into()));
        listed.next().await.transpose().map(|_| ()).map_err(failure)
    }

    /// Removes what was begun in a local directory and never finished. Only for the one process that
    /// receives, before it does.
    ///
    /// # Errors
    /// When the directory cannot be read or a file not be removed.
    pub fn clear(&self) -> io::Result<()> {
        let Some(root) = &self.directory else { return Ok(()) };
        for entry in std::fs::read_dir(root.join(INCOMING))? {
            std::fs::remove_file(entry?.path())?;
        }
        for folder in std::fs::read_dir(root.join(CONTENTS))? {
            for entry in std::fs::read_dir(folder?.path())? {
                let entry = entry?;
                // What is written beside its place ends in a number.
                if entry.file_name().to_string_lossy().contains('#') {
                    std::fs::remove_file(entry.path())?;
                }
            }
        }
        Ok(())
    }

    /// The contents that came before a moment.
    pub fn before(&self, moment: SystemTime) -> BoxStream<'static, io::Result<Digest>> {
        let named = move |meta: object_store::Result<ObjectMeta>| async move {
            let meta = match meta {
                Ok(meta) => meta,
                Err(error) => return Some(Err(failure(error))),
            };
            let digest = meta.location.filename().and_then(|name| name.parse().ok())?;
            (SystemTime::from(meta.last_modified) < moment).then_some(Ok(digest))
        };
        self.store.list(Some(&CONTENTS.into())).filter_map(named).boxed()
    }

    /// Removes what came in parts before a moment and never got its name.
    ///
    /// # Errors
    /// When it cannot be listed or removed.
    pub async fn forget_unnamed(&self, moment: SystemTime) -> io::Result<()> {
        let mut listed = self.store.list(Some(&INCOMING.into()));
        while let Some(meta) = listed.next().await {
            let meta = meta.map_err(failure)?;
            if SystemTime::from(meta.last_modified) < moment {
                self.delete(&meta.location).await?;
            }
        }
        Ok(())
    }

    /// Begins to receive a content of at most `limit` bytes.
    pub fn receive(&self, limit: u64) -> Receiver {
        Receiver::new(self.clone(), limit)
    }

    /// How many bytes a content has. `None` when it is not there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn size(&self, digest: Digest) -> io::Result<Option<u64>> {
        match self.store.head(&path(digest)).await {
            Ok(meta) => Ok(Some(meta.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failure(error)),
        }
    }

    /// Opens a content. `None` when it is not there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn content(&self, digest: Digest) -> io::Result<Option<Content>> {
        match self.store.get(&path(digest)).await {
            Ok(found) => Content::new(found, Some(digest)).map(Some),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failure(error)),
        }
    }

    /// Some bytes of a content, which are held against nothing. `None` when it is not there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn part(&self, digest: Digest, bytes: Range<u64>) -> io::Result<Option<Content>> {
        let options = GetOptions::new().with_range(Some(bytes));
        match self.store.get_opts(&path(digest), options).await {
            Ok(found) => Content::new(found, None).map(Some),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failure(error)),
        }
    }

    /// Removes a content for good; nothing when it is not there.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub async fn remove(&self, digest: Digest) -> io::Result<()> {
        self.delete(&path(digest)).await
    }

    async fn delete(&self, path: &Path) -> io::Result<()> {
        match self.store.delete(path).await {
            Err(error) if !matches!(error, object_store::Error::NotFound { .. }) => {
                Err(failure(error))
            }
            _ => Ok(()),
        }
    }
}

/// Where a content is.
fn path(digest: Digest) -> Path {
    let name = digest.to_string();
    Path::from_iter([CONTENTS, &name[..2], &name])
}

fn failure(error: object_store::Error) -> io::Error {
    match error {
        object_store::Error::NotFound { .. } => io::Error::new(io::ErrorKind::NotFound, error),
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests;
