//! The recount: every fact and every total again from the revisions, compared with what is kept.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::schema::{community_total, fact, submission};
use super::settle::state_number;
use super::{Reading, codes, facts, failure, revisions};
use crate::domain::head::{Head, State};
use crate::domain::ids::SubmissionId;
use crate::domain::needs::{Codes, Fact};
use crate::store::{Progress, Recount, Result};

/// Submissions read at once.
const CHUNK: i64 = 1_000;
/// Differences told in words.
const EXAMPLES: usize = 100;

type SubmissionRow = (i64, Vec<u8>, Option<i64>, i32);

pub(super) fn recount(reading: &mut Reading<'_>, progress: &Progress) -> Result<Recount> {
    let all: i64 = submission::table.count().get_result(reading.connection).map_err(failure)?;
    let mut count = Counting {
        codes: codes::read(reading.connection, Codes::default())?,
        totals: HashMap::new(),
        found: Recount::default(),
    };
    let mut last = 0;
    loop {
        let rows: Vec<SubmissionRow> = submission::table
            .filter(submission::no.gt(last))
            .order(submission::no)
            .limit(CHUNK)
            .select((submission::no, submission::uuid, submission::community_no, submission::state))
            .load(reading.connection)
            .map_err(failure)?;
        let Some((no, ..)) = rows.last() else { break };
        last = *no;
        for row in rows {
            count.submission(reading, row)?;
        }
        progress(count.found.submissions, all.unsigned_abs());
    }
    count.totals(reading)?;
    count.strays(reading)?;
    Ok(count.found)
}

struct Counting {
    codes: Codes,
    /// Submissions and facts by community, counted anew.
    totals: HashMap<i64, (i64, i64)>,
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
        reading: &mut Reading<'_>,
        (no, uuid, community_no, state): SubmissionRow,
    ) -> Result<()> {
        let id = SubmissionId(revisions::uuid(&uuid)?);
        let head = revisions::head(reading.connection, id, no, &reading.known)?;
        self.found.submissions += 1;
        let belongs =
            head.community.as_ref().and_then(|c| reading.known.community_nos.get(c)).copied();
        if belongs != community_no || state_number(head.state) != state {
            self.differs(format!("submission {id}: its community or state is not its head's"));
        }
        let kept = kept_fact(reading.connection, community_no, no)?;
        let counted = counted_fact(reading, &head);
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

    fn totals(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        let kept: Vec<(i64, i64, i64)> =
            community_total::table.load(reading.connection).map_err(failure)?;
        let mut kept: BTreeMap<i64, (i64, i64)> =
            kept.into_iter().map(|(no, submissions, asked)| (no, (submissions, asked))).collect();
        kept.retain(|_, total| *total != (0, 0));
        let mut counted: BTreeMap<i64, (i64, i64)> = self.totals.drain().collect();
        counted.retain(|_, total| *total != (0, 0));
        if kept != counted {
            self.differs(format!("totals by community are {kept:?}, the heads say {counted:?}"));
        }
        Ok(())
    }

    /// Facts that no head stands behind.
    fn strays(&mut self, reading: &mut Reading<'_>) -> Result<()> {
        let kept: i64 = fact::table.count().get_result(reading.connection).map_err(failure)?;
        if kept.unsigned_abs() != self.found.facts {
            let counted = self.found.facts;
            self.differs(format!("{kept} facts are kept, the heads give {counted}"));
        }
        Ok(())
    }
}

fn kept_fact(
    connection: &mut SqliteConnection,
    community_no: Option<i64>,
    no: i64,
) -> Result<Option<Vec<u8>>> {
    let Some(community_no) = community_no else { return Ok(None) };
    fact::table
        .find((community_no, no))
        .select(fact::row)
        .first(connection)
        .optional()
        .map_err(failure)
}

fn counted_fact(reading: &Reading<'_>, head: &Head) -> Option<Fact> {
    reading.known.forms.get(head.form.as_ref()?)?.fact(head)
}
