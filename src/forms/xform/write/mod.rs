//! A form as an XForm: what Collect, Enketo and ODK Web Forms fill.

mod body;
mod entities;
mod model;
pub(super) mod prepare;
mod secondary;
mod texts;
pub(super) mod tree;
mod types;
mod xml;

use self::body::Body;
use self::model::Layer;
use self::texts::Texts;
use self::tree::Tree;
use self::xml::{Element, is_name};
use crate::domain::form::Form;

const NAMESPACES: [(&str, &str); 7] = [
    ("xmlns", "http://www.w3.org/2002/xforms"),
    ("xmlns:h", "http://www.w3.org/1999/xhtml"),
    ("xmlns:ev", "http://www.w3.org/2001/xml-events"),
    ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
    ("xmlns:jr", "http://openrosa.org/javarosa"),
    ("xmlns:orx", "http://openrosa.org/xforms"),
    ("xmlns:odk", "http://www.opendatakit.org/xforms"),
];

/// The XForm of a form. The same form always gives the same bytes.
pub fn write(form: &Form) -> String {
    let (form, audit) = prepare::prepare(form);
    let root = if form.root.is_empty() { "data" } else { &form.root };
    let tree = Tree::of(&form, root);
    let mut texts = Texts::new(&form, &tree);
    let entities = entities::of(&form, &tree);

    let mut controls = Element::new("h:body");
    if let Some(style) = form.settings.get("style") {
        controls.set("class", style);
    }
    let triggered = body::triggered(&tree);
    let mut body = Body { form: &form, tree: &tree, texts: &mut texts, triggered };
    body.controls(&tree.top, &mut controls);

    let entity = entities.as_ref().map(|entities| entities.element.clone());
    let (meta, meta_binds) = model::meta(&form, &tree, audit.as_ref(), entity);
    let mut answers = primary(&form, root);
    model::elements(&tree, &tree.top, Layer::Outside, &mut answers);
    answers.push(meta);

    let instances = secondary::instances(&form, &tree, &mut texts);
    let mut after = Element::new("after");
    model::binds(&form, &tree, &mut texts, &mut after);

    let mut model = Element::new("model").with("odk:xforms-version", "1.0.0");
    let mut html = Element::new("h:html");
    for (name, uri) in NAMESPACES {
        html.set(name, uri);
    }
    for (prefix, uri) in namespaces(&form) {
        html.set(&format!("xmlns:{prefix}"), uri);
    }
    if let Some(entities) = &entities {
        html.set("xmlns:entities", "http://www.opendatakit.org/xforms/entities");
        model.set("entities:entities-version", entities.version);
    }
    for part in model::submission(&form.settings).into_iter().chain(texts.itext()) {
        model.push(part);
    }
    model.push(Element::new("instance").child(answers));
    instances.into_iter().for_each(|instance| model.push(instance));
    after.into_children().for_each(|part| model.push(part));
    meta_binds.into_iter().for_each(|bind| model.push(bind));
    entities.into_iter().flat_map(|e| e.binds).for_each(|bind| model.push(bind));

    let title = form.title.pick(&[&form.default_language]).map_or(&*form.form.id, |(_, t)| t);
    let head = Element::new("h:head").child(Element::new("h:title").text(title)).child(model);
    html.push(head);
    html.push(controls);
    let mut out = String::from("<?xml version=\"1.0\"?>");
    html.write(&mut out);
    out
}

/// The element around the answers.
fn primary(form: &Form, root: &str) -> Element {
    let mut data = Element::new(root);
    for (heading, value) in &form.settings {
        if let Some(name) = heading.strip_prefix("attribute::").filter(|name| is_name(name)) {
            data.set(name, value);
        }
    }
    data.set("id", &form.form.id);
    if let Some(namespace) = form.settings.get("instance_xmlns") {
        data.set("xmlns", namespace);
    }
    if !form.form.version.is_empty() {
        data.set("version", &form.form.version);
    }
    for (setting, attribute) in [("prefix", "odk:prefix"), ("delimiter", "odk:delimiter")] {
        if let Some(value) = form.settings.get(setting) {
            data.set(attribute, value);
        }
    }
    data
}

/// The namespaces that the settings declare: `foo="http://…" bar="http://…"`.
fn namespaces(form: &Form) -> Vec<(String, String)> {
    let Some(cell) = form.settings.get("namespaces") else { return Vec::new() };
    cell.split_whitespace()
        .filter_map(|pair| pair.split_once('='))
        .map(|(prefix, uri)| (prefix.to_owned(), uri.replace(['"', '\'', '“', '”', '‘', '’'], "")))
        .filter(|(prefix, uri)| is_name(prefix) && !prefix.contains(':') && !uri.is_empty())
        .filter(|(prefix, _)| {
            !NAMESPACES.iter().any(|(n, _)| n.strip_prefix("xmlns:") == Some(prefix))
        })
        .collect()
}
