//! How far a field may go.

use serde::{Deserialize, Serialize};

use crate::domain::disclosure::Content;

/// How far a field may go, from nearest to furthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportClass {
    /// It stays on this node.
    Local,
    /// It stays in the country (R101).
    National,
    /// It may go to anyone whom disclosure control lets have it.
    Anyone,
}

/// Where something is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// A node or person in the same country.
    InCountry,
    /// Anywhere else, and wherever nobody knows.
    Abroad,
}

impl ExportClass {
    /// The class of a field whose form says nothing: personal things stay, sensitive ones stay in the
    /// country, and so does every single record's choice; what is counted from them may go.
    pub fn of(content: Content) -> Self {
        match content {
            Content::Contact | Content::Audio | Content::Point => Self::Local,
            Content::FreeText | Content::Category | Content::Time => Self::National,
        }
    }

    /// Whether a field of this class may be sent there.
    pub fn allows(self, destination: Destination) -> bool {
        match destination {
            Destination::InCountry => self >= Self::National,
            Destination::Abroad => self == Self::Anyone,
        }
    }
}

/// The fields that may not be sent there, each with its class, in the order given. A replication or an
/// export with any of them is refused, and says which.
pub fn refused<'a>(
    fields: &[(&'a str, ExportClass)],
    destination: Destination,
) -> Vec<(&'a str, ExportClass)> {
    fields.iter().filter(|(_, class)| !class.allows(destination)).copied().collect()
}
