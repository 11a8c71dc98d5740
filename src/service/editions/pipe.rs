//! From an encoder, which writes and blocks, to the place of files, which does not.

use std::io::{self, Write};

use tokio::sync::mpsc;

use crate::blobs::{Blobs, Stored};
use crate::service::{Failure, Result};

/// Pieces that wait: half a megabyte at the most.
const WAITING: usize = 8;
/// The size of a piece.
const PIECE: usize = 64 << 10;
/// The largest file of an edition, in bytes.
const LARGEST: u64 = 1 << 40;

/// What an encoder writes into.
struct Pipe {
    pieces: mpsc::Sender<Vec<u8>>,
    piece: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE * 2));
        self.pieces.blocking_send(piece).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// Keeps what a job writes, durable when this returns. The job runs on a thread that may block.
pub(super) async fn keep<F>(blobs: &Blobs, job: F) -> Result<Stored>
where
    F: FnOnce(Box<dyn Write + Send>) -> Result<()> + Send + 'static,
{
    let (pieces, mut written) = mpsc::channel(WAITING);
    let writing = tokio::task::spawn_blocking(move || {
        let pipe = Pipe { pieces, piece: Vec::new() };
        job(Box::new(pipe))
    });
    let mut receiver = blobs.receive(LARGEST);
    while let Some(piece) = written.recv().await {
        receiver.write(&piece).await?;
    }
    writing.await.map_err(|error| Failure::Fault(error.to_string()))??;
    Ok(receiver.finish().await?)
}
