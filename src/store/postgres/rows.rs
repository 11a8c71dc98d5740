//! What a batch of pushes comes to, written set at a time.

use std::collections::{BTreeMap, HashMap};

use diesel::sql_types::{Array, BigInt, Binary, Bool, Integer, Nullable, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::intake::Parcel;
use super::numbers::{Numbers, Work};
use super::quarantine;
use super::settle::{Former, Place, state_number};
use super::sql::statement;
use super::stored::{Stored, WaitsKey};
use crate::domain::head::State;
use crate::domain::ids::SubmissionId;
use crate::domain::needs::PackedFact;
use crate::store::Result;

/// What is to be written beside the submissions themselves.
#[derive(Default)]
pub(super) struct Changes<'a> {
    /// Revisions that are new: their submission, the device's number, and when they came.
    pub revisions: Vec<(SubmissionId, &'a Parcel, i64, i64)>,
    /// How many more different items are held of each device.
    pub held: HashMap<i64, i64>,
    /// Rows of quarantine that have to go.
    pub released: Vec<WaitsKey>,
    /// How many items came to quarantine.
    pub kept: usize,
}

impl Changes<'_> {
    /// Writes everything.
    pub async fn write(self, work: &mut Work, stored: Stored<'_>) -> Result<()> {
        let Work { connection, numbers } = work;
        let connection = &*connection;
        let (sorted, withdrawn) = settled(&stored);
        let facts = Facts::of(numbers, &sorted);
        let fresh = sorted.iter().filter(|settled| settled.former.is_none()).count();
        numbers.node.submissions += i64::try_from(fresh).unwrap_or(i64::MAX);
        // Sent together: each writes to tables of its own, or to rows that no other touches.
        futures_util::try_join!(
            self.write_revisions(connection, &stored),
            erase(connection, withdrawn),
            write_submissions(connection, numbers, &sorted),
            facts.write(connection),
            write_feeds(connection, &sorted),
            write_totals(connection, numbers, &sorted),
            write_held(connection, &self.held),
            async {
                quarantine::release(connection, self.released.clone()).await?;
                quarantine::write(connection, &stored).await
            },
        )?;
        Ok(())
    }

    /// In the order of their keys, so that random ones are at least written in order.
    async fn write_revisions(
        &self,
        connection: &AsyncPgConnection,
        stored: &Stored<'_>,
    ) -> Result<()> {
        if self.revisions.is_empty() {
            return Ok(());
        }
        let mut sorted: Vec<_> = self.revisions.iter().collect();
        sorted
            .sort_by_key(|(submission, parcel, ..)| (*submission, parcel.arrival.reading.revision));
        let mut row: (Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>, Vec<_>) =
            Default::default();
        for (submission, parcel, device_no, received_at) in sorted {
            let Ok(revision) = &parcel.arrival.reading.outcome else { continue };
            let gone = stored.submissions.get(submission).is_some_and(Place::withdrawn);
            row.0.push(submission.0);
            row.1.push(revision.id.0);
            row.2.push(i64::try_from(revision.version).unwrap_or(i64::MAX));
            row.3.push(*device_no);
            row.4.push(parcel.form.as_ref().map(|form| form.no));
            row.5.push(*received_at);
            row.6.push(revision.withdraw);
            row.7.push((!gone).then(|| parcel.body.clone()));
        }
        statement(include_str!("sql/revisions_write.sql"))
            .bind::<Array<SqlUuid>, _>(row.0)
            .bind::<Array<SqlUuid>, _>(row.1)
            .bind::<Array<BigInt>, _>(row.2)
            .bind::<Array<BigInt>, _>(row.3)
            .bind::<Array<Nullable<BigInt>>, _>(row.4)
            .bind::<Array<BigInt>, _>(row.5)
            .bind::<Array<Bool>, _>(row.6)
            .bind::<Array<Nullable<Binary>>, _>(row.7)
            .run(connection)
            .await
            .map(|_| ())
    }
}

/// A submission that something came for, in what it has come to.
struct Settled<'a> {
    id: Uuid,
    place: &'a Place<'a>,
    former: Option<&'a Former>,
    state: State,
    change: i64,
}

/// The submissions that something came for, in the order of their UUIDs; and those that are withdrawn.
fn settled<'a>(stored: &'a Stored<'a>) -> (Vec<Settled<'a>>, Vec<Uuid>) {
    let settled = stored.submissions.iter().filter_map(|(id, place)| {
        let (gist, change) = place.settled.as_ref()?;
        let former = place.former.as_ref();
        Some(Settled { id: id.0, place, former, state: gist.state, change: *change })
    });
    let mut settled: Vec<Settled<'_>> = settled.collect();
    settled.sort_by_key(|settled| settled.id);
    let withdrawn = settled.iter().filter(|settled| settled.place.withdrawn());
    let withdrawn = withdrawn.map(|settled| settled.id).collect();
    (settled, withdrawn)
}

impl Settled<'_> {
    /// The number of the community that it belongs to.
    fn community_no(&self, numbers: &Numbers) -> Option<i64> {
        let (gist, _) = self.place.settled.as_ref()?;
        numbers.known.community_nos.get(gist.community.as_ref()?).copied()
    }

    fn has_fact(&self) -> bool {
        self.place.settled.as_ref().is_some_and(|(gist, _)| gist.fact.is_some())
    }
}

/// Destroys the content of withdrawn submissions. Their envelopes stay, so that nothing of them can
/// come back.
async fn erase(connection: &AsyncPgConnection, withdrawn: Vec<Uuid>) -> Result<()> {
    if withdrawn.is_empty() {
        return Ok(());
    }
    statement("UPDATE revision SET body = NULL WHERE submission = ANY ($1) AND body IS NOT NULL")
        .bind::<Array<SqlUuid>, _>(withdrawn.clone())
        .run(connection)
        .await?;
    statement("DELETE FROM contact WHERE submission = ANY ($1)")
        .bind::<Array<SqlUuid>, _>(withdrawn.clone())
        .run(connection)
        .await?;
    statement(
        "UPDATE quarantine SET body = NULL, waits_for = NULL
         WHERE submission = ANY ($1) AND (body IS NOT NULL OR waits_for IS NOT NULL)",
    )
    .bind::<Array<SqlUuid>, _>(withdrawn.clone())
    .run(connection)
    .await
    .map(|_| ())
}

async fn write_submissions(
    connection: &AsyncPgConnection,
    numbers: &Numbers,
    sorted: &[Settled<'_>],
) -> Result<()> {
    if sorted.is_empty() {
        return Ok(());
    }
    let mut row: (Vec<_>, Vec<_>, Vec<_>, Vec<_>) = Default::default();
    for settled in sorted {
        row.0.push(settled.id);
        row.1.push(settled.community_no(numbers));
        row.2.push(state_number(settled.state));
        row.3.push(settled.change);
    }
    statement(include_str!("sql/submissions_write.sql"))
        .bind::<Array<SqlUuid>, _>(row.0)
        .bind::<Array<Nullable<BigInt>>, _>(row.1)
        .bind::<Array<Integer>, _>(row.2)
        .bind::<Array<BigInt>, _>(row.3)
        .run(connection)
        .await
        .map(|_| ())
}

/// How the facts of submissions are replaced.
#[derive(Default)]
struct Facts {
    gone: (Vec<i64>, Vec<Uuid>),
    new: (Vec<i64>, Vec<Uuid>, Vec<Vec<u8>>),
}

impl Facts {
    /// Packs the new ones, giving numbers to texts that are new.
    fn of(numbers: &mut Numbers, sorted: &[Settled<'_>]) -> Self {
        let mut facts = Self::default();
        for settled in sorted {
            let community_no = settled.community_no(numbers);
            if let Some(Former { community_no: Some(former), fact: true, .. }) = settled.former
                && (community_no != Some(*former) || !settled.has_fact())
            {
                facts.gone.0.push(*former);
                facts.gone.1.push(settled.id);
            }
            let fact = settled.place.settled.as_ref().and_then(|(gist, _)| gist.fact.as_ref());
            if let (Some(community_no), Some(fact)) = (community_no, fact) {
                let mut row = Vec::with_capacity(16);
                PackedFact::pack(fact, &mut numbers.codes).write(&mut row);
                facts.new.0.push(community_no);
                facts.new.1.push(settled.id);
                facts.new.2.push(row);
            }
        }
        facts
    }

    async fn write(self, connection: &AsyncPgConnection) -> Result<()> {
        let Self { gone, new } = self;
        if !gone.0.is_empty() {
            statement(include_str!("sql/facts_delete.sql"))
                .bind::<Array<BigInt>, _>(gone.0)
                .bind::<Array<SqlUuid>, _>(gone.1)
                .run(connection)
                .await?;
        }
        if !new.0.is_empty() {
            statement(include_str!("sql/facts_write.sql"))
                .bind::<Array<BigInt>, _>(new.0)
                .bind::<Array<SqlUuid>, _>(new.1)
                .bind::<Array<Binary>, _>(new.2)
                .run(connection)
                .await?;
        }
        Ok(())
    }
}

/// Moves submissions to the end of the feeds of all devices that made them.
async fn write_feeds(connection: &AsyncPgConnection, sorted: &[Settled<'_>]) -> Result<()> {
    let mut gone: (Vec<i64>, Vec<i64>) = Default::default();
    let mut new: (Vec<i64>, Vec<i64>, Vec<Uuid>) = Default::default();
    for settled in sorted {
        if let Some(former) = settled.former {
            gone.0.extend(&former.devices);
            gone.1.extend(former.devices.iter().map(|_| former.change));
        }
        for device_no in &settled.place.devices {
            new.0.push(*device_no);
            new.1.push(settled.change);
            new.2.push(settled.id);
        }
    }
    if !gone.0.is_empty() {
        statement(include_str!("sql/feeds_delete.sql"))
            .bind::<Array<BigInt>, _>(gone.0)
            .bind::<Array<BigInt>, _>(gone.1)
            .run(connection)
            .await?;
    }
    if new.0.is_empty() {
        return Ok(());
    }
    statement("INSERT INTO feed (device_no, change, submission) SELECT * FROM unnest($1, $2, $3)")
        .bind::<Array<BigInt>, _>(new.0)
        .bind::<Array<BigInt>, _>(new.1)
        .bind::<Array<SqlUuid>, _>(new.2)
        .run(connection)
        .await
        .map(|_| ())
}

async fn write_totals(
    connection: &AsyncPgConnection,
    numbers: &Numbers,
    sorted: &[Settled<'_>],
) -> Result<()> {
    let mut totals: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for settled in sorted {
        if let Some(Former { community_no: Some(no), state, fact, .. }) = settled.former {
            let total = totals.entry(*no).or_default();
            total.0 -= i64::from(*state == state_number(State::Current));
            total.1 -= i64::from(*fact);
        }
        if let Some(no) = settled.community_no(numbers) {
            let total = totals.entry(no).or_default();
            total.0 += i64::from(settled.state == State::Current);
            total.1 += i64::from(settled.has_fact());
        }
    }
    totals.retain(|_, total| *total != (0, 0));
    if totals.is_empty() {
        return Ok(());
    }
    let (nos, totals): (Vec<i64>, Vec<(i64, i64)>) = totals.into_iter().unzip();
    let (submissions, asked): (Vec<i64>, Vec<i64>) = totals.into_iter().unzip();
    statement(include_str!("sql/totals_write.sql"))
        .bind::<Array<BigInt>, _>(nos)
        .bind::<Array<BigInt>, _>(submissions)
        .bind::<Array<BigInt>, _>(asked)
        .run(connection)
        .await
        .map(|_| ())
}

async fn write_held(connection: &AsyncPgConnection, held: &HashMap<i64, i64>) -> Result<()> {
    let held: BTreeMap<&i64, &i64> = held.iter().filter(|(_, more)| **more != 0).collect();
    if held.is_empty() {
        return Ok(());
    }
    let (nos, more): (Vec<i64>, Vec<i64>) = held.into_iter().unzip();
    statement(include_str!("sql/held_write.sql"))
        .bind::<Array<BigInt>, _>(nos)
        .bind::<Array<BigInt>, _>(more)
        .run(connection)
        .await
        .map(|_| ())
}
