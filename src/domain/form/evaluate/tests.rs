use serde_json::{Value as Json, json};

use super::*;
use crate::domain::form::{Choice, Item, Kind, Question, Section};
use crate::domain::ids::FormRef;

fn question(name: &str, kind: Kind) -> Question {
    Question { name: name.to_owned(), kind, ..Question::default() }
}

fn item(question: Question) -> Item {
    Item::Question(Box::new(question))
}

fn form(body: Vec<Item>) -> Form {
    let form = FormRef { id: "f".to_owned(), version: "1".to_owned() };
    let choice = |name: &str, region: &str| Choice {
        name: name.to_owned(),
        columns: [("region".to_owned(), region.to_owned())].into(),
        ..Choice::default()
    };
    let sites =
        vec![choice("mgusu", "geita"), choice("rwamgasa", "geita"), choice("londoni", "singida")];
    Form { form, body, choices: [("sites".to_owned(), sites)].into(), ..Form::default() }
}

/// Pits with what came out of them, and a sum over all pits.
fn pits() -> Form {
    let amount = Question {
        constraint: Some(". >= 0".into()),
        relevant: Some("${open} = 'yes'".into()),
        required: Some("position(..) = 1".into()),
        ..question("amount", Kind::Decimal)
    };
    let share = Question {
        calculation: Some("round(${amount} div ${total}, 2)".into()),
        ..question("share", Kind::Calculate)
    };
    let pit = Section {
        name: "pit".into(),
        body: vec![item(question("open", Kind::Text)), item(amount), item(share)],
        ..Section::default()
    };
    let total = Question {
        calculation: Some("sum(${amount})".into()),
        ..question("total", Kind::Calculate)
    };
    form(vec![Item::Repeat(pit), item(total)])
}

fn broken(form: &Form, answers: Json) -> Vec<Json> {
    let review = form.review(answers.as_object().unwrap(), "2026-11-24T10:00:00+03:00");
    assert_eq!(review.unread, []);
    review.broken.iter().map(|problem| serde_json::to_value(problem).unwrap()).collect()
}

#[test]
fn rules_are_looked_at_in_every_row_and_told_with_its_number() {
    let row = |open: &str, amount: f64, share: &str| json!({"open": open, "amount": amount, "share": share});
    let fine = json!({"pit": [row("yes", 3.0, "0.75"), row("yes", 1.0, "0.25")], "total": "4"});
    assert_eq!(broken(&pits(), fine), Vec::<Json>::new());
    let answers = json!({
        "pit": [{"open": "yes"}, row("no", 1.0, "0.5"), row("yes", -2.0, "1"), {"open": "yes"}],
        "total": "-2.0",
    });
    assert_eq!(
        broken(&pits(), answers),
        [
            json!({"code": "answer_irrelevant", "field": "pit[2]/amount"}),
            json!({"code": "answer_constraint", "field": "pit[3]/amount"}),
            json!({"code": "answer_missing", "field": "pit[1]/amount"}),
            json!({"code": "answer_calculation", "field": "pit[2]/share", "expected": ""}),
        ]
        .sorted(),
    );
}

/// By field and code, since what is found in one row does not come before what is found in the next.
trait Sorted {
    fn sorted(self) -> Vec<Json>;
}

impl<const N: usize> Sorted for [Json; N] {
    fn sorted(self) -> Vec<Json> {
        let mut all = self.to_vec();
        all.sort_by_key(|one| {
            let field = one["field"].as_str().unwrap_or_default();
            (without_rows(field) != "pit/amount", field.to_owned())
        });
        all
    }
}

#[test]
fn a_choice_that_was_filtered_out_is_not_offered() {
    let list = Kind::SelectMultiple { list: "sites".into(), or_other: false };
    let sites =
        Question { choice_filter: Some("region = ${region}".into()), ..question("sites", list) };
    let form = form(vec![item(question("region", Kind::Text)), item(sites)]);
    assert_eq!(
        broken(&form, json!({"region": "geita", "sites": ["mgusu", "rwamgasa"]})),
        Vec::<Json>::new()
    );
    assert_eq!(
        broken(&form, json!({"region": "geita", "sites": ["mgusu", "londoni"]})),
        [json!({"code": "answer_choice", "field": "sites", "choice": "londoni"})],
    );
}

#[test]
fn what_comes_late_in_the_form_may_rule_what_comes_first() {
    let first = Question { relevant: Some("${last} > 1".into()), ..question("first", Kind::Text) };
    let last =
        Question { calculation: Some("${count} + 1".into()), ..question("last", Kind::Calculate) };
    let form = form(vec![item(first), item(last), item(question("count", Kind::Integer))]);
    assert_eq!(broken(&form, json!({"first": "x", "count": 1})), Vec::<Json>::new());
    assert_eq!(
        broken(&form, json!({"first": "x", "count": 0})),
        [json!({"code": "answer_irrelevant", "field": "first"})],
    );
}

#[test]
fn rules_that_depend_on_each_other_in_a_circle_come_to_an_end() {
    let a = Question { calculation: Some("${b} + 1".into()), ..question("a", Kind::Calculate) };
    let b = Question { calculation: Some("${a} + 1".into()), ..question("b", Kind::Calculate) };
    let form = form(vec![item(a), item(b)]);
    form.review(json!({}).as_object().unwrap(), "2026-11-24");
}

#[test]
fn a_rule_that_needs_what_is_not_here_is_left_to_the_phone_and_named() {
    let price = Question {
        constraint: Some(". < pulldata('prices', 'most', 'id', ${id})".into()),
        ..question("price", Kind::Decimal)
    };
    let form = form(vec![item(question("id", Kind::Text)), item(price)]);
    assert_eq!(broken(&form, json!({"price": 1e9})), Vec::<Json>::new());
    let unread = form.unread();
    assert_eq!(unread.len(), 1);
    assert_eq!((&*unread[0].path, unread[0].rule), ("price", Rule::Constraint));
    assert_eq!(unread[0].why, Why::Needs("pulldata('prices')".into()));
}

#[test]
fn more_work_than_one_record_may_ask_for_is_given_up_and_said() {
    let sum =
        Question { calculation: Some("sum(../../row/x)".into()), ..question("s", Kind::Calculate) };
    let row = Section {
        name: "row".into(),
        body: vec![item(question("x", Kind::Integer)), item(sum)],
        ..Section::default()
    };
    let form = form(vec![Item::Repeat(row)]);
    let rows: Vec<Json> = (0..20_000).map(|x| json!({"x": x})).collect();
    let review = form.review(json!({"row": rows}).as_object().unwrap(), "2026-11-24");
    assert!(!review.unread.is_empty());
    assert!(review.unread.iter().all(|(_, _, fault)| *fault == Fault::TooMuch));
}

#[test]
fn the_clock_of_the_record_rules_where_it_has_one() {
    let born = Question { constraint: Some(". <= today()".into()), ..question("born", Kind::Date) };
    let end = question("finished", Kind::Other { name: "end".into() });
    let form = form(vec![item(born), item(end)]);
    let late = json!({"code": "answer_constraint", "field": "born"});
    let on = |born: &str, end: Option<&str>| broken(&form, json!({"born": born, "finished": end}));
    assert_eq!(on("2026-11-24", None), Vec::<Json>::new());
    assert_eq!(on("2026-11-25", None), std::slice::from_ref(&late));
    assert_eq!(on("2020-01-02", Some("2020-01-01T23:30:00.000+03:00")), [late]);
    assert_eq!(on("2020-01-01", Some("2020-01-01T23:30:00.000+03:00")), Vec::<Json>::new());
}
