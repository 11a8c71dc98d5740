//! Figures: communities with their totals, and the needs of communities and areas.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Result, Services};
use crate::domain::access::{Caller, Person};
use crate::domain::catalogue::Catalogue;
use crate::domain::ids::{AreaId, CommunityId};
use crate::domain::needs::{Filter, NeedsReport};
use crate::domain::problem::Problem;
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
    let ids = [id.clone()];
    let report = needs(services, &catalogue, &ids, population, filter).await?;
    note_read(services, person, "needs.read", &format!("community:{id}"));
    Ok((catalogue, report))
}

/// The needs of all communities that lie in an area today.
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
    let day = services.today();
    if !catalogue.areas.contains_key(id) || !person.sees_area(id, &catalogue, &day) {
        return Err(Problem::NotFound {}.into());
    }
    let communities = catalogue.communities_in(id, &day);
    // The population of an area is that of its communities only when all of them are known.
    let population = communities
        .iter()
        .map(|community| community.population)
        .sum::<Option<u64>>()
        .filter(|_| is_whole(filter) && !communities.is_empty());
    let ids: Vec<CommunityId> = communities.iter().map(|c| c.id.clone()).collect();
    let report = needs(services, &catalogue, &ids, population, filter).await?;
    note_read(services, person, "needs.read", &format!("area:{id}"));
    Ok((catalogue, report))
}

async fn needs(
    services: &Services,
    catalogue: &Catalogue,
    ids: &[CommunityId],
    population: Option<u64>,
    filter: &Filter,
) -> Result<NeedsReport> {
    let counted = services.store.tally(ids, filter).await?;
    let taxonomy = &catalogue.taxonomy;
    Ok(NeedsReport::of(&counted.tally, &counted.codes, taxonomy, population, filter))
}

/// Whether a filter leaves everybody in: only then are respondents a part of the whole population.
fn is_whole(filter: &Filter) -> bool {
    Filter { domain: filter.domain.clone(), ..Filter::default() } == *filter
}

/// Reads of figures are noted without waiting for the disk: a page must not cost a commit.
fn note_read(services: &Services, person: &Person, action: &str, subject: &str) {
    let actor = Caller::Person(person.clone()).actor();
    services.store.audit_soon(services.stamp(&actor).entry(action, subject));
}

/// The reference data and the day for which areas are told (`YYYY-MM-DD`).
///
/// # Errors
/// When the store fails.
pub async fn areas(services: &Services) -> Result<(Arc<Catalogue>, String)> {
    Ok((services.store.catalogue().await?, services.today()))
}
