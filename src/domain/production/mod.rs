//! The business case: what a place brings forth, what better recovery would add, and who would gain.
//!
//! Three rules hold everywhere here.
//!
//! - **Ranges, not points.** What is known within bounds stays within bounds ([`Range`]). "10–30 % to
//!   50–60 %" is a multiplier between 1.67 and 6, not "double" (section 10 of the field guide).
//! - **Two routes or none.** Output is worked out by at least two routes, and their ratio is shown
//!   ([`Triangulation`]); national plans that had one gave no uncertainty (R41, R42).
//! - **A claim is no estimate.** Somebody's figure, with source, year and place ([`Claim`]), stands
//!   beside what was estimated and never enters it. Doubtful figures are flagged, never corrected.
//!
//! All arithmetic is decimal: ounces and grams of the sources come out to the last digit.

mod claim;
mod gain;
mod plausible;
mod price;
mod range;
mod rate;
mod recovery;
mod routes;
#[cfg(test)]
mod tests;

pub use claim::{
    Beside, Claim, Conflict, Estimate, Judgement, Missing, conversion_conflict, judge_population,
};
pub use gain::{Split, TailingsOwner};
pub use plausible::{Benchmark, Fault, Flag, Place, benchmarks};
pub use price::{Prices, Ratios};
pub use range::{Range, Stated};
pub use rate::{CommunityMember, Count, Miner, Rate, WorkerDay};
pub use recovery::{Recovery, Uplift};
pub use routes::{OneRoute, Route, Triangulation};
