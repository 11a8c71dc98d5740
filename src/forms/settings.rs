//! The settings sheet.

use super::heading;
use super::problem::{Fault, Log, Place};
use super::sheet::{Cell, Table};
use crate::domain::form::Form;

/// The settings that have a field of their own in a form.
const OWN: &[&str] =
    &["form_id", "form_title", "version", "default_language", "name", "sikia_title", "sikia"];

/// Puts the form's id, version, title and default language into it.
pub(super) fn apply(table: Option<&Table>, name: &str, form: &mut Form, log: &mut Log) {
    let said = table.and_then(|table| Some((table, table.rows.first()?)));
    let get = |setting| said.and_then(|(table, row)| table.get(row, setting));
    form.form.version = get("version").map(|cell| cell.text.to_owned()).unwrap_or_default();
    form.form.id = match get("form_id") {
        Some(cell) => cell.text.to_owned(),
        None => {
            let place = Place { sheet: "settings".to_owned(), ..Place::default() };
            log.warn(place, Fault::FormIdMissing { taken: name.to_owned() });
            name.to_owned()
        }
    };
    form.default_language = default_language(get("default_language"), &form.languages, log);
    form.settings = said.map(|(table, row)| table.rest(row, OWN)).unwrap_or_default();
    form.root = get("name").map(|cell| cell.text.to_owned()).unwrap_or_default();
    form.title = said.map(|(table, row)| table.text(row, "sikia_title")).unwrap_or_default();
    let plain = get("form_title").map_or(form.form.id.as_str(), |cell| cell.text);
    form.title.0.entry(form.default_language.clone()).or_insert_with(|| plain.to_owned());
}

fn default_language(said: Option<Cell<'_>>, languages: &[String], log: &mut Log) -> String {
    let first = languages.first().cloned().unwrap_or_default();
    let Some(cell) = said else { return first };
    let key = heading::language(cell.text);
    match languages.iter().find(|language| language.eq_ignore_ascii_case(&key)) {
        Some(language) => language.clone(),
        None => {
            if !languages.is_empty() {
                log.warn(cell.place, Fault::LanguageUnknown { given: cell.text.to_owned() });
            }
            first
        }
    }
}
