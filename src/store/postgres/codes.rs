//! The dictionary of facts in the database.

use diesel::sql_types::{BigInt, Text};
use diesel_async::AsyncPgConnection;

use super::sql::rows;
use crate::domain::needs::Codes;
use crate::store::{Result, StoreError};

/// Reads what `codes` does not have yet.
pub(super) async fn read(connection: &AsyncPgConnection, codes: &mut Codes) -> Result<()> {
    let new: Vec<(i64, String)> =
        rows::<(BigInt, Text)>("SELECT no, text FROM code WHERE no >= $1 ORDER BY no")
            .bind::<BigInt, _>(i64::from(codes.len()))
            .load(connection)
            .await?;
    for (no, text) in new {
        if i64::from(codes.number(&text)) != no {
            return Err(StoreError::Corrupt(format!("code {no} is not where it belongs")));
        }
    }
    Ok(())
}
