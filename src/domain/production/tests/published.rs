//! Figures of the field guide.

use std::marker::PhantomData;
use std::ops::Add;

use super::*;
use crate::domain::unit::{Converted, Mineral, Spoken, Units, Warning, read_word};

fn grams_of(value: &str, unit: &str) -> Decimal {
    let spoken = Spoken { value: d(value), unit: unit.to_owned(), places: vec![], day: None };
    match spoken.mass(&Units::shipped().unwrap()) {
        Converted::Grams(grams) => grams,
        other => panic!("{other:?}"),
    }
}

/// 13 oz for each of 100,000: the seed's figure.
fn seed_ounces() -> Range {
    Rate::<CommunityMember>::of(at("13")).times(Count::from(100_000)).unwrap()
}

fn rounded(range: Range, digits: u32) -> (Decimal, Decimal) {
    (range.lo().round_dp(digits), range.hi().round_dp(digits))
}

#[test]
fn m1_thirteen_ounces_for_a_hundred_thousand_are_exact() {
    assert_eq!(seed_ounces(), at("1300000"));
    let grams = grams_of("1300000", "ozt");
    assert_eq!(grams, d("40434519.84"));
    assert_eq!((grams / d("1000000")).round_dp(2), d("40.43"));
}

#[test]
fn m2_thirteen_ounces_a_year_in_grams() {
    assert_eq!(grams_of("13", "ozt"), d("404.3451984"));
}

#[test]
fn m3_the_seed_against_the_national_figure_both_approximate() {
    let about = |text| Stated { value: d(text), approximate: true };
    let (seed, national) = (about("1300000"), about("1000000"));
    assert_eq!(seed.ratio(national), Some(Stated { value: d("1.30"), approximate: true }));
    let exact = Stated { approximate: false, ..national };
    assert!(seed.ratio(exact).unwrap().approximate && exact.ratio(seed).unwrap().approximate);
    assert!(!exact.ratio(exact).unwrap().approximate);
    assert_eq!(seed.ratio(about("0")), None);
}

#[test]
fn m4_ten_to_thirty_against_fifty_to_sixty_percent_is_a_range() {
    let uplift = percent("10", "30").uplift(percent("50", "60"), seed_ounces()).unwrap();
    assert_eq!(rounded(uplift.multiplier, 4), (d("1.6667"), d("6.0")));
    let millions = uplift.new.over(at("1000000")).unwrap();
    assert_eq!(rounded(millions, 4), (d("2.1667"), d("7.8")));
}

#[test]
fn m5_double_holds_only_where_the_end_is_twice_the_start() {
    for (old, new) in [("30", "60"), ("25", "50"), ("27.5", "55")] {
        let uplift = percent(old, old).uplift(percent(new, new), seed_ounces()).unwrap();
        assert_eq!(uplift.multiplier, at("2.0"), "{old} to {new}");
        assert_eq!((uplift.new, uplift.extra), (at("2600000"), at("1300000")), "{old} to {new}");
    }
}

#[test]
fn m6_other_pairs_within_the_same_bounds() {
    for (old, new, multiplier) in
        [("10", "50", "5.0"), ("20", "55", "2.75"), ("30", "50", "1.6667")]
    {
        let uplift = percent(old, old).uplift(percent(new, new), at("1")).unwrap();
        assert_eq!(rounded(uplift.multiplier, 4), (d(multiplier), d(multiplier)));
    }
}

#[test]
fn m7_what_the_ore_held_and_what_was_left_behind() {
    for (recovery, contained, left) in [("30", "4.333", "3.033"), ("10", "13.0", "11.7")] {
        let old = percent(recovery, recovery);
        let uplift = old.uplift(percent("50", "60"), at("1.3")).unwrap();
        assert_eq!(rounded(uplift.contained, 3).0, d(contained));
        assert_eq!(rounded(uplift.left, 3).1, d(left));
    }
}

#[test]
fn m8_an_ounce_of_gold_is_troy_with_a_warning() {
    let gold = read_word("oz", Mineral::Gold);
    assert_eq!(gold.unit.as_deref(), Some("ozt"));
    assert_eq!(gold.warning, Some(Warning::TakenAsTroy));
    let stated = read_word("oz av", Mineral::Gold);
    assert_eq!((stated.unit.as_deref(), stated.warning), (Some("oz_av"), None));
    assert_eq!(grams_of("13", "oz_av").round_dp(2), d("368.54"));
    let less = grams_of("13", "oz_av") / grams_of("13", "ozt") - Decimal::ONE;
    assert_eq!((less * Decimal::ONE_HUNDRED).round_dp(1), d("-8.9"));
}

#[test]
fn m9_so_much_per_person_is_flagged_against_three_sources() {
    let figure = Range::exactly(grams_of("13", "ozt"));
    let flags: Vec<Flag> =
        benchmarks().unwrap().iter().filter_map(|b| b.flag(figure, &["tz-geita", "tz"])).collect();
    let bounds: Vec<_> =
        flags.iter().map(|f| (f.benchmark.as_str(), rounded(f.grams, 1))).collect();
    assert_eq!(
        bounds,
        [
            ("world", (d("19.0"), d("22.5"))),
            ("tz-model", (d("2.0"), d("3.5"))),
            ("tz-2019", (d("13.3"), d("20.0"))),
        ]
    );
    assert_eq!(rounded(flags[0].times, 0), (d("18"), d("21")));
    let ghana = benchmarks().unwrap().iter().filter_map(|b| b.flag(figure, &["gh"])).count();
    assert_eq!(ghana, 1, "what holds in Tanzania says nothing of Ghana");
    let world = &benchmarks().unwrap()[0];
    assert_eq!((world.flag(at("20"), &[]), world.source.as_str()), (None, "R36"));
}

#[test]
fn m10_mgusu_with_its_own_people_conflicts_with_its_cooperative() {
    let ounces = Rate::<CommunityMember>::of(at("13")).times(Count::from(9_000)).unwrap();
    assert_eq!(ounces, at("117000"));
    let grams = Range::exactly(grams_of("117000", "ozt"));
    assert_eq!((grams.lo() / d("1000")).round_dp(0), d("3639"));
    let reported = at("4000");
    let ounces = reported.over(Range::exactly(grams_of("1", "ozt"))).unwrap();
    assert_eq!(ounces.lo().round_dp(1), d("128.6"));
    let each = Rate::<Miner>::from_output(ounces, Count::from(514)).unwrap();
    assert_eq!(each.grams().lo().round_dp(2), d("0.25"));
    let claim = |value, source| Claim::new("gold, grams", value, source, 2015, "mgusu").unwrap();
    let seen = Beside {
        claims: vec![claim(grams, "R01 with R08"), claim(reported, "R08, from 2012 only")],
        estimates: vec![],
    };
    let conflicts = seen.conflicts();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].figures, [grams, reported]);
    assert_eq!(conflicts[0].times.round_dp(0), d("910"));
    assert_eq!(seen.claims.len(), 2, "both are kept");
}

#[test]
fn m11_a_hundred_thousand_is_refused_as_the_population_of_mgusu() {
    assert_eq!(judge_population(&[9_000], 12_000), Judgement::Fits);
    let Judgement::Refused(times) = judge_population(&[9_000, 12_000], 100_000) else { panic!() };
    assert_eq!(times.round_dp(1), d("8.3"));
    assert!(matches!(judge_population(&[9_000, 12_000], 30_000), Judgement::Flagged(_)));
    assert!(matches!(judge_population(&[9_000, 12_000], 900), Judgement::Refused(_)));
    assert_eq!(judge_population(&[], 100_000), Judgement::Fits);
    assert_eq!(judge_population(&[0], 0), Judgement::Fits);
    assert!(matches!(judge_population(&[0], 1), Judgement::Refused(_)));
}

#[test]
fn m12_four_plots_with_two_weights_are_flagged() {
    let grams = Range::exactly(grams_of("430000", "ozt"));
    assert_eq!((grams.lo() / d("1000000")).round_dp(2), d("13.37"));
    let conflict = conversion_conflict(grams, at("9000000")).unwrap();
    assert_eq!(conflict.times.round_dp(2), d("1.49"));
    assert_eq!(conflict.figures, [grams, at("9000000")]);
    assert_eq!(conversion_conflict(grams, at("13370000")), None);
}

/// Whether one type can be added to another, asked of the compiler.
macro_rules! adds {
    ($a:ty, $b:ty) => {{
        #[allow(dead_code, reason = "of the two, the compiler takes the one that fits")]
        trait Otherwise {
            const ADDS: bool = false;
        }
        struct Probe<A, B>(PhantomData<(A, B)>);
        impl<A, B> Otherwise for Probe<A, B> {}
        #[allow(dead_code, reason = "see above")]
        impl<A: Add<B>, B> Probe<A, B> {
            const ADDS: bool = true;
        }
        <Probe<$a, $b>>::ADDS
    }};
}

#[test]
fn m13_figures_of_different_denominators_cannot_be_added() {
    const { assert!(adds!(Rate<Miner>, Rate<Miner>)) };
    const { assert!(!adds!(Rate<CommunityMember>, Rate<Miner>)) };
    const { assert!(!adds!(Rate<Miner>, Rate<WorkerDay>)) };
    const { assert!(!adds!(Rate<CommunityMember>, Rate<WorkerDay>)) };
    let one = Rate::<Miner>::of(r("1", "2"));
    assert_eq!((one + Rate::of(at("3"))).unwrap().grams(), r("4", "5"));
}

#[test]
fn m14_a_claim_has_a_source_and_never_enters_an_estimate() {
    let ghana = || Claim::new("miners without licence, percent", at("70"), "R34b", 2015, "gh");
    let claim = ghana().unwrap();
    assert_eq!(claim.provenance(), ("miners without licence, percent", "R34b", 2015, "gh"));
    assert_eq!(claim.value(), at("70"));
    let make = |what, source, year, place| Claim::new(what, at("70"), source, year, place).err();
    assert_eq!(make("", "R34b", 2015, "gh"), Some(Missing::What));
    assert_eq!(make("x", " ", 2015, "gh"), Some(Missing::Source));
    assert_eq!(make("x", "R34b", 15, "gh"), Some(Missing::Year));
    assert_eq!(make("x", "R34b", 2015, ""), Some(Missing::Place));
    let estimate = Estimate { value: r("40", "55"), respondents: 120 };
    let alone = Beside { claims: vec![], estimates: vec![estimate.clone()] };
    let beside = Beside { claims: vec![claim], estimates: vec![estimate] };
    assert_eq!(beside.estimated(), alone.estimated());
    assert_eq!(beside.estimated(), Some(r("40", "55")));
    assert_eq!(beside.conflicts().len(), 1, "the difference is shown all the same");
    let only = Beside { claims: vec![ghana().unwrap()], estimates: vec![] };
    assert_eq!(only.estimated(), None);
}

#[test]
fn the_price_triple_of_december_2025_holds() {
    let prices = Prices {
        usd_per_ounce: d("4275.53"),
        world: d("336619.55"),
        market: d("302957.59"),
        centre: d("296225.20"),
    };
    let ratios = prices.ratios().unwrap();
    assert_eq!(ratios.market.round_dp(4), d("0.9000"));
    assert_eq!(ratios.centre.round_dp(4), d("0.8800"));
    assert_eq!(ratios.per_dollar.round_dp(2), d("2448.83"));
    let after = prices.market_after(&[d("0.06"), d("0.01")]).unwrap();
    assert_eq!(after.round_dp(2), d("281750.56"));
    assert_eq!(prices.market_after(&[d("0.6"), d("0.5")]), None);
    assert_eq!(prices.market_after(&[d("-0.1")]), None);
    assert_eq!(Prices { world: d("0"), ..prices }.ratios(), None);
}

#[test]
fn the_miner_who_leaves_the_tailings_as_a_fee_holds_a_third() {
    let (first, second) = (percent("30", "30"), percent("90", "90"));
    let split = Split::of(first, second, TailingsOwner::Other).unwrap();
    assert_eq!((split.miner, split.others, split.total), (at("0.30"), at("0.63"), at("0.93")));
    assert_eq!(rounded(split.miner_share, 3), (d("0.323"), d("0.323")));
    let own = Split::of(first, second, TailingsOwner::Miner).unwrap();
    assert_eq!((own.miner, own.others), (at("0.93"), at("0")));
    let left = Split::of(first, second, TailingsOwner::Nobody).unwrap();
    assert_eq!((left.miner, left.total), (at("0.30"), at("0.30")));
    let unknown = Split::of(first, second, TailingsOwner::Unknown).unwrap();
    assert_eq!((unknown.miner, unknown.others), (r("0.30", "0.93"), r("0", "0.63")));
    assert_eq!(split.miner_net(at("100"), None), None, "costs that nobody knows are not nought");
    assert_eq!(split.miner_net(at("100"), Some(r("5", "8"))), Some(r("22", "25")));
}

#[test]
fn output_needs_two_routes_and_shows_their_ratio() {
    let miners = Route::Miners {
        miners: Count::of(r("400", "500")),
        days: at("200"),
        rate: Rate::of(r("0.1", "0.2")),
    };
    let ore = Route::Ore {
        pits: at("20"),
        sacks: at("10"),
        days: at("200"),
        kilograms: at("50"),
        grade: r("5", "20"),
        recovery: percent("25", "30"),
    };
    let mills = Route::Mills { mills: at("4"), charges: at("600"), grams: at("5") };
    let income = Route::Income { income: at("900000"), price: at("300"), share: at("0.3") };
    assert_eq!(miners.output(), Some(r("8000", "20000")));
    assert_eq!(ore.output(), Some(r("2500", "12000")));
    assert_eq!(mills.output(), Some(at("12000")));
    assert_eq!(income.output(), Some(at("10000")));
    assert_eq!(Triangulation::of(&[miners]), Err(OneRoute));
    let nothing = Route::Income { income: at("1"), price: at("0"), share: at("1") };
    assert_eq!(Triangulation::of(&[miners, nothing]), Err(OneRoute));
    let both = Triangulation::of(&[miners, ore, mills]).unwrap();
    assert_eq!((both.hull, both.common), (r("2500", "20000"), Some(at("12000"))));
    assert_eq!(both.ratio.round_dp(3), d("1.931"));
    let apart = Triangulation::of(&[Route::Sales(at("3000")), income]).unwrap();
    assert_eq!((apart.common, apart.ratio.round_dp(2)), (None, d("3.33")));
}
