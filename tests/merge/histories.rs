//! Random histories: how phones really work, and whatever a broken or hostile client may send.

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use serde_json::{Value, json};
use sikia::domain::answers::{Answer, Answers, Row};
use sikia::domain::ids::{FormRef, RevisionId, SubmissionId};
use sikia::domain::revision::Revision;
use uuid::Uuid;

/// The most revisions in one history.
const MOST: usize = 8;

/// So many cases, or as many as `PROPTEST_CASES` asks for.
pub fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}

/// A set of revisions with different ids, in any order, not empty.
pub fn histories() -> impl Strategy<Value = Vec<Revision>> {
    prop_oneof![3 => edits().boxed(), 2 => chaos().boxed()]
}

/// The same, with no withdrawal in it.
pub fn without_withdrawal() -> impl Strategy<Value = Vec<Revision>> {
    histories().prop_map(|mut set| {
        set.iter_mut().for_each(|r| r.withdraw = false);
        set
    })
}

pub fn id(number: u8) -> RevisionId {
    RevisionId(Uuid::from_u128(u128::from(number)))
}

/// Ids whose order has nothing to do with the order of making.
fn ids() -> impl Strategy<Value = Vec<u8>> {
    Just((1..=MOST as u8).collect::<Vec<_>>()).prop_shuffle()
}

/// Anything at all: equal versions, cycles, parents of themselves, parents that never come.
fn chaos() -> impl Strategy<Value = Vec<Revision>> {
    let parent = 1..=MOST as u8 + 2;
    let parents = prop::option::of(prop::collection::vec(parent, 0..4));
    let one = (1..6u64, parents, record(), answers(), prop::bool::weighted(0.02));
    (prop::collection::vec(one, 1..=MOST), ids()).prop_map(|(all, ids)| {
        let made = all.into_iter().zip(ids);
        made.map(|((version, parents, record, answers, withdraw), number)| Revision {
            version,
            parents: parents.map(|p| p.into_iter().map(id).collect()),
            withdraw,
            answers,
            ..revision(number, record)
        })
        .collect()
    })
}

/// What one person does to a record.
#[derive(Clone, Debug)]
struct Edit {
    /// The earlier revisions that it starts from; `None` is a simple client.
    from: Option<Vec<Index>>,
    /// By how much the version goes up. A broken client may leave it.
    up: u64,
    /// Fields to take from the last of `from` and not from the first.
    taken: Vec<&'static str>,
    changes: Answers,
    record: Option<Record>,
    withdraw: bool,
    arrives: bool,
}

/// People edit what they have: chains, forks, criss-cross merges, revisions that have not arrived.
fn edits() -> impl Strategy<Value = Vec<Revision>> {
    let from = prop_oneof![
        8 => prop::collection::vec(any::<Index>(), 0..3).prop_map(Some),
        1 => Just(None),
    ];
    let edit = (
        from,
        prop_oneof![9 => Just(1u64), 1 => Just(0), 1 => Just(3)],
        subsequence(FIELDS.to_vec(), 0..3),
        prop_oneof![2 => answers(), 5 => one_answer()],
        prop::option::weighted(0.2, record()),
        prop::bool::weighted(0.01),
        prop::bool::weighted(0.9),
    )
        .prop_map(|(from, up, taken, changes, record, withdraw, arrives)| Edit {
            from,
            up,
            taken,
            changes,
            record,
            withdraw,
            arrives,
        });
    (prop::collection::vec(edit, 1..=MOST), ids(), any::<Index>()).prop_map(
        |(edits, ids, always)| {
            let always = always.index(edits.len());
            let mut made: Vec<Revision> = Vec::new();
            let mut arrived = Vec::new();
            for ((step, edit), number) in edits.into_iter().enumerate().zip(ids) {
                let arrives = edit.arrives || step == always;
                let revision = apply(edit, number, &made);
                if arrives {
                    arrived.push(revision.clone());
                }
                made.push(revision);
            }
            arrived
        },
    )
}

fn apply(edit: Edit, number: u8, made: &[Revision]) -> Revision {
    let from: Vec<&Revision> = match &edit.from {
        Some(from) if !made.is_empty() => from.iter().map(|i| i.get(made)).collect(),
        Some(_) => Vec::new(),
        None => made.iter().max_by_key(|r| r.version).into_iter().collect(),
    };
    let mut revision = match from.first() {
        Some(first) => Revision { id: id(number), ..(*first).clone() },
        None => revision(number, Record::default()),
    };
    if let Some(last) = from.last() {
        for field in edit.taken {
            match last.answers.get(field) {
                Some(answer) => revision.answers.insert(field.to_owned(), answer.clone()),
                None => revision.answers.remove(field),
            };
        }
    }
    revision.answers.extend(edit.changes);
    if let Some(record) = edit.record {
        revision = Revision {
            version: revision.version,
            answers: revision.answers,
            ..self::revision(number, record)
        };
    }
    revision.version =
        from.iter().map(|r| r.version).max().unwrap_or(0).max(1 - edit.up.min(1)) + edit.up;
    revision.parents = edit.from.map(|_| from.iter().map(|r| r.id).collect());
    revision.withdraw = edit.withdraw;
    revision
}

/// The fields that are not answers.
#[derive(Clone, Debug, Default)]
struct Record {
    void: Option<bool>,
    form: Option<FormRef>,
    community: Option<&'static str>,
    language: Option<&'static str>,
    captured_at: Option<&'static str>,
}

fn record() -> impl Strategy<Value = Record> {
    let form = select(vec!["1", "2"])
        .prop_map(|version| FormRef { id: "asm-needs".into(), version: version.into() });
    (
        prop::option::weighted(0.3, any::<bool>()),
        prop::option::of(form),
        prop::option::of(select(vec!["mgusu", "nyarugusu"])),
        prop::option::of(select(vec!["sw", "en"])),
        prop::option::of(select(vec!["2026-11-20T09:14:00+03:00", "1970-01-01T00:00:00Z"])),
    )
        .prop_map(|(void, form, community, language, captured_at)| Record {
            void,
            form,
            community,
            language,
            captured_at,
        })
}

fn revision(number: u8, record: Record) -> Revision {
    Revision {
        id: id(number),
        submission: SubmissionId(Uuid::nil()),
        version: 1,
        parents: None,
        withdraw: false,
        void: record.void,
        form: record.form,
        community: record.community.map(Into::into),
        language: record.language.map(str::to_owned),
        captured_at: record.captured_at.map(str::to_owned),
        answers: Answers::new(),
    }
}

/// `form` is a question that bears the name of a field of the record; `kind` changes its type
/// between versions of the form.
const FIELDS: [&str; 6] = ["age", "respondent/role", "form", "kind", "pits", "plots"];

fn answers() -> impl Strategy<Value = Answers> {
    prop::collection::vec(one_answer(), 0..4).prop_map(|all| all.into_iter().flatten().collect())
}

fn one_answer() -> impl Strategy<Value = Answers> {
    prop_oneof![
        2 => ("age|form", scalar()).prop_map(one),
        1 => ("respondent/role", choices()).prop_map(one),
        1 => ("kind", prop_oneof![scalar(), choices(), list(), rows(2)]).prop_map(one),
        3 => ("pits", rows(2)).prop_map(one),
        1 => ("plots", list()).prop_map(one),
    ]
}

fn one((name, answer): (String, Answer)) -> Answers {
    Answers::from([(name, answer)])
}

fn scalar() -> impl Strategy<Value = Answer> {
    let value = select(vec![json!(null), json!(1), json!(2.5), json!("digger"), json!("zzz")]);
    value.prop_map(Answer::Single)
}

fn choices() -> impl Strategy<Value = Answer> {
    subsequence(vec!["crusher", "digger", "washer"], 0..=3)
        .prop_shuffle()
        .prop_map(|all| Answer::Choices(all.into_iter().map(str::to_owned).collect()))
}

/// A ranked list, or a repeat whose rows have no ids.
fn list() -> impl Strategy<Value = Answer> {
    let lists = vec![json!(["REG", "washer"]), json!(["washer"]), json!([{"depth": 3}, {}])];
    select(lists).prop_map(|list: Value| Answer::Single(list))
}

/// Rows with ids, and rows in them.
fn rows(depth: usize) -> BoxedStrategy<Answer> {
    let inside = match depth {
        0 => ("depth|dry", scalar()).prop_map(one).boxed(),
        _ => prop_oneof![
            3 => ("depth|dry", scalar()).prop_map(one),
            1 => ("tools", choices()).prop_map(one),
            1 => ("samples", rows(depth - 1)).prop_map(one),
        ]
        .boxed(),
    };
    let inside = prop::collection::vec(inside, 0..3);
    let row = (1..4u128, inside).prop_map(|(id, answers)| Row {
        id: Uuid::from_u128(id),
        answers: answers.into_iter().flatten().collect(),
    });
    prop::collection::vec(row, 0..4).prop_map(Answer::Rows).boxed()
}
