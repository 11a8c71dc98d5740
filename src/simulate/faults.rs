//! What goes wrong between a phone and a node, by name.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde::Serialize;

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// One kind of trouble.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Fault { $($(#[$doc])* $name,)* }

        impl Fault {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name on the command line and in the report.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

faults! {
    /// The call never leaves the phone.
    DropRequest = "drop_request";
    /// The call arrives whole; its answer is thrown away unread.
    DropAnswer = "drop_answer";
    /// The connection closes in the middle of the body.
    Cut = "cut";
    /// The same call arrives twice, at the same time or one after the other.
    Duplicate = "duplicate";
    /// Revisions come in any order, children before their parents.
    Reorder = "reorder";
    /// The phone comes back with a cursor of days ago, of another node, or with none.
    OldCursor = "old_cursor";
    /// The phone's clock is years off.
    WrongClock = "wrong_clock";
    /// An item that cannot be accepted stands in the batch.
    Poison = "poison";
    /// The body dribbles in.
    Slow = "slow";
}

impl Fault {
    /// Those that happen to one call on its way, in contrast to what a phone says or how it is set.
    pub(super) const ON_THE_WAY: [Self; 5] =
        [Self::DropRequest, Self::DropAnswer, Self::Cut, Self::Duplicate, Self::Slow];
}

/// Which kinds of trouble a run has: `all`, `none`, or names with commas between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(BTreeSet<Fault>);

impl Faults {
    /// Every kind.
    pub fn all() -> Self {
        Self(Fault::ALL.iter().copied().collect())
    }

    /// No trouble at all.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether a kind is on.
    pub fn has(&self, fault: Fault) -> bool {
        self.0.contains(&fault)
    }

    /// The kinds that are on and happen to calls on their way.
    pub(super) fn on_the_way(&self) -> Vec<Fault> {
        Fault::ON_THE_WAY.into_iter().filter(|fault| self.has(*fault)).collect()
    }
}

/// A word that names no fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no fault is called {given:?}; say all, none, or some of: {}", names())]
pub struct UnknownFault {
    /// The word.
    pub given: String,
}

fn names() -> String {
    Fault::ALL.iter().map(|fault| fault.name()).collect::<Vec<_>>().join(", ")
}

impl FromStr for Faults {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        let mut faults = Self::none();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            match word {
                "all" => faults = Self::all(),
                "none" => faults = Self::none(),
                _ => {
                    let known = Fault::ALL.iter().find(|fault| fault.name() == word);
                    let unknown = || UnknownFault { given: word.to_owned() };
                    faults.0.insert(*known.ok_or_else(unknown)?);
                }
            }
        }
        Ok(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read_from_the_command_line() {
        assert_eq!("all".parse(), Ok(Faults::all()));
        assert_eq!("none".parse(), Ok(Faults::none()));
        let two: Faults = "cut, drop_answer".parse().unwrap();
        assert!(two.has(Fault::Cut) && two.has(Fault::DropAnswer) && !two.has(Fault::Slow));
        assert!("cut,lightning".parse::<Faults>().unwrap_err().to_string().contains("reorder"));
    }
}
