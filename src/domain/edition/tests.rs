//! Editions' own promises.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::*;
use crate::domain::catalogue::Catalogue;
use crate::domain::disclosure::{Audience, Shown};
use crate::domain::ids::{AreaId, CommunityId, NeedCode};
use crate::domain::needs::Fact;
use crate::domain::place::{Area, Community, Parent};
use crate::domain::taxonomy::{Code, Taxonomy};
use crate::domain::text::Text;

fn dataset(id: &str) -> Dataset {
    Dataset {
        id: DatasetId(id.to_owned()),
        title: Text::new("en", "What miners ask for"),
        publisher: "FEMATA".to_owned(),
        form: "asm-needs".to_owned(),
        from: None,
        to: None,
        breakdown: vec![],
        finest: None,
        domains: false,
    }
}

fn edition() -> Edition {
    Edition {
        dataset: DatasetId("needs".to_owned()),
        number: 3,
        version: 1,
        audience: Audience::Public,
        licence: "CC-BY-4.0".to_owned(),
        formats: vec![],
        languages: vec![],
        as_of: 1_795_000_000_000,
        created_at: 1_795_000_000_000,
        created_by: "operator".to_owned(),
        stage: Stage::Waiting,
        done: 0,
        of: 0,
        lease: None,
        files: vec![],
        report: serde_json::Value::Null,
        withdrawn: 0,
        refusal: None,
        published_at: None,
        published_by: None,
    }
}

/// Mgusu, which moved from the north to the south in 2016, and a community beside it.
fn catalogue() -> Catalogue {
    let area = |id: &str, parents: Vec<Parent>| Area {
        id: AreaId::from(id),
        kind: "district".to_owned(),
        name: Text::new("", id),
        codes: Default::default(),
        parents,
    };
    let parent = |id: &str, from: Option<&str>, until: Option<&str>| Parent {
        area: AreaId::from(id),
        from: from.map(str::to_owned),
        until: until.map(str::to_owned),
    };
    let moved =
        vec![parent("north", None, Some("2016-01-01")), parent("south", Some("2016-01-01"), None)];
    let community = |id: &str, area: &str| Community {
        id: CommunityId::from(id),
        name: Text::new("", id),
        area: Some(AreaId::from(area)),
        population: None,
        kind: None,
        point: None,
    };
    let areas = [area("north", vec![]), area("south", vec![]), area("village", moved)];
    let communities = [community("mgusu", "village"), community("rwamgasa", "north")];
    let code = |code: &str, parent: Option<&str>| Code {
        code: NeedCode::from(code),
        parent: parent.map(NeedCode::from),
        label: Text::new("en", code),
        definition: Text::default(),
        source: String::new(),
    };
    Catalogue {
        areas: areas.into_iter().map(|area| (area.id.clone(), area)).collect(),
        communities: communities.into_iter().map(|c| (c.id.clone(), c)).collect(),
        taxonomy: Taxonomy(vec![code("GEO", None), code("GEO-SMP", Some("GEO"))]),
        ..Catalogue::default()
    }
}

fn fact(day: &str, needs: &[&str]) -> Fact {
    Fact {
        needs: needs.iter().map(|code| NeedCode::from(*code)).collect(),
        form: "asm-needs".to_owned(),
        day: crate::domain::needs::day(day),
        ..Fact::default()
    }
}

#[test]
fn an_interview_counts_where_its_place_lay_then_and_at_every_level_once() {
    let (dataset, catalogue) = (dataset("needs"), catalogue());
    let mut counting = Counting::new(&dataset, &catalogue, "2026-11-25");
    let (mgusu, rwamgasa) = (CommunityId::from("mgusu"), CommunityId::from("rwamgasa"));
    for _ in 0..20 {
        counting.add(&mgusu, &fact("2015-06-01", &["GEO-SMP"]));
        counting.add(&mgusu, &fact("2026-06-01", &["X-NONE"]));
        counting.add(&rwamgasa, &fact("2026-06-01", &["GEO-SMP", "NEW-XYZ"]));
    }
    counting.add(&mgusu, &fact("2026-06-01", &["X-DK"]));
    counting.add(&mgusu, &Fact { form: "other".to_owned(), ..fact("2026-06-01", &["GEO-SMP"]) });
    let table = counting.table().unwrap();
    assert_eq!(table.respondents, 60);
    let protected = Protected::of(&[], table.cube, Table::offers, &BTreeSet::new()).unwrap();
    let cells = protected.cells(Audience::Restricted);
    let count = |place: &Place, code: Option<&str>| {
        let node = &table.places.places.iter().find(|(known, _)| known == place).unwrap().1;
        let answer = code.map(|code| (code.to_owned(), true));
        let found = cells.iter().find(|(key, _)| key.at[0].1 == *node && key.answer == answer);
        match found.unwrap().1 {
            Shown::Count(count) => count,
            Shown::Hidden => panic!("nothing is hidden from stewards"),
        }
    };
    let area = |id: &str| Place::Area(AreaId::from(id));
    assert_eq!(count(&Place::All, None), 60);
    assert_eq!(count(&area("north"), None), 40, "Mgusu lay there in 2015");
    assert_eq!(count(&area("south"), None), 20);
    assert_eq!(count(&area("village"), None), 40);
    assert_eq!(count(&Place::Community(mgusu), Some("GEO-SMP")), 20);
    assert_eq!(count(&Place::All, Some("X-NONE")), 20);
    assert_eq!(count(&area("north"), Some("X-OTH")), 20, "what no list has is told as such");
}

#[test]
fn everybody_gets_what_partners_get_or_less() {
    let (dataset, catalogue) =
        (Dataset { breakdown: vec![Breakdown::Month], ..dataset("needs") }, catalogue());
    let mut counting = Counting::new(&dataset, &catalogue, "2026-11-25");
    for n in 0..70 {
        let community = CommunityId::from(["mgusu", "rwamgasa"][n % 2]);
        let day = ["2026-06-01", "2026-07-01", "2026-08-01"][n % 11 % 3];
        counting.add(&community, &fact(day, &["GEO-SMP"][..usize::from(n % 7 > 2)]));
        counting.add(&community, &fact(day, &["X-NONE"]));
    }
    let table = counting.table().unwrap();
    let protected = Protected::of(&[], table.cube, Table::offers, &BTreeSet::new()).unwrap();
    let of = |audience| protected.cells(audience).into_iter().collect::<Vec<_>>();
    let (public, partner) = (of(Audience::Public), of(Audience::Partner));
    assert_eq!(public.len(), partner.len(), "both have the same cells");
    let hidden = |cells: &[(_, Shown)]| cells.iter().filter(|c| c.1 == Shown::Hidden).count();
    assert!(hidden(&public) > hidden(&partner), "{} {}", hidden(&public), hidden(&partner));
    for ((_, public), (key, partner)) in public.iter().zip(&partner) {
        assert!(*partner != Shown::Hidden || *public == Shown::Hidden, "{key:?}");
    }
}

#[test]
fn no_interview_is_in_two_datasets() {
    let span = |from: Option<&str>, to: Option<&str>| Dataset {
        from: from.map(str::to_owned),
        to: to.map(str::to_owned),
        ..dataset("needs")
    };
    let first = span(None, Some("2026-06-30"));
    let second = span(Some("2026-07-01"), None);
    assert!(!first.overlaps(&second) && !second.overlaps(&first));
    assert!(first.overlaps(&span(Some("2026-06-30"), None)));
    assert!(!first.overlaps(&Dataset { form: "other".to_owned(), ..first.clone() }));
    for (day, inside) in [(Some("2026-06-30"), true), (Some("2026-07-01"), false), (None, false)] {
        assert_eq!(first.covers(day.and_then(crate::domain::needs::day)), inside, "{day:?}");
    }
    assert!(dataset("needs").covers(None));
}

#[test]
fn a_dataset_that_makes_no_sense_is_refused() {
    assert_eq!(dataset("needs-2026").check(), Ok(()));
    for id in ["", "Needs", "a b", "-a", "../x"] {
        assert_eq!(dataset(id).check(), Err(Unsound::Id), "{id}");
    }
    let day = |from: &str| Dataset { from: Some(from.to_owned()), ..dataset("a") };
    assert_eq!(day("2026-02-30").check(), Err(Unsound::Days));
    let turned = Dataset { to: Some("2025-12-31".to_owned()), ..day("2026-01-01") };
    assert_eq!(turned.check(), Err(Unsound::Days));
    let twice = Dataset { breakdown: vec![Breakdown::Age, Breakdown::Age], ..dataset("a") };
    assert_eq!(twice.check(), Err(Unsound::Breakdown));
    assert_eq!(Dataset { publisher: " ".into(), ..dataset("a") }.check(), Err(Unsound::Words));
}

#[test]
fn one_process_at_a_time_makes_an_edition_and_another_takes_over_what_was_left() {
    let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let making = edition().claim(one, 100, 200).unwrap();
    assert_eq!(making.claim(other, 150, 250), Err(WrongStage(Stage::Making)));
    assert!(making.progress(other, 1, 2, 250).is_err());
    let making = making.progress(one, 1, 2, 300).unwrap();
    let taken = making.claim(other, 300, 400).unwrap();
    assert!(taken.progress(one, 2, 2, 500).is_err(), "it is not theirs any more");
    let ready = taken.finish(other, serde_json::json!({})).unwrap();
    assert_eq!((ready.stage, ready.done, ready.version), (Stage::Ready, 2, 5));
    assert!(ready.claim(other, 900, 950).is_err());
}

#[test]
fn what_is_out_stays_out_and_what_is_outdated_never_goes_out() {
    let worker = Uuid::from_u128(1);
    let making = edition().claim(worker, 0, 9).unwrap().begin_again(worker, 7).unwrap();
    assert!(making.publish("operator", 5, 7).is_err());
    let ready = making.finish(worker, serde_json::json!({})).unwrap();
    assert!(ready.publish("operator", 5, 8).is_err(), "somebody withdrew since");
    assert_eq!(ready.outdate().unwrap().stage, Stage::Outdated);
    let published = ready.publish("operator", 5, 7).unwrap();
    assert!(published.cancel().is_err() && published.outdate().is_err());
    assert!(published.counts() && ready.counts() && !ready.cancel().unwrap().counts());
}

#[test]
fn an_agreement_holds_from_its_day_until_it_is_taken_back() {
    let decision = |agreed: bool, decided: &str, embargo: Option<&str>| Agreement {
        community: CommunityId::from("mgusu"),
        agreed,
        decided: decided.to_owned(),
        embargo: embargo.map(str::to_owned),
        by: "the village meeting".to_owned(),
    };
    let yes = decision(true, "2026-11-01", Some("2026-12-01"));
    assert!(agreed(std::slice::from_ref(&yes), "2026-11-30").is_empty());
    assert_eq!(agreed(std::slice::from_ref(&yes), "2026-12-01").len(), 1);
    let no = decision(false, "2026-12-02", None);
    assert!(agreed(&[yes, no], "2026-12-03").is_empty());
}

#[test]
fn a_citation_says_whose_what_which_and_of_when() {
    let said = citation(&dataset("needs"), &edition(), &["en".to_owned()]);
    assert_eq!(
        said,
        "FEMATA (2026). What miners ask for. Dataset needs, edition 3, data as of 2026-11-18. \
         CC-BY-4.0."
    );
}
