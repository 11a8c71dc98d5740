//! Sums of many small quantities, without loss.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Converted, NotConvertible, Spoken, Units};

/// A sum of spoken quantities. Many tiny bits of gold add up exactly, in any order; what cannot be
/// converted is counted beside the sum and never guessed into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The least it can be, in grams; the sum itself when `high` is the same.
    pub low: Decimal,
    /// The most that what was converted can be, in grams.
    pub high: Decimal,
    /// How many quantities are in the sum.
    pub converted: u64,
    /// How many are not, by the unit as spoken and the reason.
    pub not_convertible: BTreeMap<(String, NotConvertible), u64>,
}

impl Total {
    /// Sums masses.
    pub fn of<'a>(spoken: impl IntoIterator<Item = &'a Spoken>, units: &Units) -> Self {
        let mut total = Self::default();
        for quantity in spoken {
            let (low, high) = match quantity.mass(units) {
                Converted::Grams(grams) => (grams, grams),
                Converted::Between(low, high) => (low, high),
                Converted::Not(reason) => {
                    total.leave_out(quantity, reason);
                    continue;
                }
            };
            match exact_sum(total.low, low).zip(exact_sum(total.high, high)) {
                Some((low, high)) => {
                    total.low = low;
                    total.high = high;
                    total.converted += 1;
                }
                None => total.leave_out(quantity, NotConvertible::OutOfBounds),
            }
        }
        total
    }

    /// How many quantities are not in the sum: "n not convertible".
    pub fn left_out(&self) -> u64 {
        self.not_convertible.values().sum()
    }

    fn leave_out(&mut self, quantity: &Spoken, reason: NotConvertible) {
        *self.not_convertible.entry((quantity.unit.clone(), reason)).or_default() += 1;
    }
}

/// The sum, unless it would have to be rounded to be held.
fn exact_sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    // Trailing zeros carry nothing and take digits that a large sum needs.
    let (a, b) = (a.normalize(), b.normalize());
    if a.is_zero() || b.is_zero() {
        return Some(a + b);
    }
    a.checked_add(b).filter(|sum| sum.scale() >= a.scale().max(b.scale()))
}
