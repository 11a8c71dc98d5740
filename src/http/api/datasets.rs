//! `/v1/datasets…`

use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    ContentEncoding, ETAG, EntityTag, Header, IF_RANGE, Range,
};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use serde::{Deserialize, Serialize};

use super::answer;
use super::kept::is_known;
use super::views::name;
use crate::blobs::Digest;
use crate::dataset::Format;
use crate::domain::access::{Caller, Role};
use crate::domain::disclosure::Audience;
use crate::domain::edition::{Breakdown, Dataset, DatasetId, Edition, Refusal, Stage, citation};
use crate::domain::problem::Problem;
use crate::http::extract::{AnyCaller, DatasetReader, Speaks, bearer, read_json};
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::editions::{self, LICENCE, Wish};

#[derive(Serialize)]
struct Datasets {
    datasets: Vec<DatasetView>,
}

#[derive(Serialize)]
struct DatasetView {
    id: DatasetId,
    title: String,
    publisher: String,
    form: String,
    from: Option<String>,
    to: Option<String>,
    breakdown: Vec<Breakdown>,
    finest: Option<String>,
    domains: bool,
    editions: Vec<EditionView>,
}

/// An edition as the API shows it.
#[derive(Serialize)]
pub struct EditionView {
    dataset: DatasetId,
    number: u32,
    stage: Stage,
    audience: Audience,
    as_of: String,
    published_at: Option<String>,
    licence: String,
    citation: String,
    languages: Vec<String>,
    done: u64,
    of: u64,
    refusal: Option<Refusal>,
    report: serde_json::Value,
    files: Vec<FileView>,
}

#[derive(Serialize)]
struct FileView {
    name: String,
    media_type: String,
    size: u64,
    sha256: Digest,
    href: String,
}

impl EditionView {
    /// An edition; what it is cited by in the language asked for.
    pub fn of(dataset: &Dataset, edition: &Edition, texts: &Texts) -> Self {
        let time = |at: i64| jiff::Timestamp::from_millisecond(at).unwrap_or_default().to_string();
        let (id, number) = (&edition.dataset, edition.number);
        let files = edition.files.iter().map(|file| FileView {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size: file.size,
            sha256: Digest(file.digest),
            href: format!("/v1/datasets/{id}/editions/{number}/files/{}", file.name),
        });
        Self {
            dataset: id.clone(),
            number,
            stage: edition.stage,
            audience: edition.audience,
            as_of: time(edition.as_of),
            published_at: edition.published_at.map(time),
            licence: edition.licence.clone(),
            citation: citation(dataset, edition, texts.chain()),
            languages: edition.languages.clone(),
            done: edition.done,
            of: edition.of,
            refusal: edition.refusal,
            report: edition.report.clone(),
            files: files.collect(),
        }
    }
}

/// The datasets, with the editions that the reader may have.
pub async fn list(
    state: Data<State>,
    DatasetReader(reader): DatasetReader,
    Speaks(texts): Speaks,
) -> Answer {
    let found = editions::list(&state.services, &reader).await?;
    let datasets = found.into_iter().map(|(dataset, editions)| DatasetView {
        title: name(&dataset.title, &texts, dataset.id.as_str()),
        editions: editions.iter().map(|e| EditionView::of(&dataset, e, &texts)).collect(),
        id: dataset.id,
        publisher: dataset.publisher,
        form: dataset.form,
        from: dataset.from,
        to: dataset.to,
        breakdown: dataset.breakdown,
        finest: dataset.finest,
        domains: dataset.domains,
    });
    Ok(answer(&texts, &Datasets { datasets: datasets.collect() }))
}

/// One edition.
pub async fn edition(
    state: Data<State>,
    DatasetReader(reader): DatasetReader,
    Speaks(texts): Speaks,
    path: Path<(String, String)>,
) -> Answer {
    let (id, number) = address(&path.0, &path.1)?;
    let (dataset, edition) = editions::read(&state.services, &reader, &id, number).await?;
    Ok(answer(&texts, &EditionView::of(&dataset, &edition, &texts)))
}

/// A file of an edition, whole or a range of it. The store is asked once, before the first byte.
pub async fn file(
    state: Data<State>,
    DatasetReader(reader): DatasetReader,
    path: Path<(String, String, String)>,
    request: HttpRequest,
) -> Answer {
    let (id, number) = address(&path.0, &path.1)?;
    let file = editions::file(&state.services, &reader, (&id, number), &path.2).await?;
    let tag = EntityTag::new_strong(Digest(file.digest).to_string());
    if is_known(&request, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((ETAG, tag.to_string())).finish());
    }
    let blobs = state.services.blobs.as_ref().ok_or(Problem::NotFound {})?;
    let digest = Digest(file.digest);
    let (mut answer, opened) = match part(&request, &tag, file.size) {
        Some((from, to)) => {
            let mut answer = HttpResponse::PartialContent();
            answer.insert_header((CONTENT_RANGE, format!("bytes {from}-{to}/{}", file.size)));
            (answer, blobs.part(digest, from..to + 1).await)
        }
        None => (HttpResponse::Ok(), blobs.content(digest).await),
    };
    let opened = opened.map_err(unreadable)?.ok_or(Problem::NotFound {})?;
    tracing::debug!(length = opened.size, "a file goes out");
    let shown = format!("attachment; filename=\"{id}-{number}-{}\"", file.name.replace('/', "-"));
    describe(&mut answer, &tag)
        .content_type(file.media_type)
        .insert_header((CONTENT_DISPOSITION, shown));
    Ok(answer.no_chunking(opened.size).streaming(Box::pin(opened.chunks())))
}

fn describe<'a>(
    answer: &'a mut HttpResponseBuilder,
    tag: &EntityTag,
) -> &'a mut HttpResponseBuilder {
    answer
        .insert_header((ETAG, tag.to_string()))
        .insert_header((ACCEPT_RANGES, "bytes"))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox"))
        // As it is: a range of it is a range of what was hashed.
        .insert_header(ContentEncoding::Identity)
}

/// The one range that is asked for, first and last byte; none where the whole is, or another content.
fn part(request: &HttpRequest, tag: &EntityTag, size: u64) -> Option<(u64, u64)> {
    let held = request.headers().get(IF_RANGE);
    if held.is_some_and(|held| held.to_str().ok() != Some(tag.to_string().as_str())) {
        return None;
    }
    match Range::parse(request) {
        Ok(Range::Bytes(ranges)) => match ranges.as_slice() {
            [one] => one.to_satisfiable_range(size),
            _ => None,
        },
        _ => None,
    }
}

fn unreadable(error: std::io::Error) -> Problem {
    tracing::error!(%error, "a file of an edition cannot be read");
    Problem::Busy { retry_after: 10 }
}

#[derive(Deserialize)]
struct Asked {
    audience: Audience,
    #[serde(default)]
    formats: Vec<Format>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    licence: Option<String>,
    #[serde(default)]
    as_of: Option<String>,
}

/// Asks for an edition: the node makes it in the background.
pub async fn create(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    Speaks(texts): Speaks,
    id: Path<String>,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    let actor = steward(&caller, &request)?;
    let id = DatasetId(id.into_inner());
    let asked: Asked = read_json(&request, payload, &state.services.limits).await?;
    let as_of = asked.as_of.map(|at| at.parse::<jiff::Timestamp>()).transpose();
    let as_of = as_of.map_err(|error| Problem::Malformed { reason: error.to_string() })?;
    let wish = Wish {
        audience: asked.audience,
        formats: asked.formats,
        languages: asked.languages,
        licence: asked.licence.unwrap_or_else(|| LICENCE.to_owned()),
        as_of: as_of.map(|at| at.as_millisecond()),
    };
    let edition = editions::create(&state.services, &id, &wish, &actor).await?;
    let dataset = editions::dataset(&state.services, &id).await?;
    let view = EditionView::of(&dataset, &edition, &texts);
    let language = actix_web::http::header::CONTENT_LANGUAGE;
    Ok(HttpResponse::Accepted().insert_header((language, texts.language())).json(view))
}

/// Publishes an edition, after a look at it.
pub async fn publish(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    Speaks(texts): Speaks,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    let actor = steward(&caller, &request)?;
    let (id, number) = address(&path.0, &path.1)?;
    let edition = editions::publish(&state.services, &id, number, &actor).await?;
    let dataset = editions::dataset(&state.services, &id).await?;
    Ok(answer(&texts, &EditionView::of(&dataset, &edition, &texts)))
}

/// Gives up an edition that is not out.
pub async fn cancel(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    Speaks(texts): Speaks,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    let actor = steward(&caller, &request)?;
    let (id, number) = address(&path.0, &path.1)?;
    let edition = editions::cancel(&state.services, &id, number, &actor).await?;
    let dataset = editions::dataset(&state.services, &id).await?;
    Ok(answer(&texts, &EditionView::of(&dataset, &edition, &texts)))
}

/// Who looks after editions: a steward of everywhere. Not by the cookie of a page: another site could
/// make a browser send it.
fn steward(caller: &Caller, request: &HttpRequest) -> Result<String, Problem> {
    bearer(request).ok_or(Problem::Unauthenticated {})?;
    let may = |person: &crate::domain::access::Person| {
        matches!(person.role, Role::Steward | Role::Admin) && person.areas.is_empty()
    };
    match caller {
        Caller::Person(person) if may(person) => Ok(caller.actor()),
        _ => Err(Problem::Forbidden {}),
    }
}

fn address(id: &str, number: &str) -> Result<(DatasetId, u32), Problem> {
    let number = number.parse().map_err(|_| Problem::NotFound {})?;
    Ok((DatasetId(id.to_owned()), number))
}
