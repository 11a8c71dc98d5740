//! A sheet as a table: headings, rows, and cells that know where they stand.

use std::collections::{BTreeMap, HashMap};

use super::problem::{Fault, Log, Place};
use crate::domain::text::Text;

/// Empty rows within a table, as a rule.
pub(super) const GAP: u32 = 60;

/// The cells of a sheet that hold something, as any format gives them.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The sheet's name; empty for a CSV file.
    pub name: String,
    /// From the top down.
    pub rows: Vec<Row>,
}

/// One row. Cells are trimmed and never empty.
#[derive(Debug)]
pub(super) struct Row {
    /// From 1.
    pub number: u32,
    /// The columns, from 0, in order, with their text.
    pub cells: Vec<(u32, String)>,
}

impl Row {
    fn cell(&self, column: u32) -> Option<&str> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(self.cells[at].1.as_str())
    }
}

/// What a heading says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// Its column's name, with synonyms made one.
    pub name: String,
    /// The key of its language; empty where it states none.
    pub language: String,
    /// Whether it heads a text that may be there in several languages.
    pub translated: bool,
}

/// A cell with its place.
pub(super) struct Cell<'a> {
    /// What stands in it.
    pub text: &'a str,
    /// Where it is.
    pub place: Place,
}

/// A sheet whose first row with something in it is its headings.
pub(super) struct Table {
    name: String,
    columns: Vec<(u32, Heading)>,
    by_name: HashMap<String, Vec<usize>>,
    /// The rows below the headings.
    pub rows: Vec<Row>,
    /// The first row below a long gap.
    apart: Option<u32>,
}

impl Table {
    /// Takes the first row as headings.
    pub fn new(grid: Grid, parse: fn(&str) -> Heading, log: &mut Log) -> Self {
        let mut rows = grid.rows.into_iter();
        let mut table = Self {
            name: grid.name,
            columns: Vec::new(),
            by_name: HashMap::new(),
            rows: Vec::new(),
            apart: None,
        };
        let Some(headings) = rows.next() else { return table };
        for (column, text) in &headings.cells {
            let heading = parse(text);
            let known = table.by_name.entry(heading.name.clone()).or_default();
            if known.iter().any(|&at| table.columns[at].1 == heading) {
                let place = table.place(Some(headings.number), Some(*column));
                log.warn(place, Fault::HeadingTwice { heading: text.clone() });
                continue;
            }
            known.push(table.columns.len());
            table.columns.push((*column, heading));
        }
        table.rows = rows.collect();
        let above = std::iter::once(headings.number).chain(table.rows.iter().map(|row| row.number));
        let mut pairs = above.zip(&table.rows);
        let apart = pairs.find(|(above, row)| row.number.saturating_sub(*above) > GAP);
        table.apart = apart.map(|(_, row)| row.number);
        table
    }

    /// Whether a row stands below a long gap: somebody's notes, perhaps, that belong to no form.
    pub fn is_apart(&self, row: &Row) -> bool {
        self.apart.is_some_and(|first| row.number >= first)
    }

    /// Whether there is a column of this name.
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Where the sheet, or a row of it, or a cell is.
    pub fn place(&self, row: Option<u32>, column: Option<u32>) -> Place {
        Place { sheet: self.name.clone(), row, column: column.map(letters) }
    }

    /// Where a row is.
    pub fn row_place(&self, row: &Row) -> Place {
        self.place(Some(row.number), None)
    }

    /// Where a cell is, also when it is empty.
    pub fn cell_place(&self, row: &Row, name: &str) -> Place {
        let at = self.by_name.get(name).and_then(|all| all.first());
        self.place(Some(row.number), at.map(|&at| self.columns[at].0))
    }

    /// The cell of a row under a heading.
    pub fn get<'a>(&self, row: &'a Row, name: &str) -> Option<Cell<'a>> {
        let (column, text) = self.by_name.get(name)?.iter().find_map(|&at| {
            let column = self.columns[at].0;
            Some((column, row.cell(column)?))
        })?;
        Some(Cell { text, place: self.place(Some(row.number), Some(column)) })
    }

    /// The text of a row under a heading.
    pub fn string(&self, row: &Row, name: &str) -> Option<String> {
        self.get(row, name).map(|cell| cell.text.to_owned())
    }

    /// The expression of a row under a heading. Word processors bend the quotes of what is copied
    /// out of them, and no expression means anything by a bent one.
    pub fn expression(&self, row: &Row, name: &str) -> Option<String> {
        let text = self.get(row, name)?.text;
        Some(text.replace(['‘', '’'], "'").replace(['“', '”'], "\""))
    }

    /// The texts of a row under the headings of one name in all languages.
    pub fn text(&self, row: &Row, name: &str) -> Text {
        let mut text = Text::default();
        for &at in self.by_name.get(name).map(Vec::as_slice).unwrap_or_default() {
            let (column, heading) = &self.columns[at];
            if let Some(said) = row.cell(*column) {
                text.0.insert(heading.language.clone(), said.to_owned());
            }
        }
        text
    }

    /// The cells of a row with their headings, in order.
    pub fn cells<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Heading, Cell<'a>)> {
        self.columns.iter().filter_map(|(column, heading)| {
            let text = row.cell(*column)?;
            let place = self.place(Some(row.number), Some(*column));
            Some((heading, Cell { text, place }))
        })
    }

    /// The cells of a row under all headings but these; those in a language as `hint::sw`.
    pub fn rest(&self, row: &Row, taken: &[&str]) -> BTreeMap<String, String> {
        self.cells(row)
            .filter(|(heading, _)| !taken.contains(&heading.name.as_str()))
            .map(|(heading, cell)| {
                let language = &heading.language;
                let name = match language.is_empty() {
                    true => heading.name.clone(),
                    false => format!("{}::{language}", heading.name),
                };
                (name, cell.text.to_owned())
            })
            .collect()
    }
}

/// The languages that the headings of some tables state, in the order in which they come.
pub(super) fn languages<'a>(tables: impl IntoIterator<Item = Option<&'a Table>>) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for (_, heading) in tables.into_iter().flatten().flat_map(|table| &table.columns) {
        if heading.translated
            && !heading.language.is_empty()
            && !languages.contains(&heading.language)
        {
            languages.push(heading.language.clone());
        }
    }
    languages
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(b'A' + (rest % 26) as u8);
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.into_iter().rev().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        let all = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letters);
        assert_eq!(all, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
