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
    /// Columns, compressed, for programs that compute; one file per table.
    Parquet,
    /// One workbook with all tables, the codebook, the code lists and notes.
    Xlsx,
    /// Features for maps (RFC 7946), one file per table that has a place.
    GeoJson,
    /// One file with all tables for geographic information systems.
    GeoPackage,
    /// Stata 14 and later, with labels; one file per table.
    Stata,
    /// SPSS, with labels; one file per table.
    Spss,
    /// All of these in one Frictionless Data Package, with what they mean.
    Package,
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
    pub const ALL: [Self; 10] = [
        Self::Csv,
        Self::Hxl,
        Self::JsonLines,
        Self::Parquet,
        Self::Xlsx,
        Self::GeoJson,
        Self::GeoPackage,
        Self::Stata,
        Self::Spss,
        Self::Package,
    ];

    /// What its files are called after the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Hxl => "hxl.csv",
            Self::JsonLines => "jsonl",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
            Self::GeoPackage => "gpkg",
            Self::Stata => "dta",
            Self::Spss => "sav",
            Self::Package => "zip",
        }
    }

    /// What `Content-Type` says.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::Hxl => "text/csv; charset=utf-8; header=present",
            Self::JsonLines => "application/jsonl; charset=utf-8",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoJson => "application/geo+json",
            Self::GeoPackage => "application/geopackage+sqlite3",
            Self::Stata => "application/x-stata-dta",
            Self::Spss => "application/x-spss-sav",
            Self::Package => "application/zip",
        }
    }
}

impl Dataset {
    /// The files that formats make of it, in a fixed order. One file holds all tables where the format
    /// can; GeoJSON has files for tables with a place only.
    pub fn files(&self, formats: &[Format]) -> Vec<File> {
        let mut files = Vec::new();
        for &format in formats {
            let file = |name: &str, tables| {
                let name = format!("{name}.{}", format.extension());
                File { name, format, tables }
            };
            if matches!(format, Format::Xlsx | Format::GeoPackage | Format::Package) {
                let name = &self.metadata.name;
                let name = if name.is_empty() { "dataset" } else { name };
                files.push(file(name, (0..self.tables.len()).collect()));
                continue;
            }
            for (at, table) in self.tables.iter().enumerate() {
                if format != Format::GeoJson || table.place().is_some() {
                    files.push(file(&table.name, vec![at]));
                }
            }
        }
        files
    }
}
