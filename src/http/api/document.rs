//! `GET /v1/openapi.json`

use actix_web::{HttpRequest, HttpResponse};

use super::kept::kept;
use crate::openapi;

/// The contract.
pub async fn json(request: HttpRequest) -> HttpResponse {
    kept(&request, openapi::document())
}
