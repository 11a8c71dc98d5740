//! Editions, and the memory of what was released.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::cube::{Cube, Key};
use super::model::{Fate, Model, Pair};
use super::protect::{Failure, Why, protect};
use super::respondents::{Unsafe, carried};
use super::rules::Rules;

/// How many cells, of all editions and the rises between them, can be proved together: those of
/// respondents, or of one code.
const CELLS: usize = 60_000;

/// What one audience was ever given. It holds true counts of hidden cells, too, since a later edition
/// must not betray them: it never leaves the node.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    editions: Vec<Edition>,
}

/// A table as one audience may have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    cube: Cube,
    why: Vec<Option<Why>>,
    rules: Rules,
}

/// What an edition wants with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// To show it, unless it must be hidden.
    Open,
    /// To have it hidden.
    Withheld,
    /// Nothing: it is not in the table.
    Absent,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Respondents are planned first, then each code by itself as if the counts of respondents were
    /// known to everybody, which takes nothing from what is proved and makes large tables possible:
    /// codes bind each other through respondents alone. Where respondents are hidden, codes are, too.
    /// In the end it is proved that no code's cells narrow the range of a hidden count of respondents;
    /// a code that would is not offered.
    ///
    /// Nothing is remembered before [`Memory::remember`].
    pub fn plan(
        &self,
        cube: Cube,
        offered: impl Fn(&Key) -> bool,
        rules: &Rules,
        agreed: &BTreeSet<String>,
    ) -> Result<Edition, Failure> {
        let offer = |key: &Key| if offered(key) { Offer::Open } else { Offer::Absent };
        self.plan_offers(cube, offer, rules, agreed)
    }

    /// The same, with cells among those offered that are to be hidden whatever they stand for.
    pub fn plan_offers(
        &self,
        cube: Cube,
        offer: impl Fn(&Key) -> Offer,
        rules: &Rules,
        agreed: &BTreeSet<String>,
    ) -> Result<Edition, Failure> {
        let offered: Vec<Offer> =
            (0..cube.counts.len()).map(|cell| offer(&cube.key(cell))).collect();
        if let Some(last) = self.editions.last().filter(|last| last.cube == cube) {
            return Ok(last.again(&offered, rules));
        }
        let mut why = vec![Some(Why::NotOffered); cube.counts.len()];
        let people = self.part(&cube, None, &offered, rules, agreed)?;
        let (of_people, movements) = protect(&people.model)?;
        for (place, at) in people.cells.iter().enumerate() {
            why[*at] = of_people[people.first + place];
        }
        for code in 0..cube.codes.len() {
            let with_people: Vec<Offer> = offered
                .iter()
                .enumerate()
                .map(|(cell, offer)| match (offer, why[cell - cell % cube.slots()]) {
                    (Offer::Open, Some(_)) => Offer::Withheld,
                    (offer, _) => *offer,
                })
                .collect();
            let mut of_code = self.part(&cube, Some(code), &with_people, rules, agreed)?;
            let (mut hidden, _) = protect(&of_code.model)?;
            if carried(&people, &movements, &of_code, &hidden) == Err(Unsafe) {
                // Without this code's new cells only what was released before is known of it.
                let none = vec![Offer::Absent; cube.counts.len()];
                of_code = self.part(&cube, Some(code), &none, rules, agreed)?;
                hidden = protect(&of_code.model)?.0;
                carried(&people, &movements, &of_code, &hidden)
                    .map_err(|Unsafe| Failure::Undecided)?;
            }
            for (place, at) in of_code.cells.iter().enumerate().filter(|(_, at)| **at != usize::MAX)
            {
                why[*at] = hidden[of_code.first + place];
            }
        }
        Ok(Edition { cube, why, rules: *rules })
    }

    /// All editions and the new table, as far as respondents or one code are concerned.
    fn part(
        &self,
        cube: &Cube,
        code: Option<usize>,
        offered: &[Offer],
        rules: &Rules,
        agreed: &BTreeSet<String>,
    ) -> Result<Part, Failure> {
        let name = code.map(|code| cube.codes[code].as_str());
        let mut model = Model::default();
        let mut earlier: Option<(Cube, usize)> = None;
        let mut blocks = Vec::new();
        for edition in &self.editions {
            let (old, cells) = edition.cube.only(name);
            let fate = |cell: usize| match (cells.get(cell), code) {
                // Of a code, the counts of respondents are taken for known.
                (Some(_), Some(_)) if cell.is_multiple_of(old.slots()) => Fate::Shown,
                (Some(at), _) => match edition.why[*at] {
                    None => Fate::Shown,
                    Some(Why::NotOffered) => Fate::NotOffered,
                    Some(Why::Primary | Why::Complementary) => Fate::Hidden,
                },
                (None, _) => Fate::NotOffered,
            };
            let first = model.add(&old, rules, agreed, fate);
            bind(&mut model, earlier.as_ref(), (&old, first), rules);
            blocks.push(Block { first, cells: old.counts.len(), slots: old.slots() });
            earlier = Some((old, first));
        }
        let (new, mut cells) = cube.only(name);
        let first = model.add(&new, rules, agreed, |cell| match (cells.get(cell), code) {
            (Some(_), Some(_)) if cell.is_multiple_of(new.slots()) => Fate::Shown,
            (Some(at), _) => match offered[*at] {
                Offer::Open => Fate::Offered,
                Offer::Withheld => Fate::Withheld,
                Offer::Absent => Fate::NotOffered,
            },
            (None, _) => Fate::NotOffered,
        });
        bind(&mut model, earlier.as_ref(), (&new, first), rules);
        blocks.push(Block { first, cells: new.counts.len(), slots: new.slots() });
        if model.cells.len() > CELLS {
            return Err(Failure::TooLarge);
        }
        if code.is_some() {
            // Respondents are decided elsewhere.
            cells.iter_mut().step_by(new.slots()).for_each(|at| *at = usize::MAX);
        }
        Ok(Part { model, first, blocks, cells })
    }

    /// Remembers that an edition was released.
    pub fn remember(&mut self, edition: Edition) {
        self.editions.push(edition);
    }
}

/// The cells of one code, or of respondents, in all editions.
pub(super) struct Part {
    pub model: Model,
    /// Where the new edition's cells begin.
    pub first: usize,
    /// The cells of each edition.
    pub blocks: Vec<Block>,
    /// Where the new edition's cells stand in its whole table.
    pub cells: Vec<usize>,
}

/// The cells of one edition in a model.
#[derive(Clone, Copy)]
pub(super) struct Block {
    /// Where they begin.
    pub first: usize,
    /// How many they are.
    pub cells: usize,
    /// How many there are for each combination of nodes.
    pub slots: usize,
}

/// Adds the rises of cells that two editions have in common. Editions that follow each other are
/// enough: a small rise over several is made of small ones. Where a code is looked at, respondents are
/// known and their rises with them.
fn bind(model: &mut Model, earlier: Option<&(Cube, usize)>, later: (&Cube, usize), rules: &Rules) {
    let Some((older, first)) = earlier else { return };
    let places = older.places();
    let (newer, newer_first) = later;
    let found: Vec<(usize, usize)> = (0..newer.counts.len())
        .filter(|cell| newer.codes.is_empty() || !cell.is_multiple_of(newer.slots()))
        .filter_map(|cell| Some((*places.get(&newer.key(cell))?, cell)))
        .collect();
    let count = |cube: &Cube, cell: usize| cube.counts[cell] as f64;
    let grew = found.iter().all(|(old, new)| count(older, *old) <= count(newer, *new));
    let pair = |(old, new): &(usize, usize)| {
        let code = newer.key(*new).answer.map(|(code, _)| code);
        let people = |cube: &Cube, cell: usize| count(cube, cell - cell % cube.slots());
        let joined = people(newer, *new) - people(older, *old);
        Pair {
            older: first + old,
            newer: newer_first + new,
            threshold: rules.threshold(code.as_deref()),
            joined: (grew && code.is_some()).then_some(joined),
        }
    };
    model.add_rises(&found.iter().map(pair).collect::<Vec<_>>());
}

impl Edition {
    /// The same table once more.
    fn again(&self, offered: &[Offer], rules: &Rules) -> Self {
        let why = self.why.iter().zip(offered).map(|(why, offer)| match (why, offer) {
            (None, Offer::Absent) => Some(Why::NotOffered),
            (None, Offer::Withheld) => Some(Why::Complementary),
            (why, _) => *why,
        });
        Self { cube: self.cube.clone(), why: why.collect(), rules: *rules }
    }

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

    /// What it offers with nothing hidden and nothing rounded, for those whom no rule is for.
    pub fn open_cells(&self) -> impl Iterator<Item = (Key, Shown)> + '_ {
        let offered = |(_, why): &(usize, &Option<Why>)| **why != Some(Why::NotOffered);
        let cells = self.why.iter().enumerate().filter(offered);
        cells.map(|(cell, _)| (self.cube.key(cell), Shown::Count(self.cube.counts[cell])))
    }

    /// Why a cell is not shown; `None` for one that is, or that it does not have. For stewards: who
    /// receives the edition must not know which hidden cells are small.
    pub fn why(&self, key: &Key) -> Option<Why> {
        let cell = (0..self.why.len()).find(|cell| self.cube.key(*cell) == *key)?;
        self.why[cell]
    }

    /// The keys of the cells that it shows.
    pub fn shown(&self) -> BTreeSet<Key> {
        let shown = self.why.iter().enumerate().filter(|(_, why)| why.is_none());
        shown.map(|(cell, _)| self.cube.key(cell)).collect()
    }

    /// Whether it fits together: what was kept may be damaged.
    pub fn is_whole(&self) -> bool {
        let combinations: usize = self.cube.dimensions.iter().map(|d| d.nodes().len()).product();
        self.why.len() == self.cube.counts.len()
            && self.cube.counts.len() == combinations * self.cube.slots()
            && self.cube.communities.len() == combinations
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
