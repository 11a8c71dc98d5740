//! `GET /v1/areas…`

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use serde::Serialize;

use super::answer;
use super::views::{AreaView, label};
use crate::domain::catalogue::Catalogue;
use crate::domain::ids::{AreaId, CommunityId};
use crate::domain::place::Area;
use crate::domain::problem::Problem;
use crate::http::extract::{PersonCaller, Speaks, question};
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::scope::Scope;
use crate::service::{figures, needs};

#[derive(Serialize)]
struct Areas {
    areas: Vec<Whole>,
}

/// An area with what is above and in it.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    area: AreaView,
    /// Its codes by scheme.
    codes: std::collections::BTreeMap<String, String>,
    /// The areas above it today, from the lowest up.
    areas: Vec<AreaView>,
    /// The communities in it today, at any depth.
    communities: Vec<CommunityId>,
}

impl Whole {
    fn of(area: &Area, catalogue: &Catalogue, day: &str, texts: &Texts) -> Self {
        let above = catalogue.areas_above(&area.id, day);
        let above = above.into_iter().skip(1).filter_map(|id| catalogue.areas.get(id));
        let within = catalogue.communities_in(&area.id, day);
        Self {
            area: AreaView::of(area, texts),
            codes: area.codes.clone(),
            areas: above.map(|area| AreaView::of(area, texts)).collect(),
            communities: within.into_iter().map(|community| community.id.clone()).collect(),
        }
    }
}

/// The areas in the person's scope.
pub async fn list(state: Data<State>, person: PersonCaller, Speaks(texts): Speaks) -> Answer {
    let (catalogue, day) = figures::areas(&state.services).await?;
    let areas = catalogue
        .areas
        .values()
        .filter(|area| person.0.sees_area(&area.id, &catalogue, &day))
        .map(|area| Whole::of(area, &catalogue, &day, &texts))
        .collect();
    Ok(answer(&texts, &Areas { areas }))
}

/// One area.
pub async fn one(
    state: Data<State>,
    person: PersonCaller,
    Speaks(texts): Speaks,
    id: Path<String>,
) -> Answer {
    let (catalogue, day) = figures::areas(&state.services).await?;
    let id = AreaId(id.into_inner());
    let area = catalogue.areas.get(&id).filter(|_| person.0.sees_area(&id, &catalogue, &day));
    let area = area.ok_or(Problem::NotFound {})?;
    Ok(answer(&texts, &Whole::of(area, &catalogue, &day, &texts)))
}

/// What the communities of an area ask for.
pub async fn needs(
    state: Data<State>,
    person: PersonCaller,
    Speaks(texts): Speaks,
    id: Path<String>,
    request: HttpRequest,
) -> Answer {
    let question = question(&request)?;
    let id = AreaId(id.into_inner());
    let scope = Scope::area(&state.services, &person.0, &id).await?;
    let mut report = needs::needs(&state.services, &person.0, &scope, &question).await?;
    label(&mut report, &scope.catalogue, &texts);
    Ok(answer(&texts, &report))
}
