//! One edition, with all its filters.

use std::collections::BTreeSet;

use proptest::prelude::*;
use sikia::domain::disclosure::{Audience, Memory, Record, Rules, Shown, Why};

use super::world::{World, dimensions, given};

/// Public rules with exact counts: rounding could only hinder the attacker.
pub fn exact() -> Rules {
    Rules { rounding: 1, ..Rules::of(Audience::Public) }
}

pub fn person() -> impl Strategy<Value = Record> {
    let gender = prop_oneof![3 => Just("male"), 1 => Just("female")];
    let area = prop_oneof![4 => Just("a"), 3 => Just("b"), 1 => Just("c")];
    (gender, area, 0..3_u8, 0..8_u8).prop_map(|(gender, area, community, named)| {
        let codes = [(named & 1 == 1, "GEO-SMP"), (named >= 6, "REG-LIC")];
        Record {
            at: vec![gender.to_owned(), area.to_owned()],
            named: codes.iter().filter(|(named, _)| *named).map(|(_, c)| (*c).to_owned()).collect(),
            community: format!("{area}-{community}"),
        }
    })
}

pub fn world(
    people: impl Strategy<Value = Vec<(usize, usize, Record)>>,
) -> impl Strategy<Value = World> {
    (
        people,
        any::<bool>(),
        any::<bool>(),
        prop::sample::subsequence(vec!["a-0", "a-1", "b-0"], 0..=3),
    )
        .prop_map(|(people, finest, community_rule, agreed)| World {
            dimensions: dimensions(),
            people,
            rules: if community_rule { exact() } else { Rules { communities: 1, ..exact() } },
            agreed: agreed.into_iter().map(str::to_owned).collect(),
            finest,
        })
}

/// A table that primary suppression alone does not protect: three women in all.
pub fn weak_spot() -> World {
    let record = |gender: &str, area: &str, named: &[&str], community: usize| Record {
        at: vec![gender.to_owned(), area.to_owned()],
        named: named.iter().map(|code| (*code).to_owned()).collect(),
        community: format!("{area}-{}", community % 3),
    };
    let mut people = Vec::new();
    for (area, men, women) in [("a", 30, 3), ("b", 25, 20), ("c", 20, 15)] {
        people.extend((0..men).map(|n| (0, 9, record("male", area, &["GEO-SMP"][..n % 2], n))));
        people.extend((0..women).map(|n| (0, 9, record("female", area, &["GEO-SMP"][..n % 2], n))));
    }
    let agreed = BTreeSet::new();
    World { dimensions: dimensions(), people, rules: exact(), agreed, finest: true }
}

#[test]
fn the_attacker_breaks_primary_suppression_alone() {
    let world = weak_spot();
    let edition = world.plan(&Memory::default(), 0);
    let records = world.records(0);
    let mut weakened = given(std::slice::from_ref(&edition));
    let mut opened = 0;
    for (key, shown) in &mut weakened[0] {
        if edition.why(key) == Some(Why::Complementary) {
            *shown = Shown::Count(world.count(key, &records) as u64);
            opened += 1;
        }
    }
    assert!(opened > 0);
    let breaches = world.breaches(&weakened);
    assert!(breaches.iter().any(|breach| breach.contains("3 to 3")), "{breaches:#?}");
    assert_eq!(world.breaches(&given(&[edition])), [""; 0]);
}

#[test]
fn hiding_takes_little() {
    let world = weak_spot();
    let report = world.plan(&Memory::default(), 0).report();
    assert_eq!(report.offered, report.shown + report.primary + report.complementary);
    assert!(report.shown * 4 > report.offered, "{report:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 16,
        max_shrink_iters: 40,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_hidden_cell_can_be_worked_out(
        world in world(prop::collection::vec((Just(0), Just(9), person()), 0..90)),
    ) {
        let edition = world.plan(&Memory::default(), 0);
        let records = world.records(0);
        for (key, shown) in edition.cells() {
            if let Shown::Count(count) = shown {
                prop_assert_eq!(count as f64, world.count(&key, &records), "what is shown is true");
            }
        }
        prop_assert_eq!(world.breaches(&given(&[edition])), Vec::<String>::new());
    }
}
