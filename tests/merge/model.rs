//! The merge by its definitions, word for word, with no thought for speed. It shares types with the
//! real one, and no code: it knows a revision as a set of things said, the history as a graph that is
//! searched anew for every question, and it builds the answers from the top down.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use sikia::domain::answers::{Answer, Answers};
use sikia::domain::head::{Conflict, Head, Said, State, Tip};
use sikia::domain::ids::RevisionId;
use sikia::domain::revision::Revision;
use uuid::Uuid;

/// A step from the top of the answers to where something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Question(String),
    Row(Uuid),
}

/// A field, or one option of a field with several choices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    /// A field of the record: its place among them, and its name.
    Record(u8, &'static str),
    Answer(Vec<Step>),
    Option(Vec<Step>, String),
}

/// How one revision stands: whether it is concurrent with another, and its fields in conflict.
pub type Standing = (bool, Vec<String>);

/// The head of a set of revisions, and how each revision stands in it.
pub fn head(set: &[Revision]) -> (Head, BTreeMap<RevisionId, Standing>) {
    let set: BTreeMap<RevisionId, &Revision> = set.iter().map(|r| (r.id, r)).collect();
    let mut order: Vec<&Revision> = set.values().copied().collect();
    order.sort_by_key(|r| (r.version, r.id));
    let withdrawals: Vec<&Revision> = order.iter().filter(|r| r.withdraw).copied().collect();
    if !withdrawals.is_empty() {
        return withdrawn(&withdrawals);
    }
    let said = order.iter().map(|r| (r.id, said(r))).collect();
    let world = World { order, set, said };
    let mut standing: BTreeMap<RevisionId, Standing> =
        world.order.iter().map(|r| (r.id, (world.is_concurrent(r), Vec::new()))).collect();

    let things: BTreeSet<Thing> =
        world.said.values().flat_map(|said| said.keys().cloned()).collect();
    let mut shown: BTreeMap<Thing, Value> = BTreeMap::new();
    let mut conflicts = Vec::new();
    for thing in things {
        let remaining = world.remaining(&thing);
        let Some(winner) = remaining.last() else { continue };
        let value = |r: &Revision| world.said[&r.id].get(&thing).cloned().unwrap_or(Value::Null);
        let differ = remaining.iter().any(|r| value(r) != value(winner));
        if matches!(thing, Thing::Option(..)) {
            if remaining.iter().any(|r| !value(r).is_null()) {
                shown.insert(thing, Value::Bool(true));
            }
            continue;
        }
        if differ {
            for r in &remaining {
                standing.get_mut(&r.id).unwrap().1.push(name(&thing));
            }
            let says = |r: &Revision| Said { revision: r.id, value: value(r) };
            let others = remaining.iter().rev().filter(|r| value(r) != value(winner));
            conflicts.push((
                sort_key(&thing),
                Conflict {
                    field: name(&thing),
                    kept: says(winner),
                    others: others.map(|r| says(r)).collect(),
                },
            ));
        }
        if !value(winner).is_null() {
            shown.insert(thing.clone(), value(winner));
        }
    }
    conflicts.sort_by(|a, b| a.0.cmp(&b.0));
    for (_, fields) in standing.values_mut() {
        fields.sort_by_key(|field| conflicts.iter().position(|(_, c)| c.field == *field));
    }

    let record = |name: &str| {
        shown.iter().find_map(|(thing, value)| match thing {
            Thing::Record(_, n) if *n == name => Some(value.clone()),
            _ => None,
        })
    };
    let head = Head {
        submission: world.order[0].submission,
        state: if record("void") == Some(json!(true)) { State::Void } else { State::Current },
        version: world.order.iter().map(|r| r.version).max().unwrap(),
        heads: world.tips(),
        form: record("form").map(|v| serde_json::from_value(v).unwrap()),
        community: record("community").map(|v| v.as_str().unwrap().into()),
        language: record("language").map(|v| v.as_str().unwrap().to_owned()),
        captured_at: world.order.iter().find_map(|r| r.captured_at.clone()),
        answers: answers(&shown, &[], &world.order),
        conflicts: conflicts.into_iter().map(|(_, conflict)| conflict).collect(),
        revisions: world.order.iter().map(|r| tip(r, r.parents.clone())).collect(),
    };
    (head, standing)
}

fn withdrawn(withdrawals: &[&Revision]) -> (Head, BTreeMap<RevisionId, Standing>) {
    let head = Head {
        submission: withdrawals[0].submission,
        state: State::Withdrawn,
        version: withdrawals.iter().map(|r| r.version).max().unwrap(),
        heads: withdrawals.iter().map(|r| r.id).collect(),
        form: None,
        community: None,
        language: None,
        captured_at: None,
        answers: Map::new(),
        conflicts: Vec::new(),
        revisions: withdrawals.iter().map(|r| tip(r, None)).collect(),
    };
    (head, withdrawals.iter().map(|r| (r.id, (false, Vec::new()))).collect())
}

fn tip(revision: &Revision, parents: Option<Vec<RevisionId>>) -> Tip {
    Tip { revision: revision.id, version: revision.version, parents }
}

struct World<'a> {
    /// By (version, UUID).
    order: Vec<&'a Revision>,
    set: BTreeMap<RevisionId, &'a Revision>,
    said: BTreeMap<RevisionId, BTreeMap<Thing, Value>>,
}

impl World<'_> {
    /// The parents that count.
    fn parents(&self, child: &Revision) -> Vec<&Revision> {
        let lower = |r: &&Revision| r.version < child.version;
        match &child.parents {
            None => self.order.iter().copied().filter(lower).collect(),
            Some(ids) => {
                ids.iter().filter_map(|id| self.set.get(id).copied()).filter(lower).collect()
            }
        }
    }

    /// Whether one of its parents is the empty record.
    fn has_empty_parent(&self, child: &Revision) -> bool {
        let missing = |ids: &Vec<RevisionId>| ids.iter().any(|id| !self.set.contains_key(id));
        child.parents.as_ref().is_some_and(missing) || self.parents(child).is_empty()
    }

    /// A search of the graph, upwards.
    fn descends(&self, from: &Revision, ancestor: &Revision) -> bool {
        let mut open = self.parents(from);
        let mut seen = BTreeSet::new();
        while let Some(r) = open.pop() {
            if r.id == ancestor.id {
                return true;
            }
            if seen.insert(r.id) {
                open.extend(self.parents(r));
            }
        }
        false
    }

    fn writes(&self, revision: &Revision, thing: &Thing) -> bool {
        let says = |r: &Revision| self.said[&r.id].get(thing);
        let mine = says(revision);
        self.parents(revision).iter().any(|parent| says(parent) != mine)
            || (self.has_empty_parent(revision) && mine.is_some())
    }

    /// The writes that no other write descends from, lowest first.
    fn remaining(&self, thing: &Thing) -> Vec<&Revision> {
        let writes: Vec<&Revision> =
            self.order.iter().copied().filter(|r| self.writes(r, thing)).collect();
        let overridden = |w: &Revision| writes.iter().any(|other| self.descends(other, w));
        writes.iter().copied().filter(|w| !overridden(w)).collect()
    }

    fn tips(&self) -> Vec<RevisionId> {
        let edited = |r: &Revision| self.order.iter().any(|other| self.descends(other, r));
        self.order.iter().filter(|r| !edited(r)).map(|r| r.id).collect()
    }

    fn is_concurrent(&self, r: &Revision) -> bool {
        self.order
            .iter()
            .any(|other| other.id != r.id && !self.descends(r, other) && !self.descends(other, r))
    }
}

/// Everything that a revision says; absent and null are not said.
fn said(r: &Revision) -> BTreeMap<Thing, Value> {
    let record = [
        r.form.as_ref().map(|f| json!({"id": f.id, "version": f.version})),
        r.community.as_ref().map(|c| json!(c.0)),
        r.language.as_ref().map(|l| json!(l)),
        r.void.map(|v| json!(v)),
    ];
    let mut out: BTreeMap<Thing, Value> = (0u8..)
        .zip(["form", "community", "language", "void"])
        .zip(record)
        .filter_map(|((place, name), value)| Some((Thing::Record(place, name), value?)))
        .collect();
    say(&mut out, &[], &r.answers);
    out
}

fn say(out: &mut BTreeMap<Thing, Value>, at: &[Step], answers: &Answers) {
    for (question, answer) in answers {
        let path = [at, &[Step::Question(question.clone())]].concat();
        match answer {
            Answer::Single(Value::Null) => {}
            Answer::Single(value) => {
                out.insert(Thing::Answer(path), value.clone());
            }
            Answer::Choices(options) => {
                for option in options {
                    out.insert(Thing::Option(path.clone(), option.clone()), json!(true));
                }
            }
            Answer::Rows(rows) => {
                for row in rows {
                    let path = [path.as_slice(), &[Step::Row(row.id)]].concat();
                    out.insert(Thing::Answer(path.clone()), json!(true));
                    say(out, &path, &row.answers);
                }
            }
        }
    }
}

/// The answers below a place, put together from the things shown.
fn answers(shown: &BTreeMap<Thing, Value>, at: &[Step], order: &[&Revision]) -> Map<String, Value> {
    let questions: BTreeSet<&String> = shown
        .keys()
        .filter_map(|thing| match thing {
            Thing::Answer(path) | Thing::Option(path, _) if path.starts_with(at) => {
                match path.get(at.len())? {
                    Step::Question(question) => Some(question),
                    Step::Row(_) => None,
                }
            }
            _ => None,
        })
        .collect();
    let mut out = Map::new();
    for question in questions {
        let path = [at, &[Step::Question(question.clone())]].concat();
        if let Some(answer) = answer(shown, &path, order) {
            out.insert(question.clone(), answer);
        }
    }
    out
}

/// One answer. A question that was of several kinds shows what is left of each: rows first, then a
/// list or a single value, then options.
fn answer(shown: &BTreeMap<Thing, Value>, path: &[Step], order: &[&Revision]) -> Option<Value> {
    let mut list: Vec<Value> = Vec::new();
    for id in row_order(path, order) {
        let path = [path, &[Step::Row(id)]].concat();
        let inside = answers(shown, &path, order);
        if shown.contains_key(&Thing::Answer(path)) || !inside.is_empty() {
            let mut row = Map::from_iter([("@id".to_owned(), json!(id))]);
            row.extend(inside);
            list.push(Value::Object(row));
        }
    }
    let options: BTreeSet<&String> = shown
        .keys()
        .filter_map(|thing| match thing {
            Thing::Option(at, option) if at == path => Some(option),
            _ => None,
        })
        .collect();
    let plain = match (shown.get(&Thing::Answer(path.to_vec())), options.is_empty()) {
        (None, true) => None,
        (Some(single), true) => Some(single.clone()),
        (None, false) => Some(json!(options)),
        (Some(Value::String(choice)), false) => {
            Some(json!(options.into_iter().chain([choice]).collect::<BTreeSet<_>>()))
        }
        (Some(Value::Array(before)), false) => {
            let new = options.into_iter().map(|o| json!(o)).filter(|o| !before.contains(o));
            Some(before.iter().cloned().chain(new).collect())
        }
        (Some(single), false) => Some(
            [single.clone()].into_iter().chain(options.into_iter().map(|o| json!(o))).collect(),
        ),
    };
    match (list.is_empty(), plain) {
        (true, plain) => plain,
        (false, Some(Value::Array(plain))) => Some(list.into_iter().chain(plain).collect()),
        (false, plain) => Some(list.into_iter().chain(plain).collect()),
    }
}

/// Rows as the newest revision has them, then those that only older ones have.
fn row_order(path: &[Step], order: &[&Revision]) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for revision in order.iter().rev() {
        for id in rows_at(&revision.answers, path) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids
}

fn rows_at(answers: &Answers, path: &[Step]) -> Vec<Uuid> {
    let [Step::Question(question), rest @ ..] = path else { return Vec::new() };
    let Some(Answer::Rows(rows)) = answers.get(question) else { return Vec::new() };
    match rest {
        [] => rows.iter().map(|row| row.id).collect(),
        [Step::Row(id), rest @ ..] => rows
            .iter()
            .filter(|row| row.id == *id)
            .flat_map(|row| rows_at(&row.answers, rest))
            .collect(),
        [Step::Question(_), ..] => Vec::new(),
    }
}

/// How a field is called in a conflict.
fn name(thing: &Thing) -> String {
    let path = sort_key(thing).1;
    match thing {
        Thing::Answer(_) if ["form", "community", "language", "void"].contains(&path.as_str()) => {
            format!("answers/{path}")
        }
        _ => path,
    }
}

/// Fields of the record come before answers, answers by path.
fn sort_key(thing: &Thing) -> (u8, String) {
    match thing {
        Thing::Record(place, name) => (*place, (*name).to_owned()),
        Thing::Answer(path) | Thing::Option(path, _) => {
            let mut text = String::new();
            for step in path {
                match step {
                    Step::Question(question) => {
                        if !text.is_empty() {
                            text.push('/');
                        }
                        text.push_str(question);
                    }
                    Step::Row(id) => text.push_str(&format!("[{id}]")),
                }
            }
            (u8::MAX, text)
        }
    }
}
