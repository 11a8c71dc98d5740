//! Units as miners speak them, and when they may become grams.
//!
//! A quantity is kept as it was spoken: value, unit, place and day ([`Spoken`]). Grams are worked out
//! from it with a factor that holds at that place on that day ([`Units`]), and the version of the
//! factors is said beside the sum. A unit that nobody has weighed has no factor and none is guessed:
//! its record stays whole and the sum says how many were not converted ([`Total`]).
//!
//! The same word can be another mass in the next district: a mayam is 3.33 g, 3.0 g, or 2.8 to 3.0 g
//! (R124). Traders of the 1880s bought with heavy weights and sold with light ones (R127b). So a
//! factor may belong to a place, down to one community whose scale was checked by a weighing.

mod purity;
mod quantity;
mod table;
#[cfg(test)]
mod tests;
mod total;
mod word;

pub use purity::Purity;
pub use quantity::{Converted, NotConvertible, Spoken};
pub use table::{Factor, Fault, Mass, Measure, Status, Units};
pub use total::Total;
pub use word::{Mineral, Reading, Warning, read_word};
