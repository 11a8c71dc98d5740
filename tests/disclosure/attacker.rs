//! The attacker. It shares no code with what it attacks but the declared breakdown.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};
use sikia::domain::disclosure::{Dimension, Key, Shown};

/// What one edition gave.
pub type Given = BTreeMap<Key, Shown>;

/// From the least to the most that something can be.
pub type Range = (f64, f64);

pub struct Attacker {
    /// Every cell there can be.
    keys: Vec<Key>,
    /// Cells that are sums of others, as places in `keys`.
    sums: Vec<(usize, Vec<usize>)>,
    /// What is known of each cell of each edition.
    known: Vec<Vec<Option<u64>>>,
    /// Whether it may take for granted that no count fell since the edition before.
    grew: Vec<bool>,
}

/// A cell of an edition, or its rise since the edition before; cells as places in the attacker's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Cell(usize, usize),
    Rise(usize, usize),
}

impl Attacker {
    pub fn new(
        dimensions: &[Dimension],
        codes: &[&str],
        editions: &[Given],
        grew: Vec<bool>,
    ) -> Self {
        let keys = keys(dimensions, codes);
        let known = |given: &Given, key: &Key| match given.get(key) {
            Some(Shown::Count(count)) => Some(*count),
            Some(Shown::Hidden) | None => None,
        };
        Self {
            sums: sums(dimensions, codes, &keys),
            known: editions
                .iter()
                .map(|g| keys.iter().map(|key| known(g, key)).collect())
                .collect(),
            keys,
            grew,
        }
    }

    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// What it can know of a target.
    pub fn range(&self, target: Target) -> Range {
        (-self.most(target, -1.0), self.most(target, 1.0))
    }

    fn most(&self, target: Target, sign: f64) -> f64 {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let mut before: Option<Vec<Variable>> = None;
        for (number, known) in self.known.iter().enumerate() {
            let wanted = |at: usize| match target {
                Target::Cell(edition, cell) if edition == number && cell == at => sign,
                Target::Rise(edition, cell) if edition == number && cell == at => sign,
                Target::Rise(edition, cell) if edition == number + 1 && cell == at => -sign,
                _ => 0.0,
            };
            let cells: Vec<Variable> = known
                .iter()
                .enumerate()
                .map(|(at, known)| {
                    let bounds = known.map_or((0.0, f64::INFINITY), |c| (c as f64, c as f64));
                    problem.add_var(wanted(at), bounds)
                })
                .collect();
            for (total, parts) in &self.sums {
                let parts = parts.iter().map(|part| (cells[*part], 1.0));
                let sum: Vec<_> = parts.chain([(cells[*total], -1.0)]).collect();
                problem.add_constraint(&sum, ComparisonOp::Eq, 0.0);
            }
            if let (true, Some(before)) = (self.grew[number], &before) {
                for (now, before) in cells.iter().zip(before) {
                    problem.add_constraint([(*now, 1.0), (*before, -1.0)], ComparisonOp::Ge, 0.0);
                }
            }
            before = Some(cells);
        }
        match problem.solve() {
            Ok(outcome) => outcome.into_solution().unwrap().objective(),
            Err(Error::Unbounded) => f64::INFINITY,
            Err(error) => panic!("what was published contradicts itself: {error}"),
        }
    }
}

fn keys(dimensions: &[Dimension], codes: &[&str]) -> Vec<Key> {
    let mut places: Vec<Vec<(String, String)>> = vec![vec![]];
    for dimension in dimensions {
        let node = |node: &String| (dimension.name().to_owned(), node.clone());
        let more = |at: &Vec<(String, String)>| -> Vec<_> {
            dimension.nodes().iter().map(|n| [at.as_slice(), &[node(n)]].concat()).collect()
        };
        places = places.iter().flat_map(more).collect();
    }
    let answers =
        codes.iter().flat_map(|code| [true, false].map(|named| ((*code).to_owned(), named)));
    let answers: Vec<_> = [None].into_iter().chain(answers.map(Some)).collect();
    let key = |at: &Vec<_>, answer: &Option<_>| Key { at: at.clone(), answer: answer.clone() };
    places.iter().flat_map(|at| answers.iter().map(move |answer| key(at, answer))).collect()
}

fn sums(dimensions: &[Dimension], codes: &[&str], keys: &[Key]) -> Vec<(usize, Vec<usize>)> {
    let places: BTreeMap<&Key, usize> = keys.iter().zip(0..).collect();
    let mut sums = Vec::new();
    for (key, total) in keys.iter().zip(0..) {
        if key.answer.is_none() {
            for code in codes {
                let answer = |named| Some(((*code).to_owned(), named));
                let part = |named| places[&Key { answer: answer(named), ..key.clone() }];
                sums.push((total, vec![part(true), part(false)]));
            }
        }
        for (at, dimension) in dimensions.iter().enumerate() {
            let of_this =
                |(node, _): &&(usize, Vec<usize>)| dimension.nodes()[*node] == key.at[at].1;
            for (_, parts) in dimension.sums().iter().filter(of_this) {
                let part = |node: &usize| {
                    let mut key = key.clone();
                    key.at[at].1 = dimension.nodes()[*node].clone();
                    places[&key]
                };
                sums.push((total, parts.iter().map(part).collect()));
            }
        }
    }
    sums
}
