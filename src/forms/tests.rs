use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::{Map, json};

use super::*;
use crate::domain::form::{Item, Kind, Meaning};
use crate::domain::text::Text;

/// A workbook with these sheets, each its rows of cells.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (r, row) in rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(r as u32, c as u16, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn survey(rows: &[&[&str]]) -> Vec<u8> {
    let choices: &[&[&str]] = &[&["list_name", "name", "label"], &["yes_no", "yes", "Yes"]];
    workbook(&[("survey", rows), ("choices", choices)])
}

fn read(bytes: &[u8]) -> Form {
    read_workbook(bytes).unwrap_or_else(|problems| panic!("{problems}")).form
}

/// What is wrong, as `sheet A1 code`.
fn wrong(bytes: &[u8]) -> Vec<String> {
    let problems = read_workbook(bytes).expect_err("something is wrong with it");
    problems.problems.iter().map(told).collect()
}

fn told(problem: &FormProblem) -> String {
    let Place { sheet, row, column } = &problem.place;
    let row = row.map(|row| row.to_string()).unwrap_or_default();
    let at = format!("{sheet} {}{row}", column.as_deref().unwrap_or_default());
    format!("{at} {}", problem.fault.code()).replace("  ", " ").trim_start().to_owned()
}

#[test]
fn a_workbook_becomes_a_form_with_its_languages_groups_and_meanings() {
    let form = read(&workbook(&[
        (
            "Survey",
            &[
                &[
                    "Type",
                    "NAME",
                    "label::English (en)",
                    "label::Kiswahili (sw)",
                    "hint::English (en)",
                    "bind::relevant",
                    "Required",
                    "sikia",
                    "media::audio::English (en)",
                    "my_column",
                ],
                &["begin group", "who", "Who", "Nani"],
                &[
                    "select_one yes_no",
                    "member",
                    "Member?",
                    "Mwanachama?",
                    "Ask",
                    "1 = 1",
                    "yes",
                    "",
                    "m.mp3",
                    "kept",
                ],
                &["begin repeat", "pits", "Pits"],
                &["decimal", "depth", "Depth", "Kina"],
                &["end_repeat"],
                &["end group"],
                &[],
                &["rank yes_no", "order", "Order", "Mpangilio", "", "", "", "NEED"],
            ],
        ),
        (
            "CHOICES",
            &[
                &["list name", "name", "label::English (en)", "label::Kiswahili (sw)", "Region"],
                &["yes_no", "yes", "Yes", "Ndiyo", "north"],
                &["yes_no", "no", "No", "Hapana"],
            ],
        ),
        (
            "settings",
            &[
                &[
                    "form_title",
                    "id_string",
                    "version",
                    "default_language",
                    "sikia_title::Kiswahili (sw)",
                ],
                &["Test", "test", "7", "Kiswahili (sw)", "Jaribio"],
            ],
        ),
    ]));
    assert_eq!((form.form.id.as_str(), form.form.version.as_str()), ("test", "7"));
    assert_eq!(
        (form.languages, form.default_language.as_str()),
        (vec!["en".to_owned(), "sw".to_owned()], "sw")
    );
    assert_eq!(form.title, Text::new("sw", "Jaribio"));

    let Item::Group(who) = &form.body[0] else { panic!("{:?}", form.body[0]) };
    assert_eq!(who.label, Text::new("en", "Who").with("sw", "Nani"));
    let Item::Question(member) = &who.body[0] else { panic!("{:?}", who.body[0]) };
    assert_eq!(member.kind, Kind::SelectOne { list: "yes_no".to_owned(), or_other: false });
    assert_eq!(member.hint, Text::new("en", "Ask"));
    assert_eq!(member.relevant.as_deref(), Some("1 = 1"));
    assert_eq!(member.required.as_deref(), Some("yes"));
    let columns = [("audio::en", "m.mp3"), ("my_column", "kept")];
    assert_eq!(member.columns, columns.map(|(k, v)| (k.to_owned(), v.to_owned())).into());
    let Item::Repeat(pits) = &who.body[1] else { panic!("{:?}", who.body[1]) };
    assert_eq!((pits.name.as_str(), pits.body.len()), ("pits", 1));
    let Item::Question(order) = &form.body[1] else { panic!("{:?}", form.body[1]) };
    assert_eq!(order.meaning, Some(Meaning::Need));
    assert_eq!(form.choices["yes_no"][0].columns["Region"], "north");
}

#[test]
fn cells_that_are_no_text_read_as_what_they_show() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("survey").unwrap();
    for (column, heading) in ["type", "name", "default", "required"].iter().enumerate() {
        sheet.write(0, column as u16, *heading).unwrap();
    }
    sheet.write(1, 0, "integer").unwrap();
    sheet.write(1, 1, "a").unwrap();
    sheet.write(1, 2, 12.0).unwrap();
    sheet.write(1, 3, true).unwrap();
    sheet.write(2, 0, "decimal").unwrap();
    sheet.write_formula(2, 1, Formula::new("=\"b\"").set_result("b")).unwrap();
    sheet.write(2, 2, 0.5).unwrap();
    sheet.write(3, 0, "date").unwrap();
    sheet.write(3, 1, "c").unwrap();
    let format = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_number_with_format(3, 2, 46_349.0, &format).unwrap();
    let form = read(&book.save_to_buffer().unwrap());
    let seen: Vec<_> =
        form.questions().into_iter().map(|(path, q)| (path, q.default.clone())).collect();
    let expected = [("a", "12"), ("b", "0.5"), ("c", "2026-11-23")];
    assert_eq!(seen, expected.map(|(path, default)| (path.to_owned(), Some(default.to_owned()))));
    assert_eq!(form.check(Map::new()).unwrap_err().field(), Some("a"));
}

#[test]
fn every_problem_is_told_with_its_cell() {
    let problems = wrong(&survey(&[
        &["type", "name", "label", "relevant", "sikia"],
        &["txt", "a", "A"],
        &["", "b", "B"],
        &["text", "", "C"],
        &["text", "two words", "D"],
        &["select_one nowhere", "e", "E"],
        &["select_one", "f", "F"],
        &["text", "g", "G", "${nobody} = 1"],
        &["text", "g", "Again", "", "needs"],
        &["end group"],
        &["begin group", "open", "Open"],
        &["begin repeat", "crossed", "Crossed"],
        &["end group"],
    ]));
    assert_eq!(
        problems,
        [
            "survey A2 workbook-type-unknown",
            "survey A3 workbook-type-missing",
            "survey B4 workbook-name-missing",
            "survey B5 workbook-name-invalid",
            "survey A6 workbook-list-missing",
            "survey A7 workbook-list-unnamed",
            "survey E9 workbook-meaning-unknown",
            "survey B9 workbook-name-twice",
            "survey A10 workbook-block-end-alone",
            "survey A13 workbook-block-crossed",
            "survey 11 workbook-block-open",
            "survey D8 workbook-reference-unknown",
        ]
    );
}

#[test]
fn what_old_servers_took_is_a_warning() {
    let bytes = workbook(&[
        (
            "survey",
            &[
                &["type", "name", "label", "label", "sikia"],
                &["select_one a", "data", "Named like the root", "", "role"],
                &["select_one_from_file places.csv", "place", "Place", "", "role"],
                &["note", "", "A note needs no name"],
            ],
        ),
        (
            "choices",
            &[
                &["list_name", "name", "label"],
                &["a", "x", "X"],
                &["a", "x", "X again"],
                &["a", "y z", "Y"],
                &["", "stray", "S"],
            ],
        ),
    ]);
    let import = read_workbook(&bytes).unwrap();
    let warnings: Vec<String> = import.warnings.iter().map(told).collect();
    assert_eq!(
        warnings,
        [
            "survey D1 workbook-heading-twice",
            "choices B3 workbook-choice-twice",
            "choices B4 workbook-choice-blank",
            "choices A5 workbook-choice-list-missing",
            "survey E3 workbook-meaning-twice",
            "settings workbook-form-id-missing",
        ]
    );
    assert_eq!(import.form.form.id, "data");
    let answers = json!({"data": "x", "place": "anywhere"});
    assert!(import.form.check(answers.as_object().unwrap().clone()).is_ok());
}

#[test]
fn a_loop_of_an_old_form_is_a_group_for_each_choice() {
    let form = read(&survey(&[
        &["type", "name", "label"],
        &["begin loop over yes_no", "by_answer", "Loop"],
        &["integer", "how_many", "How many %(label)s (%(name)s)?"],
        &["end loop"],
    ]));
    let questions = form.questions();
    assert_eq!(questions[0].0, "by_answer/yes/how_many");
    assert_eq!(questions[0].1.label, Text::new("", "How many Yes (yes)?"));
}

#[test]
fn what_is_no_workbook_is_refused_by_name() {
    assert_eq!(wrong(b""), ["workbook-unreadable"]);
    assert_eq!(wrong(b"type,name\ntext,a\n"), ["workbook-sheet-missing"], "CSV names its sheets");
    assert_eq!(wrong(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1old"), ["workbook-unreadable"]);
    assert_eq!(wrong(&workbook(&[("Sheet1", &[&["type"]])])), ["workbook-sheet-missing"]);
    assert_eq!(wrong(&workbook(&[("survey", &[])])).len(), 2, "type and name are missing");
    assert_eq!(wrong(&survey(&[&["name", "label"]])), ["survey workbook-column-missing"]);
    assert_eq!(wrong(&survey(&[&["type", "name"]])), ["survey workbook-empty"]);
    let whole = survey(&[&["type", "name", "label"], &["text", "a", "A"]]);
    for cut in [10, whole.len() / 2, whole.len() - 1] {
        assert_eq!(wrong(&whole[..cut]), ["workbook-unreadable"]);
    }
}

#[test]
fn groups_are_refused_when_they_are_too_deep_to_be_stored() {
    let mut rows: Vec<Vec<String>> = vec![vec!["type".to_owned(), "name".to_owned()]];
    rows.extend((0..5_000).map(|n| vec!["begin group".to_owned(), format!("g{n}")]));
    rows.extend((0..5_000).map(|_| vec!["end group".to_owned()]));
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    assert_eq!(wrong(&survey(&rows)), ["survey 34 workbook-too-large"]);
}

/// The same workbook with one part changed.
fn with_part(bytes: &[u8], part: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let content = if name == part { change(content) } else { content };
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn plain() -> Vec<u8> {
    survey(&[&["type", "name", "label"], &["text", "a", "A"]])
}

#[test]
fn a_zip_bomb_is_refused_before_it_unpacks() {
    let bomb = with_part(&plain(), "xl/styles.xml", |_| vec![b' '; 64 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(wrong(&bomb), ["workbook-too-large"]);
}

#[test]
fn a_count_of_texts_that_would_take_all_memory_is_refused() {
    for count in [
        "99999999999",
        "18446744073709551615",
        "                                                                                                                                99999999999",
    ] {
        let lie = with_part(&plain(), "xl/sharedStrings.xml", |part| {
            let text = String::from_utf8(part).unwrap();
            let (before, after) = text.split_once("uniqueCount=\"").unwrap();
            let (_, after) = after.split_once('"').unwrap();
            format!("{before}uniqueCount=\"{count}\"{after}").into_bytes()
        });
        assert_eq!(wrong(&lie), ["workbook-unreadable"], "{count}");
    }
}

#[test]
fn one_long_text_in_many_cells_does_not_fill_the_memory() {
    let long = "x".repeat(32_000);
    let row: Vec<&str> = vec![&long; 1_000];
    let rows = [&["type", "name"][..], &row, &row];
    assert_eq!(wrong(&survey(&rows)), ["survey 3 workbook-too-large"]);
}

#[test]
fn a_million_empty_rows_do_no_harm() {
    let empty = |row: u32| format!("<row r=\"{row}\" s=\"1\" customFormat=\"1\" ht=\"15\"/>");
    let rows: String = (3..=1_000_000).map(empty).collect();
    let cell =
        |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let last = format!("<row>{}{}</row>", cell("A1000001", "integer"), cell("B1000001", "b"));
    let bytes = with_part(&plain(), "xl/worksheets/sheet1.xml", |part| {
        let text = String::from_utf8(part).unwrap();
        text.replace("</sheetData>", &format!("{rows}{last}</sheetData>")).into_bytes()
    });
    assert_eq!(read(&bytes).questions().len(), 2);
}

#[test]
fn cells_far_out_and_in_any_order_do_no_harm() {
    let far = with_part(&plain(), "xl/worksheets/sheet1.xml", |part| {
        let text = String::from_utf8(part).unwrap();
        let cell = |at: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>z</t></is></c>");
        let (before, after) = text.split_once("<sheetData>").unwrap();
        format!("{before}<sheetData><row>{}{}</row>{after}", cell("C2"), cell("A1048576"))
            .into_bytes()
    });
    let read = read_workbook(&far).unwrap();
    assert!(read.warnings.iter().any(|warning| warning.fault.code() == "workbook-rows-apart"));
    let wide = with_part(&far, "xl/worksheets/sheet1.xml", |part| {
        String::from_utf8(part).unwrap().replace("A1048576", "XFD1").into_bytes()
    });
    assert_eq!(wrong(&wide), ["survey 1 workbook-too-large"]);
    let overflow = with_part(&far, "xl/worksheets/sheet1.xml", |part| {
        String::from_utf8(part).unwrap().replace("A1048576", "AAAAAAAAA99999999999").into_bytes()
    });
    assert_eq!(wrong(&overflow).len(), 1);
}

#[test]
fn a_csv_workbook_holds_all_its_sheets() {
    let csv = "survey,,,\n,type,name,label::Kiswahili (sw)\n,select_one yes_no,a,\"Ndiyo, au?\"\n\
               choices,,,\n,list_name,name,label\n,yes_no,yes,Yes\nsettings,\n,form_id\n,from_csv\n";
    let form = read(format!("\u{FEFF}{csv}").as_bytes());
    assert_eq!(form.form.id, "from_csv");
    assert_eq!(form.questions()[0].1.label, Text::new("sw", "Ndiyo, au?"));
    assert_eq!(form.choices["yes_no"].len(), 1);
    assert_eq!(wrong(b"survey,\n,type,name\n,text,1a\n"), ["survey C3 workbook-name-invalid"]);
}
