//! `GET /v1/communities…`

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use serde::Serialize;

use super::answer;
use super::views::{CommunityView, label};
use crate::domain::ids::CommunityId;
use crate::domain::problem::Problem;
use crate::http::extract::{AnyCaller, PersonCaller, Speaks, question};
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::scope::Scope;
use crate::service::{figures, needs};

#[derive(Serialize)]
struct Communities {
    communities: Vec<CommunityView>,
}

async fn views(
    state: &State,
    caller: &AnyCaller,
    speaks: &Speaks,
) -> Result<Vec<CommunityView>, crate::http::failure::Failure> {
    let seen = figures::communities(&state.services, &caller.0).await?;
    let view = |(id, total): &(CommunityId, Option<crate::store::Total>)| {
        let community = seen.catalogue.communities.get(id)?;
        Some(CommunityView::of(community, total.as_ref(), &seen.catalogue, &seen.day, &speaks.0))
    };
    Ok(seen.communities.iter().filter_map(view).collect())
}

/// The communities in the caller's scope.
pub async fn list(state: Data<State>, caller: AnyCaller, speaks: Speaks) -> Answer {
    let communities = views(&state, &caller, &speaks).await?;
    Ok(answer(&speaks.0, &Communities { communities }))
}

/// One community.
pub async fn one(
    state: Data<State>,
    caller: AnyCaller,
    speaks: Speaks,
    id: Path<String>,
) -> Answer {
    let communities = views(&state, &caller, &speaks).await?;
    let community = communities.into_iter().find(|community| community.id.as_str() == *id);
    Ok(answer(&speaks.0, &community.ok_or(Problem::NotFound {})?))
}

/// What a community asks for.
pub async fn needs(
    state: Data<State>,
    person: PersonCaller,
    Speaks(texts): Speaks,
    id: Path<String>,
    request: HttpRequest,
) -> Answer {
    let question = question(&request)?;
    let id = CommunityId(id.into_inner());
    let scope = Scope::community(&state.services, &person.0, &id).await?;
    let mut report = needs::needs(&state.services, &person.0, &scope, &question).await?;
    label(&mut report, &scope.catalogue, &texts);
    Ok(answer(&texts, &report))
}
