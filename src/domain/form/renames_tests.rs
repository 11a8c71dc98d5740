use serde_json::json;

use super::*;
use crate::domain::form::{Kind, Question, Section};
use crate::domain::ids::FormRef;

fn text(name: &str) -> Item {
    let kind = Kind::Text;
    Item::Question(Box::new(Question { name: name.to_owned(), kind, ..Question::default() }))
}

fn section(name: &str, body: Vec<Item>) -> Section {
    Section { name: name.to_owned(), body, ..Section::default() }
}

fn form(version: &str, body: Vec<Item>) -> Form {
    let form = FormRef { id: "f".to_owned(), version: version.to_owned() };
    Form { form, body, ..Form::default() }
}

fn old() -> Form {
    form(
        "1",
        vec![
            text("words"),
            Item::Group(section("site", vec![text("pits"), text("owner")])),
            Item::Repeat(section("need", vec![text("code"), text("why")])),
        ],
    )
}

fn new() -> Form {
    form(
        "2",
        vec![
            text("own_words"),
            Item::Group(section("place", vec![text("pits"), text("owner")])),
            Item::Repeat(section("need", vec![text("topic"), text("why")])),
        ],
    )
}

fn mapped() -> Form {
    [("words", "own_words"), ("site", "place"), ("need/code", "need/topic")]
        .iter()
        .fold(old(), |form, (from, to)| form.with_rename(from, to).unwrap())
}

fn taken(form: &Form, answers: Value) -> Answers {
    form.renamed(form.take(answers.as_object().unwrap().clone()))
}

#[test]
fn answers_to_an_old_version_stand_where_the_new_one_has_them() {
    let given = json!({
        "words": "dhahabu", "site/pits": "3", "site": {"owner": "Anna"}, "unknown": 1,
        "need": [{"code": "REG-LIC", "why": "cost"}],
    });
    let there = json!({
        "own_words": "dhahabu", "place/pits": "3", "place": {"owner": "Anna"}, "unknown": 1,
        "need": [{"topic": "REG-LIC", "why": "cost"}],
    });
    assert_eq!(taken(&mapped(), given.clone()), taken(&new(), there.clone()));
    assert_ne!(taken(&old(), given), taken(&new(), there.clone()));
    // What is at its newest place already stays there, so a head may be read again.
    assert_eq!(taken(&mapped(), there.clone()), taken(&new(), there));
}

#[test]
fn rows_with_an_id_of_their_own_are_renamed_within() {
    let id = "0b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11";
    let row = |name: &str| json!({"need": [{"@id": id, name: "REG-LIC"}]});
    assert_eq!(taken(&mapped(), row("code")), taken(&new(), row("topic")));
}

#[test]
fn nothing_is_lost_where_both_names_have_an_answer() {
    let both = taken(&mapped(), json!({"words": "a", "own_words": "b"}));
    assert_eq!(both.len(), 2, "{both:?}");
}

#[test]
fn only_versions_with_the_old_path_alone_are_told_apart() {
    let (old, new) = (old(), new());
    let versions = [&old, &new];
    let named = |from: &str, to: &str| {
        Form::that_rename(&versions, from, to)
            .map(|forms| forms.iter().map(|form| form.form.version.clone()).collect::<Vec<_>>())
    };
    assert_eq!(named("words", "own_words"), Ok(vec!["1".to_owned()]));
    assert_eq!(named("site", "place"), Ok(vec!["1".to_owned()]));
    assert_eq!(named("need/code", "need/topic"), Ok(vec!["1".to_owned()]));
    assert_eq!(named("gone", "own_words"), Err(Unfit::NoOld));
    assert_eq!(named("need/why", "need/why"), Err(Unfit::NoOld));
    assert_eq!(named("words", "nowhere"), Err(Unfit::NoNew));
    assert_eq!(named("words", "place"), Err(Unfit::Apart));
    assert_eq!(named("words", "need/topic"), Err(Unfit::Apart));
}

#[test]
fn the_questionnaire_stays_the_same_and_a_name_can_be_taken_back() {
    assert!(mapped().is_same(&old()) && !mapped().is_same(&new()));
    assert_ne!(mapped(), old());
    let back = mapped().with_rename("words", "words").unwrap();
    assert_eq!(back.newest("words"), "words");
    assert!(mapped().with_rename("words", "own_words").is_none());
}
