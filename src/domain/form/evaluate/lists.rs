//! The choices of a form as the documents that its filters look through.

use std::collections::{BTreeMap, HashMap};

use crate::domain::form::tree::references;
use crate::domain::form::{Choice, Form};
use crate::domain::text::Text;

/// One list: each choice as a row of columns.
pub(super) struct List {
    pub columns: Vec<String>,
    /// As many texts as there are columns.
    pub rows: Vec<Vec<String>>,
    /// Where choices of a name stand.
    by_name: HashMap<String, Vec<usize>>,
}

impl List {
    /// The rows of the choices with a name; one choice may stand there several times, for several
    /// filters.
    pub fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

/// All lists of a form.
pub(super) struct Lists {
    pub lists: Vec<List>,
    by_id: HashMap<String, usize>,
    /// The label of each choice in the form's own language.
    labels: Vec<BTreeMap<String, String>>,
}

impl Lists {
    pub fn of(form: &Form) -> Self {
        let mut all = Self { lists: Vec::new(), by_id: HashMap::new(), labels: Vec::new() };
        let external = external(form);
        let own = form.choices.iter();
        for (id, choices) in
            own.chain(external.iter().filter(|(id, _)| !form.choices.contains_key(*id)))
        {
            all.by_id.insert(id.clone(), all.lists.len());
            all.lists.push(list(choices));
            let label = |choice: &Choice| {
                let picked = choice.label.pick(&[&form.default_language]);
                (choice.name.clone(), picked.map_or("", |(_, text)| text).to_owned())
            };
            all.labels.push(choices.iter().rev().map(label).collect());
        }
        all
    }

    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    pub fn label(&self, list: usize, choice: &str) -> Option<&str> {
        self.labels.get(list)?.get(choice).map(String::as_str)
    }
}

/// The lists of `select_one_external`, which stand in a sheet of their own.
fn external(form: &Form) -> BTreeMap<String, Vec<Choice>> {
    let mut lists: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    for row in form.sheets.get("external_choices").into_iter().flatten() {
        let mut columns = row.clone();
        let list = ["list_name", "list name"].iter().find_map(|heading| columns.remove(*heading));
        let (Some(list), Some(name)) = (list, columns.remove("name")) else { continue };
        let label = Text::new("", &columns.remove("label").unwrap_or_default());
        lists.entry(list).or_default().push(Choice { name, label, columns });
    }
    lists
}

fn list(choices: &[Choice]) -> List {
    let mut columns = vec!["name".to_owned()];
    // In the XForm a list with several languages or with answers in its labels has no label beside the
    // name, but a reference to a text.
    let plain = choices.iter().all(|choice| {
        choice
            .label
            .0
            .iter()
            .all(|(language, text)| language.is_empty() && references(text).is_empty())
    });
    if plain {
        columns.push("label".to_owned());
    }
    for heading in choices.iter().flat_map(|choice| choice.columns.keys()) {
        if !columns.contains(heading) {
            columns.push(heading.clone());
        }
    }
    let cell = |choice: &Choice, column: &String| match column.as_str() {
        "name" => choice.name.clone(),
        "label" if plain => choice.label.0.get("").cloned().unwrap_or_default(),
        other => choice.columns.get(other).cloned().unwrap_or_default(),
    };
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, choice) in choices.iter().enumerate() {
        by_name.entry(choice.name.clone()).or_default().push(at);
    }
    let rows = choices.iter().map(|choice| columns.iter().map(|c| cell(choice, c)).collect());
    List { rows: rows.collect(), columns, by_name }
}
