//! What it costs to read the largest real workbook and write its XForm, beside the bare reading of its
//! cells by the library.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a bench")]

use std::io::Cursor;
use std::path::Path;
use std::time::Instant;

use calamine::{Reader, Xlsx};
use serde_json::Value;

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
    as_large_as_they_get();
    evaluation();
}

/// The largest workbook that was seen in the field has this many rows and choices. It is not in the
/// corpus, so one of its size is made: groups, repeats, three languages, filters, rules.
const ROWS: usize = 1_222;
const CHOICES: usize = 2_723;

fn as_large_as_they_get() {
    let languages = ["English (en)", "Kiswahili (sw)", "Français (fr)"];
    let labels: Vec<String> = languages.iter().map(|l| format!("label::{l}")).collect();
    let mut choices = format!("list_name,name,{},region\n", labels.join(","));
    for at in 0..CHOICES {
        let words = format!("Choice {at},Chaguo la {at},Le choix {at}");
        choices.push_str(&format!("list{},c{at},{words},r{}\n", at % 60, at % 7));
    }
    let mut survey = format!(
        "type,name,{},hint,relevant,constraint,calculation,choice_filter,required\n",
        labels.join(",")
    );
    let mut written = 0;
    let mut row = |text: String| {
        survey.push_str(&text);
        survey.push('\n');
        written += 1;
        written
    };
    let label = |at: usize| format!("Question {at} of them?,Swali la {at}?,La question {at} ?");
    let mut at = 0_usize;
    loop {
        let kind = if at % 5 == 4 { "repeat" } else { "group" };
        row(format!("begin_{kind},g{at},Part {at},Sehemu ya {at},Partie {at},,,,,,"));
        for _ in 0..22 {
            at += 1;
            let before = at.saturating_sub(2).max(1);
            let rule = if at > 2 { format!("${{q{before}}} != ''") } else { String::new() };
            let words = label(at);
            row(match at % 6 {
                0 => format!("integer,q{at},{words},A hint,{rule},. >= 0 and . < 1000,,,"),
                1 => {
                    format!("select_one list{},q{at},{words},,{rule},,,region = 'r3',yes", at % 60)
                }
                2 => format!("select_multiple list{},q{at},{words},,{rule},,,,", at % 60),
                3 => format!("calculate,q{at},{words},,,,\"concat(${{q{before}}}, '-{at}')\",,"),
                4 => format!("note,q{at},{words},,{rule},,,,"),
                _ => format!("text,q{at},{words},A hint,{rule},string-length(.) < 80,,,"),
            });
        }
        if row(format!("end_{kind},,,,,,,,,,")) + 24 > ROWS {
            break;
        }
    }
    while row(format!("text,last{at},Last,Mwisho,Dernier,,,,,,")) < ROWS {
        at += 1;
    }
    let bytes = workbook(&survey, &choices);
    let form = sikia::forms::read_workbook(&bytes).unwrap().form;
    assert_eq!(form.choices.values().map(Vec::len).sum::<usize>(), CHOICES);
    let cells = median(|| {
        let mut book = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        for sheet in book.sheet_names() {
            std::hint::black_box(book.worksheet_range(&sheet).unwrap());
        }
    });
    let import = median(|| {
        let form = sikia::forms::read_workbook(&bytes).unwrap().form;
        std::hint::black_box(sikia::forms::xform::write(&form));
    });
    println!(
        "made: {ROWS} rows, {CHOICES} choices, three languages: cells alone {cells:.1} ms; import median \
         {import:.1} ms (aim: under 200 ms)"
    );
}

/// Forms as long as surveys get, with as many rules as those have: a third of the questions relevant
/// by others, most numbers constrained, a tenth calculated, choices filtered.
const QUESTIONS: usize = 400;

fn evaluation() {
    let mut rows =
        String::from("list_name,name,label,region\nareas,a,A,r1\nareas,b,B,r1\nareas,c,C,r2\n");
    let choices = std::mem::take(&mut rows);
    rows.push_str("type,name,label,relevant,constraint,calculation,choice_filter,required\n");
    let mut answers = serde_json::Map::new();
    for at in 0..QUESTIONS {
        let before = at.saturating_sub(3);
        let (row, answer) = match at % 10 {
            0 => (format!("text,q{at},Region,,,,,yes"), Value::from("r1")),
            1 => {
                let filter = format!("region=${{q{}}}", at - 1);
                (format!("select_one areas,q{at},Area,,,,{filter},"), Value::from("a"))
            }
            2 => {
                let sum = format!("coalesce(${{q{before}}}, 0) + 2 * ${{q{}}}", at + 1);
                (format!("calculate,q{at},,,,\"{sum}\",,"), Value::Null)
            }
            9 => {
                let relevant = format!("regex(${{q{}}}, '^[a-z]+[0-9]*$')", at - 9);
                (
                    format!("text,q{at},Words,\"{relevant}\",\"string-length(.) < 80\",,,"),
                    "dhahabu".into(),
                )
            }
            _ => {
                let relevant =
                    format!("${{q{before}}} != '' and not(selected(${{q{before}}}, 'x'))");
                let constraint = ". >= 0 and . <= 1000";
                (
                    format!("integer,q{at},Count,\"{relevant}\",{constraint},,,"),
                    Value::from(at % 90),
                )
            }
        };
        rows.push_str(&row);
        rows.push('\n');
        if !answer.is_null() {
            answers.insert(format!("q{at}"), answer);
        }
    }
    let form = sikia::forms::read_workbook(&workbook(&rows, &choices)).unwrap().form;
    let begun = Instant::now();
    assert!(form.unread().is_empty(), "{:?}", form.unread());
    let planned = begun.elapsed().as_secs_f64() * 1e3;
    let review = form.review(&answers, "2026-11-24");
    let once = median(|| {
        std::hint::black_box(form.review(&answers, "2026-11-24"));
    });
    let plain = median(|| {
        std::hint::black_box(form.take(answers.clone()));
    });
    println!(
        "evaluating {QUESTIONS} questions: median {once:.2} ms (aim: under 2 ms), {} found; \
         typing the same answers {plain:.2} ms; the rules are read once per form, {planned:.1} ms",
        review.broken.len()
    );
}

/// A workbook of a survey and a choices sheet, given as CSV.
fn workbook(survey: &str, choices: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, text) in [("survey", survey), ("choices", choices)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for (row, record) in reader.records().enumerate() {
            for (column, cell) in record.unwrap().iter().enumerate() {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
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
