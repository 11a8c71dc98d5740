//! The API, one file per resource. `api-spec/` is its contract.

mod accounts;
mod areas;
mod attachments;
mod communities;
mod contact;
pub(super) mod datasets;
mod document;
mod feeds;
mod forms;
mod health;
pub(super) mod kept;
mod looked;
mod quarantine;
mod rounds;
mod submissions;
pub mod sync;
mod taxonomy;
pub(super) mod views;
mod withdrawals;

use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::http::header::CONTENT_LANGUAGE;
use actix_web::web::{ServiceConfig, get, post, put};
use serde::Serialize;

use super::resource;
use crate::i18n::Texts;

/// Every address of the API.
pub fn configure(config: &mut ServiceConfig) {
    let on_get = |path: &str, route| resource(path, [(Method::GET, route)]);
    let on_post = |path: &str, route| resource(path, [(Method::POST, route)]);
    config
        .service(on_post("/v1/sync", post().to(sync::sync)))
        .service(on_post("/v1/sync/verify", post().to(sync::verify)))
        .service(on_get("/v1/limits", get().to(sync::limits)))
        .service(on_post("/v1/sign-in", post().to(accounts::sign_in)))
        .service(on_post("/v1/sign-out", post().to(accounts::sign_out)))
        .service(on_get("/v1/communities", get().to(communities::list)))
        .service(on_get("/v1/communities/{id}", get().to(communities::one)))
        .service(on_get("/v1/communities/{id}/needs", get().to(communities::needs)))
        .service(on_get("/v1/communities/{id}/submissions", get().to(submissions::list)))
        .service(on_get("/v1/communities/{id}/looked", get().to(looked::list)))
        .service(on_post("/v1/withdrawals", post().to(withdrawals::bring)))
        .service(on_get("/v1/areas", get().to(areas::list)))
        .service(on_get("/v1/areas/{id}", get().to(areas::one)))
        .service(on_get("/v1/areas/{id}/needs", get().to(areas::needs)))
        .service(on_get("/v1/rounds", get().to(rounds::list)))
        .service(resource(
            "/v1/rounds/{id}",
            [(Method::GET, get().to(rounds::one)), (Method::PUT, put().to(rounds::put))],
        ))
        .service(on_get("/v1/submissions/{id}", get().to(submissions::one)))
        .service(on_get("/v1/submissions/{id}/contact", get().to(contact::one)))
        .service(on_get("/v1/quarantine", get().to(quarantine::list)))
        .service(on_post("/v1/quarantine/{no}/community", post().to(quarantine::say_community)))
        .service(on_get("/v1/submissions/{id}/attachments", get().to(attachments::list)))
        .service(on_get(
            "/v1/submissions/{id}/attachments/{sha256}",
            get().to(attachments::content),
        ))
        .service(on_get("/v1/forms", get().to(forms::list)))
        .service(on_get("/v1/forms/{id}", get().to(forms::versions)))
        .service(on_get("/v1/forms/{id}/versions/{version}", get().to(forms::definition)))
        .service(on_get("/v1/forms/{id}/versions/{version}/schema", get().to(forms::schema)))
        .service(on_get("/v1/forms/{id}/versions/{version}/labels", get().to(forms::labels)))
        .service(on_get("/v1/forms/{id}/versions/{version}/choices", get().to(forms::choices)))
        .service(on_get("/v1/forms/{id}/versions/{version}/media", get().to(forms::media)))
        .service(on_get(
            "/v1/forms/{id}/versions/{version}/media/{name}",
            get().to(forms::media_file),
        ))
        .service(on_get("/v1/datasets", get().to(datasets::list)))
        .service(on_post("/v1/datasets/{id}/editions", post().to(datasets::create)))
        .service(on_get("/v1/datasets/{id}/editions/{number}", get().to(datasets::edition)))
        .service(on_post(
            "/v1/datasets/{id}/editions/{number}/publish",
            post().to(datasets::publish),
        ))
        .service(on_post("/v1/datasets/{id}/editions/{number}/cancel", post().to(datasets::cancel)))
        .service(on_get(
            "/v1/datasets/{id}/editions/{number}/files/{name}",
            get().to(datasets::file),
        ))
        .service(on_get("/v1/taxonomy", get().to(taxonomy::list)))
        .configure(feeds::configure)
        .service(on_get("/v1/openapi.json", get().to(document::json)))
        .service(on_get("/health/live", get().to(health::live)))
        .service(on_get("/health/ready", get().to(health::ready)))
        .service(on_get("/metrics", get().to(health::metrics)));
}

/// An answer with text in one language.
fn answer(texts: &Texts, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header((CONTENT_LANGUAGE, texts.language())).json(body)
}
