//! Records of people: groups of at least k by local suppression, and the risk that is left.

use std::collections::BTreeMap;

use super::risk::{global_risk, individual_risk};
use super::rules::Rules;

/// A person's quasi-identifiers: what somebody who knows the person may know, too.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// One value for each declared quasi-identifier; `None` where it was not answered.
    pub known: Vec<Option<String>>,
    /// How many people the record stands for; 1 when there are no weights.
    pub weight: f64,
}

/// What may be said of microdata for one audience.
#[derive(Clone, Debug, PartialEq)]
pub enum Microdata {
    /// They may leave like this.
    Released(Anonymised),
    /// The risk is too high; it is said, and nothing leaves.
    Refused {
        /// The global risk after suppression.
        risk: f64,
        /// The limit that it is not below.
        limit: f64,
    },
}

/// Microdata in groups of at least k.
#[derive(Clone, Debug, PartialEq)]
pub struct Anonymised {
    /// The quasi-identifiers of each person, in the order given; nothing for a person who had to be
    /// left out.
    pub records: Vec<Option<Vec<Option<String>>>>,
    /// How many values were taken out of records that stay, for each quasi-identifier.
    pub suppressed: Vec<u64>,
    /// How many people were left out.
    pub left_out: u64,
    /// The global risk.
    pub risk: f64,
}

/// Makes groups of at least `k` people who are alike in what is known of them: values that set
/// somebody apart are taken out, of the quasi-identifier declared last first. An absent value is a
/// value of its own here, which asks for more than tools that let it match anything. Who is still
/// alone without any value is left out.
///
/// Quasi-identifiers that a record lacks count as not answered. Refused at the audience's limit of
/// global risk (R83), which is not weighed against use.
pub fn anonymise(people: &[Person], k: u64, rules: &Rules) -> Microdata {
    let width = people.iter().map(|person| person.known.len()).max().unwrap_or(0);
    let mut records: Vec<Vec<Option<String>>> = people
        .iter()
        .map(|person| {
            let mut known = person.known.clone();
            known.resize(width, None);
            known
        })
        .collect();
    for quasi in (0..width).rev() {
        let sizes = groups(&records);
        for record in &mut records {
            let alone = sizes.get(record).is_none_or(|size| *size < k);
            if alone {
                record[quasi] = None;
            }
        }
    }
    let sizes = groups(&records);
    let mut population: BTreeMap<&Vec<Option<String>>, f64> = BTreeMap::new();
    for (record, person) in records.iter().zip(people) {
        *population.entry(record).or_default() += person.weight.max(1.0);
    }
    let kept = |record: &Vec<Option<String>>| sizes.get(record).is_some_and(|size| *size >= k);
    let risk = global_risk(records.iter().filter(|record| kept(record)).map(|record| {
        let all = population.get(record).copied().unwrap_or(0.0);
        individual_risk(sizes.get(record).copied().unwrap_or(0), all)
    }));
    if let Some(limit) = rules.risk.filter(|limit| risk >= *limit) {
        return Microdata::Refused { risk, limit };
    }
    let kept: Vec<bool> = records.iter().map(kept).collect();
    let mut suppressed = vec![0; width];
    for ((record, person), _) in records.iter().zip(people).zip(&kept).filter(|(_, kept)| **kept) {
        for ((now, before), count) in record.iter().zip(&person.known).zip(&mut suppressed) {
            *count += u64::from(now != before);
        }
    }
    let left_out = kept.iter().filter(|kept| !**kept).count() as u64;
    let records = records.into_iter().zip(kept).map(|(record, kept)| kept.then_some(record));
    Microdata::Released(Anonymised { records: records.collect(), suppressed, left_out, risk })
}

fn groups(records: &[Vec<Option<String>>]) -> BTreeMap<Vec<Option<String>>, u64> {
    let mut sizes = BTreeMap::new();
    for record in records {
        *sizes.entry(record.clone()).or_default() += 1;
    }
    sizes
}
