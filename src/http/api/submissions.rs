//! `GET /v1/communities/{id}/submissions`, `GET /v1/submissions/{id}`

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use uuid::Uuid;

use crate::domain::access::Caller;
use crate::domain::ids::{CommunityId, SubmissionId};
use crate::domain::problem::Problem;
use crate::http::extract::AnyCaller;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::records;

/// The records of a community.
pub async fn list(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    id: Path<String>,
    asked: Query<HashMap<String, String>>,
) -> Answer {
    let Caller::Person(person) = caller else { return Err(Problem::Forbidden {}.into()) };
    let bad = |parameter: &str, given: &str| Problem::BadParameter {
        parameter: parameter.to_owned(),
        given: given.to_owned(),
    };
    let after = match asked.get("after") {
        None => 0,
        Some(given) => given.parse().map_err(|_| bad("after", given))?,
    };
    let broken = match asked.get("look").map(String::as_str) {
        None | Some("all") => false,
        Some("needed") => true,
        Some(given) => return Err(bad("look", given).into()),
    };
    let community = CommunityId(id.into_inner());
    let records =
        records::of_community(&state.services, &person, &community, after, broken).await?;
    Ok(HttpResponse::Ok().json(records))
}

/// The head of a submission.
pub async fn one(state: Data<State>, caller: AnyCaller, id: Path<String>) -> Answer {
    let id = Uuid::parse_str(&id).map_err(|_| Problem::NotFound {})?;
    let record = records::submission(&state.services, &caller.0, SubmissionId(id)).await?;
    Ok(HttpResponse::Ok().json(record))
}
