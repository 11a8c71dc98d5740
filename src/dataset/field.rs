//! Tables as formats see them that know no points: one field per column, and two for a point.

use std::collections::HashMap;
use std::fmt::Write;

use rust_decimal::Decimal;

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
    /// What stands in it.
    pub shape: Shape,
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

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Code,
    Integer,
    Decimal,
    Double,
    Boolean,
    Date,
    Month,
}

/// A cell of a flat table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    Missing,
    Text(&'a str),
    Integer(i64),
    Decimal(Decimal),
    Double(f64),
    Boolean(bool),
    Date(jiff::civil::Date),
    Month { year: u16, month: u8 },
}

/// The fields of a table.
pub(super) fn fields(table: &Table, options: &Options) -> Vec<Field> {
    let mut fields = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let shape = shape(&column.kind);
        let field = |part, name| Field { column: at, part, shape, name, labels: HashMap::new() };
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

/// What the values of a field of this kind are; of a part of it for points.
fn shape(kind: &Kind) -> Shape {
    match kind {
        Kind::Text => Shape::Text,
        Kind::Code(_) => Shape::Code,
        Kind::Integer => Shape::Integer,
        Kind::Decimal => Shape::Decimal,
        Kind::Boolean => Shape::Boolean,
        Kind::Date => Shape::Date,
        Kind::Month => Shape::Month,
        Kind::Point => Shape::Double,
    }
}

/// The double that is nearest to a decimal number.
pub(super) fn double(number: Decimal) -> f64 {
    // By its digits: the conversion that the type has is off by a last digit now and then.
    number.to_string().parse().unwrap_or(f64::NAN)
}

impl Field {
    /// The tag of the Humanitarian Exchange Language; empty where its column has none.
    pub fn tag(&self, table: &Table) -> String {
        let tag = table.columns[self.column].hxl.as_deref();
        match self.part {
            Part::Whole => tag.unwrap_or_default().to_owned(),
            Part::Longitude => format!("{}+lon", tag.unwrap_or("#geo")),
            Part::Latitude => format!("{}+lat", tag.unwrap_or("#geo")),
        }
    }

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
