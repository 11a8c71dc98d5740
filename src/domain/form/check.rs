//! Whether answers fit the questions of their form.
//!
//! Only what can be told without evaluating an expression is told here: types, choices, and a
//! missing answer to a question that is always asked and always required.

use std::collections::HashSet;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::index::{Offer, Rule, Scope, Slot};
use super::{Form, Kind, scalar};
use crate::domain::answers::{Answer, Answers, ROW_ID, Row};
use crate::domain::problem::Problem;

impl Form {
    /// Types the answers of one revision by this form.
    ///
    /// Keys are paths (`respondent/role`); what stands in an object under a group's name is taken as
    /// if its path were written out, and the written-out path wins where both are there. Null is
    /// absent. A path that the form does not know keeps its value as it is. A repeat whose rows all
    /// have distinct UUIDs under `@id` becomes [`Answer::Rows`], else it stays one list.
    ///
    /// `required` counts where it is `yes` or `true()`, outside of repeats, when neither the question
    /// nor a group around it has a `relevant`: expressions are not evaluated here.
    ///
    /// # Errors
    /// The first answer that does not fit, in the order of the form, with its question's path:
    /// [`Problem::AnswerType`], [`Problem::AnswerChoice`] or [`Problem::AnswerMissing`].
    pub fn check(&self, answers: Map<String, Value>) -> Result<Answers, Problem> {
        self.index().check(answers)
    }

    /// Types answers like [`Form::check`], and keeps what does not fit as it is: what a person
    /// collected is never refused for that.
    pub fn take(&self, answers: Map<String, Value>) -> Answers {
        self.index().take_all(answers).0
    }

    /// Everything that does not fit, in the order of the form.
    pub fn misfits(&self, answers: &Map<String, Value>) -> Vec<Problem> {
        self.index().take_all(answers.clone()).1
    }
}

/// An answer that does not fit, before it is known whether it is the first.
enum Misfit {
    Type(&'static str),
    Choice(String),
    Inside(Problem),
}

impl Misfit {
    fn at(self, slot: &Slot) -> Problem {
        let field = slot.full_path.clone();
        match self {
            Self::Type(expected) => Problem::AnswerType { field, expected: expected.to_owned() },
            Self::Choice(choice) => Problem::AnswerChoice { field, choice },
            Self::Inside(problem) => problem,
        }
    }
}

/// What a walk through answers has found so far.
#[derive(Default)]
struct Found {
    /// Whether what does not fit is kept.
    lenient: bool,
    typed: Answers,
    nested: Vec<(String, Answer)>,
    misfits: Vec<(usize, Misfit)>,
}

impl Scope {
    fn check(&self, answers: Map<String, Value>) -> Result<Answers, Problem> {
        let (typed, misfits) = self.walk(answers, false);
        let missing = self.required.iter().find(|&&at| is_blank(typed.get(&self.slots[at].path)));
        let first = misfits.into_iter().min_by_key(|(at, _)| *at);
        match (first, missing) {
            (Some((at, misfit)), missing) if missing.is_none_or(|&m| at <= m) => {
                Err(misfit.at(&self.slots[at]))
            }
            (_, Some(&at)) => {
                Err(Problem::AnswerMissing { field: self.slots[at].full_path.clone() })
            }
            _ => Ok(typed),
        }
    }

    /// All answers, those that do not fit as they are, and what is to be said about them.
    fn take_all(&self, answers: Map<String, Value>) -> (Answers, Vec<Problem>) {
        let (typed, misfits) = self.walk(answers, true);
        let mut said: Vec<(usize, Problem)> =
            misfits.into_iter().map(|(at, misfit)| (at, misfit.at(&self.slots[at]))).collect();
        let missing = self.required.iter().filter(|&&at| is_blank(typed.get(&self.slots[at].path)));
        said.extend(
            missing.map(|&at| {
                (at, Problem::AnswerMissing { field: self.slots[at].full_path.clone() })
            }),
        );
        said.sort_by_key(|(at, _)| *at);
        (typed, said.into_iter().map(|(_, problem)| problem).collect())
    }

    /// Types every answer and notes what does not fit; a lenient walk keeps that as it is.
    fn walk(&self, answers: Map<String, Value>, lenient: bool) -> (Answers, Vec<(usize, Misfit)>) {
        let mut found = Found { lenient, ..Found::default() };
        for (path, value) in answers {
            self.take(&mut found, path, value, false);
        }
        for (path, answer) in found.nested {
            found.typed.entry(path).or_insert(answer);
        }
        (found.typed, found.misfits)
    }

    fn take(&self, found: &mut Found, path: String, value: Value, in_group: bool) {
        if value.is_null() {
            return;
        }
        let fitted = match self.find(&path).map(|at| (at, &self.slots[at].rule)) {
            None => Ok(Some(Answer::Single(value))),
            Some((_, Rule::Group)) if value.is_object() => {
                let Value::Object(inside) = value else { return };
                for (name, value) in inside {
                    self.take(found, format!("{path}/{name}"), value, true);
                }
                return;
            }
            Some((at, Rule::Group)) => Err((at, value, Misfit::Type("group"))),
            Some((at, rule)) => rule.fit(value).map_err(|(value, misfit)| (at, value, misfit)),
        };
        match fitted {
            Ok(Some(answer)) if in_group => found.nested.push((path, answer)),
            Ok(Some(answer)) => {
                found.typed.insert(path, answer);
            }
            Ok(None) => {}
            Err((at, value, misfit)) => {
                if found.lenient {
                    found.typed.insert(path, Answer::Single(value));
                }
                found.misfits.push((at, misfit));
            }
        }
    }
}

fn is_blank(answer: Option<&Answer>) -> bool {
    match answer {
        None => true,
        Some(Answer::Single(Value::String(text))) => text.trim().is_empty(),
        Some(Answer::Single(Value::Array(list))) => list.is_empty(),
        Some(Answer::Choices(choices)) => choices.is_empty(),
        Some(_) => false,
    }
}

impl Rule {
    /// The typed answer, `None` where the question takes none; or the value as it was, and why it does
    /// not fit.
    fn fit(&self, value: Value) -> Result<Option<Answer>, (Value, Misfit)> {
        if matches!(self, Self::Kind(Kind::Note)) {
            return Ok(None);
        }
        match self.judge(&value) {
            Ok(Some(typed)) => Ok(Some(typed)),
            Ok(None) => Ok(Some(Answer::Single(value))),
            Err(misfit) => Err((value, misfit)),
        }
    }

    /// Whether a value fits; the typed answer where that is more than the value itself.
    fn judge(&self, value: &Value) -> Result<Option<Answer>, Misfit> {
        match self {
            Self::Kind(kind) if scalar::fits(kind, value) => Ok(None),
            Self::Kind(kind) => Err(Misfit::Type(kind.word())),
            Self::One(offer) => {
                let choice = value.as_str().ok_or(Misfit::Type("select_one"))?;
                offer.take(choice)?;
                Ok(None)
            }
            Self::Many(offer) => {
                let mut chosen: Vec<String> = Vec::new();
                for choice in texts(value, "select_multiple")? {
                    let choice = choice?;
                    offer.take(choice)?;
                    if !chosen.iter().any(|c| c == choice) {
                        chosen.push(choice.to_owned());
                    }
                }
                Ok(Some(Answer::Choices(chosen)))
            }
            Self::Rank(offer) => {
                let mut seen = HashSet::new();
                for choice in texts(value, "rank")? {
                    let choice = choice?;
                    offer.take(choice)?;
                    if !seen.insert(choice) {
                        return Err(Misfit::Type("rank"));
                    }
                }
                Ok(None)
            }
            // `Scope::take` opens groups before it comes here.
            Self::Group => Ok(None),
            Self::Repeat(scope) => scope.rows(value),
        }
    }
}

impl Offer {
    fn take(&self, choice: &str) -> Result<(), Misfit> {
        if self.has(choice) { Ok(()) } else { Err(Misfit::Choice(choice.to_owned())) }
    }
}

fn texts<'a>(
    value: &'a Value,
    expected: &'static str,
) -> Result<impl Iterator<Item = Result<&'a str, Misfit>>, Misfit> {
    let list = value.as_array().ok_or(Misfit::Type(expected))?;
    Ok(list.iter().map(move |item| item.as_str().ok_or(Misfit::Type(expected))))
}

impl Scope {
    /// The rows, where all of them have ids; else the list is one answer.
    fn rows(&self, value: &Value) -> Result<Option<Answer>, Misfit> {
        let list = value.as_array().ok_or(Misfit::Type("repeat"))?;
        let mut rows = Vec::with_capacity(list.len());
        let mut ids = HashSet::new();
        for row in list {
            let row = row.as_object().ok_or(Misfit::Type("repeat"))?;
            let mut answers = self.check(row.clone()).map_err(Misfit::Inside)?;
            let id = row.get(ROW_ID).and_then(Value::as_str).and_then(|t| Uuid::parse_str(t).ok());
            if let Some(id) = id.filter(|id| ids.insert(*id)) {
                answers.remove(ROW_ID);
                rows.push(Row { id, answers });
            }
        }
        let named = rows.len() == list.len();
        Ok(named.then_some(Answer::Rows(rows)))
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
