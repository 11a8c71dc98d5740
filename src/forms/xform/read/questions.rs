//! From nodes, binds and controls to questions, groups and repeats.

use std::collections::BTreeMap;

use super::kinds::Leaf;
use super::lists::{Lists, Offered};
use super::parts::{Action, Parts, Xml, attribute, attributes, child, elements, unknown};
use super::spots::Spot;
use super::words::{Said, Words};
use crate::domain::form::{Item, Kind, Question, Section};
use crate::domain::text::Text;
use crate::forms::problem::{Log, Place};

/// Groups within groups; stored forms must stay readable as JSON.
const DEEPEST: usize = 32;

/// Attributes of binds that have a field or a column of their own.
const OF_BIND: [&str; 15] = [
    "type",
    "relevant",
    "readonly",
    "required",
    "constraint",
    "calculate",
    "jr:constraintMsg",
    "jr:requiredMsg",
    "jr:noAppErrorString",
    "jr:preload",
    "jr:preloadParams",
    "orx:max-pixels",
    "odk:quality",
    "odk:allow-mock-accuracy",
    "entities:saveto",
];
/// Attributes of controls that have one.
const OF_CONTROL: [&str; 12] = [
    "ref",
    "bind",
    "nodeset",
    "appearance",
    "mediatype",
    "query",
    "start",
    "end",
    "step",
    "accuracyThreshold",
    "unacceptableAccuracyThreshold",
    "incremental",
];
/// What may stand in a control.
const WITHIN: [&str; 12] = [
    "label",
    "hint",
    "help",
    "alert",
    "itemset",
    "item",
    "tag",
    "setvalue",
    "setgeopoint",
    "recordaudio",
    "value",
    "filename",
];

pub(super) struct Questions<'a, 'b> {
    pub parts: &'b Parts<'a>,
    pub words: &'b Words<'a>,
    pub lists: Lists<'a>,
    pub log: &'b mut Log,
}

type Columns = BTreeMap<String, String>;

impl<'a> Questions<'a, '_> {
    /// The items for what is in a node.
    pub fn items(&mut self, around: &Spot<'a>, top: bool, depth: usize) -> Vec<Item> {
        if depth > DEEPEST {
            self.log.too_large(Place::default(), "depth", DEEPEST as u64);
            return Vec::new();
        }
        let mut items = Vec::with_capacity(around.children.len());
        for spot in &around.children {
            if top && spot.name == "meta" {
                items.extend(self.audit(spot));
                continue;
            }
            let control = self.parts.controls.get(&spot.path).copied();
            let grouped = control.is_some_and(|control| control.has_tag_name("group"))
                || control.is_some_and(|control| control.tag_name().name() == "group");
            if self.parts.repeats.contains_key(&spot.path) {
                let section = self.section(spot, control, depth);
                items.push(Item::Repeat(section));
            } else if grouped || !spot.children.is_empty() {
                if spot.repeats {
                    unknown(self.log, "jr:template", &spot.path);
                }
                let section = self.section(spot, control.filter(|_| grouped), depth);
                items.push(Item::Group(section));
            } else {
                items.push(Item::Question(Box::new(self.question(spot, control))));
            }
        }
        items
    }

    /// The audit log, which a workbook asks for as for a question.
    fn audit(&self, meta: &Spot<'a>) -> Option<Item> {
        let audit = meta.children.iter().find(|child| child.name == "audit")?;
        let bind = self.parts.binds.get(&audit.path);
        let said = bind.into_iter().flatten();
        let parameters: Vec<_> = said
            .filter_map(|(name, value)| Some(format!("{}={value}", name.strip_prefix("odk:")?)))
            .collect();
        let mut question = Question {
            name: "audit".to_owned(),
            kind: Kind::Other { name: "audit".to_owned() },
            ..Question::default()
        };
        if !parameters.is_empty() {
            question.columns.insert("parameters".to_owned(), parameters.join(" "));
        }
        Some(Item::Question(Box::new(question)))
    }

    fn section(&mut self, spot: &Spot<'a>, group: Option<Xml<'a>>, depth: usize) -> Section {
        let repeat = self.parts.repeats.get(&spot.path).copied();
        let said = self.words.said(group.and_then(|group| child(group, "label")), "guidance_hint");
        let mut columns = said.columns;
        let shown = |element: Xml<'a>| attribute(element, "appearance").map(str::to_owned);
        let appearance = repeat.and_then(shown).or_else(|| group.and_then(shown));
        for element in repeat.into_iter().chain(group.filter(|_| repeat.is_none())) {
            self.of_control(element, &mut columns);
        }
        if let Some(count) = repeat.and_then(|repeat| attribute(repeat, "count")) {
            columns.insert("repeat_count".to_owned(), count.trim().to_owned());
            columns.remove("body::jr:count");
        }
        for (from, to) in [("readonly", "read_only"), ("required", "required")] {
            columns.extend(self.bound(spot, from).map(|said| (to.to_owned(), said.to_owned())));
        }
        self.of_bind(spot, &mut columns);
        Section {
            name: spot.name.to_owned(),
            label: said.plain,
            relevant: self.bound(spot, "relevant").map(str::to_owned),
            appearance,
            body: self.items(spot, false, depth + 1),
            columns,
        }
    }

    fn bound(&self, spot: &Spot<'a>, name: &str) -> Option<&'a str> {
        self.parts.binds.get(&spot.path)?.get(name).copied().filter(|said| !said.trim().is_empty())
    }

    fn question(&mut self, spot: &Spot<'a>, control: Option<Xml<'a>>) -> Question {
        let parts = self.parts;
        let actions = parts.actions.get(&spot.path).map(Vec::as_slice).unwrap_or_default();
        let mut columns = Columns::new();
        let mut parameters = Vec::new();
        let offered = self.offered(spot, control, &mut columns);
        parameters.extend(offered.parameters);

        let changed = actions.iter().find(|a| a.events.contains("xforms-value-changed"));
        let opened = actions.iter().find(|a| a.events.contains("first-load"));
        let preload = self.bound(spot, "jr:preload");
        let preload =
            preload.map(|preload| (preload, self.bound(spot, "jr:preloadParams").unwrap_or("")));
        let mut calculation = self.bound(spot, "calculate").map(str::to_owned);
        let readonly = self.bound(spot, "readonly");
        let leaf = Leaf {
            control,
            data: self.bound(spot, "type").map_or("", |data| data.rsplit(':').next().unwrap_or("")),
            preload,
            calculated: calculation.is_some() || changed.is_some(),
            action: actions.iter().map(|action| action.element.tag_name().name()).next(),
            readonly: readonly.is_some_and(|said| said.trim() == "true()"),
            filled: !spot.text.is_empty() || !actions.is_empty(),
        };
        let kind = leaf.kind(offered.list);
        if let Some(Action { value, within: Some(within), .. }) = changed {
            columns.insert("trigger".to_owned(), within.clone());
            calculation = Some((*value).to_owned()).filter(|value| !value.is_empty());
        }
        let default = match opened.filter(|action| action.element.tag_name().name() == "setvalue") {
            Some(action) => Some(action.value),
            None => Some(spot.text).filter(|text| !text.is_empty()),
        };
        if let Some(said) = readonly.filter(|_| kind != Kind::Note) {
            columns.insert("read_only".to_owned(), said.to_owned());
        }
        for (attribute, parameter) in [
            ("orx:max-pixels", "max-pixels"),
            ("odk:quality", "quality"),
            ("odk:allow-mock-accuracy", "allow-mock-accuracy"),
        ] {
            parameters
                .extend(self.bound(spot, attribute).map(|v| (parameter.to_owned(), v.to_owned())));
        }
        let recorded = actions.iter().find_map(|a| attribute(a.element, "quality"));
        parameters.extend(recorded.map(|quality| ("quality".to_owned(), quality.to_owned())));
        if let Some(property) = self.bound(spot, "entities:saveto") {
            columns.insert("save_to".to_owned(), property.to_owned());
        }
        let messages = [
            ("jr:requiredMsg", "required_message"),
            ("jr:noAppErrorString", "no_app_error_string"),
        ];
        for (attribute, heading) in messages {
            let said = self.bound(spot, attribute).map(|said| self.words.message(said));
            by_language(heading, said.unwrap_or_default(), &mut columns);
        }
        self.of_bind(spot, &mut columns);
        for (name, value) in spot.attributes.iter() {
            columns.insert(format!("instance::{name}"), (*value).to_owned());
        }
        let (mut label, mut hint, mut appearance) = (Said::default(), Said::default(), None);
        if let Some(control) = control {
            label = self.words.said(child(control, "label"), "guidance_hint");
            hint = self.words.said(child(control, "hint"), "guidance_hint");
            appearance = attribute(control, "appearance").map(str::to_owned);
            parameters.extend(parameters_of(control));
            self.of_control(control, &mut columns);
            for inside in elements(control) {
                let name = inside.tag_name().name();
                if !WITHIN.contains(&name) {
                    unknown(self.log, name, &spot.path);
                }
            }
        }
        columns.extend(label.columns);
        columns.extend(hint.columns);
        if !parameters.is_empty() {
            let pairs = parameters.iter().map(|(name, value)| format!("{name}={value}"));
            columns.insert("parameters".to_owned(), pairs.collect::<Vec<_>>().join(" "));
        }
        let owned = |said: Option<&str>| said.map(str::to_owned);
        Question {
            name: spot.name.to_owned(),
            kind,
            label: label.plain,
            hint: hint.plain,
            required: owned(self.bound(spot, "required")),
            relevant: owned(self.bound(spot, "relevant")),
            constraint: owned(self.bound(spot, "constraint")),
            constraint_message: self
                .bound(spot, "jr:constraintMsg")
                .map(|said| self.words.message(said))
                .unwrap_or_default(),
            calculation,
            choice_filter: offered.filter,
            default: owned(default),
            appearance,
            meaning: None,
            export: None,
            columns,
        }
    }

    /// What a control has to choose from.
    fn offered(
        &mut self,
        spot: &Spot<'a>,
        control: Option<Xml<'a>>,
        columns: &mut Columns,
    ) -> Offered {
        let Some(control) = control else { return Offered::default() };
        let name = control.tag_name().name();
        let chooses = matches!(name, "select1" | "select" | "rank");
        if !chooses && !control.has_attribute("query") {
            return Offered::default();
        }
        let offered = self.lists.offered(control, self.words, &spot.path, self.log);
        let kind = match name {
            "input" => Some("select_one_external"),
            "select1" if offered.in_file => Some("select_one_from_file"),
            "select" if offered.in_file => Some("select_multiple_from_file"),
            _ => None,
        };
        let kind = kind.map(|kind| format!("{kind} {}", offered.list));
        columns.extend(kind.map(|kind| ("type".to_owned(), kind)));
        offered
    }

    /// The attributes of a bind that are only handed on.
    fn of_bind(&self, spot: &Spot<'a>, columns: &mut Columns) {
        for (name, value) in self.parts.binds.get(&spot.path).into_iter().flatten() {
            if !OF_BIND.contains(&name.as_str()) {
                columns.insert(format!("bind::{name}"), (*value).to_owned());
            }
        }
    }

    /// The attributes of a control that are only handed on.
    fn of_control(&self, control: Xml<'a>, columns: &mut Columns) {
        for (name, value) in attributes(control) {
            let heading = match name.as_str() {
                own if OF_CONTROL.contains(&own) => continue,
                "intent" | "autoplay" | "rows" => name,
                _ => format!("body::{name}"),
            };
            columns.insert(heading, value.to_owned());
        }
    }
}

/// Attributes of a control that a workbook has as parameters.
fn parameters_of(control: Xml<'_>) -> Vec<(String, String)> {
    let range = control.tag_name().name() == "range";
    let names = [
        ("start", "start", range),
        ("end", "end", range),
        ("step", "step", range),
        ("accuracyThreshold", "capture-accuracy", true),
        ("unacceptableAccuracyThreshold", "warning-accuracy", true),
        ("incremental", "incremental", true),
    ];
    let of = |(name, parameter, applies): (&str, &str, bool)| {
        let value = attribute(control, name).filter(|_| applies)?;
        let value = if name == "incremental" { "true" } else { value };
        Some((parameter.to_owned(), value.to_owned()))
    };
    names.into_iter().filter_map(of).collect()
}

/// A text as columns: `required_message::sw`.
fn by_language(heading: &str, text: Text, columns: &mut Columns) {
    for (language, said) in text.0 {
        let heading = match language.as_str() {
            "" => heading.to_owned(),
            language => format!("{heading}::{language}"),
        };
        columns.insert(heading, said);
    }
}
