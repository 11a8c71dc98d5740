//! What may be said of a share, and how sure it is.
//!
//! `needs` counts; this decides what the counts can carry. A round declares how people were chosen
//! ([`Design`]), and that rules the wording: a purposive sample is "of those asked", whatever somebody
//! wishes. From there: weights where population figures exist ([`Weights`]), bands instead of a false
//! order ([`bands`]), change between rounds with its interval ([`Measured::change`]), marks of
//! reliability and words where figures would be hidden ([`Shown`]), who was reached ([`Coverage`]),
//! what keeps people from an answer ([`Access`]), what was said beside what was observed ([`apart`]),
//! licences as a path ([`Path`]) and questions that may be answered by a die ([`Forced`]).

mod barrier;
mod coverage;
mod design;
mod formalisation;
mod randomised;
mod reliability;
mod roll_up;
#[cfg(test)]
mod tests;
mod tie;
mod trend;
mod wanted;
mod weight;

pub use barrier::{Access, Gate, Told};
pub use coverage::{Coverage, Interview, Known, Part};
pub use design::{Design, Share, Standing};
pub use formalisation::{Path, Standings, Step};
pub use randomised::{Forced, Hidden};
pub use reliability::{LEAST, Mark, Shown, Word, shown, shown_at_all};
pub use roll_up::{Span, spans_within};
pub use tie::{Band, bands};
pub use trend::{Change, Direction, Measured, NotComparable};
pub use wanted::{Apart, Heard, apart};
pub use weight::{Cell, Limits, Refusal, Stratum, Weights};
