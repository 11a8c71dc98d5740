//! Reference data and figures as the API shows them: names in the language asked for.

use std::fmt::Write;

use serde::Serialize;

use crate::domain::catalogue::Catalogue;
use crate::domain::ids::{AreaId, CommunityId};
use crate::domain::needs::{Label, NeedsReport};
use crate::domain::place::{Area, Community};
use crate::domain::text::Text;
use crate::i18n::Texts;
use crate::store::Total;

/// A community.
#[derive(Serialize)]
pub struct CommunityView {
    pub id: CommunityId,
    pub name: String,
    pub kind: Option<String>,
    /// The areas above it today, from the lowest up.
    pub areas: Vec<AreaView>,
    pub population: Option<u64>,
    pub coverage: Coverage,
}

/// An area.
#[derive(Serialize)]
pub struct AreaView {
    pub id: AreaId,
    pub kind: String,
    pub name: String,
}

/// What there is of a community.
#[derive(Serialize)]
pub struct Coverage {
    /// Records that count.
    pub submissions: u64,
    /// People asked who may be counted.
    pub asked: u64,
}

/// A text in the best language there is, or the id where there is none.
pub fn name(text: &Text, texts: &Texts, id: &str) -> String {
    text.pick(texts.chain()).map_or(id, |(_, text)| text).to_owned()
}

impl CommunityView {
    /// A community with its totals on a day.
    pub fn of(
        community: &Community,
        total: Option<&Total>,
        catalogue: &Catalogue,
        day: &str,
        texts: &Texts,
    ) -> Self {
        let areas = catalogue.area_chain(community, day);
        Self {
            id: community.id.clone(),
            name: name(&community.name, texts, community.id.as_str()),
            kind: community.kind.clone(),
            areas: areas.into_iter().map(|area| AreaView::of(area, texts)).collect(),
            population: community.population,
            coverage: Coverage {
                submissions: total.map_or(0, |total| total.submissions),
                asked: total.map_or(0, |total| total.asked),
            },
        }
    }
}

impl AreaView {
    /// An area in one language.
    pub fn of(area: &Area, texts: &Texts) -> Self {
        Self {
            id: area.id.clone(),
            kind: area.kind.clone(),
            name: name(&area.name, texts, area.id.as_str()),
        }
    }
}

/// Fills the labels of a report in; a code that the taxonomy does not have labels itself.
pub fn label(report: &mut NeedsReport, catalogue: &Catalogue, texts: &Texts) {
    report.verdict.name(|text, id| name(text, texts, id));
    report.label(|code| {
        let known = catalogue.taxonomy.get(code.as_str());
        let picked = known.and_then(|known| known.label.pick(texts.chain()));
        let (language, label) = picked.unwrap_or(("", code.as_str()));
        Some(Label { language: language.to_owned(), label: label.to_owned() })
    });
}

/// One segment of a path, percent-encoded.
pub fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            // Writing to a text cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}
