//! One set of answers as the nodes that expressions walk over.

use std::cell::Cell;

use serde_json::{Map, Value as Json};

use super::plan::{Data, Plan};
use crate::domain::xpath::{Value, clock, day, moment};

/// Steps over nodes that one set of answers may ask for; above it a rule is not looked at.
const PATIENCE: u32 = 5_000_000;
/// Rows of repeats in one set of answers that are looked at.
const MOST_ROWS: usize = 100_000;

/// What stands for a row itself, beside the places of its questions.
pub(super) const ROW: u32 = u32::MAX;

/// The answer to one question, or the state of one group.
pub(super) struct Answer<'a> {
    pub value: Value<'a>,
    /// Whether it came with the answers; else it was worked out here or is empty.
    pub given: bool,
    pub relevant: bool,
    /// The rows, where it is a repeat.
    pub rows: Vec<u32>,
}

/// The answers of a form, or of one row of a repeat.
pub(super) struct Row<'a> {
    pub scope: usize,
    pub above: Option<(u32, usize)>,
    /// Its place among its likes, from 1.
    pub position: usize,
    pub relevant: bool,
    pub answers: Vec<Answer<'a>>,
}

/// A set of answers by its form.
pub(super) struct Filled<'a> {
    pub plan: &'a Plan,
    /// That of the form first; a row stands after the one that it is in.
    pub rows: Vec<Row<'a>>,
    /// The rows of each scope.
    pub of_scope: Vec<Vec<u32>>,
    /// What the phone's clock showed.
    pub now: i64,
    patience: Cell<u32>,
    /// Whether what is calculated is calculated anew.
    anew: bool,
}

impl<'a> Filled<'a> {
    /// Lays answers out; what the form does not know is left aside, as are rows beyond 100,000.
    pub fn of(plan: &'a Plan, answers: &'a Map<String, Json>, now: i64, anew: bool) -> Self {
        let mut filled = Self {
            plan,
            rows: Vec::new(),
            of_scope: plan.scopes.iter().map(|_| Vec::new()).collect(),
            now,
            patience: Cell::new(PATIENCE),
            anew,
        };
        let top = filled.add(0, None, 1);
        filled.fill(top, "", answers);
        filled
    }

    fn add(&mut self, scope: usize, above: Option<(u32, usize)>, position: usize) -> u32 {
        let answers = self.plan.scopes[scope]
            .slots
            .iter()
            .map(|_| Answer { value: Value::EMPTY, given: false, relevant: true, rows: Vec::new() })
            .collect();
        let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(Row { scope, above, position, relevant: true, answers });
        self.of_scope[scope].push(at);
        at
    }

    fn fill(&mut self, row: u32, prefix: &str, answers: &'a Map<String, Json>) {
        let plan = self.plan;
        for (name, json) in answers {
            let path;
            let path = if prefix.is_empty() {
                name
            } else {
                path = format!("{prefix}/{name}");
                &path
            };
            let scope = &plan.scopes[self.rows[row as usize].scope];
            let Some(&slot) = scope.by_path.get(path) else { continue };
            let node = &plan.nodes[scope.slots[slot]];
            match (node.rows, json) {
                (Some(inside), Json::Array(list)) => {
                    for (at, each) in list.iter().enumerate() {
                        let Json::Object(each) = each else { continue };
                        if self.rows.len() >= MOST_ROWS {
                            return;
                        }
                        let new = self.add(inside, Some((row, slot)), at + 1);
                        self.rows[row as usize].answers[slot].rows.push(new);
                        self.fill(new, "", each);
                    }
                }
                // The answers of a group may stand in it; those whose path is written out win.
                (None, Json::Object(inside)) => self.fill(row, path, inside),
                (None, _) if self.anew && node.calculation.is_some() && !node.asked => {}
                (None, json) => {
                    let answer = &mut self.rows[row as usize].answers[slot];
                    let value = read(node.data, json);
                    if prefix.is_empty() || !answer.given {
                        answer.given = !value.is_nothing();
                        answer.value = value;
                    }
                }
                _ => {}
            }
        }
    }

    /// Pays for looking at some nodes; whether there was enough left.
    pub fn pay(&self, nodes: usize) -> bool {
        let left = self.patience.get();
        let price = u32::try_from(nodes).unwrap_or(u32::MAX).saturating_add(1);
        self.patience.set(left.saturating_sub(price));
        left > price
    }

    /// The path of a place with the number of each row on the way: `needs[2]/amount`.
    pub fn path_of(&self, row: u32, slot: usize) -> String {
        let mut parts = Vec::new();
        let (mut row, mut slot, mut place) = (row, slot, None);
        loop {
            let here = &self.rows[row as usize];
            let node = &self.plan.nodes[self.plan.scopes[here.scope].slots[slot]];
            // The names within this scope: those after the repeat whose row it is.
            let names =
                node.chain.iter().rev().take_while(|at| self.plan.nodes[**at].scope == here.scope);
            for (at, node) in names.enumerate() {
                let name = &self.plan.nodes[*node].name;
                parts.push(match place.take() {
                    Some(place) if at == 0 => format!("{name}[{place}]"),
                    _ => name.clone(),
                });
            }
            let Some((above, repeat)) = here.above else { break };
            place = Some(here.position);
            (row, slot) = (above, repeat);
        }
        parts.reverse();
        parts.join("/")
    }
}

/// The value of an answer as an expression sees it.
fn read(data: Data, json: &Json) -> Value<'_> {
    match json {
        Json::Null => Value::EMPTY,
        Json::Bool(truth) => Value::text(if *truth { "true" } else { "false" }),
        Json::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
        Json::String(text) => of_text(data, text),
        Json::Array(chosen) => {
            let chosen: Vec<&str> = chosen.iter().filter_map(Json::as_str).collect();
            Value::text(chosen.join(" "))
        }
        Json::Object(_) => Value::EMPTY,
    }
}

fn of_text(data: Data, text: &str) -> Value<'_> {
    let read = match data {
        Data::Text => None,
        Data::Number => text.trim().parse().ok().map(Value::Number),
        Data::Date => day(text.get(..10).unwrap_or(text)).map(Value::Moment),
        Data::Time => clock(text).map(Value::Moment),
        Data::Datetime => moment(text).map(Value::Moment),
        Data::Calculated if text.contains('T') => moment(text).map(Value::Moment),
        Data::Calculated => None,
    };
    read.unwrap_or_else(|| Value::text(text))
}
