//! The parts of an XForm: its model, its binds, what is asked for each node, what sets values.

use std::collections::{BTreeMap, HashMap};

use roxmltree::{Document, Node};

use crate::forms::problem::{Fault, Log, Place};

/// An element of the document.
pub(super) type Xml<'a> = Node<'a, 'a>;

/// Namespaces whose prefixes are written as everybody writes them.
const PREFIXES: [(&str, &str); 5] = [
    ("http://openrosa.org/javarosa", "jr"),
    ("http://openrosa.org/xforms", "orx"),
    ("http://www.opendatakit.org/xforms", "odk"),
    ("http://www.opendatakit.org/xforms/entities", "entities"),
    ("http://commcarehq.org/xforms", "cc"),
];

/// The elements in an element.
pub(super) fn elements<'a>(of: Xml<'a>) -> impl Iterator<Item = Xml<'a>> {
    of.children().filter(Node::is_element)
}

/// The first element of a name in an element.
pub(super) fn child<'a>(of: Xml<'a>, name: &str) -> Option<Xml<'a>> {
    elements(of).find(|element| element.tag_name().name() == name)
}

/// The attributes of an element with their prefixes.
pub(super) fn attributes<'a>(of: Xml<'a>) -> impl Iterator<Item = (String, &'a str)> {
    of.attributes().map(move |attribute| {
        let prefix = attribute.namespace().and_then(|namespace| {
            let known = PREFIXES.iter().find(|(known, _)| *known == namespace);
            known.map(|(_, prefix)| *prefix).or_else(|| of.lookup_prefix(namespace))
        });
        let name = match prefix {
            Some(prefix) => format!("{prefix}:{}", attribute.name()),
            None => attribute.name().to_owned(),
        };
        (name, attribute.value())
    })
}

/// An attribute by its local name, whatever its namespace.
pub(super) fn attribute<'a>(of: Xml<'a>, name: &str) -> Option<&'a str> {
    of.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// What is bound to each node, and what is asked and set.
#[derive(Default)]
pub(super) struct Parts<'a> {
    /// The attributes of the binds by path.
    pub binds: HashMap<String, BTreeMap<String, &'a str>>,
    /// Paths of binds by their ids, for controls that name them so.
    by_id: HashMap<&'a str, String>,
    /// The control of each question, the group of each group and repeat.
    pub controls: HashMap<String, Xml<'a>>,
    /// `<repeat>` by path.
    pub repeats: HashMap<String, Xml<'a>>,
    /// What sets a node: the event, the value, the control in which it stands, its element.
    pub actions: HashMap<String, Vec<Action<'a>>>,
}

/// Something that sets a node.
pub(super) struct Action<'a> {
    pub element: Xml<'a>,
    pub events: &'a str,
    pub value: &'a str,
    /// The path of the control in which it stands.
    pub within: Option<String>,
}

const CONTROLS: [&str; 9] =
    ["input", "secret", "select1", "select", "rank", "upload", "trigger", "range", "textarea"];
const ACTIONS: [&str; 3] = ["setvalue", "setgeopoint", "recordaudio"];

impl<'a> Parts<'a> {
    /// Reads the model and the body. `root` is the name of the element around the answers.
    pub fn of(model: Xml<'a>, body: Xml<'a>, root: &str, log: &mut Log) -> Self {
        let mut parts = Self::default();
        let root = format!("/{root}");
        for element in elements(model) {
            match element.tag_name().name() {
                "bind" => parts.bind(element, &root),
                name if ACTIONS.contains(&name) => parts.action(element, &root, None),
                "itext" | "instance" | "submission" => {}
                name => unknown(log, name, &root),
            }
        }
        parts.walk(body, &root, log);
        parts
    }

    fn bind(&mut self, bind: Xml<'a>, root: &str) {
        let Some(nodeset) = attribute(bind, "nodeset").or(attribute(bind, "ref")) else { return };
        let path = absolute(nodeset, root);
        if let Some(id) = bind.attribute("id") {
            self.by_id.insert(id, path.clone());
        }
        let known = self.binds.entry(path).or_default();
        for (name, value) in attributes(bind) {
            if !matches!(name.as_str(), "nodeset" | "ref" | "id") {
                known.entry(name).or_insert(value);
            }
        }
    }

    fn action(&mut self, element: Xml<'a>, root: &str, within: Option<String>) {
        let target = attribute(element, "ref").map(|path| absolute(path, root));
        let target = target.or_else(|| self.by_id.get(attribute(element, "bind")?).cloned());
        let Some(target) = target else { return };
        let events = attribute(element, "event").unwrap_or_default();
        let value = attribute(element, "value").or(element.text()).unwrap_or_default();
        self.actions.entry(target).or_default().push(Action { element, events, value, within });
    }

    fn walk(&mut self, of: Xml<'a>, around: &str, log: &mut Log) {
        for element in elements(of) {
            let name = element.tag_name().name();
            let path = self.path(element, around);
            match name {
                "group" => {
                    let here = path.unwrap_or_else(|| around.to_owned());
                    if here != around {
                        self.controls.entry(here.clone()).or_insert(element);
                    }
                    self.walk(element, &here, log);
                }
                "repeat" => {
                    let here = path.unwrap_or_else(|| around.to_owned());
                    self.repeats.entry(here.clone()).or_insert(element);
                    if let Some(group) = element.parent().filter(|p| p.has_tag_name("group")) {
                        self.controls.entry(here.clone()).or_insert(group);
                    }
                    self.walk(element, &here, log);
                }
                _ if CONTROLS.contains(&name) => match path {
                    Some(path) => {
                        for inside in elements(element) {
                            if ACTIONS.contains(&inside.tag_name().name()) {
                                self.action(inside, around, Some(path.clone()));
                            }
                        }
                        self.controls.entry(path).or_insert(element);
                    }
                    None => unknown(log, name, around),
                },
                _ if ACTIONS.contains(&name) => self.action(element, around, None),
                "label" => {}
                other => unknown(log, other, around),
            }
        }
    }

    /// The path of a control or group, if it names one.
    fn path(&self, element: Xml<'a>, around: &str) -> Option<String> {
        let named = attribute(element, "ref").or(attribute(element, "nodeset"));
        match named.filter(|named| !named.trim().is_empty()) {
            Some(named) => Some(absolute(named, around)),
            None => self.by_id.get(attribute(element, "bind")?).cloned(),
        }
    }
}

/// A path from the root; a relative one begins where it stands.
fn absolute(path: &str, around: &str) -> String {
    let path = path.trim().trim_end_matches('/');
    if path.starts_with('/') { path.to_owned() } else { format!("{around}/{path}") }
}

/// Word of something that is only handed on.
pub(super) fn unknown(log: &mut Log, name: &str, path: &str) {
    let fault = Fault::XformPartUnknown { name: name.to_owned(), path: path.to_owned() };
    log.warn(Place::default(), fault);
}

/// The head's model and the body; what is missing is told.
pub(super) fn halves<'a>(document: &'a Document<'a>, log: &mut Log) -> Option<(Xml<'a>, Xml<'a>)> {
    let html = document.root_element();
    let mut need = |found: Option<Xml<'a>>, name: &str| {
        if found.is_none() {
            log.problem(Place::default(), Fault::XformPartMissing { name: name.to_owned() });
        }
        found
    };
    need(Some(html).filter(|html| html.tag_name().name() == "html"), "h:html")?;
    let head = need(child(html, "head"), "h:head");
    let body = need(child(html, "body"), "h:body");
    let model = need(child(head?, "model"), "model");
    Some((model?, body?))
}
