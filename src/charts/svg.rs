//! What all pieces share: direction, lengths and escaping.

/// Which side a chart begins on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From the left.
    #[default]
    LeftToRight,
    /// From the right.
    RightToLeft,
}

impl Direction {
    /// The direction by its name in HTML: `rtl`, else left to right.
    pub fn of(name: &str) -> Self {
        if name == "rtl" { Self::RightToLeft } else { Self::LeftToRight }
    }

    /// Its name in HTML and SVG.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }

    /// Where a share stands, counted from the left as SVG does.
    pub(super) fn at(self, share: f64) -> f64 {
        match self {
            Self::LeftToRight => share,
            Self::RightToLeft => 1.0 - share,
        }
    }

    /// The left end and the width of what reaches from one share to another.
    pub(super) fn span(self, from: f64, to: f64) -> (String, String) {
        let left = self.at(from).min(self.at(to));
        (percent(left), percent((to - from).abs()))
    }
}

/// A share as a length: `56.3%`. What is no number has no length.
pub(super) fn percent(share: f64) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    // Adding nothing turns -0 into 0.
    format!("{}%", (share * 1000.0).round() / 10.0 + 0.0)
}

/// Text that may stand between tags.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
