//! `GET /v1/submissions/{id}/attachments…`

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
use actix_web::web::{Data, Path};
use serde::Serialize;
use uuid::Uuid;

use crate::blobs::Digest;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::problem::Problem;
use crate::http::extract::AnyCaller;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::service::attachments::{self, Content};

#[derive(Serialize)]
struct Attachments {
    attachments: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    revision: RevisionId,
    name: String,
    sha256: Digest,
    size: u64,
    href: String,
}

/// The files of a submission.
pub async fn list(state: Data<State>, caller: AnyCaller, id: Path<String>) -> Answer {
    let id = submission(&id)?;
    let found = attachments::list(&state.services, &caller.0, id).await?;
    let listed = found.into_iter().map(|file| {
        let sha256 = Digest(file.digest);
        let href = format!("/v1/submissions/{id}/attachments/{sha256}");
        Listed { revision: file.revision, name: file.name, sha256, size: file.size, href }
    });
    Ok(HttpResponse::Ok().json(Attachments { attachments: listed.collect() }))
}

/// The content of one. Whatever it says it is, a browser is to save it and never to show it.
pub async fn content(
    state: Data<State>,
    caller: AnyCaller,
    path: Path<(String, String)>,
) -> Answer {
    let digest: Digest = path.1.parse().map_err(|()| Problem::NotFound {})?;
    let found = attachments::open(&state.services, &caller.0, submission(&path.0)?, digest).await?;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("application/octet-stream")
        .insert_header((CONTENT_DISPOSITION, "attachment"))
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox"));
    Ok(match found {
        Content::Picture(bytes) => answer.body(bytes),
        Content::File(file) => answer.no_chunking(file.size).streaming(Box::pin(file.chunks())),
    })
}

fn submission(id: &str) -> Result<SubmissionId, Problem> {
    Uuid::parse_str(id).map(SubmissionId).map_err(|_| Problem::NotFound {})
}
