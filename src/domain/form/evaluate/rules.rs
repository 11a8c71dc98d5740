//! One rule of one question in one row.

use super::filled::{Filled, ROW};
use super::plan::Node as Planned;
use super::world::item;
use super::{MOST, Review, Rule};
use crate::domain::problem::Problem;
use crate::domain::xpath::{At, Expr, Fault, Node, Value, boolean, single, write_moment};

/// Works out whether a node is relevant in each row, and its value where none came.
pub(super) fn settle(filled: &mut Filled<'_>, at: usize, review: &mut Review) {
    let plan = filled.plan;
    let node = &plan.nodes[at];
    let around = node.chain.iter().rev().nth(1).map(|around| &plan.nodes[*around]);
    for index in 0..filled.of_scope[node.scope].len() {
        let row = filled.of_scope[node.scope][index];
        let within = match around {
            Some(around) if around.rows.is_none() => {
                filled.rows[row as usize].answers[around.slot].relevant
            }
            _ => filled.rows[row as usize].relevant,
        };
        if node.rows.is_some() {
            filled.rows[row as usize].answers[node.slot].relevant = within;
            for place in 0..filled.rows[row as usize].answers[node.slot].rows.len() {
                let inside = filled.rows[row as usize].answers[node.slot].rows[place];
                let here = Node { row: inside, place: ROW };
                let relevant =
                    within && holds(filled, node, Rule::Relevant, &node.relevant, here, review);
                filled.rows[inside as usize].relevant = relevant;
            }
            continue;
        }
        let here = place(row, node);
        let relevant = within && holds(filled, node, Rule::Relevant, &node.relevant, here, review);
        filled.rows[row as usize].answers[node.slot].relevant = relevant;
        let given = filled.rows[row as usize].answers[node.slot].given;
        if let (true, false, Some(calculation)) = (relevant, given, &node.calculation)
            && let Some(value) = worked_out(filled, node, calculation, here, review)
        {
            filled.rows[row as usize].answers[node.slot].value = value;
        }
    }
}

fn place(row: u32, node: &Planned) -> Node {
    Node { row, place: u32::try_from(node.slot).unwrap_or(ROW) }
}

/// Whether a rule holds; where there is none, or it cannot be looked at, it does.
fn holds(
    filled: &Filled<'_>,
    node: &Planned,
    rule: Rule,
    expr: &Option<Expr>,
    here: Node,
    review: &mut Review,
) -> bool {
    let Some(expr) = expr else { return true };
    boolean(filled, expr, At::own(here)).unwrap_or_else(|fault| {
        note(filled, node, rule, here, fault, review);
        true
    })
}

fn worked_out(
    filled: &Filled<'_>,
    node: &Planned,
    expr: &Expr,
    here: Node,
    review: &mut Review,
) -> Option<Value<'static>> {
    match single(filled, expr, At::own(here)) {
        // What is no number is no answer.
        Ok(value) if value.is_nothing() => Some(Value::EMPTY),
        Ok(value) => Some(value.into_owned()),
        Err(fault) => {
            note(filled, node, Rule::Calculation, here, fault, review);
            None
        }
    }
}

fn note(
    filled: &Filled<'_>,
    node: &Planned,
    rule: Rule,
    here: Node,
    fault: Fault,
    review: &mut Review,
) {
    if review.unread.len() < MOST {
        let row = if here.place == ROW {
            filled.rows[here.row as usize].above.map_or(0, |(above, _)| above)
        } else {
            here.row
        };
        review.unread.push((filled.path_of(row, node.slot), rule, fault));
    }
}

/// Holds one answer against the rules of its question.
pub(super) fn look(filled: &Filled<'_>, at: usize, row: u32, review: &mut Review) {
    let node = &filled.plan.nodes[at];
    let answer = &filled.rows[row as usize].answers[node.slot];
    let here = place(row, node);
    let field = || filled.path_of(row, node.slot);
    if !answer.relevant {
        if answer.given && node.asked {
            review.broken.push(Problem::AnswerIrrelevant { field: field() });
        }
        return;
    }
    if !answer.given {
        let required = node.asked && node.required.is_some();
        if required && holds(filled, node, Rule::Required, &node.required, here, review) {
            review.broken.push(Problem::AnswerMissing { field: field() });
        }
        return;
    }
    if !holds(filled, node, Rule::Constraint, &node.constraint, here, review) {
        review.broken.push(Problem::AnswerConstraint { field: field() });
    }
    if let (Some(filter), Some(list)) = (&node.filter, node.choices)
        && let Value::Text(chosen) = &answer.value
    {
        for choice in chosen.split(' ').filter(|choice| !choice.is_empty()) {
            let rows = filled.plan.lists.lists[list].named(choice);
            let offered = rows.iter().any(|choice| {
                let at = At { node: item(list, *choice, None), current: here, position: None };
                boolean(filled, filter, at).unwrap_or_else(|fault| {
                    note(filled, node, Rule::ChoiceFilter, here, fault, review);
                    true
                })
            });
            // What is no choice at all is said elsewhere.
            if !offered && !rows.is_empty() {
                let choice = choice.to_owned();
                review.broken.push(Problem::AnswerChoice { field: field(), choice });
            }
        }
    }
    if let (true, Some(calculation)) = (node.settled, &node.calculation)
        && let Some(value) = worked_out(filled, node, calculation, here, review)
        && !same(&value, &answer.value)
    {
        let expected = written(value);
        review.broken.push(Problem::AnswerCalculation { field: field(), expected });
    }
}

/// A value as a phone writes it, but for the offset of its clock.
pub(super) fn written(value: Value<'_>) -> String {
    match value {
        Value::Moment(at) => write_moment(at),
        value => value.into_text().into_owned(),
    }
}

/// Whether a calculated value is the one that came, however its number is written.
fn same(calculated: &Value<'_>, came: &Value<'_>) -> bool {
    let (a, b) = (calculated.number(), came.number());
    if let (Value::Truth(truth), Value::Text(text)) = (calculated, came) {
        return *truth == matches!(&**text, "1" | "true");
    }
    let close = (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0);
    close || calculated.clone().into_text() == came.clone().into_text()
}
