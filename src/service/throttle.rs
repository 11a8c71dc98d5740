//! Names under which sign-in failed too often wait for a while.

use super::{Result, Services};
use crate::domain::problem::Problem;
use crate::store::{Failures, TokenHash};

/// Failures in a row before a name is locked for a while.
const TRIES: u32 = 5;
/// The first lock, in milliseconds; every further failure doubles it.
const LOCK_MS: i64 = 30_000;
/// The longest lock: one hour, so that nobody can be shut out for good by somebody else.
const LONGEST_LOCK_MS: i64 = 3_600_000;

/// Whether one may try under a key now.
///
/// # Errors
/// [`Problem::TooManyRequests`] while it is locked.
pub async fn check(services: &Services, key: &TokenHash) -> Result<()> {
    let locked = locked_until(services.store.failures(key).await?) - services.now();
    if locked > 0 {
        let retry_after = (locked as u64).div_ceil(1000);
        return Err(Problem::TooManyRequests { retry_after }.into());
    }
    Ok(())
}

/// Until when a name is locked, in milliseconds since 1970.
fn locked_until(failures: Failures) -> i64 {
    if failures.count < TRIES {
        return 0;
    }
    let doublings = (failures.count - TRIES).min(20);
    failures.last_at + (LOCK_MS << doublings).min(LONGEST_LOCK_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_grows_with_every_failure_and_never_lasts_longer_than_an_hour() {
        let until = |count| locked_until(Failures { count, last_at: 0 });
        assert_eq!(until(4), 0);
        assert_eq!(until(5), 30_000);
        assert_eq!(until(6), 60_000);
        assert_eq!(until(u32::MAX), LONGEST_LOCK_MS);
    }
}
