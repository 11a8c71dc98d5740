//! What a dataset consists of: tables, columns, code lists, and what is to be said about the whole.

use serde::{Deserialize, Serialize};

use crate::domain::text::Text;

/// Tables that belong together, and what is to be said about them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dataset {
    /// What it is, whose it is, and what one may do with it.
    pub metadata: Metadata,
    /// Its tables; the ones that others refer to first.
    pub tables: Vec<Table>,
}

/// What is to be said about a dataset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its name in addresses and file names: lower-case letters, digits, `-` and `_`.
    pub name: String,
    /// Its title.
    pub title: Text,
    /// What it is about, in a paragraph.
    pub description: Text,
    /// The number of this edition, from 1.
    pub edition: u32,
    /// How to cite it.
    pub citation: String,
    /// What one may do with it.
    pub licence: Licence,
    /// The day whose state of the data it holds, `YYYY-MM-DD`.
    pub as_of: String,
    /// The day on which the edition was made, `YYYY-MM-DD`.
    pub issued: String,
    /// The first and the last month or day that records in it are of, where that is known.
    pub period: Option<(String, String)>,
    /// How the data came about and what they can carry: design, sampling, weighting. Markdown.
    pub methods: Text,
    /// The questionnaire as it was asked.
    pub questionnaire: Vec<Attachment>,
    /// What was done so that nobody is exposed: the report of disclosure control, as data.
    pub disclosure: serde_json::Value,
    /// The languages that its labels have, the most important first.
    pub languages: Vec<String>,
    /// Who publishes it.
    pub publisher: Publisher,
    /// The address of its page, where it has one.
    pub address: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The countries that it is about, as ISO 3166-1 alpha-3 codes.
    pub countries: Vec<String>,
}

/// What one may do with a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Its SPDX identifier, such as `CC-BY-4.0`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Where its text is.
    pub address: String,
}

impl Default for Licence {
    /// Creative Commons Attribution.
    fn default() -> Self {
        Self {
            id: "CC-BY-4.0".to_owned(),
            title: "Creative Commons Attribution 4.0 International".to_owned(),
            address: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
        }
    }
}

/// Who publishes a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// Its address on the web.
    pub address: Option<String>,
    /// Where to ask.
    pub email: Option<String>,
}

/// A file that comes along with a dataset as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its file name, without directories.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// One table. What repeats within a row of one is a table of its own that refers to it by key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its name in files: lower-case letters, digits, `-` and `_`, at most 60 characters; unique in the
    /// dataset.
    pub name: String,
    /// Its title.
    pub title: Text,
    /// What a row of it is.
    pub description: Text,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The names of the columns that tell its rows apart.
    pub primary_key: Vec<String>,
    /// What it refers to.
    pub foreign_keys: Vec<ForeignKey>,
}

/// Columns of a table that name a row of another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignKey {
    /// The names of the columns here.
    pub columns: Vec<String>,
    /// The name of the other table.
    pub table: String,
    /// The names of the columns there.
    pub references: Vec<String>,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its name: what programs say. Lower-case ASCII letters, digits and `_`, not starting with a digit;
    /// unique in the table.
    pub name: String,
    /// Its label in all languages: for answers, the question.
    pub label: Text,
    /// What its values are.
    pub kind: Kind,
    /// What has to be known about it.
    #[serde(default)]
    pub description: Text,
    /// Its tag of the Humanitarian Exchange Language with attributes, such as `#adm1+code`. The parts of
    /// a point get `+lon` and `+lat` themselves.
    #[serde(default)]
    pub hxl: Option<String>,
}

/// What the values of a column are. Any value may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Any text.
    #[default]
    Text,
    /// One code of a list. A code that is not in the list is written as it is. A question with several
    /// answers is one boolean column per choice, or a table of its own.
    Code(Vec<Code>),
    /// A whole number of 64 bits.
    Integer,
    /// A decimal number. Exact where the format has text (CSV, JSON Lines); else a double.
    Decimal,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
    /// A month of a year, which no format takes for a day: `YYYY-MM`.
    Month,
    /// A point on the Earth in degrees (WGS 84). Two fields where the format knows no points:
    /// `<name>_longitude` and `<name>_latitude`. The first one of a table is its place on maps.
    Point,
}

/// One code of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// What is stored.
    pub code: String,
    /// What it means, in all languages.
    pub label: Text,
}

impl Table {
    /// A table without columns.
    pub fn new(name: &str, title: Text) -> Self {
        Self { name: name.to_owned(), title, ..Self::default() }
    }

    /// The same with one more column.
    pub fn column(mut self, column: Column) -> Self {
        self.columns.push(column);
        self
    }

    /// The same with these columns as its key.
    pub fn primary_key(mut self, columns: &[&str]) -> Self {
        self.primary_key = owned(columns);
        self
    }

    /// The same with a reference to another table.
    pub fn foreign_key(mut self, columns: &[&str], table: &str, references: &[&str]) -> Self {
        let (columns, references) = (owned(columns), owned(references));
        self.foreign_keys.push(ForeignKey { columns, table: table.to_owned(), references });
        self
    }

    /// The number of the first column of points.
    pub fn place(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.kind == Kind::Point)
    }
}

impl Column {
    /// A column without description and tag.
    pub fn new(name: &str, label: Text, kind: Kind) -> Self {
        Self { name: name.to_owned(), label, kind, ..Self::default() }
    }

    /// The same with a tag of the Humanitarian Exchange Language.
    pub fn hxl(mut self, tag: &str) -> Self {
        self.hxl = Some(tag.to_owned());
        self
    }

    /// The same with a description.
    pub fn description(mut self, description: Text) -> Self {
        self.description = description;
        self
    }
}

impl Code {
    /// A code with its label.
    pub fn new(code: &str, label: Text) -> Self {
        Self { code: code.to_owned(), label }
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
