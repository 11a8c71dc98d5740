//! The merge: a head as a pure function of the *set* of a submission's revisions.
//!
//! The rules, in the words of the glossary:
//!
//! - A revision *writes* an atom (a field, or one option of a multi-select) when its value differs
//!   from the value in at least one of its parents. A parent that has not arrived counts as empty,
//!   no parent at all too; absent and null are one value. Writing "absent" is a write.
//! - A write is *overridden* when another write of the same atom descends from it.
//! - The head has the one value that remains. When several remain with different values, the one
//!   with the highest (version, revision UUID) is shown and the others are recorded as a conflict.
//!   An option on which the remaining writes disagree stays, and that is no conflict.
//! - A parent whose version is not lower than its child's is ignored, so the history is acyclic
//!   whatever is sent. Parents left out stand for every lower version that is there.
//! - `withdraw` absorbs everything.
//!
//! Nothing here depends on the order of arrival, on clocks or on the node.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::head::{Conflict, Head, Said, State, Tip};
use super::ids::RevisionId;
use super::revision::{Atom, Field, Revision, Saying};

/// What a merge tells: the head, and how each revision stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The visible record.
    pub head: Head,
    /// How each revision stands, in the order of (version, UUID).
    pub standing: BTreeMap<RevisionId, Standing>,
}

/// How one revision stands in the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Some other revision is neither among its ancestors nor among its descendants.
    pub concurrent: bool,
    /// The fields in which one of its writes takes part in a conflict.
    pub conflicts: Vec<String>,
}

/// Merges the revisions of one submission. Returns `None` when there are none.
///
/// The slice is taken as a set: its order means nothing, and a revision that stands twice counts once.
pub fn merge(revisions: &[Revision]) -> Option<Merged> {
    let mut set: Vec<&Revision> = revisions.iter().collect();
    set.sort_by_key(|r| (r.version, r.id));
    set.dedup_by_key(|r| r.id);
    let newest = *set.last()?;

    if set.iter().any(|r| r.withdraw) {
        set.retain(|r| r.withdraw);
        let standing = set.iter().map(|r| (r.id, Standing::default())).collect();
        return Some(Merged { head: Head::withdrawn(newest.submission, &set), standing });
    }

    if let [only] = set[..] {
        return Some(alone(only));
    }

    let history = History::new(&set);
    let mut standing: BTreeMap<RevisionId, Standing> = set
        .iter()
        .enumerate()
        .map(|(i, r)| {
            let concurrent = history.relatives[i] + 1 < set.len();
            (r.id, Standing { concurrent, ..Standing::default() })
        })
        .collect();

    let mut kept: Vec<(&Atom, &Value)> = Vec::new();
    let mut conflicts = Vec::new();
    let atoms: Vec<Vec<Saying>> = set.iter().map(|r| r.atoms()).collect();
    let mut column: Vec<Option<&Value>> = vec![None; set.len()];
    for (atom, said) in columns(&atoms) {
        column.fill(None);
        said.into_iter().for_each(|(i, value)| column[i] = Some(value));
        let writes = history.remaining_writes(&column);
        let Some(&last) = writes.last() else { continue };
        if atom.option.is_some() {
            if writes.iter().any(|&w| column[w].is_some()) {
                kept.push((atom, &Value::Bool(true)));
            }
            continue;
        }
        if let Some(value) = column[last] {
            kept.push((atom, value));
        }
        let others: Vec<usize> =
            writes.iter().rev().copied().filter(|&w| column[w] != column[last]).collect();
        if others.is_empty() {
            continue;
        }
        let field = atom.field.to_string();
        for &w in &writes {
            standing.entry(set[w].id).or_default().conflicts.push(field.clone());
        }
        let said = |w: usize| Said {
            revision: set[w].id,
            value: column[w].cloned().unwrap_or(Value::Null),
        };
        conflicts.push(Conflict {
            field,
            kept: said(last),
            others: others.into_iter().map(said).collect(),
        });
    }

    let void = kept.iter().any(|(atom, value)| atom.field == Field::Void && **value == true);
    let head = Head {
        submission: newest.submission,
        state: if void { State::Void } else { State::Current },
        version: newest.version,
        heads: history.tips().map(|i| set[i].id).collect(),
        captured_at: set.iter().find_map(|r| r.captured_at.clone()),
        conflicts,
        revisions: set.iter().map(|r| Tip::of(r)).collect(),
        ..Head::assemble(kept, &set)
    };
    Some(Merged { head, standing })
}

/// The merge of one revision, as most submissions have it: everything that it says is kept.
fn alone(only: &Revision) -> Merged {
    let atoms = only.atoms();
    let kept: Vec<(&Atom, &Value)> =
        atoms.iter().map(|(atom, said)| (atom, said.as_ref())).collect();
    let head = Head {
        submission: only.submission,
        state: if only.void == Some(true) { State::Void } else { State::Current },
        version: only.version,
        heads: vec![only.id],
        captured_at: only.captured_at.clone(),
        revisions: vec![Tip::of(only)],
        ..Head::assemble(kept, &[only])
    };
    Merged { head, standing: BTreeMap::from([(only.id, Standing::default())]) }
}

/// What is said about one atom, and by which revision. Sparse: rows that come and go make many atoms
/// of which few revisions speak.
type Column<'a> = (&'a Atom<'a>, Vec<(usize, &'a Value)>);

/// Turns "what each revision says" into "what is said about each atom", in atom order.
fn columns<'a>(atoms: &'a [Vec<Saying<'a>>]) -> Vec<Column<'a>> {
    let usual = atoms.first().map_or(0, Vec::len);
    let mut place: HashMap<&Atom, usize> = HashMap::with_capacity(usual);
    let mut columns: Vec<Column> = Vec::with_capacity(usual);
    for (i, said) in atoms.iter().enumerate() {
        let mut next = 0;
        for (atom, value) in said {
            // Revisions of one record mostly say the same atoms in the same order.
            let at = match columns.get(next) {
                Some((expected, _)) if *expected == atom => next,
                _ => *place.entry(atom).or_insert_with(|| {
                    columns.push((atom, Vec::new()));
                    columns.len() - 1
                }),
            };
            columns[at].1.push((i, value.as_ref()));
            next = at + 1;
        }
    }
    columns.sort_by_key(|(atom, _)| *atom);
    columns
}

/// Who descends from whom, over revisions in the order of (version, UUID).
struct History {
    parents: Vec<Parents>,
    /// Whether a parent is named that has not arrived, or none is there at all: it counts as empty.
    from_empty: Vec<bool>,
    ancestors: Vec<Bits>,
    /// How many ancestors and descendants each has.
    relatives: Vec<usize>,
}

/// The parents of one revision, by their place in the order.
enum Parents {
    Named(Vec<usize>),
    /// Every revision of a lower version: the first so many.
    Below(usize),
}

impl History {
    fn new(set: &[&Revision]) -> Self {
        let place: HashMap<RevisionId, usize> =
            set.iter().enumerate().map(|(i, r)| (r.id, i)).collect();
        let mut history = Self {
            parents: Vec::with_capacity(set.len()),
            from_empty: Vec::with_capacity(set.len()),
            ancestors: Vec::with_capacity(set.len()),
            relatives: vec![0; set.len()],
        };
        for (i, revision) in set.iter().enumerate() {
            // Parents stand before their children in the order, so their ancestors are known here.
            let mut ancestors = Bits::new(set.len());
            let (parents, from_empty) = match &revision.parents {
                None => {
                    let below = set.partition_point(|r| r.version < revision.version);
                    (0..below).for_each(|p| ancestors.set(p));
                    (Parents::Below(below), below == 0)
                }
                Some(named) => {
                    let (mut parents, mut missing) = (Vec::new(), false);
                    for id in named {
                        match place.get(id) {
                            Some(&p) if set[p].version < revision.version => {
                                ancestors.union(&history.ancestors[p]);
                                ancestors.set(p);
                                parents.push(p);
                            }
                            Some(_) => {}
                            None => missing = true,
                        }
                    }
                    let from_empty = missing || parents.is_empty();
                    (Parents::Named(parents), from_empty)
                }
            };
            for ancestor in ancestors.iter() {
                history.relatives[ancestor] += 1;
                history.relatives[i] += 1;
            }
            history.from_empty.push(from_empty);
            history.parents.push(parents);
            history.ancestors.push(ancestors);
        }
        history
    }

    /// The revisions whose write of this atom no other write descends from, in order.
    fn remaining_writes(&self, column: &[Option<&Value>]) -> Vec<usize> {
        let alike = column.iter().take_while(|value| **value == column[0]).count();
        let mut overridden = Bits::new(column.len());
        let mut writes = Vec::new();
        for (i, value) in column.iter().enumerate() {
            let differs = match &self.parents[i] {
                Parents::Named(parents) => parents.iter().any(|&p| column[p] != *value),
                Parents::Below(below) => *below > 0 && (*value != column[0] || alike < *below),
            };
            if differs || (self.from_empty[i] && value.is_some()) {
                overridden.union(&self.ancestors[i]);
                writes.push(i);
            }
        }
        writes.retain(|&w| !overridden.has(w));
        writes
    }

    fn tips(&self) -> impl Iterator<Item = usize> {
        let mut inner = Bits::new(self.parents.len());
        for ancestors in &self.ancestors {
            inner.union(ancestors);
        }
        (0..self.parents.len()).filter(move |&i| !inner.has(i))
    }
}

/// A set of small numbers.
#[derive(Clone)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    fn set(&mut self, i: usize) {
        self.0[i / 64] |= 1 << (i % 64);
    }

    fn has(&self, i: usize) -> bool {
        self.0[i / 64] >> (i % 64) & 1 == 1
    }

    fn union(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }
}

#[cfg(test)]
mod tests;
