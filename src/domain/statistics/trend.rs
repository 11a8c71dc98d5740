//! Change between two rounds, with its interval.

use serde::Serialize;

use super::{Design, Standing};
use crate::domain::needs::{Interval, Sample};

/// A share that one round measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// How people were chosen.
    pub design: Design,
    /// Which list of needs they were shown, by form and version.
    pub list: String,
    /// The share, 0 to 1.
    pub share: f64,
    /// What it was measured in.
    pub sample: Sample,
}

/// Why two rounds cannot be subtracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotComparable {
    /// A round makes no claim about a population: what changed may be who was asked.
    Design,
    /// People were shown different lists.
    List,
    /// A round asked nobody.
    Nobody,
    /// The rounds were held in different communities.
    Places,
}

/// Where a share went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More, and the interval holds no "same".
    Up,
    /// Less, and the interval holds no "same".
    Down,
    /// The interval holds "same": nothing can be said.
    Unclear,
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Change {
    /// After minus before, −1 to 1.
    pub difference: f64,
    /// Its 95 % interval, within −1 and 1.
    pub interval: Interval,
    /// What may be said.
    pub direction: Direction,
}

impl Measured {
    /// What changed from this round to a later one: Newcombe's interval from the two Wilson intervals
    /// (Statistics in Medicine 17, 1998, method 10), so it has no width between two censuses.
    ///
    /// The rounds are taken as independent samples. Asking the same people twice makes the true
    /// interval narrower, never wider, as long as people tend to answer as they did before.
    pub fn change(&self, later: &Self) -> Result<Change, NotComparable> {
        let both = [self, later];
        if both.iter().any(|round| round.sample.n == 0) {
            return Err(NotComparable::Nobody);
        }
        if both.iter().any(|round| round.design.standing() == Standing::OfThoseAsked) {
            return Err(NotComparable::Design);
        }
        if self.list != later.list {
            return Err(NotComparable::List);
        }
        let before = self.design.share(self.share, self.sample);
        let after = later.design.share(later.share, later.sample);
        let difference = after.share - before.share;
        let down = (after.share - after.interval.lo).hypot(before.interval.hi - before.share);
        let up = (after.interval.hi - after.share).hypot(before.share - before.interval.lo);
        let interval =
            Interval { lo: (difference - down).max(-1.0), hi: (difference + up).min(1.0) };
        let direction = if interval.lo > 0.0 {
            Direction::Up
        } else if interval.hi < 0.0 {
            Direction::Down
        } else {
            Direction::Unclear
        };
        Ok(Change { difference, interval, direction })
    }
}
