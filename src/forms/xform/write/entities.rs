//! Entities: records that one form makes or changes and others offer (ODK XForms Entities).

use super::xml::Element;
use crate::domain::form::Form;
use crate::domain::form::tree::{Manner, Tree};

pub(super) struct Entities {
    pub version: &'static str,
    pub element: Element,
    pub binds: Vec<Element>,
}

/// What the `entities` sheet declares: its first row.
pub(super) fn of(form: &Form, tree: &Tree<'_>) -> Option<Entities> {
    let row = form.sheets.get("entities")?.first()?;
    let get = |names: &[&str]| names.iter().find_map(|name| row.get(*name)).map(String::as_str);
    let list = get(&["list_name", "dataset"])?;
    let resolve = |text: &str| tree.resolve(text, None, Manner::default());
    let path = format!("{}/meta/entity", tree.root);
    let mut element = Element::new("entity").with("dataset", list);
    let mut binds = Vec::new();
    let mut computed = |attribute: &str, expression: String| {
        binds.push(
            Element::new("bind")
                .with("nodeset", format!("{path}/@{attribute}"))
                .with("type", "string")
                .with("readonly", "true()")
                .with("calculate", expression),
        );
    };
    let (id, create_if, update_if) =
        (get(&["entity_id"]), get(&["create_if"]), get(&["update_if"]));
    let creates = id.is_none() || create_if.is_some();
    if creates {
        element.set("create", "1");
        if let Some(create_if) = create_if {
            computed("create", resolve(create_if));
        }
    }
    element.set("id", "");
    if let Some(id) = id {
        element.set("update", "1");
        if let Some(update_if) = update_if {
            computed("update", resolve(update_if));
        }
        let id = resolve(id);
        computed("id", id.clone());
        let held = format!("instance('{list}')/root/item[name={id}]");
        for (attribute, column) in [
            ("baseVersion", "__version"),
            ("trunkVersion", "__trunkVersion"),
            ("branchId", "__branchId"),
        ] {
            element.set(attribute, "");
            computed(attribute, format!("{held}/{column}"));
        }
    } else {
        binds.push(
            Element::new("bind")
                .with("nodeset", format!("{path}/@id"))
                .with("type", "string")
                .with("readonly", "true()"),
        );
        binds.push(
            Element::new("setvalue")
                .with("event", "odk-instance-first-load")
                .with("ref", format!("{path}/@id"))
                .with("value", "uuid()"),
        );
    }
    if let Some(label) = get(&["label"]) {
        element.push(Element::new("label"));
        binds.push(
            Element::new("bind")
                .with("nodeset", format!("{path}/label"))
                .with("type", "string")
                .with("readonly", "true()")
                .with("calculate", resolve(label)),
        );
    }
    let version = if id.is_some() { "2024.1.0" } else { "2022.1.0" };
    Some(Entities { version, element, binds })
}
