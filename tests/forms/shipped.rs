//! `forms/asm-needs.xlsx`.

use serde_json::{Map, Value, json};
use sikia::domain::answers::Answer;
use sikia::domain::form::{Form, Kind, Meaning};
use sikia::domain::ids::FormRef;
use sikia::forms::read_workbook;
use sikia::forms::tables::read_taxonomy;

fn form() -> Form {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/forms/asm-needs.xlsx");
    let import = read_workbook(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(import.warnings, []);
    import.form
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

#[test]
fn it_is_in_english_swahili_and_french_throughout() {
    let form = form();
    assert_eq!(form.form, FormRef { id: "asm-needs".to_owned(), version: "1".to_owned() });
    assert_eq!(form.languages, ["en", "sw", "fr"]);
    assert_eq!(form.default_language, "en");
    assert_eq!(form.title.0.len(), 3);
    for (path, question) in form.questions() {
        let silent = matches!(&question.kind, Kind::Calculate)
            || matches!(&question.kind, Kind::Other { name } if name != "audio");
        assert_eq!(question.label.0.len(), if silent { 0 } else { 3 }, "{path}");
        assert!(matches!(question.hint.0.len(), 0 | 3), "{path}");
        assert_eq!(
            question.constraint_message.0.len(),
            if question.constraint.is_some() { 3 } else { 0 }
        );
    }
    for (list, choices) in &form.choices {
        for choice in choices {
            assert_eq!(choice.label.0.len(), 3, "{list} {}", choice.name);
        }
    }
}

#[test]
fn each_meaning_is_carried_by_one_question() {
    let form = form();
    let path = |meaning| form.meaning(meaning).unwrap().0;
    assert_eq!(path(Meaning::Consent), "consent");
    assert_eq!(path(Meaning::Purposes), "purposes");
    assert_eq!(path(Meaning::Need), "needs_ranked");
    assert_eq!(path(Meaning::Gender), "respondent/gender");
    assert_eq!(path(Meaning::Age), "respondent/age");
    assert_eq!(path(Meaning::Role), "respondent/role");
    assert_eq!(path(Meaning::Place), "place");
    assert_eq!(path(Meaning::Words), "words");
    assert!(form.choices["purposes"].iter().any(|choice| choice.name == "totals"));
}

#[test]
fn its_needs_are_the_codes_of_the_taxonomy_core_domains_first() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/needs_taxonomy.csv");
    let taxonomy = read_taxonomy(&std::fs::read(path).unwrap()).unwrap();
    let codes = taxonomy.0.iter().filter(|code| code.parent.is_some());
    let expected: Vec<&str> = codes.map(|code| code.code.as_str()).collect();
    let form = form();
    let offered: Vec<&str> = form.choices["needs"].iter().map(|c| c.name.as_str()).collect();
    assert_eq!(offered, expected);
    let domains: Vec<&str> = form.choices["domains"].iter().map(|c| c.name.as_str()).collect();
    assert_eq!(domains[..3], ["GEO", "ENV", "REG"]);
    for special in ["X-NONE", "X-DK", "X-REF", "X-OTH"] {
        assert!(offered.contains(&special), "{special}");
    }
}

#[test]
fn the_answers_of_the_protocol_page_fit_and_so_does_consent_alone() {
    let form = form();
    let answers = object(json!({
        "consent": "yes",
        "respondent/role": ["digger", "crusher"],
        "respondent/gender": "female",
        "needs_ranked": ["REG-LIC", "GEO-SMP", "ENV-HGM"],
        "words": "Tunahitaji kujua gharama ya leseni"
    }));
    let typed = form.check(answers).unwrap();
    let ranked = Answer::Single(json!(["REG-LIC", "GEO-SMP", "ENV-HGM"]));
    assert_eq!(typed["needs_ranked"], ranked);
    assert!(matches!(typed["respondent/role"], Answer::Choices(_)));
    assert!(form.check(object(json!({"consent": "no"}))).is_ok());
}

#[test]
fn nothing_but_consent_is_required_of_everybody() {
    let problem = form().check(Map::new()).unwrap_err();
    assert_eq!((problem.code(), problem.field()), ("answer_missing", Some("consent")));
    let problem = form().check(object(json!({"consent": "yes", "needs_ranked": ["REG"]})));
    assert_eq!(problem.unwrap_err().code(), "answer_choice");
}

#[test]
fn it_comes_back_from_the_store_as_it_was() {
    let form = form();
    let json = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&json).unwrap(), form);
}

#[test]
fn its_units_are_those_of_the_list_of_units() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/units.csv");
    let units = std::fs::read_to_string(path).unwrap();
    for unit in form().choices["units"].iter().filter(|unit| unit.name != "other") {
        assert!(
            units.lines().any(|line| line.starts_with(&format!("{},", unit.name))),
            "{}",
            unit.name
        );
    }
}
