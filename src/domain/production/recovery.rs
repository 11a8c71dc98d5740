//! How much of the metal in the ore is won, and what winning more would add.

use rust_decimal::Decimal;

use super::Range;

/// The part of the metal in the ore that a practice wins, above 0 and up to 1.
///
/// Seen: 10–30 % around Mgusu (the seed), rarely above 30 % for independent miners at processing
/// centres (R37), 30 to 85 % in simple plants (R38), about 90 % of what was left when a centre treats
/// tailings with cyanide (R37). Each is somebody's figure; none is built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recovery(Range);

/// What a better practice would change, with the same ore. All but `multiplier` are in the unit of
/// the output it was worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uplift {
    /// New output over old: from worst new over best old to best new over worst old.
    pub multiplier: Range,
    /// The output there would be.
    pub new: Range,
    /// What is added; below 0 where the new practice may be worse than the old.
    pub extra: Range,
    /// All metal in the ore that was treated.
    pub contained: Range,
    /// What the old practice leaves in the tailings.
    pub left: Range,
}

impl Recovery {
    /// From `lo` to `hi` percent; `None` unless 0 < `lo` ≤ `hi` ≤ 100.
    pub fn percent(lo: impl Into<Decimal>, hi: impl Into<Decimal>) -> Option<Self> {
        let (lo, hi) = (lo.into(), hi.into());
        if lo <= Decimal::ZERO || hi > Decimal::ONE_HUNDRED {
            return None;
        }
        Some(Self(Range::new(
            lo.checked_div(Decimal::ONE_HUNDRED)?,
            hi.checked_div(Decimal::ONE_HUNDRED)?,
        )?))
    }

    /// The parts that it may be.
    pub fn range(self) -> Range {
        self.0
    }

    /// What changing to `new` would do to an output of `old_output`; `None` when a figure is too
    /// large to hold.
    ///
    /// new = old × r₁/r₀, extra = old × (r₁/r₀ − 1), left = old/r₀ − old. The ranges of old and new
    /// recovery are taken as independent.
    pub fn uplift(self, new: Self, old_output: Range) -> Option<Uplift> {
        let multiplier = new.0.over(self.0)?;
        let added = multiplier.minus(Decimal::ONE)?;
        // old × (1/r₀ − 1) as one product: the old output is the same in both terms.
        let beside = Range::exactly(Decimal::ONE).over(self.0)?.minus(Decimal::ONE)?;
        Some(Uplift {
            multiplier,
            new: old_output.times(multiplier)?,
            extra: old_output.times(added)?,
            contained: old_output.over(self.0)?,
            left: old_output.times(beside)?,
        })
    }
}
