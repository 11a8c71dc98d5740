//! Labels, hints and messages: in place, or in `itext` by language.

use std::collections::{BTreeMap, HashMap};

use super::parts::{Xml, attribute, child, elements};
use crate::domain::text::Text;
use crate::forms::heading;

/// Around an expression that stands in a text, until it is known what it refers to.
pub(super) const OPEN: char = '\u{F8FE}';
pub(super) const CLOSE: char = '\u{F8FF}';

/// What media are called where they stand beside a text.
const MEDIA: [&str; 4] = ["image", "big-image", "audio", "video"];

/// All texts of the form.
#[derive(Default)]
pub(super) struct Words<'a> {
    /// The languages, in order.
    pub languages: Vec<String>,
    /// The one to fall back to.
    pub default: String,
    by_id: HashMap<&'a str, Vec<(String, Xml<'a>)>>,
}

/// What a label or a hint says.
#[derive(Default)]
pub(super) struct Said {
    pub plain: Text,
    /// Pictures, sounds and guidance under the headings of a workbook: `image::sw`.
    pub columns: BTreeMap<String, String>,
}

impl<'a> Words<'a> {
    /// Reads `itext`.
    pub fn of(model: Xml<'a>) -> Self {
        let mut words = Self::default();
        let translations: Vec<Xml<'a>> =
            child(model, "itext").into_iter().flat_map(elements).collect();
        // What tools write for a form that states no language.
        let unstated = matches!(translations.as_slice(), [only]
            if only.attribute("lang") == Some("default"));
        for translation in &translations {
            let said = translation.attribute("lang").unwrap_or_default();
            let key = heading::language(said);
            let key = match unstated {
                true => String::new(),
                false if words.languages.contains(&key) => said.to_owned(),
                false => key,
            };
            if !unstated {
                if translation.has_attribute("default") {
                    words.default.clone_from(&key);
                }
                words.languages.push(key.clone());
            }
            for text in elements(*translation) {
                let Some(id) = text.attribute("id") else { continue };
                words.by_id.entry(id).or_default().push((key.clone(), text));
            }
        }
        if words.default.is_empty() {
            words.default = words.languages.first().cloned().unwrap_or_default();
        }
        words
    }

    /// What an element says: `<label>`, `<hint>`.
    pub fn said(&self, element: Option<Xml<'a>>, guidance: &str) -> Said {
        let Some(element) = element else { return Said::default() };
        match attribute(element, "ref").and_then(text_id) {
            Some(id) => self.by_id(id, guidance),
            None => {
                let text = inline(element);
                let plain = if text.is_empty() { Text::default() } else { Text::new("", &text) };
                Said { plain, ..Said::default() }
            }
        }
    }

    /// A message that stands in an attribute: its words, or where they are.
    pub fn message(&self, value: &str) -> Text {
        match text_id(value) {
            Some(id) => self.by_id(id, "guidance").plain,
            None => Text::new("", value),
        }
    }

    /// A text of `itext`.
    pub fn by_id(&self, id: &str, guidance: &str) -> Said {
        let mut said = Said::default();
        for (language, text) in self.by_id.get(id).into_iter().flatten() {
            for value in elements(*text) {
                let words = inline(value);
                // Other tools write a hyphen where there is no translation.
                if words.is_empty() || words == "-" {
                    continue;
                }
                let heading = match value.attribute("form") {
                    None | Some("long" | "short") => {
                        said.plain.0.entry(language.clone()).or_insert(words);
                        continue;
                    }
                    Some("guidance") => guidance,
                    Some(form) => MEDIA.iter().find(|media| **media == form).unwrap_or(&form),
                };
                let file = words.strip_prefix("jr://").and_then(|rest| rest.split_once('/'));
                let words = file.map_or(words.as_str(), |(_, name)| name).to_owned();
                let heading = match language.as_str() {
                    "" => heading.to_owned(),
                    language => format!("{heading}::{language}"),
                };
                said.columns.insert(heading, words);
            }
        }
        said
    }
}

/// The id in `jr:itext('…')`.
fn text_id(reference: &str) -> Option<&str> {
    let inside = reference.trim().strip_prefix("jr:itext(")?.strip_suffix(')')?.trim();
    inside
        .strip_prefix('\'')
        .and_then(|id| id.strip_suffix('\''))
        .or_else(|| inside.strip_prefix('"').and_then(|id| id.strip_suffix('"')))
}

/// The text of an element, with what stands for answers in it between marks.
fn inline(element: Xml<'_>) -> String {
    let mut text = String::new();
    for part in element.children() {
        if part.is_text() {
            text.push_str(part.text().unwrap_or_default());
        } else if part.tag_name().name() == "output" {
            let value = attribute(part, "value").or(attribute(part, "ref")).unwrap_or_default();
            text.push(OPEN);
            text.push_str(value);
            text.push(CLOSE);
        } else if part.is_element() {
            text.push_str(part.text().unwrap_or_default());
        }
    }
    text.trim().to_owned()
}
