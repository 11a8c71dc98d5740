//! One bar.

use super::pattern::Pattern;
use super::svg::Direction;

/// A share as a bar, with the range it is sure to within as a thin line across it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The share, 0 to 1: the length of the bar.
    pub share: f64,
    /// From where to where the share may lie, 0 to 1; none for no line.
    pub range: Option<(f64, f64)>,
    /// The fill.
    pub pattern: Pattern,
    /// The side it grows from.
    pub direction: Direction,
}

/// Draws a bar, as wide as the page lets it be. It is hidden from screen readers: the words beside it
/// say the same.
pub fn bar(bar: &Bar) -> String {
    let height = if bar.range.is_some() { 20 } else { 10 };
    let (x, width) = bar.direction.span(0.0, bar.share);
    let filled = format!(
        "<rect class=\"share\" x=\"{x}\" width=\"{width}\" height=\"{height}\" fill=\"{}\" stroke=\"{}\"/>",
        bar.pattern.fill(),
        bar.pattern.stroke(),
    );
    // A thin dark line with a pale rim is seen on a dark fill, on a pale one and on paper.
    let line = bar.range.map_or_else(String::new, |(low, high)| {
        let (x, width) = bar.direction.span(low, high);
        format!(
            "<rect class=\"range\" x=\"{x}\" y=\"8\" width=\"{width}\" height=\"4\" stroke=\"#fff\"/>"
        )
    });
    format!(
        "<svg class=\"bar\" width=\"100%\" height=\"{height}\" aria-hidden=\"true\">{filled}{line}</svg>"
    )
}
