//! Pages for people: server-rendered, light, without scripts. See `docs/pages.md`.
//!
//! Each page is a function of a view, a struct of ready words and numbers, so that a test needs no
//! node to look at one.

mod api;
mod area;
mod asked;
mod assets;
mod choices;
mod communities;
mod community;
mod devices;
mod figures;
mod filters;
mod form;
mod frame;
mod kinds;
mod language;
mod local;
mod looked;
mod needs;
mod problem;
mod prose;
mod round;
mod sign_in;
mod sign_out;
mod signed_in;
#[cfg(test)]
mod tests;
mod withdraw;

use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::http::header::LOCATION;
use actix_web::web::{ServiceConfig, get, post};

use super::resource;
pub use problem::problem_page;

/// Where everybody begins.
const HOME: &str = "/communities";

/// Every address of the pages.
pub fn configure(config: &mut ServiceConfig) {
    let on_get = |path: &str, route| resource(path, [(Method::GET, route)]);
    let on_post = |path: &str, route| resource(path, [(Method::POST, route)]);
    let sign_in =
        [(Method::GET, get().to(sign_in::form)), (Method::POST, post().to(sign_in::sign_in))];
    let withdrawing =
        [(Method::GET, get().to(withdraw::form)), (Method::POST, post().to(withdraw::withdraw))];
    let devices =
        [(Method::GET, get().to(devices::form)), (Method::POST, post().to(devices::enrol))];
    config
        .service(on_get("/", get().to(|| async { see_other(HOME) })))
        .service(resource("/sign-in", sign_in))
        .service(on_post("/sign-out", post().to(sign_out::sign_out)))
        .service(on_post("/language", post().to(language::choose)))
        .service(on_get("/communities", get().to(communities::page)))
        .service(on_get("/communities/{id}", get().to(community::page)))
        .service(on_get("/communities/{id}/looked", get().to(looked::page)))
        .service(resource("/withdraw", withdrawing))
        .service(resource("/devices", devices))
        .service(on_get("/areas/{id}", get().to(area::page)))
        .service(on_get("/api", get().to(api::page)))
        .service(on_get("/assets/{name}", get().to(assets::asset)));
}

/// Go on to another page.
fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, path)).finish()
}
