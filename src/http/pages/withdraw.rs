//! `GET /withdraw`, `POST /withdraw`: for whoever has a receipt, without a name and a sign-in.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::web::{Data, Payload};
use askama::Template;
use serde::Deserialize;

use super::form::posted;
use super::frame::{Frame, answer};
use crate::domain::problem::Problem;
use crate::http::extract::Speaks;
use crate::http::failure::{Answer, Failure};
use crate::http::state::State;
use crate::i18n::Texts;
use crate::service::withdrawals;

/// The form, or word that it is done.
#[derive(Template)]
#[template(path = "withdraw.html")]
pub struct WithdrawPage<'a> {
    pub frame: Frame<'a>,
    /// The code as it was given.
    pub code: &'a str,
    /// What went wrong.
    pub trouble: Option<String>,
    /// Whether it is done.
    pub done: bool,
}

#[derive(Deserialize)]
struct Given {
    code: String,
}

/// Shows the form.
pub async fn form(Speaks(texts): Speaks) -> Answer {
    show(&texts, StatusCode::OK, "", None, false)
}

/// Takes a receipt back, or shows the form again with the reason.
pub async fn withdraw(
    state: Data<State>,
    Speaks(texts): Speaks,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    let given: Given = posted(&request, payload).await?;
    let brought = withdrawals::bring(&state.services, &given.code).await;
    match brought.map_err(Failure::from) {
        Ok(()) => show(&texts, StatusCode::OK, "", None, true),
        Err(Failure(Problem::BadParameter { .. })) => {
            let trouble = Some(texts.consent_code_misread());
            show(&texts, StatusCode::BAD_REQUEST, &given.code, trouble, false)
        }
        Err(Failure(Problem::TooManyRequests { retry_after })) => {
            let trouble = Some(texts.page_sign_in_wait(retry_after));
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut answer = show(&texts, status, &given.code, trouble, false)?;
            answer.headers_mut().insert(RETRY_AFTER, retry_after.into());
            Ok(answer)
        }
        Err(failure) => Err(failure),
    }
}

fn show(
    texts: &Texts,
    status: StatusCode,
    code: &str,
    trouble: Option<String>,
    done: bool,
) -> Answer {
    let frame = Frame::open(texts, texts.consent_withdraw_title(), "/withdraw");
    answer(texts, status, &WithdrawPage { frame, code, trouble, done })
}
