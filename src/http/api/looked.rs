//! `GET /v1/communities/{id}/looked`

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::Serialize;

use crate::domain::access::{Caller, Role};
use crate::domain::ids::CommunityId;
use crate::domain::problem::Problem;
use crate::http::extract::AnyCaller;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::who_looked::{self, Look};

#[derive(Serialize)]
struct Looked {
    looked: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    at: String,
    actor: String,
    name: Option<String>,
    role: Option<Role>,
    action: String,
    subject: String,
}

/// Who looked.
pub async fn list(state: Data<State>, caller: AnyCaller, id: Path<String>) -> Answer {
    let Caller::Person(person) = caller.0 else { return Err(Problem::Forbidden {}.into()) };
    let id = CommunityId(id.into_inner());
    let looks = who_looked::at(&state.services, &person, &id).await?;
    let looked = looks.into_iter().map(entry).collect();
    Ok(HttpResponse::Ok().json(Looked { looked }))
}

fn entry(Look { entry, name, role }: Look) -> Entry {
    let at = jiff::Timestamp::from_millisecond(entry.at).unwrap_or_default().to_string();
    Entry { at, actor: entry.actor, name, role, action: entry.action, subject: entry.subject }
}
