//! `POST /v1/sync`, `POST /v1/sync/verify`, `GET /v1/limits`.

pub mod wire;

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::answer;
use crate::domain::ids::RevisionId;
use crate::http::extract::{DeviceCaller, Speaks, read_body, read_json};
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service;

/// Pushes and pulls in one call.
pub async fn sync(
    state: Data<State>,
    device: DeviceCaller,
    Speaks(texts): Speaks,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    let limits = &state.services.limits;
    let body = read_body(&request, payload, limits).await?;
    let ask = wire::ask(body, *limits).await?;
    let done = service::sync::sync(&state.services, &device.0, ask).await?;
    Ok(answer(&texts, &wire::Answer::of(done, limits, &texts)))
}

/// The revisions that a device asks about.
#[derive(Deserialize)]
struct Verify {
    revisions: Vec<Uuid>,
}

/// Those of them that the node does not hold.
#[derive(Serialize)]
struct Verified {
    missing: Vec<RevisionId>,
}

/// Tells which revisions the node does not hold.
pub async fn verify(
    state: Data<State>,
    _device: DeviceCaller,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    let ask: Verify = read_json(&request, payload, &state.services.limits).await?;
    let revisions: Vec<RevisionId> = ask.revisions.into_iter().map(RevisionId).collect();
    let missing = service::sync::verify(&state.services, &revisions).await?;
    Ok(HttpResponse::Ok().json(Verified { missing }))
}

/// The bounds of what a client may send.
pub async fn limits(state: Data<State>) -> HttpResponse {
    HttpResponse::Ok().json(state.services.limits)
}
