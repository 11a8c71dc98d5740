//! `GET /communities`

use std::collections::BTreeMap;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::area::{Place, above};
use super::frame::{Frame, answer};
use super::kinds::kind;
use super::signed_in::SignedIn;
use crate::domain::access::{Caller, Person};
use crate::http::api::views::{name, segment};
use crate::http::extract::Speaks;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::figures::{self, Overview};

/// The communities that a person looks after, by area.
#[derive(Template)]
#[template(path = "communities.html")]
pub struct CommunitiesPage<'a> {
    pub frame: Frame<'a>,
    pub groups: Vec<Neighbours>,
    /// Whether the person may enrol phones.
    pub keeps_devices: bool,
}

/// Communities of the same area.
pub struct Neighbours {
    /// The area and those above it; empty where it is not known.
    pub areas: Vec<Place>,
    /// The communities by name.
    pub communities: Vec<Row>,
}

/// One community.
pub struct Row {
    pub name: String,
    pub href: String,
    pub kind: Option<String>,
    /// People asked who may be counted.
    pub asked: u64,
}

/// Shows them.
pub async fn page(
    state: Data<State>,
    SignedIn(person): SignedIn,
    Speaks(texts): Speaks,
    request: HttpRequest,
) -> Answer {
    let caller = Caller::Person(person.clone());
    let overview = figures::communities(&state.services, &caller).await?;
    let here = request.uri().to_string();
    answer(&texts, StatusCode::OK, &view(&overview, &person, &here, &texts))
}

/// The page of an overview. Areas stand in the order of their names from the country down, and
/// communities without an area come last.
pub fn view<'a>(
    overview: &Overview,
    person: &'a Person,
    here: &'a str,
    texts: &'a Texts,
) -> CommunitiesPage<'a> {
    let catalogue = &overview.catalogue;
    let mut groups: BTreeMap<(bool, Vec<String>), Neighbours> = BTreeMap::new();
    for (id, total) in &overview.communities {
        let Some(community) = catalogue.communities.get(id) else { continue };
        let areas = above(catalogue, community.area.as_ref(), person, &overview.day, texts);
        let names: Vec<String> = areas.iter().rev().map(|area| area.name.clone()).collect();
        let group = groups
            .entry((names.is_empty(), names))
            .or_insert_with(|| Neighbours { areas, communities: Vec::new() });
        group.communities.push(Row {
            name: name(&community.name, texts, id.as_str()),
            href: format!("/communities/{}", segment(id.as_str())),
            kind: community.kind.as_deref().map(|word| kind(texts, word)),
            asked: total.as_ref().map_or(0, |total| total.asked),
        });
    }
    let mut groups: Vec<Neighbours> = groups.into_values().collect();
    for group in &mut groups {
        group.communities.sort_by(|a, b| a.name.cmp(&b.name));
    }
    CommunitiesPage {
        frame: Frame::of(texts, texts.page_communities_title(), person, here),
        groups,
        keeps_devices: person.keeps_devices(),
    }
}
