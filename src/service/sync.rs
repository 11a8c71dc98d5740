//! One call of a device: push what it made, pull what it does not have.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::{Failure, Result, Services, attachments, blocking, release, vault, withdrawals};
use crate::domain::access::Device;
use crate::domain::catalogue::Catalogue;
use crate::domain::consent::Parted;
use crate::domain::ids::{DeviceId, RevisionId};
use crate::domain::item::{self, Originals};
use crate::domain::problem::Problem;
use crate::store::{Arrival, Change, Intake, Outcome, Position, Quarantined, Receipt, Taken};

/// How often a push is read again when the reference data changes under it.
const RETRIES: usize = 8;

/// What a device asks.
#[derive(Debug, Default)]
pub struct Ask {
    /// The cursor of the last answer; none to start from the beginning.
    pub cursor: Option<String>,
    /// The items, each as the bytes that came.
    pub push: Vec<Vec<u8>>,
    /// How many changes at the most; none to pull nothing.
    pub pull: Option<usize>,
    /// How many revisions the device made in its life.
    pub sequence: Option<u64>,
}

/// What it gets.
#[derive(Debug)]
pub struct Answer {
    /// One outcome per item, in their order.
    pub results: Vec<Pushed>,
    /// What is new in the device's scope.
    pub changes: Vec<Change>,
    /// Where to go on from.
    pub cursor: Option<String>,
    /// Whether there is more to pull.
    pub more: bool,
    /// How many of the device's revisions the node lacks, when the device said how many it made.
    pub missing: Option<u64>,
}

/// What became of a pushed item.
#[derive(Debug)]
pub enum Pushed {
    /// It has an outcome.
    Done(Receipt),
    /// It could not be stored now; nothing is wrong with it.
    Retry,
}

/// Does one call. A push that the store cannot take now is `retry` for each item, and the pull goes
/// on all the same.
///
/// # Errors
/// [`Problem::CursorExpired`], [`Problem::TooLarge`], [`Problem::Busy`].
pub async fn sync(services: &Services, device: &Device, ask: Ask) -> Result<Answer> {
    if ask.push.len() > services.limits.items {
        return Err(too_large("items", services.limits.items, None));
    }
    let oversized = ask.push.iter().position(|item| item.len() > services.limits.item_bytes);
    if let Some(index) = oversized {
        return Err(too_large("item_bytes", services.limits.item_bytes, Some(index)));
    }
    let after = match (&ask.cursor, ask.pull) {
        (Some(cursor), Some(_)) => {
            let change = read_cursor(cursor, services.store.position().await?);
            change.ok_or(Problem::CursorExpired {})?
        }
        _ => 0,
    };
    let pushed = ask.push.len();
    let results = match push(services, device, ask.push).await {
        Ok(receipts) => receipts.into_iter().map(Pushed::Done).collect(),
        Err(Failure::Unavailable(words)) => {
            tracing::error!(error = %words, items = pushed, "a push could not be stored");
            (0..pushed).map(|_| Pushed::Retry).collect()
        }
        Err(failure) => return Err(failure),
    };
    let (pulled, cursor) = match ask.pull {
        None => (None, ask.cursor),
        Some(limit) => {
            let limit = limit.clamp(1, services.limits.pull);
            let pulled = services.store.pull(device, after, limit).await?;
            let cursor = write_cursor(pulled.upto);
            (Some(pulled), Some(cursor))
        }
    };
    let missing = match ask.sequence {
        None => None,
        Some(sequence) => {
            let held = services.store.held(device.id).await?;
            Some(sequence.saturating_sub(held))
        }
    };
    let more = pulled.as_ref().is_some_and(|pulled| pulled.more);
    let changes = pulled.map_or_else(Vec::new, |pulled| pulled.changes);
    Ok(Answer { results, changes, cursor, more, missing })
}

/// Those revisions that the node does not hold.
///
/// # Errors
/// [`Problem::TooLarge`].
pub async fn verify(services: &Services, revisions: &[RevisionId]) -> Result<Vec<RevisionId>> {
    if revisions.len() > services.limits.verify {
        return Err(too_large("verify", services.limits.verify, None));
    }
    Ok(services.store.missing(revisions).await?)
}

fn too_large(bound: &str, limit: usize, index: Option<usize>) -> Failure {
    Problem::TooLarge { bound: bound.to_owned(), limit: limit as u64, index }.into()
}

async fn push(services: &Services, device: &Device, items: Vec<Vec<u8>>) -> Result<Vec<Receipt>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let actor = format!("device:{}", device.id);
    let (taken_out, items) = withdrawals::take_out(services, items, &actor).await?;
    let items = items.into_iter().map(|raw| (raw, None)).collect();
    let mut receipts = take_in(services, device, items).await?.into_iter();
    Ok(taken_out.into_iter().filter_map(|done| done.or_else(|| receipts.next())).collect())
}

/// The bytes of an item, and its number if it comes from quarantine.
pub(super) type Came = (Vec<u8>, Option<i64>);

/// Reads items of a device and hands them to the store, and takes in the edits that waited for them.
pub(super) async fn take_in(
    services: &Services,
    device: &Device,
    items: Vec<Came>,
) -> Result<Vec<Receipt>> {
    let receipts = take_in_once(services, device, items).await?;
    release::edits(services, &receipts).await?;
    Ok(receipts)
}

/// Reads items and hands them to the store; reads them again when the reference data changed on the
/// way.
pub(super) async fn take_in_once(
    services: &Services,
    device: &Device,
    items: Vec<Came>,
) -> Result<Vec<Receipt>> {
    let from = device.id;
    let mut items = items;
    let (mut parted, mut whole) = (vec![None; items.len()], Whole::new());
    for _ in 0..RETRIES {
        // With the same picture as they are read with: else a form that has just come would be read with
        // a contact in it.
        let catalogue = services.store.catalogue_seen();
        let (left, new, had) = part(services, catalogue.clone(), items).await?;
        items = left;
        whole.extend(had);
        for (place, new) in parted.iter_mut().zip(new) {
            *place = new.or(place.take());
        }
        let replaced: Vec<RevisionId> =
            items.iter().filter_map(|(raw, _)| item::original(raw)).collect();
        let found = match replaced.is_empty() {
            true => Originals::new(),
            false => services.store.originals(&replaced).await?,
        };
        let catalogue_change = catalogue.change;
        let (limits, device) = (services.limits, device.clone());
        let bytes = items.iter().map(|(raw, _)| raw.len()).sum();
        let (before, arrivals) = blocking(bytes, move || {
            let read = |(raw, quarantine): Came| {
                let reading = item::read(&raw, &catalogue, &limits, |id| device.covers(id), &found);
                Arrival { device: device.id, raw, reading, quarantine }
            };
            let read: Vec<Arrival> = items.into_iter().map(read).collect();
            let mut arrivals = withdrawals::before(&catalogue, &read);
            let before = arrivals.len();
            arrivals.extend(read);
            (before, arrivals)
        })
        .await?;
        let withdraws = |arrival: &Arrival| {
            arrival.reading.outcome.as_ref().is_ok_and(|revision| revision.withdraw)
        };
        let withdraws: Vec<bool> = arrivals.iter().map(withdraws).collect();
        let intake = Intake { received_at: services.now(), catalogue_change, arrivals };
        match services.store.take_in(intake).await? {
            Taken::Done(mut receipts) => {
                let new = |(receipt, withdraws): (&Receipt, &bool)| {
                    *withdraws && receipt.outcome != Outcome::Duplicate
                };
                if receipts.iter().zip(&withdraws).any(new) {
                    attachments::forget_withdrawn(services).await?;
                }
                let receipts = receipts.split_off(before);
                vault::keep(services, &receipts, &parted).await?;
                released(services, from, &receipts, whole).await?;
                return Ok(receipts);
            }
            Taken::Stale(arrivals) => {
                services.store.catalogue().await?;
                items = arrivals.into_iter().skip(before).map(|a| (a.raw, a.quarantine)).collect();
            }
        }
    }
    Err(Problem::Busy { retry_after: 1 }.into())
}

/// Items that waited in quarantine with a contact in them: their place, number and bytes.
type Whole = Vec<(usize, i64, Vec<u8>)>;

/// Takes contacts out of items, before anything else sees them.
async fn part(
    services: &Services,
    catalogue: Arc<Catalogue>,
    items: Vec<Came>,
) -> Result<(Vec<Came>, Vec<Option<Parted>>, Whole)> {
    if !vault::is_asked_for(services, &catalogue) {
        let none = vec![None; items.len()];
        return Ok((items, none, Whole::new()));
    }
    let bytes = items.iter().map(|(raw, _)| raw.len()).sum();
    let services = services.clone();
    blocking(bytes, move || {
        let (mut parted, mut whole) = (Vec::with_capacity(items.len()), Whole::new());
        let mut left = Vec::with_capacity(items.len());
        for (at, (raw, no)) in items.into_iter().enumerate() {
            let one = vault::part(&services, &catalogue, &raw);
            match &one {
                Some(one) => {
                    whole.extend(no.map(|no| (at, no, raw)));
                    left.push((one.raw.clone(), no));
                }
                None => left.push((raw, no)),
            }
            parted.push(one);
        }
        (left, parted, whole)
    })
    .await
}

/// Takes out of quarantine what is in now under bytes without its contact.
async fn released(
    services: &Services,
    device: DeviceId,
    receipts: &[Receipt],
    whole: Whole,
) -> Result<()> {
    for (at, no, raw) in whole {
        let still = receipts.get(at).map(|receipt| &receipt.outcome);
        if matches!(still, None | Some(Outcome::Quarantined(_))) {
            continue;
        }
        let problem = Problem::Internal {};
        let item = Quarantined { no, device, problem, raw, received_at: 0 };
        services.store.settle_quarantined(&item, &services.stamp("vault")).await?;
    }
    Ok(())
}

fn write_cursor(position: Position) -> String {
    let mut bytes = position.store.as_bytes().to_vec();
    bytes.extend(position.change.to_be_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The change number of a cursor, if this store gave it out.
fn read_cursor(cursor: &str, now: Position) -> Option<u64> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (store, change) = bytes.split_at_checked(16)?;
    let change = u64::from_be_bytes(change.try_into().ok()?);
    (Uuid::from_slice(store).ok()? == now.store && change <= now.change).then_some(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_good_only_for_the_store_that_gave_it_and_not_for_the_future() {
        let now = Position { store: Uuid::from_u128(7), change: 40 };
        let cursor = write_cursor(Position { change: 12, ..now });
        assert_eq!(read_cursor(&cursor, now), Some(12));
        assert_eq!(read_cursor(&cursor, Position { store: Uuid::nil(), ..now }), None);
        assert_eq!(read_cursor(&cursor, Position { change: 11, ..now }), None);
        for garbage in ["", "x", "AAAA", &"A".repeat(10_000), "\u{0}"] {
            assert_eq!(read_cursor(garbage, now), None);
        }
    }
}
