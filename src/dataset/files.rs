//! Which files the formats make of a dataset.

use serde::{Deserialize, Serialize};

use super::schema::Dataset;

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Comma-separated values in UTF-8 (RFC 4180), one file per table.
    Csv,
    /// The same with a row of tags of the Humanitarian Exchange Language under the heading.
    Hxl,
    /// One JSON object per line, one file per table.
    JsonLines,
}

/// One file of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its format.
    pub format: Format,
    /// The numbers of the tables whose rows it takes.
    pub tables: Vec<usize>,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Hxl, Self::JsonLines];

    /// What its files are called after the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Hxl => "hxl.csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// What `Content-Type` says.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::Hxl => "text/csv; charset=utf-8; header=present",
            Self::JsonLines => "application/jsonl; charset=utf-8",
        }
    }
}

impl Dataset {
    /// The files that formats make of it, in a fixed order.
    pub fn files(&self, formats: &[Format]) -> Vec<File> {
        let mut files = Vec::new();
        for &format in formats {
            for (at, table) in self.tables.iter().enumerate() {
                let name = format!("{}.{}", table.name, format.extension());
                files.push(File { name, format, tables: vec![at] });
            }
        }
        files
    }
}
