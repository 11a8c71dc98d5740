//! What figures are about: one community, or all that lay in an area, each on the days that count.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Result, Services};
use crate::domain::access::{Caller, Person};
use crate::domain::catalogue::Catalogue;
use crate::domain::ids::{AreaId, CommunityId};
use crate::domain::problem::Problem;
use crate::domain::round::Round;
use crate::domain::statistics::{Span, spans_within};

/// Communities by the days that count of them.
pub type Groups = BTreeMap<Vec<Span>, Vec<CommunityId>>;

/// A place that somebody may see the figures of.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The reference data.
    pub catalogue: Arc<Catalogue>,
    /// Its communities.
    pub groups: Groups,
    /// What the audit calls it: `community:mgusu`.
    subject: String,
    /// The community that may ask who looked.
    about: Option<CommunityId>,
}

impl Scope {
    /// One community.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is unknown or out of the person's scope.
    pub async fn community(services: &Services, person: &Person, id: &CommunityId) -> Result<Self> {
        let catalogue = services.store.catalogue().await?;
        let known = catalogue.communities.contains_key(id);
        if !known || !person.sees(id, &catalogue, &services.today()) {
            return Err(Problem::NotFound {}.into());
        }
        let groups = Groups::from([(vec![Span::ALWAYS], vec![id.clone()])]);
        let subject = format!("community:{id}");
        Ok(Self { catalogue, groups, subject, about: Some(id.clone()) })
    }

    /// All communities of an area. What moved between areas counts where it was then.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the area is unknown or out of the person's scope.
    pub async fn area(services: &Services, person: &Person, id: &AreaId) -> Result<Self> {
        let catalogue = services.store.catalogue().await?;
        let known = catalogue.areas.contains_key(id);
        if !known || !person.sees_area(id, &catalogue, &services.today()) {
            return Err(Problem::NotFound {}.into());
        }
        let mut groups = Groups::new();
        for community in catalogue.communities.values() {
            let spans = spans_within(&catalogue, community, id);
            groups.entry(spans).or_default().push(community.id.clone());
        }
        groups.remove([].as_slice());
        Ok(Self { catalogue, groups, subject: format!("area:{id}"), about: None })
    }

    /// Its communities, each once.
    pub fn communities(&self) -> BTreeSet<&CommunityId> {
        self.groups.values().flatten().collect()
    }

    /// The part of it that a round is held in; none when the round is held elsewhere.
    pub fn within(&self, round: &Round) -> Option<Self> {
        let covered = |id: &&CommunityId| {
            let community = self.catalogue.communities.get(id);
            let areas = community.map(|community| {
                let chain = self.catalogue.area_chain(community, &round.from);
                chain.into_iter().map(|area| &area.id)
            });
            round.covers(id, areas.into_iter().flatten())
        };
        let groups: Groups = self
            .groups
            .iter()
            .map(|(spans, ids)| {
                (spans.clone(), ids.iter().filter(covered).cloned().collect::<Vec<_>>())
            })
            .filter(|(_, ids)| !ids.is_empty())
            .collect();
        (!groups.is_empty()).then(|| Self { groups, ..self.clone() })
    }

    /// Notes that figures of it were read, without waiting for the disk: a page must not cost a commit.
    pub fn note(&self, services: &Services, person: &Person, action: &str) {
        let actor = Caller::Person(person.clone()).actor();
        let entry = services.stamp(&actor).entry(action, self.subject.clone());
        services.store.audit_soon(entry.about(self.about.as_ref()));
    }
}
