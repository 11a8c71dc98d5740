//! The nodes of a form in the order of its document, with their paths, and what `${name}` means in them.

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::form::{Form, Item, Question, Section};

/// What a node is.
#[derive(Clone, Copy)]
pub(in crate::forms::xform) enum What<'a> {
    Question(&'a Question),
    Group(&'a Section),
    Repeat(&'a Section),
}

pub(in crate::forms::xform) struct Node<'a> {
    pub what: What<'a>,
    pub name: &'a str,
    /// From the root: `/data/group/name`.
    pub path: String,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
}

impl Node<'_> {
    pub fn is_repeat(&self) -> bool {
        matches!(self.what, What::Repeat(_))
    }
}

/// All nodes; a parent stands before its children.
pub(in crate::forms::xform) struct Tree<'a> {
    /// `/data`
    pub root: String,
    pub nodes: Vec<Node<'a>>,
    /// Those that stand at the top.
    pub top: Vec<usize>,
    by_name: HashMap<&'a str, Vec<usize>>,
}

/// How a reference is to be written.
#[derive(Clone, Copy, Default)]
pub(in crate::forms::xform) struct Manner {
    /// Within a predicate: `.` is the item there, so a relative path starts at `current()`.
    pub current: bool,
    /// From outside of the nearest common repeat, so that all of its rows are meant.
    pub all_rows: bool,
}

const IN_PREDICATE: Manner = Manner { current: true, all_rows: false };

/// The arguments of `indexed-repeat()` that name nodes of all rows.
const OF_ALL_ROWS: [usize; 4] = [0, 1, 3, 5];

impl<'a> Tree<'a> {
    pub fn of(form: &'a Form, root: &str) -> Self {
        let mut tree = Self {
            root: format!("/{root}"),
            nodes: Vec::new(),
            top: Vec::new(),
            by_name: HashMap::new(),
        };
        tree.top = tree.add(&form.body, None);
        tree
    }

    fn add(&mut self, body: &'a [Item], parent: Option<usize>) -> Vec<usize> {
        let mut added = Vec::with_capacity(body.len());
        for item in body {
            let (what, name, inside): (_, &str, &[Item]) = match item {
                Item::Question(question) => (What::Question(question), &question.name, &[]),
                Item::Group(section) => (What::Group(section), &section.name, &section.body),
                Item::Repeat(section) => (What::Repeat(section), &section.name, &section.body),
            };
            let above = parent.map_or(&self.root, |parent| &self.nodes[parent].path);
            let path = format!("{above}/{name}");
            let at = self.nodes.len();
            self.nodes.push(Node { what, name, path, parent, children: Vec::new() });
            self.by_name.entry(name).or_default().push(at);
            added.push(at);
            self.nodes[at].children = self.add(inside, Some(at));
        }
        added
    }

    fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[at].parent, |&up| self.nodes[up].parent)
    }

    fn depth(&self, at: usize) -> usize {
        self.ancestors(at).count()
    }

    /// The node that a name means at a place: of several the one with most around it in common.
    pub fn find(&self, name: &str, from: Option<usize>) -> Option<usize> {
        let named = self.by_name.get(name)?;
        let shared = |at: usize| match from {
            Some(from) => {
                self.ancestors(at).filter(|up| self.ancestors(from).any(|f| f == *up)).count()
            }
            None => 0,
        };
        // Of equals the first.
        named.iter().copied().rev().max_by_key(|at| shared(*at))
    }

    /// A text with its references written as paths.
    pub fn resolve(&self, text: &str, from: Option<usize>, manner: Manner) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut last = 0;
        for reference in references(text) {
            out.push_str(&text[last..reference.span.start]);
            out.push_str(&self.path_of(text, &reference, from, manner));
            last = reference.span.end;
        }
        out.push_str(&text[last..]);
        out
    }

    /// The path of one reference, with a blank on either side as in `${a}div 2`.
    pub fn path_of(
        &self,
        text: &str,
        reference: &Reference<'_>,
        from: Option<usize>,
        manner: Manner,
    ) -> String {
        if reference.last_saved {
            let path = self.find(reference.name, None).map(|at| &*self.nodes[at].path);
            return format!(" instance('__last-saved'){} ", path.unwrap_or_default());
        }
        let Some(target) = self.find(reference.name, from) else {
            let meta = matches!(reference.name, "instanceID" | "instanceName");
            let inside = if meta { "meta/" } else { "" };
            return format!(" {}/{inside}{} ", self.root, reference.name);
        };
        let absolute = || format!(" {} ", self.nodes[target].path);
        let Some(from) = from else { return absolute() };
        if argument(text, "indexed-repeat(", reference.span.start)
            .is_some_and(|at| OF_ALL_ROWS.contains(&at))
        {
            return absolute();
        }
        let predicate = text.contains("instance(") && in_brackets(text, reference.span.start);
        let manner = if predicate { Manner { current: true, ..manner } } else { manner };
        match self.relative(from, target, manner.all_rows) {
            Some(path) if manner.current => format!(" current()/{path} "),
            Some(path) => format!(" {path} "),
            None => absolute(),
        }
    }

    /// The path from one node to another in the same row of a repeat; `None` where they share none.
    fn relative(&self, from: usize, to: usize, all_rows: bool) -> Option<String> {
        let shares = |up: &usize| self.ancestors(to).any(|other| other == *up);
        let nearest = self.ancestors(from).find(shares)?;
        let repeat = |up: &usize| self.nodes[*up].is_repeat();
        let row = self.ancestors(from).filter(shares).find(repeat)?;
        let path = |steps: usize, above: Option<usize>| {
            let above = above.map_or(&self.root, |above| &self.nodes[above].path);
            format!("{}{}", vec![".."; steps].join("/"), &self.nodes[to].path[above.len()..])
        };
        let below = |up: usize| self.depth(from) - self.depth(up);
        let of_target = self.ancestors(to).find(repeat);
        let outermost = !self.ancestors(row).any(|up| repeat(&up));
        let nested = self.ancestors(from).find(repeat) != Some(row);
        if all_rows && of_target == Some(row) && (outermost || nested) {
            return Some(path(below(row) + 1, self.nodes[row].parent));
        }
        Some(path(below(nearest), Some(nearest)))
    }

    /// As in a choice filter.
    pub fn resolve_in_predicate(&self, text: &str, from: usize, all_rows: bool) -> String {
        self.resolve(text, Some(from), Manner { all_rows, ..IN_PREDICATE })
    }

    /// The nodes around a node that repeat, innermost first.
    pub fn repeats_around(&self, at: usize) -> impl Iterator<Item = usize> {
        self.ancestors(at).filter(|up| self.nodes[*up].is_repeat())
    }
}

/// `${name}` or `${last-saved#name}` in a text.
pub(in crate::forms::xform) struct Reference<'a> {
    pub name: &'a str,
    pub last_saved: bool,
    pub span: Range<usize>,
}

/// The references of a text, in order.
pub(in crate::forms::xform) fn references(text: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("${").map(|start| at + start) {
        let Some(end) = text[start..].find('}').map(|end| start + end) else { break };
        let name = text[start + 2..end].trim();
        let (last_saved, name) = match name.strip_prefix("last-saved#") {
            Some(name) => (true, name),
            None => (false, name),
        };
        found.push(Reference { name, last_saved, span: start..end + 1 });
        at = end + 1;
    }
    found
}

/// In which argument of a call of `function` a place stands, if it does.
fn argument(text: &str, function: &str, place: usize) -> Option<usize> {
    let calls = text.match_indices(function).map(|(at, _)| at + function.len());
    calls.filter(|start| *start <= place).last().and_then(|start| {
        let (mut depth, mut argument) = (1_usize, 0);
        for c in text[start..place].chars() {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.checked_sub(1)?,
                ',' if depth == 1 => argument += 1,
                _ => {}
            }
            if depth == 0 {
                return None;
            }
        }
        Some(argument)
    })
}

fn in_brackets(text: &str, place: usize) -> bool {
    let before = &text[..place];
    before.matches('[').count() > before.matches(']').count()
}
