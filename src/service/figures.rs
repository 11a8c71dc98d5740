//! Figures: communities with their totals, and the needs of communities and areas.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Result, Services};
use crate::domain::access::{Caller, Person};
use crate::domain::catalogue::Catalogue;
use crate::domain::ids::{AreaId, CommunityId};
use crate::domain::needs::{Codes, Filter, NeedsReport, Tally};
use crate::domain::problem::Problem;
use crate::domain::statistics::{Span, spans_within};
use crate::store::Total;

/// The communities that a caller sees, with their totals.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The reference data that names them.
    pub catalogue: Arc<Catalogue>,
    /// The day for which areas are told (`YYYY-MM-DD`).
    pub day: String,
    /// The communities in the order of their ids; none for a community without submissions.
    pub communities: Vec<(CommunityId, Option<Total>)>,
}

/// The communities in a caller's scope.
///
/// # Errors
/// When the store fails.
pub async fn communities(services: &Services, caller: &Caller) -> Result<Overview> {
    let catalogue = services.store.catalogue().await?;
    let day = services.today();
    let totals = services.store.totals().await?;
    let mut totals: BTreeMap<CommunityId, Total> =
        totals.into_iter().map(|total| (total.community.clone(), total)).collect();
    let communities = catalogue
        .communities
        .keys()
        .filter(|id| caller.sees(id, &catalogue, &day))
        .map(|id| (id.clone(), totals.remove(id)))
        .collect();
    Ok(Overview { catalogue, day, communities })
}

/// The needs of one community.
///
/// # Errors
/// [`Problem::NotFound`] when the community is unknown or out of the person's scope.
pub async fn community_needs(
    services: &Services,
    person: &Person,
    id: &CommunityId,
    filter: &Filter,
) -> Result<(Arc<Catalogue>, NeedsReport)> {
    let catalogue = services.store.catalogue().await?;
    let community = catalogue.communities.get(id).ok_or(Problem::NotFound {})?;
    if !person.sees(id, &catalogue, &services.today()) {
        return Err(Problem::NotFound {}.into());
    }
    let population = community.population.filter(|_| is_whole(filter));
    let here = Groups::from([(vec![Span::ALWAYS], vec![id.clone()])]);
    let report = needs(services, &catalogue, &here, population, filter).await?;
    note_read(services, person, &format!("community:{id}"), Some(id));
    Ok((catalogue, report))
}

/// The needs of all communities of an area. What moved between areas counts where it was then.
///
/// # Errors
/// [`Problem::NotFound`] when the area is unknown or out of the person's scope.
pub async fn area_needs(
    services: &Services,
    person: &Person,
    id: &AreaId,
    filter: &Filter,
) -> Result<(Arc<Catalogue>, NeedsReport)> {
    let catalogue = services.store.catalogue().await?;
    if !catalogue.areas.contains_key(id) || !person.sees_area(id, &catalogue, &services.today()) {
        return Err(Problem::NotFound {}.into());
    }
    let mut groups = Groups::new();
    for community in catalogue.communities.values() {
        let spans = spans_within(&catalogue, community, id);
        groups.entry(spans).or_default().push(community.id.clone());
    }
    groups.remove([].as_slice());
    let report =
        needs(services, &catalogue, &groups, population(&catalogue, &groups, filter), filter)
            .await?;
    note_read(services, person, &format!("area:{id}"), None);
    Ok((catalogue, report))
}

/// Communities by the days that count of them.
type Groups = BTreeMap<Vec<Span>, Vec<CommunityId>>;

/// The population of an area: that of its communities when all of them are known, and none that counts
/// has left. Under a filter respondents are no part of it.
fn population(catalogue: &Catalogue, groups: &Groups, filter: &Filter) -> Option<u64> {
    let stays = |spans: &Vec<Span>| spans.last().is_some_and(|span| span.to.is_none());
    let known = |id| catalogue.communities.get(id).and_then(|community| community.population);
    let sum = groups.values().flatten().map(known).sum::<Option<u64>>();
    sum.filter(|_| is_whole(filter) && !groups.is_empty() && groups.keys().all(stays))
}

async fn needs(
    services: &Services,
    catalogue: &Catalogue,
    groups: &Groups,
    population: Option<u64>,
    filter: &Filter,
) -> Result<NeedsReport> {
    let (mut tally, mut codes) = (Tally::default(), Codes::default());
    for (spans, communities) in groups {
        for filter in spans.iter().filter_map(|span| span.of(filter)) {
            let counted = services.store.tally(communities, &filter).await?;
            tally.merge(&counted.tally.renumbered(&counted.codes, &mut codes));
        }
    }
    Ok(NeedsReport::of(&tally, &codes, &catalogue.taxonomy, population, filter))
}

/// Whether a filter leaves everybody in: only then are respondents a part of the whole population.
fn is_whole(filter: &Filter) -> bool {
    Filter { domain: filter.domain.clone(), ..Filter::default() } == *filter
}

/// Reads of figures are noted without waiting for the disk: a page must not cost a commit.
fn note_read(services: &Services, person: &Person, subject: &str, about: Option<&CommunityId>) {
    let actor = Caller::Person(person.clone()).actor();
    let entry = services.stamp(&actor).entry("needs.read", subject);
    services.store.audit_soon(entry.about(about));
}

/// The reference data and the day for which areas are told (`YYYY-MM-DD`).
///
/// # Errors
/// When the store fails.
pub async fn areas(services: &Services) -> Result<(Arc<Catalogue>, String)> {
    Ok((services.store.catalogue().await?, services.today()))
}
