//! Which device an OpenRosa client is.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use crate::domain::access::Device;
use crate::domain::problem::Problem;
use crate::http::api::views::segment;
use crate::http::extract::basic;
use crate::http::failure::Failure;
use crate::http::state::State;
use crate::service::{self, phones};

/// The device that calls, and where its addresses are.
pub struct Client {
    /// The device.
    pub device: Device,
    /// Scheme, host and path under which it finds everything, as it sees them.
    pub base: String,
}

impl FromRequest for Client {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let state = request.app_data::<web::Data<State>>().ok_or(Problem::Internal {})?;
            let (device, room) = match request.match_info().get("token") {
                Some(token) => (of_address(state, token).await?, format!("key/{}", segment(token))),
                None => (of_sign_in(state, &request).await?, "openrosa".to_owned()),
            };
            Ok(Self { device, base: format!("{}/v1/{room}", state.address(&request)) })
        })
    }
}

/// The device whose token is in the address. A bad one is 403: at 401 clients would ask the person for
/// a password.
async fn of_address(state: &State, token: &str) -> Result<Device, Failure> {
    match phones::device_of(&state.services, token).await {
        Ok(device) => Ok(device),
        Err(service::Failure::Problem(Problem::Unauthenticated {})) => {
            Err(Problem::Forbidden {}.into())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The device that signs in by Basic: its name, and its token as the password. Where anybody could
/// listen it is not even asked for.
async fn of_sign_in(state: &State, request: &HttpRequest) -> Result<Device, Failure> {
    if !state.encrypted {
        return Err(Problem::EncryptionRequired {}.into());
    }
    let (name, token) = basic(request).ok_or(Problem::Unauthenticated {})?;
    Ok(phones::sign_in(&state.services, &name, &token).await?)
}
