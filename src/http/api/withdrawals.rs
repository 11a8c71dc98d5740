//! `POST /v1/withdrawals`

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use crate::domain::limits::Limits;
use crate::http::extract::read_json;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::withdrawals;

#[derive(Deserialize)]
struct Brought {
    code: String,
}

#[derive(Serialize)]
struct Noted {
    outcome: &'static str,
}

/// Takes a receipt back, from anybody.
pub async fn bring(state: Data<State>, request: HttpRequest, payload: Payload) -> Answer {
    let limits = Limits { body_bytes: 8_192, ..state.services.limits };
    let brought: Brought = read_json(&request, payload, &limits).await?;
    withdrawals::bring(&state.services, &brought.code).await?;
    Ok(HttpResponse::Accepted().json(Noted { outcome: "accepted" }))
}
