//! Counting, from heads to figures.

mod counting;
mod facts;
mod properties;

use serde_json::{Value, json};

use super::{Codes, Fact, Filter, Meanings, NeedsReport, PackedFact, Tally};
use crate::domain::form::Form;
use crate::domain::head::Head;
use crate::domain::taxonomy::Taxonomy;

/// A small form with every question that counting looks at.
fn form() -> Form {
    let question = |name: &str, kind: Value, meaning: &str| json!({"item": "question", "name": name, "kind": kind, "meaning": meaning});
    let one = |list: &str| json!({"type": "select_one", "list": list});
    let several = |list: &str| json!({"type": "select_multiple", "list": list});
    let list = |names: &[&str]| names.iter().map(|name| json!({"name": name})).collect::<Value>();
    serde_json::from_value(json!({
        "id": "asm-needs", "version": "1", "title": {}, "languages": [], "default_language": "",
        "body": [
            question("consent", one("yes_no"), "consent"),
            question("purposes", several("purposes"), "purposes"),
            {"item": "group", "name": "respondent", "body": [
                question("gender", one("gender"), "gender"),
                question("age", json!({"type": "integer"}), "age"),
                question("role", several("roles"), "role"),
            ]},
            question("needs", json!({"type": "rank", "list": "needs"}), "need"),
        ],
        "choices": {
            "yes_no": list(&["yes", "no"]),
            "purposes": list(&["totals", "quote"]),
            "gender": list(&["female", "male"]),
            "roles": list(&["digger", "crusher"]),
            "needs": list(&["REG-LIC", "GEO-SMP", "ENV-HGM", "market", "X-NONE", "X-DK"]),
        },
    }))
    .unwrap()
}

/// A current head with these answers.
fn head(answers: Value) -> Head {
    serde_json::from_value(json!({
        "submission": uuid::Uuid::nil(), "state": "current", "version": 1, "heads": [],
        "form": {"id": "asm-needs", "version": "1"}, "community": "mgusu", "language": "sw",
        "captured_at": "2026-11-20T09:14:00+03:00", "answers": answers,
        "conflicts": [], "revisions": [],
    }))
    .unwrap()
}

fn fact_of(answers: Value) -> Option<Fact> {
    Fact::of(&head(answers), &Meanings::of(&form()))
}

fn fact(needs: &[&str]) -> Fact {
    Fact { needs: needs.iter().map(|need| (*need).into()).collect(), ..Fact::default() }
}

fn tally(facts: &[Fact], codes: &mut Codes) -> Tally {
    let mut tally = Tally::default();
    for fact in facts {
        tally.add(&PackedFact::pack(fact, codes));
    }
    tally
}

fn report(facts: &[Fact], population: Option<u64>, filter: &Filter) -> NeedsReport {
    let mut codes = Codes::default();
    let tally = tally(facts, &mut codes);
    NeedsReport::of(&tally, &codes, &Taxonomy::default(), population, filter)
}
