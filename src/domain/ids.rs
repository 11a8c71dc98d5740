//! Typed identifiers, so that a device can never be passed where a submission is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

macro_rules! name_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

uuid_ids! {
    /// One interview or site visit, over all its revisions.
    SubmissionId;
    /// One immutable version of a submission; made by the device.
    RevisionId;
    /// An enrolled phone, tablet, browser or bridge.
    DeviceId;
    /// A person who signs in.
    PersonId;
}

name_ids! {
    /// The unit that needs are reported for, such as `mgusu`.
    CommunityId;
    /// An administrative unit above communities, such as `tz-geita`.
    AreaId;
    /// A code of the needs taxonomy, such as `REG-LIC`.
    NeedCode;
    /// A round of a survey, such as `geita-2026-2`.
    RoundId;
}

/// A form and its version. Versions are text and are never compared by order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FormRef {
    /// The form's id, as in the workbook's settings sheet.
    pub id: String,
    /// The version, as in the workbook's settings sheet.
    pub version: String,
}

impl std::fmt::Display for FormRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.id, self.version)
    }
}
