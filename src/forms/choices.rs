//! The choices sheet.

use std::collections::{BTreeMap, HashMap};

use super::problem::{Fault, Log};
use super::sheet::{Row, Table};
use super::types;
use crate::domain::form::Choice;
use crate::domain::text::Text;

/// Reads the lists. Duplicate choices are kept, since servers before this one took them.
pub(super) fn read(table: &Table, log: &mut Log) -> BTreeMap<String, Vec<Choice>> {
    let mut lists: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    for heading in ["list_name", "name"] {
        if !table.has(heading) && !table.rows.is_empty() {
            let fault = Fault::ColumnMissing { heading: heading.to_owned() };
            log.problem(table.place(None, None), fault);
            return lists;
        }
    }
    let mut first_rows: HashMap<(String, String), u32> = HashMap::new();
    for row in &table.rows {
        let Some((list, name)) = identity(table, row, log) else { continue };
        if name.contains(char::is_whitespace) {
            let fault = Fault::ChoiceBlank { list: list.clone(), name: name.clone() };
            log.warn(table.cell_place(row, "name"), fault);
        }
        let key = (list.clone(), name.clone());
        if let Some(&first) = first_rows.get(&key) {
            let fault = Fault::ChoiceTwice { list: list.clone(), name: name.clone(), first };
            log.warn(table.cell_place(row, "name"), fault);
        }
        first_rows.entry(key).or_insert(row.number);
        lists.entry(list).or_default().push(Choice {
            name,
            label: table.text(row, "label"),
            columns: table.rest(row, &["list_name", "name", "label"]),
        });
    }
    lists
}

/// The choice that `or_other` adds to a list.
const OTHER: &str = "other";

/// Adds the choice "other" to the lists that questions offer with `or_other`.
pub(super) fn add_others(
    survey: &Table,
    languages: &[String],
    lists: &mut BTreeMap<String, Vec<Choice>>,
) {
    let types = survey.rows.iter().filter_map(|row| survey.get(row, "type"));
    for list in types.filter_map(|kind| types::list_with_other(kind.text)) {
        let Some(choices) = lists.get_mut(&list) else { continue };
        if choices.iter().any(|choice| choice.name == OTHER) {
            continue;
        }
        let one = [String::new()];
        let languages = if languages.is_empty() { &one } else { languages };
        let label = languages.iter().map(|language| (language.clone(), "Other".to_owned()));
        let label = Text(label.collect());
        choices.push(Choice { name: OTHER.to_owned(), label, ..Choice::default() });
    }
}

/// The list and the name of a choice.
fn identity(table: &Table, row: &Row, log: &mut Log) -> Option<(String, String)> {
    match (table.string(row, "list_name"), table.string(row, "name")) {
        // Bent quotes come from word processors; a name is data, and other tools straighten it.
        (Some(list), Some(name)) => Some((list, name.replace(['‘', '’'], "'"))),
        (Some(list), None) => {
            log.problem(table.cell_place(row, "name"), Fault::ChoiceNameMissing { list });
            None
        }
        (None, Some(name)) => {
            log.warn(table.cell_place(row, "list_name"), Fault::ChoiceListMissing { name });
            None
        }
        // Notes to oneself between the lists.
        (None, None) => None,
    }
}
