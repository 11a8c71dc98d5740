//! The scale above the bars: from nobody to everybody.

use super::svg::{Direction, escape, percent};

/// The scale, and what the chart as a whole says to who cannot see it.
#[derive(Clone, Copy, Debug)]
pub struct Axis<'a> {
    /// An id on the page, from which those of title and description are made.
    pub id: &'a str,
    /// What the chart shows.
    pub title: &'a str,
    /// How to read it, and where the same figures stand as text.
    pub description: &'a str,
    /// The marks: each a share and how it is written.
    pub marks: &'a [(f64, String)],
    /// The side where it begins.
    pub direction: Direction,
}

/// Draws the scale. It carries the chart's title and description.
pub fn axis(axis: &Axis<'_>) -> String {
    let Axis { id, .. } = axis;
    let mut marks = String::new();
    for (share, words) in axis.marks {
        let x = percent(axis.direction.at(*share));
        // At the ends the words lean inwards, in either direction of writing.
        let anchor = match share {
            share if *share <= 0.0 => "start",
            share if *share >= 1.0 => "end",
            _ => "middle",
        };
        marks += &format!(
            "<line x1=\"{x}\" x2=\"{x}\" y1=\"16\" y2=\"22\" stroke=\"#444\"/>\
             <text x=\"{x}\" y=\"12\" text-anchor=\"{anchor}\">{}</text>",
            escape(words)
        );
    }
    format!(
        "<svg class=\"axis\" role=\"img\" width=\"100%\" height=\"22\" direction=\"{direction}\" \
         aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-about\">\
         <title id=\"{id}-title\">{title}</title><desc id=\"{id}-about\">{about}</desc>\
         <line x1=\"0\" x2=\"100%\" y1=\"21.5\" y2=\"21.5\" stroke=\"#444\"/>{marks}</svg>",
        direction = axis.direction.name(),
        title = escape(axis.title),
        about = escape(axis.description),
    )
}
