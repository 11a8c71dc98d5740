//! Rules, breakdowns, tables, places and months.

use std::collections::BTreeSet;

use super::super::*;

#[test]
fn sensitive_codes_ask_for_more_people() {
    let public = Rules::of(Audience::Public);
    assert_eq!((public.threshold(None), public.threshold(Some("GEO-SMP"))), (5, 5));
    for code in ["REG-LIC", "ENV-HGM", "ENV-CYN", "SEC-ARM", "SEC", "INC-GBV", "INC-CHL"] {
        assert_eq!(public.threshold(Some(code)), 10, "{code}");
    }
    assert!(!is_sensitive("REG-TAX") && !is_sensitive("SECOND-HAND"));
    assert_eq!(Rules::of(Audience::Restricted).threshold(Some("SEC-ARM")), 1);
}

#[test]
fn what_leaves_is_what_the_rule_says() {
    let of = |audience, content| Rules::of(audience).treatment(content);
    for audience in [Audience::Public, Audience::Partner] {
        for content in [Content::FreeText, Content::Audio, Content::Contact] {
            assert_eq!(of(audience, content), Treatment::Never);
        }
        assert_eq!(of(audience, Content::Time), Treatment::Month);
        assert!(matches!(of(audience, Content::Point), Treatment::Grid(_)));
        assert_eq!(of(audience, Content::Category), Treatment::AsItIs);
    }
    assert_eq!(of(Audience::Restricted, Content::FreeText), Treatment::AsItIs);
    assert_eq!(of(Audience::Restricted, Content::Contact), Treatment::Never);
}

#[test]
fn public_counts_are_rounded_to_five() {
    let public = Rules::of(Audience::Public);
    let rounded = [0, 2, 3, 7, 8, 100, 102].map(|count| public.rounded(count));
    assert_eq!(rounded, [0, 0, 5, 5, 10, 100, 100]);
    assert_eq!(Rules::of(Audience::Partner).rounded(7), 7);
    assert_eq!(Rules { rounding: 0, ..public }.rounded(7), 7);
}

#[test]
fn a_breakdown_may_have_several_hierarchies_and_no_gaps_in_sense() {
    let area = |sums: &[(&str, &[&str])]| Dimension::new("area", &["a", "b", "c"], sums);
    let both =
        area(&[("north", &["a", "b"]), ("zone", &["b", "c"]), ("all", &["north", "c"])]).unwrap();
    assert_eq!(both.nodes(), ["a", "b", "c", "north", "zone", "all"]);
    assert_eq!((both.name(), both.sums().len()), ("area", 4));
    assert_eq!(both.around("b"), [1, 3, 4, 5]);
    assert_eq!((both.around("north"), both.around("nowhere")), (vec![], vec![]));
    assert_eq!(area(&[("twice", &["a", "a"])]), Err(Flaw::Sum));
    assert_eq!(area(&[("nothing", &[])]), Err(Flaw::Sum));
    assert_eq!(area(&[("unknown", &["d"])]), Err(Flaw::Sum));
    assert_eq!(area(&[("x", &["a", "b"]), ("x", &["b", "c"])]), Err(Flaw::Leaves));
    assert_eq!(area(&[("all", &["a", "b"])]), Err(Flaw::Leaves));
    assert_eq!(Dimension::new("area", &["a", "a"], &[]), Err(Flaw::Nodes));
    assert_eq!(Dimension::new("area", &[], &[]), Err(Flaw::Nodes));
}

fn record(at: &[&str]) -> Record {
    Record {
        at: at.iter().map(|leaf| (*leaf).to_owned()).collect(),
        named: BTreeSet::new(),
        community: "mgusu".to_owned(),
    }
}

#[test]
fn what_does_not_fit_a_table_is_refused() {
    let gender = || Dimension::new("gender", &["female", "male"], &[]).unwrap();
    let cube = |records: &[Record]| Cube::of(vec![gender()], &BTreeSet::new(), records).map(|_| ());
    assert_eq!(cube(&[record(&["female"])]), Ok(()));
    assert_eq!(cube(&[record(&["female"]), record(&["all"])]), Err(Unfit::Record(1)));
    assert_eq!(cube(&[record(&[])]), Err(Unfit::Record(0)));
    let leaves: Vec<String> = (0..400).map(|leaf| leaf.to_string()).collect();
    let leaves: Vec<&str> = leaves.iter().map(String::as_str).collect();
    let wide = || Dimension::new("wide", &leaves, &[]).unwrap();
    assert_eq!(Cube::of(vec![wide(), wide()], &BTreeSet::new(), &[]), Err(Unfit::TooLarge));
}

/// Sixty people of three communities; in one of them everybody is asked about licences.
fn licences(agreed: &[&str]) -> Edition {
    let area = Dimension::new("area", &["a", "b", "c"], &[]).unwrap();
    let codes = BTreeSet::from(["REG-LIC".to_owned()]);
    let mut records = Vec::new();
    for (leaf, named) in [("a", 60), ("b", 40), ("c", 50)] {
        for number in 0..100 {
            let named = if number < named { codes.clone() } else { BTreeSet::new() };
            records.push(Record { at: vec![leaf.to_owned()], named, community: leaf.to_owned() });
        }
    }
    let agreed = agreed.iter().map(|community| (*community).to_owned()).collect();
    let cube = Cube::of(vec![area], &codes, &records).unwrap();
    Memory::default().plan(cube, |_| true, &Rules::of(Audience::Public), &agreed).unwrap()
}

fn cell(area: &str, answer: Option<bool>) -> Key {
    let answer = answer.map(|named| ("REG-LIC".to_owned(), named));
    Key { at: vec![("area".to_owned(), area.to_owned())], answer }
}

#[test]
fn a_community_is_not_named_with_its_licences_unless_it_agreed() {
    let edition = licences(&[]);
    for area in ["a", "b", "c"] {
        assert_eq!(edition.why(&cell(area, Some(true))), Some(Why::Primary), "{area}");
        assert_eq!(edition.why(&cell(area, None)), None, "how many were asked is no secret");
    }
    let shown: Vec<_> =
        edition.cells().filter(|(key, _)| *key == cell("all", Some(true))).collect();
    assert_eq!(shown, [(cell("all", Some(true)), Shown::Count(150))]);
    let agreed = licences(&["a", "b", "c"]);
    assert_eq!(agreed.report().shown, agreed.report().offered);
    let two = licences(&["a", "b"]);
    assert_eq!(two.why(&cell("c", Some(true))), Some(Why::Primary));
    let others = ["a", "b", "all"].map(|area| two.why(&cell(area, Some(true))));
    assert!(
        others.contains(&Some(Why::Complementary)),
        "the total less the two would give it away"
    );
}

#[test]
fn a_table_that_nobody_can_prove_safe_is_not_made() {
    let leaves: Vec<String> = (0..140).map(|leaf| leaf.to_string()).collect();
    let leaves: Vec<&str> = leaves.iter().map(String::as_str).collect();
    let wide = || Dimension::new("wide", &leaves, &[]).unwrap();
    assert!(Cube::of(vec![wide()], &BTreeSet::new(), &[]).is_ok());
    let cube = Cube::of(vec![wide(), wide()], &BTreeSet::new(), &[]);
    assert_eq!(cube.map(|_| ()), Err(Unfit::TooLarge));
}

#[test]
fn a_site_is_shown_where_it_was_first_shown() {
    let mut places = Places::default();
    let first = places.shown("tz-001", (-2.871, 32.214), 0.25);
    assert_eq!(first, Some((-2.875, 32.125)));
    for again in [(-2.49, 32.26), (10.0, 10.0), (f64::NAN, 500.0)] {
        assert_eq!(places.shown("tz-001", again, 0.1), first, "{again:?}");
    }
    assert_eq!(places.shown("pole", (90.0, 180.0), 0.25), Some((90.0, 180.0)));
    for wrong in [(91.0, 0.0), (0.0, -181.0), (f64::NAN, 0.0)] {
        assert_eq!(places.shown("wrong", wrong, 0.25), None, "{wrong:?}");
    }
    for size in [0.0, -1.0, 11.0, f64::NAN] {
        assert_eq!(places.shown("wrong", (0.0, 0.0), size), None, "{size}");
    }
}

#[test]
fn a_time_leaves_as_its_month() {
    assert_eq!(month("2026-11-20T09:14:00+03:00"), Some("2026-11"));
    assert_eq!(month("2026-11-20"), Some("2026-11"));
    assert_eq!((month("2026-11"), month("yesterday"), month("2026-13-01")), (None, None, None));
}
