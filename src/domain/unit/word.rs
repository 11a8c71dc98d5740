//! From the word that was said to the unit that was meant.

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mineral {
    /// Gold and the metals sold by its weights.
    Gold,
    /// Diamonds and coloured stones.
    Gem,
    /// Anything else.
    Other,
}

/// What a word was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The unit's code; `None` when the word fits several and nothing decides between them.
    pub unit: Option<String>,
    /// What somebody should know about it.
    pub warning: Option<Warning>,
}

/// What somebody should know about how a word was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// "oz" of gold was taken as troy, as gold is; avoirdupois ounces would be 8.9 % less.
    TakenAsTroy,
    /// An ounce, and of what is not sold by troy weight: somebody has to say which.
    WhichOunce,
    /// "Point" is 0.002 g of a gem; the point of gold is another thing, and has no known mass.
    PointOfGold,
}

/// Reads a unit's word or code. Case and outer blanks do not matter; avoirdupois is only taken where
/// it is said.
pub fn read_word(word: &str, mineral: Mineral) -> Reading {
    let word = word.trim().to_lowercase();
    let (unit, warning) = match (word.as_str(), mineral) {
        ("oz" | "ounce" | "ounces", Mineral::Gold) => (Some("ozt"), Some(Warning::TakenAsTroy)),
        ("oz" | "ounce" | "ounces", _) => (None, Some(Warning::WhichOunce)),
        ("toz" | "oz t" | "troy oz" | "troy ounce", _) => (Some("ozt"), None),
        ("oz av" | "avoirdupois ounce", _) => (Some("oz_av"), None),
        ("point" | "pt" | "points", Mineral::Gem) => (Some("pt_ct"), None),
        ("point" | "pt" | "points", _) => (None, Some(Warning::PointOfGold)),
        (other, _) => (Some(other), None),
    };
    Reading { unit: unit.map(str::to_owned), warning }
}
