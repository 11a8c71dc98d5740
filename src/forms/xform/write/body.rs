//! The body: what is asked, and how it is offered.

use std::collections::BTreeMap;

use super::model::{default_action, has_dynamic_default, is_stored, triggers};
use super::secondary::{file_of_list, is_searched};
use super::texts::{Said, Texts, in_columns};
use super::xml::{Element, is_name};
use crate::domain::form::tree::{Manner, Tree, What};
use crate::domain::form::types::{Written, parameters};
use crate::domain::form::{Choice, Form, Kind, Question, Section};
use crate::domain::text::Text;

/// What writing the body needs to know.
pub(super) struct Body<'a, 'b> {
    pub form: &'a Form,
    pub tree: &'a Tree<'a>,
    pub texts: &'b mut Texts<'a>,
    /// Who is set when a question changes, by the question.
    pub triggered: BTreeMap<usize, Vec<usize>>,
}

/// Which questions are set when another changes.
pub(super) fn triggered(tree: &Tree<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut triggered: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        let What::Question(question) = node.what else { continue };
        for name in triggers(question) {
            if let Some(by) = tree.find(name, Some(at)) {
                triggered.entry(by).or_default().push(at);
            }
        }
    }
    triggered
}

impl Body<'_, '_> {
    /// The controls of some nodes, in their order.
    pub fn controls(&mut self, children: &[usize], into: &mut Element) {
        for &at in children {
            let control = match self.tree.nodes[at].what {
                What::Question(question) => self.question(at, question),
                What::Group(section) => Some(self.group(at, section)),
                What::Repeat(section) => Some(self.repeat(at, section)),
            };
            if let Some(control) = control {
                into.push(control);
            }
        }
    }

    fn group(&mut self, at: usize, section: &Section) -> Element {
        let node = &self.tree.nodes[at];
        let mut group = Element::new("group").with("ref", &node.path);
        self.attributes(at, section.appearance.as_deref(), &section.columns, &mut group);
        self.label(at, &section.label, &section.columns, &mut group);
        self.controls(&node.children, &mut group);
        group
    }

    fn repeat(&mut self, at: usize, section: &Section) -> Element {
        let node = &self.tree.nodes[at];
        let mut group = Element::new("group").with("ref", &node.path);
        self.label(at, &section.label, &section.columns, &mut group);
        let mut repeat = Element::new("repeat").with("nodeset", &node.path);
        self.attributes(at, section.appearance.as_deref(), &section.columns, &mut repeat);
        if let Some(count) = section.columns.get("repeat_count") {
            repeat.set("jr:count", self.tree.resolve(count, Some(at), Manner::default()));
        }
        self.controls(&node.children, &mut repeat);
        for (inner, below) in self.tree.nodes.iter().enumerate() {
            let What::Question(question) = below.what else { continue };
            let here = self.tree.repeats_around(inner).next() == Some(at);
            if here && has_dynamic_default(question) && is_stored(question) {
                repeat.push(default_action(self.tree, inner, question, "odk-new-repeat"));
            }
        }
        group.push(repeat);
        group
    }

    fn question(&mut self, at: usize, question: &Question) -> Option<Element> {
        let written = Written::of(question);
        let control = written.control?;
        let unsaid = question.label.is_empty()
            && question.hint.is_empty()
            && in_columns(&question.columns, "guidance_hint").is_empty();
        let computed = question.calculation.is_some() || !triggers(question).is_empty();
        if unsaid && computed {
            return None;
        }
        let path = &self.tree.nodes[at].path;
        let mut element = Element::new(control).with("ref", path);
        if let Some(mediatype) = written.mediatype {
            element.set("mediatype", mediatype);
        }
        self.attributes(at, question.appearance.as_deref(), &question.columns, &mut element);
        self.of_parameters(at, question, &mut element);
        self.label(at, &question.label, &question.columns, &mut element);
        self.hint(at, question, &mut element);
        self.offer(at, question, control, &mut element);
        for &set in self.triggered.get(&at).into_iter().flatten() {
            if let Some(action) = self.on_change(set) {
                element.push(action);
            }
        }
        Some(element)
    }

    fn on_change(&self, at: usize) -> Option<Element> {
        let node = &self.tree.nodes[at];
        let What::Question(question) = node.what else { return None };
        let located =
            matches!(&question.kind, Kind::Other { name } if name == "background-geopoint");
        let name = if located { "odk:setgeopoint" } else { "setvalue" };
        let mut action =
            Element::new(name).with("event", "xforms-value-changed").with("ref", &node.path);
        if let Some(calculation) = question.calculation.as_deref().filter(|_| !located) {
            action.set("value", self.tree.resolve(calculation, Some(at), Manner::default()));
        }
        Some(action)
    }

    /// Attributes that the workbook gives to the control itself.
    fn attributes(
        &self,
        at: usize,
        appearance: Option<&str>,
        columns: &BTreeMap<String, String>,
        element: &mut Element,
    ) {
        let resolve = |text: &str| self.tree.resolve(text, Some(at), Manner::default());
        if let Some(appearance) = appearance {
            element.set("appearance", resolve(appearance));
        }
        for (heading, value) in columns {
            let name = match heading.as_str() {
                "intent" | "autoplay" | "rows" => heading,
                other => {
                    let own = other.strip_prefix("body::").or(other.strip_prefix("control::"));
                    own.unwrap_or_default()
                }
            };
            if is_name(name) && !name.contains(':') {
                element.set(name, resolve(value));
            }
        }
    }

    fn of_parameters(&self, at: usize, question: &Question, element: &mut Element) {
        let parameters = parameters(&question.columns);
        let get = |name: &str| parameters.get(name).map(String::as_str);
        let is = |kind: &str| matches!(&question.kind, Kind::Other { name } if name == kind);
        if is("range") {
            for (name, default) in [("start", "0"), ("end", "10"), ("step", "1")] {
                element.set(name, get(name).unwrap_or(default));
            }
        }
        let renamed = [
            ("capture-accuracy", "accuracyThreshold"),
            ("warning-accuracy", "unacceptableAccuracyThreshold"),
            ("incremental", "incremental"),
            ("rows", "rows"),
        ];
        for (parameter, attribute) in renamed {
            if let Some(value) = get(parameter) {
                let value = if parameter == "incremental" { "true()" } else { value };
                element.set(attribute, value);
            }
        }
        if let Some(app) = get("app").filter(|_| is("image")) {
            element.set("intent", app);
        }
        if is_external(question)
            && let Some(list) = question.kind.list()
        {
            let of_list = format!("instance('{list}')/root/item");
            let filter = question.choice_filter.as_deref();
            let filter = filter.map(|filter| self.tree.resolve_in_predicate(filter, at, false));
            element.set("query", filter.map_or(of_list.clone(), |f| format!("{of_list}[{f}]")));
        }
    }

    fn label(
        &mut self,
        at: usize,
        label: &Text,
        columns: &BTreeMap<String, String>,
        element: &mut Element,
    ) {
        let said = Said::with_media(label, columns);
        if !said.is_empty() {
            let id = format!("{}:label", self.tree.nodes[at].path);
            element.push(self.texts.element("label", id, at, said));
        }
    }

    fn hint(&mut self, at: usize, question: &Question, element: &mut Element) {
        let guidance = in_columns(&question.columns, "guidance_hint");
        let mut said = Said { plain: question.hint.clone(), ..Said::default() };
        if !guidance.is_empty() {
            said.forms.insert("guidance", guidance);
        }
        if !said.is_empty() {
            let id = format!("{}:hint", self.tree.nodes[at].path);
            element.push(self.texts.element("hint", id, at, said));
        }
    }

    /// What a question has to choose from.
    fn offer(&mut self, at: usize, question: &Question, control: &str, element: &mut Element) {
        if let Kind::Other { name } = &question.kind
            && let Some(list) = name.strip_prefix("osm ")
        {
            self.tags(list, element);
            return;
        }
        let Some(list) = question.kind.list().filter(|_| control != "input") else { return };
        let form = self.form;
        if is_searched(question) {
            for (index, choice) in form.choices.get(list).into_iter().flatten().enumerate() {
                element.push(self.inline(list, index, choice));
            }
            return;
        }
        let parameters = parameters(&question.columns);
        let (mut nodeset, mut value, mut label) =
            ("".to_owned(), "name".to_owned(), "label".to_owned());
        let mut filter = question.choice_filter.as_deref().map(str::to_owned);
        if list.starts_with("${") {
            let manner = Manner { all_rows: true, ..Manner::default() };
            let path = self.tree.resolve(list, Some(at), manner).trim().to_owned();
            let (rows, last) = path.rsplit_once('/').unwrap_or(("", &path));
            (nodeset, value, label) = (rows.to_owned(), last.to_owned(), last.to_owned());
            filter = Some(match filter {
                Some(filter) => self
                    .tree
                    .resolve_in_predicate(&filter, at, true)
                    .replace(&format!("current()/{nodeset}"), ".")
                    .replace(&nodeset, "."),
                None => format!("./{last} != ''"),
            });
        } else {
            let id = file_of_list(list).map_or(list, |(id, _)| id);
            nodeset.push_str(&format!("instance('{id}')/root/item"));
            if file_of_list(list).is_some() {
                if list.ends_with(".geojson") {
                    (value, label) = ("id".to_owned(), "title".to_owned());
                }
                value = parameters.get("value").cloned().unwrap_or(value);
                label = parameters.get("label").cloned().unwrap_or(label);
            } else if form.choices.get(list).is_some_and(|c| Texts::list_needs_itext(c)) {
                "jr:itext(itextId)".clone_into(&mut label);
            }
            filter = filter.map(|filter| self.tree.resolve_in_predicate(&filter, at, false));
        }
        if let Some(filter) = filter {
            nodeset = format!("{nodeset}[{filter}]");
        }
        if parameters.get("randomize").is_some_and(|value| value == "true") {
            let seed = parameters.get("seed");
            let seed = seed.map(|s| self.tree.resolve(s, Some(at), Manner::default()));
            nodeset = match seed {
                Some(seed) => format!("randomize({nodeset}, {})", seed.trim()),
                None => format!("randomize({nodeset})"),
            };
        }
        element.push(
            Element::new("itemset")
                .with("nodeset", nodeset)
                .child(Element::new("value").with("ref", value))
                .child(Element::new("label").with("ref", label)),
        );
    }

    /// A choice in its place: clients take the names of a searched file's columns from here.
    fn inline(&mut self, list: &str, index: usize, choice: &Choice) -> Element {
        let said = Said::with_media(&choice.label, &choice.columns);
        let label = Element::new("label");
        let itext = self.form.choices.get(list).is_some_and(|c| Texts::list_needs_itext(c));
        let label = if itext {
            label.with("ref", self.texts.reference(format!("{list}-{index}"), None, said))
        } else {
            self.texts.with_outputs(label, said.plain.0.get("").map_or("", |text| text), None)
        };
        Element::new("item").child(label).child(Element::new("value").text(&choice.name))
    }

    fn tags(&mut self, list: &str, element: &mut Element) {
        for row in self.form.sheets.get("osm").into_iter().flatten() {
            let get = |name: &str| row.get(name).map(String::as_str);
            if get("list_name") == Some(list)
                && let Some(name) = get("name")
            {
                let label = Element::new("label").text(get("label").unwrap_or(name));
                element.push(Element::new("tag").with("key", name).child(label));
            }
        }
    }
}

fn is_external(question: &Question) -> bool {
    question.kind.list().is_some() && Written::of(question).control == Some("input")
}
