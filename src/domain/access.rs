//! Who may do what.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::catalogue::Catalogue;
use super::disclosure::Audience;
use super::ids::{AreaId, CommunityId, DeviceId, PersonId};

/// What a person is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads and decides within their areas.
    Reviewer,
    /// Reads figures.
    Analyst,
    /// Keeps the reference data, the records and the phones of their areas.
    Steward,
    /// Keeps devices and people, too.
    Admin,
}

impl Role {
    /// Every role, in order of what it may do.
    pub const ALL: [Self; 4] = [Self::Reviewer, Self::Analyst, Self::Steward, Self::Admin];

    /// The role's name in the API and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reviewer => "reviewer",
            Self::Analyst => "analyst",
            Self::Steward => "steward",
            Self::Admin => "admin",
        }
    }

    /// The role of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// An enrolled phone, tablet, browser or bridge.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// What people call it.
    pub name: String,
    /// The communities it may report for. They need not be known to the node yet.
    pub communities: Vec<CommunityId>,
    /// Whether it is for trying forms out: it is offered drafts, too.
    pub test: bool,
    /// When it was enrolled, in milliseconds since 1970.
    pub enrolled_at: i64,
    /// When it was revoked, if it was.
    pub revoked_at: Option<i64>,
    /// How many different items of it the node holds, quarantine included.
    pub held: u64,
}

impl Device {
    /// Whether the device may report for a community.
    pub fn covers(&self, community: &CommunityId) -> bool {
        self.communities.contains(community)
    }
}

/// Someone who signs in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// The name they sign in with.
    pub name: String,
    /// What they are for.
    pub role: Role,
    /// The areas they are for; none means all of them.
    pub areas: Vec<AreaId>,
    /// When the account was made, in milliseconds since 1970.
    pub created_at: i64,
    /// When it was disabled, if it was.
    pub disabled_at: Option<i64>,
}

/// A program that reads datasets by a token of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiToken {
    /// Its id.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// Whose editions it may read, with those of everybody.
    pub audience: Audience,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
    /// When it was revoked, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<i64>,
}

/// Whoever a valid token belongs to.
#[derive(Clone, Debug, PartialEq)]
pub enum Caller {
    /// A device.
    Device(Device),
    /// A person.
    Person(Person),
}

impl Caller {
    /// Whether a community is in the caller's scope on a day (`YYYY-MM-DD`).
    pub fn sees(&self, community: &CommunityId, catalogue: &Catalogue, day: &str) -> bool {
        match self {
            Self::Device(device) => device.covers(community),
            Self::Person(person) => person.sees(community, catalogue, day),
        }
    }

    /// Who it is, for the audit: the kind and the id.
    pub fn actor(&self) -> String {
        match self {
            Self::Device(device) => format!("device:{}", device.id),
            Self::Person(person) => format!("person:{}", person.id),
        }
    }
}

impl Person {
    /// Whether the person may enrol devices for the communities that they see.
    pub fn keeps_devices(&self) -> bool {
        matches!(self.role, Role::Steward | Role::Admin)
    }

    /// Whether a community lies in the person's areas on a day. A community without a known area is
    /// seen only by those who see everything.
    pub fn sees(&self, community: &CommunityId, catalogue: &Catalogue, day: &str) -> bool {
        self.areas.is_empty()
            || catalogue.communities.get(community).is_some_and(|c| {
                catalogue.area_chain(c, day).iter().any(|a| self.areas.contains(&a.id))
            })
    }

    /// Whether the whole of an area lies in the person's areas on a day.
    pub fn sees_area(&self, area: &AreaId, catalogue: &Catalogue, day: &str) -> bool {
        self.areas.is_empty()
            || catalogue.areas_above(area, day).iter().any(|a| self.areas.contains(a))
    }
}
