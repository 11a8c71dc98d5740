//! The coverage panel.

use super::*;

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
