//! A problem as a page.

use askama::Template;

use super::HOME;
use super::frame::Frame;
use crate::domain::problem::Problem;
use crate::i18n::{Texts, problem};

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    frame: Frame<'a>,
    detail: String,
}

/// A page that says what is wrong and what to do next.
pub fn problem_page(texts: &Texts, problem: &Problem) -> String {
    let (title, detail) = words(texts, problem);
    let page = ProblemPage { frame: Frame::open(texts, title, HOME), detail };
    // Writing to a text cannot fail, and there is no page left to show if it did.
    page.render().unwrap_or_default()
}

/// Some problems have words for people at a page; the others read well as they are.
fn words(texts: &Texts, problem: &Problem) -> (String, String) {
    match problem {
        Problem::Forbidden {} => {
            (texts.page_error_forbidden(), texts.page_error_forbidden_detail())
        }
        Problem::NotFound {} => (texts.page_error_not_found(), texts.page_error_not_found_detail()),
        Problem::Internal {} => (texts.page_error_internal(), texts.page_error_internal_detail()),
        Problem::Busy { .. } => (texts.page_error_busy(), texts.page_error_busy_detail()),
        other => (problem::title(texts, other), problem::detail(texts, other)),
    }
}
