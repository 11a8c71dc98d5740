//! Questions that people may answer by a die, so that no answer says anything of them.
//!
//! Forced design (R96): a die that only the respondent sees says "tell the truth", "say yes" or "say
//! no". Nobody can know of one person; of many, the share can be worked out.

use crate::domain::needs::{Interval, Sample};

/// A forced design: with which chance the die asks for the truth and with which for a yes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forced {
    truth: f64,
    yes: f64,
}

/// A share that was asked for by a die.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hidden {
    /// (λ − p_yes) / p_truth, as it comes out: below 0 or above 1 when few were asked.
    pub raw: f64,
    /// The same within 0 and 1.
    pub share: f64,
    /// The standard error, √(λ(1 − λ) / (n · p_truth²)).
    pub error: f64,
    /// The 95 % interval within 0 and 1: Wilson's for λ, drawn through the same line.
    pub interval: Interval,
}

impl Forced {
    /// A design; `None` unless the die sometimes asks for each of truth, yes and no.
    pub fn new(truth: f64, yes: f64) -> Option<Self> {
        let no = 1.0 - truth - yes;
        // Without a forced no, every no would be the truth.
        (truth > 0.0 && yes > 0.0 && no > 1e-9).then_some(Self { truth, yes })
    }

    /// The share behind `answered_yes` of `n` answers; `None` when nobody answered or more said yes
    /// than answered.
    pub fn estimate(self, answered_yes: u64, n: u64) -> Option<Hidden> {
        if n == 0 || answered_yes > n {
            return None;
        }
        let lambda = answered_yes as f64 / n as f64;
        let through = |lambda: f64| (lambda - self.yes) / self.truth;
        let raw = through(lambda);
        let seen = Sample::of(n, None).interval(lambda);
        let share = raw.clamp(0.0, 1.0);
        Some(Hidden {
            raw,
            share,
            error: (lambda * (1.0 - lambda) / n as f64).sqrt() / self.truth,
            interval: Interval {
                lo: through(seen.lo).clamp(0.0, 1.0),
                hi: through(seen.hi).clamp(0.0, 1.0),
            },
        })
    }
}
