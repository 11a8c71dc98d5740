//! The three prices of one day: the world's, the market's and the buying centre's.

use rust_decimal::Decimal;

/// Grams in a troy ounce; exact (R123).
const TROY_OUNCE: Decimal = Decimal::from_parts(311_034_768, 0, 0, false, 7);

/// Prices of one place on one day, as its board shows them (R20). All above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prices {
    /// US dollars per troy ounce.
    pub usd_per_ounce: Decimal,
    /// The world price per gram in the money of the place.
    pub world: Decimal,
    /// What the market pays per gram.
    pub market: Decimal,
    /// What a buying centre pays per gram.
    pub centre: Decimal,
}

/// What the prices say of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratios {
    /// Market over world.
    pub market: Decimal,
    /// Buying centre over world.
    pub centre: Decimal,
    /// Money of the place per US dollar that the board must have used.
    pub per_dollar: Decimal,
}

impl Prices {
    /// Holds the prices against each other; `None` unless all are above 0.
    pub fn ratios(&self) -> Option<Ratios> {
        let all = [self.usd_per_ounce, self.world, self.market, self.centre];
        if all.iter().any(|price| *price <= Decimal::ZERO) {
            return None;
        }
        Some(Ratios {
            market: self.market.checked_div(self.world)?,
            centre: self.centre.checked_div(self.world)?,
            per_dollar: self.world.checked_mul(TROY_OUNCE)?.checked_div(self.usd_per_ounce)?,
        })
    }

    /// What is left of a gram's market price after charges, each a part of the gross value: royalty
    /// and inspection (R17). `None` when they are more than the whole or below 0.
    pub fn market_after(&self, charges: &[Decimal]) -> Option<Decimal> {
        let mut left = Decimal::ONE;
        for charge in charges {
            left = left.checked_sub(*charge).filter(|_| !charge.is_sign_negative())?;
        }
        if left.is_sign_negative() { None } else { self.market.checked_mul(left) }
    }
}
