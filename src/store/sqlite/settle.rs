//! Settling a submission: its head, its fact, its totals and its place in the feeds.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::reference::Known;
use super::rows::{NewFact, NewFeed, NewSubmission, Rows};
use super::schema::{contact, fact, feed, quarantine, revision, submission};
use super::writer::Work;
use super::{ORDINALS, failure, revisions};
use crate::domain::head::{Head, State};
use crate::domain::ids::{CommunityId, RevisionId, SubmissionId};
use crate::domain::merge::{Standing, merge};
use crate::domain::needs::{Fact, PackedFact};
use crate::domain::revision::Revision;
use crate::store::{Result, StoreError};

/// A submission that new revisions came for.
pub(super) struct Touched<'a> {
    pub id: SubmissionId,
    pub no: i64,
    /// How many revisions are stored: the next running number.
    pub revisions: i64,
    /// How many revisions came.
    pub new: usize,
    /// Whether a withdrawal is among them.
    pub withdraws: bool,
    /// What the first that came gives to the count, if it stays alone.
    pub alone: Option<&'a Gist>,
    /// The devices that made any of them.
    pub devices: BTreeSet<i64>,
    former: Option<Former>,
}

/// The row of a submission as it was.
struct Former {
    community_no: Option<i64>,
    state: i32,
    change: i64,
}

/// What a head gives to its row and to the count.
#[derive(Clone, Debug)]
pub(super) struct Gist {
    state: State,
    community: Option<CommunityId>,
    fact: Option<Fact>,
}

impl Gist {
    /// The gist of a head.
    pub fn of(head: Head, known: &Known) -> Self {
        let form = head.form.as_ref().and_then(|form| known.forms.get(form));
        let fact = form.and_then(|form| form.fact(&head));
        Self { state: head.state, community: head.community, fact }
    }

    /// The gist of a submission that has a single revision. Most have: it is taken on the caller's
    /// thread, so that the writer has nothing to merge, and of the answers that are counted alone.
    pub fn alone(revision: &Revision, known: &Known) -> Option<Self> {
        if revision.withdraw {
            return None;
        }
        let form = revision.form.as_ref().and_then(|form| known.forms.get(form));
        let counted = form.into_iter().flat_map(|form| form.meanings.paths());
        let merged = merge(&[revision.with_only(counted)])?;
        Some(Self::of(merged.head, known))
    }
}

/// How a state is stored.
pub(super) fn state_number(state: State) -> i32 {
    match state {
        State::Current => 0,
        State::Void => 1,
        State::Withdrawn => 2,
    }
}

impl<'a> Touched<'a> {
    pub fn unseen(id: SubmissionId, no: i64) -> Self {
        Self {
            id,
            no,
            revisions: 0,
            new: 0,
            withdraws: false,
            alone: None,
            devices: BTreeSet::new(),
            former: None,
        }
    }

    pub fn seen(
        id: SubmissionId,
        no: i64,
        community_no: Option<i64>,
        state: i32,
        change: i64,
        revisions: i64,
    ) -> Self {
        let former = Some(Former { community_no, state, change });
        Self { revisions, former, ..Self::unseen(id, no) }
    }

    /// Whether the respondent withdrew, before or in this batch.
    pub fn withdrawn(&self) -> bool {
        self.former.as_ref().is_some_and(|former| former.state == state_number(State::Withdrawn))
            || self.withdraws
    }
}

/// Settles a submission and tells how its revisions stand; a revision that is alone stands simply.
/// Rows that are new go into `rows`, for the caller to write at the end.
pub(super) fn settle(
    work: &mut Work<'_>,
    rows: &mut Rows,
    mut touched: Touched<'_>,
) -> Result<Vec<(RevisionId, Standing)>> {
    if touched.new == 0 {
        return Ok(Vec::new());
    }
    let change = work.numbers.next_change();
    if let Some(gist) = touched.alone
        && touched.former.is_none()
        && touched.new == 1
    {
        let community_no = count(work, rows, &touched, gist)?;
        write(work, rows, &touched, gist.state, community_no, change)?;
        return Ok(Vec::new());
    }
    let (gist, standing) = merged(work, &mut touched)?;
    if gist.state == State::Withdrawn {
        erase(work, &touched)?;
    }
    let community_no = count(work, rows, &touched, &gist)?;
    write(work, rows, &touched, gist.state, community_no, change)?;
    Ok(standing)
}

/// Merges everything that is stored of a submission.
fn merged(
    work: &mut Work<'_>,
    touched: &mut Touched<'_>,
) -> Result<(Gist, Vec<(RevisionId, Standing)>)> {
    let rows = revisions::rows(work.connection, touched.no)?;
    touched.devices.extend(rows.iter().map(|row| row.device_no));
    let known = &work.numbers.known;
    let merged = merge(&revisions::typed(touched.id, &rows, known)?)
        .ok_or_else(|| StoreError::Corrupt(format!("submission {} has no head", touched.id)))?;
    Ok((Gist::of(merged.head, known), merged.standing.into_iter().collect()))
}

/// Destroys the content of a withdrawn submission. Its envelope stays, so that nothing of it can
/// come back.
fn erase(work: &mut Work<'_>, touched: &Touched<'_>) -> Result<()> {
    let keys = revision::key.between(touched.no * ORDINALS, (touched.no + 1) * ORDINALS - 1);
    let erased = diesel::update(revision::table.filter(keys).filter(revision::body.is_not_null()))
        .set(revision::body.eq(None::<Vec<u8>>))
        .execute(work.connection)
        .map_err(failure)?;
    let id = touched.id.0.as_bytes().as_slice();
    let kept = quarantine::table.filter(quarantine::submission.eq(id));
    let erased = erased
        + diesel::update(kept.filter(quarantine::body.is_not_null()))
            .set((quarantine::body.eq(None::<Vec<u8>>), quarantine::waits_for.eq(None::<String>)))
            .execute(work.connection)
            .map_err(failure)?;
    let erased = erased
        + diesel::delete(contact::table.find(id)).execute(work.connection).map_err(failure)?;
    work.numbers.erased |= erased > 0;
    Ok(())
}

/// Replaces the fact of a submission and keeps the totals. Returns the number of its community.
fn count(
    work: &mut Work<'_>,
    rows: &mut Rows,
    touched: &Touched<'_>,
    gist: &Gist,
) -> Result<Option<i64>> {
    if let Some(Former { community_no: Some(community_no), state, .. }) = touched.former {
        let gone = diesel::delete(fact::table.find((community_no, touched.no)))
            .execute(work.connection)
            .map_err(failure)?;
        let current = state == state_number(State::Current);
        work.numbers.count(community_no, -i64::from(current), -(gone as i64));
    }
    let nos = &work.numbers.known.community_nos;
    let community_no = gist.community.as_ref().and_then(|id| nos.get(id)).copied();
    let Some(community_no) = community_no else { return Ok(None) };
    if let Some(counted) = &gist.fact {
        let mut row = Vec::with_capacity(16);
        PackedFact::pack(counted, &mut work.numbers.codes).write(&mut row);
        rows.facts.push(NewFact { community_no, submission_no: touched.no, row });
    }
    let current = gist.state == State::Current;
    work.numbers.count(community_no, i64::from(current), i64::from(gist.fact.is_some()));
    Ok(Some(community_no))
}

/// Writes the row of a submission and its place in the feeds.
fn write(
    work: &mut Work<'_>,
    rows: &mut Rows,
    touched: &Touched<'_>,
    state: State,
    community_no: Option<i64>,
    change: i64,
) -> Result<()> {
    let state = state_number(state);
    let (no, uuid) = (touched.no, touched.id.0.as_bytes().to_vec());
    if let Some(former) = &touched.former {
        diesel::update(submission::table.find(no))
            .set((
                submission::community_no.eq(community_no),
                submission::state.eq(state),
                submission::change.eq(change),
            ))
            .execute(work.connection)
            .map_err(failure)?;
        for device_no in &touched.devices {
            diesel::delete(feed::table.find((device_no, former.change)))
                .execute(work.connection)
                .map_err(failure)?;
        }
    } else {
        rows.submissions.push(NewSubmission { no, uuid, community_no, state, change });
    }
    let feed = |device_no: &i64| NewFeed { device_no: *device_no, change, submission_no: no };
    rows.feeds.extend(touched.devices.iter().map(feed));
    Ok(())
}
