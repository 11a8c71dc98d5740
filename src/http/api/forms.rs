//! `GET /v1/forms…`

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use serde::Serialize;

use super::answer;
use super::kept::kept;
use super::views::{name, segment};
use crate::domain::form::Form;
use crate::domain::ids::FormRef;
use crate::domain::problem::Problem;
use crate::http::extract::{AnyCaller, Speaks};
use crate::http::failure::Answer;
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
    languages: Vec<String>,
    href: String,
}

impl Summary {
    fn of(form: &Form, texts: &Texts) -> Self {
        let FormRef { id, version } = form.form.clone();
        Self {
            title: name(&form.title, texts, &id),
            languages: form.languages.clone(),
            href: format!("/v1/forms/{}/versions/{}", segment(&id), segment(&version)),
            id,
            version,
        }
    }
}

/// All forms in all versions.
pub async fn list(state: Data<State>, _caller: AnyCaller, Speaks(texts): Speaks) -> Answer {
    let catalogue = state.services.catalogue().await?;
    let forms = catalogue.forms.values().map(|form| Summary::of(form, &texts)).collect();
    Ok(answer(&texts, &Forms { forms }))
}

/// The versions of one form.
pub async fn versions(
    state: Data<State>,
    _caller: AnyCaller,
    Speaks(texts): Speaks,
    id: Path<String>,
) -> Answer {
    let catalogue = state.services.catalogue().await?;
    let of_id = catalogue.forms.values().filter(|form| form.form.id == *id);
    let forms: Vec<Summary> = of_id.map(|form| Summary::of(form, &texts)).collect();
    if forms.is_empty() {
        return Err(Problem::NotFound {}.into());
    }
    Ok(answer(&texts, &Forms { forms }))
}

/// One version of a form as data. It never changes, so clients keep it.
pub async fn definition(
    state: Data<State>,
    _caller: AnyCaller,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    let (id, version) = path.into_inner();
    let catalogue = state.services.catalogue().await?;
    let form = catalogue.forms.get(&FormRef { id, version }).ok_or(Problem::NotFound {})?;
    let body = serde_json::to_vec(form).map_err(|_| Problem::Internal {})?;
    Ok(kept(&request, body))
}
