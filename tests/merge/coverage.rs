//! Random histories are only worth as much as what happens in them.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use sikia::domain::head::State;
use sikia::domain::merge::merge;
use sikia::domain::revision::Revision;

use super::histories::histories;

type Feature = (&'static str, fn(&[Revision]) -> bool);

const FEATURES: [Feature; 11] = [
    ("a simple client", |set| set.iter().any(|r| r.parents.is_none())),
    ("a parent that has not arrived", |set| {
        named(set).any(|(_, parent)| set.iter().all(|r| r.id != parent))
    }),
    ("a parent that arrives late", |set| {
        let place = |id| set.iter().position(|r| r.id == id);
        named(set).any(|(child, parent)| place(parent) > place(child.id))
    }),
    ("a parent of itself, or one that is not lower", |set| {
        named(set)
            .any(|(child, parent)| set.iter().any(|r| r.id == parent && r.version >= child.version))
    }),
    ("a merge of two", |set| {
        set.iter().any(|r| r.parents.as_ref().is_some_and(|parents| parents.len() > 1))
    }),
    ("a criss-cross", |set| {
        set.iter().enumerate().any(|(at, a)| {
            set[at + 1..].iter().any(|b| {
                let both = |a: &Revision, b: &Revision| {
                    let (Some(a), Some(b)) = (&a.parents, &b.parents) else { return false };
                    a.len() > 1 && a.iter().filter(|p| b.contains(p)).count() > 1 && a[0] != a[1]
                };
                both(a, b)
            })
        })
    }),
    ("one tip of many revisions", |set| {
        let head = merge(set).unwrap().head;
        head.heads.len() == 1 && head.state != State::Withdrawn && set.len() > 2
    }),
    ("a conflict", |set| !merge(set).unwrap().head.conflicts.is_empty()),
    ("a conflict within a row", |set| {
        merge(set).unwrap().head.conflicts.iter().any(|c| c.field.contains("]/"))
    }),
    ("a void record", |set| merge(set).unwrap().head.state == State::Void),
    ("a withdrawal", |set| merge(set).unwrap().head.state == State::Withdrawn),
];

fn named(set: &[Revision]) -> impl Iterator<Item = (&Revision, sikia::domain::ids::RevisionId)> {
    set.iter().flat_map(|r| r.parents.iter().flatten().map(move |parent| (r, *parent)))
}

#[test]
fn random_histories_hold_what_the_merge_must_survive() {
    let mut runner = TestRunner::deterministic();
    let drawn: Vec<Vec<Revision>> =
        (0..1_000).map(|_| histories().new_tree(&mut runner).unwrap().current()).collect();
    for (feature, is_in) in FEATURES {
        let seen = drawn.iter().filter(|set| is_in(set)).count();
        assert!(seen >= 20, "{feature}: {seen} of 1000");
    }
}
