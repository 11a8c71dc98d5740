use serde_json::json;

use super::*;

/// A form with one question of every kind, a group, and a repeat with a repeat in it.
fn form() -> Form {
    serde_json::from_value(json!({
        "id": "f", "version": "1", "title": {"": "F"}, "languages": [], "default_language": "",
        "choices": {
            "yes_no": [{"name": "yes"}, {"name": "no"}],
            "roles": [{"name": "digger"}, {"name": "crusher"}, {"name": "other"}]
        },
        "body": [
            {"item": "question", "name": "consent", "required": "yes",
             "kind": {"type": "select_one", "list": "yes_no"}},
            {"item": "group", "name": "respondent", "body": [
                {"item": "question", "name": "role",
                 "kind": {"type": "select_multiple", "list": "roles"}},
                {"item": "question", "name": "tool",
                 "kind": {"type": "select_one", "list": "yes_no", "or_other": true}},
                {"item": "question", "name": "age", "required": "true()", "relevant": "1 = 1",
                 "kind": {"type": "integer"}}
            ]},
            {"item": "question", "name": "ranked", "kind": {"type": "rank", "list": "roles"}},
            {"item": "question", "name": "village",
             "kind": {"type": "select_one", "list": "villages.csv"}},
            {"item": "question", "name": "grams", "kind": {"type": "decimal"}},
            {"item": "question", "name": "day", "kind": {"type": "date"}},
            {"item": "question", "name": "thanks", "kind": {"type": "note"}},
            {"item": "question", "name": "photo", "kind": {"type": "other", "name": "image"}},
            {"item": "repeat", "name": "pits", "body": [
                {"item": "question", "name": "depth", "required": "yes",
                 "kind": {"type": "decimal"}},
                {"item": "question", "name": "who",
                 "kind": {"type": "select_multiple", "list": "roles"}},
                {"item": "repeat", "name": "falls", "body": [
                    {"item": "question", "name": "on", "kind": {"type": "date"}}
                ]}
            ]},
            {"item": "question", "name": "words", "required": "yes", "kind": {"type": "text"}}
        ]
    }))
    .unwrap()
}

fn check(answers: Value) -> Result<Answers, Problem> {
    let Value::Object(mut answers) = answers else { panic!("not an object") };
    answers.entry("consent").or_insert(json!("yes"));
    answers.entry("words").or_insert(json!("Maji"));
    form().check(answers)
}

fn wrong(answers: Value) -> (&'static str, String) {
    let problem = check(answers).unwrap_err();
    (problem.code(), problem.field().unwrap_or_default().to_owned())
}

#[test]
fn answers_come_out_typed_by_their_questions() {
    let typed = check(json!({
        "respondent/role": ["crusher", "digger", "crusher"],
        "ranked": ["other", "digger"],
        "village": "anything",
        "grams": 3,
        "photo": {"file": "a.jpg"}
    }))
    .unwrap();
    let choices = vec!["crusher".to_owned(), "digger".to_owned()];
    assert_eq!(typed["respondent/role"], Answer::Choices(choices));
    assert_eq!(typed["ranked"], Answer::Single(json!(["other", "digger"])));
    assert_eq!(typed["village"], Answer::Single(json!("anything")));
    assert_eq!(typed["photo"], Answer::Single(json!({"file": "a.jpg"})));
}

#[test]
fn groups_may_come_as_objects_and_a_written_out_path_wins() {
    let typed = check(json!({
        "respondent": {"age": 30, "tool": "hammer", "shoe": 42, "role": null},
        "respondent/age": 31
    }))
    .unwrap();
    assert_eq!(typed["respondent/age"], Answer::Single(json!(31)));
    assert_eq!(typed["respondent/tool"], Answer::Single(json!("hammer")));
    assert_eq!(typed["respondent/shoe"], Answer::Single(json!(42)));
    assert!(!typed.contains_key("respondent/role"));
    assert_eq!(wrong(json!({"respondent": "me"})), ("answer_type", "respondent".to_owned()));
}

#[test]
fn nothing_that_the_form_does_not_know_is_lost() {
    let typed = check(json!({"later": {"a": [1]}, "pits/depth": "x", "thanks": "seen"})).unwrap();
    assert_eq!(typed["later"], Answer::Single(json!({"a": [1]})));
    assert_eq!(typed["pits/depth"], Answer::Single(json!("x")));
    assert!(!typed.contains_key("thanks"), "a note has no answer");
}

#[test]
fn what_does_not_fit_is_named_with_its_question() {
    let cases = [
        (json!({"words": 5}), "answer_type", "words"),
        (json!({"respondent/age": "30"}), "answer_type", "respondent/age"),
        (json!({"respondent/age": 30.5}), "answer_type", "respondent/age"),
        (json!({"grams": "3"}), "answer_type", "grams"),
        (json!({"day": "2026-02-30"}), "answer_type", "day"),
        (json!({"consent": "maybe"}), "answer_choice", "consent"),
        (json!({"consent": ["yes"]}), "answer_type", "consent"),
        (json!({"respondent/tool": ""}), "answer_choice", "respondent/tool"),
        (json!({"respondent/role": "digger"}), "answer_type", "respondent/role"),
        (json!({"respondent/role": ["pilot"]}), "answer_choice", "respondent/role"),
        (json!({"respondent/role": [1]}), "answer_type", "respondent/role"),
        (json!({"ranked": ["digger", "digger"]}), "answer_type", "ranked"),
        (json!({"ranked": ["pilot"]}), "answer_choice", "ranked"),
        (json!({"pits": {"depth": 3}}), "answer_type", "pits"),
        (json!({"pits": [3]}), "answer_type", "pits"),
        (json!({"pits": [{"depth": 3}, {"depth": "3"}]}), "answer_type", "pits/depth"),
        (json!({"pits": [{"falls": [{"on": 1}]}]}), "answer_type", "pits/falls/on"),
    ];
    for (answers, code, field) in cases {
        assert_eq!(wrong(answers.clone()), (code, field.to_owned()), "{answers}");
    }
}

#[test]
fn only_what_is_always_asked_can_be_missing() {
    assert!(check(json!({})).is_ok(), "age has a relevant, depth is in a repeat");
    assert_eq!(wrong(json!({"consent": null})), ("answer_missing", "consent".to_owned()));
    assert_eq!(wrong(json!({"words": " "})), ("answer_missing", "words".to_owned()));
}

#[test]
fn the_first_problem_in_the_order_of_the_form_is_told() {
    let all = json!({"consent": "yes", "day": 1, "grams": "x", "words": null});
    assert_eq!(wrong(all).1, "grams");
    assert_eq!(wrong(json!({"consent": null, "grams": "x"})).1, "consent");
}

#[test]
fn rows_are_rows_only_when_each_has_an_id_of_its_own() {
    let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let typed = check(json!({"pits": [
        {"@id": a, "depth": 3, "who": ["digger"]},
        {"@id": b, "falls": [{"@id": a, "on": "2026-01-01"}]}
    ]}))
    .unwrap();
    let Answer::Rows(rows) = &typed["pits"] else { panic!("{typed:?}") };
    assert_eq!(rows.iter().map(|r| r.id).collect::<Vec<_>>(), [a, b]);
    assert_eq!(rows[0].answers["who"], Answer::Choices(vec!["digger".to_owned()]));
    assert!(matches!(rows[1].answers["falls"], Answer::Rows(_)));
    assert!(!rows[0].answers.contains_key(ROW_ID));

    for list in [
        json!([{"@id": a, "depth": 3}, {"depth": 4}]),
        json!([{"@id": a}, {"@id": a}]),
        json!([{"@id": "1"}]),
    ] {
        assert_eq!(check(json!({"pits": list})).unwrap()["pits"], Answer::Single(list));
    }
}

#[test]
fn a_copy_of_a_form_may_be_changed() {
    let form = form();
    let answers = json!({"consent": "perhaps", "words": "Maji"});
    let answers = answers.as_object().unwrap();
    assert!(form.check(answers.clone()).is_err());
    let mut copy = form.clone();
    copy.choices.get_mut("yes_no").unwrap()[1].name = "perhaps".to_owned();
    assert!(copy.check(answers.clone()).is_ok());
}

#[test]
fn options_of_a_head_stand_in_the_order_of_the_form() {
    let mut answers = json!({
        "respondent/role": ["zebra", "crusher", "digger"],
        "pits": [{"who": ["other", "crusher"]}]
    });
    super::super::order_options(form().index(), answers.as_object_mut().unwrap());
    assert_eq!(answers["respondent/role"], json!(["digger", "crusher", "zebra"]));
    assert_eq!(answers["pits"][0]["who"], json!(["crusher", "other"]));
}
