#![no_main]
//! Expressions of forms: the first line as every rule of a question in a repeat, the rest as its answer.

use libfuzzer_sys::fuzz_target;
use serde_json::json;
use sikia::domain::form::{Choice, Form, Item, Kind, Question, Section};

fuzz_target!(|input: &str| {
    let (expression, answer) = input.split_once('\n').unwrap_or((input, ""));
    let rule = || Some(expression.to_owned());
    let list = Kind::SelectMultiple { list: "list".to_owned(), or_other: false };
    let body = [("x", Kind::Text), ("n", Kind::Decimal), ("d", Kind::Date), ("c", list)];
    let body = body.map(|(name, kind)| {
        Item::Question(Box::new(Question {
            name: name.to_owned(),
            kind,
            relevant: rule(),
            required: rule(),
            constraint: rule(),
            calculation: rule(),
            choice_filter: rule(),
            ..Question::default()
        }))
    });
    let section = Section { name: "row".to_owned(), body: body.to_vec(), ..Section::default() };
    let choices = ["a", "b"].map(|name| Choice { name: name.to_owned(), ..Choice::default() });
    let form = Form {
        body: vec![Item::Repeat(section), body[0].clone()],
        choices: [("list".to_owned(), choices.to_vec())].into(),
        ..Form::default()
    };
    let row = json!({"x": answer, "n": answer.len(), "d": answer, "c": ["a", answer]});
    let answers = json!({"row": [row, row, {}], "x": answer});
    if let Some(answers) = answers.as_object() {
        form.checks(answers, "2026-11-24T09:30:00+03:00");
    }
});
