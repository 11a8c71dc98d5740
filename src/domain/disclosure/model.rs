//! The cells of all editions together, what binds them, and what of them must stay uncertain.

use std::collections::BTreeSet;

use super::cube::{Cube, Slot, Sum};
use super::rules::{Rules, is_sensitive};

/// What an attacker must be left with: both ends must be possible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reach {
    pub low: f64,
    pub high: f64,
}

/// A cell of an edition, or the rise of one between two editions.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Its true count.
    pub count: f64,
    /// The least it may be for all that anybody knows; minus infinity where withdrawals may have
    /// taken away.
    pub least: f64,
    /// Which code's answers it counts; 0 for respondents.
    pub block: usize,
    /// Whether it can be hidden or shown now.
    pub fate: Fate,
    /// What must stay uncertain of it, when it must be hidden.
    pub risk: Option<Reach>,
    /// How wide its range must be when another's protection hides it.
    pub width: f64,
    /// What hiding it costs, for one person that it is moved by.
    pub price: f64,
}

/// What can still be done about a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nothing: an edition has shown it.
    Shown,
    /// Nothing: an edition has hidden it.
    Hidden,
    /// Nothing: it is not offered, or it is a rise, which is published by nobody.
    NotOffered,
    /// This edition shows it unless it must not.
    Offered,
    /// This edition hides it in any case.
    Withheld,
}

/// A cell of two editions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Its place in the model as it was.
    pub older: usize,
    /// Its place as it is.
    pub newer: usize,
    /// How many people it must stand for.
    pub threshold: u64,
    /// How many people came since, where that is known and nobody went.
    pub joined: Option<f64>,
}

/// Cells and sums.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub cells: Vec<Cell>,
    pub sums: Vec<Sum>,
}

impl Model {
    /// Adds a cube. Returns the place of its first cell.
    pub fn add(
        &mut self,
        cube: &Cube,
        rules: &Rules,
        agreed: &BTreeSet<String>,
        fate: impl Fn(usize) -> Fate,
    ) -> usize {
        let first = self.cells.len();
        for (cell, count) in cube.counts.iter().enumerate() {
            let fate = fate(cell);
            self.cells.push(Cell {
                count: *count as f64,
                least: 0.0,
                block: block(cube, cell),
                fate,
                risk: risk(cube, cell, rules, agreed),
                width: if fate == Fate::NotOffered { 0.0 } else { width(cube, cell, rules) },
                price: price(cube, cell),
            });
        }
        self.sums.extend(cube.sums().into_iter().map(|sum| Sum {
            total: first + sum.total,
            parts: sum.parts.iter().map(|part| first + part).collect(),
        }));
        first
    }

    /// Adds the rises between cells of two editions.
    pub fn add_rises(&mut self, pairs: &[Pair]) {
        let rise = |pair: &Pair| self.cells[pair.newer].count - self.cells[pair.older].count;
        // Once anybody left, nobody can know that a count only grows.
        let least = if pairs.iter().any(|pair| rise(pair) < 0.0) { f64::NEG_INFINITY } else { 0.0 };
        let rises: Vec<Cell> = pairs
            .iter()
            .map(|pair| {
                let (count, k) = (rise(pair), pair.threshold as f64);
                // No more can have begun to name a code than people came.
                let most = k.min(pair.joined.unwrap_or(k)).max(count);
                let reach = match count {
                    c if c > 0.0 && c < k => Some(Reach { low: 0.0, high: most }),
                    c if c < 0.0 && c > -k => Some(Reach { low: -k, high: 0.0 }),
                    _ => None,
                };
                Cell {
                    count,
                    least,
                    block: self.cells[pair.newer].block,
                    fate: Fate::NotOffered,
                    risk: reach,
                    width: 0.0,
                    price: 0.0,
                }
            })
            .collect();
        for (pair, rise) in pairs.iter().zip(rises) {
            self.sums.push(Sum { total: pair.newer, parts: vec![pair.older, self.cells.len()] });
            self.cells.push(rise);
        }
    }
}

fn block(cube: &Cube, cell: usize) -> usize {
    match cube.slot(cell) {
        Slot::Respondents => 0,
        Slot::Named(code) | Slot::NotNamed(code) => code + 1,
    }
}

fn code(cube: &Cube, cell: usize) -> Option<&str> {
    match cube.slot(cell) {
        Slot::Respondents => None,
        Slot::Named(code) | Slot::NotNamed(code) => cube.codes.get(code).map(String::as_str),
    }
}

/// The most a cell can be once its respondents are known.
fn respondents(cube: &Cube, cell: usize) -> f64 {
    cube.counts[cell - cell % cube.slots()] as f64
}

/// What hiding a cell costs: respondents are missed most, then who named a code, then who did not. A
/// nought that is hidden must be able to become many, which takes others with it.
fn price(cube: &Cube, cell: usize) -> f64 {
    let missed = match cube.slot(cell) {
        Slot::Respondents => 3.0,
        Slot::Named(_) => 2.0,
        Slot::NotNamed(_) => 1.0,
    };
    let count = cube.counts[cell] as f64;
    if count == 0.0 { missed * 8.0 } else { missed * (1.0 + count.ln_1p() / 8.0) }
}

/// How wide the range of a hidden cell must be that is not at risk: the plain threshold, since wider
/// ones would hide whole tables for the sake of cells that could be shown.
fn width(cube: &Cube, cell: usize, rules: &Rules) -> f64 {
    let k = rules.people as f64;
    if block(cube, cell) == 0 { k } else { k.min(respondents(cube, cell)) }
}

/// How many people a cell must stand for, as far as it has so many respondents.
fn threshold(cube: &Cube, cell: usize, rules: &Rules) -> f64 {
    let k = rules.threshold(code(cube, cell)) as f64;
    if block(cube, cell) == 0 { k } else { k.min(respondents(cube, cell)) }
}

/// What must stay uncertain of a cell, when it stands for too few.
fn risk(cube: &Cube, cell: usize, rules: &Rules, agreed: &BTreeSet<String>) -> Option<Reach> {
    let count = cube.counts[cell] as f64;
    let k = threshold(cube, cell, rules);
    let full = rules.threshold(code(cube, cell)) as f64;
    let sensitive = code(cube, cell).is_some_and(is_sensitive);
    let communities = &cube.communities[cell / cube.slots()];
    if sensitive && communities.len() < rules.communities && !communities.is_subset(agreed) {
        // A fifth on both sides: a community must not be estimable either. Ours (u).
        let beside = full.max(count / 5.0);
        let high = (count + beside).min(respondents(cube, cell));
        return Some(Reach { low: (count - beside).max(0.0), high });
    }
    // That nobody abstained from naming it says of everybody that they named it.
    let not_named = matches!(cube.slot(cell), Slot::NotNamed(_));
    let all_named = sensitive && not_named && count == 0.0 && respondents(cube, cell) > 0.0;
    // Below a threshold of 2 nothing is hidden.
    let few = count > 0.0 && count < full;
    (full > 1.0 && (few || all_named)).then_some(Reach { low: 0.0, high: k.max(count) })
}
