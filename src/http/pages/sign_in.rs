//! `GET /sign-in`, `POST /sign-in`

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::web::{Data, Payload, Query};
use askama::Template;
use serde::Deserialize;

use super::form::posted;
use super::frame::{Frame, answer};
use super::local::local;
use super::see_other;
use crate::domain::problem::Problem;
use crate::http::extract::{SESSION_COOKIE, Speaks};
use crate::http::failure::{Answer, Failure};
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::people::{self, SignedIn};

/// The form.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage<'a> {
    pub frame: Frame<'a>,
    /// Where to go on.
    pub next: &'a str,
    /// The name as it was given.
    pub name: &'a str,
    /// What went wrong.
    pub trouble: Option<String>,
}

#[derive(Deserialize)]
pub struct Asked {
    next: Option<String>,
}

#[derive(Deserialize)]
struct Given {
    name: String,
    password: String,
    next: Option<String>,
}

/// Shows the form.
pub async fn form(Speaks(texts): Speaks, asked: Option<Query<Asked>>) -> Answer {
    let next = asked.and_then(|asked| asked.into_inner().next);
    let given = Given { name: String::new(), password: String::new(), next };
    show(&texts, StatusCode::OK, &given, None)
}

/// Signs in, or shows the form again with the reason.
pub async fn sign_in(
    state: Data<State>,
    Speaks(texts): Speaks,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    let given: Given = posted(&request, payload).await?;
    let tried = people::sign_in(&state.services, &given.name, &given.password).await;
    match tried.map_err(Failure::from) {
        Ok(signed_in) => {
            let mut answer = see_other(local(given.next.as_deref()));
            let now = state.services.now();
            let cookie = session(signed_in, now, state.encrypted);
            answer.add_cookie(&cookie).map_err(|_| Problem::Internal {})?;
            Ok(answer)
        }
        Err(Failure(Problem::SignInFailed {})) => {
            show(&texts, StatusCode::UNAUTHORIZED, &given, Some(texts.page_sign_in_wrong()))
        }
        Err(Failure(Problem::TooManyRequests { retry_after })) => {
            let trouble = texts.page_sign_in_wait(retry_after);
            let mut answer = show(&texts, StatusCode::TOO_MANY_REQUESTS, &given, Some(trouble))?;
            answer.headers_mut().insert(RETRY_AFTER, retry_after.into());
            Ok(answer)
        }
        Err(failure) => Err(failure),
    }
}

fn show(texts: &Texts, status: StatusCode, given: &Given, trouble: Option<String>) -> Answer {
    let next = local(given.next.as_deref());
    // A change of language starts over: what was typed is not kept in an address.
    let frame = Frame::open(texts, texts.page_sign_in_title(), "/sign-in");
    answer(texts, status, &SignInPage { frame, next, name: &given.name, trouble })
}

/// The cookie of a session: it ends with it, no script reads it, no other site makes use of it.
fn session(signed_in: SignedIn, now: i64, encrypted: bool) -> Cookie<'static> {
    Cookie::build(SESSION_COOKIE, signed_in.token)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(encrypted)
        .max_age(Duration::milliseconds(signed_in.expires_at - now))
        .finish()
}
