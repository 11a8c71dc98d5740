//! What checking an answer needs to know of its form, worked out once per form.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::evaluate::Plan;
use super::{Choice, Form, Item, Kind, Question};

/// The place in [`Form`] for what is worked out from the rest of it, filled at first use.
///
/// It is no part of the form: two forms are equal whatever stands here, it is not written out, and a
/// copy starts empty, so that a copy may be changed.
#[derive(Default)]
pub struct Derived {
    scope: OnceLock<Scope>,
    plan: OnceLock<Plan>,
}

impl Clone for Derived {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Derived {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Derived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Derived")
    }
}

/// The questions whose answers stand side by side: those of the form, or those of one repeat.
#[derive(Default)]
pub(super) struct Scope {
    /// In the order of the form.
    pub slots: Vec<Slot>,
    /// Where each path stands in `slots`; paths are relative to the scope.
    by_path: HashMap<String, usize>,
    /// The slots without which an answer set is incomplete.
    pub required: Vec<usize>,
}

/// One path that the form knows.
pub(super) struct Slot {
    /// Its path relative to its scope.
    pub path: String,
    /// Its path from the top of the form, to tell a person.
    pub full_path: String,
    /// What it is called in newer versions, relative to its scope, where that is something else.
    pub newest: Option<String>,
    /// What fits.
    pub rule: Rule,
}

/// What fits as an answer.
pub(super) enum Rule {
    /// Whatever the kind of the question says, where choices play no part.
    Kind(Kind),
    /// One choice.
    One(Offer),
    /// Choices without order.
    Many(Offer),
    /// Choices in order.
    Rank(Offer),
    /// A group: answers of its questions may stand in it as an object.
    Group,
    /// Rows.
    Repeat(Scope),
}

/// What may be chosen.
pub(super) struct Offer {
    /// The choices with their place in the list; `None` where the form does not hold them.
    pub choices: Option<Arc<HashMap<String, usize>>>,
    /// Whether any other text is an answer too.
    pub or_other: bool,
}

impl Offer {
    /// Whether this may be chosen.
    pub fn has(&self, choice: &str) -> bool {
        match &self.choices {
            Some(choices) => choices.contains_key(choice) || (self.or_other && !choice.is_empty()),
            None => true,
        }
    }

    /// Where a choice stands in its list; what is no choice stands behind all of them.
    pub fn place(&self, choice: &str) -> usize {
        self.choices.as_ref().and_then(|c| c.get(choice).copied()).unwrap_or(usize::MAX)
    }
}

impl Scope {
    /// Where a path stands in the order of the form.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    fn add(&mut self, slot: Slot, required: bool) {
        let at = self.slots.len();
        // Of two questions with one path the first counts, as in `Form::meaning`.
        if self.by_path.contains_key(&slot.path) {
            return;
        }
        self.by_path.insert(slot.path.clone(), at);
        // Heads have the newest path, whatever version they were filled with.
        if let Some(newest) = &slot.newest {
            self.by_path.entry(newest.clone()).or_insert(at);
        }
        self.slots.push(slot);
        if required {
            self.required.push(at);
        }
    }
}

impl Form {
    pub(super) fn plan(&self) -> &Plan {
        self.derived.plan.get_or_init(|| Plan::of(self))
    }

    pub(super) fn index(&self) -> &Scope {
        self.derived.scope.get_or_init(|| {
            let lists = self.choices.iter().map(|(name, list)| (name.as_str(), places(list)));
            let mut scope = Scope::default();
            Builder { form: self, lists: lists.collect() }.walk(
                &mut scope,
                At::default(),
                &self.body,
            );
            scope
        })
    }
}

fn places(list: &[Choice]) -> Arc<HashMap<String, usize>> {
    Arc::new(list.iter().enumerate().map(|(at, c)| (c.name.clone(), at)).collect())
}

struct Builder<'a> {
    form: &'a Form,
    lists: HashMap<&'a str, Arc<HashMap<String, usize>>>,
}

/// Where the walk through a form stands.
#[derive(Clone, Copy, Default)]
struct At<'a> {
    /// The path so far, within the scope and from the top.
    path: &'a str,
    full_path: &'a str,
    /// The path of the repeat whose rows these are.
    repeat: &'a str,
    /// Whether what stands here may not be asked at all, so that nothing in it can be missed.
    conditional: bool,
}

impl Builder<'_> {
    fn walk(&self, scope: &mut Scope, at: At<'_>, body: &[Item]) {
        for item in body {
            let (name, relevant) = match item {
                Item::Question(question) => (&question.name, &question.relevant),
                Item::Group(section) | Item::Repeat(section) => (&section.name, &section.relevant),
            };
            let path = join(at.path, name);
            let full_path = join(at.full_path, name);
            let conditional = at.conditional || relevant.is_some();
            let newest = self.form.newest_within(at.repeat, &full_path);
            match item {
                Item::Question(question) => {
                    let required = !conditional && is_always_required(question);
                    scope
                        .add(Slot { path, full_path, newest, rule: self.rule(question) }, required);
                }
                Item::Group(section) => {
                    let slot = Slot { path, full_path, newest, rule: Rule::Group };
                    let (path, full_path) = (slot.path.clone(), slot.full_path.clone());
                    scope.add(slot, false);
                    let at = At { path: &path, full_path: &full_path, conditional, ..at };
                    self.walk(scope, at, &section.body);
                }
                Item::Repeat(section) => {
                    let mut rows = Scope::default();
                    let inside = At {
                        path: "",
                        full_path: &full_path,
                        repeat: &full_path,
                        conditional: true,
                    };
                    self.walk(&mut rows, inside, &section.body);
                    scope.add(Slot { path, full_path, newest, rule: Rule::Repeat(rows) }, false);
                }
            }
        }
    }

    fn rule(&self, question: &Question) -> Rule {
        // With `search()` the choices sheet names columns of a file, not choices.
        let searched = question.appearance.as_deref().is_some_and(|a| a.contains("search("));
        let offer = |list: &String, or_other: bool| Offer {
            choices: self.lists.get(list.as_str()).filter(|_| !searched).cloned(),
            or_other,
        };
        match &question.kind {
            Kind::SelectOne { list, or_other } => Rule::One(offer(list, *or_other)),
            Kind::SelectMultiple { list, or_other } => Rule::Many(offer(list, *or_other)),
            Kind::Rank { list } => Rule::Rank(offer(list, false)),
            kind => Rule::Kind(kind.clone()),
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
}

/// Whether the workbook says that the question must be answered whatever else is.
fn is_always_required(question: &Question) -> bool {
    let said = question.required.as_deref().map(|r| r.trim().to_ascii_lowercase());
    !matches!(question.kind, Kind::Note | Kind::Calculate)
        && matches!(said.as_deref(), Some("yes" | "true" | "true()"))
}
