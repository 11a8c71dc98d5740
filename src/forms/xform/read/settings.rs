//! What an XForm says of itself as a whole.

use std::collections::BTreeMap;

use super::parts::{Parts, Xml, attribute, attributes, child, elements};
use crate::domain::form::Form;
use crate::forms::problem::{Fault, Log, Place};

/// Attributes of the primary instance that have a place of their own.
const OWN: [&str; 6] = ["id", "version", "uiVersion", "name", "odk:prefix", "odk:delimiter"];
/// Namespaces that every XForm has.
const USUAL: [&str; 7] = [
    "http://www.w3.org/2002/xforms",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2001/xml-events",
    "http://www.w3.org/2001/XMLSchema",
    "http://openrosa.org/javarosa",
    "http://openrosa.org/xforms",
    "http://www.opendatakit.org/xforms",
];
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const ENTITIES: &str = "http://www.opendatakit.org/xforms/entities";

/// Puts id, version, title and settings into the form. Its languages are known already.
pub(super) fn apply<'a>(
    model: Xml<'a>,
    body: Xml<'a>,
    primary: Xml<'a>,
    parts: &Parts<'a>,
    name: &str,
    form: &mut Form,
    log: &mut Log,
) {
    let namespace = primary.tag_name().namespace().filter(|ns| !USUAL.contains(ns));
    let id = primary.attribute("id").or(namespace).filter(|id| !id.is_empty());
    form.form.id = id.unwrap_or(name).to_owned();
    if id.is_none() {
        let place = Place { sheet: "instance".to_owned(), ..Place::default() };
        log.warn(place, Fault::FormIdMissing { taken: name.to_owned() });
    }
    let version = primary.attribute("version").or(primary.attribute("uiVersion"));
    form.form.version = version.unwrap_or_default().to_owned();
    let root = primary.tag_name().name();
    form.root = if root == "data" { String::new() } else { root.to_owned() };
    let head = model.parent().and_then(|head| child(head, "title"));
    let title = head.and_then(|title| title.text()).map(str::trim).filter(|t| !t.is_empty());
    let title = title.unwrap_or(&form.form.id).to_owned();
    form.title.0.insert(form.default_language.clone(), title);

    let mut set = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            form.settings.insert(name.to_owned(), value.to_owned());
        }
    };
    set("style", body.attribute("class"));
    set("instance_xmlns", namespace);
    set("prefix", attribute(primary, "prefix"));
    set("delimiter", attribute(primary, "delimiter"));
    if let Some(submission) = child(model, "submission") {
        set("submission_url", submission.attribute("action"));
        set("public_key", attribute(submission, "base64RsaPublicKey"));
        set("auto_send", attribute(submission, "auto-send"));
        set("auto_delete", attribute(submission, "auto-delete"));
    }
    let path = format!("/{root}/meta");
    let computed = |node: &str| {
        let bind = parts.binds.get(&format!("{path}/{node}"))?;
        bind.get("calculate").copied()
    };
    set("instance_name", computed("instanceName"));
    for (name, value) in attributes(primary).filter(|(name, _)| !OWN.contains(&name.as_str())) {
        set(&format!("attribute::{name}"), Some(value));
    }
    let others = primary.namespaces().filter_map(|namespace| {
        let usual = USUAL.contains(&namespace.uri()) || [XML, ENTITIES].contains(&namespace.uri());
        let prefix = namespace.name().filter(|_| !usual)?;
        Some(format!("{prefix}=\"{}\"", namespace.uri()))
    });
    let others: Vec<String> = others.collect();
    set("namespaces", Some(others.join(" ").as_str()).filter(|all| !all.is_empty()));

    let meta = elements(primary).find(|element| element.tag_name().name() == "meta");
    if let Some(entity) = meta.and_then(|meta| child(meta, "entity")) {
        let mut row = BTreeMap::new();
        let mut say = |heading: &str, value: Option<&str>| {
            row.extend(value.map(|value| (heading.to_owned(), value.to_owned())));
        };
        say("list_name", attribute(entity, "dataset"));
        say("label", computed("entity/label"));
        say("entity_id", computed("entity/@id"));
        say("create_if", computed("entity/@create"));
        say("update_if", computed("entity/@update"));
        form.sheets.insert("entities".to_owned(), vec![row]);
    }
}
