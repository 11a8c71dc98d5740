//! From counts to what may be said of them.

use std::collections::BTreeMap;

use super::verdict::{Base, Brief, Since, StratumShown, Weighed, Weighing, WhyNot};
use super::{Cell, Round};
use crate::domain::ids::CommunityId;
use crate::domain::needs::{Need, NeedsReport, Sample};
use crate::domain::statistics::{
    Design, LEAST, Limits, Measured, NotComparable, Refusal, Shown, Standing, Stratum, Weights,
    bands, shown,
};

/// What parts a community from a gender in the name of a stratum; neither has a control character.
const BETWEEN: char = '\u{1f}';

/// What a report is judged by.
#[derive(Clone, Debug)]
pub struct Basis<'a> {
    /// The round.
    pub round: &'a Round,
    /// How many could have been asked, where that is known of all its communities here.
    pub people: Option<u64>,
    /// What was counted by community and cell; why not, where nothing was.
    pub cells: Result<Vec<Counted>, WhyNot>,
    /// Where the counts of people come from.
    pub sources: Vec<String>,
    /// The round that it follows.
    pub before: Option<Before<'a>>,
}

/// An earlier round, judged.
#[derive(Clone, Debug)]
pub struct Before<'a> {
    /// The round.
    pub round: &'a Round,
    /// What was found then; why it cannot be held against this.
    pub report: Result<&'a NeedsReport, NotComparable>,
}

/// Answers of one community and cell.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The community.
    pub community: CommunityId,
    /// The cell.
    pub cell: Cell,
    /// How many answered.
    pub respondents: u64,
    /// How many named each need.
    pub named: BTreeMap<String, u64>,
}

impl Counted {
    fn key(&self) -> (String, String) {
        let gender = format!("{}{BETWEEN}{}", self.community, self.cell.gender);
        (gender, self.cell.role.clone().unwrap_or_default())
    }
}

impl NeedsReport {
    /// Says what the round's design lets one say: intervals, weights, bands, marks, change.
    pub fn judge(&mut self, basis: &Basis<'_>) {
        let round = basis.round;
        let (design, effect) = (round.design, round.design_effect.max(1.0));
        let sample =
            Sample { n: self.respondents, population: basis.people, design_effect: effect };
        let claims = design.standing() != Standing::OfThoseAsked;
        self.method.population = basis.people;
        self.method.finite_population = claims && basis.people.is_some();
        self.method.design = word(design);
        for need in &mut self.needs {
            need.interval = design.share(need.share, sample).interval;
        }
        let (weights, weighing) = self.weigh(basis, claims);
        if let (Some(weights), Ok(cells)) = (&weights, &basis.cells) {
            self.weight(weights, cells, design, effect);
        }
        let weighted = weights.map(|weights| weights.sample(effect));
        let effective = weighted.map_or(self.respondents as f64 / effect, |sample| {
            sample.n as f64 / sample.design_effect
        });
        self.verdict.round = Some(Brief::of(round));
        self.verdict.design = Some(design);
        self.verdict.claim = design.standing();
        self.verdict.weights = weighing;
        self.verdict.base = Base {
            answered: self.respondents,
            people: basis.people.or(weighted.and_then(|sample| sample.population)),
            design_effect: effect,
            effective,
        };
        self.mark();
        self.compare(basis);
    }

    /// Marks, words and bands of the needs as they are.
    pub(crate) fn mark(&mut self) {
        let named: Vec<u64> = self.needs.iter().map(|need| need.named).collect();
        let words = match shown(&named, self.respondents, LEAST) {
            Shown::Words(words) => words,
            Shown::Figures(_) | Shown::Nothing => vec![None; named.len()],
        };
        for (need, word) in self.needs.iter_mut().zip(words) {
            need.verdict.mark = self.verdict.mark;
            need.verdict.word = word;
        }
        let leads: Vec<_> = self.needs.iter().map(Need::lead).collect();
        for band in bands(&leads) {
            for item in band.items {
                self.needs[item].verdict.band = [*band.ranks.start(), *band.ranks.end()];
            }
        }
    }

    fn weigh(&self, basis: &Basis<'_>, claims: bool) -> (Option<Weights>, Weighing) {
        let cells = match &basis.cells {
            Ok(cells) if claims => cells,
            Ok(_) => return (None, Weighing::not(WhyNot::NoClaim)),
            Err(reason) => return (None, Weighing::not(*reason)),
        };
        let strata: Vec<Stratum> = cells
            .iter()
            .map(|counted| {
                let (gender, role) = counted.key();
                let (population, respondents) = (counted.cell.people, counted.respondents);
                Stratum { gender, role, population, respondents }
            })
            .collect();
        let placed: u64 = cells.iter().map(|counted| counted.respondents).sum();
        let unplaced = self.respondents.saturating_sub(placed);
        let shown = |(gender, role): &(String, String), weight, trimmed| {
            let (community, gender) = gender.split_once(BETWEEN).unwrap_or(("", gender));
            StratumShown {
                community: community.to_owned(),
                gender: gender.to_owned(),
                role: (!role.is_empty()).then(|| role.clone()),
                weight,
                trimmed,
            }
        };
        let sources = basis.sources.clone();
        match Weights::of(&strata, Limits::default()) {
            Ok(weights) => {
                let all = weights.cells.iter().flat_map(|cell| {
                    cell.strata.iter().map(|one| shown(one, Some(cell.weight), cell.trimmed))
                });
                let strata = all.collect();
                let used = Weighing { used: true, reason: None, unplaced, strata, sources };
                (Some(weights), used)
            }
            Err(refusal) => {
                let blamed = match &refusal {
                    Refusal::Nothing => &[][..],
                    Refusal::NobodyAsked(all) | Refusal::MoreThanThereAre(all) => all,
                };
                let strata = blamed.iter().map(|one| shown(one, None, false)).collect();
                let reason = Some(WhyNot::from(&refusal));
                (None, Weighing { used: false, reason, unplaced, strata, sources })
            }
        }
    }

    fn weight(&mut self, weights: &Weights, cells: &[Counted], design: Design, effect: f64) {
        let by_key: BTreeMap<(String, String), &Counted> =
            cells.iter().map(|counted| (counted.key(), counted)).collect();
        let sample = weights.sample(effect);
        for need in &mut self.needs {
            let share = weights.share(|gender, role| {
                let counted = by_key.get(&(gender.to_owned(), role.to_owned()));
                counted.and_then(|c| c.named.get(need.code.as_str())).copied().unwrap_or(0)
            });
            let shown = design.share(share, sample);
            need.verdict.weighted = Some(Weighed { share: shown.share, interval: shown.interval });
        }
    }

    fn compare(&mut self, basis: &Basis<'_>) {
        let Some(before) = &basis.before else { return };
        let mut since = Since { since: Brief::of(before.round), not_comparable: None };
        match before.report {
            Err(reason) => since.not_comparable = Some(reason),
            Ok(earlier) => {
                let changes: Vec<_> = self
                    .needs
                    .iter()
                    .map(|need| {
                        let there = earlier.needs.iter().find(|other| other.code == need.code);
                        let then = earlier.measured(before.round, there);
                        then.change(&self.measured(basis.round, Some(need)))
                    })
                    .collect();
                for (need, change) in self.needs.iter_mut().zip(changes) {
                    match change {
                        Ok(change) => need.verdict.trend = Some(change),
                        Err(reason) => since.not_comparable = Some(reason),
                    }
                }
            }
        }
        self.verdict.trend = Some(since);
    }

    /// A need as its round measured it; one that nobody named is a share of nothing.
    fn measured(&self, round: &Round, need: Option<&Need>) -> Measured {
        let base = self.verdict.base;
        // Kish's effect and that of the design together.
        let design_effect = self.respondents as f64 / base.effective.max(f64::MIN_POSITIVE);
        let sample = Sample { n: self.respondents, population: base.people, design_effect };
        let share = need.map_or(0.0, |need| need.lead().0);
        Measured { design: round.design, list: round.list(), share, sample }
    }
}

impl Need {
    /// The share that leads, with its interval: the weighted one where there is one.
    pub fn lead(&self) -> (f64, crate::domain::needs::Interval) {
        match self.verdict.weighted {
            Some(weighed) => (weighed.share, weighed.interval),
            None => (self.share, self.interval),
        }
    }
}

/// The word of a design in `method`.
fn word(design: Design) -> &'static str {
    match design {
        Design::Census => "census",
        Design::SimpleRandom => "simple random sample",
        Design::Systematic => "systematic sample",
        Design::TimeLocation => "time-location sample",
        Design::Purposive => "purposive sample",
        Design::SelfSelected => "self-selected",
    }
}
