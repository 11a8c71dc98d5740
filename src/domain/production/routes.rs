//! Output by several routes, held against each other.

use rust_decimal::Decimal;

use super::{Count, Miner, Range, Rate, Recovery, WorkerDay};

/// A route to the output of a place in one period. Outputs are grams of the mineral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// A: active miners × grams per miner-day × days.
    Miners {
        /// How many work.
        miners: Count<Miner>,
        /// How many days of the period they work.
        days: Range,
        /// What one wins on a day.
        rate: Rate<WorkerDay>,
    },
    /// B: pits × sacks a day × days × kilograms × grade × recovery.
    Ore {
        /// How many pits are worked.
        pits: Range,
        /// Sacks per pit and day.
        sacks: Range,
        /// Days of work.
        days: Range,
        /// Kilograms of ore in a sack.
        kilograms: Range,
        /// Grams of mineral in a tonne of ore.
        grade: Range,
        /// The part that is won.
        recovery: Recovery,
    },
    /// C: mills × charges × grams per charge.
    Mills {
        /// How many mills run.
        mills: Range,
        /// Charges per mill in the period.
        charges: Range,
        /// What a charge yields.
        grams: Range,
    },
    /// D: what sales or market records say, in grams.
    Sales(Range),
    /// E: income ÷ price ÷ share.
    Income {
        /// What those who were asked earned in the period.
        income: Range,
        /// What a gram was paid, in the same money.
        price: Range,
        /// Their share of the yield, above 0 and up to 1.
        share: Range,
    },
}

/// There are fewer than two routes that give an output: none of them can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OneRoute;

/// Outputs of at least two routes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triangulation {
    /// What each route gives, in the order given.
    pub outputs: Vec<Range>,
    /// The highest over the lowest middle of a route: 1 when all agree.
    pub ratio: Decimal,
    /// From the least to the most that any route allows.
    pub hull: Range,
    /// What every route allows; `None` when two routes exclude each other.
    pub common: Option<Range>,
}

impl Route {
    /// Grams in the period; `None` when a divisor may be 0 or a figure is too large to hold.
    pub fn output(&self) -> Option<Range> {
        match *self {
            Self::Miners { miners, days, rate } => rate.times(miners.working(days)?),
            Self::Ore { pits, sacks, days, kilograms, grade, recovery } => {
                let tonnes =
                    pits.times(sacks)?.times(days)?.times(kilograms)?.over(Range::exactly(1000))?;
                tonnes.times(grade)?.times(recovery.range())
            }
            Self::Mills { mills, charges, grams } => mills.times(charges)?.times(grams),
            Self::Sales(grams) => Some(grams),
            Self::Income { income, price, share } => income.over(price)?.over(share),
        }
    }
}

impl Triangulation {
    /// Holds the outputs of routes against each other. Routes that give none are left out.
    pub fn of(routes: &[Route]) -> Result<Self, OneRoute> {
        let outputs: Vec<Range> = routes.iter().filter_map(Route::output).collect();
        let [first, second, ..] = outputs.as_slice() else { return Err(OneRoute) };
        let middle = |range: &Range| (range.lo() / Decimal::TWO) + (range.hi() / Decimal::TWO);
        let lowest = outputs.iter().map(middle).min().unwrap_or_default();
        let highest = outputs.iter().map(middle).max().unwrap_or_default();
        let ratio = highest.checked_div(lowest).ok_or(OneRoute)?;
        let hull = outputs.iter().fold(first.hull(*second), |hull, range| hull.hull(*range));
        let common = outputs.iter().try_fold(*first, |common, range| common.common(*range));
        Ok(Self { ratio, hull, common, outputs })
    }
}
