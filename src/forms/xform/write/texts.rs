//! Labels, hints and messages: in place where there is one language, in `itext` where there are more.

use std::collections::BTreeMap;

use super::xml::Element;
use crate::domain::form::tree::{Manner, Tree, references};
use crate::domain::form::{Choice, Form};
use crate::domain::text::Text;

/// The media that a text may come with, and where clients look for them.
const MEDIA: [(&str, &str); 4] = [
    ("image", "jr://images/"),
    ("big-image", "jr://images/"),
    ("audio", "jr://audio/"),
    ("video", "jr://video/"),
];

/// The texts of the form that stand in `itext`, in the order in which they were met.
pub(super) struct Texts<'a> {
    tree: &'a Tree<'a>,
    languages: Vec<String>,
    default: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    /// Where its references stand.
    from: Option<usize>,
    plain: Text,
    /// By the form of the value: `image`, `guidance`.
    forms: BTreeMap<&'static str, Text>,
}

/// What a label or hint says.
#[derive(Default)]
pub(super) struct Said {
    pub plain: Text,
    pub forms: BTreeMap<&'static str, Text>,
}

impl Said {
    /// A text with the media of its row.
    pub fn with_media(plain: &Text, columns: &BTreeMap<String, String>) -> Self {
        let forms = MEDIA.iter().map(|(form, _)| (*form, in_columns(columns, form)));
        Self { plain: plain.clone(), forms: forms.filter(|(_, text)| !text.is_empty()).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.forms.is_empty()
    }

    fn needs_itext(&self) -> bool {
        !self.forms.is_empty() || is_translated(&self.plain)
    }
}

/// The texts of one heading that were kept as columns: `guidance_hint`, `guidance_hint::sw`.
pub(super) fn in_columns(columns: &BTreeMap<String, String>, name: &str) -> Text {
    let of = columns.iter().filter_map(|(heading, text)| {
        let language = match heading.strip_prefix(name)? {
            "" => "",
            rest => rest.strip_prefix("::")?,
        };
        Some((language.to_owned(), text.clone()))
    });
    Text(of.collect())
}

fn is_translated(text: &Text) -> bool {
    text.0.keys().any(|language| !language.is_empty())
}

impl<'a> Texts<'a> {
    pub fn new(form: &Form, tree: &'a Tree<'a>) -> Self {
        let mut languages = form.languages.clone();
        let default = match (&*form.default_language, languages.first()) {
            ("", Some(first)) => first.clone(),
            ("", None) => "default".to_owned(),
            (stated, _) => stated.to_owned(),
        };
        if !languages.contains(&default) {
            languages.push(default.clone());
        }
        Self { tree, languages, default, entries: Vec::new() }
    }

    /// `<label>` or `<hint>` for a node.
    pub fn element(&mut self, name: &str, id: String, from: usize, said: Said) -> Element {
        let element = Element::new(name);
        if said.needs_itext() {
            return element.with("ref", self.reference(id, Some(from), said));
        }
        let text = said.plain.0.get("").map(String::as_str).unwrap_or_default();
        self.with_outputs(element, text, Some(from))
    }

    /// A message in an attribute: its words, or where they are.
    pub fn attribute(&mut self, id: String, from: usize, plain: Text) -> String {
        let dynamic = plain.0.values().any(|text| !references(text).is_empty());
        if is_translated(&plain) || dynamic {
            return self.reference(id, Some(from), Said { plain, ..Said::default() });
        }
        plain.0.into_values().next().unwrap_or_default()
    }

    /// Puts a text into `itext` and says how it is referred to.
    pub fn reference(&mut self, id: String, from: Option<usize>, said: Said) -> String {
        let reference = format!("jr:itext('{id}')");
        if !self.entries.iter().rev().take(4).any(|entry| entry.id == id) {
            self.entries.push(Entry { id, from, plain: said.plain, forms: said.forms });
        }
        reference
    }

    /// Whether the choices of a list have more to say than one text each.
    pub fn list_needs_itext(choices: &[Choice]) -> bool {
        choices.iter().any(|choice| {
            Said::with_media(&choice.label, &choice.columns).needs_itext()
                || choice.label.0.values().any(|text| !references(text).is_empty())
        })
    }

    /// A text with `<output>` where it refers to answers.
    pub fn with_outputs(&self, mut element: Element, text: &str, from: Option<usize>) -> Element {
        let mut last = 0;
        for reference in references(text) {
            if last < reference.span.start {
                element.push_text(&text[last..reference.span.start]);
            }
            let path = self.tree.path_of(text, &reference, from, Manner::default());
            element.push(Element::new("output").with("value", path));
            last = reference.span.end;
        }
        if last < text.len() {
            element.push_text(&text[last..]);
        }
        element
    }

    /// The `itext` element; `None` when every text stands in its place.
    pub fn itext(&self) -> Option<Element> {
        if self.entries.is_empty() {
            return None;
        }
        let mut itext = Element::new("itext");
        for language in &self.languages {
            let mut translation = Element::new("translation").with("lang", language);
            if *language == self.default {
                translation.set("default", "true()");
            }
            for entry in &self.entries {
                translation.push(self.entry(entry, language));
            }
            itext.push(translation);
        }
        Some(itext)
    }

    fn entry(&self, entry: &Entry, language: &str) -> Element {
        let mut text = Element::new("text").with("id", &entry.id);
        // What has no translation is shown in the form's own language rather than not at all.
        let chain = [language, &self.default];
        let said = |text: &Text| text.pick(&chain).map(|(_, said)| said.to_owned());
        let plain = said(&entry.plain);
        if plain.is_some() || entry.forms.is_empty() {
            let value = Element::new("value");
            let words = plain.as_deref().unwrap_or("-");
            text.push(self.with_outputs(value, words, entry.from));
        }
        for (form, texts) in &entry.forms {
            let Some(said) = said(texts).filter(|said| said != "-") else { continue };
            let prefix = MEDIA.iter().find(|(media, _)| media == form).map_or("", |(_, p)| p);
            let value = Element::new("value").with("form", *form);
            text.push(self.with_outputs(value, &format!("{prefix}{said}"), entry.from));
        }
        text
    }
}
