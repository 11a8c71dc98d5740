//! What a node knows beside submissions: forms, communities, areas and the taxonomy.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::form::Form;
use super::ids::{AreaId, CommunityId, FormRef};
use super::place::{Area, Community};
use super::taxonomy::Taxonomy;

/// One consistent picture of the reference data. Small, shared, replaced whole when it changes.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The change number of the last change in it; another one means that it has to be read again.
    pub change: u64,
    /// What changed last at which number: the order in which devices learn of it.
    pub changes: BTreeMap<u64, Reference>,
    /// The published forms.
    pub forms: BTreeMap<FormRef, Arc<Form>>,
    /// The communities.
    pub communities: BTreeMap<CommunityId, Community>,
    /// The areas.
    pub areas: BTreeMap<AreaId, Area>,
    /// The needs.
    pub taxonomy: Taxonomy,
}

impl Catalogue {
    /// The areas above a community on a day (`YYYY-MM-DD`), from the lowest up. An area that the
    /// node does not know ends the chain.
    pub fn area_chain(&self, community: &Community, day: &str) -> Vec<&Area> {
        let Some(lowest) = &community.area else { return Vec::new() };
        self.areas_above(lowest, day).into_iter().filter_map(|id| self.areas.get(id)).collect()
    }

    /// An area and those above it on a day, from the lowest up. A ring of areas is cut.
    pub fn areas_above<'a>(&'a self, area: &'a AreaId, day: &str) -> Vec<&'a AreaId> {
        let mut chain: Vec<&AreaId> = Vec::new();
        let mut next = Some(area);
        while let Some(id) = next.filter(|id| !chain.contains(id)) {
            chain.push(id);
            next = self.areas.get(id).and_then(|area| area.parent_on(day));
        }
        chain
    }

    /// The communities that lie in an area on a day, at any depth.
    pub fn communities_in(&self, area: &AreaId, day: &str) -> Vec<&Community> {
        self.communities
            .values()
            .filter(|c| self.area_chain(c, day).iter().any(|a| a.id == *area))
            .collect()
    }
}

/// A piece of reference data that devices hold a copy of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A published form.
    Form(FormRef),
    /// A community.
    Community(CommunityId),
    /// The taxonomy of needs.
    Codes,
}
