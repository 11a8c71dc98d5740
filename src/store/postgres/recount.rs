//! The recount: every fact and every total again from the revisions, compared with what is kept.

use std::collections::BTreeMap;

use diesel::sql_types::{BigInt, Binary, Integer, Nullable, Uuid as SqlUuid};
use uuid::Uuid;

use super::settle::state_number;
use super::sql::rows;
use super::{Reading, codes, facts, revisions};
use crate::domain::head::{Head, State};
use crate::domain::ids::SubmissionId;
use crate::domain::needs::{Codes, Fact};
use crate::store::{Progress, Recount, Result, StoreError};

/// Submissions read at once.
const CHUNK: i64 = 1_000;
/// Differences told in words.
const EXAMPLES: usize = 100;

type Columns = (SqlUuid, Nullable<BigInt>, Integer, Nullable<Binary>);
type Found = (Uuid, Option<i64>, i32, Option<Vec<u8>>);

pub(super) async fn recount(reading: &mut Reading, progress: &Progress) -> Result<Recount> {
    let all = reading.node.submissions.unsigned_abs();
    let mut codes = Codes::default();
    codes::read(&reading.connection, &mut codes).await?;
    let mut count = Counting { codes, totals: BTreeMap::new(), found: Recount::default() };
    let mut last = Uuid::nil();
    let mut first = true;
    loop {
        let chunk: Vec<Found> = rows::<Columns>(match first {
            true => include_str!("sql/recount_first.sql"),
            false => include_str!("sql/recount_next.sql"),
        })
        .bind::<SqlUuid, _>(last)
        .bind::<BigInt, _>(CHUNK)
        .load(&reading.connection)
        .await?;
        let Some((id, ..)) = chunk.last() else { break };
        (last, first) = (*id, false);
        let ids: Vec<Uuid> = chunk.iter().map(|(id, ..)| *id).collect();
        let mut heads = revisions::heads(&reading.connection, &ids, &reading.known).await?;
        for row in chunk {
            let id = SubmissionId(row.0);
            let head = heads.remove(&id);
            let head =
                head.ok_or_else(|| StoreError::Corrupt(format!("submission {id} has no head")))?;
            count.submission(reading, &head, row)?;
        }
        progress(count.found.submissions, all);
    }
    count.totals(reading).await?;
    count.strays(reading).await?;
    Ok(count.found)
}

struct Counting {
    codes: Codes,
    /// Submissions and facts by community, counted anew.
    totals: BTreeMap<i64, (i64, i64)>,
    found: Recount,
}

impl Counting {
    fn differs(&mut self, words: String) {
        self.found.differences += 1;
        if self.found.examples.len() < EXAMPLES {
            self.found.examples.push(words);
        }
    }

    fn submission(
        &mut self,
        reading: &Reading,
        head: &Head,
        (id, community_no, state, kept): Found,
    ) -> Result<()> {
        self.found.submissions += 1;
        let nos = &reading.known.community_nos;
        let belongs = head.community.as_ref().and_then(|community| nos.get(community)).copied();
        if belongs != community_no || state_number(head.state) != state {
            self.differs(format!("submission {id}: its community or state is not its head's"));
        }
        let counted = counted_fact(reading, head);
        let kept = kept.map(|row| facts::read(&row)).transpose()?;
        let kept = kept.map(|packed| packed.unpack(&self.codes));
        if kept != counted {
            self.differs(format!(
                "submission {id}: its fact is {kept:?}, its head says {counted:?}"
            ));
        }
        if let Some(community_no) = belongs {
            let total = self.totals.entry(community_no).or_default();
            total.0 += i64::from(head.state == State::Current);
            total.1 += i64::from(counted.is_some());
        }
        self.found.facts += u64::from(counted.is_some());
        Ok(())
    }

    async fn totals(&mut self, reading: &mut Reading) -> Result<()> {
        let kept: Vec<(i64, i64, i64)> = rows::<(BigInt, BigInt, BigInt)>(
            "SELECT community_no, submissions, asked FROM community_total",
        )
        .load(&reading.connection)
        .await?;
        let kept = kept.into_iter().map(|(no, submissions, asked)| (no, (submissions, asked)));
        let mut kept: BTreeMap<i64, (i64, i64)> = kept.collect();
        kept.retain(|_, total| *total != (0, 0));
        let mut counted = std::mem::take(&mut self.totals);
        counted.retain(|_, total| *total != (0, 0));
        if kept != counted {
            self.differs(format!("totals by community are {kept:?}, the heads say {counted:?}"));
        }
        Ok(())
    }

    /// Facts that no head stands behind.
    async fn strays(&mut self, reading: &mut Reading) -> Result<()> {
        let kept: i64 =
            rows::<BigInt>("SELECT count(*) FROM fact").get_result(&reading.connection).await?;
        if kept.unsigned_abs() != self.found.facts {
            let counted = self.found.facts;
            self.differs(format!("{kept} facts are kept, the heads give {counted}"));
        }
        let counted = self.found.submissions;
        if reading.node.submissions.unsigned_abs() != counted {
            let kept = reading.node.submissions;
            self.differs(format!("{kept} submissions are noted, there are {counted}"));
        }
        Ok(())
    }
}

fn counted_fact(reading: &Reading, head: &Head) -> Option<Fact> {
    reading.known.forms.get(head.form.as_ref()?)?.fact(head)
}
