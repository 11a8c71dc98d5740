//! Who looked at what a community said: the question is the community's to ask.

use super::{Result, Services};
use crate::domain::access::{Person, Role};
use crate::domain::ids::CommunityId;
use crate::domain::problem::Problem;
use crate::store::AuditEntry;

/// Entries told at once.
pub const PAGE: usize = 200;

/// Somebody who looked.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// What was read, and when.
    pub entry: AuditEntry,
    /// The name of the person or device; none where it is the operator.
    pub name: Option<String>,
    /// The role of the person.
    pub role: Option<Role>,
}

/// Who read records or figures of a community in the person's scope, newest first. To ask is in the audit
/// too.
///
/// # Errors
/// [`Problem::Forbidden`] for analysts, [`Problem::NotFound`] for a community out of scope.
pub async fn at(
    services: &Services,
    person: &Person,
    community: &CommunityId,
) -> Result<Vec<Look>> {
    if person.role == Role::Analyst {
        return Err(Problem::Forbidden {}.into());
    }
    let catalogue = services.catalogue().await?;
    let known = catalogue.communities.contains_key(community);
    if !known || !person.sees(community, &catalogue, &services.today()) {
        return Err(Problem::NotFound {}.into());
    }
    let looks = all(services, community, PAGE).await?;
    let actor = format!("person:{}", person.id);
    let entry = services.stamp(&actor).entry("audit.read", format!("community:{community}"));
    services.store.audit_soon(entry);
    Ok(looks)
}

/// Who read records or figures of a community, newest first, with the names that they go by.
///
/// # Errors
/// When the store fails.
pub async fn all(services: &Services, community: &CommunityId, limit: usize) -> Result<Vec<Look>> {
    let entries = services.store.looked(community, limit).await?;
    let (people, devices) = (services.store.people().await?, services.store.devices().await?);
    let look = |entry: AuditEntry| {
        let (kind, id) = entry.actor.split_once(':').unwrap_or((&entry.actor, ""));
        let person = people.iter().find(|person| kind == "person" && person.id.to_string() == id);
        let device = devices.iter().find(|device| kind == "device" && device.id.to_string() == id);
        let name = person.map(|p| p.name.clone()).or_else(|| device.map(|d| d.name.clone()));
        let role = person.map(|person| person.role);
        Look { entry, name, role }
    };
    Ok(entries.into_iter().map(look).collect())
}
