//! What a community asks for, as figures: from heads to facts, from facts to a report.
//!
//! A head becomes a [`Fact`] when its respondent agreed to be counted; a store keeps it as a
//! [`PackedFact`], a few small numbers; a [`Tally`] counts those; a [`NeedsReport`] says it with
//! shares and intervals. Nothing is counted twice and nothing is kept as a sum, so any filter gives
//! exact figures and a recount can only agree.
//!
//! # Who is in the base
//! *Asked* is everybody who was counted at all. *Respondents*, the base of every share, are those who
//! answered: who says that nothing is needed (`X-NONE`) is in it; who does not know (`X-DK`) or
//! prefers not to say (`X-REF`) is not, and is shown beside it. Who names something that the
//! taxonomy lacks (`X-OTH`) is in the base and keeps the rank it was named at, but `X-OTH` is no
//! need: it is shown beside the list, until somebody codes the words.

pub mod borda;
mod codes;
mod day;
mod fact;
mod filter;
mod interval;
mod meanings;
mod packed;
mod report;
mod tally;
#[cfg(test)]
mod tests;

pub use codes::Codes;
pub use day::day;
pub use fact::Fact;
pub use filter::{Filter, PackedFilter};
pub use interval::{Interval, Sample, effective_size, wilson};
pub use meanings::Meanings;
pub use packed::PackedFact;
pub use report::{Group, Groups, Label, Method, Need, NeedsReport};
pub use tally::Tally;

/// How many of the needs that a respondent names are counted: the first three.
pub const RANKS: usize = 3;
