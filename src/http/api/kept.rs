//! JSON that clients keep and ask about again.

use actix_web::http::header::{CACHE_CONTROL, ETAG, EntityTag, Header, HeaderValue, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

use crate::i18n::Texts;

/// The body with its tag, or word that the copy at hand is still right. Clients have to ask each
/// time: `no-store`, which other answers carry, would forbid them to keep it.
pub fn kept(request: &HttpRequest, body: impl Into<Vec<u8>>) -> HttpResponse {
    kept_as(request, body, "application/json")
}

/// The language of an answer, as a header says it.
pub fn language(texts: &Texts) -> HeaderValue {
    HeaderValue::from_str(texts.language()).unwrap_or_else(|_| HeaderValue::from_static("en"))
}

/// Whether a client holds what has this tag.
pub fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => request.headers().contains_key(IfNoneMatch::name()),
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        Err(_) => false,
    }
}

/// Like [`kept`], of another content type.
pub fn kept_as(request: &HttpRequest, body: impl Into<Vec<u8>>, kind: &str) -> HttpResponse {
    let body = body.into();
    let digest = Sha256::digest(&body);
    let tag = EntityTag::new_strong(digest.iter().take(16).map(|b| format!("{b:02x}")).collect());
    let known = is_known(request, &tag);
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((ETAG, tag.to_string()))
        .insert_header((CACHE_CONTROL, "private, no-cache"));
    if known { answer.finish() } else { answer.content_type(kind).body(body) }
}
