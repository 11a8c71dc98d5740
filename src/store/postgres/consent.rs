//! What people took back.

use std::collections::HashSet;

use async_trait::async_trait;
use diesel::sql_types::{Array, BigInt, Binary, Integer, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::attachments::content;
use super::numbers::Work;
use super::settle::state_number;
use super::sql::{rows, statement};
use super::{PostgresStore, audit};
use crate::domain::consent::{ReceiptCode, ReceiptHash};
use crate::domain::head::State;
use crate::domain::ids::{CommunityId, SubmissionId};
use crate::store::{AuditEntry, Consents, Open, Result, Stamp};

/// Submissions looked at together.
const TOGETHER: i64 = 10_000;

#[async_trait]
impl Consents for PostgresStore {
    async fn note_receipt(&self, receipt: &ReceiptHash, stamp: &Stamp) -> Result<bool> {
        let (receipt, at) = (*receipt, stamp.at);
        self.change(stamp.entry("receipt.note", ""), move |work| Box::pin(note(work, receipt, at)))
            .await
    }

    async fn receipts_open(&self) -> Result<Open> {
        self.ask(|c| Box::pin(open(c))).await
    }

    async fn receipts_done(&self, receipts: &[ReceiptHash], stamp: &Stamp) -> Result<()> {
        let entry = stamp.entry("receipt.done", format!("{} receipts", receipts.len()));
        let codes: Vec<Vec<u8>> = receipts.iter().map(|receipt| receipt.0.to_vec()).collect();
        let at = stamp.at;
        self.change(entry, move |work| {
            let done = statement("UPDATE withdrawal SET done_at = $1 WHERE code = ANY ($2)")
                .bind::<BigInt, _>(at)
                .bind::<Array<Binary>, _>(codes.clone());
            Box::pin(async move { done.run(&work.connection).await.map(|_| ()) })
        })
        .await
    }

    async fn looked(&self, community: &CommunityId, limit: usize) -> Result<Vec<AuditEntry>> {
        let community = community.clone();
        self.ask(move |c| Box::pin(async move { audit::about(c, &community, limit).await })).await
    }
}

async fn note(work: &mut Work, receipt: ReceiptHash, at: i64) -> Result<bool> {
    let new =
        statement("INSERT INTO withdrawal (code, noted_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind::<Binary, _>(receipt.0.to_vec())
            .bind::<BigInt, _>(at)
            .run(&work.connection)
            .await?;
    if new > 0 {
        work.numbers.next_catalogue_change();
    }
    Ok(new > 0)
}

/// All receipts that were brought back.
pub(super) async fn returned(connection: &AsyncPgConnection) -> Result<HashSet<ReceiptHash>> {
    let codes: Vec<Vec<u8>> =
        rows::<Binary>("SELECT code FROM withdrawal").load(connection).await?;
    codes.into_iter().map(|code| content(code).map(ReceiptHash)).collect()
}

async fn open(connection: &AsyncPgConnection) -> Result<Open> {
    let codes: Vec<Vec<u8>> = rows::<Binary>("SELECT code FROM withdrawal WHERE done_at IS NULL")
        .load(connection)
        .await?;
    let open: Result<HashSet<ReceiptHash>> =
        codes.into_iter().map(|code| content(code).map(ReceiptHash)).collect();
    let open = open?;
    let (mut submissions, mut next) = (Vec::new(), Some(Uuid::nil()));
    while let Some(from) = next.filter(|_| !open.is_empty()) {
        let found: Vec<(Uuid, i32)> = rows::<(SqlUuid, Integer)>(
            "SELECT uuid, state FROM submission WHERE uuid >= $1 ORDER BY uuid LIMIT $2",
        )
        .bind::<SqlUuid, _>(from)
        .bind::<BigInt, _>(TOGETHER)
        .load(connection)
        .await?;
        let last = found.last().and_then(|(id, _)| id.as_u128().checked_add(1));
        next = last.map(Uuid::from_u128);
        let due = found.into_iter().filter(|(id, state)| {
            *state != state_number(State::Withdrawn)
                && open.contains(&ReceiptCode::of_submission(SubmissionId(*id)).hash())
        });
        submissions.extend(due.map(|(id, _)| SubmissionId(id)));
    }
    Ok(Open { receipts: open.into_iter().collect(), submissions })
}
