//! What the encoders of datasets cost by themselves, beside the bare libraries with prepared values: rows
//! per second and the most memory that a process needs which does nothing else.
//!
//! `SIKIA_BENCH_ROWS` says how many rows (1,000,000); formats whose files hold less, or that are slower
//! by nature, write a fifth of them.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a bench")]

use std::io::{self, Write};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use rust_decimal::Decimal;
use rust_xlsxwriter::Workbook;
use sikia::dataset::{
    Answers, Code, Column, Dataset, Format, Kind, Metadata, Options, Table, Value, encoder,
};
use sikia::domain::text::Text;

const COLUMNS: usize = 18;
const WORDS: &str = "Tunahitaji kujua gharama ya leseni na wapi pa kuipata";

fn main() {
    let rows: u64 = std::env::var("SIKIA_BENCH_ROWS")
        .ok()
        .and_then(|rows| rows.parse().ok())
        .unwrap_or(1_000_000);
    // Each case is a process of its own: the system keeps the highest memory of a process, not of a part.
    if let Some(case) =
        std::env::args().find_map(|arg| arg.strip_prefix("case=").map(str::to_owned))
    {
        return run(&case, rows);
    }
    println!("{rows} rows of {COLUMNS} columns, or a fifth where it says so");
    for case in [
        "csv",
        "csv raw",
        "csv labels",
        "json-lines",
        "parquet",
        "parquet raw",
        "xlsx",
        "xlsx raw",
        "geo-json",
        "geo-package",
        "stata",
        "spss",
    ] {
        let exe = std::env::current_exe().unwrap();
        let done = Command::new(exe).arg(format!("case={case}")).output().unwrap();
        assert!(done.status.success(), "{case}: {}", String::from_utf8_lossy(&done.stderr));
        print!("{}", String::from_utf8_lossy(&done.stdout));
    }
    println!("aims: CSV 100,000 rows/s under 64 MB, Parquet 60,000 rows/s, XLSX 15,000 rows/s");
}

fn run(case: &str, rows: u64) {
    let slow = ["xlsx", "xlsx raw", "geo-package", "stata", "spss"].contains(&case);
    let rows = if slow { rows / 5 } else { rows };
    let from = Instant::now();
    let mut out = Counted(0);
    match case {
        "csv raw" => raw_csv(rows, &mut out),
        "parquet raw" => raw_parquet(rows, &mut out),
        "xlsx raw" => raw_xlsx(rows, &mut out),
        "csv labels" => ours(Format::Csv, Answers::Labels, rows, &mut out),
        _ => {
            let format = Format::ALL
                .into_iter()
                .find(|format| serde_json::to_value(format).unwrap().as_str() == Some(case));
            ours(format.unwrap(), Answers::Codes, rows, &mut out);
        }
    }
    let seconds = from.elapsed().as_secs_f64();
    println!(
        "{case:12} {rows:>9} rows  {:>9.0} rows/s  {:>6.1} MB written  {:>6.1} MB of memory",
        rows as f64 / seconds,
        out.0 as f64 / 1e6,
        peak() / 1e6,
    );
}

fn ours(format: Format, answers: Answers, rows: u64, out: &mut Counted) {
    let dataset = dataset();
    let options = Options { answers, languages: vec!["sw".into()], ..Options::default() };
    let file = &dataset.files(&[format])[0];
    let mut encoder = encoder(&dataset, file, &options, Box::new(out)).unwrap();
    for number in 0..rows {
        let id = format!("{number:032x}");
        encoder.row(0, &row(number, &id)).unwrap();
    }
    encoder.finish().unwrap();
}

fn codes() -> Vec<Code> {
    (0..93).map(|n| Code::new(&code(n), Text::new("sw", &format!("Hitaji la {n}")))).collect()
}

fn code(number: u64) -> String {
    format!("NEED-{number:02}")
}

fn dataset() -> Dataset {
    let column = |name: &str, kind| Column::new(name, Text::new("en", name), kind);
    let mut table = Table::new("submissions", Text::new("en", "Submissions"))
        .column(column("submission", Kind::Text))
        .column(column("community", Kind::Text))
        .column(column("month", Kind::Month))
        .column(column("day", Kind::Date))
        .column(column("age", Kind::Integer))
        .column(column("grams", Kind::Decimal))
        .column(column("words", Kind::Text))
        .column(column("place", Kind::Point));
    for at in 0..5 {
        table = table
            .column(column(&format!("need_{at}"), Kind::Code(codes())))
            .column(column(&format!("known_{at}"), Kind::Boolean));
    }
    let metadata =
        Metadata { name: "bench".into(), as_of: "2026-11-20".into(), ..Metadata::default() };
    Dataset { metadata, tables: vec![table] }
}

fn row(number: u64, id: &str) -> [Value<'_>; COLUMNS] {
    let need = |at: u64| Value::Code(NEEDS[((number + at) % 4) as usize]);
    let known = |at: u64| Value::Boolean((number + at).is_multiple_of(3));
    [
        Value::Text(id),
        Value::Text("community-117"),
        Value::Month { year: 2026, month: (number % 12) as u8 + 1 },
        Value::Date(date(2026, (number % 12) as i8 + 1, (number % 28) as i8 + 1)),
        Value::Integer((number % 70) as i64),
        Value::Decimal(Decimal::new((number % 10_000) as i64, 2)),
        if number.is_multiple_of(3) { Value::Missing } else { Value::Text(WORDS) },
        Value::Point { longitude: 32.125, latitude: -2.875 },
        need(0),
        known(0),
        need(1),
        known(1),
        need(2),
        known(2),
        need(3),
        known(3),
        need(4),
        known(4),
    ]
}

const NEEDS: [&str; 4] = ["NEED-01", "NEED-17", "NEED-42", "NEED-88"];

/// The same cells, ready as text.
fn prepared() -> Vec<String> {
    let mut cells = [
        "0000000000000000000000000000beef",
        "community-117",
        "2026-11",
        "2026-11-20",
        "42",
        "99.75",
        WORDS,
        "32.125",
        "-2.875",
    ]
    .map(str::to_owned)
    .to_vec();
    cells.extend((0..5).flat_map(|at| [code(at), "true".to_owned()]));
    cells
}

fn raw_csv(rows: u64, out: &mut Counted) {
    let mut writer = csv::Writer::from_writer(out);
    let cells = prepared();
    for _ in 0..rows {
        writer.write_record(&cells).unwrap();
    }
    writer.flush().unwrap();
}

fn raw_xlsx(rows: u64, out: &mut Counted) {
    let mut book = Workbook::new();
    let cells = prepared();
    for _ in 0..2 {
        // Ours writes every row twice: with labels and with codes.
        let sheet = book.add_worksheet_with_constant_memory().unwrap();
        for row in 0..rows as u32 {
            for (at, cell) in (0..).zip(&cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, at, number).unwrap(),
                    Err(_) => sheet.write_string(row, at, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_writer(out).unwrap();
}

fn raw_parquet(rows: u64, out: &mut Counted) {
    const GROUP: usize = 50_000;
    let cells = prepared();
    let kind = |at: usize| match at {
        4 => Physical::INT64,
        5 | 7 | 8 => Physical::DOUBLE,
        _ => Physical::BYTE_ARRAY,
    };
    let types = (0..cells.len()).map(|at| {
        let name = format!("c{at}");
        let physical = kind(at);
        let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        let built = Type::primitive_type_builder(&name, physical)
            .with_logical_type(logical)
            .with_repetition(Repetition::REQUIRED);
        Arc::new(built.build().unwrap())
    });
    let schema = Type::group_type_builder("raw").with_fields(types.collect()).build().unwrap();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).unwrap()))
        .build();
    let mut writer =
        SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).unwrap();
    // Texts that differ as those of the encoder do.
    let ids: Vec<_> =
        (0..GROUP).map(|n| ByteArray::from(format!("{n:032x}").into_bytes())).collect();
    let texts: Vec<Vec<ByteArray>> =
        cells.iter().map(|cell| vec![ByteArray::from(cell.clone().into_bytes()); GROUP]).collect();
    let (numbers, doubles) = (vec![42_i64; GROUP], vec![99.75; GROUP]);
    for _ in 0..rows / GROUP as u64 {
        let mut group = writer.next_row_group().unwrap();
        let mut at = 0;
        while let Some(mut column) = group.next_column().unwrap() {
            let texts = if at == 0 { &ids } else { &texts[at] };
            match kind(at) {
                Physical::INT64 => {
                    column.typed::<Int64Type>().write_batch(&numbers, None, None).unwrap()
                }
                Physical::DOUBLE => {
                    column.typed::<DoubleType>().write_batch(&doubles, None, None).unwrap()
                }
                _ => column.typed::<ByteArrayType>().write_batch(texts, None, None).unwrap(),
            };
            column.close().unwrap();
            at += 1;
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}

/// Counts what is written and forgets it.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The most memory that this process had, in bytes; 0 where the system does not say.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() * 1024.0
}
