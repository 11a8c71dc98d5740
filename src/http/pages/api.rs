//! `GET /api`: the contract, to be read.

use actix_web::http::StatusCode;
use askama::Template;

use super::frame::{Frame, answer};
use super::prose;
use crate::http::extract::{PersonVisitor, Speaks};
use crate::http::failure::Answer;
use crate::openapi::{self, Guide};

#[derive(Template)]
#[template(path = "api.html")]
pub struct ApiPage<'a> {
    pub frame: Frame<'a>,
    pub guide: &'a Guide,
}

/// Shows it to anybody.
pub async fn page(Speaks(texts): Speaks, visitor: PersonVisitor) -> Answer {
    let mut frame = Frame::open(&texts, texts.page_api_title(), "/api");
    frame.person = visitor.0.as_ref().map(|person| person.name.as_str());
    answer(&texts, StatusCode::OK, &ApiPage { frame, guide: openapi::guide() })
}
