//! What a node knows beside submissions: forms, communities, areas and the taxonomy.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::access::Device;
use super::consent::ReceiptHash;
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
    /// The forms.
    pub forms: BTreeMap<FormRef, Arc<Form>>,
    /// Where in their life those forms stand that are not simply published.
    pub stages: BTreeMap<FormRef, Stage>,
    /// The files that come with form versions, by name; of those that have any.
    pub media: BTreeMap<FormRef, BTreeMap<String, MediaFile>>,
    /// The communities.
    pub communities: BTreeMap<CommunityId, Community>,
    /// The areas.
    pub areas: BTreeMap<AreaId, Area>,
    /// The needs.
    pub taxonomy: Taxonomy,
    /// The receipts that were brought back: what comes for them is erased as it comes.
    pub returned: Arc<HashSet<ReceiptHash>>,
}

/// A file that a form shows, plays or looks things up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// SHA-256 of its content: where it is.
    pub digest: [u8; 32],
    /// MD5 of it, by which clients see that it is another one.
    pub md5: [u8; 16],
    /// Its size in bytes.
    pub size: u64,
}

/// Where in its life a form version stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Only test devices see it, and what they send is kept and never counted.
    Draft,
    /// Every device may fill it.
    #[default]
    Published,
    /// No device is offered it any more; what was filled still comes in and counts.
    Retired,
}

impl Stage {
    /// Its word in the API and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Retired => "retired",
        }
    }
}

impl Catalogue {
    /// Where a form version stands.
    pub fn stage(&self, form: &FormRef) -> Stage {
        self.stages.get(form).copied().unwrap_or_default()
    }

    /// Notes where a form version stands.
    pub fn put_stage(&mut self, form: &FormRef, stage: Stage) {
        match stage {
            Stage::Published => self.stages.remove(form),
            other => self.stages.insert(form.clone(), other),
        };
    }

    /// The files of a form version by name.
    pub fn media(&self, form: &FormRef) -> impl Iterator<Item = (&str, &MediaFile)> {
        let files = self.media.get(form).into_iter().flatten();
        files.map(|(name, file)| (name.as_str(), file))
    }

    /// Whether a device is offered a form version to fill.
    pub fn offers(&self, form: &FormRef, device: &Device) -> bool {
        self.forms.contains_key(form)
            && match self.stage(form) {
                Stage::Draft => device.test,
                Stage::Published => true,
                Stage::Retired => false,
            }
    }

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
