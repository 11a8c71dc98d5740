//! What people said they want, apart from what an assessment found that they need (seed 41).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::ids::NeedCode;
use crate::domain::taxonomy::{SPECIAL, Taxonomy};

/// Where a need was heard of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// People said it and an assessment found it.
    SaidAndObserved,
    /// People said it.
    Said,
    /// Only an assessment found it: a need that nobody voiced.
    Observed,
}

/// A need with both counts, which are of different things and are never added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The need.
    pub code: NeedCode,
    /// How many people named it.
    pub said: u64,
    /// How many assessments found it.
    pub observed: u64,
    /// Where it was heard of.
    pub heard: Heard,
    /// Whether it is a need for information; a service is reported, and not ranked with information.
    pub information: bool,
}

/// Puts what was said beside what was observed: needs for information first, then by how many said it,
/// those alike by code. Special answers are no needs.
pub fn apart(
    said: &BTreeMap<NeedCode, u64>,
    observed: &BTreeMap<NeedCode, u64>,
    taxonomy: &Taxonomy,
) -> Vec<Apart> {
    let count = |counts: &BTreeMap<NeedCode, u64>, code| counts.get(code).copied().unwrap_or(0);
    let mut codes: Vec<&NeedCode> = said.keys().chain(observed.keys()).collect();
    codes.sort();
    codes.dedup();
    let mut needs: Vec<Apart> = codes
        .into_iter()
        .filter(|code| taxonomy.domain(code.as_str()) != SPECIAL)
        .filter_map(|code| {
            let (said, observed) = (count(said, code), count(observed, code));
            let heard = match (said, observed) {
                (0, 0) => return None,
                (0, _) => Heard::Observed,
                (_, 0) => Heard::Said,
                _ => Heard::SaidAndObserved,
            };
            let information = taxonomy.is_information(code.as_str());
            Some(Apart { code: code.clone(), said, observed, heard, information })
        })
        .collect();
    needs.sort_by_key(|need| (!need.information, std::cmp::Reverse(need.said)));
    needs
}
