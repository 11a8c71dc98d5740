//! What people read: messages in their language, with its numbers, dates and direction.
//!
//! The catalogues are `locales/<tag>/*.ftl`; the build checks them against English and writes one
//! method of [`Texts`] per message, so a sentence that does not exist cannot be asked for. See
//! `docs/languages.md`.
//!
//! Values put into a sentence stand between U+2068 and U+2069 (first strong isolate), so that a Latin
//! name in an Arabic sentence, or the reverse, cannot turn its neighbours around. They are invisible;
//! [`plain`] takes them out where a reader is a program or a terminal that shows them as boxes.

mod bundle;
mod dates;
pub mod edition;
mod languages;
mod negotiate;
mod numbers;
mod plural;
pub mod problem;
pub mod workbook;

use std::sync::Arc;

pub use languages::{SUPPORTED, Status, status};
pub use numbers::Number;

use bundle::Value;
use languages::Language;

/// The language that every message exists in first, and that is used when nothing else fits.
pub const DEFAULT: &str = "en";

/// The messages in one language. Cheap to clone, and to share between threads.
#[derive(Clone)]
pub struct Texts {
    language: &'static Language,
    chain: Arc<[String]>,
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Texts {
    /// The messages in the language that fits an `Accept-Language` header best. What cannot be read
    /// is passed over; without anything that fits it is [`DEFAULT`].
    pub fn negotiate(accept_language: Option<&str>) -> Self {
        let chain = negotiate::chain(&negotiate::accepted(accept_language.unwrap_or_default()));
        let language = chain.iter().find_map(|tag| languages::get(tag));
        Self { language: language.unwrap_or_else(languages::default), chain: chain.into() }
    }

    /// The messages in one of the [`SUPPORTED`] languages, by its tag as it stands there.
    pub fn of(tag: &str) -> Option<Self> {
        let language = languages::get(tag)?;
        Some(Self { language, chain: negotiate::chain(&[tag.to_owned()]).into() })
    }

    /// The tag (BCP 47) of the language used: what `Content-Language` and `lang` say.
    pub fn language(&self) -> &'static str {
        self.language.tag
    }

    /// The languages to look for in a text that others wrote ([`crate::domain::text::Text::pick`]),
    /// best first. It may hold languages that Sikia itself does not speak, as asked for.
    pub fn chain(&self) -> &[String] {
        &self.chain
    }

    /// `ltr` or `rtl`, for `dir`.
    pub fn direction(&self) -> &'static str {
        if self.language.right_to_left { "rtl" } else { "ltr" }
    }

    /// A whole number with the digits and groups of the language: `1,234`, `1 234`.
    pub fn number(&self, number: u64) -> String {
        self.language.numbers.whole(number)
    }

    /// A number with so many digits after the point, half rounded away from zero: `3.50`, `3,50`.
    pub fn decimal(&self, number: f64, digits: u8) -> String {
        self.language.numbers.decimal(number, digits)
    }

    /// A share as whole percent, half rounded up: 0.4286 is `43%`, `43 %`.
    pub fn percent(&self, share: f64) -> String {
        self.language.numbers.percent(share)
    }

    /// A day of the Gregorian calendar in words: `20 November 2026`.
    pub fn date(&self, day: jiff::civil::Date) -> String {
        self.language.dates.long(day)
    }

    fn say(&self, message: &str, attribute: Option<&str>, values: &[(&str, Value<'_>)]) -> String {
        [self.language, languages::default()]
            .iter()
            .find_map(|language| bundle::say(&language.bundle, message, attribute, values))
            .unwrap_or_else(|| message.to_owned())
    }
}

/// A text without the marks that keep the directions of its parts apart.
pub fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}
