//! One value of a row.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::schema::{Kind, Table};
use super::{Error, Options};

/// One value of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Value<'a> {
    /// No value: not asked, not answered, or not to be shown.
    #[default]
    Missing,
    /// A text.
    Text(&'a str),
    /// A code of the column's list.
    Code(&'a str),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// A month.
    Month {
        /// The year, 0 to 9999.
        year: u16,
        /// The month, 1 to 12.
        month: u8,
    },
    /// A point in degrees; finite numbers.
    Point {
        /// East of Greenwich, -180 to 180.
        longitude: f64,
        /// North of the equator, -90 to 90.
        latitude: f64,
    },
}

impl Value<'_> {
    /// Whether it may stand in a column of this kind.
    pub fn fits(&self, kind: &Kind) -> bool {
        match (self, kind) {
            (Self::Month { year, month }, Kind::Month) => *year <= 9999 && (1..=12).contains(month),
            (Self::Point { longitude, latitude }, Kind::Point) => {
                longitude.abs() <= 180.0 && latitude.abs() <= 90.0
            }
            (Self::Date(date), Kind::Date) => date.year() >= 0,
            (Self::Missing, _)
            | (Self::Text(_), Kind::Text)
            | (Self::Code(_), Kind::Code(_))
            | (Self::Integer(_), Kind::Integer)
            | (Self::Decimal(_), Kind::Decimal)
            | (Self::Boolean(_), Kind::Boolean) => true,
            _ => false,
        }
    }
}

/// Whether a row of the table with the number `given` is one of this table, whose number is `at`.
pub(super) fn check(
    table: &Table,
    at: usize,
    given: usize,
    row: &[Value<'_>],
) -> Result<(), Error> {
    let unfit = |what| Err(Error::Unfit { table: table.name.clone(), what });
    if given != at {
        return unfit(format!("a row of table {given}, which is not in this file"));
    }
    if row.len() != table.columns.len() {
        return unfit(format!("{} values for {} columns", row.len(), table.columns.len()));
    }
    let fault = table.columns.iter().zip(row).find(|(column, value)| !value.fits(&column.kind));
    match fault {
        Some((column, value)) => unfit(format!("{value:?} in column {}", column.name)),
        None => Ok(()),
    }
}

/// The label of a text in the languages of the options.
pub(super) fn label<'a>(text: &'a crate::domain::text::Text, options: &Options) -> Option<&'a str> {
    text.pick(&options.languages).map(|(_, text)| text)
}
