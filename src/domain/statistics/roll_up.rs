//! From communities to the world along the dated hierarchy.

use std::collections::BTreeSet;

use crate::domain::catalogue::Catalogue;
use crate::domain::ids::AreaId;
use crate::domain::needs::{Filter, day};
use crate::domain::place::Community;

/// Days from the first to the last, both in it, in days since 1970-01-01; open where absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first day.
    pub from: Option<i32>,
    /// The last day.
    pub to: Option<i32>,
}

impl Span {
    /// All days, also the unknown ones.
    pub const ALWAYS: Self = Self { from: None, to: None };

    /// What of a filter lies in this span; `None` when no day does.
    pub fn of(self, filter: &Filter) -> Option<Filter> {
        // No start is before every day, no end after every day.
        let from = self.from.max(filter.from);
        let to = match (self.to, filter.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let empty = from.zip(to).is_some_and(|(from, to)| from > to);
        // Of an interview without a day nobody knows where its place lay then: it counts where that
        // lies now, unless days were asked for.
        let by_place_alone = filter.from.is_none() && filter.to.is_none();
        let undated = filter.undated || (by_place_alone && from.is_some() && to.is_none());
        (!empty).then(|| Filter { from, to, undated, ..filter.clone() })
    }
}

/// The days on which a community lay in an area, at any depth, in order and apart from each other. What
/// moved between districts counts where it was then: its interviews count in each area for the days it
/// lay there, and at every level once.
///
/// A place that never moved is in its areas always.
pub fn spans_within(catalogue: &Catalogue, community: &Community, area: &AreaId) -> Vec<Span> {
    let days = days_of_change(catalogue, community);
    let within = |day: &str| catalogue.area_chain(community, day).iter().any(|a| a.id == *area);
    let mut spans: Vec<Span> = Vec::new();
    // The empty day is before every other.
    let starts = [""].into_iter().chain(days.iter().copied());
    let ends = days.iter().copied().map(Some).chain([None]);
    for (start, end) in starts.zip(ends).filter(|(start, _)| within(start)) {
        let (from, to) = (day(start), end.and_then(day).map(|end| end - 1));
        match spans.last_mut().filter(|last| last.to.is_some() && last.to.map(|to| to + 1) == from)
        {
            Some(last) => last.to = to,
            None => spans.push(Span { from, to }),
        }
    }
    spans
}

/// The days on which anything changed in any area that the community ever lay in.
fn days_of_change<'a>(catalogue: &'a Catalogue, community: &'a Community) -> BTreeSet<&'a str> {
    let (mut days, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut next: Vec<&AreaId> = community.area.iter().collect();
    while let Some(id) = next.pop() {
        let Some(area) = catalogue.areas.get(id).filter(|_| seen.insert(id)) else { continue };
        for parent in &area.parents {
            let ends = [&parent.from, &parent.until].into_iter().flatten();
            // What is no day changes nothing here: it would split time where nothing can be.
            days.extend(ends.map(String::as_str).filter(|text| day(text).is_some()));
            next.push(&parent.area);
        }
    }
    days
}
