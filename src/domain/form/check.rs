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
    pub fn check(&self, answers: &Map<String, Value>) -> Result<Answers, Problem> {
        self.index().check(answers)
    }

    /// Types answers like [`Form::check`], and keeps what does not fit as it is: what a person
    /// collected is never refused for that.
    pub fn take(&self, answers: &Map<String, Value>) -> Answers {
        self.index().take_all(answers).0
    }

    /// Everything that does not fit, in the order of the form.
    pub fn misfits(&self, answers: &Map<String, Value>) -> Vec<Problem> {
        self.index().take_all(answers).1
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
    typed: Vec<(String, Answer)>,
    nested: Vec<(String, Answer)>,
    misfits: Vec<(usize, Misfit)>,
}

impl Scope {
    fn check(&self, answers: &Map<String, Value>) -> Result<Answers, Problem> {
        let mut found = Found { typed: Vec::with_capacity(answers.len()), ..Found::default() };
        for (path, value) in answers {
            self.take(&mut found, path, value, false);
        }
        let mut typed: Answers = found.typed.into_iter().collect();
        for (path, answer) in found.nested {
            typed.entry(path).or_insert(answer);
        }
        let missing = self.required.iter().find(|&&at| is_blank(typed.get(&self.slots[at].path)));
        let first = found.misfits.into_iter().min_by_key(|(at, _)| *at);
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
    fn take_all(&self, answers: &Map<String, Value>) -> (Answers, Vec<Problem>) {
        let mut found = Found { lenient: true, ..Found::default() };
        for (path, value) in answers {
            self.take(&mut found, path, value, false);
        }
        let mut typed: Answers = found.typed.into_iter().collect();
        for (path, answer) in found.nested {
            typed.entry(path).or_insert(answer);
        }
        let mut said: Vec<(usize, Problem)> = found
            .misfits
            .into_iter()
            .map(|(at, misfit)| (at, misfit.at(&self.slots[at])))
            .collect();
        let missing = self.required.iter().filter(|&&at| is_blank(typed.get(&self.slots[at].path)));
        said.extend(
            missing.map(|&at| {
                (at, Problem::AnswerMissing { field: self.slots[at].full_path.clone() })
            }),
        );
        said.sort_by_key(|(at, _)| *at);
        (typed, said.into_iter().map(|(_, problem)| problem).collect())
    }

    fn take(&self, found: &mut Found, path: &str, value: &Value, in_group: bool) {
        if value.is_null() {
            return;
        }
        let fitted = match self.find(path).map(|at| (at, &self.slots[at].rule)) {
            None => Ok(Some(Answer::Single(value.clone()))),
            Some((at, Rule::Group)) => match value {
                Value::Object(inside) => {
                    for (name, value) in inside {
                        self.take(found, &format!("{path}/{name}"), value, true);
                    }
                    return;
                }
                _ => Err((at, Misfit::Type("group"))),
            },
            Some((at, rule)) => rule.fit(value).map_err(|misfit| (at, misfit)),
        };
        match fitted {
            Ok(Some(answer)) if in_group => found.nested.push((path.to_owned(), answer)),
            Ok(Some(answer)) => found.typed.push((path.to_owned(), answer)),
            Ok(None) => {}
            Err((at, misfit)) => {
                if found.lenient {
                    found.typed.push((path.to_owned(), Answer::Single(value.clone())));
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
    /// The typed answer; `None` where the question takes none.
    fn fit(&self, value: &Value) -> Result<Option<Answer>, Misfit> {
        let single = || Ok(Some(Answer::Single(value.clone())));
        match self {
            Self::Kind(Kind::Note) => Ok(None),
            Self::Kind(kind) if scalar::fits(kind, value) => single(),
            Self::Kind(kind) => Err(Misfit::Type(kind.word())),
            Self::One(offer) => {
                let choice = value.as_str().ok_or(Misfit::Type("select_one"))?;
                offer.take(choice)?;
                single()
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
                single()
            }
            // `Scope::take` opens groups before it comes here.
            Self::Group => single(),
            Self::Repeat(scope) => scope.rows(value).map(Some),
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
    fn rows(&self, value: &Value) -> Result<Answer, Misfit> {
        let list = value.as_array().ok_or(Misfit::Type("repeat"))?;
        let mut rows = Vec::with_capacity(list.len());
        let mut ids = HashSet::new();
        for row in list {
            let row = row.as_object().ok_or(Misfit::Type("repeat"))?;
            let mut answers = self.check(row).map_err(Misfit::Inside)?;
            let id = row.get(ROW_ID).and_then(Value::as_str).and_then(|t| Uuid::parse_str(t).ok());
            if let Some(id) = id.filter(|id| ids.insert(*id)) {
                answers.remove(ROW_ID);
                rows.push(Row { id, answers });
            }
        }
        let named = rows.len() == list.len();
        Ok(if named { Answer::Rows(rows) } else { Answer::Single(value.clone()) })
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
