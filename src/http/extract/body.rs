//! Bodies: unpacked, bounded, never larger in memory than the limits say.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName};
use actix_web::web::{Bytes, BytesMut, Payload};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use super::unpack::{Packing, unpack};
use crate::domain::limits::Limits;
use crate::domain::problem::Problem;

/// How long a body may take to arrive over a slow link.
const PATIENCE: Duration = Duration::from_secs(300);

/// Reads a JSON body, unpacking it.
///
/// # Errors
/// [`Problem::UnsupportedMedia`], [`Problem::TooLarge`], [`Problem::Malformed`].
pub async fn read_body(
    request: &HttpRequest,
    payload: Payload,
    limits: &Limits,
) -> Result<Bytes, Problem> {
    media(request, "application/json")?;
    receive(request, payload, limits).await
}

/// Reads the body of a posted form, unpacking it.
///
/// # Errors
/// As [`read_body`].
pub async fn read_form(
    request: &HttpRequest,
    payload: Payload,
    limits: &Limits,
) -> Result<Bytes, Problem> {
    media(request, "application/x-www-form-urlencoded")?;
    receive(request, payload, limits).await
}

async fn receive(
    request: &HttpRequest,
    payload: Payload,
    limits: &Limits,
) -> Result<Bytes, Problem> {
    match tokio::time::timeout(PATIENCE, arrive(request, payload, limits)).await {
        Ok(body) => body,
        Err(_) => Err(Problem::Malformed { reason: "the body did not arrive in time".into() }),
    }
}

/// Reads a small JSON body into a value.
///
/// # Errors
/// As [`read_body`].
pub async fn read_json<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: Payload,
    limits: &Limits,
) -> Result<T, Problem> {
    let body = read_body(request, payload, limits).await?;
    check_depth(&body, limits)?;
    check_object(&body)?;
    serde_json::from_slice(&body).map_err(|e| Problem::Malformed { reason: e.to_string() })
}

/// Whether the brackets of a body nest within bounds.
///
/// # Errors
/// [`Problem::TooLarge`] with the bound `depth`.
pub fn check_depth(body: &[u8], limits: &Limits) -> Result<(), Problem> {
    if crate::domain::content::depth(body) > limits.depth {
        return Err(too_large("depth", limits.depth));
    }
    Ok(())
}

/// Whether a body begins like an object: a list would be read as the members in their order.
///
/// # Errors
/// [`Problem::Malformed`].
pub fn check_object(body: &[u8]) -> Result<(), Problem> {
    match body.trim_ascii_start().first() {
        Some(b'{') => Ok(()),
        _ => Err(Problem::Malformed { reason: "expected an object".into() }),
    }
}

fn header(request: &HttpRequest, name: HeaderName) -> Option<String> {
    let value = request.headers().get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn media(request: &HttpRequest, wanted: &str) -> Result<(), Problem> {
    let kind = header(request, CONTENT_TYPE).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence != wanted {
        return Err(Problem::UnsupportedMedia { given: kind });
    }
    match header(request, CONTENT_ENCODING) {
        Some(encoding)
            if !["identity", "gzip", "zstd"]
                .contains(&encoding.trim().to_ascii_lowercase().as_str()) =>
        {
            Err(Problem::UnsupportedMedia { given: encoding })
        }
        _ => Ok(()),
    }
}

/// The body as it was before it was packed.
async fn arrive(
    request: &HttpRequest,
    payload: Payload,
    limits: &Limits,
) -> Result<Bytes, Problem> {
    let packed = collect(payload, limits).await?;
    let (packing, limits) = (header(request, CONTENT_ENCODING), *limits);
    let packing = match packing.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "gzip" => Packing::Gzip,
        "zstd" => Packing::Zstd,
        _ => return Ok(packed),
    };
    let unpacked = tokio::task::spawn_blocking(move || unpack(packing, &packed, &limits));
    unpacked.await.map_err(|_| Problem::Internal {})?.map(Bytes::from)
}

async fn collect(mut payload: Payload, limits: &Limits) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|e| Problem::Malformed { reason: e.to_string() })?;
        if body.len() + chunk.len() > limits.body_bytes {
            return Err(too_large("body_bytes", limits.body_bytes));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

pub(super) fn too_large(bound: &str, limit: usize) -> Problem {
    Problem::TooLarge { bound: bound.to_owned(), limit: limit as u64, index: None }
}
