//! Answers as the world that expressions are asked of.

use super::bind::Bound;
use super::filled::{Filled, ROW};
use crate::domain::xpath::{self, At, Fault, Node, Path, Pattern, Step, Value, World};

/// The bit of a row's number that says that it is a list: then come the list and the column, where 0 is
/// the choice itself.
const LIST: u32 = 1 << 31;
const COLUMN_BITS: u32 = 10;

/// A choice, or one column of it.
pub(super) fn item(list: usize, row: usize, column: Option<usize>) -> Node {
    let column = column.map_or(0, |column| column + 1);
    let place = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Node { row: LIST | (place(list) << COLUMN_BITS) | place(column), place: place(row) }
}

fn item_of(node: Node) -> Option<(usize, usize, Option<usize>)> {
    (node.row & LIST != 0).then(|| {
        let column = node.row & ((1 << COLUMN_BITS) - 1);
        let list = (node.row & !LIST) >> COLUMN_BITS;
        (list as usize, node.place as usize, (column as usize).checked_sub(1))
    })
}

impl World for Filled<'_> {
    fn nodes(&self, path: &Path, at: At) -> Result<Vec<Node>, Fault> {
        let found = match &self.plan.bounds[path.bound] {
            Bound::Main { chain, held, of_current } => {
                let from = if *of_current { at.current } else { at.node };
                let down = path.steps.len().min(chain.len());
                let steps = &path.steps[path.steps.len() - down..];
                return self.below(chain, *held, steps, from, at);
            }
            Bound::Items { list, column } => {
                let rows = self.plan.lists.lists[*list].rows.len();
                let all: Vec<Node> = (0..rows).map(|row| item(*list, row, None)).collect();
                let predicates = path.steps.get(1).map(|step| step.predicates.as_slice());
                let found = self.filter(all, predicates.unwrap_or_default(), at)?;
                let column = |node: Node| match item_of(node) {
                    Some((list, row, _)) if column.is_some() => item(list, row, *column),
                    _ => node,
                };
                found.into_iter().map(column).collect()
            }
            Bound::Column(Some(column)) => match item_of(at.node) {
                Some((list, row, _)) => vec![item(list, row, Some(*column))],
                None => Vec::new(),
            },
            Bound::Column(None) => Vec::new(),
            Bound::Item => vec![at.node],
        };
        Ok(found)
    }

    fn value(&self, node: Node) -> Value<'_> {
        if let Some((list, row, column)) = item_of(node) {
            let cell = column.and_then(|c| self.plan.lists.lists.get(list)?.rows.get(row)?.get(c));
            return cell.map_or(Value::EMPTY, |text| Value::text(text.as_str()));
        }
        match self.rows[node.row as usize].answers.get(node.place as usize) {
            Some(answer) if answer.relevant => answer.value.clone(),
            _ => Value::EMPTY,
        }
    }

    fn position(&self, node: Node) -> usize {
        if node.row & LIST != 0 {
            return node.place as usize + 1;
        }
        if node.place == ROW { self.rows[node.row as usize].position } else { 1 }
    }

    fn now(&self) -> i64 {
        self.now
    }

    fn pattern(&self, pattern: &str) -> Option<&Pattern> {
        self.plan.patterns.get(pattern)
    }

    fn indexed(&self, target: &Path, rows: &[(&Path, usize)], at: At) -> Result<Value<'_>, Fault> {
        let chain_of = |path: &Path| match &self.plan.bounds[path.bound] {
            Bound::Main { chain, .. } => Ok(chain),
            _ => Err(Fault::Mismatch("indexed-repeat()")),
        };
        let chain = chain_of(target)?;
        let places: Vec<(usize, usize)> = rows
            .iter()
            .filter_map(|(path, place)| Some((*chain_of(path).ok()?.last()?, *place)))
            .collect();
        // Rows that no index names are those around the node that is looked at.
        let around = self.rows_around(at.node);
        let mut row = 0_u32;
        for level in chain {
            let node = &self.plan.nodes[*level];
            let Some(inside) = node.rows else { continue };
            let named = places.iter().find(|(repeat, _)| repeat == level).map(|(_, place)| *place);
            let next = match named {
                Some(place) => {
                    self.rows[row as usize].answers[node.slot].rows.get(place - 1).copied()
                }
                None => around.iter().copied().find(|r| self.rows[*r as usize].scope == inside),
            };
            match next {
                Some(next) => row = next,
                None => return Ok(Value::EMPTY),
            }
        }
        let Some(&last) = chain.last() else { return Ok(Value::EMPTY) };
        let place = u32::try_from(self.plan.nodes[last].slot).unwrap_or(ROW);
        Ok(self.value(Node { row, place }))
    }

    fn choice_name(&self, choice: &str, question: &str, at: At) -> Result<Value<'_>, Fault> {
        let elsewhere = || Fault::Elsewhere(format!("jr:choice-name(…, '{question}')"));
        let node = match question.strip_prefix("../") {
            None => self.plan.by_path.get(question).copied(),
            Some(_) => self.relative(question, at.current),
        };
        let list = node.and_then(|node| self.plan.nodes[node].choices).ok_or_else(elsewhere)?;
        let label = self.plan.lists.label(list, choice).unwrap_or_default();
        Ok(Value::text(label))
    }
}

impl Filled<'_> {
    /// A row and the rows that it is in, innermost first.
    fn rows_around(&self, node: Node) -> Vec<u32> {
        let start = if node.row & LIST == 0 { node.row } else { 0 };
        let above = |row: &u32| self.rows[*row as usize].above.map(|(above, _)| above);
        std::iter::successors(Some(start), above).collect()
    }

    fn relative(&self, path: &str, from: Node) -> Option<usize> {
        let row = self.rows.get(from.row as usize)?;
        let own = *self.plan.scopes[row.scope].slots.get(from.place as usize)?;
        let up = path.split('/').take_while(|step| *step == "..").count();
        let chain = &self.plan.nodes[own].chain;
        let mut names: Vec<&str> = Vec::new();
        for at in chain.get(..chain.len().checked_sub(up)?)? {
            names.push(&self.plan.nodes[*at].name);
        }
        names.extend(path.split('/').filter(|step| *step != ".."));
        let root = self.plan.by_path.keys().next()?.split('/').nth(1)?;
        self.plan.by_path.get(&format!("/{root}/{}", names.join("/"))).copied()
    }

    /// The nodes of a chain: down to `held` those of the node that is looked at, below all of them.
    fn below(
        &self,
        chain: &[usize],
        held: usize,
        steps: &[Step],
        from: Node,
        at: At,
    ) -> Result<Vec<Node>, Fault> {
        let scope = match held.checked_sub(1).and_then(|last| chain.get(last)) {
            Some(node) => self.plan.nodes[*node].rows.unwrap_or(self.plan.nodes[*node].scope),
            None => 0,
        };
        let in_scope = |row: &u32| self.rows[*row as usize].scope == scope;
        let around = if from.row & LIST == 0 { from.row } else { 0 };
        let above = |row: &u32| self.rows[*row as usize].above.map(|(above, _)| above);
        let start = std::iter::successors(Some(around), above).find(in_scope).unwrap_or(0);
        let mut rows = vec![start];
        let unfiltered = chain.len() - steps.len().min(chain.len());
        for (level, at_level) in chain.iter().enumerate().skip(held) {
            let node = &self.plan.nodes[*at_level];
            let predicates = level
                .checked_sub(unfiltered)
                .and_then(|step| steps.get(step))
                .map_or(&[][..], |step| &step.predicates);
            if node.rows.is_some() {
                let mut next = Vec::new();
                for row in &rows {
                    let each = &self.rows[*row as usize].answers[node.slot].rows;
                    if !self.pay(each.len()) {
                        return Err(Fault::TooMuch);
                    }
                    let nodes = each.iter().map(|row| Node { row: *row, place: ROW }).collect();
                    next.extend(self.filter(nodes, predicates, at)?.into_iter().map(|n| n.row));
                }
                rows = next;
            } else if !predicates.is_empty() {
                let place = u32::try_from(node.slot).unwrap_or(ROW);
                let nodes = rows.iter().map(|row| Node { row: *row, place }).collect();
                rows = self.filter(nodes, predicates, at)?.into_iter().map(|n| n.row).collect();
            }
        }
        if !self.pay(rows.len()) {
            return Err(Fault::TooMuch);
        }
        let last = chain.last().map(|last| &self.plan.nodes[*last]);
        let is_row = last.is_none_or(|last| last.rows.is_some());
        let place = match last {
            Some(last) if !is_row => u32::try_from(last.slot).unwrap_or(ROW),
            _ => ROW,
        };
        rows.retain(|row| {
            let row = &self.rows[*row as usize];
            if is_row { row.relevant } else { row.answers[place as usize].relevant }
        });
        Ok(rows.into_iter().map(|row| Node { row, place }).collect())
    }

    /// Those that fulfil all predicates. A number is the place of the one that is meant.
    fn filter(
        &self,
        mut nodes: Vec<Node>,
        predicates: &[xpath::Expr],
        at: At,
    ) -> Result<Vec<Node>, Fault> {
        for predicate in predicates {
            if !self.pay(nodes.len()) {
                return Err(Fault::TooMuch);
            }
            let mut kept = Vec::new();
            for (before, node) in nodes.into_iter().enumerate() {
                let here = At { node, current: at.current, position: Some(before + 1) };
                let keep = match xpath::single(self, predicate, here)? {
                    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
                    Value::Number(place) => (place - (before + 1) as f64).abs() < 1e-12,
                    value => value.truth(),
                };
                if keep {
                    kept.push(node);
                }
            }
            nodes = kept;
        }
        Ok(nodes)
    }
}
