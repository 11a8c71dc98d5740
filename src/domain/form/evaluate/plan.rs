//! What is worked out once per form before its answers are looked at: its nodes, their rules as
//! expressions, and the order in which they depend on each other.

use std::collections::HashMap;

use super::bind::{Binder, Bound};
use super::lists::Lists;
use crate::domain::form::prepare::prepare;
use crate::domain::form::tree::{Manner, Tree, What};
use crate::domain::form::types::Written;
use crate::domain::form::{Form, Question};
use crate::domain::xpath::{Expr, Pattern, parse};

/// What a rule says about its question or group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// When it is asked.
    Relevant,
    /// Whether an answer is needed.
    Required,
    /// What an answer must fulfil.
    Constraint,
    /// How its value is computed.
    Calculation,
    /// Which of its choices are offered.
    ChoiceFilter,
}

impl Rule {
    /// The heading of its column in a workbook.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Relevant => "relevant",
            Self::Required => "required",
            Self::Constraint => "constraint",
            Self::Calculation => "calculation",
            Self::ChoiceFilter => "choice_filter",
        }
    }
}

/// A rule that is not looked at on this node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The path of its question or group.
    pub path: String,
    /// Which rule.
    pub rule: Rule,
    /// The expression, with its references written as paths.
    pub expression: String,
    /// Why.
    pub why: Why,
}

/// Why a rule is not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is not understood from this byte on.
    Syntax(usize),
    /// It asks for something that the node does not have: a file, a function, a node.
    Needs(String),
}

/// How a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Data {
    Text,
    Number,
    Date,
    Time,
    Datetime,
    /// Text, or a moment written out by a phone.
    Calculated,
}

/// One question, group or repeat.
pub(super) struct Node {
    /// From the element around the answers: itself and what is around it, outermost first.
    pub chain: Vec<usize>,
    /// The scope that it stands in, and where.
    pub scope: usize,
    pub slot: usize,
    /// The scope of its rows, where it is a repeat.
    pub rows: Option<usize>,
    /// Its name, the last step of its path.
    pub name: String,
    pub is_question: bool,
    pub data: Data,
    /// Whether a person answers it.
    pub asked: bool,
    pub choices: Option<usize>,
    pub relevant: Option<Expr>,
    pub required: Option<Expr>,
    pub constraint: Option<Expr>,
    pub calculation: Option<Expr>,
    pub filter: Option<Expr>,
    /// Whether its calculation gives the same each time, so that it may be held against the answer.
    pub settled: bool,
}

/// The nodes whose answers stand side by side: those of the form, or those of one repeat.
#[derive(Default)]
pub(super) struct Scope {
    pub slots: Vec<usize>,
    /// Where each path, relative to the scope, stands in `slots`.
    pub by_path: HashMap<String, usize>,
}

/// A form as its evaluation needs it.
pub(in crate::domain::form) struct Plan {
    pub(super) nodes: Vec<Node>,
    /// That of the form first.
    pub(super) scopes: Vec<Scope>,
    /// All nodes, each after those that its relevance and its value depend on.
    pub(super) order: Vec<usize>,
    pub(super) bounds: Vec<Bound>,
    pub(super) lists: Lists,
    pub(super) patterns: HashMap<String, Pattern>,
    /// The nodes by their path from the root, `/data/group/name`.
    pub(super) by_path: HashMap<String, usize>,
    pub(super) unread: Vec<Unread>,
}

/// Functions whose value is another one at each asking, or on each phone.
const UNSETTLED: &[&str] = &[
    "today",
    "now",
    "random",
    "randomize",
    "uuid",
    "once",
    "property",
    "pulldata",
    "version",
    "jr:choice-name",
    "format-date",
    "format-date-time",
    "decimal-time",
    "decimal-date-time",
];

impl Plan {
    pub fn of(form: &Form) -> Self {
        let (form, _) = prepare(form);
        let root = if form.root.is_empty() { "data" } else { &form.root };
        let tree = Tree::of(&form, root);
        let mut plan = Self {
            nodes: Vec::with_capacity(tree.nodes.len()),
            scopes: vec![Scope::default()],
            order: Vec::new(),
            bounds: Vec::new(),
            lists: Lists::of(&form),
            patterns: HashMap::new(),
            by_path: tree
                .nodes
                .iter()
                .enumerate()
                .map(|(n, node)| (node.path.clone(), n))
                .collect(),
            unread: Vec::new(),
        };
        plan.place(&tree, &tree.top, 0, "", &[]);
        plan.name_anew(&form, &tree);
        plan.nodes.sort_by_key(|node| node.chain.last().copied());
        for at in 0..plan.nodes.len() {
            plan.read_rules(&tree, at);
        }
        plan.order = plan.in_order();
        plan
    }

    /// Gives each node its place in a scope.
    fn place(
        &mut self,
        tree: &Tree<'_>,
        at: &[usize],
        scope: usize,
        prefix: &str,
        above: &[usize],
    ) {
        for &at in at {
            let node = &tree.nodes[at];
            let path = if prefix.is_empty() {
                node.name.to_owned()
            } else {
                format!("{prefix}/{}", node.name)
            };
            let slot = self.scopes[scope].slots.len();
            self.scopes[scope].slots.push(at);
            // Of two questions with one path the first counts.
            self.scopes[scope].by_path.entry(path.clone()).or_insert(slot);
            let chain: Vec<usize> = above.iter().copied().chain([at]).collect();
            let rows = node.is_repeat().then(|| {
                self.scopes.push(Scope::default());
                self.scopes.len() - 1
            });
            self.nodes.push(Node {
                chain: chain.clone(),
                scope,
                slot,
                rows,
                name: node.name.to_owned(),
                is_question: matches!(node.what, What::Question(_)),
                data: Data::Text,
                asked: false,
                choices: None,
                relevant: None,
                required: None,
                constraint: None,
                calculation: None,
                filter: None,
                settled: false,
            });
            match rows {
                Some(rows) => self.place(tree, &node.children, rows, "", &chain),
                None => self.place(tree, &node.children, scope, &path, &chain),
            }
        }
    }

    /// Lets answers be found under what their questions are called in newer versions.
    fn name_anew(&mut self, form: &Form, tree: &Tree<'_>) {
        if form.renames.is_empty() {
            return;
        }
        let bare = |at: usize| tree.nodes[at].path.split('/').skip(2).collect::<Vec<_>>().join("/");
        for node in &self.nodes {
            let Some((&at, around)) = node.chain.split_last() else { continue };
            let repeat = around.iter().rev().find(|at| tree.nodes[**at].is_repeat());
            let repeat = repeat.map(|at| bare(*at)).unwrap_or_default();
            if let Some(newest) = form.newest_within(&repeat, &bare(at)) {
                self.scopes[node.scope].by_path.entry(newest).or_insert(node.slot);
            }
        }
    }

    fn read_rules(&mut self, tree: &Tree<'_>, at: usize) {
        let relevant = match tree.nodes[at].what {
            What::Question(question) => {
                self.read_question(tree, at, question);
                &question.relevant
            }
            What::Group(section) | What::Repeat(section) => &section.relevant,
        };
        if let Some(relevant) = relevant {
            self.nodes[at].relevant =
                self.read(tree, at, Rule::Relevant, &tree.condition(relevant, at));
        }
    }

    fn read_question(&mut self, tree: &Tree<'_>, at: usize, question: &Question) {
        let written = Written::of(question);
        let note = written.readonly;
        let fixed = question.columns.get("read_only").is_some_and(|cell| {
            !matches!(cell.trim().to_ascii_lowercase().as_str(), "" | "no" | "false" | "false()")
        });
        self.nodes[at].asked = written.control.is_some() && !note;
        self.nodes[at].data = match written.data {
            Some("int" | "decimal") => Data::Number,
            Some("date") => Data::Date,
            Some("time") => Data::Time,
            Some("dateTime") => Data::Datetime,
            _ if question.calculation.is_some() => Data::Calculated,
            _ => Data::Text,
        };
        if let Some(required) = &question.required {
            self.nodes[at].required =
                self.read(tree, at, Rule::Required, &tree.condition(required, at));
        }
        if let Some(constraint) = question.constraint.as_deref().or(written.constraint) {
            self.nodes[at].constraint =
                self.read(tree, at, Rule::Constraint, &tree.condition(constraint, at));
        }
        let triggered = question.columns.get("trigger").is_some_and(|cell| cell.contains("${"));
        if let Some(calculation) = question.calculation.as_deref().filter(|_| !triggered) {
            let resolved = tree.resolve(calculation, Some(at), Manner::default());
            let read = self.read(tree, at, Rule::Calculation, &resolved);
            let node = &mut self.nodes[at];
            node.settled =
                (!node.asked || fixed) && read.as_ref().is_some_and(|expr| !expr.calls(UNSETTLED));
            node.calculation = read;
        }
        let searched = question.appearance.as_deref().is_some_and(|a| a.contains("search("));
        let list = question.kind.list().filter(|_| !searched);
        self.nodes[at].choices = list.and_then(|list| self.lists.find(list));
        if let (Some(filter), Some(list)) = (&question.choice_filter, list)
            && !list.contains("${")
        {
            let resolved = tree.resolve_in_predicate(filter, at, false);
            self.nodes[at].filter = match self.nodes[at].choices {
                Some(_) => self.read(tree, at, Rule::ChoiceFilter, &resolved),
                None => {
                    let why = Why::Needs(list.to_owned());
                    self.leave(tree, at, Rule::ChoiceFilter, &resolved, why);
                    None
                }
            };
        }
    }

    /// Notes a rule that is not looked at.
    fn leave(&mut self, tree: &Tree<'_>, at: usize, rule: Rule, text: &str, why: Why) {
        let path = tree.nodes[at].path.split('/').skip(2).collect::<Vec<_>>().join("/");
        self.unread.push(Unread { path, rule, expression: text.trim().to_owned(), why });
    }

    /// Reads a rule and binds its paths; `None` where it cannot be looked at, which is noted.
    fn read(&mut self, tree: &Tree<'_>, at: usize, rule: Rule, text: &str) -> Option<Expr> {
        let mut binder = Binder {
            root: &tree.root,
            tree,
            plan: self,
            owner: at,
            list: (rule == Rule::ChoiceFilter).then_some(at),
            needs: None,
        };
        let why = match parse(text) {
            Err(syntax) => Why::Syntax(syntax.at),
            Ok(mut expr) => {
                binder.bind(&mut expr);
                match binder.needs {
                    None => return Some(expr),
                    Some(needs) => Why::Needs(needs),
                }
            }
        };
        self.leave(tree, at, rule, text, why);
        None
    }

    /// The nodes, each after what it depends on. Where they depend on each other in a circle, the one
    /// that comes first in the form is worked out last.
    fn in_order(&self) -> Vec<usize> {
        let needs: Vec<Vec<usize>> = self.nodes.iter().map(|node| self.needs_of(node)).collect();
        let mut order = Vec::with_capacity(needs.len());
        let mut seen = vec![false; needs.len()];
        let mut open: Vec<(usize, usize)> = Vec::new();
        for start in 0..needs.len() {
            if !std::mem::replace(&mut seen[start], true) {
                open.push((start, 0));
            }
            while let Some((at, next)) = open.last_mut() {
                match needs[*at].get(*next).copied() {
                    Some(need) => {
                        *next += 1;
                        if !std::mem::replace(&mut seen[need], true) {
                            open.push((need, 0));
                        }
                    }
                    None => {
                        order.push(*at);
                        open.pop();
                    }
                }
            }
        }
        order
    }

    fn needs_of(&self, node: &Node) -> Vec<usize> {
        let mut needs: Vec<usize> = node.chain.iter().rev().skip(1).take(1).copied().collect();
        for expr in [&node.relevant, &node.calculation].into_iter().flatten() {
            expr.paths(&mut |path| {
                if let Some(Bound::Main { chain, .. }) = self.bounds.get(path.bound) {
                    needs.extend(chain.last().filter(|at| node.chain.last() != Some(*at)));
                }
            });
        }
        needs
    }
}
