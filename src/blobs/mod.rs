//! Attachments as files, by their content: `sha256/<two digits>/<the digest>` under one directory.
//!
//! The same bytes are there once, whatever they are called and however often they come. The name that a
//! client gave is data: it is never part of a path.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

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

/// The attachments of a node.
#[derive(Clone, Debug)]
pub struct Blobs {
    root: PathBuf,
}

impl Blobs {
    /// Attachments under a directory, which is made when it is not there.
    ///
    /// # Errors
    /// When the directory cannot be made.
    pub fn open(root: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(root.join("incoming"))?;
        std::fs::create_dir_all(root.join("sha256"))?;
        Ok(Self { root: root.to_owned() })
    }

    /// Removes what was begun and never finished. Only for the one process that receives, before it
    /// does.
    ///
    /// # Errors
    /// When the directory cannot be read or a file not be removed.
    pub fn clear(&self) -> io::Result<()> {
        for entry in std::fs::read_dir(self.root.join("incoming"))? {
            std::fs::remove_file(entry?.path())?;
        }
        Ok(())
    }

    /// The contents that came before a moment.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn before(&self, moment: SystemTime) -> io::Result<Vec<Digest>> {
        let mut found = Vec::new();
        for folder in std::fs::read_dir(self.root.join("sha256"))? {
            for entry in std::fs::read_dir(folder?.path())? {
                let entry = entry?;
                let named = entry.file_name().to_str().and_then(|name| name.parse().ok());
                if let Some(digest) = named
                    && entry.metadata()?.modified()? < moment
                {
                    found.push(digest);
                }
            }
        }
        Ok(found)
    }

    /// Begins to receive a content of at most `limit` bytes.
    ///
    /// # Errors
    /// When no file can be made.
    pub async fn receive(&self, limit: u64) -> io::Result<Receiver> {
        let path = self.root.join("incoming").join(Uuid::new_v4().simple().to_string());
        let file = File::create(&path).await?;
        let blobs = self.clone();
        Ok(Receiver { blobs, path, file, hash: Sha256::new(), size: 0, limit, kept: false })
    }

    /// Where a content is.
    fn path(&self, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        self.root.join("sha256").join(&name[..2]).join(name)
    }

    /// Opens a content. `None` when it is not there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn open_file(&self, digest: Digest) -> io::Result<Option<File>> {
        match File::open(self.path(digest)).await {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Removes a content for good; nothing when it is not there.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub async fn remove(&self, digest: Digest) -> io::Result<()> {
        match fs::remove_file(self.path(digest)).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// A content that is coming in. Dropped before it is finished, it leaves nothing.
#[derive(Debug)]
pub struct Receiver {
    blobs: Blobs,
    path: PathBuf,
    file: File,
    hash: Sha256,
    size: u64,
    limit: u64,
    kept: bool,
}

impl Receiver {
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
        self.file.write_all(bytes).await
    }

    /// Keeps what came: durable when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn finish(mut self) -> io::Result<Stored> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let digest = Digest(std::mem::take(&mut self.hash).finalize().into());
        let path = self.blobs.path(digest);
        let folder = path.parent().unwrap_or(&self.blobs.root).to_owned();
        fs::create_dir_all(&folder).await?;
        fs::rename(&self.path, &path).await?;
        self.kept = true;
        // A name is on disk when its directory is, and a new directory when the one above is.
        for directory in [folder.as_path(), &self.blobs.root.join("sha256")] {
            File::open(directory).await?.sync_all().await?;
        }
        Ok(Stored { digest, size: self.size })
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        if !self.kept {
            // What stays behind is removed at the next start.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests;
