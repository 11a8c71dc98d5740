//! A quantity as it was spoken, and what it is in grams.

use rust_decimal::Decimal;

use super::{Mass, Measure, Units};

/// A quantity as it was spoken. It is never rewritten: grams are worked out beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// How many.
    pub value: Decimal,
    /// The unit's code.
    pub unit: String,
    /// The community and the areas around it, nearest first.
    pub places: Vec<String>,
    /// The day it was about, in days since 1970-01-01.
    pub day: Option<i32>,
}

/// What a spoken quantity is in grams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Converted {
    /// Exactly the product of value and factor.
    Grams(Decimal),
    /// From the first to the second: the unit is only known within bounds.
    Between(Decimal, Decimal),
    /// It stays as spoken.
    Not(NotConvertible),
}

/// Why a quantity stays as spoken. The record is valid all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotConvertible {
    /// The unit is in no table.
    UnknownUnit,
    /// The unit is known and nobody is known to have weighed it.
    NoFactor,
    /// It has factors, and none holds at this place on this day.
    NotHereThen,
    /// It measures something else: a sack of ore is no mass of gold.
    OtherMeasure,
    /// Below 0, or more than fifteen digits or six decimals: nobody says that, and sums would not be exact.
    OutOfBounds,
}

impl Spoken {
    /// Grams of the mineral.
    pub fn mass(&self, units: &Units) -> Converted {
        self.convert(Measure::Mass, units)
    }

    /// The quantity in the base of `measure`: grams, square metres or metres.
    pub fn convert(&self, measure: Measure, units: &Units) -> Converted {
        let held = self.value.mantissa() < 10_i128.pow(15) && self.value.scale() <= 6;
        if self.value.is_sign_negative() || !held {
            return Converted::Not(NotConvertible::OutOfBounds);
        }
        let places: Vec<&str> = self.places.iter().map(String::as_str).collect();
        let Some(factor) = units.factor(&self.unit, &places, self.day) else {
            let known = units.knows(&self.unit);
            return Converted::Not(match known {
                true => NotConvertible::NotHereThen,
                false => NotConvertible::UnknownUnit,
            });
        };
        if factor.measure != measure {
            return Converted::Not(NotConvertible::OtherMeasure);
        }
        // Bounds of value and factor keep every product exact; a decimal would round past them.
        let times = |factor: Decimal| self.value.checked_mul(factor);
        let converted = match factor.worth {
            Mass::One(one) => times(one).map(Converted::Grams),
            Mass::Between(low, high) => {
                times(low).zip(times(high)).map(|(low, high)| Converted::Between(low, high))
            }
            Mass::Unknown => Some(Converted::Not(NotConvertible::NoFactor)),
        };
        converted.unwrap_or(Converted::Not(NotConvertible::OutOfBounds))
    }
}
