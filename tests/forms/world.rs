//! The taxonomy and the demo world under `data/`.

use std::collections::BTreeMap;

use sikia::domain::catalogue::Catalogue;
use sikia::domain::ids::AreaId;
use sikia::domain::place::{Area, Community};
use sikia::domain::taxonomy::{CORE, Taxonomy};
use sikia::forms::tables::{read_areas, read_communities, read_taxonomy};

fn file(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/data/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn areas() -> Vec<Area> {
    read_areas(&file("demo/areas.csv")).unwrap()
}

fn communities() -> Vec<Community> {
    read_communities(&file("demo/communities.csv")).unwrap()
}

fn taxonomy() -> Taxonomy {
    read_taxonomy(&file("needs_taxonomy.csv")).unwrap()
}

fn with_code(scheme: &str, code: &str) -> Area {
    let mut found = areas();
    found.retain(|area| area.codes.get(scheme).is_some_and(|c| c == code));
    assert_eq!(found.len(), 1, "{scheme} {code}");
    found.remove(0)
}

fn world() -> Catalogue {
    Catalogue {
        areas: areas().into_iter().map(|area| (area.id.clone(), area)).collect(),
        communities: communities().into_iter().map(|c| (c.id.clone(), c)).collect(),
        ..Catalogue::default()
    }
}

#[test]
fn a_pcode_and_an_iso_code_that_look_alike_are_different_places() {
    let (pcode, iso) = (with_code("pcode", "TZ26"), with_code("iso3166-2", "TZ-26"));
    assert_eq!(pcode.name.0[""], "Songwe");
    assert_eq!(iso.name.0[""], "Manyara");
    assert_ne!(pcode.id, iso.id);
    assert_eq!(with_code("iso3166-2", "TZ-27").name.0[""], "Geita");
    assert_eq!(with_code("iso3166-2", "TZ-31").id, pcode.id);
}

#[test]
fn every_chain_of_areas_ends_at_a_country_on_any_day() {
    let world = world();
    assert_eq!(world.communities.len(), 10);
    for day in ["2005-06-30", "2011-12-31", "2015-06-27", "2026-11-23"] {
        for community in world.communities.values() {
            let chain = world.area_chain(community, day);
            // Before 2012 nothing lay in Geita region; its communities had no area of their own then.
            let Some(last) = chain.last() else { panic!("{} has no area", community.id) };
            let geita_before = last.id.as_str() == "tz-geita" && day < "2012-01-01";
            assert!(last.kind == "country" || geita_before, "{} on {day}", community.id);
        }
        for area in world.areas.values().filter(|area| area.kind != "country") {
            assert!(!area.parents.is_empty(), "{}", area.id);
        }
    }
    for parent in world.areas.values().flat_map(|area| &area.parents) {
        assert!(world.areas.contains_key(&parent.area), "{}", parent.area);
    }
}

#[test]
fn mgusu_was_a_village_of_mwanza_before_it_was_a_ward_of_geita() {
    let world = world();
    let mgusu = &world.communities[&"mgusu".into()];
    assert_eq!(mgusu.population, Some(9000));
    let chain = |day: &str| -> Vec<String> {
        world.area_chain(mgusu, day).iter().map(|area| area.id.to_string()).collect()
    };
    assert_eq!(chain("2011-12-31"), ["tz-mgusu", "tz-geita-district", "tz-mwanza", "tz"]);
    assert_eq!(chain("2015-06-27"), ["tz-mgusu", "tz-geita-district", "tz-geita", "tz"]);
    let today = ["tz-mgusu", "tz-mgusu-ward", "tz-geita-tc", "tz-geita", "tz"];
    assert_eq!(chain("2026-11-23"), today);
    let geita: Vec<_> = world.communities_in(&AreaId::from("tz-geita"), "2026-11-23");
    assert_eq!(geita.len(), 3);
}

#[test]
fn populations_are_only_those_that_have_a_source() {
    let known: BTreeMap<_, _> =
        communities().into_iter().filter_map(|c| Some((c.id.0, c.population?))).collect();
    assert_eq!(known, BTreeMap::from([("mgusu".to_owned(), 9000)]));
}

#[test]
fn the_taxonomy_has_its_codes_in_three_languages() {
    let taxonomy = taxonomy();
    let needs = taxonomy.0.iter().filter(|code| code.parent.is_some()).count();
    assert_eq!((taxonomy.0.len(), needs), (106, 93));
    for code in &taxonomy.0 {
        for language in ["en", "sw", "fr"] {
            assert!(code.label.0.contains_key(language), "{} in {language}", code.code);
        }
    }
    assert_eq!(
        CORE.map(|domain| {
            taxonomy
                .0
                .iter()
                .filter(|c| c.parent.as_ref().is_some_and(|p| p.as_str() == domain))
                .count()
        }),
        [8, 8, 13]
    );
}
