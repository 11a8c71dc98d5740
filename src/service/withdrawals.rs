//! Withdrawals by the code of a receipt: without a name, a sign-in or a network on the day of the interview.

use std::num::NonZeroU32;
use std::sync::Arc;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota};
use uuid::uuid;

use super::secrets::{hash_token, new_token};
use super::{Result, Services, attachments};
use crate::domain::access::Device;
use crate::domain::catalogue::Catalogue;
use crate::domain::consent::{ReceiptCode, expiry, withdrawal};
use crate::domain::ids::{DeviceId, SubmissionId};
use crate::domain::item::Reading;
use crate::domain::problem::Problem;
use crate::domain::revision::Revision;
use crate::store::{Arrival, Intake, Outcome, Receipt, StoreError, Taken};

/// What withdraws for people who bring a receipt: the same on every node, and nobody has its token.
const RECEIPTS: DeviceId = DeviceId(uuid!("5b1a0000-0000-4000-8000-726563656970"));
/// What it is called in the list of devices.
const NAME: &str = "receipts";

/// Submissions withdrawn in one transaction.
const TOGETHER: usize = 500;
/// How often they are handed over again when the reference data changes under them.
const RETRIES: usize = 8;

/// How many codes may be brought without a sign-in: some at once, then one every few seconds. Who tries
/// codes at that pace meets the first that is somebody's, of a million, after centuries.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(30).unwrap();
const PER_MINUTE: NonZeroU32 = NonZeroU32::new(20).unwrap();

/// Counts the codes that are brought without a sign-in.
#[derive(Clone)]
pub struct Door(Arc<DefaultDirectRateLimiter>);

impl Default for Door {
    fn default() -> Self {
        let quota = Quota::per_minute(PER_MINUTE).allow_burst(AT_ONCE);
        Self(Arc::new(DefaultDirectRateLimiter::direct(quota)))
    }
}

impl Door {
    fn pass(&self) -> std::result::Result<(), Problem> {
        self.0.check().map_err(|not_before| {
            let wait = not_before.wait_time_from(DefaultClock::default().now());
            Problem::TooManyRequests { retry_after: wait.as_secs().max(1) }
        })
    }
}

/// Takes a receipt back from anybody. It looks the same whether there is a submission of it or not, and
/// takes as long: what is here is withdrawn after the answer.
///
/// # Errors
/// [`Problem::BadParameter`] when it is no code, [`Problem::TooManyRequests`].
pub async fn bring(services: &Services, code: &str) -> Result<()> {
    let read = ReceiptCode::read(code);
    let given = || code.chars().take(40).collect();
    let code =
        read.map_err(|_| Problem::BadParameter { parameter: "code".to_owned(), given: given() })?;
    services.door.pass()?;
    note(services, &code, "receipt").await?;
    settle_soon(services);
    Ok(())
}

/// Notes a receipt that was brought back, durable when this returns; whether it is the first time. What
/// comes for it from now on is erased as it comes; what is here already, by [`settle`].
///
/// # Errors
/// When the store fails.
pub async fn note(services: &Services, code: &ReceiptCode, actor: &str) -> Result<bool> {
    enrolled(services).await?;
    Ok(services.store.note_receipt(&code.hash(), &services.stamp(actor)).await?)
}

/// Withdraws everything that is here and whose receipt was brought back; how many submissions.
///
/// # Errors
/// When the store fails; what is left is done the next time.
pub async fn settle(services: &Services) -> Result<usize> {
    let _alone = services.settling.lock().await;
    let open = services.store.receipts_open().await?;
    if open.receipts.is_empty() {
        return Ok(0);
    }
    for submissions in open.submissions.chunks(TOGETHER) {
        let arrivals: Vec<Arrival> = submissions.iter().copied().map(arrival).collect();
        withdraw(services, &arrivals).await?;
    }
    if !open.submissions.is_empty() {
        attachments::forget_withdrawn(services).await?;
    }
    let stamp = services.stamp("receipt");
    services.store.receipts_done(&open.receipts, &stamp).await?;
    Ok(open.submissions.len())
}

/// The same, without anybody waiting.
pub fn settle_soon(services: &Services) {
    let services = services.clone();
    tokio::spawn(async move {
        if let Err(error) = settle(&services).await {
            tracing::error!(?error, "withdrawals are left for the next start");
        }
    });
}

/// The withdrawals that have to stand before some arrivals, since their receipts were brought back before.
pub fn before(catalogue: &Catalogue, arrivals: &[Arrival]) -> Vec<Arrival> {
    if catalogue.returned.is_empty() {
        return Vec::new();
    }
    let mut due: Vec<SubmissionId> =
        arrivals.iter().filter_map(|arrival| arrival.reading.submission).collect();
    due.sort();
    due.dedup();
    due.retain(|id| catalogue.returned.contains(&ReceiptCode::of_submission(*id).hash()));
    due.into_iter().map(arrival).collect()
}

/// Takes the receipts that a device brings out of what it pushes: each item's place is taken by what
/// became of it, the others are left.
///
/// # Errors
/// When the store fails.
pub async fn take_out(
    services: &Services,
    items: Vec<Vec<u8>>,
    actor: &str,
) -> Result<(Vec<Option<Receipt>>, Vec<Vec<u8>>)> {
    let (mut done, mut left) = (Vec::with_capacity(items.len()), Vec::with_capacity(items.len()));
    for item in items {
        let Some(code) = crate::domain::consent::brought_back(&item) else {
            done.push(None);
            left.push(item);
            continue;
        };
        let new = note(services, &code, actor).await?;
        let outcome = if new { Outcome::Accepted } else { Outcome::Duplicate };
        done.push(Some(Receipt { revision: None, submission: None, outcome }));
    }
    if done.iter().any(Option::is_some) {
        settle_soon(services);
    }
    Ok((done, left))
}

/// Ends submissions on this node, since their time is over. What comes late for them is erased as it
/// comes, as after a withdrawal; other nodes are told nothing.
///
/// # Errors
/// When the store fails.
pub async fn expire(services: &Services, submissions: &[SubmissionId]) -> Result<()> {
    enrolled(services).await?;
    let arrival = |id: &SubmissionId| {
        let (raw, reading) = expiry(*id);
        Arrival { device: RECEIPTS, raw, reading, quarantine: None }
    };
    withdraw(services, &submissions.iter().map(arrival).collect::<Vec<_>>()).await?;
    attachments::forget_withdrawn(services).await
}

/// Withdraws again what was withdrawn before, by the same revisions: after a backup was restored that is
/// older than they are.
///
/// # Errors
/// When the store fails.
pub async fn again(services: &Services, withdrawn: &[Revision]) -> Result<()> {
    if withdrawn.is_empty() {
        return Ok(());
    }
    enrolled(services).await?;
    let arrival = |revision: &Revision| {
        let (id, submission) = (revision.id, revision.submission);
        let outcome = Ok(revision.clone());
        let reading = Reading { submission: Some(submission), revision: Some(id), outcome };
        Arrival { device: RECEIPTS, raw: Vec::new(), reading, quarantine: None }
    };
    for some in withdrawn.chunks(TOGETHER) {
        withdraw(services, &some.iter().map(arrival).collect::<Vec<_>>()).await?;
    }
    attachments::forget_withdrawn(services).await
}

async fn withdraw(services: &Services, arrivals: &[Arrival]) -> Result<()> {
    for _ in 0..RETRIES {
        let catalogue_change = services.store.catalogue().await?.change;
        let arrivals = arrivals.to_vec();
        let intake = Intake { received_at: services.now(), catalogue_change, arrivals };
        if let Taken::Done(_) = services.store.take_in(intake).await? {
            return Ok(());
        }
    }
    Err(Problem::Busy { retry_after: 1 }.into())
}

fn arrival(id: SubmissionId) -> Arrival {
    let (raw, reading) = withdrawal(id);
    Arrival { device: RECEIPTS, raw, reading, quarantine: None }
}

/// Sees to it that there is a device which withdraws, and which nobody can use.
async fn enrolled(services: &Services) -> Result<()> {
    if services.store.devices().await?.iter().any(|device| device.id == RECEIPTS) {
        return Ok(());
    }
    let now = services.now();
    let device = Device {
        id: RECEIPTS,
        name: NAME.to_owned(),
        communities: Vec::new(),
        test: false,
        enrolled_at: now,
        revoked_at: None,
        held: 0,
    };
    let stamp = services.stamp("receipt");
    match services.store.enrol(&device, &hash_token(&new_token()?), &stamp).await {
        // Another node was faster.
        Ok(()) | Err(StoreError::Constraint(_)) => {}
        Err(error) => return Err(error.into()),
    }
    services.store.revoke(RECEIPTS, &stamp).await?;
    Ok(())
}
