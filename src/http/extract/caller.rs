//! Who is calling.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::domain::access::{Caller, Device, Person};
use crate::domain::problem::Problem;
use crate::http::failure::Failure;
use crate::http::state::State;
use crate::service::{self, people, phones};

/// Where a browser keeps its session.
pub const SESSION_COOKIE: &str = "sikia_session";

/// A device, by its token.
pub struct DeviceCaller(pub Device);

/// A person, by a session's token or, where nothing is changed, by the cookie of a page.
pub struct PersonCaller(pub Person);

/// Either of them.
pub struct AnyCaller(pub Caller);

/// A person at a browser; none when nobody is signed in.
pub struct PersonVisitor(pub Option<Person>);

type Found<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

/// The token of the `Authorization` header.
pub fn bearer(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.trim().to_owned())
}

/// Name and password of Basic sign-in.
pub fn basic(request: &HttpRequest) -> Option<(String, String)> {
    let value = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, packed) = value.split_once(' ')?;
    let said =
        STANDARD.decode(packed.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let said = String::from_utf8(said).ok()?;
    said.split_once(':').map(|(name, password)| (name.to_owned(), password.to_owned()))
}

/// The token of the page's cookie. It opens reading only: another site can make a browser send it.
fn cookie(request: &HttpRequest) -> Option<String> {
    (*request.method() == Method::GET)
        .then(|| request.cookie(SESSION_COOKIE))
        .flatten()
        .map(|cookie| cookie.value().to_owned())
}

pub(super) fn state(request: &HttpRequest) -> Result<State, Failure> {
    let state = request.app_data::<web::Data<State>>();
    state.map(|state| State::clone(state)).ok_or(Failure(Problem::Internal {}))
}

async fn person_of(state: &State, token: Option<String>) -> Result<Person, Failure> {
    let token = token.ok_or(Problem::Unauthenticated {})?;
    Ok(people::person_of(&state.services, &token).await?)
}

/// A device or a person, whichever the token belongs to.
pub(super) async fn caller_of(state: &State, request: &HttpRequest) -> Result<Caller, Failure> {
    let Some(token) = bearer(request) else {
        return person_of(state, cookie(request)).await.map(Caller::Person);
    };
    match phones::device_of(&state.services, &token).await {
        Ok(device) => Ok(Caller::Device(device)),
        Err(service::Failure::Problem(Problem::Unauthenticated {})) => {
            person_of(state, Some(token)).await.map(Caller::Person)
        }
        Err(failure) => Err(failure.into()),
    }
}

impl FromRequest for DeviceCaller {
    type Error = Failure;
    type Future = Found<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            bearer(&request).ok_or(Problem::Unauthenticated {})?;
            match caller_of(&state(&request)?, &request).await? {
                Caller::Device(device) => Ok(Self(device)),
                Caller::Person(_) => Err(Failure(Problem::Forbidden {})),
            }
        })
    }
}

impl FromRequest for AnyCaller {
    type Error = Failure;
    type Future = Found<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { caller_of(&state(&request)?, &request).await.map(Self) })
    }
}

impl FromRequest for PersonCaller {
    type Error = Failure;
    type Future = Found<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            match caller_of(&state(&request)?, &request).await? {
                Caller::Person(person) => Ok(Self(person)),
                Caller::Device(_) => Err(Failure(Problem::PersonRequired {})),
            }
        })
    }
}

impl FromRequest for PersonVisitor {
    type Error = Failure;
    type Future = Found<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let token = request.cookie(SESSION_COOKIE).map(|cookie| cookie.value().to_owned());
            match person_of(&state(&request)?, token).await {
                Ok(person) => Ok(Self(Some(person))),
                Err(Failure(Problem::Unauthenticated {})) => Ok(Self(None)),
                Err(failure) => Err(failure),
            }
        })
    }
}
