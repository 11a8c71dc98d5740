//! The master key of the file.

use std::path::Path;

use diesel::prelude::*;

use super::failure;
use super::schema::seal;
use crate::store::seal::{Seal, known_by};
use crate::store::{MasterKey, Result};

/// What the bodies of the file are sealed with. A key is made where there is none yet, and only then.
pub(super) fn of(connection: &mut SqliteConnection, master_key: &Path) -> Result<Seal> {
    let mut check = check(connection)?;
    if check.is_none() {
        let key = MasterKey::at(master_key)?;
        diesel::insert_into(seal::table)
            .values((seal::id.eq(1), seal::known_by.eq(key.check())))
            .on_conflict_do_nothing()
            .execute(connection)
            .map_err(failure)?;
        check = self::check(connection)?;
    }
    known_by(check, master_key)
}

/// The same where a key must not be made: what is copied has its own, or none.
pub(super) fn there(connection: &mut SqliteConnection, master_key: &Path) -> Result<Seal> {
    match check(connection)? {
        None => Ok(Seal::default()),
        Some(_) => of(connection, master_key),
    }
}

fn check(connection: &mut SqliteConnection) -> Result<Option<Vec<u8>>> {
    seal::table.select(seal::known_by).first(connection).optional().map_err(failure)
}
