//! Comma-separated values, with or without a row of HXL tags.

use std::io::Write;

use super::field::{Cell, Field, fields};
use super::formula::neutral;
use super::schema::Table;
use super::value::{Value, check};
use super::{Encoder, Error, Options};

/// One table as CSV.
pub(super) struct Csv<'w> {
    table: Table,
    at: usize,
    fields: Vec<Field>,
    text: String,
    out: csv::Writer<Box<dyn Write + Send + 'w>>,
}

impl<'w> Csv<'w> {
    /// Writes the heading, and the tags under it when `hxl` says so.
    pub fn new(
        (at, table): (usize, &Table),
        options: &Options,
        hxl: bool,
        mut out: Box<dyn Write + Send + 'w>,
    ) -> Result<Self, Error> {
        if options.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let fields = fields(table, options);
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .buffer_capacity(64 << 10)
            .from_writer(out);
        out.write_record(fields.iter().map(|field| &field.name)).map_err(failed)?;
        if hxl {
            out.write_record(fields.iter().map(|field| field.tag(table))).map_err(failed)?;
        }
        Ok(Self { table: table.clone(), at, fields, text: String::new(), out })
    }
}

impl Encoder for Csv<'_> {
    fn row(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error> {
        check(&self.table, self.at, table, row)?;
        for field in &self.fields {
            match field.cell(row) {
                Cell::Text(text) => self.out.write_field(neutral(text).as_bytes()),
                cell => {
                    self.text.clear();
                    cell.write(&mut self.text)?;
                    self.out.write_field(&self.text)
                }
            }
            .map_err(failed)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(failed)
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }
}

/// The writer's failure as ours.
pub(super) fn failed(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::Io(error),
        other => Error::Format { format: "CSV", what: format!("{other:?}") },
    }
}
