//! What OpenRosa clients (ODK Collect and its kin) ask for: under an address that holds their token, or
//! with Basic sign-in where nobody can listen.

mod client;
mod forms;
pub mod settings;
mod submission;
pub mod xml;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue, WWW_AUTHENTICATE};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{ServiceConfig, get, post};

use super::resource;
use client::Client;

/// Where these addresses begin: with the token in them, or with Basic sign-in.
const ROOMS: [&str; 2] = ["/v1/key/{token}", "/v1/openrosa"];
/// The most that one POST may hold, in bytes. Clients part what is more.
pub const MOST: u64 = 100 << 20;

/// Whether an address is one of these.
pub fn is_here(path: &str) -> bool {
    ["/v1/key/", "/v1/openrosa/"].iter().any(|room| path.starts_with(room))
}

/// The addresses.
pub fn configure(config: &mut ServiceConfig) {
    for room in ROOMS {
        let on_get =
            |name: &str, route| resource(&format!("{room}/{name}"), [(Method::GET, route)]);
        let submission = resource(
            &format!("{room}/submission"),
            [
                (Method::GET, get().to(submission::ready)),
                (Method::POST, post().to(submission::submit)),
            ],
        );
        config
            .service(on_get("formList", get().to(forms::list)).wrap(from_fn(said)))
            .service(on_get("form", get().to(forms::xform)).wrap(from_fn(said)))
            .service(on_get("manifest", get().to(forms::manifest)).wrap(from_fn(said)))
            .service(on_get("media", get().to(forms::media)).wrap(from_fn(said)))
            .service(submission.wrap(from_fn(said)));
    }
}

/// Middleware: the headers by which a client knows an OpenRosa server.
async fn said<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let mut answer = next.call(request).await?;
    let headers = answer.headers_mut();
    headers.insert(HeaderName::from_static("x-openrosa-version"), HeaderValue::from_static("1.0"));
    headers.insert(
        HeaderName::from_static("x-openrosa-accept-content-length"),
        HeaderValue::from(MOST),
    );
    if answer.status() == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static("Basic realm=\"sikia\", charset=\"UTF-8\"");
        answer.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    }
    Ok(answer)
}
