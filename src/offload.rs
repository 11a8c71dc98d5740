//! Work that would hold up the async runtime goes to a thread for it.

use tokio::task::JoinError;

/// Bytes up to which the work on them takes less time than handing it to another thread and back.
const LITTLE: usize = 8 << 10;

/// Does work whose cost grows with `bytes`: here when they are few, else on a thread that may block.
///
/// # Errors
/// When the work panicked on that thread.
pub async fn offload<T: Send + 'static>(
    bytes: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    if bytes <= LITTLE { Ok(work()) } else { tokio::task::spawn_blocking(work).await }
}
