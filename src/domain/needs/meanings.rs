//! Where the answers that are counted stand in a form.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::domain::form::{Form, Kind, Meaning, Question};

/// What counting needs to know of one form version. Facts are made at every push, and a form is
/// walked only once for this: keep it beside the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Meanings {
    pub(super) form: String,
    pub(super) consent: Option<Asked>,
    pub(super) purposes: Option<Asked>,
    pub(super) need: Option<Asked>,
    pub(super) gender: Option<Asked>,
    pub(super) age: Option<Asked>,
    pub(super) role: Option<Asked>,
}

/// A question that has a meaning.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    path: String,
    /// The choices it offers; `None` when it offers none.
    choices: Option<HashSet<String>>,
}

impl Meanings {
    /// Reads them from a form.
    pub fn of(form: &Form) -> Self {
        let mut meanings = Self {
            form: form.form.id.clone(),
            consent: None,
            purposes: None,
            need: None,
            gender: None,
            age: None,
            role: None,
        };
        for (path, question) in form.questions() {
            let place = match question.meaning {
                Some(Meaning::Consent) => &mut meanings.consent,
                Some(Meaning::Purposes) => &mut meanings.purposes,
                Some(Meaning::Need) => &mut meanings.need,
                Some(Meaning::Gender) => &mut meanings.gender,
                Some(Meaning::Age) => &mut meanings.age,
                Some(Meaning::Role) => &mut meanings.role,
                Some(Meaning::Place | Meaning::Words | Meaning::Mode | Meaning::Contact) | None => {
                    continue;
                }
            };
            // The first question with a meaning has it, as in `Form::meaning`.
            place.get_or_insert_with(|| Asked {
                path: form.newest(&path),
                choices: choices(form, question),
            });
        }
        meanings
    }
}

impl Meanings {
    /// Where the answers that are counted stand, and the repeats that they may stand in.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let asked =
            [&self.consent, &self.purposes, &self.need, &self.gender, &self.age, &self.role];
        asked.into_iter().flatten().flat_map(|asked| {
            let repeats = asked.path.match_indices('/').map(|(at, _)| &asked.path[..at]);
            repeats.chain([asked.path.as_str()])
        })
    }
}

fn choices(form: &Form, question: &Question) -> Option<HashSet<String>> {
    match &question.kind {
        Kind::SelectOne { list, .. } | Kind::SelectMultiple { list, .. } | Kind::Rank { list } => {
            // A list that is not in the form (it comes from a file) cannot be checked.
            let choices = form.choices.get(list)?;
            Some(choices.iter().map(|choice| choice.name.clone()).collect())
        }
        _ => None,
    }
}

impl Asked {
    /// What was answered, in order: one text per choice. Empty when nothing was.
    pub(super) fn answers(&self, answers: &Map<String, Value>) -> Vec<String> {
        let mut out = Vec::new();
        collect(answers, &self.path, &mut out);
        out
    }

    /// Whether the question offers this choice, or offers none at all and takes any printable text.
    pub(super) fn offers(&self, choice: &str) -> bool {
        match &self.choices {
            Some(choices) => choices.contains(choice),
            None => !choice.contains(char::is_control),
        }
    }
}

/// Follows a path, through the rows of repeats on the way.
fn collect(answers: &Map<String, Value>, path: &str, out: &mut Vec<String>) {
    match answers.get(path) {
        Some(Value::Array(list)) => out.extend(list.iter().filter_map(text)),
        Some(value) => out.extend(text(value)),
        None => {
            for (at, _) in path.match_indices('/') {
                let Some(Value::Array(rows)) = answers.get(&path[..at]) else { continue };
                for row in rows.iter().filter_map(Value::as_object) {
                    collect(row, &path[at + 1..], out);
                }
            }
        }
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
