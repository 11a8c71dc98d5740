//! Linear programs over the cells that may move.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

use super::model::Model;

/// Below this a movement is rounding.
const NOISE: f64 = 1e-6;
/// What costs hiding is at least 1: the terms of one program stay within the solver's range.
const FREE: f64 = 0.0;

/// The cells that move and how far each does from its true count; the sums hold.
pub(super) type Movement = Vec<(usize, f64)>;

/// What is asked of the solver about one cell.
#[derive(Clone, Copy)]
pub(super) enum Ask {
    /// Move it by exactly so much, and move what is shown as little as possible.
    By(f64),
    /// Move it up as far as it goes.
    Up,
    /// Move it down as far as it goes.
    Down,
}

/// An answer of the solver.
pub(super) enum Answer {
    /// It can be done like this.
    Movement(Movement),
    /// It cannot be done.
    Impossible,
    /// It goes without end.
    Endless,
    /// The solver gave up.
    GaveUp,
}

/// Asks about a cell. `cost` gives for each cell what moving it costs: `None` for a cell that cannot
/// move, 0 for one that is hidden anyway.
pub(super) fn ask(
    model: &Model,
    cell: usize,
    ask: Ask,
    cost: impl Fn(usize) -> Option<f64>,
) -> Answer {
    let direction = match ask {
        Ask::Up => OptimizationDirection::Maximize,
        Ask::By(_) | Ask::Down => OptimizationDirection::Minimize,
    };
    let mut problem = Problem::new(direction);
    let mut variables: Vec<Option<(Variable, Option<Variable>)>> = vec![None; model.cells.len()];
    for (at, one) in model.cells.iter().enumerate() {
        let down = one.count - one.least;
        variables[at] = match (ask, cost(at)) {
            (_, None) => None,
            (Ask::By(by), Some(_)) if at == cell => Some((problem.add_var(FREE, (by, by)), None)),
            (Ask::Up | Ask::Down, Some(_)) if at == cell => {
                Some((problem.add_var(1.0, (-down, f64::INFINITY)), None))
            }
            (Ask::By(_), Some(cost)) if cost > FREE => {
                let up = problem.add_var(cost, (0.0, f64::INFINITY));
                Some((up, Some(problem.add_var(cost, (0.0, down)))))
            }
            (_, Some(_)) => Some((problem.add_var(FREE, (-down, f64::INFINITY)), None)),
        };
    }
    for sum in &model.sums {
        let parts = sum.parts.iter().map(|part| (*part, 1.0));
        let mut terms = Vec::new();
        for (at, sign) in parts.chain([(sum.total, -1.0)]) {
            if let Some((up, down)) = variables[at] {
                terms.push((up, sign));
                terms.extend(down.map(|down| (down, -sign)));
            }
        }
        if !terms.is_empty() {
            problem.add_constraint(&terms, ComparisonOp::Eq, 0.0);
        }
    }
    match problem.solve().map(|outcome| outcome.into_solution()) {
        Ok(Ok(solution)) => Answer::Movement(
            variables
                .iter()
                .enumerate()
                .filter_map(|(at, variable)| {
                    let (up, down) = variable.as_ref()?;
                    let down = down.map_or(0.0, |down| solution.var_value(down));
                    let by = solution.var_value(*up) - down;
                    (by.abs() >= NOISE).then_some((at, by))
                })
                .collect(),
        ),
        Err(Error::Infeasible) => Answer::Impossible,
        Err(Error::Unbounded) => Answer::Endless,
        Ok(Err(_)) | Err(_) => Answer::GaveUp,
    }
}
