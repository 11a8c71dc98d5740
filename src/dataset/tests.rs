use std::io::Cursor;

use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field as Stored;
use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::text::Text;

/// A dataset with every kind of column and a table that repeats.
fn dataset() -> Dataset {
    let roles = vec![
        Code::new("digger", Text::new("en", "Digger").with("sw", "Mchimbaji")),
        Code::new("=crusher", Text::new("en", "Crusher")),
    ];
    let visits = Table::new("visits", Text::new("en", "Visits"))
        .column(Column::new("id", Text::new("en", "Number"), Kind::Integer).hxl("#meta+id"))
        .column(Column::new("words", Text::new("en", "Own words"), Kind::Text))
        .column(Column::new("role", Text::new("en", "Role"), Kind::Code(roles)).hxl("#population"))
        .column(Column::new("grams", Text::new("en", "Grams"), Kind::Decimal).hxl("#value"))
        .column(Column::new("member", Text::new("en", "Member"), Kind::Boolean))
        .column(Column::new("day", Text::new("en", "Day"), Kind::Date).hxl("#date"))
        .column(Column::new("month", Text::new("en", "Month"), Kind::Month).hxl("#date+month"))
        .column(Column::new("site", Text::new("en", "Site"), Kind::Point).hxl("#geo"))
        .primary_key(&["id"]);
    let needs = Table::new("needs", Text::new("en", "Needs"))
        .column(Column::new("visit", Text::default(), Kind::Integer))
        .column(Column::new("rank", Text::default(), Kind::Integer))
        .primary_key(&["visit", "rank"])
        .foreign_key(&["visit"], "visits", &["id"]);
    Dataset { tables: vec![visits, needs], ..Dataset::default() }
}

fn row(words: &str) -> [Value<'_>; 8] {
    [
        Value::Integer(-7),
        Value::Text(words),
        Value::Code("digger"),
        Value::Decimal(Decimal::new(12_50, 2)),
        Value::Boolean(true),
        Value::Date(date(2026, 2, 9)),
        Value::Month { year: 2026, month: 2 },
        Value::Point { longitude: 32.125, latitude: -2.875 },
    ]
}

/// The bytes of the first file of a format.
fn written(format: Format, options: &Options, rows: &[&[Value<'_>]]) -> Result<Vec<u8>, Error> {
    let (dataset, mut bytes) = (dataset(), Vec::new());
    let file = &dataset.files(&[format])[0];
    let mut encoder = encoder(&dataset, file, options, Box::new(&mut bytes))?;
    for row in rows {
        encoder.row(0, row)?;
    }
    encoder.finish()?;
    Ok(bytes)
}

fn text(format: Format, options: &Options, rows: &[&[Value<'_>]]) -> String {
    String::from_utf8(written(format, options, rows).unwrap()).unwrap()
}

#[test]
fn csv_has_a_heading_and_says_every_kind_plainly() {
    let missing = [Value::Missing; 8];
    assert_eq!(
        text(Format::Csv, &Options::default(), &[&row("a,\"b\""), &missing]),
        "id,words,role,grams,member,day,month,site_longitude,site_latitude\r\n\
         -7,\"a,\"\"b\"\"\",digger,12.50,true,2026-02-09,2026-02,32.125,-2.875\r\n\
         ,,,,,,,,\r\n"
    );
}

#[test]
fn the_tags_of_hxl_stand_under_the_heading() {
    let lines = text(Format::Hxl, &Options::default(), &[]);
    assert_eq!(
        lines.lines().nth(1),
        Some("#meta+id,,#population,#value,,#date,#date+month,#geo+lon,#geo+lat")
    );
}

#[test]
fn labels_come_in_the_language_asked_for_and_unknown_codes_as_they_are() {
    let options = Options {
        answers: Answers::Labels,
        languages: vec!["sw".into(), "en".into()],
        ..Options::default()
    };
    let of = |code| {
        let mut row = row("");
        row[2] = Value::Code(code);
        let csv = text(Format::Csv, &options, &[&row]);
        csv.lines().nth(1).unwrap().split(',').nth(2).unwrap().to_owned()
    };
    assert_eq!(
        [of("digger"), of("=crusher"), of("=strange")],
        ["Mchimbaji", "Crusher", "'=strange"]
    );
}

#[test]
fn the_byte_order_mark_stands_at_the_very_front_when_asked_for() {
    let options = Options { bom: true, ..Options::default() };
    assert!(text(Format::Csv, &options, &[]).starts_with("\u{feff}id,"));
    assert!(text(Format::Csv, &Options::default(), &[]).starts_with("id,"));
}

#[test]
fn a_row_that_is_not_of_its_table_is_refused() {
    let short = [Value::Missing];
    let mut wrong = row("");
    wrong[0] = Value::Text("7");
    let mut nowhere = row("");
    nowhere[7] = Value::Point { longitude: f64::NAN, latitude: 0.0 };
    for row in [&short[..], &wrong, &nowhere] {
        let refused = written(Format::Csv, &Options::default(), &[row]);
        assert!(matches!(refused, Err(Error::Unfit { .. })), "{refused:?}");
    }
    let dataset = dataset();
    let file = &dataset.files(&[Format::Csv])[0];
    let mut encoder = encoder(&dataset, file, &Options::default(), Box::new(io::sink())).unwrap();
    assert!(encoder.row(1, &[Value::Missing, Value::Missing]).is_err());
}

#[test]
fn every_table_is_a_file_and_repeats_name_what_they_belong_to() {
    let names: Vec<_> = dataset().files(&Format::ALL).into_iter().map(|file| file.name).collect();
    assert!(names.contains(&"visits.csv".to_owned()) && names.contains(&"needs.jsonl".to_owned()));
}

#[test]
fn the_same_rows_give_the_same_bytes_in_every_format() {
    let options = Options { languages: vec!["sw".into()], ..Options::default() };
    for format in Format::ALL {
        let twice = [(); 2].map(|()| written(format, &options, &[&row("a"), &row("b")]).unwrap());
        assert!(twice[0] == twice[1], "{format:?}");
    }
}

#[test]
fn a_workbook_has_labels_codes_codebook_and_notes() {
    let options = Options { languages: vec!["sw".into()], ..Options::default() };
    let bytes = written(Format::Xlsx, &options, &[&row("=1+1")]).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["visits", "needs", "visits codes", "codebook", "codes", "notes"]
    );
    let mut cells = |sheet: &str, row: u32| {
        let range = book.worksheet_range(sheet).unwrap();
        (0..9).map(|at| range.get_value((row, at)).unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(cells("visits", 0)[..3], ["Number", "Own words", "Role"]);
    assert_eq!(cells("visits", 1)[..5], ["-7", "=1+1", "Mchimbaji", "12.5", "true"]);
    assert_eq!(cells("visits codes", 0)[..3], ["id", "words", "role"]);
    assert_eq!(cells("visits codes", 1)[2], "digger");
    assert_eq!(cells("visits", 1)[6..], ["2026-02", "32.125", "-2.875"]);
    let codes = book.worksheet_range("codes").unwrap();
    assert!(codes.rows().any(|row| row[2] == Data::String("=crusher".into())));
}

#[test]
fn a_text_that_is_longer_than_a_cell_is_cut_and_the_notes_say_so() {
    let long = "ሀ".repeat(40_000);
    let bytes = written(Format::Xlsx, &Options::default(), &[&row(&long)]).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let cell = book.worksheet_range("visits").unwrap().get_value((1, 1)).unwrap().to_string();
    assert_eq!(cell.chars().count(), 32_767);
    let notes = book.worksheet_range("notes").unwrap();
    let cut = [Data::String("texts_cut".into()), Data::String("2".into())];
    assert!(notes.rows().any(|row| row == cut));
}

#[test]
fn names_of_sheets_are_free_and_short_enough() {
    let long = "a-table-with-a-name-that-is-longer-than-a-sheet-can-have";
    let table = |name: &str| Table::new(name, Text::default());
    let dataset = Dataset {
        tables: vec![table(long), table(&format!("{long}-2")), table("notes"), table("history")],
        ..Dataset::default()
    };
    let mut bytes = Vec::new();
    let file = &dataset.files(&[Format::Xlsx])[0];
    encoder(&dataset, file, &Options::default(), Box::new(&mut bytes)).unwrap().finish().unwrap();
    let book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = ["a-table-with-a-name-that-is-l 2", "notes 2", "history 2"];
    assert_eq!(book.sheet_names()[1..4], names);
}

#[test]
fn more_rows_than_a_row_group_come_out_in_order() {
    let dataset = dataset();
    let (file, mut bytes) = (&dataset.files(&[Format::Parquet])[1], Vec::new());
    let mut out = encoder(&dataset, file, &Options::default(), Box::new(&mut bytes)).unwrap();
    let count = parquet::GROUP as i64 + 3;
    for number in 0..count {
        let rank = if number % 2 == 0 { Value::Missing } else { Value::Integer(1) };
        out.row(1, &[Value::Integer(number), rank]).unwrap();
    }
    out.finish().unwrap();
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    assert_eq!(reader.num_row_groups(), 2);
    let mut rows = reader.get_row_iter(None).unwrap();
    for number in 0..count {
        let row = rows.next().unwrap().unwrap();
        let mut columns = row.get_column_iter().map(|(_, value)| value.clone());
        assert_eq!(columns.next(), Some(Stored::Long(number)));
        let rank = if number % 2 == 0 { Stored::Null } else { Stored::Long(1) };
        assert_eq!(columns.next(), Some(rank));
    }
    assert!(rows.next().is_none());
}

#[test]
fn a_package_holds_files_documents_and_how_they_belong_together() {
    let mut dataset = dataset();
    dataset.metadata.methods = Text::new("en", "Asked who was there.").with("sw", "Waliokuwepo.");
    let options = Options::default();
    let csv = written(Format::Csv, &options, &[&row("a")]).unwrap();
    let part = Part {
        file: dataset.files(&[Format::Csv])[0].clone(),
        size: csv.len() as u64,
        content: Box::new(&csv[..]),
    };
    let mut bytes = Vec::new();
    package(&dataset, &options, [part], &mut bytes).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<_> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in ["data/visits.csv", "codebook.csv", "methods.sw.md", "dcat.jsonld", "hdx.json"] {
        assert!(names.contains(&name.to_owned()), "{name} in {names:?}");
    }
    let picture: serde_json::Value =
        serde_json::from_reader(zip.by_name("datapackage.json").unwrap()).unwrap();
    let resource = &picture["resources"][0];
    assert_eq!(resource["bytes"], csv.len());
    assert_eq!(resource["schema"]["fields"][6]["type"], "yearmonth");
    assert_eq!(resource["schema"]["fields"][2]["categories"][0]["labels"]["sw"], "Mchimbaji");
}

/// Texts that formats stumble over.
fn awkward() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("\0".to_owned()),
        Just("\r\n".to_owned()),
        Just("'".to_owned()),
        Just("\"".to_owned()),
        Just(";".to_owned()),
        Just("\t".to_owned()),
        Just("+".to_owned()),
        Just("\u{202e}العربية".to_owned()),
        Just("_x000D_".to_owned()),
        any::<String>(),
    ];
    proptest::collection::vec(parts, 0..5).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn a_neutralised_text_is_restored(words in awkward()) {
        let neutral = neutral(&words).into_owned();
        prop_assert_eq!(original(&neutral).into_owned(), words);
    }

    #[test]
    fn no_spreadsheet_sees_a_formula_in_a_text(words in awkward()) {
        for cell in neutral(&words).split([';', '\t', '\r', '\n']) {
            prop_assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '-', '@', '＝', '＠']));
        }
    }

    #[test]
    fn csv_is_read_again_as_it_was(words in awkward(), id in any::<i64>()) {
        let mut row = row(&words);
        row[0] = Value::Integer(id);
        let bytes = written(Format::Csv, &Options::default(), &[&row]).unwrap();
        let mut reader = ::csv::Reader::from_reader(&bytes[..]);
        let record = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(record[0].parse::<i64>().unwrap(), id);
        prop_assert_eq!(original(&record[1]), words);
        prop_assert_eq!(&record[7], "32.125");
    }

    #[test]
    fn json_lines_are_read_again_as_they_were(words in awkward(), grams in any::<i64>()) {
        let mut row = row(&words);
        let grams = Decimal::new(grams, 9);
        row[3] = Value::Decimal(grams);
        let lines = text(Format::JsonLines, &Options::default(), &[&row, &row]);
        prop_assert_eq!(lines.lines().count(), 2);
        let line: std::collections::BTreeMap<String, Box<serde_json::value::RawValue>> =
            serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        prop_assert_eq!(serde_json::from_str::<String>(line["words"].get()).unwrap(), words);
        prop_assert_eq!(line["grams"].get().parse::<Decimal>().unwrap(), grams);
    }

    #[test]
    fn a_workbook_is_read_again_as_it_was(words in awkward(), id in any::<i64>()) {
        let mut row = row(&words);
        row[0] = Value::Integer(id);
        let bytes = written(Format::Xlsx, &Options::default(), &[&row]).unwrap();
        let range = Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range("visits").unwrap();
        let cell = |at| range.get_value((1, at)).cloned().unwrap_or_default();
        match cell(0) {
            Data::Float(number) => prop_assert_eq!(number as i64, id),
            Data::String(text) => prop_assert_eq!(text, id.to_string()),
            other => prop_assert!(false, "{other:?}"),
        }
        prop_assert_eq!(cell(1).to_string(), words);
    }

    #[test]
    fn parquet_is_read_again_as_it_was(
        words in awkward(),
        id in any::<i64>(),
        grams in any::<i32>(),
        answers in proptest::collection::vec(any::<bool>(), 8),
    ) {
        let mut full = row(&words);
        full[0] = Value::Integer(id);
        full[3] = Value::Decimal(Decimal::new(grams.into(), 3));
        let mut sparse = full;
        for (value, there) in sparse.iter_mut().zip(&answers) {
            if !there {
                *value = Value::Missing;
            }
        }
        let bytes = written(Format::Parquet, &Options::default(), &[&sparse, &full]).unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let rows: Vec<Vec<Stored>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(_, value)| value.clone()).collect())
            .collect();
        let whole = [
            Stored::Long(id),
            Stored::Str(words),
            Stored::Str("digger".into()),
            Stored::Double(f64::from(grams) / 1000.0),
            Stored::Bool(true),
            Stored::Date(20_493),
            Stored::Str("2026-02".into()),
            Stored::Double(32.125),
            Stored::Double(-2.875),
        ];
        prop_assert_eq!(&rows[1], &whole);
        for (at, value) in rows[0].iter().enumerate() {
            let missing = !answers[at.min(7)];
            prop_assert_eq!(value, if missing { &Stored::Null } else { &whole[at] });
        }
    }

    #[test]
    fn geojson_is_read_again_as_it_was(words in awkward()) {
        let mut nowhere = row(&words);
        nowhere[7] = Value::Missing;
        let bytes = written(Format::GeoJson, &Options::default(), &[&row(&words), &nowhere]).unwrap();
        let all: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(all["features"].as_array().unwrap().len(), 2);
        let place = serde_json::json!({ "type": "Point", "coordinates": [32.125, -2.875] });
        prop_assert_eq!(&all["features"][0]["geometry"], &place);
        prop_assert_eq!(&all["features"][1]["geometry"], &serde_json::Value::Null);
        prop_assert_eq!(all["features"][1]["properties"]["words"].as_str(), Some(&*words));
    }

    #[test]
    fn whatever_the_codes_and_their_order_each_has_its_label_and_the_file_says_so(
        names in proptest::collection::btree_set(awkward(), 1..6),
        turn in 0_usize..6,
    ) {
        let mut names: Vec<String> = names.into_iter().collect();
        let count = names.len();
        names.rotate_left(turn % count);
        let label = |at: usize| format!("label {at}");
        let codes = names.iter().enumerate();
        let codes = codes.map(|(at, name)| Code::new(name, Text::new("sw", &label(at))));
        let table = Table::new("answers", Text::default())
            .column(Column::new("code", Text::default(), Kind::Code(codes.collect())));
        let dataset = Dataset { tables: vec![table.clone()], ..Dataset::default() };
        let options = |answers| {
            Options { answers, languages: vec!["sw".into()], ..Options::default() }
        };
        let written = |format, answers| {
            let mut bytes = Vec::new();
            let file = &dataset.files(&[format])[0];
            let mut out =
                encoder(&dataset, file, &options(answers), Box::new(&mut bytes)).unwrap();
            for name in &names {
                out.row(0, &[Value::Code(name)]).unwrap();
            }
            out.finish().unwrap();
            bytes
        };
        let csv = written(Format::Csv, Answers::Labels);
        let mut reader = ::csv::Reader::from_reader(&csv[..]);
        for (at, record) in reader.records().enumerate() {
            prop_assert_eq!(&record.unwrap()[0], label(at));
        }
        let parquet = written(Format::Parquet, Answers::Codes);
        let reader = feed::Reader::open(bytes::Bytes::from(parquet)).unwrap();
        prop_assert_eq!(reader.table(), &table);
        let mut read = Vec::new();
        reader.read(0, |_, row| { read.push(row[0].clone()); true }).unwrap();
        let said: Vec<_> = names.iter().map(|name| feed::Datum::Text(name.clone())).collect();
        prop_assert_eq!(read, said);
        let book = written(Format::Xlsx, Answers::Codes);
        let mut book = Xlsx::new(Cursor::new(book)).unwrap();
        let shown = book.worksheet_range("answers").unwrap();
        let coded = book.worksheet_range("answers codes").unwrap();
        for (at, name) in names.iter().enumerate() {
            let row = at as u32 + 1;
            prop_assert_eq!(shown.get_value((row, 0)).unwrap().to_string(), label(at));
            let code = coded.get_value((row, 0)).cloned().unwrap_or_default();
            prop_assert_eq!(&code.to_string(), name);
        }
    }
}
