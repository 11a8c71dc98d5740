//! The master key of the database.

use std::path::PathBuf;

use diesel::sql_types::Binary;
use diesel_async::AsyncPgConnection;

use super::sql::{rows, statement};
use crate::store::seal::{Seal, known_by};
use crate::store::{MasterKey, Result, StoreError};

/// What the bodies of the database are sealed with: nothing where no key is given. A key is made where
/// there is none yet, and only then.
pub(super) async fn of(connection: &AsyncPgConnection, file: Option<PathBuf>) -> Result<Seal> {
    let mut known = check(connection).await?;
    let Some(file) = file else {
        return match known {
            None => Ok(Seal::default()),
            Some(_) => {
                let words = "the store is sealed: give the file of its master key";
                Err(StoreError::Unavailable(words.into()))
            }
        };
    };
    if known.is_none() {
        let new = MasterKey::at(&file)?.check();
        statement("INSERT INTO seal (id, known_by) VALUES (1, $1) ON CONFLICT DO NOTHING")
            .bind::<Binary, _>(new)
            .run(connection)
            .await?;
        known = check(connection).await?;
    }
    known_by(known, &file)
}

/// The same where a key must not be made: what is copied has its own, or none.
pub(super) async fn there(connection: &AsyncPgConnection, file: Option<PathBuf>) -> Result<Seal> {
    match check(connection).await? {
        None => Ok(Seal::default()),
        Some(_) => of(connection, file).await,
    }
}

async fn check(connection: &AsyncPgConnection) -> Result<Option<Vec<u8>>> {
    let known: Vec<Vec<u8>> = rows::<Binary>("SELECT known_by FROM seal").load(connection).await?;
    Ok(known.into_iter().next())
}
