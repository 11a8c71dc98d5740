//! Datasets as files: tables with their keys, languages and code lists go in, and the formats that NGOs,
//! statisticians and map makers work with come out.
//!
//! A caller describes a [`Dataset`] once, asks [`Dataset::files`] which files the formats that it wants
//! make of it, opens an [`encoder`] for each and pushes rows, one at a time. Encoders keep no rows: memory
//! does not grow with the data. The same description, options and rows give the same bytes: nothing here
//! reads a clock, makes a random number or depends on the machine.
//!
//! What may be shown to whom is decided before: an encoder writes what it is given. Points must have the
//! coarseness, dates the fineness and texts the permission that the audience's rules ask for.
//!
//! ```
//! use sikia::dataset::*;
//! use sikia::domain::text::Text;
//!
//! let respondents = Table::new("respondents", Text::new("en", "Respondents"))
//!     .column(Column::new("id", Text::new("en", "Respondent"), Kind::Integer))
//!     .column(Column::new("role", Text::new("en", "Role").with("sw", "Kazi"), Kind::Code(vec![
//!         Code::new("digger", Text::new("en", "Digger").with("sw", "Mchimbaji")),
//!     ])))
//!     .primary_key(&["id"]);
//! let dataset = Dataset { tables: vec![respondents], ..Dataset::default() };
//! let options = Options { answers: Answers::Labels, languages: vec!["sw".into()], ..Options::default() };
//!
//! let mut csv = Vec::new();
//! let file = &dataset.files(&[Format::Csv])[0];
//! assert_eq!(file.name, "respondents.csv");
//! let mut encoder = encoder(&dataset, file, &options, Box::new(&mut csv))?;
//! encoder.row(0, &[Value::Integer(1), Value::Code("digger")])?;
//! encoder.finish()?;
//! assert_eq!(String::from_utf8_lossy(&csv), "id,role\r\n1,Mchimbaji\r\n");
//! # Ok::<(), sikia::dataset::Error>(())
//! ```

mod catalogue;
mod codebook;
mod csv;
mod documents;
pub mod eiti;
pub mod feed;
mod field;
mod files;
mod formula;
mod geojson;
mod geopackage;
mod json_lines;
mod package;
mod parquet;
pub mod records;
mod schema;
mod spool;
mod spss;
mod stata;
mod value;
mod xlsx;

use std::io::{self, Write};
use std::path::PathBuf;

pub use catalogue::Distribution;
pub use documents::documents;
pub use files::{File, Format};
pub use formula::{neutral, original};
pub use package::{Part, package};
pub use schema::{
    Attachment, Code, Column, Dataset, ForeignKey, Kind, Licence, Metadata, Publisher, Table,
};
pub use value::Value;

/// How tables are written.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether answers are written as codes or as their labels.
    pub answers: Answers,
    /// The languages of labels and texts: the first one that a text has.
    pub languages: Vec<String>,
    /// Whether CSV starts with a byte order mark, which Excel needs to see UTF-8.
    pub bom: bool,
    /// Where formats that cannot be written from front to back keep what they wait with; the system's
    /// place for temporary files when not given. Nothing is left there.
    pub scratch: Option<PathBuf>,
}

/// What stands in a cell for an answer out of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answers {
    /// The code, the same in all languages.
    #[default]
    Codes,
    /// The label in the first of [`Options::languages`] that it has; the code where there is none.
    Labels,
}

/// Something that takes the rows of tables and writes one file.
pub trait Encoder {
    /// Takes one row of a table: its number in [`Dataset::tables`], and a value for each of its columns.
    /// A file of several tables takes their rows in any order; within a table they stay in order.
    ///
    /// # Errors
    /// [`Error::Unfit`] when the row is not one of this table, or the table is not in this file;
    /// [`Error::TooLarge`] when the format cannot hold it; [`Error::Io`] when it cannot be written.
    fn row(&mut self, table: usize, row: &[Value<'_>]) -> Result<(), Error>;

    /// Writes what is still to be written. A file without it is broken.
    ///
    /// # Errors
    /// As for rows.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What it is written to failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The caller's rows and its description of the table differ.
    #[error("table {table}: {what}")]
    Unfit {
        /// The table's name or number.
        table: String,
        /// What does not fit.
        what: String,
    },
    /// The format has no room for this.
    #[error("{format}: {what}")]
    TooLarge {
        /// The format's name.
        format: &'static str,
        /// What is too large.
        what: String,
    },
    /// The format's writer failed in another way.
    #[error("{format}: {what}")]
    Format {
        /// The format's name.
        format: &'static str,
        /// What it says.
        what: String,
    },
}

/// An encoder for one of a dataset's files.
///
/// # Errors
/// When the head of the file cannot be written, or the file is not one of the dataset's.
pub fn encoder<'w>(
    dataset: &Dataset,
    file: &File,
    options: &Options,
    out: Box<dyn Write + Send + 'w>,
) -> Result<Box<dyn Encoder + Send + 'w>, Error> {
    let one = || {
        let at = file.tables.first().copied();
        at.and_then(|at| Some((at, dataset.tables.get(at)?))).ok_or_else(|| Error::Unfit {
            table: file.name.clone(),
            what: "no such table".to_owned(),
        })
    };
    Ok(match file.format {
        Format::Csv => Box::new(csv::Csv::new(one()?, options, false, out)?),
        Format::Hxl => Box::new(csv::Csv::new(one()?, options, true, out)?),
        Format::JsonLines => Box::new(json_lines::JsonLines::new(one()?, options, out)),
        Format::Parquet => Box::new(parquet::Parquet::new(dataset, one()?, options, out)?),
        Format::GeoJson => Box::new(geojson::GeoJson::new(one()?, options, out)?),
        Format::Xlsx => Box::new(xlsx::Xlsx::new(dataset, options, out)?),
        Format::Stata => Box::new(stata::Stata::new(one()?, options, out)?),
        Format::Spss => Box::new(spss::Spss::new(one()?, options, out)?),
        Format::Package => Box::new(package::Package::new(dataset, options, out)?),
        Format::GeoPackage => Box::new(geopackage::GeoPackage::new(dataset, options, out)?),
    })
}

#[cfg(test)]
mod tests;
