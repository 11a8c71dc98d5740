//! One JSON object per line: every field of the table in each, `null` where there is no value.

use std::io::{BufWriter, Write};

use super::field::{Cell, Field, fields};
use super::schema::Table;
use super::value::{Value, check};
use super::{Encoder, Error, Options};

/// One table as JSON Lines.
pub(super) struct JsonLines<'w> {
    table: Table,
    at: usize,
    /// Each field with what stands before its value in a line.
    fields: Vec<(Field, String)>,
    text: String,
    out: BufWriter<Box<dyn Write + Send + 'w>>,
}

impl<'w> JsonLines<'w> {
    /// An empty file.
    pub fn new(
        (at, table): (usize, &Table),
        options: &Options,
        out: Box<dyn Write + Send + 'w>,
    ) -> Self {
        let fields = fields(table, options).into_iter().enumerate().map(|(at, field)| {
            let before = format!("{}\"{}\":", if at == 0 { '{' } else { ',' }, field.name);
            (field, before)
        });
        Self {
            table: table.clone(),
            at,
            fields: fields.collect(),
            text: String::new(),
            out: BufWriter::with_capacity(64 << 10, out),
        }
    }
}

impl Encoder for JsonLines<'_> {
    fn row(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error> {
        check(&self.table, self.at, table, row)?;
        for (field, before) in &self.fields {
            self.out.write_all(before.as_bytes())?;
            write(field.cell(row), &mut self.text, &mut self.out)?;
        }
        Ok(self.out.write_all(b"}\n")?)
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }
}

/// Writes one value as JSON. Decimal numbers keep all their digits.
pub(super) fn write(cell: Cell<'_>, text: &mut String, out: &mut impl Write) -> Result<(), Error> {
    text.clear();
    match cell {
        Cell::Missing => text.push_str("null"),
        Cell::Text(value) => {
            return serde_json::to_writer(out, value).map_err(|error| Error::Io(error.into()));
        }
        Cell::Date(_) | Cell::Month { .. } => {
            text.push('"');
            cell.write(text)?;
            text.push('"');
        }
        Cell::Integer(_) | Cell::Decimal(_) | Cell::Double(_) | Cell::Boolean(_) => {
            cell.write(text)?;
        }
    }
    Ok(out.write_all(text.as_bytes())?)
}
