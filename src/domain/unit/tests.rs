//! Spoken quantities, their factors and their sums.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::needs::day;

fn units() -> Units {
    Units::shipped().unwrap()
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn spoken(value: &str, unit: &str, places: &[&str], on: Option<&str>) -> Spoken {
    Spoken {
        value: decimal(value),
        unit: unit.to_owned(),
        places: places.iter().map(|place| (*place).to_owned()).collect(),
        day: on.and_then(day),
    }
}

fn grams(value: &str, unit: &str) -> Converted {
    spoken(value, unit, &[], None).mass(&units())
}

#[test]
fn known_masses_are_exact() {
    for (value, unit, expected) in [
        ("13", "ozt", "404.3451984"),
        ("1", "tola", "11.6638038"),
        ("20", "dwt", "31.1034768"),
        ("480", "gr", "31.1034768"),
        ("1", "lbt", "373.2417216"),
        ("0.001", "kg", "1"),
        ("13", "oz_av", "368.543800625"),
    ] {
        assert_eq!(grams(value, unit), Converted::Grams(decimal(expected)), "{value} {unit}");
    }
}

#[test]
fn a_unit_that_nobody_weighed_is_never_guessed() {
    let all = ["gh_pound", "gh_blade", "tz_point", "zw_point", "cd_local", "co_castellano"];
    for unit in all {
        let country = unit.split('_').next().unwrap();
        let country = if country == "gh" { "gh" } else { country };
        let got = spoken("2", unit, &[country], None).mass(&units());
        assert_eq!(got, Converted::Not(NotConvertible::NoFactor), "{unit}");
    }
    assert_eq!(grams("2", "chungu"), Converted::Not(NotConvertible::UnknownUnit));
}

#[test]
fn the_same_word_weighs_what_it_weighs_there() {
    let at = |place: &str| spoken("3", "mayam", &["a-village", place, "id"], None).mass(&units());
    assert_eq!(at("id-banda-aceh"), Converted::Grams(decimal("9.99")));
    assert_eq!(at("id-bireuen"), Converted::Grams(decimal("9")));
    assert_eq!(at("id-aneuk-jamee"), Converted::Between(decimal("8.4"), decimal("9")));
    assert_eq!(at("id-jakarta"), Converted::Not(NotConvertible::NotHereThen));
}

#[test]
fn a_factor_holds_from_its_first_day_until_its_last() {
    let on = |day: Option<&str>| spoken("1", "mithqal", &[], day).mass(&units());
    assert_eq!(on(Some("1888-05-01")), Converted::Between(decimal("3.75"), decimal("4.15")));
    for outside in [Some("1886-12-31"), Some("1890-01-01"), Some("2026-01-01"), None] {
        assert_eq!(on(outside), Converted::Not(NotConvertible::NotHereThen), "{outside:?}");
    }
}

#[test]
fn a_weighing_at_the_community_goes_before_everything_wider() {
    let weighing = Factor {
        unit: "tz_point".to_owned(),
        measure: Measure::Mass,
        worth: Mass::One(decimal("0.1")),
        place: Some("mgusu".to_owned()),
        from: day("2026-10-01"),
        until: None,
        status: Status::Weighed,
        source: "weighed with the buyer on 2026-10-01".to_owned(),
    };
    let shipped = units();
    let weighed = shipped.with("sikia-1+mgusu", weighing);
    let here = spoken("5", "tz_point", &["mgusu", "tz"], Some("2026-11-01"));
    assert_eq!(here.mass(&weighed), Converted::Grams(decimal("0.5")));
    assert_eq!(here.mass(&shipped), Converted::Not(NotConvertible::NoFactor));
    let before = Spoken { day: day("2026-09-30"), ..here.clone() };
    assert_eq!(before.mass(&weighed), Converted::Not(NotConvertible::NoFactor));
    let elsewhere = Spoken { places: vec!["rwamgasa".to_owned(), "tz".to_owned()], ..here };
    assert_eq!(elsewhere.mass(&weighed), Converted::Not(NotConvertible::NoFactor));
    assert_ne!(weighed.version(), shipped.version());
}

#[test]
fn ore_is_no_gold_and_a_sack_is_no_area() {
    assert_eq!(grams("2", "bag50"), Converted::Not(NotConvertible::OtherMeasure));
    let sacks = spoken("2", "bag50", &[], None);
    assert_eq!(sacks.convert(Measure::Ore, &units()), Converted::Grams(decimal("100000")));
    let licence = spoken("25.2", "acre", &[], None).convert(Measure::Area, &units());
    assert_eq!(licence, Converted::Grams(decimal("101980.78184448")));
    let cadastral = spoken("12", "gh_cad", &["gh"], None).convert(Measure::Area, &units());
    assert_eq!(cadastral, licence);
    let shaft = spoken("10", "ft", &[], None).convert(Measure::Length, &units());
    assert_eq!(shaft, Converted::Grams(decimal("3.048")));
}

#[test]
fn what_nobody_would_say_stays_as_it_was_spoken() {
    for value in ["-1", "1000000000000000", "0.0000000000000001000000000001"] {
        assert_eq!(grams(value, "ozt"), Converted::Not(NotConvertible::OutOfBounds), "{value}");
    }
}

#[test]
fn a_sum_says_how_many_it_left_out_and_why() {
    let gold = [
        spoken("1", "ozt", &[], None),
        spoken("3", "mayam", &["id-aneuk-jamee"], None),
        spoken("7", "tz_point", &["tz"], None),
        spoken("7", "tz_point", &["tz"], None),
        spoken("1", "bag50", &[], None),
    ];
    let total = Total::of(&gold, &units());
    assert_eq!((total.low, total.high), (decimal("39.5034768"), decimal("40.1034768")));
    assert_eq!((total.converted, total.left_out()), (2, 3));
    let why = |unit: &str, reason| total.not_convertible.get(&(unit.to_owned(), reason));
    assert_eq!(why("tz_point", NotConvertible::NoFactor), Some(&2));
    assert_eq!(why("bag50", NotConvertible::OtherMeasure), Some(&1));
}

#[test]
fn the_word_oz_and_the_word_point_are_traps() {
    let read = |word, mineral| {
        let Reading { unit, warning } = read_word(word, mineral);
        (unit.unwrap_or_default(), warning)
    };
    assert_eq!(read(" Point", Mineral::Gem), ("pt_ct".to_owned(), None));
    assert_eq!(read("point", Mineral::Gold), (String::new(), Some(Warning::PointOfGold)));
    assert_eq!(read("oz", Mineral::Other), (String::new(), Some(Warning::WhichOunce)));
    assert_eq!(read("toz", Mineral::Gold), ("ozt".to_owned(), None));
    assert_eq!(read("tola", Mineral::Gold), ("tola".to_owned(), None));
}

#[test]
fn purity_takes_its_part_and_no_more_than_the_whole() {
    let mass = decimal("10");
    assert_eq!(Purity::Karat(decimal("18")).pure(mass), Some(decimal("7.5")));
    assert_eq!(Purity::Fineness(decimal("916")).pure(mass), Some(decimal("9.16")));
    for wrong in [Purity::Karat(decimal("25")), Purity::Fineness(decimal("-1"))] {
        assert_eq!(wrong.pure(mass), None);
    }
}

#[test]
fn a_table_that_says_more_than_it_knows_is_refused() {
    let head = "code,measure,factor,low,high,place,from,until,status,label_en,where_used,source\n";
    let read = |row: &str| Units::read("t", &format!("{head}{row}\n")).map(|_| ());
    assert_eq!(read("g,mass,1,,,,,,exact,,,"), Ok(()));
    for (row, fault) in [
        ("g,mass,0,,,,,,exact,,,", Fault::BadFactor(2)),
        ("g,mass,-1,,,,,,exact,,,", Fault::BadFactor(2)),
        ("g,mass,1.00000000000001,,,,,,exact,,,", Fault::BadFactor(2)),
        ("g,mass,,,,,,,exact,,,", Fault::Unsure(2)),
        ("g,mass,1,,,,,,unverified,,,", Fault::Unsure(2)),
        ("g,mass,1,2,3,,,,exact,,,", Fault::Unreadable(2)),
        ("g,mass,,3,2,,,,exact,,,", Fault::Unreadable(2)),
        ("g,mass,one,,,,,,exact,,,", Fault::Unreadable(2)),
        ("g,weight,1,,,,,,exact,,,", Fault::Unreadable(2)),
        ("g,mass,1,,,,2026-02-30,,exact,,,", Fault::Unreadable(2)),
        ("g,mass", Fault::Unreadable(2)),
    ] {
        assert_eq!(read(row), Err(fault), "{row}");
    }
}

fn gold() -> impl Strategy<Value = Vec<Spoken>> {
    let unit = prop::sample::select(vec!["g", "ozt", "oz_av", "gr", "tola", "tz_point", "bag50"]);
    let one = (0..1_000_000_000_u64, 0..7_u32, unit).prop_map(|(digits, scale, unit)| Spoken {
        value: Decimal::new(digits as i64, scale),
        unit: unit.to_owned(),
        places: vec!["tz".to_owned()],
        day: None,
    });
    prop::collection::vec(one, 0..60)
}

proptest! {
    /// Against whole numbers of 1e-15 g, which cannot round.
    #[test]
    fn tiny_bits_of_gold_add_up_exactly_in_any_order(gold in gold(), by in any::<prop::sample::Index>()) {
        let units = units();
        let total = Total::of(&gold, &units);
        let fine = |d: Decimal| d.mantissa() * 10_i128.pow(15 - d.scale());
        let sum: i128 = gold
            .iter()
            .filter_map(|g| match g.mass(&units) {
                Converted::Grams(grams) => Some(fine(grams)),
                _ => None,
            })
            .sum();
        prop_assert_eq!(fine(total.low.normalize()), sum);
        prop_assert_eq!(total.converted + total.left_out(), gold.len() as u64);
        let mut other = gold.clone();
        if !other.is_empty() {
            let by = by.index(other.len());
            other.rotate_left(by);
            other.reverse();
        }
        prop_assert_eq!(Total::of(&other, &units), total);
    }
}
