//! What waits in quarantine, for people to see and to help.

use serde_json::Value;

use super::sync::take_in;
use super::{Result, Services};
use crate::domain::access::{Device, Person, Role};
use crate::domain::content;
use crate::domain::ids::{CommunityId, FormRef};
use crate::domain::problem::Problem;
use crate::store::{Outcome, Quarantined};

/// Items told at once.
pub const PAGE: usize = 200;

/// Something that waits, without its answers.
#[derive(Clone, Debug)]
pub struct Waits {
    /// Its number.
    pub no: i64,
    /// The device that sent it.
    pub device: Device,
    /// Why it waits.
    pub problem: Problem,
    /// The form that it says it was filled with.
    pub form: Option<FormRef>,
    /// When it came, in milliseconds since 1970.
    pub received_at: i64,
}

/// What waits from devices of the person's communities, beyond the number `after`. The read is in the
/// audit.
///
/// # Errors
/// [`Problem::Forbidden`] for analysts.
pub async fn list(services: &Services, person: &Person, after: i64) -> Result<Vec<Waits>> {
    may(person)?;
    let devices = services.store.devices().await?;
    let found = services.store.quarantined(after, PAGE).await?;
    let entry = services.stamp(&format!("person:{}", person.id)).entry("quarantine.read", "");
    services.store.audit(entry).await?;
    let catalogue = services.store.catalogue_seen();
    let today = services.today();
    let sees = |device: &Device| {
        person.areas.is_empty()
            || device.communities.iter().any(|id| person.sees(id, &catalogue, &today))
    };
    let waits = found.into_iter().filter_map(|item| {
        let device = devices.iter().find(|device| device.id == item.device)?.clone();
        let form = form_of(&item);
        let Quarantined { no, problem, received_at, .. } = item;
        sees(&device).then_some(Waits { no, device, problem, form, received_at })
    });
    Ok(waits.collect())
}

/// Says of which community an item is that could not say it itself, and takes it in.
///
/// # Errors
/// [`Problem::Forbidden`] for analysts. [`Problem::NotFound`] when nothing of this number waits for
/// that, or the community is none of the person's.
pub async fn say_community(
    services: &Services,
    person: &Person,
    no: i64,
    community: &CommunityId,
) -> Result<Outcome> {
    may(person)?;
    let catalogue = services.store.catalogue_seen();
    let known = catalogue.communities.contains_key(community);
    if !known || !person.sees(community, &catalogue, &services.today()) {
        return Err(Problem::NotFound {}.into());
    }
    let mut found = services.store.quarantined(no - 1, 1).await?;
    let item =
        found.pop().filter(|item| item.no == no && item.problem == Problem::CommunityUnsaid {});
    let item = item.ok_or(Problem::NotFound {})?;
    let devices = services.store.devices().await?;
    let device = devices.into_iter().find(|device| device.id == item.device);
    let device = device.ok_or(Problem::NotFound {})?;
    let mut said = content::read(&item.raw).map_err(|_| Problem::Internal {})?;
    said.insert("community".to_owned(), Value::from(community.as_str()));
    let raw = Value::Object(said).to_string().into_bytes();
    let receipt = take_in(services, &device, vec![(raw, None)]).await?.pop();
    let outcome = receipt.ok_or(Problem::Internal {})?.outcome;
    let stamp = services.stamp(&format!("person:{}", person.id));
    services.store.settle_quarantined(&item, &stamp).await?;
    Ok(outcome)
}

fn may(person: &Person) -> Result<()> {
    if person.role == Role::Analyst { Err(Problem::Forbidden {}.into()) } else { Ok(()) }
}

fn form_of(item: &Quarantined) -> Option<FormRef> {
    let said = content::read(&item.raw).ok()?;
    let part = |name: &str| said.get("form")?.get(name)?.as_str().map(str::to_owned);
    Some(FormRef { id: part("id")?, version: part("version")? })
}
