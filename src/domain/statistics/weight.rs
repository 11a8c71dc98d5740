//! Post-stratification by gender and role (R88), with its limits said aloud.

use std::collections::BTreeMap;

use crate::domain::needs::Sample;

/// People of one gender and role: how many there are and how many answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// The gender, a choice of the form.
    pub gender: String,
    /// The main role, a choice of the form.
    pub role: String,
    /// How many there are, by a count that does not come from this sample.
    pub population: u64,
    /// How many of them answered.
    pub respondents: u64,
}

/// When cells are put together and weights are cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// A cell with fewer respondents joins the smallest other one of its gender.
    pub least: u64,
    /// No weight is more than this many times the mean weight; at least 1.
    pub most: f64,
}

/// Why there are no weights. Then figures are shown unweighted, and this with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody answered, or nobody is said to live there.
    Nothing,
    /// These genders and roles exist and nobody of them was asked: no weight can speak for them (R87).
    NobodyAsked(Vec<(String, String)>),
    /// More answered than there are, in these: one of both counts is wrong.
    MoreThanThereAre(Vec<(String, String)>),
}

/// Strata that share a weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Gender and role of its strata, in order; more than one when they were put together.
    pub strata: Vec<(String, String)>,
    /// How many people it has.
    pub population: u64,
    /// How many of them answered.
    pub respondents: u64,
    /// How many people one answer stands for.
    pub weight: f64,
    /// Whether the weight was cut.
    pub trimmed: bool,
}

/// Weights whose sum over all respondents is the population.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The cells, by gender and role.
    pub cells: Vec<Cell>,
}

impl Default for Limits {
    /// Five respondents and three times the mean; ours (u).
    fn default() -> Self {
        Self { least: 5, most: 3.0 }
    }
}

impl Weights {
    /// Weights for these strata. Strata named twice are added up; the order means nothing.
    pub fn of(strata: &[Stratum], limits: Limits) -> Result<Self, Refusal> {
        let mut sums: BTreeMap<(String, String), (u64, u64)> = BTreeMap::new();
        for stratum in strata {
            let sum = sums.entry((stratum.gender.clone(), stratum.role.clone())).or_default();
            sum.0 = sum.0.saturating_add(stratum.population);
            sum.1 = sum.1.saturating_add(stratum.respondents);
        }
        sums.retain(|_, counts| *counts != (0, 0));
        let those = |wrong: fn(&(u64, u64)) -> bool| -> Vec<(String, String)> {
            sums.iter().filter(|(_, c)| wrong(c)).map(|(stratum, _)| stratum.clone()).collect()
        };
        if sums.values().all(|counts| counts.1 == 0) {
            return Err(Refusal::Nothing);
        }
        let too_many = those(|(population, respondents)| respondents > population);
        if !too_many.is_empty() {
            return Err(Refusal::MoreThanThereAre(too_many));
        }
        let unasked = those(|(_, respondents)| *respondents == 0);
        if !unasked.is_empty() {
            return Err(Refusal::NobodyAsked(unasked));
        }
        let mut cells = collapse(sums, limits.least);
        trim(&mut cells, limits.most.max(1.0));
        Ok(Self { cells })
    }

    /// The sample these weights make of an unweighted one: Kish's effective size (R87) times the
    /// stated effect of its clusters.
    pub fn sample(&self, design_effect: f64) -> Sample {
        let of = |what: fn(&Cell) -> f64| self.cells.iter().map(what).sum::<f64>();
        let n: u64 = self.cells.iter().map(|cell| cell.respondents).sum();
        let sum = of(|cell| cell.weight * cell.respondents as f64);
        let squares = of(|cell| cell.weight * cell.weight * cell.respondents as f64);
        let population = self.cells.iter().map(|cell| cell.population).sum();
        let kish = n as f64 * squares / (sum * sum);
        Sample { n, population: Some(population), design_effect: kish * design_effect }
    }

    /// The weighted share of what `named` of the respondents of each gender and role said.
    pub fn share(&self, named: impl Fn(&str, &str) -> u64) -> f64 {
        let (mut said, mut all) = (0.0, 0.0);
        for cell in &self.cells {
            let count: u64 = cell.strata.iter().map(|(gender, role)| named(gender, role)).sum();
            said += cell.weight * count as f64;
            all += cell.weight * cell.respondents as f64;
        }
        (said / all).clamp(0.0, 1.0)
    }
}

/// Puts cells with too few respondents together, within their gender: men never speak for women.
fn collapse(sums: BTreeMap<(String, String), (u64, u64)>, least: u64) -> Vec<Cell> {
    let mut genders: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
    for (stratum, (population, respondents)) in sums {
        let cells = genders.entry(stratum.0.clone()).or_default();
        let strata = vec![stratum];
        cells.push(Cell { strata, population, respondents, weight: 0.0, trimmed: false });
    }
    for cells in genders.values_mut() {
        loop {
            // Smallest last; of those alike the first by name, so that the order given means nothing.
            cells.sort_by(|a, b| (b.respondents, &b.strata).cmp(&(a.respondents, &a.strata)));
            let thin = cells.last().is_some_and(|cell| cell.respondents < least);
            if !thin || cells.len() < 2 {
                break;
            }
            if let (Some(thin), Some(next)) = (cells.pop(), cells.last_mut()) {
                next.strata.extend(thin.strata);
                next.strata.sort();
                next.population = next.population.saturating_add(thin.population);
                next.respondents = next.respondents.saturating_add(thin.respondents);
            }
        }
    }
    let mut cells: Vec<Cell> = genders.into_values().flatten().collect();
    cells.sort_by(|a, b| a.strata.cmp(&b.strata));
    cells
}

/// Sets weights, cuts those above `most` times the mean and gives what was cut to the others, so that
/// the sum stays the population.
fn trim(cells: &mut [Cell], most: f64) {
    let population: f64 = cells.iter().map(|cell| cell.population as f64).sum();
    let respondents: f64 = cells.iter().map(|cell| cell.respondents as f64).sum();
    let cap = most * population / respondents;
    for cell in cells.iter_mut() {
        cell.weight = cell.population as f64 / cell.respondents as f64;
    }
    // Each round cuts at least one cell more or is the last.
    for _ in 0..=cells.len() {
        let sum = |trimmed: bool| -> f64 {
            let some = cells.iter().filter(|cell| cell.trimmed == trimmed);
            some.map(|cell| cell.weight * cell.respondents as f64).sum()
        };
        let factor = (population - sum(true)) / sum(false);
        let mut cut = false;
        for cell in cells.iter_mut().filter(|cell| !cell.trimmed) {
            cell.weight *= factor;
            if cell.weight > cap * (1.0 + 1e-9) {
                cell.weight = cap;
                cell.trimmed = true;
                cut = true;
            }
        }
        if !cut {
            break;
        }
    }
}
