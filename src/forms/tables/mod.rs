//! Tables as CSV: the taxonomy, communities and areas.
//!
//! UTF-8 with or without a byte order mark, any line ends, separated by commas, semicolons or tabs
//! (what the first line has most of), quoted as spreadsheet programs do. Headings may come in any
//! order and case; columns that are not known are left alone.

mod areas;
mod communities;
mod taxonomy;

use std::collections::HashMap;

use super::problem::{Fault, FormProblem, FormProblems, Log, Place};
use super::sheet::{Grid, Heading, Row, Table};

pub use areas::read_areas;
pub use communities::read_communities;
pub use taxonomy::read_taxonomy;

/// Of a table as it comes.
const BYTES: usize = 64 << 20;
/// Rows of a table.
const ROWS: usize = 1_000_000;
/// Columns of a table.
const COLUMNS: usize = 1_024;

/// A table whose required columns are there.
fn table(bytes: &[u8], required: &[&str], log: &mut Log) -> Option<Table> {
    let grid = match grid(bytes) {
        Ok(grid) => grid,
        Err(failure) => {
            log.problem(failure.place, failure.fault);
            return None;
        }
    };
    let table = Table::new(grid, heading, log);
    let missing: Vec<&&str> = required.iter().filter(|name| !table.has(name)).collect();
    for heading in &missing {
        let fault = Fault::TableColumnMissing { heading: (**heading).to_owned() };
        log.problem(table.place(Some(1), None), fault);
    }
    missing.is_empty().then_some(table)
}

fn grid(bytes: &[u8]) -> Result<Grid, Box<FormProblem>> {
    let failure = |row: u32, fault: Fault| {
        let place = Place { row: Some(row), ..Place::default() };
        Box::new(FormProblem { place, fault })
    };
    let too_large = |row, bound: &str, limit: usize| {
        failure(row, Fault::TooLarge { bound: bound.to_owned(), limit: limit as u64 })
    };
    if bytes.len() > BYTES {
        return Err(too_large(1, "bytes", BYTES));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(bytes))
        .from_reader(bytes);
    let mut grid = Grid::default();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, |position| position.line() as u32);
            failure(line, Fault::TableUnreadable { reason: error.to_string() })
        })?;
        let number = record.position().map_or(1, |position| position.line() as u32);
        if grid.rows.len() >= ROWS {
            return Err(too_large(number, "rows", ROWS));
        }
        if record.len() > COLUMNS {
            return Err(too_large(number, "columns", COLUMNS));
        }
        let cells: Vec<(u32, String)> = (0..)
            .zip(record.iter().map(str::trim))
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| (column, text.to_owned()))
            .collect();
        if !cells.is_empty() {
            grid.rows.push(Row { number, cells });
        }
    }
    Ok(grid)
}

/// What the first line has most of.
fn separator(bytes: &[u8]) -> u8 {
    let line = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    let count =
        |separator: u8| line.unwrap_or_default().iter().filter(|b| **b == separator).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// `name::sw` and `label_sw` are a column in a language, `code::pcode` one of a scheme.
fn heading(raw: &str) -> Heading {
    let lower = raw.trim().to_lowercase();
    let parted = lower.split_once("::").or_else(|| {
        lower.split_once('_').filter(|(name, _)| matches!(*name, "label" | "definition"))
    });
    let (name, of) = parted.unwrap_or((&lower, ""));
    Heading { name: name.trim().to_owned(), language: of.trim().to_owned(), translated: true }
}

/// A cell that must hold something.
fn required(table: &Table, row: &Row, name: &str, log: &mut Log) -> Option<String> {
    let text = table.string(row, name);
    if text.is_none() {
        let fault = Fault::CellEmpty { heading: name.to_owned() };
        log.problem(table.cell_place(row, name), fault);
    }
    text
}

/// A cell that must hold something and be an id: without blanks or control characters.
fn id(table: &Table, row: &Row, name: &str, log: &mut Log) -> Option<String> {
    let text = required(table, row, name, log)?;
    let fits = text.len() <= 128 && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if !fits {
        invalid(table, row, name, "id", log);
    }
    fits.then_some(text)
}

/// A cell that may be empty, read by `parse`.
fn parsed<T>(
    table: &Table,
    row: &Row,
    name: &str,
    expected: &str,
    parse: impl Fn(&str) -> Option<T>,
    log: &mut Log,
) -> Option<T> {
    let cell = table.get(row, name)?;
    let value = parse(cell.text);
    if value.is_none() {
        invalid(table, row, name, expected, log);
    }
    value
}

fn invalid(table: &Table, row: &Row, name: &str, expected: &str, log: &mut Log) {
    let given = table.string(row, name).unwrap_or_default();
    let (heading, expected) = (name.to_owned(), expected.to_owned());
    let fault = Fault::CellInvalid { heading, given, expected };
    log.problem(table.cell_place(row, name), fault);
}

/// Refuses an id that stands twice.
#[derive(Default)]
struct Once(HashMap<String, u32>);

impl Once {
    fn take(&mut self, table: &Table, row: &Row, column: &str, id: &str, log: &mut Log) -> bool {
        let first = *self.0.entry(id.to_owned()).or_insert(row.number);
        let new = first == row.number;
        if !new {
            let fault = Fault::IdTwice { id: id.to_owned(), first };
            log.problem(table.cell_place(row, column), fault);
        }
        new
    }
}

/// What was read, when nothing is wrong.
fn done<T>(value: T, log: Log) -> Result<T, FormProblems> {
    log.checked(value).map(|(value, _)| value)
}

#[cfg(test)]
mod tests;
