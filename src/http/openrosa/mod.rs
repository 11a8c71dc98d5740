//! What OpenRosa clients (ODK Collect and its kin) ask for, under an address that holds their token.

mod forms;
mod submission;
pub mod xml;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, ServiceConfig, get, post};
use actix_web::{Error, FromRequest, HttpRequest};
use std::future::Future;
use std::pin::Pin;

use super::failure::Failure;
use super::resource;
use super::state::State;
use crate::domain::access::Device;
use crate::domain::problem::Problem;
use crate::service::{self, phones};

/// Where these addresses begin.
pub const PREFIX: &str = "/v1/key/";
/// The most that one POST may hold, in bytes. Clients part what is more.
pub const MOST: u64 = 100 << 20;

/// The addresses.
pub fn configure(config: &mut ServiceConfig) {
    let list = resource("/v1/key/{token}/formList", [(Method::GET, get().to(forms::list))]);
    let form = resource("/v1/key/{token}/form", [(Method::GET, get().to(forms::xform))]);
    let manifest = resource("/v1/key/{token}/manifest", [(Method::GET, get().to(forms::manifest))]);
    let media = resource("/v1/key/{token}/media", [(Method::GET, get().to(forms::media))]);
    let submission = resource(
        "/v1/key/{token}/submission",
        [(Method::GET, get().to(submission::ready)), (Method::POST, post().to(submission::submit))],
    );
    config
        .service(list.wrap(from_fn(said)))
        .service(form.wrap(from_fn(said)))
        .service(manifest.wrap(from_fn(said)))
        .service(media.wrap(from_fn(said)))
        .service(submission.wrap(from_fn(said)));
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
    Ok(answer)
}

/// The device whose token is in the address. A bad one is 403: at 401 clients would ask the person for
/// a password.
pub struct KeyHolder(pub Device);

impl FromRequest for KeyHolder {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let token = request.match_info().get("token").unwrap_or_default().to_owned();
        let state = request.app_data::<web::Data<State>>().cloned();
        Box::pin(async move {
            let state = state.ok_or(Problem::Internal {})?;
            match phones::device_of(&state.services, &token).await {
                Ok(device) => Ok(Self(device)),
                Err(service::Failure::Problem(Problem::Unauthenticated {})) => {
                    Err(Problem::Forbidden {}.into())
                }
                Err(failure) => Err(failure.into()),
            }
        })
    }
}
