//! Counting: facts of communities, and totals.

use std::sync::{Arc, PoisonError, RwLock};

use diesel::sql_types::{Array, BigInt, Binary};
use diesel_async::AsyncPgConnection;
use futures_util::StreamExt;

use super::sql::rows;
use super::{Reading, codes, failure};
use crate::domain::ids::CommunityId;
use crate::domain::needs::{Codes, Filter, PackedFact, Tally};
use crate::store::{Result, StoreError, Tallied, Total};

/// Counts the facts of some communities. A community that is named twice counts twice.
pub(super) async fn tally(
    reading: &mut Reading,
    shared: &RwLock<Arc<Codes>>,
    communities: &[CommunityId],
    filter: &Filter,
) -> Result<Tallied> {
    let codes = all_codes(&reading.connection, shared).await?;
    let filter = filter.pack(&codes);
    let mut tally = Tally::default();
    let nos = communities.iter().filter_map(|id| reading.known.community_nos.get(id));
    let mut facts = rows::<Binary>(include_str!("sql/facts.sql"))
        .bind::<Array<BigInt>, _>(nos.copied().collect::<Vec<_>>())
        .stream::<Vec<u8>>(&mut reading.connection)
        .await?;
    while let Some(row) = facts.next().await.transpose().map_err(failure)? {
        let fact = read(&row)?;
        if filter.matches(&fact) {
            tally.add(&fact);
        }
    }
    drop(facts);
    Ok(Tallied { tally, codes })
}

/// A fact from its row.
pub(super) fn read(mut row: &[u8]) -> Result<PackedFact> {
    PackedFact::read(&mut row).ok_or_else(|| StoreError::Corrupt("a fact is not whole".into()))
}

/// The dictionary with everything that facts may name by now.
async fn all_codes(
    connection: &AsyncPgConnection,
    shared: &RwLock<Arc<Codes>>,
) -> Result<Arc<Codes>> {
    let before = shared.read().unwrap_or_else(PoisonError::into_inner).clone();
    let mut now = Codes::clone(&before);
    codes::read(connection, &mut now).await?;
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
pub(super) async fn totals(reading: &mut Reading) -> Result<Vec<Total>> {
    let found: Vec<(i64, i64, i64)> = rows::<(BigInt, BigInt, BigInt)>(
        "SELECT t.community_no, t.submissions, t.asked FROM community_total t
         WHERE t.submissions > 0 ORDER BY t.community_no",
    )
    .load(&reading.connection)
    .await?;
    let total = |(no, submissions, asked): (i64, i64, i64)| {
        let community = reading.known.communities_by_no.get(&no)?.clone();
        let (submissions, asked) = (submissions.unsigned_abs(), asked.unsigned_abs());
        Some(Total { community, submissions, asked })
    };
    Ok(found.into_iter().filter_map(total).collect())
}
