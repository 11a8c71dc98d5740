//! `GET /v1/taxonomy`

use actix_web::web::Data;
use serde::Serialize;

use super::answer;
use crate::domain::ids::NeedCode;
use crate::http::extract::{AnyCaller, Speaks};
use crate::http::failure::Answer;
use crate::http::state::State;

#[derive(Serialize)]
struct Codes {
    codes: Vec<Code>,
}

#[derive(Serialize)]
struct Code {
    code: NeedCode,
    parent: Option<NeedCode>,
    domain: String,
    label: String,
    /// The language of the label, which may be another than the one asked for.
    language: String,
}

/// The needs and their domains.
pub async fn list(state: Data<State>, _caller: AnyCaller, Speaks(texts): Speaks) -> Answer {
    let catalogue = state.services.catalogue().await?;
    let taxonomy = &catalogue.taxonomy;
    let code = |code: &crate::domain::taxonomy::Code| {
        let id = code.code.as_str();
        let (language, label) = code.label.pick(texts.chain()).unwrap_or(("", id));
        Code {
            code: code.code.clone(),
            parent: code.parent.clone(),
            domain: taxonomy.domain(id).to_owned(),
            label: label.to_owned(),
            language: language.to_owned(),
        }
    };
    Ok(answer(&texts, &Codes { codes: taxonomy.0.iter().map(code).collect() }))
}
