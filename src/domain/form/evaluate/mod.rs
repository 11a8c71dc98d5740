//! What a form says about answers: relevance, constraints, required, calculations, choice filters.
//!
//! Each is an expression of `crate::domain::xpath`, evaluated here as Collect evaluates it on the
//! phone. What was collected is never refused for it: what is found is said to whoever reviews.

mod bind;
mod filled;
mod lists;
mod plan;
mod rules;
mod world;

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value as Json};

use self::filled::Filled;
use self::rules::{look, settle, written};
use super::Form;
use crate::domain::problem::Problem;
use crate::domain::xpath::{Fault, moment};

pub(super) use self::plan::Plan;
pub use self::plan::{Rule, Unread, Why};

/// The most that is said about one set of answers.
const MOST: usize = 200;

/// What the rules of a form say about one set of answers.
#[derive(Debug, Default)]
pub struct Review {
    /// What does not hold, in the order of the form.
    pub broken: Vec<Problem>,
    /// Rules that could not be looked at with these answers: the path, the rule, and why.
    pub unread: Vec<(String, Rule, Fault)>,
}

/// One question in one row, as answers leave it.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// Its path, in a repeat with the number of the row: `needs[2]/amount`.
    pub path: String,
    /// Whether it is asked.
    pub relevant: bool,
    /// Whether its value was calculated here.
    pub calculated: bool,
    /// Whether it would be calculated alike at any time and on any phone.
    pub settled: bool,
    /// Its value as expressions see it.
    pub value: String,
}

impl Form {
    /// Holds answers against the rules of the form.
    ///
    /// `at` is when they were collected as the phone's clock showed it, RFC 3339; where the answers
    /// say it themselves (`end`, `start`, `today`), that counts instead.
    ///
    /// Found are answers to what is not asked ([`Problem::AnswerIrrelevant`]), those that break a
    /// constraint ([`Problem::AnswerConstraint`]) or name a choice that was filtered out
    /// ([`Problem::AnswerChoice`]), missing ones ([`Problem::AnswerMissing`]) and those that another
    /// value was calculated for ([`Problem::AnswerCalculation`]).
    pub fn review(&self, answers: &Map<String, Json>, at: &str) -> Review {
        self.filled(answers, at, false).1
    }

    /// Everything that somebody should look at in a set of answers, in the order of the form: what does
    /// not fit its question, and what the form's rules say. `at` as in [`Form::review`].
    pub fn checks(&self, answers: &Map<String, Json>, at: &str) -> Vec<Problem> {
        let mut checks = self.misfits(answers);
        for broken in self.review(answers, at).broken {
            let said = |one: &Problem| one.code() == broken.code() && one.field() == broken.field();
            if !checks.iter().any(said) {
                checks.push(broken);
            }
        }
        let places: HashMap<String, usize> =
            self.questions().into_iter().enumerate().map(|(at, (path, _))| (path, at)).collect();
        checks.sort_by_cached_key(|check| {
            let field = without_rows(check.field().unwrap_or_default());
            places.get(&field).copied().unwrap_or(usize::MAX)
        });
        checks
    }

    /// Shows what becomes of answers in the form: each of its questions in each row, in the order of
    /// the form. What the form calculates is calculated anew, whatever came.
    pub fn try_on(&self, answers: &Map<String, Json>, at: &str) -> (Vec<Shown>, Review) {
        let (filled, review) = self.filled(answers, at, true);
        let mut shown = Vec::new();
        for node in filled.plan.nodes.iter().filter(|node| node.is_question) {
            for &row in &filled.of_scope[node.scope] {
                let answer = &filled.rows[row as usize].answers[node.slot];
                shown.push(Shown {
                    path: filled.path_of(row, node.slot),
                    relevant: answer.relevant,
                    calculated: node.calculation.is_some() && !answer.given,
                    settled: node.settled,
                    value: written(answer.value.clone()),
                });
            }
        }
        (shown, review)
    }

    fn filled<'a>(
        &'a self,
        answers: &'a Map<String, Json>,
        at: &str,
        anew: bool,
    ) -> (Filled<'a>, Review) {
        let plan = self.plan();
        let now = self.collected(answers).or_else(|| moment(at)).unwrap_or_default();
        let mut filled = Filled::of(plan, answers, now, anew);
        let mut review = Review::default();
        for &node in &plan.order {
            settle(&mut filled, node, &mut review);
        }
        for (at, node) in plan.nodes.iter().enumerate() {
            for &row in &filled.of_scope[node.scope] {
                if review.broken.len() < MOST {
                    look(&filled, at, row, &mut review);
                }
            }
        }
        (filled, review)
    }

    /// The rules that are not looked at on this node whatever the answers are, in the order of the form.
    pub fn unread(&self) -> &[Unread] {
        &self.plan().unread
    }

    /// When the answers say that they were collected.
    fn collected(&self, answers: &Map<String, Json>) -> Option<i64> {
        let kind = |name: &str| {
            self.body.iter().find_map(|item| match item {
                super::Item::Question(question) => match &question.kind {
                    super::Kind::Other { name: kind } if kind == name => Some(&question.name),
                    _ => None,
                },
                _ => None,
            })
        };
        ["end", "start", "today"]
            .iter()
            .find_map(|name| answers.get(kind(name)?)?.as_str().and_then(moment))
    }
}

/// A path without the numbers of rows.
fn without_rows(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for part in path.split('[') {
        out.push_str(part.split_once(']').map_or(part, |(_, after)| after));
    }
    out
}

#[cfg(test)]
mod tests;
