//! The head: the merged, visible record of a submission, as phones and people read it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::answers::{Answer, Answers, ROW_ID};
use super::ids::{CommunityId, FormRef, RevisionId, SubmissionId};
use super::revision::{Atom, Field, Revision, row_path};

/// Whether a record counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It counts.
    Current,
    /// Marked as a mistake; it does not count, and that can be undone.
    Void,
    /// The respondent withdrew; there is no content any more.
    Withdrawn,
}

/// The merged record. Its JSON is the same, byte for byte, on every node that holds the same set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// What it is the head of.
    pub submission: SubmissionId,
    /// Whether it counts.
    pub state: State,
    /// The highest version among the revisions.
    pub version: u64,
    /// The revisions that nothing was edited from yet. More than one: concurrent work.
    pub heads: Vec<RevisionId>,
    /// The form it was filled in with.
    pub form: Option<FormRef>,
    /// The community it is about.
    pub community: Option<CommunityId>,
    /// The language of the interview.
    pub language: Option<String>,
    /// When the first revision was captured, by the clock of its device (RFC 3339).
    pub captured_at: Option<String>,
    /// The answers by path. Several choices are a list, a repeat is a list of rows.
    pub answers: Map<String, Value>,
    /// What a reviewer has to decide.
    pub conflicts: Vec<Conflict>,
    /// Everything it is made of, in the order of (version, UUID).
    pub revisions: Vec<Tip>,
}

/// A field that concurrent revisions changed to different values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The field: `community`, or a question's path.
    pub field: String,
    /// The value shown.
    pub kept: Said,
    /// The other values, highest (version, UUID) first.
    pub others: Vec<Said>,
}

/// A value and the revision that says it; null where it says that there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Who says it.
    pub revision: RevisionId,
    /// What it says.
    pub value: Value,
}

/// One revision in the history of a head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tip {
    /// Its id.
    pub revision: RevisionId,
    /// Its version.
    pub version: u64,
    /// Its parents as sent; null where the client left them out.
    pub parents: Option<Vec<RevisionId>>,
}

impl Tip {
    pub(super) fn of(revision: &Revision) -> Self {
        Self { revision: revision.id, version: revision.version, parents: revision.parents.clone() }
    }
}

impl Head {
    /// The head of a withdrawn submission: a function of its withdrawals alone, in order.
    pub(super) fn withdrawn(submission: SubmissionId, withdrawals: &[&Revision]) -> Self {
        Self {
            submission,
            state: State::Withdrawn,
            version: withdrawals.iter().map(|r| r.version).max().unwrap_or_default(),
            heads: withdrawals.iter().map(|r| r.id).collect(),
            form: None,
            community: None,
            language: None,
            captured_at: None,
            answers: Map::new(),
            conflicts: Vec::new(),
            revisions: withdrawals.iter().map(|r| Tip { parents: None, ..Tip::of(r) }).collect(),
        }
    }

    /// A head with its fields and answers put together from the atoms that were kept, in order; the
    /// rest of it is empty. `set` gives the order of repeat rows.
    pub(super) fn assemble(kept: Vec<(&Atom, &Value)>, set: &[&Revision]) -> Self {
        let mut head = Self {
            submission: SubmissionId(Uuid::nil()),
            state: State::Current,
            version: 0,
            heads: Vec::new(),
            form: None,
            community: None,
            language: None,
            captured_at: None,
            answers: Map::new(),
            conflicts: Vec::new(),
            revisions: Vec::new(),
        };
        let mut flat: BTreeMap<String, Value> = BTreeMap::new();
        let mut options: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (Atom { field, option }, value) in kept {
            match (field, option) {
                (Field::Form, _) => head.form = FormRef::deserialize(value).ok(),
                (Field::Community, _) => head.community = value.as_str().map(CommunityId::from),
                (Field::Language, _) => head.language = value.as_str().map(str::to_owned),
                (Field::Void, _) => {}
                (Field::Answer(path), None) => {
                    flat.insert(path.to_string(), value.clone());
                }
                (Field::Answer(path), Some(option)) => {
                    options.entry(path).or_default().insert((*option).to_owned());
                }
            }
        }
        for (path, options) in options {
            let single = flat.remove(path);
            flat.insert(path.to_owned(), with_options(single, options));
        }
        head.answers = nest(flat, &row_orders(set));
        head
    }
}

/// Puts the options of a question together, in code order; `Form::in_form_order` gives the form's.
///
/// A question that was no multi-select in another version of its form may have an answer beside them.
/// It stays: a choice among the options, anything else before them.
fn with_options(single: Option<Value>, mut options: BTreeSet<String>) -> Value {
    let mut list = match single {
        None => Vec::new(),
        Some(Value::String(choice)) => {
            options.insert(choice);
            Vec::new()
        }
        Some(Value::Array(list)) => list,
        Some(other) => vec![other],
    };
    let before = list.len();
    for option in options.into_iter().map(Value::String) {
        if !list[..before].contains(&option) {
            list.push(option);
        }
    }
    Value::Array(list)
}

/// The rows of every repeat in the order to show them: as the newest revision has them, then those
/// that only older ones have.
type RowOrders = BTreeMap<String, RowOrder>;

#[derive(Default)]
struct RowOrder {
    order: Vec<Uuid>,
    seen: HashSet<Uuid>,
}

fn row_orders(set: &[&Revision]) -> RowOrders {
    let mut orders = RowOrders::new();
    for revision in set.iter().rev() {
        collect_rows(&mut orders, "", &revision.answers);
    }
    orders
}

fn collect_rows(orders: &mut RowOrders, prefix: &str, answers: &Answers) {
    for (path, answer) in answers {
        let Answer::Rows(rows) = answer else { continue };
        let path = if prefix.is_empty() { path.clone() } else { format!("{prefix}/{path}") };
        for row in rows {
            let rows = orders.entry(path.clone()).or_default();
            if rows.seen.insert(row.id) {
                rows.order.push(row.id);
            }
            collect_rows(orders, &row_path(&path, &row.id), &row.answers);
        }
    }
}

/// Puts `pits[<uuid>]/depth` back into `{"pits": [{"@id": …, "depth": …}]}`.
fn nest(mut flat: BTreeMap<String, Value>, orders: &RowOrders) -> Map<String, Value> {
    // Innermost repeats have the longest paths: they are folded into their rows first.
    let mut repeats: Vec<&String> = orders.keys().collect();
    repeats.sort_by_key(|path| std::cmp::Reverse(path.len()));
    for repeat in repeats {
        let mut rows = Vec::new();
        for id in &orders[repeat].order {
            let path = row_path(repeat, id);
            let inside = format!("{path}/");
            let keys: BTreeSet<String> = flat
                .range(inside.clone()..)
                .take_while(|(key, _)| key.starts_with(&inside))
                .map(|(key, _)| key.clone())
                .collect();
            let present = flat.remove(&path).is_some();
            if !present && keys.is_empty() {
                continue;
            }
            let mut row = Map::from_iter([(ROW_ID.to_owned(), Value::String(id.to_string()))]);
            for key in keys {
                if let Some(value) = flat.remove(&key) {
                    row.insert(key[inside.len()..].to_owned(), value);
                }
            }
            rows.push(Value::Object(row));
        }
        if rows.is_empty() {
            continue;
        }
        // A revision may have sent the same repeat without row ids: its list stays in view as well.
        match flat.remove(repeat) {
            Some(Value::Array(without_ids)) => rows.extend(without_ids),
            Some(other) => rows.push(other),
            None => {}
        }
        flat.insert(repeat.clone(), Value::Array(rows));
    }
    flat.into_iter().collect()
}
