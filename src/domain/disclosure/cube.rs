//! A table with all its margins, and the sums that bind its cells together.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::dimension::Dimension;

/// How many cells a cube may have. Larger tables are offered in less detail or apart, since every
/// hidden cell needs a proof of its own.
const CELLS: usize = 400_000;
/// How many combinations of nodes: so many cells of one code are proved together.
const COMBINATIONS: usize = 4_000;

/// One respondent, as far as a table looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The leaf of each dimension, by name, in the order of the dimensions.
    pub at: Vec<String>,
    /// The codes that they named.
    pub named: BTreeSet<String>,
    /// The community they were asked in.
    pub community: String,
}

/// Which cell: a node of every dimension, and an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Dimension and node, in the order of the dimensions.
    pub at: Vec<(String, String)>,
    /// A code, and whether it was named. Without one the cell counts respondents.
    pub answer: Option<(String, bool)>,
}

/// Why records do not fit a cube.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It would have more than 4,000 combinations of nodes, or 400,000 cells.
    TooLarge,
    /// The record with this place names no leaf of each dimension.
    Record(usize),
}

/// Counts of every combination of nodes: respondents, and for each code who named it and who did not.
/// That one is the others less the other is a sum like any: so n − x is protected with x.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cube {
    pub(super) dimensions: Vec<Dimension>,
    pub(super) codes: Vec<String>,
    /// By combination of nodes, then respondents, then named and not named for each code.
    pub(super) counts: Vec<u64>,
    /// The communities of each combination.
    pub(super) communities: Vec<BTreeSet<String>>,
}

/// What a cell counts; codes by their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Respondents,
    Named(usize),
    NotNamed(usize),
}

/// A sum: a cell and the cells that make it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub total: usize,
    pub parts: Vec<usize>,
}

impl Cube {
    /// Counts records.
    pub fn of(
        dimensions: Vec<Dimension>,
        codes: &BTreeSet<String>,
        records: &[Record],
    ) -> Result<Self, Unfit> {
        let slots = 1 + 2 * codes.len();
        let combinations = dimensions
            .iter()
            .try_fold(1_usize, |product, dimension| product.checked_mul(dimension.nodes().len()))
            .filter(|combinations| *combinations <= COMBINATIONS)
            .filter(|combinations| combinations.saturating_mul(slots) <= CELLS)
            .ok_or(Unfit::TooLarge)?;
        let mut cube = Self {
            dimensions,
            codes: codes.iter().cloned().collect(),
            counts: vec![0; combinations * slots],
            communities: vec![BTreeSet::new(); combinations],
        };
        for (place, record) in records.iter().enumerate() {
            cube.add(record).ok_or(Unfit::Record(place))?;
        }
        Ok(cube)
    }

    fn add(&mut self, record: &Record) -> Option<()> {
        let named = record.named.iter().map(|code| (code.as_str(), 1)).collect();
        let at: Vec<&str> = record.at.iter().map(String::as_str).collect();
        self.add_group(&at, &record.community, 1, &named)
    }

    /// Counts a group of respondents who stand at the same leaves and were asked in one community:
    /// how many they are, and how many of them named each code. Codes that the cube lacks are passed
    /// over. `None`, and nothing counted, when a leaf is none of its dimension.
    pub fn add_group(
        &mut self,
        at: &[&str],
        community: &str,
        respondents: u64,
        named: &BTreeMap<&str, u64>,
    ) -> Option<()> {
        if at.len() != self.dimensions.len() {
            return None;
        }
        let mut combinations = vec![0];
        for (dimension, leaf) in self.dimensions.iter().zip(at) {
            let around = dimension.around(leaf);
            let nodes = dimension.nodes().len();
            combinations = combinations
                .iter()
                .flat_map(|before| around.iter().map(move |node| before * nodes + node))
                .collect();
        }
        if combinations.is_empty() {
            return None;
        }
        let times = |code: &String| named.get(code.as_str()).copied().unwrap_or(0).min(respondents);
        let named: Vec<u64> = self.codes.iter().map(times).collect();
        for combination in combinations {
            let first = combination * self.slots();
            self.counts[first] += respondents;
            for (code, named) in named.iter().enumerate() {
                self.counts[first + 1 + 2 * code] += named;
                self.counts[first + 2 + 2 * code] += respondents - named;
            }
            self.communities[combination].insert(community.to_owned());
        }
        Some(())
    }

    /// The same table with respondents alone, or with one code; and where its cells stand in this one.
    /// A code that the table lacks gives nothing but respondents.
    pub(super) fn only(&self, code: Option<&str>) -> (Self, Vec<usize>) {
        let code = code.and_then(|code| self.codes.iter().position(|own| own == code));
        let slots: Vec<usize> =
            [0].into_iter().chain(code.into_iter().flat_map(|c| [1 + 2 * c, 2 + 2 * c])).collect();
        let cells: Vec<usize> = (0..self.communities.len())
            .flat_map(|combination| slots.iter().map(move |slot| (combination, *slot)))
            .map(|(combination, slot)| combination * self.slots() + slot)
            .collect();
        let cube = Self {
            dimensions: self.dimensions.clone(),
            codes: code.map(|code| self.codes[code].clone()).into_iter().collect(),
            counts: cells.iter().map(|cell| self.counts[*cell]).collect(),
            communities: self.communities.clone(),
        };
        (cube, cells)
    }

    /// Cells per combination of nodes.
    pub(super) fn slots(&self) -> usize {
        1 + 2 * self.codes.len()
    }

    /// What a cell counts.
    pub(super) fn slot(&self, cell: usize) -> Slot {
        match (cell % self.slots()).checked_sub(1) {
            None => Slot::Respondents,
            Some(answer) if answer.is_multiple_of(2) => Slot::Named(answer / 2),
            Some(answer) => Slot::NotNamed(answer / 2),
        }
    }

    /// Which cell a place is.
    pub(super) fn key(&self, cell: usize) -> Key {
        let mut combination = cell / self.slots();
        let mut at = Vec::with_capacity(self.dimensions.len());
        for dimension in self.dimensions.iter().rev() {
            let nodes = dimension.nodes();
            at.push((dimension.name().to_owned(), nodes[combination % nodes.len()].clone()));
            combination /= nodes.len();
        }
        at.reverse();
        let answer = match self.slot(cell) {
            Slot::Respondents => None,
            Slot::Named(code) => Some((self.codes[code].clone(), true)),
            Slot::NotNamed(code) => Some((self.codes[code].clone(), false)),
        };
        Key { at, answer }
    }

    /// The place of every cell by its key.
    pub(super) fn places(&self) -> BTreeMap<Key, usize> {
        (0..self.counts.len()).map(|cell| (self.key(cell), cell)).collect()
    }

    /// Every sum among the cells.
    pub(super) fn sums(&self) -> Vec<Sum> {
        let slots = self.slots();
        let mut sums = Vec::new();
        for combination in 0..self.communities.len() {
            let first = combination * slots;
            for code in 0..self.codes.len() {
                let parts = vec![first + 1 + 2 * code, first + 2 + 2 * code];
                sums.push(Sum { total: first, parts });
            }
            let mut stride = 1;
            for dimension in self.dimensions.iter().rev() {
                let nodes = dimension.nodes().len();
                let node = combination / stride % nodes;
                for (_, parts) in dimension.sums().iter().filter(|(total, _)| *total == node) {
                    let cell = |at: usize, slot: usize| {
                        (combination - node * stride + at * stride) * slots + slot
                    };
                    for slot in 0..slots {
                        let parts = parts.iter().map(|part| cell(*part, slot)).collect();
                        sums.push(Sum { total: first + slot, parts });
                    }
                }
                stride *= nodes;
            }
        }
        sums
    }
}
