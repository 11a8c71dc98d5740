//! `GET /v1/submissions/{id}`

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use uuid::Uuid;

use crate::domain::ids::SubmissionId;
use crate::domain::problem::Problem;
use crate::http::extract::AnyCaller;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::records;

/// The head of a submission.
pub async fn one(state: Data<State>, caller: AnyCaller, id: Path<String>) -> Answer {
    let id = Uuid::parse_str(&id).map_err(|_| Problem::NotFound {})?;
    let record = records::submission(&state.services, &caller.0, SubmissionId(id)).await?;
    Ok(HttpResponse::Ok().json(record))
}
