//! Files that come with forms, as they are.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, ETAG, EntityTag,
};
use actix_web::{HttpRequest, HttpResponse};

use super::api::kept::is_known;
use super::failure::Answer;
use super::state::State;
use crate::blobs::Digest;
use crate::domain::catalogue::MediaFile;
use crate::service::media;

/// The content of a file, or word that the copy at hand is still right. Whatever it says it is, a
/// browser is to save it and never to show it.
pub async fn of_form(state: &State, request: &HttpRequest, file: &MediaFile) -> Answer {
    let tag = EntityTag::new_strong(Digest(file.digest).to_string());
    let known = is_known(request, &tag);
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((ETAG, tag.to_string()))
        .insert_header((CACHE_CONTROL, "private, no-cache"));
    if known {
        return Ok(answer.finish());
    }
    let content = media::open(&state.services, file).await?;
    Ok(answer
        .content_type("application/octet-stream")
        .insert_header((CONTENT_DISPOSITION, "attachment"))
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox"))
        .no_chunking(content.size)
        .streaming(Box::pin(content.chunks())))
}
