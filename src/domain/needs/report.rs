//! The needs of a community or an area, as `GET /v1/communities/{id}/needs` gives them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::RANKS;
use super::borda::POINTS;
use super::codes::{Codes, NUMBER_OTHER};
use super::filter::Filter;
use super::interval::{Interval, Sample};
use super::tally::Tally;
use crate::domain::ids::NeedCode;
use crate::domain::round::{NeedVerdict, Verdict};
use crate::domain::taxonomy::Taxonomy;

/// What people asked for, and how sure that is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeedsReport {
    /// The base of every share: who answered, those who need nothing included.
    pub respondents: u64,
    /// Everybody who was asked and may be counted.
    pub asked: u64,
    /// Of the base, who says that nothing is needed (`X-NONE`).
    pub none: u64,
    /// Of the base, who named among the first three something that the taxonomy lacks (`X-OTH`).
    pub other: u64,
    /// Beside the base, who does not know (`X-DK`).
    pub dont_know: u64,
    /// Beside the base, who prefers not to say (`X-REF`).
    pub refused: u64,
    /// How the figures were made.
    pub method: Method,
    /// The needs, most named first, those named alike by code.
    pub needs: Vec<Need>,
    /// Who the respondents are.
    pub groups: Groups,
    /// What the round that they were asked in lets one say.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// How the figures were made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Method {
    /// Which interval.
    pub interval: &'static str,
    /// How often such intervals hold the truth.
    pub confidence: f64,
    /// How many people there are, where that is known.
    pub population: Option<u64>,
    /// Whether intervals are narrowed by it.
    pub finite_population: bool,
    /// How people were chosen; where that is not declared, no claim about a population is made.
    pub design: &'static str,
    /// What shares are shares of.
    pub base: &'static str,
    /// What `borda` is: a secondary index.
    pub borda: &'static str,
}

/// One need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Need {
    /// Its code.
    pub code: NeedCode,
    /// The code of its domain.
    pub domain: NeedCode,
    /// Its label and the language of that, where they were filled in: see [`NeedsReport::label`].
    #[serde(flatten)]
    pub label: Option<Label>,
    /// How many named it among their first three. The lead figure.
    pub named: u64,
    /// `named` of the base; 0 to 1.
    pub share: f64,
    /// The interval of the share.
    pub interval: Interval,
    /// How many named it first.
    pub first_choice: u64,
    /// `first_choice` of the base; 0 to 1.
    pub first_share: f64,
    /// Secondary: 3 points for a first, 2 for a second, 1 for a third place, over the base; 0 to 3.
    pub borda: f64,
    /// What may be said of it.
    #[serde(flatten)]
    pub verdict: NeedVerdict,
}

/// A text and the language it is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// BCP 47; empty where the text states no language.
    pub language: String,
    /// The text.
    pub label: String,
}

/// Respondents by what they said of themselves, most first, ties by code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Groups {
    /// By gender; adds up to the base.
    pub gender: Vec<Group>,
    /// By age band; adds up to the base.
    pub age: Vec<Group>,
    /// By role. One person may have several, so this adds up to more than the base.
    pub role: Vec<Group>,
}

/// Some of the respondents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The choice of the form; null for who was not asked or did not answer. The null group is last.
    pub code: Option<String>,
    /// How many.
    pub respondents: u64,
}

impl NeedsReport {
    /// Makes the report of a tally.
    ///
    /// `population` narrows the intervals where it is known. Under a filter it stays that of the
    /// whole community, which makes intervals wider than they need be and never narrower. Of the
    /// filter only `domain` is looked at here; the rest was for the tally.
    pub fn of(
        tally: &Tally,
        codes: &Codes,
        taxonomy: &Taxonomy,
        population: Option<u64>,
        filter: &Filter,
    ) -> Self {
        let sample = Sample::of(tally.respondents, population);
        let share = |count: u64| {
            if sample.n == 0 { 0.0 } else { count as f64 / sample.n as f64 }
        };
        let ranked = |number: u32| {
            tally.ranks.each_ref().map(|rank| rank.get(number as usize).copied().unwrap_or(0))
        };
        let size = tally.ranks.iter().map(Vec::len).max().unwrap_or(0);
        let mut needs = Vec::new();
        for number in NUMBER_OTHER + 1..u32::try_from(size).unwrap_or(u32::MAX) {
            let ranks: [u64; RANKS] = ranked(number);
            let named: u64 = ranks.iter().sum();
            if named == 0 {
                continue;
            }
            let code = codes.text(number);
            let domain = taxonomy.domain(code);
            let information = taxonomy.is_information(code);
            if filter.domain.as_ref().is_some_and(|wanted| wanted != domain)
                || (filter.information && !information)
            {
                continue;
            }
            let points: u64 = ranks.iter().zip(POINTS).map(|(count, points)| count * points).sum();
            needs.push(Need {
                code: NeedCode::from(code),
                domain: NeedCode::from(domain),
                label: None,
                named,
                share: share(named),
                interval: sample.interval(share(named)),
                first_choice: ranks[0],
                first_share: share(ranks[0]),
                borda: share(points),
                verdict: NeedVerdict::of(information),
            });
        }
        needs.sort_by(|a, b| b.named.cmp(&a.named).then_with(|| a.code.cmp(&b.code)));
        let mut report = Self {
            respondents: tally.respondents,
            asked: tally.asked(),
            none: tally.none,
            other: ranked(NUMBER_OTHER).iter().sum(),
            dont_know: tally.dont_know,
            refused: tally.refused,
            method: Method::with(population),
            needs,
            groups: Groups::of(tally, codes),
            verdict: Verdict::undeclared(tally.respondents),
        };
        report.mark();
        report
    }

    /// Fills in the labels of the needs.
    pub fn label(&mut self, label: impl Fn(&NeedCode) -> Option<Label>) {
        for need in &mut self.needs {
            need.label = label(&need.code);
        }
    }
}

impl Method {
    fn with(population: Option<u64>) -> Self {
        Self {
            interval: "wilson",
            confidence: 0.95,
            population,
            finite_population: population.is_some(),
            design: "not declared",
            base: "of those asked",
            borda: "secondary: 3-2-1 points over the base",
        }
    }
}

impl Groups {
    fn of(tally: &Tally, codes: &Codes) -> Self {
        let one = |number: u32| vec![codes.text(number)];
        let several = |set: u32| {
            let roles: Vec<&str> = codes.roles(set).collect();
            if roles.is_empty() { vec![""] } else { roles }
        };
        Self {
            gender: groups(&tally.genders, one),
            age: groups(&tally.ages, one),
            role: groups(&tally.role_sets, several),
        }
    }
}

fn groups<'a>(counts: &[u64], codes: impl Fn(u32) -> Vec<&'a str>) -> Vec<Group> {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for (number, count) in (0..).zip(counts).filter(|(_, count)| **count > 0) {
        for code in codes(number) {
            *sums.entry(code).or_default() += count;
        }
    }
    let absent = sums.remove("").map(|respondents| Group { code: None, respondents });
    let mut groups: Vec<Group> = sums
        .into_iter()
        .map(|(code, respondents)| Group { code: Some(code.to_owned()), respondents })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.respondents));
    groups.extend(absent);
    groups
}
