//! Counting: facts of communities, and totals.

use std::sync::{Arc, PoisonError, RwLock};

use diesel::prelude::*;

use super::schema::{community_total, fact};
use super::{Reading, codes, failure};
use crate::domain::ids::CommunityId;
use crate::domain::needs::{Codes, Filter, PackedFact, Tally};
use crate::store::{Result, StoreError, Tallied, Total};

/// Counts the facts of some communities.
pub(super) fn tally(
    reading: &mut Reading<'_>,
    shared: &RwLock<Arc<Codes>>,
    communities: &[CommunityId],
    filter: &Filter,
) -> Result<Tallied> {
    let codes = all_codes(reading.connection, shared)?;
    let filter = filter.pack(&codes);
    let mut tally = Tally::default();
    for id in communities {
        let Some(no) = reading.known.community_nos.get(id) else { continue };
        let rows = fact::table
            .filter(fact::community_no.eq(no))
            .select(fact::row)
            .load_iter::<Vec<u8>, diesel::connection::DefaultLoadingMode>(reading.connection)
            .map_err(failure)?;
        for row in rows {
            let fact = read(&row.map_err(failure)?)?;
            if filter.matches(&fact) {
                tally.add(&fact);
            }
        }
    }
    Ok(Tallied { tally, codes })
}

/// A fact from its row.
pub(super) fn read(mut row: &[u8]) -> Result<PackedFact> {
    PackedFact::read(&mut row).ok_or_else(|| StoreError::Corrupt("a fact is not whole".into()))
}

/// The dictionary with everything that facts may name by now.
fn all_codes(connection: &mut SqliteConnection, shared: &RwLock<Arc<Codes>>) -> Result<Arc<Codes>> {
    let before = shared.read().unwrap_or_else(PoisonError::into_inner).clone();
    let now = codes::read(connection, Codes::clone(&before))?;
    if now.len() == before.len() {
        return Ok(before);
    }
    let now = Arc::new(now);
    let mut shared = shared.write().unwrap_or_else(PoisonError::into_inner);
    if shared.len() < now.len() {
        *shared = now.clone();
    }
    Ok(now)
}

/// The totals of every community that has any.
pub(super) fn totals(reading: &mut Reading<'_>) -> Result<Vec<Total>> {
    let rows: Vec<(i64, i64, i64)> = community_total::table
        .filter(community_total::submissions.gt(0))
        .load(reading.connection)
        .map_err(failure)?;
    let total = |(no, submissions, asked): (i64, i64, i64)| {
        let community = reading.known.communities_by_no.get(&no)?.clone();
        let (submissions, asked) = (submissions.unsigned_abs(), asked.unsigned_abs());
        Some(Total { community, submissions, asked })
    };
    Ok(rows.into_iter().filter_map(total).collect())
}
