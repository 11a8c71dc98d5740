//! What merging costs: 1, 2 and 200 revisions of 60 answers. Prints medians in ms; the bound
//! for 200 is 5 ms.
#![allow(clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::time::Instant;

use serde_json::json;
use sikia::domain::answers::{Answer, Answers, Row};
use sikia::domain::ids::{RevisionId, SubmissionId};
use sikia::domain::merge::merge;
use sikia::domain::revision::Revision;
use uuid::Uuid;

const ANSWERS: u64 = 60;
const ROUNDS: usize = 51;

/// The version and the parents of the revision made as the n-th.
type Shape = fn(u64) -> (u64, Option<Vec<u64>>);

const SHAPES: [(&str, Shape); 4] = [
    ("a chain of edits", |n| (n + 1, Some(n.checked_sub(1).into_iter().collect()))),
    ("a star of concurrent edits", |n| {
        (1 + n.min(1), Some((n > 0).then_some(0).into_iter().collect()))
    }),
    ("a simple client, no parents", |n| (n + 1, None)),
    ("pairs of edits, criss-cross", |n| {
        let pair = n / 2 * 2;
        (n / 2 + 1, Some((1..=2).filter_map(|back| pair.checked_sub(back)).collect()))
    }),
];

fn main() {
    for (name, shape) in SHAPES {
        for revisions in [1, 2, 200] {
            let history: Vec<Revision> = (0..revisions).map(|n| revision(n, shape(n))).collect();
            let time = median(|| merge(&history));
            println!("{name:<30}{revisions:>4} × {ANSWERS} answers {time:>9.3} ms");
        }
    }
    let rows: Vec<Revision> = (0..100).map(new_rows).collect();
    println!("100 revisions, each with 500 rows of its own {:>8.3} ms", median(|| merge(&rows)));
}

/// A revision that replaces all rows of a repeat.
fn new_rows(n: u64) -> Revision {
    let row = |row: u64| Row {
        id: Uuid::from_u128(u128::from(n * 1_000 + row)),
        answers: [("depth".to_owned(), Answer::Single(json!(row)))].into(),
    };
    let mut revision = revision(n, (n + 1, None));
    revision.answers.insert("pits".to_owned(), Answer::Rows((0..500).map(row).collect()));
    revision
}

/// Revision `n`, which changes a few answers of the same record in its own way.
fn revision(n: u64, (version, parents): (u64, Option<Vec<u64>>)) -> Revision {
    let answer = |field: u64| match field % 10 {
        0 => Answer::Choices(
            ["digger", "crusher", "washer"][..1 + (n % 3) as usize]
                .iter()
                .map(|option| (*option).to_owned())
                .collect(),
        ),
        _ if (n + field).is_multiple_of(12) => Answer::Single(json!(format!("changed by {n}"))),
        _ => Answer::Single(json!("as it was at first")),
    };
    let answers: Answers = (0..ANSWERS)
        .map(|field| (format!("section_{}/question_{field}", field / 8), answer(field)))
        .collect();
    let id = |n: u64| {
        RevisionId(Uuid::from_u128(u128::from(n) * 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
    };
    Revision {
        id: id(n + 1),
        submission: SubmissionId(Uuid::nil()),
        version,
        parents: parents.map(|parents| parents.into_iter().map(|n| id(n + 1)).collect()),
        withdraw: false,
        void: None,
        form: None,
        community: Some("mgusu".into()),
        language: Some("sw".to_owned()),
        captured_at: None,
        answers,
    }
}

fn median<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}
