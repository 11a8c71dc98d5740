//! What stands between people and what they need to know, per code.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::domain::ids::NeedCode;

/// What information must be to be of use, in the order in which one meets it (seed 43: not only
/// information but its accessibility).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Somebody has it.
    Exists,
    /// It is made public.
    Known,
    /// One can get to it, and dares to.
    Reachable,
    /// One can pay for it.
    Affordable,
    /// It is in a language and form that one understands.
    Understandable,
    /// One believes it.
    Trusted,
}

/// What one respondent said of one of their first three needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The need.
    pub code: NeedCode,
    /// Choices of the form's list `barriers`.
    pub barriers: Vec<String>,
    /// Trust in what they have, 1 to 5; none where it was not asked.
    pub trust: Option<u8>,
}

/// What keeps people from one need's information. Counts of respondents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Who was asked about it: the base.
    pub asked: u64,
    /// Who met no barrier.
    pub open: u64,
    /// Who met each gate closed; one respondent may meet several.
    pub closed: BTreeMap<Gate, u64>,
    /// The first gate that was closed to each; adds up with `open` and `other` to the base.
    pub first: BTreeMap<Gate, u64>,
    /// Who only met something that the list lacks.
    pub other: u64,
}

impl Gate {
    /// The gate that a barrier of the form closes; `None` for one that the list lacks.
    pub fn of_barrier(barrier: &str) -> Option<Self> {
        Some(match barrier {
            "not_existing" => Self::Exists,
            "not_published" => Self::Known,
            "too_far" | "refused" | "afraid" => Self::Reachable,
            "cost" => Self::Affordable,
            "language" | "cannot_read" => Self::Understandable,
            "not_trusted" => Self::Trusted,
            _ => return None,
        })
    }
}

impl Access {
    /// Counts by code.
    pub fn of(told: &[Told]) -> BTreeMap<NeedCode, Self> {
        let mut codes: BTreeMap<NeedCode, Self> = BTreeMap::new();
        for one in told {
            let mut gates: BTreeSet<Gate> =
                one.barriers.iter().filter_map(|barrier| Gate::of_barrier(barrier)).collect();
            // Who trusts it with one or two of five does not trust it.
            if one.trust.is_some_and(|trust| trust <= 2) {
                gates.insert(Gate::Trusted);
            }
            let access = codes.entry(one.code.clone()).or_default();
            access.asked += 1;
            match gates.first() {
                Some(first) => *access.first.entry(*first).or_default() += 1,
                None if one.barriers.is_empty() => access.open += 1,
                None => access.other += 1,
            }
            for gate in gates {
                *access.closed.entry(gate).or_default() += 1;
            }
        }
        codes
    }
}
