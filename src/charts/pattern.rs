//! Fills that differ in more than colour.

use crate::domain::taxonomy::CORE;

/// How a bar is filled. The three core domains of the taxonomy have one of their own each; the
/// adjacent domains share one, since their names stand beside the bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Geological: solid.
    Geological,
    /// Environmental: slanted stripes.
    Environmental,
    /// Regulatory: upright stripes.
    Regulatory,
    /// Every other domain: dots.
    Adjacent,
    /// Something that is no need: pale.
    Plain,
}

impl Pattern {
    /// Those that stand for domains, in the order of a legend.
    pub const DOMAINS: [Self; 4] =
        [Self::Geological, Self::Environmental, Self::Regulatory, Self::Adjacent];

    /// The pattern of a domain of the taxonomy.
    pub fn of_domain(domain: &str) -> Self {
        let at = CORE.iter().position(|core| *core == domain);
        at.map_or(Self::Adjacent, |at| Self::DOMAINS[at])
    }

    /// What `fill` says.
    pub(super) fn fill(self) -> &'static str {
        match self {
            Self::Geological => "#14405e",
            Self::Environmental => "url(#env)",
            Self::Regulatory => "url(#reg)",
            Self::Adjacent => "url(#adj)",
            Self::Plain => "#8a949b",
        }
    }

    fn edge(self) -> &'static str {
        match self {
            Self::Geological => "#14405e",
            Self::Environmental => "#1c5c36",
            Self::Regulatory => "#8a3b0b",
            Self::Adjacent | Self::Plain => "#5d666c",
        }
    }

    /// The outline of what is filled: without one, an upright stripe could end a bar too early.
    pub(super) fn stroke(self) -> &'static str {
        self.edge()
    }
}

/// The stripes and dots that bars of a page refer to. To be on the page once, and not hidden: browsers
/// draw nothing from a hidden definition.
pub fn definitions() -> String {
    let stripes = |id: &str, colour: &str, turn: &str| {
        format!(
            "<pattern id=\"{id}\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\"{turn}>\
             <path fill=\"#fff\" d=\"M0 0h7v7H0z\"/><path fill=\"{colour}\" d=\"M0 0h4v7H0z\"/></pattern>"
        )
    };
    let slanted = stripes("env", "#1c5c36", " patternTransform=\"rotate(45)\"");
    let upright = stripes("reg", "#8a3b0b", "");
    format!(
        "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>{slanted}{upright}\
         <pattern id=\"adj\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <path fill=\"#fff\" d=\"M0 0h6v6H0z\"/><circle cx=\"3\" cy=\"3\" r=\"1.6\" fill=\"#5d666c\"/>\
         </pattern></defs></svg>"
    )
}

/// A small sample of a pattern, for a legend.
pub fn swatch(pattern: Pattern) -> String {
    format!(
        "<svg class=\"swatch\" width=\"26\" height=\"16\" aria-hidden=\"true\">\
         <rect x=\"1\" y=\"1\" width=\"24\" height=\"14\" fill=\"{}\" stroke=\"{}\"/></svg>",
        pattern.fill(),
        pattern.edge(),
    )
}
