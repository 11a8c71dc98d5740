//! The attacker. It shares no code with what it attacks but the declared breakdown.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};
use sikia::domain::disclosure::{Dimension, Key, Shown};

/// What one edition gave.
pub type Given = BTreeMap<Key, Shown>;

/// From the least to the most that something can be.
pub type Range = (f64, f64);

pub struct Attacker<'a> {
    dimensions: &'a [Dimension],
    codes: &'a [&'a str],
    editions: &'a [Given],
    /// Whether it may take for granted that nobody withdrew between editions.
    nobody_left: bool,
}

/// A cell of an edition, or its rise since the edition before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Cell(usize, Key),
    Rise(usize, Key),
}

impl<'a> Attacker<'a> {
    pub fn new(
        dimensions: &'a [Dimension],
        codes: &'a [&'a str],
        editions: &'a [Given],
        nobody_left: bool,
    ) -> Self {
        Self { dimensions, codes, editions, nobody_left }
    }

    /// What it can know of a target.
    pub fn range(&self, target: &Target) -> Range {
        (-self.most(target, -1.0), self.most(target, 1.0))
    }

    fn most(&self, target: &Target, sign: f64) -> f64 {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let keys = self.keys();
        let mut variables: Vec<BTreeMap<&Key, Variable>> = Vec::new();
        for (number, given) in self.editions.iter().enumerate() {
            let mut cells = BTreeMap::new();
            for key in &keys {
                let bounds = match given.get(key) {
                    Some(Shown::Count(count)) => (*count as f64, *count as f64),
                    Some(Shown::Hidden) | None => (0.0, f64::INFINITY),
                };
                let wanted = match target {
                    Target::Cell(edition, wanted) => (*edition == number && wanted == key) as i8,
                    Target::Rise(edition, wanted) if wanted == key => {
                        (*edition == number) as i8 - (*edition == number + 1) as i8
                    }
                    Target::Rise(..) => 0,
                };
                cells.insert(key, problem.add_var(sign * f64::from(wanted), bounds));
            }
            self.sums(&mut problem, &cells, &keys);
            if let (true, Some(before)) = (self.nobody_left, variables.last()) {
                for key in &keys {
                    let grows = [(cells[key], 1.0), (before[key], -1.0)];
                    problem.add_constraint(&grows, ComparisonOp::Ge, 0.0);
                }
            }
            variables.push(cells);
        }
        match problem.solve() {
            Ok(outcome) => outcome.into_solution().unwrap().objective(),
            Err(Error::Unbounded) => f64::INFINITY,
            Err(error) => panic!("what was published contradicts itself: {error}"),
        }
    }

    fn sums(&self, problem: &mut Problem, cells: &BTreeMap<&Key, Variable>, keys: &[Key]) {
        for key in keys {
            if key.answer.is_none() {
                for code in self.codes {
                    let answer =
                        |named| Key { answer: Some((code.to_string(), named)), ..key.clone() };
                    let (yes, no) = (cells[&answer(true)], cells[&answer(false)]);
                    let sum = [(yes, 1.0), (no, 1.0), (cells[key], -1.0)];
                    problem.add_constraint(&sum, ComparisonOp::Eq, 0.0);
                }
            }
            for (at, dimension) in self.dimensions.iter().enumerate() {
                for (total, parts) in dimension.sums() {
                    if dimension.nodes()[*total] != key.at[at].1 {
                        continue;
                    }
                    let mut sum = vec![(cells[key], -1.0)];
                    for part in parts {
                        let mut key = key.clone();
                        key.at[at].1 = dimension.nodes()[*part].clone();
                        sum.push((cells[&key], 1.0));
                    }
                    problem.add_constraint(&sum, ComparisonOp::Eq, 0.0);
                }
            }
        }
    }

    /// Every cell there can be.
    pub fn keys(&self) -> Vec<Key> {
        let mut places: Vec<Vec<(String, String)>> = vec![vec![]];
        for dimension in self.dimensions {
            let node = |node: &String| (dimension.name().to_owned(), node.clone());
            places = places
                .iter()
                .flat_map(|at| {
                    dimension.nodes().iter().map(move |n| [at.as_slice(), &[node(n)]].concat())
                })
                .collect();
        }
        let answers = self
            .codes
            .iter()
            .flat_map(|code| [true, false].map(|named| Some((code.to_string(), named))));
        let answers: Vec<_> = [None].into_iter().chain(answers).collect();
        places
            .iter()
            .flat_map(|at| {
                answers.iter().map(|answer| Key { at: at.clone(), answer: answer.clone() })
            })
            .collect()
    }
}
