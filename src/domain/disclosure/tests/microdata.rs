//! Microdata and their risk.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::*;

fn person(known: &[&str], weight: f64) -> Person {
    let value = |text: &&str| (!text.is_empty()).then(|| (*text).to_owned());
    Person { known: known.iter().map(value).collect(), weight }
}

fn released(microdata: Microdata) -> Anonymised {
    match microdata {
        Microdata::Released(anonymised) => anonymised,
        refused => panic!("{refused:?}"),
    }
}

#[test]
fn who_stands_out_loses_what_sets_them_apart() {
    let mut people = vec![person(&["female", "digger"], 1.0)];
    people.extend(vec![person(&["female", "sorter"], 1.0); 3]);
    people.extend(vec![person(&["female", "trader"], 1.0); 2]);
    people.extend(vec![person(&["male", "digger"], 1.0); 3]);
    people.push(person(&["other", "digger"], 1.0));
    let restricted = Rules::of(Audience::Restricted);
    let done = released(anonymise(&people, 3, &restricted));
    let value = |text: &str| Some(text.to_owned());
    assert_eq!(
        done.records[0],
        Some(vec![value("female"), None]),
        "the trade goes, the gender stays"
    );
    assert_eq!(done.records[1], Some(vec![value("female"), value("sorter")]));
    assert_eq!(done.records[9], None, "still alone without anything");
    assert_eq!((done.suppressed, done.left_out), (vec![0, 3], 1));
    // Three groups of three, a census: each could be found with one guess in three.
    assert!((done.risk - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn microdata_are_refused_at_three_percent_for_the_public() {
    let rules = Rules::of(Audience::Public);
    let people = |weight: f64| vec![person(&["female", "digger"], weight); 10];
    // Ten alike who stand for 33: 0.303 / (10 − 0.697) = 0.0326; for 37: 0.0291.
    let Microdata::Refused { risk, limit } = anonymise(&people(3.3), 5, &rules) else { panic!() };
    assert!(risk >= 0.03 && limit == 0.03, "{risk}");
    assert!(released(anonymise(&people(3.7), 5, &rules)).risk < 0.03);
    let partner = Rules::of(Audience::Partner);
    assert!(released(anonymise(&people(3.3), 5, &partner)).risk >= 0.03);
    assert_eq!(released(anonymise(&[], 5, &rules)).risk, 0.0);
}

/// The mean of 1/F for a negative binomial F, term by term.
fn by_series(f: u64, p: f64) -> f64 {
    let (mut term, mut sum) = (p.powi(f as i32), 0.0);
    for h in f..200_000 {
        sum += term / h as f64;
        term *= (1.0 - p) * h as f64 / (h + 1 - f) as f64;
    }
    sum
}

#[test]
fn the_risk_of_one_record_is_the_mean_of_its_distribution() {
    for (f, population) in [(1, 10.0), (1, 500.0), (2, 30.0), (2, 1000.0), (3, 12.0), (3, 400.0)] {
        let series = by_series(f, f as f64 / population);
        let closed = individual_risk(f, population);
        assert!((closed - series).abs() < 1e-6, "{f} of {population}: {closed} {series}");
    }
    // From four on the usual approximation, within a twentieth.
    for (f, population) in [(4, 40.0), (5, 100.0), (10, 340.0), (50, 5000.0)] {
        let series = by_series(f, f as f64 / population);
        let near = individual_risk(f, population);
        assert!((near / series - 1.0).abs() < 0.05, "{f} of {population}: {near} {series}");
    }
    assert_eq!(
        (individual_risk(0, 9.0), individual_risk(1, 1.0), individual_risk(4, 2.0)),
        (0.0, 1.0, 0.25)
    );
    assert_eq!((global_risk([0.5, 0.1]), global_risk([])), (0.3, 0.0));
}

proptest! {
    #[test]
    fn nobody_stands_out_of_fewer_than_k(
        people in prop::collection::vec((0..3_u8, 0..4_u8, 0..5_u8, 1.0..50.0_f64), 0..80),
        k in 2..8_u64,
    ) {
        let people: Vec<Person> = people.into_iter().map(|(a, b, c, weight)| {
            person(&[["", "f", "m"][usize::from(a)], &b.to_string(), &c.to_string()], weight)
        }).collect();
        let done = released(anonymise(&people, k, &Rules::of(Audience::Restricted)));
        let mut groups: BTreeMap<&Vec<Option<String>>, u64> = BTreeMap::new();
        for record in done.records.iter().flatten() {
            *groups.entry(record).or_default() += 1;
        }
        prop_assert!(groups.values().all(|size| *size >= k));
        let mut taken = vec![0; 3];
        for (record, person) in done.records.iter().zip(&people) {
            for (at, (now, before)) in record.iter().flatten().zip(&person.known).enumerate() {
                prop_assert!(now.is_none() || now == before, "nothing is made up");
                taken[at] += u64::from(now != before);
            }
        }
        let left_out = done.records.iter().filter(|record| record.is_none()).count() as u64;
        prop_assert_eq!(left_out, done.left_out);
        prop_assert!(left_out < k, "fewer than a group");
        prop_assert!(people.is_empty() || taken == done.suppressed);
        prop_assert!(done.risk <= 1.0 / k as f64 + 1e-9);
    }
}
