//! What an expression comes to in a world of nodes.

use super::functions;
use super::regex::Pattern;
use super::value::Value;
use super::{Arithmetic, Comparison, Expr, Path};

/// A node of a world; only the world knows what the numbers mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Node {
    /// Which row, or which document.
    pub row: u32,
    /// Which place in it.
    pub place: u32,
}

/// From where an expression is looked at.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The node that is looked at; within a predicate the one that is tried.
    pub node: Node,
    /// The node whose expression this is.
    pub current: Node,
    /// Within a predicate the place among those that are tried, from 1.
    pub position: Option<usize>,
}

impl At {
    /// At a node, for its own expression.
    pub fn own(node: Node) -> Self {
        Self { node, current: node, position: None }
    }
}

/// Why an expression comes to nothing here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A function that this node does not know.
    #[error("unknown function {0}()")]
    Function(String),
    /// A function with another number of values than it takes.
    #[error("wrong number of values for {0}()")]
    Arguments(String),
    /// Something that only the phone has: a file, a property, another submission.
    #[error("{0} is not on this node")]
    Elsewhere(String),
    /// The answer differs at each asking.
    #[error("left to chance")]
    Chance,
    /// A value that cannot be made what a function needs.
    #[error("a value that does not fit {0}")]
    Mismatch(&'static str),
    /// Several values where one is needed.
    #[error("several rows where one value is needed")]
    Repeated,
    /// More work than one submission may ask for.
    #[error("too much to work out")]
    TooMuch,
}

/// What expressions are asked of.
pub trait World {
    /// The nodes at the end of a path, those that are not relevant left out.
    ///
    /// # Errors
    /// [`Fault::Elsewhere`] when the path leads out of this world, [`Fault::TooMuch`].
    fn nodes(&self, path: &Path, at: At) -> Result<Vec<Node>, Fault>;
    /// The value of a node; never nodes.
    fn value(&self, node: Node) -> Value<'_>;
    /// The place of a row among its likes, from 1.
    fn position(&self, node: Node) -> usize;
    /// What the phone's clock showed, in milliseconds of [`Value::Moment`].
    fn now(&self) -> i64;
    /// A pattern that the world read beforehand.
    fn pattern(&self, pattern: &str) -> Option<&Pattern>;
    /// The value of a node of the row that indexes say: the path of a repeat with the place of its row,
    /// from 1, outermost first.
    ///
    /// # Errors
    /// As [`World::nodes`].
    fn indexed(&self, target: &Path, rows: &[(&Path, usize)], at: At) -> Result<Value<'_>, Fault>;
    /// The label of a choice of the question that a path names.
    ///
    /// # Errors
    /// [`Fault::Elsewhere`] when the question's choices are not here.
    fn choice_name(&self, choice: &str, question: &str, at: At) -> Result<Value<'_>, Fault>;
}

/// What an expression comes to.
///
/// # Errors
/// The first [`Fault`] of a part that had to be asked.
pub(super) fn evaluate<'w, W: World>(
    world: &'w W,
    expr: &'w Expr,
    at: At,
) -> Result<Value<'w>, Fault> {
    Ok(match expr {
        Expr::Number(number) => Value::Number(*number),
        Expr::Text(text) => Value::text(text.as_str()),
        Expr::Or(parts) => Value::Truth(any(world, parts, at, true)?),
        Expr::And(parts) => Value::Truth(!any(world, parts, at, false)?),
        Expr::Compare(comparison, a, b) => {
            let (a, b) = (single(world, a, at)?, single(world, b, at)?);
            Value::Truth(compare(*comparison, &a, &b))
        }
        Expr::Reckon(first, rest) => {
            let mut number = single(world, first, at)?.number();
            for (arithmetic, operand) in rest {
                let operand = single(world, operand, at)?.number();
                match arithmetic {
                    Arithmetic::Add => number += operand,
                    Arithmetic::Subtract => number -= operand,
                    Arithmetic::Multiply => number *= operand,
                    Arithmetic::Divide => number /= operand,
                    Arithmetic::Remainder => number %= operand,
                }
            }
            Value::Number(number)
        }
        Expr::Negate(operand) => Value::Number(-single(world, operand, at)?.number()),
        Expr::Path(path) => Value::Nodes(world.nodes(path, at)?),
        Expr::Call(name, arguments) => functions::call(world, name, arguments, at)?,
    })
}

/// Whether one of the parts is so, asked in order.
fn any<W: World>(world: &W, parts: &[Expr], at: At, so: bool) -> Result<bool, Fault> {
    for part in parts {
        if single(world, part, at)?.truth() == so {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What an expression comes to as one value: of one node its own, of none the empty text.
///
/// # Errors
/// The first fault of a part that had to be asked, and [`Fault::Repeated`].
pub fn single<'w, W: World>(world: &'w W, expr: &'w Expr, at: At) -> Result<Value<'w>, Fault> {
    match evaluate(world, expr, at)? {
        Value::Nodes(nodes) => match nodes.as_slice() {
            [] => Ok(Value::EMPTY),
            [node] => Ok(world.value(*node)),
            _ => Err(Fault::Repeated),
        },
        value => Ok(value),
    }
}

/// Whether an expression holds.
///
/// # Errors
/// As [`single`].
pub fn boolean<W: World>(world: &W, expr: &Expr, at: At) -> Result<bool, Fault> {
    Ok(single(world, expr, at)?.truth())
}

/// As JavaRosa compares: the order always by numbers; equality by yes or no where one side is that, by
/// numbers where one side is one, else by text.
fn compare(comparison: Comparison, a: &Value<'_>, b: &Value<'_>) -> bool {
    match comparison {
        Comparison::Equal => equal(a, b),
        Comparison::Unequal => !equal(a, b),
        Comparison::Less => a.number() < b.number(),
        Comparison::LessOrEqual => a.number() <= b.number(),
        Comparison::Greater => a.number() > b.number(),
        Comparison::GreaterOrEqual => a.number() >= b.number(),
    }
}

fn equal(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Truth(_), _) | (_, Value::Truth(_)) => a.truth() == b.truth(),
        (Value::Number(_), _) | (_, Value::Number(_)) => (a.number() - b.number()).abs() < 1e-12,
        (Value::Text(a), Value::Text(b)) => a == b,
        _ => a.clone().into_text() == b.clone().into_text(),
    }
}
