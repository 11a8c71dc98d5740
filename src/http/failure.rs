//! From a failed use case to an answer.
//!
//! A handler knows no language, so an answer first carries its [`Problem`] as data; the `render`
//! middleware writes it in the language of the request.

use actix_web::http::StatusCode;
use actix_web::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};

use crate::domain::problem::Problem;
use crate::service;

/// Why a request is not answered as it hoped.
#[derive(Clone, Debug)]
pub struct Failure(pub Problem);

/// What a handler gives.
pub type Answer = Result<HttpResponse, Failure>;

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<service::Failure> for Failure {
    fn from(failure: service::Failure) -> Self {
        match failure {
            service::Failure::Problem(problem) => Self(problem),
            service::Failure::Unavailable(error) => {
                tracing::error!(%error, "the store is not available");
                Self(Problem::Busy { retry_after: 10 })
            }
            service::Failure::Fault(error) => {
                tracing::error!(%error, "a request failed");
                Self(Problem::Internal {})
            }
        }
    }
}

impl Failure {
    /// The answer, still to be rendered.
    pub fn answer(&self) -> HttpResponse {
        let status = StatusCode::from_u16(self.0.status());
        let mut answer = HttpResponse::build(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        match &self.0 {
            Problem::TooManyRequests { retry_after } | Problem::Busy { retry_after } => {
                answer.insert_header((RETRY_AFTER, retry_after.to_string()));
            }
            Problem::Unauthenticated {} | Problem::SignInFailed {} => {
                answer.insert_header((WWW_AUTHENTICATE, "Bearer realm=\"sikia\""));
            }
            _ => {}
        }
        let mut answer = answer.finish();
        answer.extensions_mut().insert(self.0.clone());
        answer
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.code())
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        self.answer()
    }
}
