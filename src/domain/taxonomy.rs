//! The code list of needs: domains and the needs in them.

use serde::{Deserialize, Serialize};

use super::ids::NeedCode;
use super::text::Text;

/// The domain of answers that are countable and are no needs.
pub const SPECIAL: &str = "X";
/// "No information need": counts in the base.
pub const NONE: &str = "X-NONE";
/// "Does not know": shown, and not in the base.
pub const DONT_KNOW: &str = "X-DK";
/// "Prefers not to say": shown, and not in the base.
pub const REFUSED: &str = "X-REF";
/// "Other": named something that the list lacks; counts in the base, and is no need.
pub const OTHER: &str = "X-OTH";
/// The domain of services: power, clinic, water. They top every open question and are no information.
pub const SERVICES: &str = "SVC";
/// The domains that the project starts from (workshop line 43).
pub const CORE: [&str; 3] = ["GEO", "ENV", "REG"];

/// One code: a domain when it has no parent, else a need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Code {
    /// The code: `REG`, `REG-LIC`. Never used again for something else.
    pub code: NeedCode,
    /// The domain it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NeedCode>,
    /// Its label per language.
    pub label: Text,
    /// What it covers.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub definition: Text,
    /// Where it comes from and which labels are attested: a reviewer's hint.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// All codes, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Taxonomy(pub Vec<Code>);

impl Taxonomy {
    /// A code of the list.
    pub fn get(&self, code: &str) -> Option<&Code> {
        self.0.iter().find(|c| c.code.as_str() == code)
    }

    /// Whether a code is a need for information, not one for a service.
    pub fn is_information(&self, code: &str) -> bool {
        self.domain(code) != SERVICES
    }

    /// The domain of a code. Codes that are not in the list have the domain their name begins with.
    pub fn domain<'a>(&'a self, code: &'a str) -> &'a str {
        match self.get(code).and_then(|c| c.parent.as_ref()) {
            Some(parent) => parent.as_str(),
            None => code.split('-').next().unwrap_or(code),
        }
    }
}
