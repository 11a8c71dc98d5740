//! Pages are for people who are signed in; others go to the form first and come back.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, ResponseError};

use super::see_other;
use crate::domain::access::Person;
use crate::http::api::views::segment;
use crate::http::extract::PersonVisitor;
use crate::http::failure::Failure;

/// The person who looks at a page.
pub struct SignedIn(pub Person);

/// Why nobody is let in.
#[derive(Debug)]
pub enum NotIn {
    /// Nobody is signed in; this was the address.
    Nobody(String),
    /// It could not be found out.
    Failed(Failure),
}

impl std::fmt::Display for NotIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nobody(_) => f.write_str("nobody is signed in"),
            Self::Failed(failure) => failure.fmt(f),
        }
    }
}

impl ResponseError for NotIn {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Nobody(_) => StatusCode::SEE_OTHER,
            Self::Failed(failure) => failure.status_code(),
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::Nobody(here) => see_other(&format!("/sign-in?next={}", segment(here))),
            Self::Failed(failure) => failure.answer(),
        }
    }
}

impl FromRequest for SignedIn {
    type Error = NotIn;
    type Future = Pin<Box<dyn Future<Output = Result<Self, NotIn>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let here = request.uri().to_string();
        let visitor = PersonVisitor::from_request(request, payload);
        Box::pin(async move {
            let visitor = visitor.await.map_err(NotIn::Failed)?;
            visitor.0.map(Self).ok_or(NotIn::Nobody(here))
        })
    }
}
