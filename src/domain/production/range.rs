//! Figures that are known within bounds.

use rust_decimal::Decimal;

/// From where to where a figure lies; both ends are possible. One point when both are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    lo: Decimal,
    hi: Decimal,
}

impl Range {
    /// From `lo` to `hi`; `None` when they are the wrong way round.
    pub fn new(lo: Decimal, hi: Decimal) -> Option<Self> {
        (lo <= hi).then_some(Self { lo, hi })
    }

    /// One point.
    pub fn exactly(value: impl Into<Decimal>) -> Self {
        let value = value.into();
        Self { lo: value, hi: value }
    }

    /// The lower end.
    pub fn lo(self) -> Decimal {
        self.lo
    }

    /// The upper end.
    pub fn hi(self) -> Decimal {
        self.hi
    }

    /// Every product of a figure of this and one of `other`; `None` when it is too large to hold.
    pub fn times(self, other: Self) -> Option<Self> {
        let mut ends = [Decimal::ZERO; 4];
        let pairs =
            [(self.lo, other.lo), (self.lo, other.hi), (self.hi, other.lo), (self.hi, other.hi)];
        for (end, (a, b)) in ends.iter_mut().zip(pairs) {
            *end = a.checked_mul(b)?;
        }
        let lo = ends.iter().min().copied()?;
        Self::new(lo, ends.iter().max().copied()?)
    }

    /// Every quotient of a figure of this and one of `other`; `None` unless all of `other` is above 0.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.lo <= Decimal::ZERO {
            return None;
        }
        let by = |end: Decimal, at_least: bool| {
            // The largest quotient comes from the smallest divisor, unless the end is below 0.
            let divisor = if (end >= Decimal::ZERO) == at_least { other.hi } else { other.lo };
            end.checked_div(divisor)
        };
        Self::new(by(self.lo, true)?, by(self.hi, false)?)
    }

    /// Every sum of a figure of this and one of `other`; `None` when it is too large to hold.
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::new(self.lo.checked_add(other.lo)?, self.hi.checked_add(other.hi)?)
    }

    /// This, shifted down by one number.
    pub fn minus(self, number: Decimal) -> Option<Self> {
        Self::new(self.lo.checked_sub(number)?, self.hi.checked_sub(number)?)
    }

    /// The smallest range that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// What both hold; `None` when they have nothing in common.
    pub fn common(self, other: Self) -> Option<Self> {
        Self::new(self.lo.max(other.lo), self.hi.min(other.hi))
    }
}

/// A number as a source states it: with or without its "about".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The number.
    pub value: Decimal,
    /// Whether the source says "about", "~" or "nearly".
    pub approximate: bool,
}

impl Stated {
    /// How often `other` goes into this: approximate as soon as one of both is. `None` when `other`
    /// is 0.
    pub fn ratio(self, other: Self) -> Option<Self> {
        let value = self.value.checked_div(other.value)?;
        Some(Self { value, approximate: self.approximate || other.approximate })
    }
}
