//! The primary instance, its binds and the actions that set values.

use std::collections::BTreeMap;

use super::texts::{Texts, in_columns};
use super::xml::{Element, is_name};
use crate::domain::form::tree::{Manner, Tree, What, references};
use crate::domain::form::types::{Written, parameters};
use crate::domain::form::{Form, Kind, Question};
use crate::domain::text::Text;

/// Whether a node has a place in the instance. Files that a form only refers to have none.
pub(super) fn is_stored(question: &Question) -> bool {
    !matches!(&question.kind, Kind::Other { name } if name == "csv-external" || name == "xml-external")
}

/// What stands in an instance: in the template of a repeat, or in a row of it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Layer {
    /// Outside of repeats: a repeat gets its template and its first row.
    Outside,
    /// In a template.
    Template,
    /// In a first row.
    Row,
}

/// The elements of the answers, for the nodes `children`.
pub(super) fn elements(tree: &Tree<'_>, children: &[usize], layer: Layer, into: &mut Element) {
    for &at in children {
        let node = &tree.nodes[at];
        let columns = match node.what {
            What::Question(question) => &question.columns,
            What::Group(section) | What::Repeat(section) => &section.columns,
        };
        let mut element = Element::new(node.name);
        for (heading, value) in columns {
            if let Some(name) = heading.strip_prefix("instance::").filter(|name| is_name(name)) {
                element.set(name, tree.resolve(value, Some(at), Manner::default()));
            }
        }
        match node.what {
            What::Question(question) if !is_stored(question) => continue,
            What::Question(question) => {
                let fixed = question.default.as_deref().filter(|_| !has_dynamic_default(question));
                into.push(fixed.map_or(element.clone(), |default| element.text(default)));
            }
            What::Group(_) => {
                elements(tree, &node.children, layer, &mut element);
                into.push(element);
            }
            What::Repeat(_) => {
                let mut push = |layer, template: bool| {
                    let mut row = element.clone();
                    if template {
                        row.set("jr:template", "");
                    }
                    elements(tree, &node.children, layer, &mut row);
                    into.push(row);
                };
                if layer != Layer::Row {
                    push(Layer::Template, true);
                }
                if layer != Layer::Template {
                    push(Layer::Row, false);
                }
            }
        }
    }
}

/// The binds of all nodes, with the actions that go beside them.
pub(super) fn binds(form: &Form, tree: &Tree<'_>, texts: &mut Texts<'_>, model: &mut Element) {
    let prefixes = prefixes(form);
    for (at, node) in tree.nodes.iter().enumerate() {
        let mut bind = Element::new("bind").with("nodeset", &node.path);
        let (relevant, columns) = match node.what {
            What::Question(question) if !is_stored(question) => continue,
            What::Question(question) => (&question.relevant, &question.columns),
            What::Group(section) | What::Repeat(section) => (&section.relevant, &section.columns),
        };
        let mut any = false;
        let mut set = |name: &str, value: String| {
            bind.set(name, value);
            any = true;
        };
        if let Some(relevant) = relevant {
            set("relevant", tree.condition(relevant, at));
        }
        if let Some(read_only) = columns.get("read_only") {
            set("readonly", tree.condition(read_only, at));
        }
        if let (What::Group(_) | What::Repeat(_), Some(required)) =
            (node.what, columns.get("required"))
        {
            set("required", tree.condition(required, at));
        }
        if let What::Question(question) = node.what {
            for (name, value) in of_question(tree, texts, at, question) {
                set(&name, value);
            }
        }
        for (heading, value) in columns {
            let name = heading.strip_prefix("bind::").unwrap_or_default();
            let known = name.split_once(':').is_none_or(|(p, _)| prefixes.iter().any(|q| q == p));
            if is_name(name) && known {
                set(name, tree.resolve(value, Some(at), Manner::default()));
            }
        }
        if any {
            model.push(bind);
        }
        if let What::Question(question) = node.what {
            if let Some((name, event)) = Written::of(question).action {
                let mut action = Element::new(name).with("event", event).with("ref", &node.path);
                if let Some(quality) = parameters(columns).get("quality") {
                    action.set("odk:quality", quality);
                }
                model.push(action);
            }
            if has_dynamic_default(question) {
                model.push(default_action(tree, at, question, "odk-instance-first-load"));
            }
        }
    }
}

/// The prefixes that attributes may have.
fn prefixes(form: &Form) -> Vec<String> {
    let own = super::namespaces(form).into_iter().map(|(prefix, _)| prefix);
    ["jr", "orx", "odk", "xsd", "ev", "h", "entities"]
        .map(str::to_owned)
        .into_iter()
        .chain(own)
        .collect()
}

fn of_question(
    tree: &Tree<'_>,
    texts: &mut Texts<'_>,
    at: usize,
    question: &Question,
) -> Vec<(String, String)> {
    let path = &tree.nodes[at].path;
    let written = Written::of(question);
    let parameters = parameters(&question.columns);
    let mut out: Vec<(String, String)> = Vec::new();
    let mut set = |name: &str, value: String| out.push((name.to_owned(), value));
    if let Some(data) = written.data {
        let decimal = data == "int"
            && written.control == Some("range")
            && parameters.values().any(|value| value.contains('.'));
        set("type", if decimal { "decimal" } else { data }.to_owned());
    }
    if written.readonly {
        set("readonly", "true()".to_owned());
    }
    if let Some(required) = &question.required {
        set("required", tree.condition(required, at));
    }
    let message = in_columns(&question.columns, "required_message");
    if !message.is_empty() {
        set("jr:requiredMsg", texts.attribute(format!("{path}:jr:requiredMsg"), at, message));
    }
    if let Some(constraint) = question.constraint.as_deref().or(written.constraint) {
        set("constraint", tree.condition(constraint, at));
    }
    if !question.constraint_message.is_empty() {
        let id = format!("{path}:jr:constraintMsg");
        set("jr:constraintMsg", texts.attribute(id, at, question.constraint_message.clone()));
    }
    let message: Text = in_columns(&question.columns, "no_app_error_string");
    if !message.is_empty() {
        let id = format!("{path}:jr:noAppErrorString");
        set("jr:noAppErrorString", texts.attribute(id, at, message));
    }
    if let Some(calculation) =
        question.calculation.as_deref().filter(|_| triggers(question).is_empty())
    {
        set("calculate", tree.resolve(calculation, Some(at), Manner::default()));
    }
    if let Some((preload, what)) = written.preload {
        set("jr:preload", preload.to_owned());
        set("jr:preloadParams", what.to_owned());
    }
    let of_bind = [
        ("max-pixels", "orx:max-pixels"),
        ("quality", "odk:quality"),
        ("allow-mock-accuracy", "odk:allow-mock-accuracy"),
    ];
    for (parameter, attribute) in of_bind {
        let action = written.action.is_some();
        if let Some(value) = parameters.get(parameter).filter(|_| !action) {
            set(attribute, value.clone());
        }
    }
    if let Some(property) = question.columns.get("save_to") {
        set("entities:saveto", property.clone());
    }
    out
}

/// The questions whose change sets this one.
pub(super) fn triggers(question: &Question) -> Vec<&str> {
    let cell = question.columns.get("trigger").map(String::as_str).unwrap_or_default();
    references(cell).into_iter().map(|reference| reference.name).collect()
}

/// What sets the default of a question when its form is opened or its row is new.
pub(super) fn default_action(
    tree: &Tree<'_>,
    at: usize,
    question: &Question,
    event: &str,
) -> Element {
    let default = question.default.as_deref().unwrap_or_default();
    Element::new("setvalue")
        .with("event", event)
        .with("ref", &tree.nodes[at].path)
        .with("value", tree.resolve(default, Some(at), Manner::default()))
}

/// Whether a default is computed: it refers, calls or reckons. A hyphen in a date or a point is none.
pub(super) fn has_dynamic_default(question: &Question) -> bool {
    let Some(default) = &question.default else { return false };
    let quoted = default.trim();
    let hyphens = matches!(&question.kind, Kind::Date | Kind::Datetime | Kind::Geopoint)
        || matches!(&question.kind, Kind::Other { name } if name == "geotrace" || name == "geoshape");
    if default.contains("${")
        || calls(quoted)
        || default.contains(" div ")
        || default.contains(" mod ")
    {
        return true;
    }
    let operators: &[char] = if hyphens { &['+', '*', '|'] } else { &['+', '*', '|', '-'] };
    // A sign before a number, and a hyphen within a word, reckon nothing.
    let reckons = |(at, operator): (usize, &str)| {
        let before = default[..at].trim_end();
        let after = default[at + operator.len()..].trim_start();
        let apart = operator != "-"
            || default[..at].ends_with(' ')
            || before.ends_with(|c: char| c.is_ascii_digit());
        !before.is_empty() && !after.is_empty() && apart
    };
    default.match_indices(operators).any(reckons)
}

/// Whether a text has a call of a function: a name and a bracket.
fn calls(text: &str) -> bool {
    text.match_indices('(').any(|(at, _)| {
        text[..at].trim_end().ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            && text[at..].contains(')')
    })
}

/// The `meta` block with its binds. `own` is a group of this name that the form has itself.
pub(super) fn meta(
    form: &Form,
    tree: &Tree<'_>,
    audit: Option<&Question>,
    entity: Option<Element>,
) -> (Element, Vec<Element>) {
    let path = |name: &str| format!("{}/meta/{name}", tree.root);
    let mut meta = Element::new("meta");
    let mut binds = Vec::new();
    if let Some(audit) = audit {
        meta.push(Element::new("audit"));
        let mut bind = Element::new("bind").with("nodeset", path("audit")).with("type", "binary");
        for (name, value) in parameters(&audit.columns) {
            if is_name(&name) && !name.contains(':') {
                bind.set(&format!("odk:{name}"), value);
            }
        }
        binds.push(bind);
    }
    entity.into_iter().for_each(|entity| meta.push(entity));
    meta.push(Element::new("instanceID"));
    binds.push(
        Element::new("bind")
            .with("nodeset", path("instanceID"))
            .with("type", "string")
            .with("readonly", "true()")
            .with("jr:preload", "uid"),
    );
    if let Some(name) = form.settings.get("instance_name") {
        meta.push(Element::new("instanceName"));
        binds.push(
            Element::new("bind")
                .with("nodeset", path("instanceName"))
                .with("type", "string")
                .with("calculate", tree.resolve(name, None, Manner::default())),
        );
    }
    (meta, binds)
}

/// `<submission>` for forms that say where or how they are sent, or are sealed.
pub(super) fn submission(settings: &BTreeMap<String, String>) -> Option<Element> {
    let mut element = Element::new("submission");
    let mut any = false;
    let names = [
        ("submission_url", "action"),
        ("public_key", "base64RsaPublicKey"),
        ("auto_send", "orx:auto-send"),
        ("auto_delete", "orx:auto-delete"),
    ];
    for (setting, attribute) in names {
        if let Some(value) = settings.get(setting) {
            element.set(attribute, value);
            if attribute == "action" {
                element.set("method", "post");
            }
            any = true;
        }
    }
    any.then_some(element)
}
