//! Who keeps what better recovery wins.
//!
//! Independent miners often leave their tailings as the fee of the mill, and the centre wins about
//! 90 % of the rest without paying them (R37). So the gain is split by who owns the tailings.

use rust_decimal::Decimal;

use super::{Range, Recovery};

/// Who owns the tailings: the answers of the form's question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TailingsOwner {
    /// Those who dug the ore.
    Miner,
    /// The pit owner, the mill, the leach plant: anybody else.
    Other,
    /// They are left lying.
    Nobody,
    /// Nobody knows, or it was not asked.
    Unknown,
}

/// Parts of the metal in the ore, before costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// What goes to the miners.
    pub miner: Range,
    /// What goes to others.
    pub others: Range,
    /// What is won at all.
    pub total: Range,
    /// The miners' part of what is won.
    pub miner_share: Range,
}

impl Split {
    /// Splits what a first pass by the miner and a second pass over the tailings win. `second` is the
    /// part of what the first pass left. `None` when a figure is too long to hold.
    pub fn of(first: Recovery, second: Recovery, owner: TailingsOwner) -> Option<Self> {
        let (first, second) = (first.range(), second.range());
        let rest = Range::new(Decimal::ONE - first.hi(), Decimal::ONE - first.lo())?;
        let again = rest.times(second)?;
        // r + c(1 − r) grows with both, since c is at most 1.
        let total = Range::new(won(first.lo(), second.lo()), won(first.hi(), second.hi()))?;
        let nothing = Range::exactly(Decimal::ZERO);
        let all = Range::exactly(Decimal::ONE);
        let fee = Range::new(
            part(first.lo(), won(first.lo(), second.hi()))?,
            part(first.hi(), won(first.hi(), second.lo()))?,
        )?;
        Some(match owner {
            TailingsOwner::Miner => Self { miner: total, others: nothing, total, miner_share: all },
            TailingsOwner::Other => Self { miner: first, others: again, total, miner_share: fee },
            TailingsOwner::Nobody => {
                Self { miner: first, others: nothing, total: first, miner_share: all }
            }
            TailingsOwner::Unknown => Self {
                miner: first.hull(total),
                others: nothing.hull(again),
                total: first.hull(total),
                miner_share: fee.hull(all),
            },
        })
    }

    /// What the miners keep of `contained` grams after their costs in grams. `None` where costs are
    /// not known: then only the gain before costs can be said.
    pub fn miner_net(&self, contained: Range, costs: Option<Range>) -> Option<Range> {
        let costs = costs?;
        let gross = self.miner.times(contained)?;
        Range::new(gross.lo().checked_sub(costs.hi())?, gross.hi().checked_sub(costs.lo())?)
    }
}

fn won(first: Decimal, second: Decimal) -> Decimal {
    first + second * (Decimal::ONE - first)
}

fn part(first: Decimal, total: Decimal) -> Option<Decimal> {
    first.checked_div(total)
}
