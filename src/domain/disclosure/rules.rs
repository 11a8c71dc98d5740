//! Rules by audience.

use serde::{Deserialize, Serialize};

/// Codes whose answers can bring harm to who gave them or to the whole community: licences, mercury and
/// cyanide, conflict and security, violence against women, child labour (section 4 of the field guide;
/// that they are treated apart follows R97 and R100). A domain stands for all its codes.
const SENSITIVE: [&str; 8] =
    ["REG-LIC", "REG-FEE", "ENV-HGM", "ENV-CYN", "HSE-CHM", "SEC", "INC-GBV", "INC-CHL"];

/// Who receives something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody.
    Public,
    /// Who signed an agreement on what the data are used for.
    Partner,
    /// Stewards inside the node.
    Restricted,
}

/// What kind of thing a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A choice of a list, or a number in bands.
    Category,
    /// Words of one's own.
    FreeText,
    /// A voice. In some laws a recording is personal data by itself (R106).
    Audio,
    /// A day or an instant.
    Time,
    /// Latitude and longitude.
    Point,
    /// A name, a number to call, an address.
    Contact,
}

/// How a field leaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Treatment {
    /// As it is; categories within the thresholds.
    AsItIs,
    /// As its month.
    Month,
    /// As the cell of a grid, this many degrees wide and high.
    Grid(f64),
    /// Not at all.
    Never,
}

/// The rules for one audience.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// A cell that stands for fewer people, and for somebody, is hidden (R81, R82).
    pub people: u64,
    /// The same for sensitive codes.
    pub sensitive_people: u64,
    /// A cell of a sensitive code is hidden when it rests on fewer communities than this, unless all
    /// of them agreed to be named (R97).
    pub communities: usize,
    /// Counts are shown as the nearest multiple of this; 1 shows them as they are.
    pub rounding: u64,
    /// Global risk of being found again from which microdata are refused (R83); `None` for no limit.
    pub risk: Option<f64>,
    /// Whom they are for.
    pub audience: Audience,
}

impl Rules {
    /// The rules for an audience. Five people, 3 % and base 5 are practice (R81, R83); 10 people for
    /// sensitive codes, three communities and everything between public and restricted are ours (u).
    pub fn of(audience: Audience) -> Self {
        let open = Self {
            people: 1,
            sensitive_people: 1,
            communities: 1,
            rounding: 1,
            risk: None,
            audience,
        };
        match audience {
            Audience::Public => Self {
                people: 5,
                sensitive_people: 10,
                communities: 3,
                rounding: 5,
                risk: Some(0.03),
                ..open
            },
            Audience::Partner => {
                Self { people: 3, sensitive_people: 5, communities: 2, risk: Some(0.09), ..open }
            }
            Audience::Restricted => open,
        }
    }

    /// How a field of this kind leaves for the audience.
    pub fn treatment(&self, content: Content) -> Treatment {
        match (self.audience, content) {
            (_, Content::Contact) => Treatment::Never,
            (Audience::Restricted, _) | (_, Content::Category) => Treatment::AsItIs,
            (_, Content::FreeText | Content::Audio) => Treatment::Never,
            (_, Content::Time) => Treatment::Month,
            // About 28 km and 11 km at the equator: more than the displacement of DHS (R109).
            (Audience::Public, Content::Point) => Treatment::Grid(0.25),
            (Audience::Partner, Content::Point) => Treatment::Grid(0.1),
        }
    }

    /// The least people a cell of this code must stand for; of no code when it counts respondents.
    pub fn threshold(&self, code: Option<&str>) -> u64 {
        if code.is_some_and(is_sensitive) { self.sensitive_people } else { self.people }
    }

    /// A count as it is shown.
    pub fn rounded(&self, count: u64) -> u64 {
        let base = self.rounding.max(1);
        (count.saturating_add(base / 2) / base) * base
    }
}

/// Whether a code is sensitive, or its domain is.
pub fn is_sensitive(code: &str) -> bool {
    let domain = code.split('-').next().unwrap_or(code);
    SENSITIVE.iter().any(|sensitive| *sensitive == code || *sensitive == domain)
}
