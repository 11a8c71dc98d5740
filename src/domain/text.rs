//! Text in several languages: labels of forms, names of places and needs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One text in the languages in which it exists, by language tag or by a form's own heading.
///
/// A form may head its columns with free text such as `English (en)`; the reader keeps the tag when
/// there is one and the heading otherwise. The empty key is a text without a stated language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    /// A text in one language.
    pub fn new(language: &str, text: &str) -> Self {
        Self(BTreeMap::from([(language.to_owned(), text.to_owned())]))
    }

    /// The same text with one more language.
    pub fn with(mut self, language: &str, text: &str) -> Self {
        self.0.insert(language.to_owned(), text.to_owned());
        self
    }

    /// The text in the first language of `chain` that has one, with the language it is in; else in
    /// any language: an empty label helps nobody. `None` only when there is no text at all.
    pub fn pick<'a>(&'a self, chain: &[impl AsRef<str>]) -> Option<(&'a str, &'a str)> {
        let filled = |(language, text): (&'a String, &'a String)| {
            (!text.is_empty()).then_some((language.as_str(), text.as_str()))
        };
        chain
            .iter()
            .find_map(|language| self.0.get_key_value(language.as_ref()).and_then(filled))
            .or_else(|| self.0.get_key_value("").and_then(filled))
            .or_else(|| self.0.iter().find_map(filled))
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_never_empty_while_there_is_one_in_any_language() {
        let text = Text::new("fr", "Mercure").with("sw", "");
        assert_eq!(text.pick(&["swc", "sw", "fr", "en"]), Some(("fr", "Mercure")));
        assert_eq!(text.pick(&["am"]), Some(("fr", "Mercure")));
        assert_eq!(Text::default().pick(&["en"]), None);
    }
}
