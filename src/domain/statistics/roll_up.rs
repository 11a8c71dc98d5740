//! From communities to the world along the dated hierarchy, each interview once.

use std::collections::BTreeMap;

use crate::domain::ids::AreaId;
use crate::domain::place::Area;

/// How many levels a hierarchy may have; more is a circle. Tanzania has six (R137).
const LEVELS: usize = 16;

/// The area and all that it lay in on a day (`YYYY-MM-DD`), nearest first. An area that is not known
/// ends the chain, and so does a circle: an area never comes twice.
pub fn areas_on(area: &AreaId, day: &str, areas: &BTreeMap<AreaId, Area>) -> Vec<AreaId> {
    let mut chain = vec![area.clone()];
    while let Some(above) =
        chain.last().and_then(|last| areas.get(last)).and_then(|last| last.parent_on(day))
    {
        if chain.len() == LEVELS || chain.contains(above) {
            break;
        }
        chain.push(above.clone());
    }
    chain
}

/// Adds counts up along the hierarchy. Each count has the area its community lies in and the day it is
/// of: what moved between districts counts where it was then. The world is the empty key; it holds
/// each count once, also those of communities without an area.
pub fn roll_up<'a>(
    counts: impl IntoIterator<Item = (Option<&'a AreaId>, &'a str, u64)>,
    areas: &BTreeMap<AreaId, Area>,
) -> BTreeMap<Option<AreaId>, u64> {
    let mut sums: BTreeMap<Option<AreaId>, u64> = BTreeMap::new();
    let mut add = |area: Option<AreaId>, count: u64| {
        let sum = sums.entry(area).or_default();
        *sum = sum.saturating_add(count);
    };
    for (area, day, count) in counts {
        for area in area.map(|area| areas_on(area, day, areas)).unwrap_or_default() {
            add(Some(area), count);
        }
        add(None, count);
    }
    sums
}
