//! `POST /v1/sign-in`, `POST /v1/sign-out`

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use super::answer;
use crate::domain::access::{Caller, Role};
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::problem::Problem;
use crate::http::extract::{PersonCaller, Speaks, bearer, read_json};
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::people;

#[derive(Deserialize)]
struct Credentials {
    name: String,
    password: String,
}

#[derive(Serialize)]
struct Session {
    token: String,
    expires_at: String,
    person: Who,
}

#[derive(Serialize)]
struct Who {
    id: PersonId,
    name: String,
    role: Role,
    areas: Vec<AreaId>,
}

/// Opens a session.
pub async fn sign_in(
    state: Data<State>,
    Speaks(texts): Speaks,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    let limits = crate::domain::limits::Limits { body_bytes: 8_192, ..state.services.limits };
    let given: Credentials = read_json(&request, payload, &limits).await?;
    let signed_in = people::sign_in(&state.services, &given.name, &given.password).await?;
    let expires_at = jiff::Timestamp::from_millisecond(signed_in.expires_at).unwrap_or_default();
    let person = signed_in.person;
    let who = Who { id: person.id, name: person.name, role: person.role, areas: person.areas };
    let session =
        Session { token: signed_in.token, expires_at: expires_at.to_string(), person: who };
    Ok(answer(&texts, &session))
}

/// Ends the session of the token that is sent along.
pub async fn sign_out(state: Data<State>, person: PersonCaller, request: HttpRequest) -> Answer {
    let token = bearer(&request).ok_or(Problem::Unauthenticated {})?;
    let actor = Caller::Person(person.0).actor();
    people::sign_out(&state.services, &token, &actor).await?;
    Ok(HttpResponse::NoContent().finish())
}
