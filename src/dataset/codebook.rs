//! What the columns and codes of a dataset mean, in all its languages, as rows of text.

use std::collections::BTreeSet;

use super::field::{Field, Part, fields};
use super::schema::{Dataset, Kind, Table};
use super::{Error, Options, value};
use crate::domain::text::Text;

/// Whether a table has columns of codes.
pub(super) fn has_codes(table: &Table) -> bool {
    table.columns.iter().any(|column| matches!(column.kind, Kind::Code(_)))
}

/// The label of a field for people, its name where there is none.
pub(super) fn label(table: &Table, field: &Field, options: &Options) -> String {
    let label = value::label(&table.columns[field.column].label, options);
    match (label, field.part) {
        (None, _) => field.name.clone(),
        (Some(label), Part::Whole) => label.to_owned(),
        (Some(label), Part::Longitude) => format!("{label} (longitude)"),
        (Some(label), Part::Latitude) => format!("{label} (latitude)"),
    }
}

/// One row per field under a heading: where it is, what it is, and its label and description in each
/// language.
pub(super) fn columns(dataset: &Dataset) -> Vec<Vec<String>> {
    let languages = languages(dataset);
    let mut rows = vec![
        ["table", "column", "kind", "key", "references", "hxl"]
            .map(str::to_owned)
            .into_iter()
            .chain(languages.iter().map(|language| heading("label", language)))
            .chain(languages.iter().map(|language| heading("description", language)))
            .collect(),
    ];
    for table in &dataset.tables {
        for field in fields(table, &Options::default()) {
            let column = &table.columns[field.column];
            let references = table.foreign_keys.iter().filter(|key| key.columns == [&*column.name]);
            let references =
                references.map(|key| format!("{}.{}", key.table, key.references.join("+")));
            let mut row = vec![
                table.name.clone(),
                field.name.clone(),
                word(&column.kind).to_owned(),
                if table.primary_key.contains(&column.name) { "key" } else { "" }.to_owned(),
                references.collect::<Vec<_>>().join(" "),
                field.tag(table),
            ];
            for text in [&column.label, &column.description] {
                row.extend(languages.iter().map(|language| in_language(text, language)));
            }
            rows.push(row);
        }
    }
    rows
}

/// One row per code of each list under a heading, with its label in each language.
pub(super) fn codes(dataset: &Dataset) -> Vec<Vec<String>> {
    let languages = languages(dataset);
    let mut rows = vec![
        ["table", "column", "code"]
            .map(str::to_owned)
            .into_iter()
            .chain(languages.iter().map(|language| heading("label", language)))
            .collect(),
    ];
    for table in &dataset.tables {
        for column in &table.columns {
            let Kind::Code(codes) = &column.kind else { continue };
            for code in codes {
                let mut row = vec![table.name.clone(), column.name.clone(), code.code.clone()];
                row.extend(languages.iter().map(|language| in_language(&code.label, language)));
                rows.push(row);
            }
        }
    }
    rows
}

/// What is to be said about the whole: a name and a text in each row.
pub(super) fn notes(dataset: &Dataset, options: &Options) -> Vec<Vec<String>> {
    let said = &dataset.metadata;
    let text = |text: &Text| value::label(text, options).unwrap_or_default().to_owned();
    let period = said.period.as_ref().map(|(from, to)| format!("{from}/{to}")).unwrap_or_default();
    let pairs = [
        ("title", text(&said.title)),
        ("description", text(&said.description)),
        ("edition", said.edition.to_string()),
        ("citation", said.citation.clone()),
        ("licence", said.licence.title.clone()),
        ("licence_address", said.licence.address.clone()),
        ("as_of", said.as_of.clone()),
        ("issued", said.issued.clone()),
        ("period", period),
        ("languages", said.languages.join(" ")),
        ("publisher", said.publisher.name.clone()),
        ("address", said.address.clone().unwrap_or_default()),
        ("methods", text(&said.methods)),
    ];
    let filled = pairs.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(name, text)| vec![name.to_owned(), text]).collect()
}

/// Rows as CSV, with formulas neutralised.
pub(super) fn csv(rows: &[Vec<String>]) -> Result<Vec<u8>, Error> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|text| super::formula::neutral(text).into_owned());
        out.write_record(cells).map_err(super::csv::failed)?;
    }
    out.into_inner().map_err(|error| Error::Io(error.into_error()))
}

/// The languages of the metadata, then those that only some labels have.
fn languages(dataset: &Dataset) -> Vec<String> {
    let mut languages = dataset.metadata.languages.clone();
    let mut others = BTreeSet::new();
    for column in dataset.tables.iter().flat_map(|table| &table.columns) {
        others.extend(column.label.0.keys().chain(column.description.0.keys()));
        if let Kind::Code(codes) = &column.kind {
            others.extend(codes.iter().flat_map(|code| code.label.0.keys()));
        }
    }
    others.retain(|language| !languages.contains(language));
    let others: Vec<_> = others.into_iter().cloned().collect();
    languages.extend(others);
    languages
}

fn heading(what: &str, language: &str) -> String {
    if language.is_empty() { what.to_owned() } else { format!("{what}:{language}") }
}

fn in_language(text: &Text, language: &str) -> String {
    text.0.get(language).cloned().unwrap_or_default()
}

/// The word for a kind.
pub(super) fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Code(_) => "code",
        Kind::Integer => "integer",
        Kind::Decimal => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Month => "month",
        Kind::Point => "point",
    }
}
