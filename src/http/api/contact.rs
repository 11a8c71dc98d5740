//! `GET /v1/submissions/{id}/contact`

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::access::Caller;
use crate::domain::ids::SubmissionId;
use crate::domain::problem::Problem;
use crate::http::extract::AnyCaller;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::vault;

#[derive(Serialize)]
struct Told {
    contact: String,
}

/// The contact of a submission.
pub async fn one(state: Data<State>, caller: AnyCaller, id: Path<String>) -> Answer {
    let Caller::Person(person) = caller.0 else { return Err(Problem::Forbidden {}.into()) };
    let id = Uuid::parse_str(&id).map_err(|_| Problem::NotFound {})?;
    let contact = vault::read(&state.services, &person, SubmissionId(id)).await?;
    Ok(HttpResponse::Ok().json(Told { contact }))
}
