//! Rows that are new, written many at a time: one statement for a batch costs half of one for each.
//!
//! Without `treat_none_as_default_value = false`, diesel would write them one by one in a transaction
//! of its own, inside of ours.

use diesel::prelude::*;

use super::failure;
use super::schema::{fact, feed, revision, submission};
use crate::store::Result;

/// Rows of one statement: within what SQLite takes as parameters, and no faster beyond.
const TOGETHER: usize = 250;
/// Rows that are few.
const FEW: usize = 4;

#[derive(Insertable)]
#[diesel(table_name = revision, treat_none_as_default_value = false)]
pub(super) struct NewRevision<'a> {
    pub key: i64,
    pub uuid: &'a [u8],
    pub version: i64,
    pub device_no: i64,
    pub form_no: Option<i64>,
    pub received_at: i64,
    pub withdraws: bool,
    pub body: Option<&'a [u8]>,
}

#[derive(Insertable)]
#[diesel(table_name = submission, treat_none_as_default_value = false)]
pub(super) struct NewSubmission {
    pub no: i64,
    pub uuid: Vec<u8>,
    pub community_no: Option<i64>,
    pub state: i32,
    pub change: i64,
}

#[derive(Insertable)]
#[diesel(table_name = fact, treat_none_as_default_value = false)]
pub(super) struct NewFact {
    pub community_no: i64,
    pub submission_no: i64,
    pub row: Vec<u8>,
}

#[derive(Insertable)]
#[diesel(table_name = feed, treat_none_as_default_value = false)]
pub(super) struct NewFeed {
    pub device_no: i64,
    pub change: i64,
    pub submission_no: i64,
}

/// What settling a batch adds.
#[derive(Default)]
pub(super) struct Rows {
    pub submissions: Vec<NewSubmission>,
    pub facts: Vec<NewFact>,
    pub feeds: Vec<NewFeed>,
}

/// Writes rows: a few one by one, with a statement that is kept; many together, with one that has to
/// be prepared.
macro_rules! insert {
    ($connection:expr, $table:expr, $rows:expr) => {
        if $rows.len() <= FEW {
            for row in $rows {
                diesel::insert_into($table).values(row).execute($connection).map_err(failure)?;
            }
        } else {
            for rows in $rows.chunks(TOGETHER) {
                diesel::insert_into($table).values(rows).execute($connection).map_err(failure)?;
            }
        }
    };
}

impl Rows {
    /// Writes them.
    pub fn write(&self, connection: &mut SqliteConnection) -> Result<()> {
        insert!(connection, submission::table, &self.submissions);
        insert!(connection, fact::table, &self.facts);
        insert!(connection, feed::table, &self.feeds);
        Ok(())
    }
}

/// Writes revisions.
pub(super) fn write_revisions(
    connection: &mut SqliteConnection,
    revisions: &[NewRevision<'_>],
) -> Result<()> {
    insert!(connection, revision::table, revisions);
    Ok(())
}
