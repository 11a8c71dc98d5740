//! From what people write (XLSForm workbooks, CSV tables) to the domain's forms, codes and places.
//!
//! Readers take bytes and give data; they open no file and know no store. They tell everything that
//! is wrong at once, each with its sheet, row and column, as facts: the sentences are the catalogue's.
//! `docs/forms.md` says what they take.

mod choices;
mod formats;
mod heading;
mod loops;
pub mod media;
mod problem;
mod references;
mod settings;
mod sheet;
mod survey;
pub mod tables;
mod types;
pub mod xform;
mod xlsx;

pub use problem::{Fault, FormProblem, FormProblems, Place};

use std::borrow::Cow;

use crate::domain::form::Form;
use problem::Log;
use sheet::Table;

/// A form read from a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The form.
    pub form: Form,
    /// What its maker should look at; nothing of it stands in the way.
    pub warnings: Vec<FormProblem>,
    /// Whether it came as XML, which clients get as it is.
    pub is_xform: bool,
}

impl Import {
    /// What clients get: an XForm as it came, of a workbook the one that is written for it. `source` is
    /// what was read.
    pub fn xform<'a>(&self, source: &'a [u8]) -> Cow<'a, str> {
        match self.is_xform {
            true => String::from_utf8_lossy(source),
            false => Cow::Owned(xform::write(&self.form)),
        }
    }
}

/// Reads an XLSForm (`.xlsx`, `.xls`, `.ods` or CSV) or an XForm, told apart by their content. A workbook that names no form id gets `data`, as elsewhere.
///
/// # Errors
/// Everything that is wrong with it, in the order of the sheets.
pub fn read_workbook(bytes: &[u8]) -> Result<Import, FormProblems> {
    read_workbook_named(bytes, "data")
}

/// Reads an XLSForm or XForm that takes `name` as its form id where it states none; the stem of the
/// file's name, as a rule.
///
/// # Errors
/// Everything that is wrong with it, in the order of the sheets.
pub fn read_workbook_named(bytes: &[u8], name: &str) -> Result<Import, FormProblems> {
    let mut log = Log::default();
    if xform::read::is_xml(bytes) {
        let form = xform::read::read(bytes, name, &mut log);
        return log.finish(form, true);
    }
    let names = ["survey", "choices", "settings", "external_choices", "entities", "osm"];
    let [survey, choices, settings, others @ ..] = formats::read(bytes, names, &mut log)
        .map(|grid| grid.map(|grid| Table::new(grid, heading::parse, &mut log)));
    let Some(survey) = survey else {
        log.missing_sheet("survey");
        return Err(log.into_problems());
    };

    let choices = choices.as_ref();
    let mut lists = choices.map(|table| choices::read(table, &mut log)).unwrap_or_default();
    let languages = sheet::languages([Some(&survey), choices]);
    choices::add_others(&survey, &languages, &mut lists);
    let mut form = Form { choices: lists, ..Form::default() };
    form.body = survey::read(&survey, &form.choices, &mut log);
    for (name, table) in names[3..].iter().zip(others) {
        let rows = |table: Table| table.rows.iter().map(|row| table.rest(row, &[])).collect();
        form.sheets.extend(table.map(|table| ((*name).to_owned(), rows(table))));
    }
    form.languages = languages;
    settings::apply(settings.as_ref(), name, &mut form, &mut log);
    if log.is_clean() {
        survey::tell_unread(&survey, &form, &mut log);
    }
    log.finish(form, false)
}

#[cfg(test)]
mod tests;
