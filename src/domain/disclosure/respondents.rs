//! Whether a movement of respondents can be carried by the answers to a code.
//!
//! Respondents are protected by tables that differ from the true one in hidden counts of respondents.
//! Such a table is a proof only when there are answers to each code that go with it: nobody can name a
//! code where nobody is. Answers stay as they are where that will do; else a program looks for others
//! that agree with everything shown.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::edition::Part;
use super::protect::Why;
use super::solver::Movement;

/// Slack for sums of binary fractions.
const SLACK: f64 = 1e-6;

/// No answers to the code go with a movement of respondents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unsafe;

/// Whether every movement of respondents leaves room for answers to a code, of which some cells are
/// not shown.
pub(super) fn carried(
    people: &Part,
    movements: &[Movement],
    code: &Part,
    why: &[Option<Why>],
) -> Result<(), Unsafe> {
    let fits = |movement: &Movement| {
        let moved: Vec<(usize, usize, f64)> = movement
            .iter()
            .filter_map(|(at, by)| place(people, code, *at).map(|(to, slots)| (to, slots, *by)))
            .collect();
        let by = || moved.iter().map(|(at, _, by)| (*at, *by)).collect();
        stays(code, why, &moved) || found(code, why, &by())
    };
    if movements.iter().all(fits) { Ok(()) } else { Err(Unsafe) }
}

/// The cell of respondents in the code's model that a cell of the respondents' own model is, and how
/// many cells there are with it for its combination; none for a rise.
fn place(people: &Part, code: &Part, at: usize) -> Option<(usize, usize)> {
    let mut both = people.blocks.iter().zip(&code.blocks);
    let (own, its) = both.find(|(own, _)| (own.first..own.first + own.cells).contains(&at))?;
    Some((its.first + (at - own.first) * its.slots, its.slots))
}

/// Whether who named the code can stay as they are, so that all who move are such as did not.
fn stays(code: &Part, why: &[Option<Why>], moved: &[(usize, usize, f64)]) -> bool {
    moved.iter().all(|(at, slots, by)| {
        let others = at + slots - 1;
        *slots == 1 || (why[others].is_some() && code.model.cells[others].count + by >= -SLACK)
    })
}

/// Whether a program finds answers that go with it.
fn found(code: &Part, why: &[Option<Why>], by: &BTreeMap<usize, f64>) -> bool {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: Vec<Option<Variable>> = code
        .model
        .cells
        .iter()
        .zip(why)
        .map(|(cell, why)| {
            let least = cell.least - cell.count;
            why.is_some().then(|| problem.add_var(0.0, (least, f64::INFINITY)))
        })
        .collect();
    for sum in &code.model.sums {
        let mut terms = Vec::new();
        let mut known = 0.0;
        for (at, sign) in sum.parts.iter().map(|part| (*part, 1.0)).chain([(sum.total, -1.0)]) {
            match variables[at] {
                Some(variable) => terms.push((variable, sign)),
                None => known += sign * by.get(&at).copied().unwrap_or(0.0),
            }
        }
        if terms.is_empty() {
            if f64::abs(known) > SLACK {
                return false;
            }
            continue;
        }
        problem.add_constraint(&terms, ComparisonOp::Eq, -known);
    }
    problem.solve().is_ok_and(|outcome| outcome.into_solution().is_ok())
}
