//! `HEAD` and `POST …/submission`

use actix_multipart::{Field, Multipart};
use actix_web::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, LOCATION};
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use futures_util::StreamExt;

use super::Client;
use super::xml::{TEXT_XML, message};
use crate::domain::problem::Problem;
use crate::http::extract::Speaks;
use crate::http::failure::{Answer, Failure};
use crate::http::state::State;
use crate::i18n::{self, Texts};
use crate::service;
use crate::service::attachments::{self, Received};
use crate::service::openrosa::{self, INSTANCE_BYTES};
use crate::store::Outcome;

/// The part that holds the instance.
const INSTANCE: &str = "xml_submission_file";
/// A field that says that more parts come in another call.
const INCOMPLETE: &str = "*isIncomplete*";
/// Parts in one call.
const PARTS: usize = 200;

/// Yes, submissions are taken here. Clients ask before they send, and take no other status.
pub async fn ready(_client: Client) -> HttpResponse {
    HttpResponse::NoContent().finish()
}

/// Takes in one submission. 201 means that it is on disk, also where it waits in quarantine: anything
/// else makes the client send it again for ever.
pub async fn submit(
    state: Data<State>,
    client: Client,
    Speaks(texts): Speaks,
    request: HttpRequest,
    mut parts: Multipart,
) -> Answer {
    let given = request.content_type().to_owned();
    if given != "multipart/form-data" {
        return Err(Problem::UnsupportedMedia { given }.into());
    }
    let (mut instance, mut files) = (None, Vec::new());
    for _ in 0..PARTS {
        let Some(part) = parts.next().await else { break };
        let part = part.map_err(|error| malformed(&error))?;
        match part.name() {
            Some(INSTANCE) => instance = Some(read(part, INSTANCE_BYTES).await?),
            Some(INCOMPLETE) => {
                read(part, 16).await?;
            }
            _ => files.push(file(&state, part).await?),
        }
    }
    let reason = format!("there is no part {INSTANCE}");
    let instance = instance.ok_or(Problem::Malformed { reason })?;
    let xml = text(&instance)?;
    let submitted = openrosa::submit(&state.services, &client.device, &xml, &files).await?;
    let (nature, words) = told(&texts, &submitted.receipt.outcome);
    Ok(HttpResponse::Created()
        .insert_header((CONTENT_TYPE, TEXT_XML))
        .insert_header((CONTENT_LANGUAGE, texts.language()))
        .insert_header((LOCATION, request.uri().path().to_owned()))
        .body(message(&words, Some(nature))))
}

/// What a client shows: whether it counts, and where it does not, why.
fn told(texts: &Texts, outcome: &Outcome) -> (&'static str, String) {
    match outcome {
        Outcome::Quarantined(problem) => {
            let (title, detail) =
                (i18n::problem::title(texts, problem), i18n::problem::detail(texts, problem));
            ("submit_success", i18n::plain(&texts.openrosa_kept(&title, &detail)))
        }
        _ => ("submit_success", i18n::plain(&texts.openrosa_received())),
    }
}

/// Streams a file to its place: however large it is, a chunk of it is in memory.
async fn file(state: &State, mut part: Field) -> Result<Received, Failure> {
    let disposition = part.content_disposition();
    let name = disposition.and_then(|d| d.get_filename().or(d.get_name())).unwrap_or_default();
    let name = name.to_owned();
    let mut receiver = attachments::receive(&state.services)?;
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|error| malformed(&error))?;
        receiver.write(&chunk).await.map_err(service::Failure::from)?;
    }
    let content = receiver.finish().await.map_err(service::Failure::from)?;
    Ok(Received { name, content })
}

async fn read(mut part: Field, most: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|error| malformed(&error))?;
        if bytes.len() + chunk.len() > most {
            let bound = "instance_bytes".to_owned();
            return Err(Problem::TooLarge { bound, limit: most as u64, index: None }.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn malformed(error: &actix_multipart::MultipartError) -> Failure {
    Problem::Malformed { reason: error.to_string() }.into()
}

/// The text of an instance: UTF-8, or UTF-16 with its mark.
fn text(bytes: &[u8]) -> Result<String, Failure> {
    let wide = |big: bool, rest: &[u8]| {
        let units = rest.chunks_exact(2).map(|pair| match big {
            true => u16::from_be_bytes([pair[0], pair[1]]),
            false => u16::from_le_bytes([pair[0], pair[1]]),
        });
        String::from_utf16(&units.collect::<Vec<_>>()).ok()
    };
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(true, rest),
        [0xFF, 0xFE, rest @ ..] => wide(false, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        plain => String::from_utf8(plain.to_vec()).ok(),
    };
    let reason = "the instance is neither UTF-8 nor UTF-16".to_owned();
    Ok(text.ok_or(Problem::Malformed { reason })?)
}
