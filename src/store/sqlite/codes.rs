//! The dictionary of facts on disk.

use diesel::prelude::*;

use super::failure;
use super::schema::code;
use crate::domain::needs::Codes;
use crate::store::{Result, StoreError};

/// Reads what `codes` does not have yet.
pub(super) fn read(connection: &mut SqliteConnection, mut codes: Codes) -> Result<Codes> {
    let rows: Vec<(i64, String)> = code::table
        .filter(code::no.ge(i64::from(codes.len())))
        .order(code::no)
        .load(connection)
        .map_err(failure)?;
    for (no, text) in rows {
        if i64::from(codes.number(&text)) != no {
            return Err(StoreError::Corrupt(format!("code {no} is not where it belongs")));
        }
    }
    Ok(codes)
}
