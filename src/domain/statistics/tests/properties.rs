//! Laws, on random samples.

use proptest::prelude::*;

use super::*;

fn strata() -> impl Strategy<Value = Vec<Stratum>> {
    let one =
        (0..2_u8, 0..4_u8, 1..60_u64, 0..500_u64).prop_map(|(gender, role, respondents, more)| {
            Stratum {
                gender: ["female", "male"][usize::from(gender)].to_owned(),
                role: format!("role-{role}"),
                population: respondents + more,
                respondents,
            }
        });
    prop::collection::vec(one, 1..12)
}

fn limits() -> impl Strategy<Value = Limits> {
    (0..30_u64, 1.0..5.0_f64).prop_map(|(least, most)| Limits { least, most })
}

fn sample() -> impl Strategy<Value = (u64, Sample)> {
    (1..400_u64, prop::option::of(0..400_u64), 1.0..4.0_f64).prop_flat_map(|(n, more, effect)| {
        let sample = Sample { n, population: more.map(|m| n + m), design_effect: effect };
        (0..=n, Just(sample))
    })
}

fn design() -> impl Strategy<Value = Design> {
    prop::sample::select(vec![
        Design::Census,
        Design::SimpleRandom,
        Design::Systematic,
        Design::TimeLocation,
        Design::Purposive,
        Design::SelfSelected,
    ])
}

proptest! {
    #[test]
    fn weights_add_up_to_the_people_and_none_is_too_heavy(strata in strata(), limits in limits()) {
        let weights = Weights::of(&strata, limits).unwrap();
        let people: u64 = strata.iter().map(|s| s.population).sum();
        let asked: u64 = strata.iter().map(|s| s.respondents).sum();
        let sum: f64 = weights.cells.iter().map(|c| c.weight * c.respondents as f64).sum();
        prop_assert!((sum / people as f64 - 1.0).abs() < 1e-9, "{sum} {people}");
        prop_assert_eq!(weights.cells.iter().map(|c| c.population).sum::<u64>(), people);
        prop_assert_eq!(weights.cells.iter().map(|c| c.respondents).sum::<u64>(), asked);
        let cap = limits.most * people as f64 / asked as f64;
        prop_assert!(weights.cells.iter().all(|c| c.weight <= cap * (1.0 + 1e-6) && c.weight > 0.0));
        prop_assert!(weights.sample(1.0).design_effect >= 1.0 - 1e-9, "weights never add answers");
        prop_assert!((weights.share(|_, _| 0), weights.cells.len()) == (0.0, weights.cells.len()));
    }

    #[test]
    fn the_order_of_strata_means_nothing(strata in strata(), limits in limits(), by in any::<prop::sample::Index>()) {
        let mut other = strata.clone();
        other.rotate_left(by.index(strata.len()));
        prop_assert_eq!(Weights::of(&other, limits), Weights::of(&strata, limits));
    }

    #[test]
    fn weights_for_a_proportional_sample_change_nothing(respondents in prop::collection::vec(1..40_u64, 1..6), times in 1..9_u64) {
        let strata: Vec<Stratum> = (0..).zip(&respondents).map(|(role, n)| Stratum {
            gender: "female".to_owned(), role: format!("{role}"), population: n * times, respondents: *n,
        }).collect();
        let weights = Weights::of(&strata, Limits::default()).unwrap();
        prop_assert!((weights.sample(1.0).design_effect - 1.0).abs() < 1e-9);
        let named = |_: &str, role: &str| respondents[role.parse::<usize>().unwrap()] / 2;
        let plain = respondents.iter().map(|n| n / 2).sum::<u64>() as f64 / respondents.iter().sum::<u64>() as f64;
        prop_assert!((weights.share(named) - plain).abs() < 1e-9);
    }

    #[test]
    fn an_interval_holds_its_share_and_shrinks_with_more_answers((named, sample) in sample(), design in design()) {
        let share = named as f64 / sample.n as f64;
        let one = design.share(share, sample).interval;
        prop_assert!(0.0 <= one.lo && one.lo <= share && share <= one.hi && one.hi <= 1.0);
        let more = Sample { n: sample.n * 2, population: sample.population.map(|p| p * 2), ..sample };
        let two = design.share(share, more).interval;
        prop_assert!(two.hi - two.lo <= one.hi - one.lo + 1e-12);
        let clustered = Sample { design_effect: sample.design_effect * 1.5, ..sample };
        let wide = design.share(share, clustered).interval;
        prop_assert!(wide.hi - wide.lo >= one.hi - one.lo - 1e-12);
    }

    #[test]
    fn only_who_asks_everybody_is_sure((named, sample) in sample(), design in design()) {
        let share = named as f64 / sample.n as f64;
        let all = Sample { population: Some(sample.n), ..sample };
        let width = |interval: Interval| interval.hi - interval.lo;
        let sure = width(design.share(share, all).interval) == 0.0;
        prop_assert_eq!(sure, design.standing() != Standing::OfThoseAsked);
    }

    #[test]
    fn bands_hold_each_item_once_and_rank_it(shares in prop::collection::vec(0..=40_u64, 0..9)) {
        let sample = Sample::of(40, Some(100));
        let items: Vec<_> = shares.iter().map(|x| {
            let share = *x as f64 / 40.0;
            (share, sample.interval(share))
        }).collect();
        let bands = bands(&items);
        let mut seen: Vec<usize> = bands.iter().flat_map(|band| band.items.clone()).collect();
        let ranks: Vec<usize> = bands.iter().flat_map(|band| band.ranks.clone()).collect();
        prop_assert_eq!(ranks, (1..=shares.len()).collect::<Vec<_>>());
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..shares.len()).collect::<Vec<_>>());
        for pair in bands.windows(2) {
            let leader = items[pair[0].items[0]];
            prop_assert!(pair[1].items.iter().all(|item| items[*item].1.hi < leader.1.lo));
        }
    }

    #[test]
    fn change_turns_round_with_the_rounds((a, one) in sample(), (b, two) in sample()) {
        let of = |named: u64, sample: Sample| Measured {
            design: Design::SimpleRandom, list: String::new(), share: named as f64 / sample.n as f64, sample,
        };
        let (before, after) = (of(a, one), of(b, two));
        let there = before.change(&after).unwrap();
        let back = after.change(&before).unwrap();
        prop_assert!((there.difference + back.difference).abs() < 1e-12);
        prop_assert!((there.interval.lo + back.interval.hi).abs() < 1e-12);
        prop_assert!(there.interval.lo <= there.difference && there.difference <= there.interval.hi);
        let census = |m: &Measured| Measured { sample: Sample { population: Some(m.sample.n), ..m.sample }, ..m.clone() };
        let sure = census(&before).change(&census(&after)).unwrap();
        prop_assert_eq!(sure.interval.hi - sure.interval.lo, 0.0);
    }

    #[test]
    fn a_die_finds_the_share_it_hides(share in 0..=100_u64, n in 1..50_u64) {
        let die = Forced::new(0.75, 0.1).unwrap();
        // So many that every expected count is whole.
        let n = n * 2_000;
        let yes = n * (100 + share * 75 / 10) / 1000;
        let expected = (yes as f64 / n as f64 - 0.1) / 0.75;
        let found = die.estimate(yes, n).unwrap();
        prop_assert!((found.raw - expected).abs() < 1e-9 && (found.raw - share as f64 / 100.0).abs() < 0.01);
        prop_assert!(found.interval.lo <= found.share && found.share <= found.interval.hi);
    }
}
