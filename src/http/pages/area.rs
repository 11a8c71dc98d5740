//! `GET /areas/{id}`

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::figures::{Figures, Found, Source};
use super::frame::{Frame, answer};
use super::kinds::kind;
use super::signed_in::SignedIn;
use crate::domain::access::Person;
use crate::domain::catalogue::Catalogue;
use crate::domain::ids::AreaId;
use crate::domain::place::Area;
use crate::domain::problem::Problem;
use crate::http::api::views::{name, segment};
use crate::http::extract::{Speaks, form_question};
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::scope::Scope;

/// What the communities of an area ask for together.
#[derive(Template)]
#[template(path = "area.html")]
pub struct AreaPage<'a> {
    pub frame: Frame<'a>,
    /// What kind of area it is.
    pub kind: String,
    /// The areas above it, from the lowest up.
    pub areas: Vec<Place>,
    /// The communities in it.
    pub communities: Vec<Place>,
    /// The figures.
    pub f: Figures<'a>,
}

/// A place to go to, where the reader may.
pub struct Place {
    /// What it is called.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
}

/// Shows it.
pub async fn page(
    state: Data<State>,
    SignedIn(person): SignedIn,
    Speaks(texts): Speaks,
    id: Path<String>,
    request: HttpRequest,
) -> Answer {
    let question = form_question(&request)?;
    let id = AreaId(id.into_inner());
    let scope = Scope::area(&state.services, &person, &id).await?;
    let found = Found::of(&state.services, &person, &scope, question).await?;
    let catalogue = &scope.catalogue;
    let area = catalogue.areas.get(&id).ok_or(Problem::NotFound {})?;
    let place = name(&area.name, &texts, id.as_str());
    let day = state.services.today();
    let source = Source { place: &place, day: &day, catalogue, found: &found };
    let here = request.uri().to_string();
    answer(&texts, StatusCode::OK, &view(&source, area, &person, &here, &texts))
}

/// The page of an area.
pub fn view<'a>(
    source: &Source<'a>,
    area: &Area,
    person: &'a Person,
    here: &'a str,
    texts: &'a Texts,
) -> AreaPage<'a> {
    let Source { catalogue, day, .. } = *source;
    let communities = catalogue.communities_in(&area.id, day).into_iter().map(|community| Place {
        name: name(&community.name, texts, community.id.as_str()),
        href: Some(format!("/communities/{}", segment(community.id.as_str()))),
    });
    AreaPage {
        frame: Frame::of(texts, texts.page_community_title(source.place), person, here),
        kind: kind(texts, &area.kind),
        areas: above(catalogue, area.parent_on(day), person, day, texts),
        communities: communities.collect(),
        f: Figures::of(source, texts),
    }
}

/// An area and those above it, with links to those that the person may see.
pub fn above(
    catalogue: &Catalogue,
    lowest: Option<&AreaId>,
    person: &Person,
    day: &str,
    texts: &Texts,
) -> Vec<Place> {
    let chain = lowest.map_or_else(Vec::new, |lowest| catalogue.areas_above(lowest, day));
    let place = |area: &Area| Place {
        name: format!(
            "{} ({})",
            name(&area.name, texts, area.id.as_str()),
            kind(texts, &area.kind)
        ),
        href: person
            .sees_area(&area.id, catalogue, day)
            .then(|| format!("/areas/{}", segment(area.id.as_str()))),
    };
    chain.into_iter().filter_map(|id| catalogue.areas.get(id)).map(place).collect()
}
