//! Editions, and the memory of what was released.

use std::collections::BTreeSet;

use super::cube::{Cube, Key};
use super::model::{Fate, Model};
use super::protect::{Failure, Why, protect};
use super::rules::Rules;

/// How many cells, of all editions and the rises between them, can be proved together.
const CELLS: usize = 60_000;

/// What one audience was ever given. It holds true counts of hidden cells, too, since a later edition
/// must not betray them: it never leaves the node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    editions: Vec<Edition>,
}

/// A table as one audience may have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    cube: Cube,
    why: Vec<Option<Why>>,
    rules: Rules,
}

/// What is shown in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A count, rounded where the rules say so.
    Count(u64),
    /// The same mark for every reason.
    Hidden,
}

/// What disclosure control did: part of the edition's disclosure report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Cells that the edition offers.
    pub offered: u64,
    /// Those it shows.
    pub shown: u64,
    /// Those hidden since they stand for too few.
    pub primary: u64,
    /// Those hidden to protect others.
    pub complementary: u64,
}

impl Memory {
    /// What of a table may be released now. `offered` says which cells the edition wants to show, by
    /// key; `agreed` are the communities that agreed to be named with sensitive figures.
    ///
    /// Nothing is remembered before [`Memory::remember`].
    pub fn plan(
        &self,
        cube: Cube,
        offered: impl Fn(&Key) -> bool,
        rules: &Rules,
        agreed: &BTreeSet<String>,
    ) -> Result<Edition, Failure> {
        let cells: usize = self.editions.iter().map(|edition| edition.cube.counts.len()).sum();
        if cells.saturating_mul(2).saturating_add(cube.counts.len()) > CELLS {
            return Err(Failure::TooLarge);
        }
        let mut model = Model::default();
        let mut earlier = None;
        for edition in &self.editions {
            let first = model.add(&edition.cube, rules, agreed, |cell| match edition.why[cell] {
                None => Fate::Shown,
                Some(Why::NotOffered) => Fate::NotOffered,
                Some(Why::Primary | Why::Complementary) => Fate::Hidden,
            });
            bind(&mut model, earlier, (&edition.cube, first), rules);
            earlier = Some((&edition.cube, first));
        }
        let first = model.add(&cube, rules, agreed, |cell| match offered(&cube.key(cell)) {
            true => Fate::Offered,
            false => Fate::NotOffered,
        });
        bind(&mut model, earlier, (&cube, first), rules);
        let why = protect(&model)?;
        let why = why.into_iter().skip(first).take(cube.counts.len()).collect();
        Ok(Edition { cube, why, rules: *rules })
    }

    /// Remembers that an edition was released.
    pub fn remember(&mut self, edition: Edition) {
        self.editions.push(edition);
    }
}

/// Adds the rises of cells that two editions have in common. Editions that follow each other are
/// enough: a small rise over several is made of small ones.
fn bind(model: &mut Model, earlier: Option<(&Cube, usize)>, later: (&Cube, usize), rules: &Rules) {
    let Some((older, first)) = earlier else { return };
    let places = older.places();
    let (newer, newer_first) = later;
    let pairs: Vec<(usize, usize, u64)> = (0..newer.counts.len())
        .filter_map(|cell| {
            let key = newer.key(cell);
            let code = key.answer.as_ref().map(|(code, _)| code.as_str());
            let threshold = rules.threshold(code);
            Some((first + places.get(&key)?, newer_first + cell, threshold))
        })
        .collect();
    model.add_rises(&pairs);
}

impl Edition {
    /// What it offers: each cell with what is shown in it.
    pub fn cells(&self) -> impl Iterator<Item = (Key, Shown)> + '_ {
        self.why.iter().enumerate().filter_map(|(cell, why)| {
            let shown = match why {
                None => Shown::Count(self.rules.rounded(self.cube.counts[cell])),
                Some(Why::NotOffered) => return None,
                Some(Why::Primary | Why::Complementary) => Shown::Hidden,
            };
            Some((self.cube.key(cell), shown))
        })
    }

    /// Why a cell is not shown; `None` for one that is, or that it does not have. For stewards: who
    /// receives the edition must not know which hidden cells are small.
    pub fn why(&self, key: &Key) -> Option<Why> {
        let cell = (0..self.why.len()).find(|cell| self.cube.key(*cell) == *key)?;
        self.why[cell]
    }

    /// What disclosure control did.
    pub fn report(&self) -> Report {
        let mut report = Report::default();
        for why in &self.why {
            let count = match why {
                None => &mut report.shown,
                Some(Why::Primary) => &mut report.primary,
                Some(Why::Complementary) => &mut report.complementary,
                Some(Why::NotOffered) => continue,
            };
            *count += 1;
            report.offered += 1;
        }
        report
    }
}
