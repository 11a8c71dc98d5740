//! `GET /health/live`, `GET /health/ready`, `GET /metrics`: for the operator.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::json;

use crate::http::failure::Answer;
use crate::http::state::State;

/// The process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(json!({"status": "live"}))
}

/// The node can serve: its store answers.
pub async fn ready(state: Data<State>) -> Answer {
    state.services.ready().await?;
    Ok(HttpResponse::Ok().json(json!({"status": "ready"})))
}

/// Counts for Prometheus. No personal data: numbers of requests, items, bytes.
pub async fn metrics(state: Data<State>) -> Answer {
    let health = state.services.health().await?;
    metrics::gauge!("sikia_store_bytes").set(health.bytes as f64);
    metrics::gauge!("sikia_store_submissions").set(health.submissions as f64);
    metrics::gauge!("sikia_store_quarantined").set(health.quarantined as f64);
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(state.metrics.render()))
}
