use std::sync::Arc;

use super::world::{choices, form, found, report, taxonomy};
use crate::domain::form::Meaning;
use crate::domain::needs::{Filter, day};
use crate::domain::problem::Problem;
use crate::http::pages::choices::Choices;
use crate::http::pages::filters::{check, filters};
use crate::i18n::Texts;

fn refused(filter: &Filter) -> Option<String> {
    match check(filter, &choices(), &taxonomy()) {
        Err(Problem::BadParameter { parameter, .. }) => Some(parameter),
        _ => None,
    }
}

#[test]
fn a_choice_that_no_form_has_is_refused_by_name() {
    let with = |gender: &str| Filter { gender: Some(gender.into()), ..Default::default() };
    assert_eq!(refused(&with("female")), None);
    assert_eq!(refused(&with("other")), None);
    assert_eq!(refused(&with("feminine")).as_deref(), Some("gender"));
    let domain = |domain: &str| Filter { domain: Some(domain.into()), ..Default::default() };
    assert_eq!(refused(&domain("GEO")), None);
    for odd in ["X", "GEO-GRD", "geo"] {
        assert_eq!(refused(&domain(odd)).as_deref(), Some("domain"), "{odd}");
    }
}

#[test]
fn a_span_of_days_that_ends_before_it_begins_is_refused() {
    let span = |from, to| Filter { from: day(from), to: day(to), ..Default::default() };
    assert_eq!(refused(&span("2026-02-01", "2026-01-31")).as_deref(), Some("to"));
    assert_eq!(refused(&span("2026-02-01", "2026-02-01")), None);
}

#[test]
fn the_form_shows_what_was_chosen() {
    let filter =
        Filter { age: Some("25_34".into()), from: day("2026-02-01"), ..Default::default() };
    let found = found(report(&[], &taxonomy(), &filter), &filter);
    let shown = filters(&found, &taxonomy(), &Texts::of("en").unwrap());
    assert_eq!(shown.words, "25 to 34 · From 1 February 2026");
    assert_eq!((shown.from.as_str(), shown.to.as_str()), ("2026-02-01", ""));
    let names: Vec<_> = shown.selects.iter().map(|select| select.name).collect();
    assert_eq!(names, ["gender", "age", "role", "domain", "only"]);
}

#[test]
fn a_choice_is_called_as_the_newest_form_calls_it() {
    let choices =
        Choices::of_forms(vec![Arc::new(form("b", "Woman")), Arc::new(form("a", "Female"))]);
    let texts = Texts::of("en").unwrap();
    assert_eq!(choices.label(Meaning::Gender, "female", &texts), "Woman");
    assert_eq!(choices.label(Meaning::Gender, "other", &texts), "Another answer");
    assert_eq!(choices.label(Meaning::Gender, "unheard", &texts), "unheard");
}
