//! Laws of counting, on random facts.

use proptest::prelude::*;

use super::super::{Codes, Fact, Filter, PackedFact, Sample, Tally};
use super::{fact, report, tally};

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let need = prop::sample::subsequence(vec!["A-1", "A-2", "B-1", "B-2", "X-OTH"], 1..=3);
    let ballot = prop_oneof![
        8 => need.prop_shuffle(),
        1 => Just(vec!["X-NONE"]),
        1 => Just(vec!["X-DK"]),
        1 => Just(vec!["X-REF"]),
    ];
    let text = |texts: &[&str]| prop::option::of(prop::sample::select(owned(texts)));
    let roles = prop::sample::subsequence(owned(&["crusher", "digger", "washer"]), 0..=3);
    let person = (text(&["female", "male"]), text(&["15-24", "25-34"]), roles);
    let form = prop::sample::select(owned(&["asm-needs", "other"]));
    let day = prop::option::of(prop_oneof![-5..5i32, any::<i16>().prop_map(|d| i32::from(d) * 80)]);
    let one = (ballot, person, form, day).prop_map(|(needs, (gender, age, roles), form, day)| {
        Fact { gender, age, roles, form, day, ..fact(&needs) }
    });
    prop::collection::vec(one, 0..40)
}

fn filters() -> impl Strategy<Value = Filter> {
    let text = |texts: &[&str]| prop::option::of(prop::sample::select(owned(texts)));
    let day = || prop::option::of(-6..6i32);
    (
        (day(), day(), any::<bool>()),
        text(&["female", "nobody"]),
        text(&["15-24", "nobody"]),
        (text(&["digger", "nobody"]), text(&["digger", "crusher"])),
        text(&["asm-needs", "none"]),
    )
        .prop_map(|((from, to, undated), gender, age, (role, without), form)| Filter {
            from,
            to,
            undated,
            gender,
            age,
            role,
            form,
            without: without.into_iter().collect(),
            domain: None,
            information: false,
        })
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

proptest! {
    #[test]
    fn a_report_agrees_with_counting_by_hand(facts in facts()) {
        let report = report(&facts, None, &Filter::default());
        let base: Vec<&Fact> = facts
            .iter()
            .filter(|f| !matches!(f.needs[0].as_str(), "X-DK" | "X-REF"))
            .collect();
        prop_assert_eq!(report.respondents, base.len() as u64);
        prop_assert_eq!(report.asked, facts.len() as u64);
        for code in ["A-1", "A-2", "B-1", "B-2"] {
            let named = base.iter().filter(|f| f.needs.contains(&code.into())).count() as u64;
            let first = base.iter().filter(|f| f.needs[0].as_str() == code).count() as u64;
            let got = report.needs.iter().find(|n| n.code.as_str() == code);
            prop_assert_eq!(got.map_or((0, 0), |n| (n.named, n.first_choice)), (named, first));
        }
        for role in &report.groups.role {
            let here = base.iter().filter(|f| match &role.code {
                Some(code) => f.roles.contains(code),
                None => f.roles.is_empty(),
            });
            prop_assert_eq!(role.respondents, here.count() as u64);
        }
    }

    #[test]
    fn figures_stay_within_their_bounds(facts in facts(), population in prop::option::of(0..60u64)) {
        let report = report(&facts, population, &Filter::default());
        let firsts: u64 = report.needs.iter().map(|n| n.first_choice).sum();
        prop_assert!(firsts + report.none <= report.respondents);
        for need in &report.needs {
            let (lo, hi) = (need.interval.lo, need.interval.hi);
            prop_assert!(0.0 <= lo && lo <= need.share && need.share <= hi && hi <= 1.0);
            prop_assert!(need.first_choice <= need.named && need.named <= report.respondents);
            prop_assert!(need.first_share <= need.share && need.borda <= 3.0 * need.share + 1e-12);
        }
        for pair in report.needs.windows(2) {
            let key = |n: &super::super::Need| (std::cmp::Reverse(n.named), n.code.clone());
            prop_assert!(key(&pair[0]) < key(&pair[1]));
        }
    }

    #[test]
    fn who_asks_more_people_is_surer(n in 1..5_000u64, more in 1..5_000u64, of in 0.0..=1.0f64) {
        let width = |n, population| {
            let interval = Sample::of(n, population).interval(of);
            interval.hi - interval.lo
        };
        prop_assert!(width(n + more, None) < width(n, None));
        prop_assert!(width(n, Some(n + more)) <= width(n, None));
        prop_assert!(width(n, Some(n)) == 0.0);
    }

    #[test]
    fn tallies_of_parts_are_the_tally_of_the_whole(facts in facts(), at in any::<prop::sample::Index>()) {
        let mut codes = Codes::default();
        let whole = tally(&facts, &mut codes);
        let (left, right) = facts.split_at(at.index(facts.len() + 1));
        let (mut merged, right) = (tally(left, &mut codes), tally(right, &mut codes));
        merged.merge(&right);
        prop_assert_eq!(&merged, &whole);
        let mut empty = Tally::default();
        empty.merge(&whole);
        prop_assert_eq!(&empty, &whole);
    }

    #[test]
    fn tallies_of_two_dictionaries_can_be_merged(facts in facts(), at in any::<prop::sample::Index>()) {
        let (left, right) = facts.split_at(at.index(facts.len() + 1));
        let (mut mine, mut theirs) = (Codes::default(), Codes::default());
        let mut merged = tally(left, &mut mine);
        let other = tally(right, &mut theirs);
        merged.merge(&other.renumbered(&theirs, &mut mine));
        prop_assert_eq!(merged, tally(&facts, &mut mine));
    }

    #[test]
    fn packing_loses_nothing(facts in facts()) {
        let mut codes = Codes::default();
        let mut rows = Vec::new();
        for fact in &facts {
            PackedFact::pack(fact, &mut codes).write(&mut rows);
        }
        let mut rows = rows.as_slice();
        for fact in &facts {
            let packed = PackedFact::read(&mut rows).unwrap();
            prop_assert_eq!(&packed.unpack(&codes), fact);
        }
        prop_assert!(rows.is_empty());
    }

    #[test]
    fn a_packed_filter_takes_what_the_filter_takes(facts in facts(), filter in filters()) {
        let mut codes = Codes::default();
        let packed: Vec<_> = facts.iter().map(|fact| PackedFact::pack(fact, &mut codes)).collect();
        let fast = filter.pack(&codes);
        let all = Filter::default().pack(&codes);
        for (fact, packed) in facts.iter().zip(&packed) {
            prop_assert_eq!(fast.matches(packed), filter.matches(fact));
            prop_assert!(all.matches(packed), "the filter of everything is no filter");
        }
    }
}
