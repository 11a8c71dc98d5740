//! What a head gives to the count.

use serde_json::json;
use uuid::Uuid;

use super::super::{Fact, Meanings, day};
use super::{fact_of, form, head};
use crate::domain::form::sample::{example, sample};
use crate::domain::head::State;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::merge::merge;
use crate::domain::revision::Revision;

#[test]
fn a_fact_has_what_reports_and_filters_ask_for() {
    let answers = json!({
        "consent": "yes", "purposes": ["quote", "totals"], "respondent/gender": "female",
        "respondent/age": 34, "respondent/role": ["digger", "crusher"],
        "needs": ["REG-LIC", "GEO-SMP", "ENV-HGM"], "words": "Tunahitaji",
    });
    let expected = Fact {
        needs: vec!["REG-LIC".into(), "GEO-SMP".into(), "ENV-HGM".into()],
        gender: Some("female".into()),
        age: Some("34".into()),
        roles: vec!["crusher".into(), "digger".into()],
        form: "asm-needs".into(),
        day: day("2026-11-20"),
    };
    assert_eq!(fact_of(answers), Some(expected));
}

#[test]
fn the_answers_that_are_counted_alone_give_the_same_fact() {
    let form = example::form();
    let meanings = Meanings::of(&form);
    let mut counted = 0;
    for seed in 0..300 {
        let revision = Revision {
            id: RevisionId(Uuid::from_u128(seed.into())),
            submission: SubmissionId(Uuid::nil()),
            version: 1,
            parents: None,
            withdraw: false,
            void: (seed % 7 == 0).then_some(true),
            form: Some(form.form.clone()),
            community: None,
            language: None,
            captured_at: Some("2026-11-20T09:14:00+03:00".into()),
            answers: form.check(sample(&form, seed)).unwrap(),
        };
        let fact = |revision: Revision| Fact::of(&merge(&[revision]).unwrap().head, &meanings);
        let narrow = revision.with_only(meanings.paths());
        assert!(narrow.answers.len() <= meanings.paths().count());
        let fact_of_few = fact(narrow);
        counted += usize::from(fact_of_few.is_some());
        assert_eq!(fact_of_few, fact(revision));
    }
    assert!(counted > 100, "{counted}");
}

#[test]
fn silence_is_no_consent() {
    assert!(fact_of(json!({"consent": "yes", "needs": ["REG-LIC"]})).is_some());
    assert_eq!(fact_of(json!({"consent": "no", "needs": ["REG-LIC"]})), None);
    assert_eq!(fact_of(json!({"needs": ["REG-LIC"]})), None);
    let mut form = form();
    form.body.remove(0);
    let without = Fact::of(&head(json!({"needs": ["REG-LIC"]})), &Meanings::of(&form));
    assert!(without.is_some(), "a form that does not ask counts all its answers");
}

#[test]
fn who_agreed_to_other_uses_alone_is_not_counted() {
    let answers = json!({"consent": "yes", "purposes": ["quote"], "needs": ["REG-LIC"]});
    assert_eq!(fact_of(answers), None);
}

#[test]
fn void_and_withdrawn_records_do_not_count() {
    for state in [State::Void, State::Withdrawn] {
        let mut head = head(json!({"consent": "yes", "needs": ["REG-LIC"]}));
        head.state = state;
        assert_eq!(Fact::of(&head, &Meanings::of(&form())), None);
    }
}

#[test]
fn a_question_that_was_not_answered_counts_nobody() {
    for needs in [json!(null), json!([]), json!(""), json!({}), json!([{}])] {
        assert_eq!(fact_of(json!({"consent": "yes", "needs": needs})), None, "{needs}");
    }
    assert_eq!(fact_of(json!({"consent": "yes"})), None);
}

#[test]
fn the_first_three_needs_count_each_once() {
    let needs = |list: &[&str]| {
        let fact = fact_of(json!({"consent": "yes", "needs": list})).unwrap();
        fact.needs.into_iter().map(|need| need.0).collect::<Vec<_>>()
    };
    let four = ["GEO-SMP", "GEO-SMP", "REG-LIC", "market", "ENV-HGM"];
    assert_eq!(needs(&four), ["GEO-SMP", "REG-LIC", "market"]);
    assert_eq!(needs(&["X-NONE", "REG-LIC"]), ["REG-LIC"], "a need named is a need");
    assert_eq!(needs(&["X-DK", "X-NONE"]), ["X-DK"]);
    assert_eq!(needs(&["OLD-ONE", "a road"]), ["OLD-ONE", "X-OTH"], "codes outlive their list");
}

#[test]
fn nobodys_own_words_become_a_group() {
    let answers = json!({
        "consent": "yes", "needs": ["REG-LIC"],
        "respondent/gender": "I am Asha", "respondent/role": ["cook for my brother", "digger"],
    });
    let fact = fact_of(answers).unwrap();
    assert_eq!(fact.gender.as_deref(), Some("other"));
    assert_eq!(fact.roles, ["digger", "other"]);
}

#[test]
fn a_need_asked_in_a_repeat_is_found_row_by_row() {
    let mut form = form();
    let mut body = form.body.split_off(3);
    let repeat = json!({"item": "repeat", "name": "asks", "body": [body.remove(0)]});
    form.body.push(serde_json::from_value(repeat).unwrap());
    let answers =
        json!({"consent": "yes", "asks": [{"needs": "REG-LIC"}, {}, {"needs": "market"}]});
    let fact = Fact::of(&head(answers), &Meanings::of(&form)).unwrap();
    assert_eq!(fact.needs, ["REG-LIC".into(), "market".into()]);
}
