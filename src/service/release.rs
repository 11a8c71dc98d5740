//! Out of quarantine by itself: what waited for a form, a community or a scope is read again once
//! that is there.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use uuid::Uuid;

use super::sync::{Came, take_in, take_in_once};
use super::{Result, Services};
use crate::domain::access::Device;
use crate::domain::ids::{DeviceId, RevisionId};
use crate::domain::problem::Problem;
use crate::store::{Outcome, Receipt, Waiting};

/// Items read again at once.
const CHUNK: usize = 500;

/// Reads again what waits for one of these reasons. Returns how many items were accepted.
///
/// # Errors
/// When the store fails. What was released stays so; the rest waits for the next try.
pub async fn release(services: &Services, reasons: &[Waiting]) -> Result<u64> {
    let devices = services.store.devices().await?;
    let devices: BTreeMap<DeviceId, Device> = devices.into_iter().map(|d| (d.id, d)).collect();
    let mut released = 0;
    for reasons in reasons.chunks(CHUNK) {
        loop {
            let waiting = services.store.waiting(reasons, CHUNK).await?;
            let mut by_device: BTreeMap<DeviceId, Vec<Came>> = BTreeMap::new();
            let found = waiting.len();
            for item in waiting {
                by_device.entry(item.device).or_default().push((item.raw, Some(item.no)));
            }
            let mut still = 0;
            for (id, items) in by_device {
                let Some(device) = devices.get(&id) else { continue };
                for receipt in take_in(services, device, items).await? {
                    match receipt.outcome {
                        Outcome::Quarantined(problem)
                            if Waiting::of(&problem, id).is_some_and(|w| reasons.contains(&w)) =>
                        {
                            still += 1;
                        }
                        Outcome::Quarantined(_) => {}
                        _ => released += 1,
                    }
                }
            }
            // What waits for the same reason still would be found again for ever.
            if found < CHUNK || still > 0 {
                break;
            }
        }
    }
    Ok(released)
}

/// Takes in the edits that waited for what has just been accepted, and those that waited for them.
/// An edit that has to wait looks itself, once more, whether its original came meanwhile: whichever of
/// the two is later finds the other.
///
/// # Errors
/// When the store fails. What waits is found again when the next revision of its record comes, and at
/// the next start.
pub(super) async fn edits(services: &Services, receipts: &[Receipt]) -> Result<()> {
    let mut arrived: Vec<Waiting> = Vec::new();
    for receipt in receipts {
        match &receipt.outcome {
            Outcome::Quarantined(Problem::OriginalMissing { original }) => {
                services.edits_wait.store(true, Ordering::SeqCst);
                let original = Uuid::parse_str(original).ok().map(RevisionId);
                arrived.extend(original.map(Waiting::Revision));
            }
            Outcome::Quarantined(_) => {}
            _ => arrived.extend(receipt.revision.map(Waiting::Revision)),
        }
    }
    if arrived.is_empty() || !services.edits_wait.load(Ordering::SeqCst) {
        return Ok(());
    }
    let mut devices: Option<BTreeMap<DeviceId, Device>> = None;
    while !arrived.is_empty() {
        let mut by_device: BTreeMap<DeviceId, Vec<Came>> = BTreeMap::new();
        for reasons in arrived.chunks(CHUNK) {
            for item in services.store.waiting(reasons, CHUNK).await? {
                by_device.entry(item.device).or_default().push((item.raw, Some(item.no)));
            }
        }
        arrived.clear();
        if by_device.is_empty() {
            break;
        }
        if devices.is_none() {
            let all = services.store.devices().await?;
            devices = Some(all.into_iter().map(|d| (d.id, d)).collect());
        }
        for (id, items) in by_device {
            let Some(device) = devices.as_ref().and_then(|all| all.get(&id)) else { continue };
            for receipt in take_in_once(services, device, items).await? {
                if !matches!(receipt.outcome, Outcome::Quarantined(_)) {
                    arrived.extend(receipt.revision.map(Waiting::Revision));
                }
            }
        }
    }
    Ok(())
}

/// Reads again everything that something in the catalogue could resolve: at start, in case an import
/// was interrupted before it could.
///
/// # Errors
/// As [`release`].
pub async fn release_all(services: &Services) -> Result<u64> {
    if services.store.health().await?.quarantined == 0 {
        // Another node may get an edit before its original, and this one the original.
        services.edits_wait.store(services.store.is_shared(), Ordering::SeqCst);
        return Ok(0);
    }
    let catalogue = services.store.catalogue().await?;
    let forms = catalogue.forms.keys().cloned().map(Waiting::Form);
    let communities = catalogue.communities.keys().cloned().map(Waiting::Community);
    let devices = services.store.devices().await?;
    let scopes = devices.iter().flat_map(|device| {
        device.communities.iter().map(|community| Waiting::Scope(device.id, community.clone()))
    });
    let reasons: Vec<Waiting> = forms.chain(communities).chain(scopes).collect();
    release(services, &reasons).await
}
