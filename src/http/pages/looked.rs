//! `GET /communities/{id}/looked`: who looked at what a community said.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::frame::{Frame, answer};
use super::signed_in::SignedIn;
use crate::domain::access::Role;
use crate::domain::ids::CommunityId;
use crate::domain::problem::Problem;
use crate::http::api::views::{name, segment};
use crate::http::extract::Speaks;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::who_looked::{self, Look};

/// Who looked.
#[derive(Template)]
#[template(path = "looked.html")]
pub struct LookedPage<'a> {
    pub frame: Frame<'a>,
    /// The address of the community's page.
    pub back: String,
    /// Its name.
    pub place: String,
    /// Newest first.
    pub looks: Vec<Row>,
}

/// One look.
pub struct Row {
    /// The moment, UTC.
    pub at: String,
    /// Who.
    pub who: String,
    /// What for, where it is a person.
    pub role: String,
    /// What was read.
    pub what: String,
}

/// Shows it.
pub async fn page(
    state: Data<State>,
    SignedIn(person): SignedIn,
    Speaks(texts): Speaks,
    id: Path<String>,
    request: HttpRequest,
) -> Answer {
    let id = CommunityId(id.into_inner());
    let looks = who_looked::at(&state.services, &person, &id).await?;
    let catalogue = state.services.catalogue().await?;
    let community = catalogue.communities.get(&id).ok_or(Problem::NotFound {})?;
    let place = name(&community.name, &texts, id.as_str());
    let here = request.uri().to_string();
    let title = texts.consent_looked_title();
    let page = LookedPage {
        frame: Frame::of(&texts, title, &person, &here),
        back: format!("/communities/{}", segment(id.as_str())),
        place,
        looks: looks.into_iter().map(|look| row(&texts, look)).collect(),
    };
    answer(&texts, StatusCode::OK, &page)
}

fn row(texts: &Texts, Look { entry, name, role }: Look) -> Row {
    let at = jiff::Timestamp::from_millisecond(entry.at).unwrap_or_default();
    let role = role.map(|role| match role {
        Role::Reviewer => texts.consent_role_reviewer(),
        Role::Analyst => texts.consent_role_analyst(),
        Role::Steward => texts.consent_role_steward(),
        Role::Admin => texts.consent_role_admin(),
    });
    let what = match entry.action.as_str() {
        "needs.read" => texts.consent_looked_figures(),
        "submission.read" => texts.consent_looked_record(),
        "contact.read" => texts.consent_looked_contact(),
        "submission.list" => texts.consent_looked_records(),
        other => other.to_owned(),
    };
    Row {
        at: at.strftime("%Y-%m-%d %H:%M").to_string(),
        who: name.unwrap_or(entry.actor),
        role: role.unwrap_or_default(),
        what,
    }
}
