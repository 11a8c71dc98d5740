//! The choices sheet.

use std::collections::{BTreeMap, HashMap};

use super::problem::{Fault, Log};
use super::sheet::{Row, Table};
use crate::domain::form::Choice;

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

/// The list and the name of a choice.
fn identity(table: &Table, row: &Row, log: &mut Log) -> Option<(String, String)> {
    match (table.string(row, "list_name"), table.string(row, "name")) {
        (Some(list), Some(name)) => Some((list, name)),
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
