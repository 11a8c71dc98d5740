//! What may leave the node for whom, so that nobody is exposed: neither a person nor a community.
//!
//! [`Rules`] say it per audience. A table is a [`Cube`]: every combination of the nodes of its
//! [`Dimension`]s, so every filter that an audience has is a cell of it, with the sums that bind the
//! cells together. [`Memory`] holds what earlier editions released; with it, an [`Edition`] hides
//!
//! 1. cells that stand for too few people, or for too few communities where a code is sensitive, and
//!    rises between two editions that stand for too few people (*primary*),
//! 2. as many other cells as it takes until nobody can work out a hidden one from sums, filters or
//!    earlier editions (*complementary*, R81b).
//!
//! The second step proves what it does: a hidden cell counts as safe only when there is another table
//! that agrees with everything that was ever published and has the cell at the other end of its
//! protection range. `tests/disclosure` plays the attacker with a program of its own.
//!
//! Microdata are another thing: [`anonymise`] makes groups of at least k and says how great the risk
//! of being found again is.

mod coarse;
mod cube;
mod dimension;
mod edition;
mod microdata;
mod model;
mod protect;
mod respondents;
mod risk;
mod rules;
mod solver;
#[cfg(test)]
mod tests;

pub use coarse::{Places, month};
pub use cube::{Cube, Key, Record, Unfit};
pub use dimension::{Dimension, Flaw};
pub use edition::{Edition, Memory, Offer, Report, Shown};
pub use microdata::{Anonymised, Microdata, Person, anonymise};
pub use protect::{Failure, Why};
pub use risk::{global_risk, individual_risk};
pub use rules::{Audience, Content, Rules, Treatment, is_sensitive};
