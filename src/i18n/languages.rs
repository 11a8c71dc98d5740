//! The languages that Sikia speaks, each loaded once, when somebody first reads it.

use std::sync::OnceLock;

use icu_locale::{LanguageIdentifier, LocaleDirectionality};

use super::DEFAULT;
use super::bundle::{self, Bundle};
use super::dates::Dates;
use super::numbers::Numbers;

/// The languages with their own names for themselves, in the order of a language switch.
pub const SUPPORTED: &[(&str, &str)] = &[
    ("en", "English"),
    ("sw", "Kiswahili"),
    ("fr", "Français"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
];

/// How far a catalogue has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Written, and not yet read by a native speaker who knows the field.
    Draft,
    /// Read and agreed to by one.
    Reviewed,
}

/// One language, ready to speak.
pub(super) struct Language {
    pub tag: &'static str,
    pub right_to_left: bool,
    pub bundle: Bundle,
    pub numbers: Numbers,
    pub dates: Dates,
}

type Catalogue = (&'static str, Status, &'static [&'static str]);

const CATALOGUES: &[Catalogue] = include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

static LOADED: [OnceLock<Language>; CATALOGUES.len()] =
    [const { OnceLock::new() }; CATALOGUES.len()];

/// Whether a language's catalogue was reviewed; `None` for a language that there is none of. A
/// language is a draft as long as one of its files is.
pub fn status(tag: &str) -> Option<Status> {
    CATALOGUES.iter().find(|(known, ..)| *known == tag).map(|(_, status, _)| *status)
}

/// A language by its tag.
pub(super) fn get(tag: &str) -> Option<&'static Language> {
    let at = CATALOGUES.iter().position(|(known, ..)| *known == tag)?;
    Some(at_place(at))
}

/// The language that is always there.
pub(super) fn default() -> &'static Language {
    at_place(CATALOGUES.iter().position(|(tag, ..)| *tag == DEFAULT).unwrap_or_default())
}

fn at_place(at: usize) -> &'static Language {
    LOADED[at].get_or_init(|| {
        let (tag, _, sources) = CATALOGUES[at];
        Language {
            tag,
            right_to_left: right_to_left(tag),
            bundle: bundle::load(tag, sources),
            numbers: Numbers::of(tag),
            dates: Dates::of(tag),
        }
    })
}

fn right_to_left(tag: &str) -> bool {
    let language: Option<LanguageIdentifier> = tag.parse().ok();
    language.is_some_and(|language| LocaleDirectionality::new_common().is_right_to_left(&language))
}
