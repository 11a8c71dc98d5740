//! Rounds come to the node and are told.

use std::collections::BTreeMap;

use super::publish::Imported;
use super::scope::Scope;
use super::{Result, Services};
use crate::domain::access::{Person, Role};
use crate::domain::catalogue::Catalogue;
use crate::domain::ids::{CommunityId, RoundId};
use crate::domain::problem::Problem;
use crate::domain::round::Round;
pub use crate::store::Put;

/// The most rounds that one call may bring.
pub const MOST: usize = 10_000;

/// Takes rounds in, each declared today unless its design stood there before.
///
/// # Errors
/// The [`Problem`] of the first round that cannot be taken, then nothing is.
pub async fn put(services: &Services, rounds: &[Round], actor: &str) -> Result<Vec<Put>> {
    if rounds.len() > MOST {
        let bound = "rounds".to_owned();
        return Err(Problem::TooLarge { bound, limit: MOST as u64, index: None }.into());
    }
    rounds.iter().try_for_each(Round::check)?;
    let there: BTreeMap<RoundId, Round> =
        services.store.rounds().await?.into_iter().map(|round| (round.id.clone(), round)).collect();
    let today = services.today();
    let declared = rounds.iter().map(|round| {
        // What a file says of the day would be its own word for it.
        let round = Round { declared: None, ..round.clone() };
        let there = there.get(&round.id);
        round.declared_on(&today, there)
    });
    let declared: Vec<Round> = declared.collect();
    Ok(services.store.put_rounds(&declared, &services.stamp(actor)).await?)
}

/// The same for the command line.
///
/// # Errors
/// As [`put`].
pub async fn import(services: &Services, rounds: &[Round], actor: &str) -> Result<Imported> {
    Ok(Imported::of(&put(services, rounds, actor).await?))
}

/// The same for a steward: within their areas.
///
/// # Errors
/// As [`put`]. [`Problem::Forbidden`] for other roles and for places out of scope.
pub async fn put_as(services: &Services, person: &Person, round: &Round) -> Result<Put> {
    if !matches!(person.role, Role::Steward | Role::Admin) {
        return Err(Problem::Forbidden {}.into());
    }
    let (catalogue, day) = (services.catalogue().await?, services.today());
    let mut frames = round.communities.iter();
    let within = frames.all(|frame| person.sees(&frame.id, &catalogue, &day))
        && round.areas.iter().all(|area| person.sees_area(area, &catalogue, &day));
    let there = services.store.rounds().await?.into_iter().find(|there| there.id == round.id);
    if !within || there.is_some_and(|there| !sees_whole(person, &there, &catalogue, &day)) {
        return Err(Problem::Forbidden {}.into());
    }
    let actor = format!("person:{}", person.id);
    let put = put(services, std::slice::from_ref(round), &actor).await?;
    Ok(put.first().copied().unwrap_or(Put::Unchanged))
}

fn sees_whole(person: &Person, round: &Round, catalogue: &Catalogue, day: &str) -> bool {
    round.communities.iter().all(|frame| person.sees(&frame.id, catalogue, day))
        && round.areas.iter().all(|area| person.sees_area(area, catalogue, day))
}

/// The rounds that are held anywhere in a person's scope, the newest first. What is said of communities
/// out of scope is left out of them.
///
/// # Errors
/// When the store fails.
pub async fn list(services: &Services, person: &Person) -> Result<Vec<Round>> {
    let (catalogue, day) = (services.catalogue().await?, services.today());
    let sees = |id: &CommunityId| person.sees(id, &catalogue, &day);
    let mut rounds = services.store.rounds().await?;
    rounds.retain(|round| {
        catalogue.communities.values().any(|community| {
            let chain = catalogue.area_chain(community, &round.from);
            sees(&community.id) && round.covers(&community.id, chain.iter().map(|area| &area.id))
        })
    });
    for round in &mut rounds {
        round.communities.retain(|frame| sees(&frame.id));
        round.areas.retain(|area| person.sees_area(area, &catalogue, &day));
    }
    rounds.sort_by(|a, b| (&b.to, &b.from, &b.id).cmp(&(&a.to, &a.from, &a.id)));
    Ok(rounds)
}

/// One of them.
///
/// # Errors
/// [`Problem::NotFound`] when it is unknown or held out of scope.
pub async fn one(services: &Services, person: &Person, id: &RoundId) -> Result<Round> {
    let found = list(services, person).await?.into_iter().find(|round| round.id == *id);
    Ok(found.ok_or(Problem::NotFound {})?)
}

/// The rounds that are held in a place, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn of(services: &Services, scope: &Scope) -> Result<Vec<Round>> {
    let mut rounds = services.store.rounds().await?;
    rounds.retain(|round| scope.within(round).is_some());
    rounds.sort_by(|a, b| (&b.to, &b.from, &b.id).cmp(&(&a.to, &a.from, &a.id)));
    Ok(rounds)
}
