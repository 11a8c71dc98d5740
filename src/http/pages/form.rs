//! What a form of a page posts.

use actix_web::HttpRequest;
use actix_web::web::{Payload, Query};
use serde::de::DeserializeOwned;

use crate::domain::limits::Limits;
use crate::domain::problem::Problem;
use crate::http::extract::{read_form, same_site};

/// No form of ours is longer.
const LONGEST: usize = 8192;

/// Reads a form that one of our own pages posted.
///
/// # Errors
/// [`Problem::Forbidden`] when it comes from elsewhere, and as `read_form`.
pub async fn posted<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: Payload,
) -> Result<T, Problem> {
    same_site(request)?;
    let limits = Limits { body_bytes: LONGEST, ..Limits::default() };
    let body = read_form(request, payload, &limits).await?;
    let malformed = |reason: String| Problem::Malformed { reason };
    let text = std::str::from_utf8(&body).map_err(|error| malformed(error.to_string()))?;
    // A posted form is written as the query of an address is.
    let form = Query::<T>::from_query(text).map_err(|error| malformed(error.to_string()))?;
    Ok(form.into_inner())
}
