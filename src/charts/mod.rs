//! Charts as SVG: pure functions from figures to text.
//!
//! A chart is made of pieces that stretch with the page: an [`axis`] and one [`bar`] for each figure,
//! with lengths in percent, so that nothing is measured and nothing can overlap on a small phone. The
//! words stand beside the bars as ordinary text of the page, where they wrap and can be read out.
//! Bars are told apart by [`Pattern`], which survives a printer without colours. In a language that
//! is written from right to left, bars grow from the right.
//!
//! No piece uses `style`, which the node's content security policy forbids.

mod axis;
mod bar;
mod pattern;
mod svg;
#[cfg(test)]
mod tests;

pub use axis::{Axis, axis};
pub use bar::{Bar, bar};
pub use pattern::{Pattern, definitions, swatch};
pub use svg::Direction;
