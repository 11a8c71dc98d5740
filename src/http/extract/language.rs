//! The language of a request.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{FromRequest, HttpRequest};

use crate::i18n::Texts;

/// Where a browser keeps the language that its reader chose.
pub const LANGUAGE_COOKIE: &str = "sikia_language";

/// The messages in the language of a request.
pub struct Speaks(pub Texts);

/// The language chosen on the page, else the one that the client asks for.
pub fn texts_of(request: &HttpRequest) -> Texts {
    let chosen = request.cookie(LANGUAGE_COOKIE).and_then(|cookie| Texts::of(cookie.value()));
    chosen.unwrap_or_else(|| {
        let accepted = request.headers().get(ACCEPT_LANGUAGE);
        Texts::negotiate(accepted.and_then(|value| value.to_str().ok()))
    })
}

impl FromRequest for Speaks {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(texts_of(request))))
    }
}
