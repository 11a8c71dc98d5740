//! Counting along the dated hierarchy.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::catalogue::Catalogue;
use crate::domain::ids::AreaId;
use crate::domain::needs::{Filter, day};
use crate::domain::place::{Area, Community, Parent};

type Within<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

fn area(id: &str, parents: &[Within<'_>]) -> (AreaId, Area) {
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

fn catalogue(areas: impl IntoIterator<Item = (AreaId, Area)>) -> Catalogue {
    Catalogue { areas: areas.into_iter().collect(), ..Catalogue::default() }
}

fn mgusu(area: &str) -> Community {
    Community {
        id: "mgusu".into(),
        name: Default::default(),
        area: Some(area.into()),
        population: None,
        kind: None,
        point: None,
    }
}

fn span(from: Option<&str>, to: Option<&str>) -> Span {
    Span { from: from.and_then(day), to: to.and_then(day) }
}

/// Geita region was cut out of others in 2012 (R133).
#[test]
fn what_moved_between_regions_counts_where_it_was_then() {
    let moved: [Within<'_>; 2] =
        [("mwanza", None, Some("2012-01-01")), ("geita", Some("2012-01-01"), None)];
    let catalogue = catalogue([
        area("district", &moved),
        area("geita", &[("tz", None, None)]),
        area("mwanza", &[("tz", None, None)]),
        area("tz", &[]),
    ]);
    let spans = |area: &str| spans_within(&catalogue, &mgusu("district"), &area.into());
    assert_eq!(spans("mwanza"), [span(None, Some("2011-12-31"))]);
    assert_eq!(spans("geita"), [span(Some("2012-01-01"), None)]);
    assert_eq!(spans("tz"), [Span::ALWAYS]);
    assert_eq!(spans("district"), [Span::ALWAYS]);
    assert_eq!(spans("kagera"), []);
}

#[test]
fn a_place_may_come_back_and_a_circle_of_areas_ends() {
    let away: [Within<'_>; 2] = [("a", None, Some("2010-01-01")), ("a", Some("2020-01-01"), None)];
    let there_and_back = catalogue([area("district", &away), area("a", &[])]);
    let spans = spans_within(&there_and_back, &mgusu("district"), &"a".into());
    assert_eq!(spans, [span(None, Some("2009-12-31")), span(Some("2020-01-01"), None)]);
    let circle = catalogue([area("a", &[("b", None, None)]), area("b", &[("a", None, None)])]);
    assert_eq!(spans_within(&circle, &mgusu("a"), &"b".into()), [Span::ALWAYS]);
}

#[test]
fn a_filter_is_cut_to_the_days_of_a_span() {
    let filter =
        |from, to| Filter { from, to, gender: Some("female".to_owned()), ..Filter::default() };
    let span = Span { from: Some(10), to: Some(20) };
    assert_eq!(span.of(&filter(None, None)), Some(filter(Some(10), Some(20))));
    assert_eq!(span.of(&filter(Some(5), Some(15))), Some(filter(Some(10), Some(15))));
    assert_eq!(span.of(&filter(Some(21), None)), None);
    assert_eq!(span.of(&filter(None, Some(9))), None);
    assert_eq!(Span::ALWAYS.of(&filter(Some(5), None)), Some(filter(Some(5), None)));
    let since = Span { from: Some(10), to: None };
    let undated = Filter { undated: true, ..filter(Some(10), None) };
    assert_eq!(since.of(&filter(None, None)), Some(undated), "it lies there now");
    assert_eq!(since.of(&filter(Some(5), None)), Some(filter(Some(10), None)));
}

proptest! {
    #[test]
    fn every_day_counts_once_at_every_level(
        moves in prop::collection::btree_map(0..4000_i32, 0..3_u8, 1..6),
        probe in -50..4100_i32,
    ) {
        let text = |days: i32| {
            let date = jiff::civil::date(2010, 1, 1) + jiff::Span::new().days(days);
            date.to_string()
        };
        let starts: Vec<(i32, u8)> = moves.into_iter().collect();
        let parents = starts.iter().enumerate().map(|(at, (start, region))| Parent {
            area: format!("region-{region}").as_str().into(),
            from: (at > 0).then(|| text(*start)),
            until: starts.get(at + 1).map(|(end, _)| text(*end)),
        });
        let (id, mut district) = area("district", &[]);
        district.parents = parents.collect();
        let regions = (0..3).map(|region| area(&format!("region-{region}"), &[("tz", None, None)]));
        let catalogue = catalogue(regions.chain([(id, district), area("tz", &[])]));
        let number = day(&text(probe)).unwrap();
        let mut regions = 0;
        for region in 0..3 {
            let id = AreaId::from(format!("region-{region}").as_str());
            let spans = spans_within(&catalogue, &mgusu("district"), &id);
            let inside = spans.iter().filter(|span| {
                span.from.is_none_or(|from| from <= number) && span.to.is_none_or(|to| number <= to)
            });
            let inside = inside.count();
            let chain = catalogue.area_chain(&mgusu("district"), &text(probe));
            prop_assert_eq!(inside == 1, chain.iter().any(|area| area.id == id));
            regions += inside;
        }
        prop_assert_eq!(regions, 1);
        prop_assert_eq!(spans_within(&catalogue, &mgusu("district"), &"tz".into()), vec![Span::ALWAYS]);
    }
}
