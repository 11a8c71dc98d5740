//! Counting facts.

use std::collections::BTreeMap;

use super::RANKS;
use super::codes::{ABSENT, Codes, NUMBER_DONT_KNOW, NUMBER_NONE, NUMBER_REFUSED};
use super::packed::PackedFact;

/// Counts of facts, by the numbers of a dictionary. Adding is a handful of array steps, and tallies
/// of parts can be merged: the order of facts means nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub(super) none: u64,
    pub(super) dont_know: u64,
    pub(super) refused: u64,
    pub(super) respondents: u64,
    /// How often each code was named at each rank.
    pub(super) ranks: [Vec<u64>; RANKS],
    pub(super) genders: Vec<u64>,
    pub(super) ages: Vec<u64>,
    pub(super) role_sets: Vec<u64>,
}

impl Tally {
    /// Counts one fact.
    pub fn add(&mut self, fact: &PackedFact) {
        match fact.needs[0] {
            ABSENT => return,
            NUMBER_DONT_KNOW => return self.dont_know += 1,
            NUMBER_REFUSED => return self.refused += 1,
            NUMBER_NONE => self.none += 1,
            _ => {
                for (rank, need) in self.ranks.iter_mut().zip(fact.needs) {
                    if need != ABSENT {
                        add(rank, need, 1);
                    }
                }
            }
        }
        self.respondents += 1;
        add(&mut self.genders, fact.gender, 1);
        add(&mut self.ages, fact.age, 1);
        add(&mut self.role_sets, fact.roles, 1);
    }

    /// Counts what another tally counted, in the numbers of the same dictionary.
    pub fn merge(&mut self, other: &Self) {
        self.none += other.none;
        self.dont_know += other.dont_know;
        self.refused += other.refused;
        self.respondents += other.respondents;
        let mine = self.ranks.iter_mut();
        let mine = mine.chain([&mut self.genders, &mut self.ages, &mut self.role_sets]);
        let theirs = other.ranks.iter().chain([&other.genders, &other.ages, &other.role_sets]);
        for (mine, theirs) in mine.zip(theirs) {
            for (number, count) in (0..).zip(theirs).filter(|(_, count)| **count > 0) {
                add(mine, number, *count);
            }
        }
    }

    /// What this tally counted, in the numbers of another dictionary.
    pub fn renumbered(&self, from: &Codes, to: &mut Codes) -> Self {
        let mut renumber = |counts: &Vec<u64>| {
            let mut renumbered = Vec::new();
            for (number, count) in (0..).zip(counts).filter(|(_, count)| **count > 0) {
                add(&mut renumbered, to.number(from.text(number)), *count);
            }
            renumbered
        };
        Self {
            ranks: self.ranks.each_ref().map(&mut renumber),
            genders: renumber(&self.genders),
            ages: renumber(&self.ages),
            role_sets: renumber(&self.role_sets),
            ..*self
        }
    }

    /// How many named each need among their first three, by its text in a dictionary.
    pub fn named<'a>(&self, codes: &'a Codes) -> BTreeMap<&'a str, u64> {
        let mut named = BTreeMap::new();
        for rank in &self.ranks {
            for (number, count) in (0..).zip(rank).filter(|(_, count)| **count > 0) {
                *named.entry(codes.text(number)).or_default() += count;
            }
        }
        named
    }

    /// The base of every share: who answered. Known before any report is made.
    pub fn respondents(&self) -> u64 {
        self.respondents
    }

    /// Everybody who was counted: respondents, and who does not know or prefers not to say.
    pub fn asked(&self) -> u64 {
        self.respondents + self.dont_know + self.refused
    }
}

fn add(counts: &mut Vec<u64>, number: u32, count: u64) {
    let at = number as usize;
    if at >= counts.len() {
        counts.resize(at + 1, 0);
    }
    counts[at] += count;
}
