//! What is stored of everything that a batch of pushes names, read set at a time.

use std::collections::{BTreeSet, HashMap};

use diesel::sql_types::{Array, BigInt, Binary, Bool, Integer, Nullable, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::intake::Parcel;
use super::numbers::Work;
use super::revisions;
use super::settle::{Former, Held, Place};
use super::sql::rows;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::store::{Result, StoreError};

/// Something in quarantine, of a device and with a digest.
pub(super) struct Waits {
    pub submission: Option<SubmissionId>,
    pub revision: Option<RevisionId>,
    pub received_at: i64,
    /// Its place among those that the batch brought.
    pub order: usize,
    /// The packed bytes of one that is new.
    pub body: Option<Vec<u8>>,
    /// Whether there is a row of it.
    pub stored: bool,
    /// Whether its reason is new.
    pub changed: bool,
    pub problem: String,
    pub waits_for: Option<String>,
}

/// The key of something in quarantine: the number of its device, and the digest of its bytes.
pub(super) type WaitsKey = (i64, [u8; 32]);

/// What is stored, and in the course of a batch what came to it.
#[derive(Default)]
pub(super) struct Stored<'a> {
    /// Accepted revisions, with their submission.
    pub revisions: HashMap<RevisionId, (SubmissionId, Held<'a>)>,
    pub submissions: HashMap<SubmissionId, Place<'a>>,
    pub quarantine: HashMap<WaitsKey, Waits>,
    /// How many items of a device wait under the name of a revision.
    named: HashMap<(i64, RevisionId), usize>,
}

impl Stored<'_> {
    /// Reads what is stored of the revisions and submissions that parcels name.
    pub async fn read(work: &mut Work, parcels: &[&Parcel]) -> Result<Self> {
        let mut stored = Self::default();
        let readings = || parcels.iter().map(|parcel| &parcel.arrival.reading);
        let named: BTreeSet<Uuid> = readings().filter_map(|r| Some(r.revision?.0)).collect();
        let submissions: BTreeSet<Uuid> =
            readings().filter_map(|r| Some(r.submission?.0)).collect();
        let named: Vec<Uuid> = named.into_iter().collect();
        // Sent together: none needs the answer of another.
        let (revisions, submissions, quarantine) = futures_util::try_join!(
            revisions::by_id(&work.connection, &named),
            read_submissions(&work.connection, submissions),
            read_quarantine(work, parcels, &named),
        )?;
        for row in revisions {
            let (id, submission) = (RevisionId(row.uuid), SubmissionId(row.submission));
            stored.revisions.insert(id, (submission, Held::stored(row)));
        }
        stored.submissions = submissions;
        for (key, waits) in quarantine {
            stored.put_waits(key, waits);
        }
        // Only what gets a new revision has to be merged, and needs all that it has.
        let grows = readings().filter_map(|r| r.outcome.as_ref().ok()).filter(|revision| {
            !stored.revisions.contains_key(&revision.id)
                && stored.submissions.contains_key(&revision.submission)
        });
        let grows: BTreeSet<Uuid> = grows.map(|revision| revision.submission.0).collect();
        let grows: Vec<Uuid> = grows.into_iter().collect();
        for row in revisions::of_submissions(&work.connection, &grows).await? {
            let (id, submission) = (RevisionId(row.uuid), SubmissionId(row.submission));
            if let Some(place) = stored.submissions.get_mut(&submission) {
                place.add_stored(id, Held::stored(row));
            }
        }
        Ok(stored)
    }

    /// Adds something to quarantine.
    pub fn put_waits(&mut self, key: WaitsKey, waits: Waits) {
        if let Some(id) = waits.revision {
            *self.named.entry((key.0, id)).or_default() += 1;
        }
        self.quarantine.insert(key, waits);
    }

    /// Takes something out of quarantine.
    pub fn take_waits(&mut self, key: &WaitsKey) -> Option<Waits> {
        let waits = self.quarantine.remove(key)?;
        if let Some(id) = waits.revision
            && let Some(count) = self.named.get_mut(&(key.0, id))
        {
            *count = count.saturating_sub(1);
        }
        Some(waits)
    }

    /// Whether a device has anything in quarantine under the name of a revision.
    pub fn waits_under(&self, device_no: i64, id: Option<RevisionId>) -> bool {
        let count = id.and_then(|id| self.named.get(&(device_no, id)));
        count.is_some_and(|count| *count > 0)
    }
}

async fn read_submissions<'a>(
    connection: &AsyncPgConnection,
    ids: BTreeSet<Uuid>,
) -> Result<HashMap<SubmissionId, Place<'a>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    type Columns = (SqlUuid, Nullable<BigInt>, Integer, BigInt, Bool);
    let found: Vec<(Uuid, Option<i64>, i32, i64, bool)> =
        rows::<Columns>(include_str!("sql/submissions_known.sql"))
            .bind::<Array<SqlUuid>, _>(ids.into_iter().collect::<Vec<_>>())
            .load(connection)
            .await?;
    let place = |(id, community_no, state, change, fact)| {
        let devices = BTreeSet::new();
        let former = Former { community_no, state, change, fact, devices };
        (SubmissionId(id), Place::stored(former))
    };
    Ok(found.into_iter().map(place).collect())
}

async fn read_quarantine(
    work: &Work,
    parcels: &[&Parcel],
    revisions: &[Uuid],
) -> Result<Vec<(WaitsKey, Waits)>> {
    let mut keys: (Vec<i64>, Vec<Vec<u8>>) = Default::default();
    for parcel in parcels {
        if let Ok(no) = work.numbers.device(parcel.arrival.device) {
            keys.0.push(no);
            keys.1.push(parcel.digest.to_vec());
        }
    }
    type Columns = (BigInt, Binary, Nullable<SqlUuid>, Nullable<SqlUuid>, BigInt);
    type Found = (i64, Vec<u8>, Option<Uuid>, Option<Uuid>, i64);
    let found: Vec<Found> = rows::<Columns>(include_str!("sql/quarantine_known.sql"))
        .bind::<Array<SqlUuid>, _>(revisions.to_vec())
        .bind::<Array<BigInt>, _>(keys.0)
        .bind::<Array<Binary>, _>(keys.1)
        .load(&work.connection)
        .await?;
    let waits = |(device_no, digest, submission, revision, received_at): Found| {
        let digest: [u8; 32] =
            digest.try_into().map_err(|_| StoreError::Corrupt("a digest".into()))?;
        let waits = Waits {
            submission: submission.map(SubmissionId),
            revision: revision.map(RevisionId),
            received_at,
            order: 0,
            body: None,
            stored: true,
            changed: false,
            problem: String::new(),
            waits_for: None,
        };
        Ok(((device_no, digest), waits))
    };
    found.into_iter().map(waits).collect()
}
