//! Barriers, and what was said beside what was observed.

use std::collections::BTreeMap;

use super::*;
use crate::domain::ids::NeedCode;
use crate::domain::taxonomy::Taxonomy;

fn told(code: &str, barriers: &[&str], trust: Option<u8>) -> Told {
    let barriers = barriers.iter().map(|barrier| (*barrier).to_owned()).collect();
    Told { code: code.into(), barriers, trust }
}

#[test]
fn access_says_which_gate_is_closed_and_which_comes_first() {
    let access = Access::of(&[
        told("GEO-SMP", &[], Some(4)),
        told("GEO-SMP", &["cost", "not_published"], None),
        told("GEO-SMP", &["afraid"], None),
        told("GEO-SMP", &[], Some(2)),
        told("GEO-SMP", &["other"], None),
        told("REG-LIC", &["cannot_read", "language"], Some(5)),
    ]);
    let samples = &access[&NeedCode::from("GEO-SMP")];
    assert_eq!((samples.asked, samples.open, samples.other), (5, 1, 1));
    let closed =
        [(Gate::Known, 1), (Gate::Reachable, 1), (Gate::Affordable, 1), (Gate::Trusted, 1)];
    assert_eq!(samples.closed, BTreeMap::from(closed));
    assert_eq!(samples.first, BTreeMap::from([closed[0], closed[1], closed[3]]));
    let first: u64 = samples.first.values().sum();
    assert_eq!(samples.open + samples.other + first, samples.asked);
    let licences = &access[&NeedCode::from("REG-LIC")];
    assert_eq!(licences.closed, BTreeMap::from([(Gate::Understandable, 1)]), "one person, once");
    assert_eq!(Gate::of_barrier("not_existing"), Some(Gate::Exists));
}

#[test]
fn every_barrier_of_the_shipped_form_closes_a_gate() {
    let texts = include_str!("../../../../forms/texts.py");
    let list = texts.split("\"barriers\": [").nth(1).unwrap().split("],").next().unwrap();
    let barriers: Vec<&str> = list
        .lines()
        .filter_map(|line| line.trim().strip_prefix("(\"")?.split('"').next())
        .collect();
    assert_eq!(barriers.len(), 9);
    assert!(barriers.iter().all(|barrier| Gate::of_barrier(barrier).is_some()), "{barriers:?}");
}

#[test]
fn what_was_said_stands_beside_what_was_observed_and_services_stand_apart() {
    let counts = |list: &[(&str, u64)]| list.iter().map(|(code, n)| ((*code).into(), *n)).collect();
    let said =
        counts(&[("SVC-PWR", 90), ("REG-LIC", 40), ("GEO-SMP", 40), ("X-NONE", 7), ("TEC-GRV", 0)]);
    let observed = counts(&[("HSE-CHM", 3), ("REG-LIC", 1)]);
    let needs = apart(&said, &observed, &Taxonomy::default());
    let seen: Vec<_> =
        needs.iter().map(|n| (n.code.as_str(), n.said, n.observed, n.heard)).collect();
    assert_eq!(
        seen,
        [
            ("GEO-SMP", 40, 0, Heard::Said),
            ("REG-LIC", 40, 1, Heard::SaidAndObserved),
            ("HSE-CHM", 0, 3, Heard::Observed),
            ("SVC-PWR", 90, 0, Heard::Said),
        ]
    );
    assert_eq!(needs.iter().filter(|need| need.information).count(), 3);
}
