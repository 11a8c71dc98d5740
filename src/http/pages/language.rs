//! `POST /language`

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::web::{Data, Payload};
use serde::Deserialize;

use super::form::posted;
use super::local::local;
use super::see_other;
use crate::domain::problem::Problem;
use crate::http::extract::LANGUAGE_COOKIE;
use crate::http::failure::Answer;
use crate::http::state::State;
use crate::i18n::Texts;

#[derive(Deserialize)]
struct Chosen {
    language: String,
    next: Option<String>,
}

/// Remembers the language in this browser and goes back.
pub async fn choose(state: Data<State>, request: HttpRequest, payload: Payload) -> Answer {
    let chosen: Chosen = posted(&request, payload).await?;
    let Some(texts) = Texts::of(&chosen.language) else {
        let (parameter, given) = ("language".to_owned(), chosen.language);
        return Err(Problem::BadParameter { parameter, given }.into());
    };
    let cookie = Cookie::build(LANGUAGE_COOKIE, texts.language())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.encrypted)
        .max_age(Duration::days(365))
        .finish();
    let mut answer = see_other(local(chosen.next.as_deref()));
    answer.add_cookie(&cookie).map_err(|_| Problem::Internal {})?;
    Ok(answer)
}
