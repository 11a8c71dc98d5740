//! A content on its way out.

use std::fmt;
use std::io::{self, Seek, SeekFrom};

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, BoxStream, Stream, StreamExt};
use object_store::{GetResult, GetResultPayload};
use sha2::{Digest as _, Sha256};
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use super::{Digest, failure};

/// What is read from a disk at once.
const CHUNK: usize = 256 << 10;

/// A content that is read. Its last bytes come only when all of them are what its name says: whoever was
/// promised the whole is never given something else instead.
pub struct Content {
    /// How many bytes it has.
    pub size: u64,
    /// What they are held against; none for a part, as a name is over the whole.
    digest: Option<Digest>,
    hash: Sha256,
    from: BoxStream<'static, io::Result<Bytes>>,
    /// The last that was read: it is given when the next is there, or the end.
    held: Option<Bytes>,
    /// What was looked at before it was asked for.
    seen: Option<Bytes>,
}

impl Content {
    pub(super) fn new(found: GetResult, digest: Option<Digest>) -> io::Result<Self> {
        let size = found.range.end - found.range.start;
        let from = match found.payload {
            GetResultPayload::File(mut file, _) => {
                file.seek(SeekFrom::Start(found.range.start))?;
                read(File::from_std(file), size).fuse().boxed()
            }
            GetResultPayload::Stream(chunks) => {
                chunks.map(|chunk| chunk.map_err(failure)).fuse().boxed()
            }
        };
        Ok(Self { size, digest, hash: Sha256::new(), from, held: None, seen: None })
    }

    /// The next bytes; `None` behind the last.
    ///
    /// # Errors
    /// When they cannot be read, or are not what was stored ([`io::ErrorKind::InvalidData`]).
    pub async fn next(&mut self) -> Option<io::Result<Bytes>> {
        match self.seen.take() {
            Some(seen) => Some(Ok(seen)),
            None => self.read_on().await,
        }
    }

    async fn read_on(&mut self) -> Option<io::Result<Bytes>> {
        loop {
            match self.from.next().await {
                Some(Ok(chunk)) => {
                    self.hash.update(&chunk);
                    if let Some(held) = self.held.replace(chunk) {
                        return Some(Ok(held));
                    }
                }
                Some(Err(error)) => {
                    self.held = None;
                    return Some(Err(error));
                }
                None => {
                    let last = self.held.take()?;
                    let read = Digest(std::mem::take(&mut self.hash).finalize().into());
                    let Some(digest) = self.digest.filter(|digest| *digest != read) else {
                        return Some(Ok(last));
                    };
                    let words = format!("{digest} is not what was stored");
                    return Some(Err(io::Error::new(io::ErrorKind::InvalidData, words)));
                }
            }
        }
    }

    /// The first bytes, at least `least` where there are as many; [`Content::next`] gives them again.
    ///
    /// # Errors
    /// As [`Content::next`].
    pub async fn peek(&mut self, least: usize) -> io::Result<&[u8]> {
        let mut first = BytesMut::new();
        while first.len() < least {
            let Some(chunk) = self.next().await else { break };
            first.extend_from_slice(&chunk?);
        }
        self.seen = (!first.is_empty()).then(|| first.freeze());
        Ok(self.seen.as_deref().unwrap_or_default())
    }

    /// All of it, which has to fit into memory.
    ///
    /// # Errors
    /// As [`Content::next`].
    pub async fn whole(mut self) -> io::Result<Vec<u8>> {
        let mut all = Vec::with_capacity(usize::try_from(self.size).unwrap_or_default());
        while let Some(chunk) = self.next().await {
            all.extend_from_slice(&chunk?);
        }
        Ok(all)
    }

    /// Its bytes as they are read.
    pub fn chunks(self) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        stream::unfold(Some(self), |content| async move {
            let mut content = content?;
            let chunk = content.next().await?;
            // Nothing comes behind what failed.
            let rest = chunk.is_ok().then_some(content);
            Some((chunk, rest))
        })
    }
}

/// Without its bytes.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("size", &self.size).finish_non_exhaustive()
    }
}

fn read(file: File, length: u64) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    stream::unfold(Some(file.take(length)), |file| async move {
        let mut file = file?;
        let mut chunk = BytesMut::with_capacity(CHUNK);
        match file.read_buf(&mut chunk).await {
            Ok(0) => None,
            Ok(_) => Some((Ok(chunk.freeze()), Some(file))),
            Err(error) => Some((Err(error), None)),
        }
    })
}
