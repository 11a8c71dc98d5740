//! The HTTP surface: extractors finish parsing and limits, services act, responders render.

pub mod api;
mod extract;
mod failure;
mod files;
mod head;
mod headers;
mod metrics;
pub(crate) mod openrosa;
pub mod pages;
mod render;
mod serve;
mod state;
mod trace;

pub use serve::{Serving, serve};
pub use state::State;

use actix_web::http::Method;
use actix_web::http::header::ALLOW;
use actix_web::{HttpResponse, Resource, Route, web};

use self::failure::Failure;
use crate::domain::problem::Problem;

/// Every address of the node. `tests/api` holds it against `api-spec`, in both directions.
pub fn configure(config: &mut web::ServiceConfig) {
    api::configure(config);
    openrosa::configure(config);
    pages::configure(config);
    config.default_service(web::to(|| async { Failure::from(Problem::NotFound {}).answer() }));
}

/// An address with its methods; any other method is answered with those that there are.
fn resource<const N: usize>(path: &str, routes: [(Method, Route); N]) -> Resource {
    let name = |(method, _): &(Method, Route)| match *method {
        Method::GET => "GET, HEAD".to_owned(),
        _ => method.to_string(),
    };
    let allow = routes.each_ref().map(name).join(", ");
    let mut resource = web::resource(path);
    for (_, route) in routes {
        resource = resource.route(route);
    }
    resource.default_service(web::to(move || {
        let allow = allow.clone();
        async move {
            let mut answer: HttpResponse = Failure::from(Problem::MethodNotAllowed {}).answer();
            if let Ok(value) = allow.parse() {
                answer.headers_mut().insert(ALLOW, value);
            }
            answer
        }
    }))
}
