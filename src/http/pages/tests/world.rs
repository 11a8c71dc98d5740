//! A small world whose figures never change.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use uuid::Uuid;

use crate::domain::access::{Person, Role};
use crate::domain::catalogue::Catalogue;
use crate::domain::form::{Choice, Form, Item, Kind, Meaning, Question};
use crate::domain::ids::{AreaId, CommunityId, FormRef, NeedCode, PersonId};
use crate::domain::needs::{Codes, Fact, Filter, NeedsReport, PackedFact, Tally};
use crate::domain::place::{Area, Community, Parent};
use crate::domain::taxonomy::{Code, Taxonomy};
use crate::domain::text::Text;
use crate::http::pages::assets;
use crate::http::pages::choices::Choices;
use crate::http::pages::community::view;
use crate::http::pages::figures::{Found, Source};
use crate::i18n::{Texts, plain};
use crate::service::needs::Asking;

pub const DAY: &str = "2026-11-23";

pub fn person() -> Person {
    let id = PersonId(Uuid::nil());
    let name = "femata".to_owned();
    Person { id, name, role: Role::Admin, areas: Vec::new(), created_at: 0, disabled_at: None }
}

pub fn community(name: &str) -> Community {
    Community {
        id: CommunityId("mgusu".into()),
        name: Text::new("", name),
        area: Some(AreaId("geita".into())),
        population: Some(9000),
        kind: Some("mine".into()),
        point: None,
    }
}

pub fn taxonomy() -> Taxonomy {
    let code = |code: &str, parent: Option<&str>, label: Text| Code {
        code: NeedCode(code.into()),
        parent: parent.map(NeedCode::from),
        label,
        definition: Text::default(),
        source: String::new(),
    };
    let text = |en: &str, sw: &str| Text::new("en", en).with("sw", sw);
    Taxonomy(vec![
        code("GEO", None, text("Geological", "Jiolojia")),
        code("GEO-GRD", Some("GEO"), text("Grade and quantity", "Kiwango na kiasi cha madini")),
        code("ENV", None, text("Environmental", "Mazingira")),
        code("ENV-HGM", Some("ENV"), text("Mercury and alternatives", "Zebaki na mbadala wake")),
        code("REG", None, text("Regulatory", "Kanuni").with("ar", "تنظيمي")),
        code(
            "REG-LIC",
            Some("REG"),
            text("Licences and how to get one", "Leseni na jinsi ya kuipata"),
        ),
        code("FIN", None, text("Finance", "Fedha")),
        code("FIN-LON", Some("FIN"), text("Loans", "Mikopo")),
        code("X", None, text("Special", "Maalum")),
    ])
}

pub fn form(version: &str, woman: &str) -> Form {
    let question = |name: &str, meaning, list: &str| {
        let kind = Kind::SelectOne { list: list.into(), or_other: false };
        let meaning = Some(meaning);
        Item::Question(Box::new(Question {
            name: name.into(),
            kind,
            meaning,
            ..Default::default()
        }))
    };
    let choice = |name: &str, en: &str, sw: &str| Choice {
        name: name.into(),
        label: Text::new("en", en).with("sw", sw),
        ..Default::default()
    };
    let choices = BTreeMap::from([
        (
            "genders".into(),
            vec![choice("female", woman, "Mwanamke"), choice("male", "Man", "Mwanaume")],
        ),
        (
            "ages".into(),
            vec![
                choice("18_24", "18 to 24", "18 hadi 24"),
                choice("25_34", "25 to 34", "25 hadi 34"),
            ],
        ),
        (
            "roles".into(),
            vec![
                choice("digger", "Digger", "Mchimbaji"),
                choice("sorter", "Ore sorter", "Mchambuaji"),
            ],
        ),
    ]);
    Form {
        form: FormRef { id: "asm-needs".into(), version: version.into() },
        body: vec![
            question("gender", Meaning::Gender, "genders"),
            question("age", Meaning::Age, "ages"),
            question("role", Meaning::Role, "roles"),
        ],
        choices,
        ..Default::default()
    }
}

pub fn choices() -> Choices {
    Choices::of_forms(vec![Arc::new(form("2", "Woman"))])
}

pub fn catalogue() -> Catalogue {
    let area = |id: &str, kind: &str, name: &str, parent: Option<&str>| Area {
        id: AreaId(id.into()),
        kind: kind.into(),
        name: Text::new("", name),
        codes: BTreeMap::new(),
        parents: parent
            .map(|area| Parent { area: AreaId(area.into()), from: None, until: None })
            .into_iter()
            .collect(),
    };
    let areas =
        [area("geita", "region", "Geita", Some("tz")), area("tz", "country", "Tanzania", None)];
    let mgusu = community("Mgusu");
    Catalogue {
        communities: BTreeMap::from([(mgusu.id.clone(), mgusu)]),
        areas: areas.into_iter().map(|area| (area.id.clone(), area)).collect(),
        taxonomy: taxonomy(),
        ..Default::default()
    }
}

fn fact(needs: &[&str], gender: &str, age: &str, roles: &[&str]) -> Fact {
    Fact {
        needs: needs.iter().map(|need| NeedCode::from(*need)).collect(),
        gender: (!gender.is_empty()).then(|| gender.to_owned()),
        age: (!age.is_empty()).then(|| age.to_owned()),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        form: "asm-needs".into(),
        day: Some(20_000),
    }
}

/// Twenty people who were asked.
pub fn facts() -> Vec<Fact> {
    let mut facts =
        vec![fact(&["REG-LIC", "GEO-GRD", "ENV-HGM"], "female", "25_34", &["sorter"]); 7];
    facts.extend(vec![fact(&["ENV-HGM", "REG-LIC"], "male", "18_24", &["digger"]); 5]);
    facts.extend(vec![
        fact(
            &["FIN-LON", "X-OTH", "REG-LIC"],
            "male",
            "25_34",
            &["digger", "sorter"]
        );
        3
    ]);
    facts.push(fact(&["X-NONE"], "", "", &[]));
    facts.push(fact(&["X-DK"], "female", "", &[]));
    facts.extend(vec![fact(&["X-REF"], "male", "", &[]); 3]);
    facts
}

/// The same three times: enough for shares.
pub fn thrice() -> Vec<Fact> {
    [facts(), facts(), facts()].concat()
}

pub fn report(facts: &[Fact], taxonomy: &Taxonomy, filter: &Filter) -> NeedsReport {
    let (mut codes, mut tally) = (Codes::default(), Tally::default());
    for fact in facts.iter().filter(|fact| filter.matches(fact)) {
        tally.add(&PackedFact::pack(fact, &mut codes));
    }
    NeedsReport::of(&tally, &codes, taxonomy, Some(9000), filter)
}

/// What a page has to say, without a round.
pub fn found(report: NeedsReport, filter: &Filter) -> Found {
    let question = Asking { filter: filter.clone(), round: None };
    Found { choices: choices(), question, rounds: Vec::new(), report }
}

/// The page of a community, without the marks and hashes that nobody can read.
pub fn page(
    name: &str,
    language: &str,
    catalogue: &Catalogue,
    facts: &[Fact],
    filter: &Filter,
) -> String {
    page_of(name, language, catalogue, &found(report(facts, &catalogue.taxonomy, filter), filter))
}

/// The same of what was found.
pub fn page_of(name: &str, language: &str, catalogue: &Catalogue, found: &Found) -> String {
    let texts = Texts::of(language).unwrap();
    let person = person();
    let source = Source { place: name, day: DAY, catalogue, found };
    let html = view(&source, &community(name), &person, "/communities/mgusu", &texts);
    plain(&html.render().unwrap())
        .replace(assets::address("sikia.css"), "/assets/sikia.css")
        .replace(assets::address("icon.svg"), "/assets/icon.svg")
}
