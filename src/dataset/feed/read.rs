//! Rows out of a Parquet file that this module's writer made.

use std::io;

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use ::parquet::record::Field as Stored;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::super::field::{Field, Shape, fields};
use super::super::{Options, Table};

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// No value.
    Missing,
    /// A text, a code, its label, or a month (`YYYY-MM`).
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Double(f64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Day(Date),
}

/// A table in a Parquet file.
pub struct Reader {
    table: Table,
    fields: Vec<Field>,
    file: Box<dyn FileReader>,
}

impl Reader {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is no Parquet file, or says nothing of its table.
    pub fn open(file: impl ChunkReader + 'static) -> io::Result<Self> {
        let file = SerializedFileReader::new(file).map_err(failed)?;
        let said = file.metadata().file_metadata().key_value_metadata();
        let table = said.into_iter().flatten().find(|pair| pair.key == "sikia:table");
        let table = table.and_then(|pair| pair.value.as_deref()).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, "the file does not describe its table")
        })?;
        let table: Table = serde_json::from_str(table)?;
        let fields = fields(&table, &Options::default());
        Ok(Self { table, fields, file: Box::new(file) })
    }

    /// What it is a table of.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The fields of its rows.
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// How many rows it has.
    pub fn rows(&self) -> u64 {
        u64::try_from(self.file.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// Hands rows to `each` with their numbers, from the given one on, until it says `false` or there are
    /// no more. What lies before is skipped by whole row groups.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn read(&self, from: u64, mut each: impl FnMut(u64, &[Datum]) -> bool) -> io::Result<()> {
        let mut number = 0;
        for group in 0..self.file.num_row_groups() {
            let group = self.file.get_row_group(group).map_err(failed)?;
            let rows = u64::try_from(group.metadata().num_rows()).unwrap_or_default();
            if number + rows <= from {
                number += rows;
                continue;
            }
            for row in group.get_row_iter(None).map_err(failed)? {
                let row = row.map_err(failed)?;
                if number >= from {
                    let data: Vec<_> = row.get_column_iter().map(|(_, v)| Datum::of(v)).collect();
                    if !each(number, &data) {
                        return Ok(());
                    }
                }
                number += 1;
            }
        }
        Ok(())
    }
}

impl Datum {
    fn of(stored: &Stored) -> Self {
        match stored {
            Stored::Str(text) => Self::Text(text.clone()),
            Stored::Long(number) => Self::Integer(*number),
            Stored::Double(number) => Self::Double(*number),
            Stored::Bool(answer) => Self::Boolean(*answer),
            Stored::Date(days) => {
                let day = Date::constant(1970, 1, 1);
                let span = jiff::Span::new().try_days(*days);
                span.and_then(|span| day.checked_add(span)).map_or(Self::Missing, Self::Day)
            }
            _ => Self::Missing,
        }
    }

    /// As JSON.
    pub fn json(&self) -> Json {
        match self {
            Self::Missing => Json::Null,
            Self::Text(text) => json!(text),
            Self::Integer(number) => json!(number),
            Self::Double(number) => json!(number),
            Self::Boolean(answer) => json!(answer),
            Self::Day(day) => json!(day.to_string()),
        }
    }
}

/// The type of a field in the Entity Data Model.
pub(super) fn edm(shape: Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Code | Shape::Month => "Edm.String",
        Shape::Integer => "Edm.Int64",
        Shape::Decimal | Shape::Double => "Edm.Double",
        Shape::Boolean => "Edm.Boolean",
        Shape::Date => "Edm.Date",
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}
