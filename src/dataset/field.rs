//! Tables as formats see them that know no points: one field per column, and two for a point.

use std::collections::HashMap;
use std::fmt::Write;

use super::schema::{Kind, Table};
use super::value::{self, Value};
use super::{Answers, Error, Options};

/// One field of a flat table.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Its column's number.
    pub column: usize,
    /// Which part of the column it is.
    pub part: Part,
    /// Its name.
    pub name: String,
    /// What stands in it for each code, where that is not the code.
    labels: HashMap<String, String>,
}

/// Which part of a column a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Longitude,
    Latitude,
}

/// A cell of a flat table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    Missing,
    Text(&'a str),
    Integer(i64),
    Decimal(rust_decimal::Decimal),
    Double(f64),
    Boolean(bool),
    Date(jiff::civil::Date),
    Month { year: u16, month: u8 },
}

/// The fields of a table.
pub(super) fn fields(table: &Table, options: &Options) -> Vec<Field> {
    let mut fields = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let field = |part, name| Field { column: at, part, name, labels: HashMap::new() };
        match &column.kind {
            Kind::Point => {
                fields.push(field(Part::Longitude, format!("{}_longitude", column.name)));
                fields.push(field(Part::Latitude, format!("{}_latitude", column.name)));
            }
            Kind::Code(codes) if options.answers == Answers::Labels => {
                let labels = codes.iter().filter_map(|code| {
                    Some((code.code.clone(), value::label(&code.label, options)?.to_owned()))
                });
                let labels = labels.collect();
                fields.push(Field { labels, ..field(Part::Whole, column.name.clone()) });
            }
            _ => fields.push(field(Part::Whole, column.name.clone())),
        }
    }
    fields
}

impl Field {
    /// What stands in this field of a row that fits its table.
    pub fn cell<'a>(&'a self, row: &[Value<'a>]) -> Cell<'a> {
        match row[self.column] {
            Value::Missing => Cell::Missing,
            Value::Text(text) => Cell::Text(text),
            Value::Code(code) => Cell::Text(self.labels.get(code).map_or(code, String::as_str)),
            Value::Integer(number) => Cell::Integer(number),
            Value::Decimal(number) => Cell::Decimal(number),
            Value::Boolean(answer) => Cell::Boolean(answer),
            Value::Date(date) => Cell::Date(date),
            Value::Month { year, month } => Cell::Month { year, month },
            Value::Point { longitude, latitude } => Cell::Double(match self.part {
                Part::Latitude => latitude,
                Part::Longitude | Part::Whole => longitude,
            }),
        }
    }
}

impl Cell<'_> {
    /// Appends it as plain text: ISO days and months, `true` and `false`, nothing for what is missing.
    pub fn write(&self, out: &mut String) -> Result<(), Error> {
        let written = match self {
            Self::Missing => Ok(()),
            Self::Text(text) => out.write_str(text),
            Self::Integer(number) => write!(out, "{number}"),
            Self::Decimal(number) => write!(out, "{number}"),
            Self::Double(number) => write!(out, "{number}"),
            Self::Boolean(answer) => write!(out, "{answer}"),
            Self::Date(date) => write!(out, "{date}"),
            Self::Month { year, month } => write!(out, "{year:04}-{month:02}"),
        };
        written.map_err(|error| Error::Io(std::io::Error::other(error)))
    }
}
