//! Places as what a table is broken down by: communities, and the areas that they lay in.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::catalogue::Catalogue;
use crate::domain::disclosure::{Dimension, Flaw};
use crate::domain::ids::{AreaId, CommunityId};

/// The name of the dimension.
pub(super) const PLACE: &str = "place";
/// The node of everywhere.
const ALL: &str = "all";

/// A place of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Everywhere.
    All,
    /// An area.
    Area(AreaId),
    /// A community.
    Community(CommunityId),
    /// What lies in no area of the kind that is the finest one.
    Elsewhere,
}

/// A community for as long as it lay in the same areas: what the places of a table are made of. With a
/// finest kind of area it is one of those instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub place: Place,
    /// The areas above, from the lowest up.
    pub areas: Vec<AreaId>,
}

/// The places of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    /// Each place with its node, everywhere first, then areas, then communities.
    pub places: Vec<(Place, String)>,
    pub(super) dimension: Dimension,
    leaves: BTreeMap<Spot, String>,
}

impl Place {
    /// The name of its node.
    fn node(&self) -> String {
        match self {
            Self::All => ALL.to_owned(),
            Self::Area(id) => format!("area:{id}"),
            Self::Community(id) => format!("community:{id}"),
            Self::Elsewhere => "elsewhere".to_owned(),
        }
    }
}

impl Spot {
    /// Where a community lies on a day (`YYYY-MM-DD`).
    pub fn of(catalogue: &Catalogue, id: &CommunityId, day: &str, finest: Option<&str>) -> Self {
        let chain = catalogue.communities.get(id);
        let chain = chain.map(|community| catalogue.area_chain(community, day)).unwrap_or_default();
        let from = finest.map(|kind| chain.iter().position(|area| area.kind == kind));
        let areas = |from: usize| chain[from..].iter().map(|area| area.id.clone()).collect();
        match from {
            None => Self { place: Place::Community(id.clone()), areas: areas(0) },
            Some(Some(from)) => {
                Self { place: Place::Area(chain[from].id.clone()), areas: areas(from + 1) }
            }
            // Of what is above it nothing finer may be made.
            Some(None) => Self { place: Place::Elsewhere, areas: Vec::new() },
        }
    }
}

impl Places {
    /// The places that spots make. Nodes are named so that the same place has the same name in all
    /// editions, whatever places are beside it.
    pub(super) fn of(spots: &BTreeSet<Spot>) -> Result<Self, Flaw> {
        let mut within: BTreeMap<Place, Vec<&Spot>> = BTreeMap::new();
        for spot in spots {
            let areas = spot.areas.iter().cloned().map(Place::Area);
            for place in [Place::All, spot.place.clone()].into_iter().chain(areas) {
                within.entry(place).or_default().push(spot);
            }
        }
        let leaf = |spot: &Spot| match within.get(&spot.place).map_or(0, Vec::len) {
            1 => spot.place.node(),
            _ => {
                let areas: Vec<&str> = spot.areas.iter().map(AreaId::as_str).collect();
                format!("{} in {}", spot.place.node(), areas.join(","))
            }
        };
        let leaves: BTreeMap<Spot, String> =
            spots.iter().map(|spot| (spot.clone(), leaf(spot))).collect();
        let names: Vec<&str> = leaves.values().map(String::as_str).collect();
        let parts = |spots: &[&Spot]| -> Vec<&str> {
            spots.iter().filter_map(|spot| leaves.get(spot).map(String::as_str)).collect()
        };
        let sums: Vec<(String, Vec<&str>)> = within
            .iter()
            .map(|(place, spots)| (place.node(), parts(spots)))
            .filter(|(node, _)| node != ALL && !names.contains(&node.as_str()))
            .collect();
        let sums: Vec<(&str, &[&str])> =
            sums.iter().map(|(name, parts)| (name.as_str(), parts.as_slice())).collect();
        let dimension = Dimension::new(PLACE, &names, &sums)?;
        let places = within.keys().map(|place| (place.clone(), place.node())).collect();
        Ok(Self { places, dimension, leaves })
    }

    pub(super) fn leaf(&self, spot: &Spot) -> Option<&str> {
        self.leaves.get(spot).map(String::as_str)
    }
}
