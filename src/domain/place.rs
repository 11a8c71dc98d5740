//! Communities, and the areas above them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ids::{AreaId, CommunityId};
use super::text::Text;

/// The unit that needs are reported for. It is not a village, a site, a pit or a licence area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Community {
    /// Its id.
    pub id: CommunityId,
    /// Its name per language; the empty key is the name without a stated language.
    pub name: Text,
    /// The area it lies in, where that is known. The area itself may still be unknown to the node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaId>,
    /// How many people it has, where that is known: the base of finite-population intervals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<u64>,
    /// What kind of place it is: `mine`, `processing`, `village`…; a word of the operator's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Latitude and longitude in degrees (WGS 84). Restricted: never in an answer to a device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<(f64, f64)>,
}

/// An administrative unit above communities. Units are cut and renamed, so everything is dated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Its id in Sikia.
    pub id: AreaId,
    /// Its level, in the words of its country: `country`, `region`, `district`, `ward`…
    pub kind: String,
    /// Its name per language.
    pub name: Text,
    /// Codes by scheme (`pcode`, `iso3166-2`, `nbs`, `ipis`): `TZ26` and `TZ-26` are different places.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, String>,
    /// The areas it lay in, each with the days it did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<Parent>,
}

/// One area within another for a time. Days are `YYYY-MM-DD`; an open end is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// The area above.
    pub area: AreaId,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The first day on which it no longer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl Area {
    /// The area above on a day (`YYYY-MM-DD`).
    pub fn parent_on(&self, day: &str) -> Option<&AreaId> {
        self.parents
            .iter()
            .find(|p| {
                p.from.as_deref().is_none_or(|from| from <= day)
                    && p.until.as_deref().is_none_or(|until| day < until)
            })
            .map(|p| &p.area)
    }
}
