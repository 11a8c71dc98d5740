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
}
