//! Communities with their totals, and areas.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Result, Services};
use crate::domain::access::Caller;
use crate::domain::catalogue::Catalogue;
use crate::domain::ids::CommunityId;
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

/// The reference data and the day for which areas are told (`YYYY-MM-DD`).
///
/// # Errors
/// When the store fails.
pub async fn areas(services: &Services) -> Result<(Arc<Catalogue>, String)> {
    Ok((services.store.catalogue().await?, services.today()))
}
