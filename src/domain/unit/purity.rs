//! How much of a mass is the metal itself.

use rust_decimal::Decimal;

/// How pure gold is said to be. Buyers pay by it (R77), and mercury left in sponge gold lowers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purity {
    /// Parts in 24 (R123, R126).
    Karat(Decimal),
    /// Parts in 1000 (R126).
    Fineness(Decimal),
}

impl Purity {
    /// The pure part of a mass, in the unit of the mass; `None` when the purity is not within 0 and
    /// the whole, or the mass is too large to hold. Karats may leave a fraction without an end: it is
    /// rounded at the 28th digit.
    pub fn pure(self, mass: Decimal) -> Option<Decimal> {
        let (parts, whole) = match self {
            Self::Karat(parts) => (parts, Decimal::from(24)),
            Self::Fineness(parts) => (parts, Decimal::from(1000)),
        };
        if parts.is_sign_negative() || parts > whole {
            return None;
        }
        mass.checked_mul(parts)?.checked_div(whole)
    }
}
