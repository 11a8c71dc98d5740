//! A community's word that it may be named with sensitive figures.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::ids::CommunityId;

/// What a community decided about being named with sensitive figures (R97). A later one replaces an
/// earlier one; all of them are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The community.
    pub community: CommunityId,
    /// Whether it agreed, or takes its agreement back.
    pub agreed: bool,
    /// The day of the decision (`YYYY-MM-DD`).
    pub decided: String,
    /// The first day on which it holds, where the community asked for time (`YYYY-MM-DD`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<String>,
    /// Who decided for the community: the meeting, its chair.
    pub by: String,
}

/// The communities whose agreement holds on a day (`YYYY-MM-DD`), of all decisions in the order in which
/// they were recorded. What was taken back holds no more, from the day on which it was recorded.
pub fn agreed(decisions: &[Agreement], day: &str) -> BTreeSet<String> {
    let mut last: BTreeMap<&CommunityId, &Agreement> = BTreeMap::new();
    for decision in decisions {
        last.insert(&decision.community, decision);
    }
    let holds = |decision: &&&Agreement| {
        decision.agreed
            && decision.decided.as_str() <= day
            && decision.embargo.as_deref().is_none_or(|first| first <= day)
    };
    last.values().filter(holds).map(|decision| decision.community.0.clone()).collect()
}
