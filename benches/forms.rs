//! What it costs to read the largest real workbook and write its XForm, beside the bare reading of its
//! cells by the library.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a bench")]

use std::io::Cursor;
use std::path::Path;
use std::time::Instant;

use calamine::{Reader, Xlsx};

const ROUNDS: usize = 15;

fn main() {
    let corpus = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms/corpus"));
    let mut largest: Option<(usize, Vec<u8>, String)> = None;
    for entry in std::fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "xlsx") {
            let bytes = std::fs::read(&path).unwrap();
            let form = sikia::forms::read_workbook(&bytes).unwrap().form;
            let choices: usize = form.choices.values().map(Vec::len).sum();
            let size = form.questions().len() + choices;
            if largest.as_ref().is_none_or(|(most, ..)| size > *most) {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                println!("{name}: {} questions, {choices} choices", form.questions().len());
                largest = Some((size, bytes, name));
            }
        }
    }
    let (_, bytes, name) = largest.unwrap();
    let cells = median(|| {
        let mut book = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        for sheet in book.sheet_names() {
            std::hint::black_box(book.worksheet_range(&sheet).unwrap());
        }
    });
    let read = median(|| {
        std::hint::black_box(sikia::forms::read_workbook(&bytes).unwrap());
    });
    let form = sikia::forms::read_workbook(&bytes).unwrap().form;
    let written = median(|| {
        std::hint::black_box(sikia::forms::xform::write(&form));
    });
    println!(
        "{name}: cells alone {cells:.1} ms; read and checked {read:.1} ms; XForm {written:.1} ms"
    );
    println!("import: median {:.1} ms (aim: under 200 ms)", read + written);
}

fn median(mut job: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            job();
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
