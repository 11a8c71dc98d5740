//! The expressions of forms: XPath 1.0 with the functions and the semantics of JavaRosa, the engine of
//! ODK Collect.
//!
//! Only what JavaRosa evaluates is read: paths go down by name and up by `..` at their start. Dates are
//! moments of the phone's own clock; an offset that was written with one is left aside, since the
//! phone reckoned with what its clock showed.

mod dates;
mod eval;
mod functions;
mod geo;
mod lex;
mod parse;
mod regex;
mod text;
mod value;

pub use dates::{clock, day, moment, write_moment};
pub use eval::{At, Fault, Node, World, boolean, single};
pub use parse::parse;
pub use regex::Pattern;
pub use value::Value;

/// Whether there is a function of a name.
pub fn knows(function: &str) -> bool {
    functions::KNOWN.contains(&function)
}

/// Where an expression cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not understood from byte {at}")]
pub struct Syntax {
    /// The byte where what is not understood begins.
    pub at: usize,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number as written.
    Number(f64),
    /// A text as written.
    Text(String),
    /// Whether any holds, asked in order until one does.
    Or(Vec<Expr>),
    /// Whether all hold, asked in order until one does not.
    And(Vec<Expr>),
    /// Two values beside each other.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// A first number and what is done to it, in order.
    Reckon(Box<Expr>, Vec<(Arithmetic, Expr)>),
    /// A number with its sign turned.
    Negate(Box<Expr>),
    /// Nodes.
    Path(Path),
    /// A function of values.
    Call(String, Vec<Expr>),
}

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What is done with two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// A way to nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where it starts.
    pub start: Start,
    /// Where it goes from there.
    pub steps: Vec<Step>,
    /// What the world made of it when it was bound; the world's own number.
    pub bound: usize,
}

/// Where a path starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// At the document: `/data/…`.
    Root,
    /// As many steps above the node that is looked at: `.`, `../…`.
    Above(usize),
    /// As many steps above the node whose expression this is: `current()/../…`.
    AboveCurrent(usize),
    /// In another document: `instance('id')/…`.
    Instance(String),
}

/// One step down.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The name of the elements; `*` for all.
    pub name: String,
    /// What they have to fulfil, in order.
    pub predicates: Vec<Expr>,
}

impl Expr {
    /// Shows every path in the expression, those within predicates after the path that they belong to.
    pub fn paths<'a>(&'a self, see: &mut dyn FnMut(&'a Path)) {
        self.parts(&mut |part| {
            if let Self::Path(path) = part {
                see(path);
            }
        });
    }

    /// Whether a function of one of these names is called anywhere in it.
    pub fn calls(&self, names: &[&str]) -> bool {
        let mut found = false;
        self.parts(&mut |part| {
            found |= matches!(part, Self::Call(name, _) if names.contains(&name.as_str()));
        });
        found
    }

    /// Shows the expression and everything that it is made of.
    pub fn parts<'a>(&'a self, see: &mut dyn FnMut(&'a Self)) {
        see(self);
        match self {
            Self::Number(_) | Self::Text(_) => {}
            Self::Or(parts) | Self::And(parts) | Self::Call(_, parts) => {
                parts.iter().for_each(|part| part.parts(see));
            }
            Self::Compare(_, a, b) => [a, b].iter().for_each(|part| part.parts(see)),
            Self::Reckon(first, rest) => {
                first.parts(see);
                rest.iter().for_each(|(_, part)| part.parts(see));
            }
            Self::Negate(part) => part.parts(see),
            Self::Path(path) => {
                path.steps.iter().flat_map(|s| &s.predicates).for_each(|part| part.parts(see));
            }
        }
    }
}

#[cfg(test)]
mod tests;
