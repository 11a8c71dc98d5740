//! Submissions in memory while pushes are taken in: their revisions, and what these come to.

use std::collections::BTreeSet;
use std::sync::Arc;

use uuid::Uuid;

use super::intake::Parcel;
use super::reference::Known;
use super::revisions;
use crate::domain::content;
use crate::domain::head::{Head, State};
use crate::domain::ids::{CommunityId, RevisionId, SubmissionId};
use crate::domain::merge::{Standing, merge};
use crate::domain::needs::Fact;
use crate::domain::revision::Revision;
use crate::store::body::unpack;
use crate::store::{Result, StoreError};

/// What a head gives to its row and to the count.
#[derive(Clone, Debug)]
pub(super) struct Gist {
    pub state: State,
    pub community: Option<CommunityId>,
    pub fact: Option<Fact>,
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

    fn withdrawn() -> Self {
        Self { state: State::Withdrawn, community: None, fact: None }
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

/// A revision that is accepted, with the bytes that arrived wherever they are.
#[derive(Clone)]
pub(super) struct Held<'a> {
    pub version: u64,
    pub device_no: i64,
    pub withdraws: bool,
    said: Said<'a>,
}

#[derive(Clone)]
enum Said<'a> {
    /// Nothing: it is erased, or never was more than an envelope.
    Gone,
    /// As it is stored, with the number of the form that it is packed for.
    Packed(Uuid, Option<i64>, Arc<Vec<u8>>),
    /// As it has just come.
    Fresh(&'a Parcel, &'a Revision),
}

impl<'a> Held<'a> {
    /// A revision that has just come.
    pub fn new(device_no: i64, parcel: &'a Parcel, revision: &'a Revision, keeps: bool) -> Self {
        let said = if keeps { Said::Fresh(parcel, revision) } else { Said::Gone };
        Self { version: revision.version, device_no, withdraws: revision.withdraw, said }
    }

    /// A revision that is stored.
    pub fn stored(row: revisions::Row) -> Self {
        let said = match row.body {
            Some(body) => Said::Packed(row.uuid, row.form_no, Arc::new(body)),
            None => Said::Gone,
        };
        let (device_no, withdraws) = (row.device_no, row.withdraws);
        Self { version: row.version.unsigned_abs(), device_no, withdraws, said }
    }

    /// Whether bytes say what this says: to the byte, or in canonical form. As far as that can still
    /// be told: of a withdrawal and of what is erased, only the envelope is there.
    pub fn says(&self, raw: &[u8], known: &Known) -> Result<bool> {
        Ok(match &self.said {
            Said::Gone => true,
            Said::Fresh(parcel, _) => same(&parcel.arrival.raw, raw),
            Said::Packed(id, form_no, body) => same(&unpacked(*id, *form_no, body, known)?, raw),
        })
    }

    /// The revision as merge sees it; nothing once its content is erased.
    fn typed(
        &self,
        id: RevisionId,
        submission: SubmissionId,
        known: &Known,
    ) -> Result<Option<Revision>> {
        if self.withdraws {
            return Ok(Some(Revision::withdrawal(submission, id, self.version)));
        }
        Ok(match &self.said {
            Said::Gone => None,
            Said::Fresh(_, revision) => Some((*revision).clone()),
            Said::Packed(sealed, form_no, body) => {
                let raw = unpacked(*sealed, *form_no, body, known)?;
                Some(revisions::reread(&raw, known, submission, id, self.version)?)
            }
        })
    }
}

fn unpacked(id: Uuid, form_no: Option<i64>, body: &[u8], known: &Known) -> Result<Vec<u8>> {
    let form = form_no.and_then(|no| known.forms_by_no.get(&no));
    unpack(&known.seal.open(body, id.as_bytes())?, form.map(|form| &form.packing))
}

fn same(one: &[u8], other: &[u8]) -> bool {
    let hash = |raw| content::read(raw).map(|item| content::hash(&item));
    one == other || matches!((hash(one), hash(other)), (Ok(one), Ok(other)) if one == other)
}

/// The row of a submission as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Former {
    pub community_no: Option<i64>,
    pub state: i32,
    pub change: i64,
    /// Whether it has a fact.
    pub fact: bool,
    /// The devices that made it.
    pub devices: BTreeSet<i64>,
}

/// A submission.
#[derive(Default)]
pub(super) struct Place<'a> {
    /// As it is stored; none when it is new.
    pub former: Option<Former>,
    /// How many revisions it has.
    pub revisions: usize,
    /// The devices that made any of them.
    pub devices: BTreeSet<i64>,
    /// What it has come to, and under which number; none when nothing has come for it.
    pub settled: Option<(Gist, i64)>,
    withdraws: bool,
    alone: Option<&'a Gist>,
    typed: Vec<Revision>,
    untyped: Vec<(RevisionId, Held<'a>)>,
}

impl<'a> Place<'a> {
    /// One that is stored, before any of its revisions is read.
    pub fn stored(former: Former) -> Self {
        Self { former: Some(former), ..Self::default() }
    }

    /// Whether the respondent withdrew, before or just now.
    pub fn withdrawn(&self) -> bool {
        let withdrawn = state_number(State::Withdrawn);
        self.withdraws || self.former.as_ref().is_some_and(|former| former.state == withdrawn)
    }

    /// Whether the content is gone: that of what a push withdraws is, once all of the push is done.
    pub fn erased(&self) -> bool {
        let withdrawn = state_number(State::Withdrawn);
        let settled = self.settled.as_ref().is_some_and(|(gist, _)| gist.state == State::Withdrawn);
        settled || self.former.as_ref().is_some_and(|former| former.state == withdrawn)
    }

    /// Adds a revision that is stored.
    pub fn add_stored(&mut self, id: RevisionId, held: Held<'a>) {
        if let Some(former) = &mut self.former {
            former.devices.insert(held.device_no);
        }
        self.add(id, held, None);
    }

    /// Adds a revision; `alone` is what it comes to if it is the only one.
    pub fn add(&mut self, id: RevisionId, held: Held<'a>, alone: Option<&'a Gist>) {
        self.revisions += 1;
        self.devices.insert(held.device_no);
        self.withdraws |= held.withdraws;
        self.alone = alone;
        self.untyped.push((id, held));
    }

    /// Works out what it has come to by now, and tells how its revisions stand; one that is alone
    /// stands simply, and so do all of a withdrawn submission.
    pub fn settle(
        &mut self,
        id: SubmissionId,
        change: i64,
        known: &Known,
    ) -> Result<Vec<(RevisionId, Standing)>> {
        if self.withdrawn() {
            self.settled = Some((Gist::withdrawn(), change));
            return Ok(Vec::new());
        }
        if let Some(gist) = self.alone
            && self.revisions == 1
        {
            self.settled = Some((gist.clone(), change));
            return Ok(Vec::new());
        }
        for (revision, held) in self.untyped.drain(..) {
            self.typed.extend(held.typed(revision, id, known)?);
        }
        let merged = merge(&self.typed)
            .ok_or_else(|| StoreError::Corrupt(format!("submission {id} has no head")))?;
        self.settled = Some((Gist::of(merged.head, known), change));
        Ok(merged.standing.into_iter().collect())
    }
}
