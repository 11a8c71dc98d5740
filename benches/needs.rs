//! What counting costs: rows of facts of one community to a report. Prints medians in µs.
#![allow(clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::time::Instant;

use sikia::domain::needs::{Codes, Fact, Filter, NeedsReport, PackedFact, Tally};
use sikia::domain::taxonomy::Taxonomy;

const ROUNDS: usize = 101;

fn main() {
    for facts in [300, 100_000] {
        let (rows, codes) = rows(facts);
        let filter =
            Filter { role: Some("digger".into()), from: Some(20_000), ..Filter::default() };
        println!(
            "{facts} facts, {:.1} bytes each, median of {ROUNDS}:",
            rows.len() as f64 / facts as f64
        );
        println!(
            "  count all                {:>9.1} µs",
            median(|| count(&rows, &codes, &Filter::default()))
        );
        println!("  count by role and day    {:>9.1} µs", median(|| count(&rows, &codes, &filter)));
        let tally = count(&rows, &codes, &filter);
        let taxonomy = Taxonomy::default();
        println!(
            "  report of the tally      {:>9.1} µs",
            median(|| NeedsReport::of(&tally, &codes, &taxonomy, Some(9_000), &filter))
        );
    }
}

fn count(mut rows: &[u8], codes: &Codes, filter: &Filter) -> Tally {
    let filter = filter.pack(codes);
    let mut tally = Tally::default();
    while let Some(fact) = PackedFact::read(&mut rows) {
        if filter.matches(&fact) {
            tally.add(&fact);
        }
    }
    tally
}

fn rows(facts: usize) -> (Vec<u8>, Codes) {
    let (mut rows, mut codes) = (Vec::new(), Codes::default());
    for n in 0..facts {
        let need = |step: usize| format!("DOM-{}", n * step % 89).as_str().into();
        let fact = Fact {
            needs: vec![need(7), need(11), need(13)],
            gender: Some(["female", "male"][n % 2].to_owned()),
            age: Some(["15-24", "25-34", "35-59"][n % 3].to_owned()),
            roles: ["crusher", "digger", "washer"][n % 3..]
                .iter()
                .map(|r| (*r).to_owned())
                .collect(),
            form: "asm-needs".to_owned(),
            day: Some(20_000 + (n % 900) as i32),
        };
        PackedFact::pack(&fact, &mut codes).write(&mut rows);
    }
    (rows, codes)
}

fn median<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}
