//! `GET /v1/forms…`

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use serde::Serialize;

use super::answer;
use super::kept::kept;
use super::views::{name, segment};
use crate::blobs::Digest;
use crate::domain::access::Caller;
use crate::domain::catalogue::{Catalogue, MediaFile, Stage};
use crate::domain::form::{Choice, Form, Question};
use crate::domain::ids::FormRef;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::http::extract::{AnyCaller, Speaks};
use crate::http::failure::Answer;
use crate::http::files::of_form;
use crate::http::state::State;
use crate::i18n::Texts;

#[derive(Serialize)]
struct Forms {
    forms: Vec<Summary>,
}

#[derive(Serialize)]
struct Summary {
    id: String,
    version: String,
    title: String,
    stage: Stage,
    languages: Vec<String>,
    href: String,
}

impl Summary {
    fn of(form: &Form, catalogue: &Catalogue, texts: &Texts) -> Self {
        let FormRef { id, version } = form.form.clone();
        Self {
            title: name(&form.title, texts, &id),
            stage: catalogue.stage(&form.form),
            languages: form.languages.clone(),
            href: format!("/v1/forms/{}/versions/{}", segment(&id), segment(&version)),
            id,
            version,
        }
    }
}

/// The forms that a caller may know of: drafts are between test devices and the people of the node.
fn known<'a>(catalogue: &'a Catalogue, caller: &Caller) -> impl Iterator<Item = &'a Arc<Form>> {
    let all = match caller {
        Caller::Device(device) => device.test,
        Caller::Person(_) => true,
    };
    let shown = move |form: &&Arc<Form>| all || catalogue.stage(&form.form) != Stage::Draft;
    catalogue.forms.values().filter(shown)
}

fn find(
    catalogue: &Catalogue,
    caller: &Caller,
    (id, version): (String, String),
) -> Result<Arc<Form>, Problem> {
    let asked = FormRef { id, version };
    let found = known(catalogue, caller).find(|form| form.form == asked);
    found.cloned().ok_or(Problem::NotFound {})
}

/// All forms in all versions.
pub async fn list(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    Speaks(texts): Speaks,
) -> Answer {
    let catalogue = state.services.catalogue().await?;
    let forms = known(&catalogue, &caller).map(|form| Summary::of(form, &catalogue, &texts));
    Ok(answer(&texts, &Forms { forms: forms.collect() }))
}

/// The versions of one form.
pub async fn versions(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    Speaks(texts): Speaks,
    id: Path<String>,
) -> Answer {
    let catalogue = state.services.catalogue().await?;
    let of_id = known(&catalogue, &caller).filter(|form| form.form.id == *id);
    let forms: Vec<Summary> = of_id.map(|form| Summary::of(form, &catalogue, &texts)).collect();
    if forms.is_empty() {
        return Err(Problem::NotFound {}.into());
    }
    Ok(answer(&texts, &Forms { forms }))
}

/// One version of a form as data. It never changes, so clients keep it.
pub async fn definition(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    let form = find(&*state.services.catalogue().await?, &caller, path.into_inner())?;
    Ok(kept(&request, json(&*form)?))
}

/// The JSON Schema of the answers to one version of a form.
pub async fn schema(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    let form = find(&*state.services.catalogue().await?, &caller, path.into_inner())?;
    Ok(kept(&request, json(&form.answers_schema())?))
}

#[derive(Serialize)]
struct Labels<'a> {
    languages: &'a [String],
    default_language: &'a str,
    title: &'a Text,
    questions: Vec<Asked<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    path: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a Text,
    hint: &'a Text,
}

/// What one version of a form asks, in all its languages.
pub async fn labels(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    let form = find(&*state.services.catalogue().await?, &caller, path.into_inner())?;
    let asked = |(path, question)| {
        let question: &Question = question;
        Asked { path, kind: question.kind.word(), label: &question.label, hint: &question.hint }
    };
    let labels = Labels {
        languages: &form.languages,
        default_language: &form.default_language,
        title: &form.title,
        questions: form.questions().into_iter().map(asked).collect(),
    };
    Ok(kept(&request, json(&labels)?))
}

#[derive(Serialize)]
struct Choices<'a> {
    lists: &'a BTreeMap<String, Vec<Choice>>,
    questions: BTreeMap<String, &'a str>,
}

/// What one version of a form offers to choose from, and in which questions.
pub async fn choices(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    let form = find(&*state.services.catalogue().await?, &caller, path.into_inner())?;
    let list = |(path, question)| {
        let question: &Question = question;
        Some((path, question.kind.list()?))
    };
    let questions = form.questions().into_iter().filter_map(list).collect();
    Ok(kept(&request, json(&Choices { lists: &form.choices, questions })?))
}

#[derive(Serialize)]
struct Media<'a> {
    media: Vec<MediaEntry<'a>>,
}

#[derive(Serialize)]
struct MediaEntry<'a> {
    name: &'a str,
    sha256: Digest,
    size: u64,
    href: String,
}

/// The files that come with one version of a form.
pub async fn media(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    let catalogue = state.services.catalogue().await?;
    let form = find(&catalogue, &caller, path.into_inner())?;
    let FormRef { id, version } = &form.form;
    let base = format!("/v1/forms/{}/versions/{}/media", segment(id), segment(version));
    let entry = |(name, file): (_, &MediaFile)| MediaEntry {
        name,
        sha256: Digest(file.digest),
        size: file.size,
        href: format!("{base}/{}", segment(name)),
    };
    Ok(kept(&request, json(&Media { media: catalogue.media(&form.form).map(entry).collect() })?))
}

/// The content of one of them.
pub async fn media_file(
    state: Data<State>,
    AnyCaller(caller): AnyCaller,
    path: Path<(String, String, String)>,
    request: HttpRequest,
) -> Answer {
    let (id, version, name) = path.into_inner();
    let catalogue = state.services.catalogue().await?;
    let form = find(&catalogue, &caller, (id, version))?;
    let found = catalogue.media(&form.form).find(|(there, _)| *there == name);
    let (_, file) = found.ok_or(Problem::NotFound {})?;
    of_form(&state, &request, file).await
}

fn json(body: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(body).map_err(|_| Problem::Internal {})
}
