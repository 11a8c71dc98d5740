//! `GET /communities/{id}`

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::area::{Place, above};
use super::figures::{Figures, Found, Source};
use super::frame::{Frame, answer};
use super::kinds::kind;
use super::signed_in::SignedIn;
use crate::domain::access::{Person, Role};
use crate::domain::ids::CommunityId;
use crate::domain::place::Community;
use crate::domain::problem::Problem;
use crate::http::api::views::{name, segment};
use crate::http::extract::{Speaks, form_question};
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::scope::Scope;

/// What one community asks for.
#[derive(Template)]
#[template(path = "community.html")]
pub struct CommunityPage<'a> {
    pub frame: Frame<'a>,
    /// What kind of place it is.
    pub kind: Option<String>,
    /// The areas above it, from the lowest up.
    pub areas: Vec<Place>,
    /// How many people it has, where that is known.
    pub population: Option<u64>,
    /// Where it says who looked, for those who may ask.
    pub looked: Option<String>,
    /// The figures.
    pub f: Figures<'a>,
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
    let id = CommunityId(id.into_inner());
    let scope = Scope::community(&state.services, &person, &id).await?;
    let found = Found::of(&state.services, &person, &scope, question).await?;
    let catalogue = &scope.catalogue;
    let community = catalogue.communities.get(&id).ok_or(Problem::NotFound {})?;
    let place = name(&community.name, &texts, id.as_str());
    let day = state.services.today();
    let source = Source { place: &place, day: &day, catalogue, found: &found };
    let here = request.uri().to_string();
    answer(&texts, StatusCode::OK, &view(&source, community, &person, &here, &texts))
}

/// The page of a community.
pub fn view<'a>(
    source: &Source<'a>,
    community: &Community,
    person: &'a Person,
    here: &'a str,
    texts: &'a Texts,
) -> CommunityPage<'a> {
    let title = texts.page_community_title(source.place);
    CommunityPage {
        frame: Frame::of(texts, title, person, here),
        kind: community.kind.as_deref().map(|word| kind(texts, word)),
        areas: above(source.catalogue, community.area.as_ref(), person, source.day, texts),
        population: community.population,
        looked: (person.role != Role::Analyst)
            .then(|| format!("/communities/{}/looked", segment(community.id.as_str()))),
        f: Figures::of(source, texts),
    }
}
