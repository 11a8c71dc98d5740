//! Small worlds, what is true in them, and what must never come out.

use std::collections::BTreeSet;

use sikia::domain::disclosure::{
    Cube, Dimension, Edition, Key, Memory, Record, Rules, Shown, is_sensitive,
};

use super::attacker::{Attacker, Given, Target};

pub const CODES: [&str; 2] = ["GEO-SMP", "REG-LIC"];
const SLACK: f64 = 1e-3;

#[derive(Debug)]
pub struct World {
    pub dimensions: Vec<Dimension>,
    /// Everybody, by the first edition they are in and the first they are no longer in.
    pub people: Vec<(usize, usize, Record)>,
    pub rules: Rules,
    pub agreed: BTreeSet<String>,
    /// Whether cells that are broken down by everything at once are offered.
    pub finest: bool,
}

/// Gender, and wards in districts, with a licence zone across them.
pub fn dimensions() -> Vec<Dimension> {
    let gender = Dimension::new("gender", &["female", "male"], &[]).unwrap();
    let sums: [(&str, &[&str]); 2] = [("north", &["a", "b"]), ("zone", &["b", "c"])];
    vec![gender, Dimension::new("area", &["a", "b", "c"], &sums).unwrap()]
}

impl World {
    pub fn records(&self, edition: usize) -> Vec<Record> {
        let some = self.people.iter().filter(|(from, until, _)| (*from..*until).contains(&edition));
        some.map(|(.., record)| record.clone()).collect()
    }

    pub fn cube(&self, edition: usize) -> Cube {
        let codes = CODES.iter().map(|code| (*code).to_owned()).collect();
        Cube::of(self.dimensions.clone(), &codes, &self.records(edition)).unwrap()
    }

    pub fn plan(&self, memory: &Memory, edition: usize) -> Edition {
        let offered = |key: &Key| self.finest || key.at.iter().any(|(_, node)| node == "all");
        memory.plan(self.cube(edition), offered, &self.rules, &self.agreed).unwrap()
    }

    /// All editions as they are released one after the other.
    pub fn release(&self, editions: usize) -> Vec<Edition> {
        let mut memory = Memory::default();
        (0..editions)
            .map(|number| {
                let edition = self.plan(&memory, number);
                memory.remember(edition.clone());
                edition
            })
            .collect()
    }

    /// Those who are in a cell, counted one by one.
    fn within<'a>(&self, key: &Key, records: &'a [Record]) -> Vec<&'a Record> {
        let inside = |record: &&Record| {
            self.dimensions
                .iter()
                .zip(&key.at)
                .zip(&record.at)
                .all(|((dimension, (_, node)), leaf)| holds(dimension, node, leaf))
        };
        records.iter().filter(inside).collect()
    }

    pub fn count(&self, key: &Key, records: &[Record]) -> f64 {
        let within = self.within(key, records);
        let counts = |record: &&&Record| {
            key.answer.as_ref().is_none_or(|(code, named)| record.named.contains(code) == *named)
        };
        within.iter().filter(counts).count() as f64
    }

    /// How wide a hidden cell must stay, and what must be possible of it when it is at risk.
    fn must(&self, key: &Key, records: &[Record]) -> (f64, Option<(f64, f64)>) {
        let code = key.answer.as_ref().map(|(code, _)| code.as_str());
        let full = self.rules.threshold(code) as f64;
        let people = self.within(key, records).len() as f64;
        let bounded = |k: f64| if code.is_some() { k.min(people) } else { k };
        let (k, width) = (bounded(full), bounded(self.rules.people as f64));
        let count = self.count(key, records);
        let sensitive = code.is_some_and(is_sensitive);
        let communities: BTreeSet<String> =
            self.within(key, records).iter().map(|r| r.community.clone()).collect();
        if sensitive
            && communities.len() < self.rules.communities
            && !communities.is_subset(&self.agreed)
        {
            let beside = full.max(count / 5.0);
            return (width, Some(((count - beside).max(0.0), (count + beside).min(people))));
        }
        let all_named = sensitive
            && key.answer.as_ref().is_some_and(|(_, named)| !named)
            && count == 0.0
            && people > 0.0;
        let risky = (count > 0.0 && count < full) || all_named;
        (width, risky.then_some((0.0, k.max(count))))
    }

    /// What the attacker finds out that it must not.
    pub fn breaches(&self, given: &[Given]) -> Vec<String> {
        let none = vec![true; given.len()];
        let keys = Attacker::new(&self.dimensions, &CODES, given, none).keys().to_vec();
        let grew = |edition: usize| {
            let (Some(before), now) = (edition.checked_sub(1), self.records(edition)) else {
                return true;
            };
            let before = self.records(before);
            keys.iter().all(|key| self.count(key, &now) >= self.count(key, &before))
        };
        let grew: Vec<bool> = (0..given.len()).map(grew).collect();
        let attacker = Attacker::new(&self.dimensions, &CODES, given, grew.clone());
        let mut breaches = Vec::new();
        for edition in 0..given.len() {
            let records = self.records(edition);
            let before = edition.checked_sub(1).map(|before| self.records(before));
            for (at, key) in attacker.keys().iter().enumerate() {
                let hidden = given[edition].get(key) == Some(&Shown::Hidden);
                let (width, risk) = self.must(key, &records);
                if risk.is_some() || hidden {
                    let (low, high) = attacker.range(Target::Cell(edition, at));
                    let (least, most) = risk.unwrap_or((high, low));
                    let known = low > least + SLACK || high < most - SLACK;
                    if known || (hidden && high - low < width - SLACK) {
                        breaches.push(format!("{edition} {key:?} {risk:?}: {low} to {high}"));
                    }
                }
                let must =
                    before.as_ref().and_then(|b| self.must_rise(key, b, &records, grew[edition]));
                let Some((least, most)) = must else { continue };
                let (low, high) = attacker.range(Target::Rise(edition, at));
                if low > least + SLACK || high < most - SLACK {
                    breaches.push(format!("rise {edition} {key:?}: {low} to {high}"));
                }
            }
        }
        breaches
    }

    /// From where to where a rise must be possible, when it stands for few. Where somebody left, only
    /// respondents are looked at: what a code's answers can have risen by has no simple bound then.
    fn must_rise(
        &self,
        key: &Key,
        before: &[Record],
        after: &[Record],
        grew: bool,
    ) -> Option<(f64, f64)> {
        let rise = |key: &Key| self.count(key, after) - self.count(key, before);
        let code = key.answer.as_ref().map(|(code, _)| code.as_str());
        let k = self.rules.threshold(code) as f64;
        let joined = rise(&Key { answer: None, ..key.clone() });
        match rise(key) {
            few if few > 0.0 && few < k && code.is_none() => Some((0.0, k)),
            few if few > 0.0 && few < k && grew => Some((0.0, k.min(joined))),
            few if few < 0.0 && few > -k && code.is_none() => Some((-k, 0.0)),
            _ => None,
        }
    }
}

fn holds(dimension: &Dimension, node: &str, leaf: &str) -> bool {
    node == leaf
        || dimension.sums().iter().any(|(total, parts)| {
            dimension.nodes()[*total] == node
                && parts.iter().any(|part| holds(dimension, &dimension.nodes()[*part], leaf))
        })
}

/// What an audience gets of editions.
pub fn given(editions: &[Edition]) -> Vec<Given> {
    editions.iter().map(|edition| edition.cells().collect()).collect()
}
