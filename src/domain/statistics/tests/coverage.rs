//! Coverage, and roll-up along the hierarchy.

use std::collections::BTreeMap;

use super::*;
use crate::domain::ids::AreaId;
use crate::domain::place::{Area, Parent};

fn interview(enumerator: &str, gender: &str, role: &str, home: &str) -> Interview {
    Interview {
        enumerator: enumerator.to_owned(),
        site: Some("pit-1".to_owned()),
        day: Some(100),
        gender: Some(gender.to_owned()),
        roles: vec![role.to_owned()],
        member: Some(role == "holder"),
        home_language: Some(home.to_owned()),
        language: Some("sw".to_owned()),
        ..Interview::default()
    }
}

#[test]
fn the_panel_says_who_was_reached() {
    let refused =
        Interview { refused: true, day: Some(120), ..interview("a", "female", "sorter", "suk") };
    let interviews = [
        interview("a", "male", "holder", "sw"),
        interview("a", "male", "digger", "suk"),
        Interview { by_phone: true, member: None, ..interview("b", "female", "digger", "sw") },
        refused,
    ];
    let set = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let known = Known {
        sites: set(&["pit-1", "pit-2", "pit-3"]),
        roles: set(&["holder", "digger", "sorter"]),
        workers: Some(60),
        women: Some(20),
    };
    let coverage = Coverage::of(&interviews, &known, 150);
    let part = |count, of| Part { count, of: Some(of) };
    assert_eq!(
        coverage,
        Coverage {
            sites: part(1, 3),
            respondents: part(3, 60),
            women: part(1, 20),
            roles: part(2, 3),
            roles_missing: set(&["sorter"]),
            non_members: part(1, 2),
            home_language: part(2, 3),
            refusals: part(1, 4),
            by_phone: part(1, 3),
            one_enumerator: part(2, 3),
            days_since: Some(30),
        }
    );
}

#[test]
fn a_community_that_nobody_visited_has_an_empty_panel() {
    let coverage = Coverage::of(&[], &Known::default(), 0);
    assert_eq!(coverage.respondents, Part { count: 0, of: None });
    assert_eq!((coverage.days_since, coverage.one_enumerator.count), (None, 0));
}

fn area(id: &str, parents: &[(&str, Option<&str>, Option<&str>)]) -> (AreaId, Area) {
    let own = |day: &Option<&str>| day.map(str::to_owned);
    let parents = parents.iter().map(|(above, from, until)| Parent {
        area: AreaId::from(*above),
        from: own(from),
        until: own(until),
    });
    let area = Area {
        id: id.into(),
        kind: "district".to_owned(),
        name: Default::default(),
        codes: BTreeMap::new(),
        parents: parents.collect(),
    };
    (id.into(), area)
}

/// Geita region was cut out of others in 2012 (R133).
#[test]
fn what_moved_between_regions_counts_where_it_was_then() {
    let areas = BTreeMap::from([
        area(
            "geita-district",
            &[("mwanza", None, Some("2012-01-01")), ("geita", Some("2012-01-01"), None)],
        ),
        area("geita", &[("tz", None, None)]),
        area("mwanza", &[("tz", None, None)]),
        area("tz", &[]),
    ]);
    let district = AreaId::from("geita-district");
    let counts = [
        (Some(&district), "2011-06-01", 5),
        (Some(&district), "2015-06-01", 7),
        (None, "2015-06-01", 1),
    ];
    let sums = roll_up(counts, &areas);
    let of = |id: &str| sums.get(&Some(id.into())).copied();
    assert_eq!((of("mwanza"), of("geita")), (Some(5), Some(7)));
    assert_eq!((of("geita-district"), of("tz")), (Some(12), Some(12)));
    assert_eq!(sums.get(&None), Some(&13));
}

#[test]
fn a_circle_of_areas_ends() {
    let areas = BTreeMap::from([
        area("a", &[("b", None, None)]),
        area("b", &[("a", None, None)]),
        area("c", &[("c", None, None)]),
    ]);
    assert_eq!(areas_on(&"a".into(), "2026-01-01", &areas), ["a".into(), "b".into()]);
    assert_eq!(areas_on(&"c".into(), "2026-01-01", &areas), ["c".into()]);
    assert_eq!(areas_on(&"unknown".into(), "2026-01-01", &areas), ["unknown".into()]);
}
