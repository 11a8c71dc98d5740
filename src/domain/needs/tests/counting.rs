//! Figures from facts.

use serde_json::json;

use super::super::{Codes, Fact, Filter, Label, PackedFact, day};
use super::{fact, report};

#[test]
fn the_ballots_of_the_field_guide_give_their_shares_and_points() {
    let facts =
        [fact(&["A", "B"]), fact(&["A"]), fact(&["B", "C", "A"]), fact(&["C"]), fact(&["X-NONE"])];
    let report = report(&facts, None, &Filter::default());
    assert_eq!((report.respondents, report.none), (5, 1));
    let got: Vec<_> = report
        .needs
        .iter()
        .map(|n| (n.code.as_str(), n.named, n.first_choice, (n.borda * 5.0).round() as u64))
        .collect();
    // A is named by 3 of 5, B and C by 2; D by nobody, so it is not listed.
    assert_eq!(got, [("A", 3, 2, 7), ("B", 2, 1, 5), ("C", 2, 1, 5)]);
    assert_eq!(report.needs[0].share, 0.6);
}

#[test]
fn who_does_not_know_or_will_not_say_is_shown_and_not_in_the_base() {
    let facts = [
        fact(&["REG-LIC"]),
        fact(&["X-NONE"]),
        fact(&["X-DK"]),
        fact(&["X-REF"]),
        fact(&["X-OTH", "REG-LIC"]),
    ];
    let report = report(&facts, None, &Filter::default());
    let figures = (report.asked, report.respondents, report.none, report.dont_know, report.refused);
    assert_eq!(figures, (5, 3, 1, 1, 1));
    assert_eq!(report.other, 1);
    assert_eq!(report.needs.len(), 1, "special answers are no needs");
    assert_eq!((report.needs[0].named, report.needs[0].first_choice), (2, 1));
    let counted: u64 = report.groups.gender.iter().map(|g| g.respondents).sum();
    assert_eq!(counted, report.respondents);
}

#[test]
fn a_domain_filters_the_list_and_leaves_the_base() {
    let facts = [fact(&["REG-LIC", "GEO-SMP"]), fact(&["GEO-SMP"])];
    let filter = Filter { domain: Some("REG".into()), ..Filter::default() };
    let report = report(&facts, None, &filter);
    assert_eq!(report.respondents, 2);
    assert_eq!(report.needs.len(), 1);
    assert_eq!(report.needs[0].share, 0.5);
}

#[test]
fn a_known_population_is_said_and_narrows() {
    let facts = [vec![fact(&["REG-LIC"]); 14], vec![fact(&["GEO-SMP"]); 11]].concat();
    let filter = Filter::default();
    let (open, finite) = (report(&facts, None, &filter), report(&facts, Some(60), &filter));
    assert_eq!((open.method.finite_population, finite.method.finite_population), (false, true));
    assert_eq!(finite.method.population, Some(60));
    assert!((open.needs[0].interval.lo - 0.3707).abs() < 5e-5);
    assert!((finite.needs[0].interval.lo - 0.4114).abs() < 5e-5);
}

#[test]
fn a_filter_takes_the_days_it_names_and_no_fact_without_a_day() {
    let on = |date: &str| Fact { day: day(date), ..fact(&["A"]) };
    let filter = Filter { from: day("2026-11-02"), to: day("2026-11-03"), ..Filter::default() };
    for (date, inside) in [
        ("2026-11-01", false),
        ("2026-11-02", true),
        ("2026-11-03", true),
        ("2026-11-04", false),
        ("soon", false),
    ] {
        assert_eq!(filter.matches(&on(date)), inside, "{date}");
    }
    assert!(Filter::default().matches(&on("soon")));
}

#[test]
fn groups_say_who_was_asked_with_the_unknown_last() {
    let person = |gender: Option<&str>, roles: &[&str]| Fact {
        gender: gender.map(str::to_owned),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        ..fact(&["A"])
    };
    let facts = [
        person(None, &[]),
        person(None, &["digger"]),
        person(Some("female"), &["crusher", "digger"]),
    ];
    let groups = report(&facts, None, &Filter::default()).groups;
    let group = |code: Option<&str>, respondents| json!({"code": code, "respondents": respondents});
    let got = serde_json::to_value(groups).unwrap();
    assert_eq!(got["gender"], json!([group(Some("female"), 1), group(None, 2)]));
    let roles = [group(Some("digger"), 2), group(Some("crusher"), 1), group(None, 1)];
    assert_eq!(got["role"], json!(roles));
}

#[test]
fn the_json_has_the_names_of_the_protocol() {
    let mut report = report(&[fact(&["REG-LIC"])], None, &Filter::default());
    report.label(|_| Some(Label { language: "en".into(), label: "Licence".into() }));
    let got = serde_json::to_value(report).unwrap();
    let lo = got["needs"][0]["interval"][0].as_f64().unwrap();
    assert!((lo - 0.2065).abs() < 5e-5);
    assert_eq!(
        got["needs"][0],
        json!({
            "code": "REG-LIC", "domain": "REG", "label": "Licence", "language": "en",
            "named": 1, "share": 1.0, "interval": [lo, 1.0], "first_choice": 1, "first_share": 1.0,
            "borda": 3.0, "information": true, "mark": "hidden", "word": null, "band": [1, 1],
            "weighted": null, "trend": null,
        })
    );
    assert_eq!(got["respondents"], 1);
}

#[test]
fn nobody_asked_gives_an_empty_report_and_no_division_by_nothing() {
    let got = serde_json::to_value(report(&[fact(&["X-DK"])], None, &Filter::default())).unwrap();
    assert_eq!((&got["respondents"], &got["needs"]), (&json!(0), &json!([])));
}

#[test]
fn a_torn_row_is_no_fact() {
    let mut row = Vec::new();
    let packed =
        PackedFact::pack(&Fact { day: Some(-1), ..fact(&["A", "B"]) }, &mut Codes::default());
    packed.write(&mut row);
    assert_eq!(PackedFact::read(&mut row.as_slice()), Some(packed));
    for length in 0..row.len() {
        assert_eq!(PackedFact::read(&mut &row[..length]), None);
    }
    assert_eq!(PackedFact::read(&mut [0xff; 40].as_slice()), None);
}

#[test]
fn codes_of_a_transaction_that_failed_can_be_forgotten() {
    let mut codes = Codes::default();
    let kept = codes.number("REG-LIC");
    let before = codes.len();
    codes.number("GEO-SMP");
    assert_eq!(codes.since(before).collect::<Vec<_>>(), [(before, "GEO-SMP")]);
    codes.truncate(before);
    assert_eq!((codes.get("REG-LIC"), codes.get("GEO-SMP")), (Some(kept), None));
    assert_eq!(codes.number("ENV-HGM"), before);
    codes.truncate(0);
    assert_eq!(codes.get("X-NONE"), Some(1), "special codes stay");
}
