//! Licences as a path that people walk, never as legal or illegal.
//!
//! Formalisation is a process that begins with recognition (seed 18), and who has not come far on it
//! is poor, not guilty (seed 22). So there are steps, dated, and "prefers not to say" is one of the
//! answers and in no base.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A step of the path, in the order in which it is usually walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Without a licence.
    None,
    /// In a group that an office knows.
    RecognisedGroup,
    /// Under somebody's licence, with an agreement.
    UnderAgreement,
    /// They or their group have applied.
    Applied,
    /// Holds a licence.
    Granted,
    /// Held one that has run out.
    Expired,
    /// Prefers not to say.
    NotSaid,
    /// Does not know.
    NotKnown,
}

/// The dated steps of one holder or group. Days since 1970-01-01.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(BTreeMap<i32, Step>);

/// How many are at each step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standings {
    /// Who said where they stand.
    pub base: u64,
    /// By step; those in the base.
    pub steps: BTreeMap<Step, u64>,
    /// Who prefers not to say: shown, and not in the base.
    pub not_said: u64,
    /// Who does not know: shown, and not in the base.
    pub not_known: u64,
}

impl Step {
    /// The step that a choice of the form's list `licences` stands for; `None` for any other.
    pub fn of_choice(choice: &str) -> Option<Self> {
        Some(match choice {
            "none" => Self::None,
            "recognised" => Self::RecognisedGroup,
            "agreement" => Self::UnderAgreement,
            "applied" | "group_applied" => Self::Applied,
            "holds" => Self::Granted,
            "expired" => Self::Expired,
            "no_answer" => Self::NotSaid,
            "dont_know" => Self::NotKnown,
            _ => return None,
        })
    }
}

impl Path {
    /// A path of these steps, in any order. Of two on one day the further one holds.
    pub fn of(steps: impl IntoIterator<Item = (i32, Step)>) -> Self {
        let mut path = BTreeMap::new();
        for (day, step) in steps {
            let held = path.entry(day).or_insert(step);
            *held = (*held).max(step);
        }
        Self(path)
    }

    /// Where it stood on a day; `None` before its first step.
    pub fn on(&self, day: i32) -> Option<Step> {
        self.0.range(..=day).next_back().map(|(_, step)| *step)
    }
}

impl Standings {
    /// Counts where each stands.
    pub fn of(steps: impl IntoIterator<Item = Step>) -> Self {
        let mut standings = Self::default();
        for step in steps {
            match step {
                Step::NotSaid => standings.not_said += 1,
                Step::NotKnown => standings.not_known += 1,
                step => {
                    standings.base += 1;
                    *standings.steps.entry(step).or_default() += 1;
                }
            }
        }
        standings
    }
}
