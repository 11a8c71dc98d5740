//! How often somebody may ask.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::domain::problem::Problem;

/// Calls that one reader may make at once.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(120).expect("more than nought");
/// Calls that one reader may make in a second, for long.
const A_SECOND: NonZeroU32 = NonZeroU32::new(10).expect("more than nought");

/// Keeps readers within a rate, each by a name of its own: an address, a program.
#[derive(Clone)]
pub struct Pace(Arc<DefaultKeyedRateLimiter<String>>);

impl Default for Pace {
    fn default() -> Self {
        let quota = Quota::per_second(A_SECOND).allow_burst(AT_ONCE);
        Self(Arc::new(RateLimiter::keyed(quota)))
    }
}

impl Pace {
    /// Takes one call of a reader.
    ///
    /// # Errors
    /// [`Problem::TooManyRequests`] with the seconds to wait.
    pub fn take(&self, reader: &str) -> Result<(), Problem> {
        self.0.check_key(&reader.to_owned()).map_err(|early| {
            let wait = early.wait_time_from(DefaultClock::default().now());
            Problem::TooManyRequests { retry_after: wait.max(Duration::from_secs(1)).as_secs() }
        })
    }

    /// Forgets readers who have not asked for long.
    pub fn forget(&self) {
        self.0.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_too_often_waits_and_nobody_else_does() {
        let pace = Pace::default();
        let taken = (0..1_000).take_while(|_| pace.take("192.0.2.1").is_ok()).count();
        assert!((120..200).contains(&taken), "{taken}");
        let late = pace.take("192.0.2.1");
        assert!(matches!(late, Err(Problem::TooManyRequests { retry_after: 1.. })), "{late:?}");
        assert_eq!(pace.take("192.0.2.2"), Ok(()));
    }
}
