//! What a function is given.

use std::borrow::Cow;

use super::super::eval::{evaluate, single};
use super::super::{Expr, Node, dates};
use super::{Answer, Call, Fault, Value, World};

impl<'w, W: World> Call<'w, W> {
    /// What an argument comes to, as it is.
    pub(super) fn of(&self, at: usize) -> Answer<'w> {
        let world = self.world;
        let argument =
            self.arguments.get(at).ok_or_else(|| Fault::Arguments(self.name.to_owned()))?;
        evaluate(world, argument, self.at)
    }

    pub(super) fn value(&self, at: usize) -> Answer<'w> {
        let argument =
            self.arguments.get(at).ok_or_else(|| Fault::Arguments(self.name.to_owned()))?;
        single(self.world, argument, self.at)
    }

    pub(super) fn number(&self, at: usize) -> Result<f64, Fault> {
        Ok(self.value(at)?.number())
    }

    /// A number; of a moment with the part of its day.
    pub(super) fn exact(&self, at: usize) -> Result<f64, Fault> {
        Ok(match self.value(at)? {
            Value::Moment(moment) => dates::exact_days(moment),
            value => value.number(),
        })
    }

    pub(super) fn text(&self, at: usize) -> Result<Cow<'w, str>, Fault> {
        Ok(self.value(at)?.into_text())
    }

    pub(super) fn text_or_own(&self) -> Result<Cow<'w, str>, Fault> {
        if self.arguments.is_empty() {
            return Ok(self.world.value(self.at.node).into_text());
        }
        self.text(0)
    }

    pub(super) fn nodes(&self, at: usize) -> Result<Vec<Node>, Fault> {
        match self.of(at)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(Fault::Mismatch("a function of nodes")),
        }
    }

    /// The values from an argument on: those of its nodes where it is the only one.
    pub(super) fn values(&self, from: usize) -> Result<Vec<Value<'w>>, Fault> {
        if self.arguments.len() == from + 1
            && let Value::Nodes(nodes) = self.of(from)?
        {
            let world = self.world;
            return Ok(nodes.into_iter().map(|node| world.value(node)).collect());
        }
        (from..self.arguments.len()).map(|at| self.value(at)).collect()
    }

    pub(super) fn texts(&self, from: usize) -> Result<Vec<Cow<'w, str>>, Fault> {
        Ok(self.values(from)?.into_iter().map(Value::into_text).collect())
    }

    /// The call in words, for whoever asks why it is not worked out.
    pub(super) fn what(&self) -> String {
        match self.arguments.first() {
            Some(Expr::Text(text)) => format!("{}('{text}')", self.name),
            _ => format!("{}()", self.name),
        }
    }
}
