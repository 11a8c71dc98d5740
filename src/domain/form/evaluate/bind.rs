//! What the paths of an expression mean in a form. A path is looked up once, when the form is read,
//! and not again for each set of answers.

use super::plan::Plan;
use crate::domain::form::tree::Tree;
use crate::domain::xpath::{Expr, Path, Pattern, Start};

/// What a path means.
pub(super) enum Bound {
    /// Nodes of the form's answers.
    Main {
        /// From the element around the answers down to the target; empty for that element itself.
        chain: Vec<usize>,
        /// How many of `chain` are those of the node that is looked at; below them all rows are meant.
        held: usize,
        /// Whether that node is the one whose expression this is.
        of_current: bool,
    },
    /// Choices of a list.
    Items {
        list: usize,
        /// The column asked for; none for the items themselves.
        column: Option<usize>,
    },
    /// A column of the choice that is looked at; none where the choice has no such column.
    Column(Option<usize>),
    /// The choice that is looked at.
    Item,
}

/// Where an expression is looked at from.
#[derive(Clone, Copy)]
enum Place {
    Node(usize),
    Item(usize),
    /// A column of a choice, which has nothing in it.
    Inside,
}

/// Binds the paths of one rule.
pub(super) struct Binder<'a, 'f> {
    /// `/data`
    pub root: &'a str,
    pub tree: &'a Tree<'f>,
    pub plan: &'a mut Plan,
    /// The node whose rule it is.
    pub owner: usize,
    /// The same where the rule is looked at from its choices.
    pub list: Option<usize>,
    /// What the rule asks for that is not here.
    pub needs: Option<String>,
}

impl Binder<'_, '_> {
    pub fn bind(&mut self, expr: &mut Expr) {
        let place = match self.list.and_then(|at| self.plan.nodes[at].choices) {
            Some(list) => Place::Item(list),
            None => Place::Node(self.owner),
        };
        self.expr(expr, place);
    }

    fn expr(&mut self, expr: &mut Expr, place: Place) {
        match expr {
            Expr::Number(_) | Expr::Text(_) => {}
            Expr::Or(parts) | Expr::And(parts) => {
                parts.iter_mut().for_each(|part| self.expr(part, place));
            }
            Expr::Compare(_, a, b) => {
                self.expr(a, place);
                self.expr(b, place);
            }
            Expr::Reckon(first, rest) => {
                self.expr(first, place);
                rest.iter_mut().for_each(|(_, part)| self.expr(part, place));
            }
            Expr::Negate(part) => self.expr(part, place),
            Expr::Call(name, arguments) => {
                self.call(name, arguments);
                arguments.iter_mut().for_each(|part| self.expr(part, place));
            }
            Expr::Path(path) => self.path(path, place),
        }
    }

    fn call(&mut self, name: &str, arguments: &[Expr]) {
        if !crate::domain::xpath::knows(name) {
            self.needs.get_or_insert(format!("{name}()"));
        }
        match (name, arguments) {
            ("pulldata" | "property", [Expr::Text(file), ..]) => {
                self.needs.get_or_insert(format!("{name}('{file}')"));
            }
            ("regex", [_, Expr::Text(pattern)]) if !self.plan.patterns.contains_key(pattern) => {
                match Pattern::read(pattern) {
                    Some(read) => {
                        self.plan.patterns.insert(pattern.clone(), read);
                    }
                    None => {
                        self.needs.get_or_insert(format!("regex('{pattern}')"));
                    }
                }
            }
            _ => {}
        }
    }

    fn path(&mut self, path: &mut Path, place: Place) {
        let bound = match (&path.start, place) {
            (Start::Root, _) => self.absolute(path, place),
            (Start::Instance(id), _) => self.in_list(path, id),
            (Start::AboveCurrent(up), _) => self.relative(path, self.owner, *up, true),
            (Start::Above(up), Place::Node(at)) => self.relative(path, at, *up, false),
            (Start::Above(0), Place::Item(list)) => match path.steps.as_slice() {
                [] => Some(Bound::Item),
                [step] => {
                    let columns = &self.plan.lists.lists[list].columns;
                    Some(Bound::Column(columns.iter().position(|column| *column == step.name)))
                }
                _ => None,
            },
            (Start::Above(_), _) => None,
        };
        let Some(bound) = bound else {
            self.needs.get_or_insert(written(path));
            return;
        };
        let places: Vec<Place> = path
            .steps
            .iter()
            .enumerate()
            .map(|(at, _)| match &bound {
                Bound::Main { chain, .. } => {
                    chain.len().checked_sub(path.steps.len() - at).map_or(Place::Inside, |at| {
                        chain.get(at).map_or(Place::Inside, |node| Place::Node(*node))
                    })
                }
                // `root`, `item`, and what is in it.
                Bound::Items { list, .. } if at == 1 => Place::Item(*list),
                _ => Place::Inside,
            })
            .collect();
        path.bound = self.plan.bounds.len();
        self.plan.bounds.push(bound);
        for (step, place) in path.steps.iter_mut().zip(places) {
            step.predicates.iter_mut().for_each(|predicate| self.expr(predicate, place));
        }
    }

    fn absolute(&self, path: &Path, place: Place) -> Option<Bound> {
        let [root, down @ ..] = path.steps.as_slice() else { return None };
        if self.root.strip_prefix('/') != Some(&root.name) {
            return None;
        }
        let chain = self.down(Vec::new(), down.iter().map(|step| step.name.as_str()))?;
        let around: &[usize] = match place {
            Place::Node(at) => &self.plan.nodes[at].chain,
            _ => &[],
        };
        let common = chain.iter().zip(around).take_while(|(a, b)| a == b).count();
        let filtered = down.iter().position(|step| !step.predicates.is_empty());
        let held = common.min(filtered.unwrap_or(common));
        Some(Bound::Main { chain, held, of_current: false })
    }

    fn relative(&self, path: &Path, from: usize, up: usize, of_current: bool) -> Option<Bound> {
        let around = &self.plan.nodes[from].chain;
        let held = around.len().checked_sub(up)?;
        let names = path.steps.iter().map(|step| step.name.as_str());
        let chain = self.down(around[..held].to_vec(), names)?;
        Some(Bound::Main { chain, held, of_current })
    }

    fn down<'n>(
        &self,
        mut chain: Vec<usize>,
        names: impl Iterator<Item = &'n str>,
    ) -> Option<Vec<usize>> {
        for name in names {
            let children = match chain.last() {
                Some(&at) => &self.tree.nodes[at].children,
                None => &self.tree.top,
            };
            chain.push(*children.iter().find(|at| self.tree.nodes[**at].name == name)?);
        }
        Some(chain)
    }

    fn in_list(&self, path: &Path, id: &str) -> Option<Bound> {
        let list = self.plan.lists.find(id)?;
        let columns = &self.plan.lists.lists[list].columns;
        match path.steps.as_slice() {
            [root, item, rest @ ..] if root.name == "root" && item.name == "item" => {
                let column = match rest {
                    [] => None,
                    [step] => Some(columns.iter().position(|column| *column == step.name)?),
                    _ => return None,
                };
                Some(Bound::Items { list, column })
            }
            _ => None,
        }
    }
}

fn written(path: &Path) -> String {
    let start = match &path.start {
        Start::Root => "/".to_owned(),
        Start::Instance(id) => format!("instance('{id}')/"),
        Start::Above(up) => "../".repeat(*up),
        Start::AboveCurrent(up) => format!("current()/{}", "../".repeat(*up)),
    };
    let steps: Vec<&str> = path.steps.iter().map(|step| step.name.as_str()).collect();
    format!("{start}{}", steps.join("/"))
}
