//! A workbook: each table once with labels and once with codes, the codebook, the code lists and notes. Rows
//! go to temporary files at once, so that a workbook of a million rows needs no more memory than one of ten.

use std::collections::BTreeSet;
use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::codebook;
use super::field::{Cell, Field, double, fields};
use super::schema::{Dataset, Table};
use super::value::{self, Value, check};
use super::{Answers, Encoder, Error, Options};

/// Rows that a sheet has room for.
const ROWS: u32 = 1_048_576;

/// UTF-16 units that a cell has room for.
const UNITS: usize = 32_767;

/// Whole numbers up to which a double tells all apart.
const EXACT: u64 = 1 << 53;

/// A dataset as a workbook.
pub(super) struct Xlsx<'w> {
    dataset: Dataset,
    options: Options,
    workbook: Workbook,
    names: BTreeSet<String>,
    /// For each table, its sheets: with labels, and with codes where it has any.
    sheets: Vec<Vec<Sheet>>,
    day: Format,
    cut: u64,
    out: Box<dyn Write + Send + 'w>,
}

/// A table on a sheet.
struct Sheet {
    index: usize,
    title: String,
    fields: Vec<Field>,
    heading: Vec<String>,
    next: u32,
}

impl<'w> Xlsx<'w> {
    /// A workbook with the headings of all tables.
    pub fn new(
        dataset: &Dataset,
        options: &Options,
        out: Box<dyn Write + Send + 'w>,
    ) -> Result<Self, Error> {
        let mut workbook = Workbook::new();
        if let Some(directory) = &options.scratch {
            workbook.set_tempdir(directory).map_err(failed)?;
        }
        let mut all = Self {
            dataset: dataset.clone(),
            options: options.clone(),
            workbook,
            // The last one is Excel's own.
            names: ["codebook", "codes", "notes", "history"].map(str::to_owned).into(),
            sheets: dataset.tables.iter().map(|_| Vec::new()).collect(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            cut: 0,
            out,
        };
        for answers in [Answers::Labels, Answers::Codes] {
            for (at, table) in dataset.tables.iter().enumerate() {
                if answers == Answers::Labels || codebook::has_codes(table) {
                    all.open(at, table, answers)?;
                }
            }
        }
        Ok(all)
    }

    /// A sheet for a table. Labels stand under labels, for people; codes under names, for programs.
    fn open(&mut self, at: usize, table: &Table, answers: Answers) -> Result<(), Error> {
        let fields = fields(table, &Options { answers, ..self.options.clone() });
        let heading = fields.iter().map(|field| match answers {
            Answers::Codes => field.name.clone(),
            Answers::Labels => codebook::label(table, field, &self.options),
        });
        let heading = heading.collect();
        let title = match answers {
            Answers::Labels => table.name.clone(),
            Answers::Codes => format!("{} codes", table.name),
        };
        let mut sheet = Sheet { index: 0, title, fields, heading, next: 0 };
        self.begin(&mut sheet)?;
        self.sheets[at].push(sheet);
        Ok(())
    }

    /// Gives a sheet its first or next page.
    fn begin(&mut self, sheet: &mut Sheet) -> Result<(), Error> {
        let name = free_name(&sheet.title, &mut self.names);
        sheet.index = self.workbook.worksheets().len();
        let page = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        page.set_name(name).map_err(failed)?;
        page.set_freeze_panes(1, 0).map_err(failed)?;
        for (at, text) in sheet.heading.iter().enumerate() {
            page.write_string(0, column(at)?, text).map_err(failed)?;
        }
        sheet.next = 1;
        Ok(())
    }

    /// The codebook, the code lists and the notes, on sheets at the end.
    fn close(&mut self) -> Result<(), Error> {
        let mut notes = codebook::notes(&self.dataset, &self.options);
        if self.cut > 0 {
            notes.push(vec!["texts_cut".to_owned(), self.cut.to_string()]);
        }
        let pages = [
            ("codebook", codebook::columns(&self.dataset)),
            ("codes", codebook::codes(&self.dataset)),
            ("notes", notes),
        ];
        for (name, rows) in pages {
            let page = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
            page.set_name(name).map_err(failed)?;
            for (row, cells) in (0..ROWS).zip(rows) {
                for (at, text) in cells.iter().enumerate() {
                    page.write_string(row, column(at)?, head(text)).map_err(failed)?;
                }
            }
        }
        Ok(())
    }
}

impl Encoder for Xlsx<'_> {
    fn row(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error> {
        let described = self.dataset.tables.get(table).ok_or_else(|| Error::Unfit {
            table: table.to_string(),
            what: "no such table".to_owned(),
        })?;
        check(described, table, table, row)?;
        let mut sheets = std::mem::take(&mut self.sheets[table]);
        for sheet in &mut sheets {
            if sheet.next == ROWS {
                self.begin(sheet)?;
            }
            let page = self.workbook.worksheet_from_index(sheet.index).map_err(failed)?;
            for (at, field) in sheet.fields.iter().enumerate() {
                put(page, sheet.next, column(at)?, field.cell(row), &self.day, &mut self.cut)?;
            }
            sheet.next += 1;
        }
        self.sheets[table] = sheets;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.close()?;
        let said = &self.dataset.metadata;
        let text = |text| value::label(text, &self.options).unwrap_or_default().to_owned();
        let made = ExcelDateTime::parse_from_str(&said.issued)
            .or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))
            .map_err(failed)?;
        let properties = DocProperties::new()
            .set_title(text(&said.title))
            .set_author(&said.publisher.name)
            .set_comment(&said.citation)
            .set_creation_datetime(&made);
        self.workbook.set_properties(&properties);
        self.workbook.save_to_writer(&mut self.out).map_err(failed)?;
        Ok(self.out.flush()?)
    }
}

/// Writes one cell. Excel sees no formula in what is written as a text, so nothing is changed in it.
fn put(
    page: &mut Worksheet,
    row: u32,
    at: u16,
    cell: Cell<'_>,
    day: &Format,
    cut: &mut u64,
) -> Result<(), Error> {
    let mut text = String::new();
    match cell {
        Cell::Missing => return Ok(()),
        Cell::Text(whole) => {
            let shown = head(whole);
            *cut += u64::from(shown.len() < whole.len());
            page.write_string(row, at, shown)
        }
        Cell::Integer(number) if number.unsigned_abs() <= EXACT => {
            page.write_number(row, at, number as f64)
        }
        Cell::Decimal(number) => page.write_number(row, at, double(number)),
        Cell::Double(number) => page.write_number(row, at, number),
        Cell::Boolean(answer) => page.write_boolean(row, at, answer),
        Cell::Date(date) if date.year() >= 1900 => {
            let day_of = ExcelDateTime::from_ymd(
                date.year().unsigned_abs(),
                date.month().unsigned_abs(),
                date.day().unsigned_abs(),
            );
            page.write_datetime_with_format(row, at, &day_of.map_err(failed)?, day)
        }
        cell => {
            cell.write(&mut text)?;
            page.write_string(row, at, &text)
        }
    }
    .map(|_| ())
    .map_err(failed)
}

/// The part of a text that a cell has room for.
fn head(text: &str) -> &str {
    if text.len() <= UNITS {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > UNITS
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// A name for a sheet that is not taken: at most 31 characters, whatever their case.
fn free_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let cut = |room: usize| wanted.chars().take(room).collect::<String>();
    let mut name = cut(31);
    let mut number = 1;
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        let end = format!(" {number}");
        name = cut(31 - end.len()) + &end;
    }
    name
}

fn column(at: usize) -> Result<u16, Error> {
    u16::try_from(at).map_err(|_| Error::TooLarge { format: "XLSX", what: "columns".to_owned() })
}

fn failed(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(error) => Error::Io(error),
        error => Error::Format { format: "XLSX", what: error.to_string() },
    }
}
