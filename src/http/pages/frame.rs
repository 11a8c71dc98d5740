//! What is around every page: head, language switch, who is signed in, foot.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_LANGUAGE;
use askama::Template;

use super::assets;
use crate::domain::access::Person;
use crate::domain::problem::Problem;
use crate::http::failure::{Answer, Failure};
use crate::i18n::{self, SUPPORTED, Status, Texts};

/// The frame of a page.
pub struct Frame<'a> {
    /// The messages.
    pub t: &'a Texts,
    /// The page's own title.
    pub title: String,
    /// Who is signed in.
    pub person: Option<&'a str>,
    /// The page's address: where a change of language comes back to.
    pub here: &'a str,
}

/// A language to switch to.
pub struct Tongue {
    /// Its tag.
    pub tag: &'static str,
    /// Its own name for itself.
    pub name: &'static str,
    /// Whether the page is in it.
    pub current: bool,
}

impl<'a> Frame<'a> {
    /// The frame of a page for somebody who is signed in.
    pub fn of(t: &'a Texts, title: String, person: &'a Person, here: &'a str) -> Self {
        Self { t, title, person: Some(&person.name), here }
    }

    /// The frame of a page for anybody.
    pub fn open(t: &'a Texts, title: String, here: &'a str) -> Self {
        Self { t, title, person: None, here }
    }

    /// The address of the style sheet.
    pub fn css(&self) -> &'static str {
        assets::address("sikia.css")
    }

    /// The address of the icon.
    pub fn icon(&self) -> &'static str {
        assets::address("icon.svg")
    }

    /// The languages.
    pub fn tongues(&self) -> Vec<Tongue> {
        let tongue = |(tag, name): &(&'static str, &'static str)| Tongue {
            tag,
            name,
            current: *tag == self.t.language(),
        };
        SUPPORTED.iter().map(tongue).collect()
    }

    /// Whether the translation waits for a native speaker.
    pub fn draft(&self) -> bool {
        i18n::status(self.t.language()) == Some(Status::Draft)
    }
}

/// A page as an answer.
pub fn answer(texts: &Texts, status: StatusCode, page: &impl Template) -> Answer {
    let html = page.render().map_err(|error| {
        tracing::error!(%error, "a page could not be written");
        Failure(Problem::Internal {})
    })?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_LANGUAGE, texts.language()))
        .body(html))
}
