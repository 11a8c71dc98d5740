//! Published tables as feeds for programs: OData for Excel and Power BI, OGC API Features for QGIS. They
//! read the Parquet files that were written before, which say themselves what they hold, so a feed can
//! show nothing that an edition does not.

mod filter;
mod odata;
mod ogc;
mod read;
#[cfg(test)]
mod tests;

use std::io;

pub use odata::OData;
pub use ogc::Features;
pub use read::{Datum, Reader};

/// Rows that one answer holds at most; the next page follows.
pub const PAGE: u64 = 1_000;

/// Why a feed does not answer.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such table, or a row with this number.
    #[error("unknown: {0}")]
    Unknown(String),
    /// The query cannot be read: the option that is to blame.
    #[error("malformed: {0}")]
    Malformed(String),
    /// The standard has this, and the feed does not.
    #[error("not supported: {0}")]
    Unsupported(String),
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The value of an option in a query, decoded.
fn option<'q>(query: &'q [(String, String)], name: &str) -> Option<&'q str> {
    query.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
}

/// A number in a query.
fn number(query: &[(String, String)], name: &str) -> Result<Option<u64>, Refusal> {
    let Some(text) = option(query, name) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Refusal::Malformed(name.to_owned()))
}

/// A value in a query of an address.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'$' => {
                out.push(byte.into());
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
