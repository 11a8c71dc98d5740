//! Submissions as XML instances of their form, as OpenRosa clients send them, and the answers in them.
//!
//! What stands where is said by the ODK XForms specification; the identity of a submission by the
//! OpenRosa metadata schema (`<meta>`, with or without its namespace).

use roxmltree::{Document, Node, NodeType, ParsingOptions};
use serde_json::{Map, Number, Value};

use super::{Form, Item, Kind};

/// Elements within elements. Far above what forms have; what lies deeper is an attack or a mistake.
const DEEPEST: usize = 64;
/// Elements, texts and attributes in one instance.
const MOST: u32 = 200_000;

/// Why a text is no instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

/// An instance that was read.
pub struct Instance<'a>(Document<'a>);

impl<'a> Instance<'a> {
    /// Reads an instance. Document types are refused, so nothing outside of it is ever read and no
    /// entity grows.
    ///
    /// # Errors
    /// The parser's words, in English.
    pub fn read(xml: &'a str) -> Result<Self, Unreadable> {
        let options = ParsingOptions { nodes_limit: MOST, ..ParsingOptions::default() };
        let document = Document::parse_with_options(xml, options)
            .map_err(|error| Unreadable(error.to_string()))?;
        if depth(&document) > DEEPEST {
            return Err(Unreadable(format!("more than {DEEPEST} elements within elements")));
        }
        Ok(Self(document))
    }

    /// The id of the form that was filled: the `id` of the root, else its namespace.
    pub fn form_id(&self) -> Option<&str> {
        let root = self.0.root_element();
        root.attribute("id").or_else(|| root.tag_name().namespace()).filter(|id| !id.is_empty())
    }

    /// The version of the form that was filled; empty where it has none.
    pub fn form_version(&self) -> &str {
        let root = self.0.root_element();
        root.attribute("version").or_else(|| root.attribute("uiVersion")).unwrap_or_default()
    }

    /// An entry of the metadata, such as `instanceID`.
    pub fn meta(&self, name: &str) -> Option<&str> {
        let meta = elements(self.0.root_element()).find(|e| e.tag_name().name() == "meta")?;
        let entry = elements(meta).find(|e| e.tag_name().name() == name)?;
        entry.text().map(str::trim).filter(|text| !text.is_empty())
    }

    /// The answers by the form: by path, repeats as lists of rows, numbers as numbers and several
    /// choices as lists. What does not fit its question, and what the form does not know, stays the
    /// text that it is. An empty element is no answer.
    pub fn answers(&self, form: &Form) -> Map<String, Value> {
        let mut answers = Map::new();
        walk(self.0.root_element(), "", Some(&form.body), true, &mut answers);
        answers
    }
}

fn elements<'a, 'b>(of: Node<'a, 'b>) -> impl Iterator<Item = Node<'a, 'b>> {
    of.children().filter(Node::is_element)
}

fn walk(
    of: Node<'_, '_>,
    prefix: &str,
    body: Option<&[Item]>,
    top: bool,
    answers: &mut Map<String, Value>,
) {
    for element in elements(of) {
        let name = element.tag_name().name();
        if top && name == "meta" {
            continue;
        }
        let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
        match body.and_then(|body| body.iter().find(|item| item_name(item) == name)) {
            Some(Item::Question(question)) => {
                if let Some(value) = text(element).and_then(|text| typed(&question.kind, &text)) {
                    answers.insert(path, value);
                }
            }
            Some(Item::Group(section)) => walk(element, &path, Some(&section.body), false, answers),
            Some(Item::Repeat(section)) => {
                let mut row = Map::new();
                walk(element, "", Some(&section.body), false, &mut row);
                if let Value::Array(rows) =
                    answers.entry(path).or_insert_with(|| Value::Array(Vec::new()))
                {
                    rows.push(Value::Object(row));
                }
            }
            None if elements(element).next().is_some() => {
                walk(element, &path, None, false, answers);
            }
            None => {
                if let Some(text) = text(element) {
                    answers.insert(path, Value::String(text));
                }
            }
        }
    }
}

fn item_name(item: &Item) -> &str {
    match item {
        Item::Question(question) => &question.name,
        Item::Group(section) | Item::Repeat(section) => &section.name,
    }
}

/// The text of an element; `None` where there is none but blanks.
fn text(element: Node<'_, '_>) -> Option<String> {
    let texts = element.children().filter(|child| child.node_type() == NodeType::Text);
    let text: String = texts.filter_map(|child| child.text()).collect();
    (!text.trim().is_empty()).then_some(text)
}

fn typed(kind: &Kind, text: &str) -> Option<Value> {
    let trimmed = text.trim();
    let value = match kind {
        Kind::Integer => trimmed.parse::<i64>().ok().map(Value::from),
        Kind::Decimal => trimmed.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number),
        Kind::SelectMultiple { .. } | Kind::Rank { .. } => {
            Some(trimmed.split_whitespace().map(Value::from).collect())
        }
        Kind::Note => return None,
        Kind::Text | Kind::Calculate | Kind::Other { .. } => Some(Value::from(text)),
        _ => Some(Value::from(trimmed)),
    };
    Some(value.unwrap_or_else(|| Value::from(text)))
}

/// How deep elements nest. A node comes after its parent, so one pass is enough.
fn depth(document: &Document<'_>) -> usize {
    let mut depths = vec![0usize; document.descendants().len()];
    let mut deepest = 0;
    for (at, node) in document.descendants().enumerate() {
        let above = node.parent().and_then(|parent| depths.get(parent.id().get_usize()));
        let here = above.copied().unwrap_or_default() + usize::from(node.is_element());
        if let Some(depth) = depths.get_mut(at) {
            *depth = here;
        }
        deepest = deepest.max(here);
    }
    deepest
}

#[cfg(test)]
#[path = "instance_tests.rs"]
mod tests;
