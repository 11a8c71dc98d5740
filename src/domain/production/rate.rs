//! So much per whom. Figures of different denominators cannot be added: that does not compile.

use std::marker::PhantomData;
use std::ops::Add;

use rust_decimal::Decimal;

use super::Range;

/// Everybody who lives there, children and shopkeepers too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommunityMember;

/// Who digs, hauls, crushes, washes or sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miner;

/// One miner on one day of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerDay;

/// How many of `Per`. Fractions happen: workers by days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count<Per> {
    range: Range,
    per: PhantomData<Per>,
}

/// Grams of the mineral per one of `Per`.
///
/// ```compile_fail
/// use rust_decimal::Decimal;
/// use sikia::domain::production::{CommunityMember, Miner, Range, Rate};
/// let a = Rate::<CommunityMember>::of(Range::exactly(Decimal::ONE));
/// let b = Rate::<Miner>::of(Range::exactly(Decimal::ONE));
/// let _ = a + b;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate<Per> {
    grams: Range,
    per: PhantomData<Per>,
}

impl<Per> Count<Per> {
    /// So many.
    pub fn of(range: Range) -> Self {
        Self { range, per: PhantomData }
    }
}

impl Count<Miner> {
    /// Worker-days of these miners who work so many days; `None` when that is too many to hold.
    pub fn working(self, days: Range) -> Option<Count<WorkerDay>> {
        self.range.times(days).map(Count::of)
    }
}

impl<Per> Rate<Per> {
    /// So many grams per one.
    pub fn of(grams: Range) -> Self {
        Self { grams, per: PhantomData }
    }

    /// The rate of an output and who brought it forth; `None` when there may be nobody.
    pub fn from_output(grams: Range, count: Count<Per>) -> Option<Self> {
        grams.over(count.range).map(Self::of)
    }

    /// Grams per one.
    pub fn grams(self) -> Range {
        self.grams
    }

    /// Grams of so many; `None` when it is too much to hold.
    pub fn times(self, count: Count<Per>) -> Option<Range> {
        self.grams.times(count.range)
    }
}

/// Two outputs of the same people. `None` when it is too much to hold.
impl<Per> Add for Rate<Per> {
    type Output = Option<Self>;

    fn add(self, other: Self) -> Option<Self> {
        self.grams.plus(other.grams).map(Self::of)
    }
}

impl<Per> From<u32> for Count<Per> {
    fn from(count: u32) -> Self {
        Self::of(Range::exactly(Decimal::from(count)))
    }
}
