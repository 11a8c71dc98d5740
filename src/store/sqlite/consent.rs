//! What people took back.

use std::collections::HashSet;

use async_trait::async_trait;
use diesel::prelude::*;

use super::attachments::content;
use super::revisions::uuid;
use super::schema::{submission, withdrawal};
use super::settle::state_number;
use super::writer::Work;
use super::{SqliteStore, audit, failure};
use crate::domain::consent::{ReceiptCode, ReceiptHash};
use crate::domain::head::State;
use crate::domain::ids::{CommunityId, SubmissionId};
use crate::store::{AuditEntry, Consents, Open, Result, Stamp};

/// Submissions looked at together.
const TOGETHER: i64 = 10_000;

#[async_trait]
impl Consents for SqliteStore {
    async fn note_receipt(&self, receipt: &ReceiptHash, stamp: &Stamp) -> Result<bool> {
        let (receipt, at) = (*receipt, stamp.at);
        self.change(stamp.entry("receipt.note", ""), move |work| note(work, &receipt, at)).await
    }

    async fn receipts_open(&self) -> Result<Open> {
        self.read(|reading| open(reading.connection)).await
    }

    async fn receipts_done(&self, receipts: &[ReceiptHash], stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("receipt.done", format!("{} receipts", receipts.len()));
        let (receipts, at) = (receipts.to_vec(), stamp.at);
        self.change(entry, move |work| {
            for receipt in receipts {
                diesel::update(withdrawal::table.find(receipt.0.as_slice()))
                    .set(withdrawal::done_at.eq(at))
                    .execute(work.connection)
                    .map_err(failure)?;
            }
            Ok(())
        })
        .await
    }

    async fn looked(&self, community: &CommunityId, limit: usize) -> Result<Vec<AuditEntry>> {
        let community = community.clone();
        self.read(move |reading| audit::about(reading.connection, &community, limit)).await
    }
}

fn note(work: &mut Work<'_>, receipt: &ReceiptHash, at: i64) -> Result<bool> {
    let new = diesel::insert_into(withdrawal::table)
        .values((withdrawal::code.eq(receipt.0.as_slice()), withdrawal::noted_at.eq(at)))
        .on_conflict_do_nothing()
        .execute(work.connection)
        .map_err(failure)?;
    if new > 0 {
        work.numbers.next_catalogue_change();
    }
    Ok(new > 0)
}

/// All receipts that were brought back.
pub(super) fn returned(connection: &mut SqliteConnection) -> Result<HashSet<ReceiptHash>> {
    let codes: Vec<Vec<u8>> =
        withdrawal::table.select(withdrawal::code).load(connection).map_err(failure)?;
    codes.into_iter().map(|code| content(code).map(ReceiptHash)).collect()
}

fn open(connection: &mut SqliteConnection) -> Result<Open> {
    let codes: Vec<Vec<u8>> = withdrawal::table
        .filter(withdrawal::done_at.is_null())
        .select(withdrawal::code)
        .load(connection)
        .map_err(failure)?;
    let open: Result<HashSet<ReceiptHash>> =
        codes.into_iter().map(|code| content(code).map(ReceiptHash)).collect();
    let open = open?;
    let (mut submissions, mut last) = (Vec::new(), 0);
    while !open.is_empty() {
        let found: Vec<(i64, Vec<u8>, i32)> = submission::table
            .filter(submission::no.gt(last))
            .order(submission::no)
            .limit(TOGETHER)
            .select((submission::no, submission::uuid, submission::state))
            .load(connection)
            .map_err(failure)?;
        let Some((no, ..)) = found.last() else { break };
        last = *no;
        for (_, id, state) in found {
            let id = SubmissionId(uuid(&id)?);
            let due = state != state_number(State::Withdrawn)
                && open.contains(&ReceiptCode::of_submission(id).hash());
            submissions.extend(due.then_some(id));
        }
    }
    Ok(Open { receipts: open.into_iter().collect(), submissions })
}
