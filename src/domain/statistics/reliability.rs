//! Marks of reliability, and words where figures would be hidden.

use serde::Serialize;

/// Below so many answers a share is hidden (R80).
const HIDDEN: u64 = 25;
/// Below so many it stands in parentheses (R80).
const PARENTHESES: u64 = 50;

/// How a share is printed, by the answers it rests on, unweighted. The practice of DHS surveys (R80).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Fewer than 25: not at all.
    Hidden,
    /// 25 to 49: in parentheses.
    Parentheses,
    /// 50 and more: as it is.
    Plain,
}

/// How many named it, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// Fewer than a fifth.
    Few,
    /// A fifth to a half.
    Some,
    /// More than half.
    Most,
}

/// What can be shown of a list of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Shares, with this mark.
    Figures(Mark),
    /// A word for each count; none where nobody named it.
    Words(Vec<Option<Word>>),
    /// Nothing: so few answered that words would point at people.
    Nothing,
}

impl Mark {
    /// The mark of shares of so many answers.
    pub fn of(n: u64) -> Self {
        match n {
            ..HIDDEN => Self::Hidden,
            HIDDEN..PARENTHESES => Self::Parentheses,
            PARENTHESES.. => Self::Plain,
        }
    }
}

impl Word {
    /// The word for `named` of `n`; none where nobody named it. The bounds are ours (u).
    pub fn of(named: u64, n: u64) -> Option<Self> {
        // 128 bits, so that no count is too large for its multiple.
        let (named, n) = (u128::from(named), u128::from(n));
        match named {
            0 => None,
            _ if named * 2 > n => Some(Self::Most),
            _ if named * 5 >= n => Some(Self::Some),
            _ => Some(Self::Few),
        }
    }
}

/// Fewer answers than this, and not even words are said: the threshold of disclosure control (R81).
pub const LEAST: u64 = 5;

/// Whether anything may be shown of what so many people said.
pub fn shown_at_all(n: u64) -> bool {
    n >= LEAST
}

/// What can be shown of how many of `n` named each thing. Communities are small: where the mark would
/// hide everything, words in three steps stay. Below `least` answers, the threshold of disclosure
/// control, not even those.
pub fn shown(named: &[u64], n: u64, least: u64) -> Shown {
    match Mark::of(n) {
        _ if n < least => Shown::Nothing,
        Mark::Hidden => Shown::Words(named.iter().map(|named| Word::of(*named, n)).collect()),
        mark => Shown::Figures(mark),
    }
}
