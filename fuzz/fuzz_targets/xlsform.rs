//! Arbitrary bytes as a workbook, and arbitrary parts in a workbook that opens.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::{Corpus, fuzz_target};
use sikia::domain::form::Form;

const RELATIONSHIPS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="survey" sheetId="1" r:id="s1"/><sheet name="choices" sheetId="2" r:id="s2"/></sheets></workbook>"#;

fuzz_target!(|data: &[u8]| -> Corpus {
    // The first byte says how to take the rest; a whole file begins with `P`.
    let Some((mode, rest)) = data.split_first() else { return Corpus::Reject };
    match mode % 3 {
        0 => read(&cells(rest)),
        1 => read(&parts(rest)),
        _ => read(data),
    }
    Corpus::Keep
});

/// Reading ends, and what it reads comes back from JSON as it was.
fn read(bytes: &[u8]) {
    if let Ok(import) = sikia::forms::read_workbook(bytes) {
        let json = serde_json::to_string(&import.form).expect("a form is JSON");
        let back: Form = serde_json::from_str(&json).expect("a stored form reads");
        assert_eq!(back, import.form);
        let answers = import.form.questions().into_iter().map(|(path, _)| (path, json.len().into()));
        let _ = import.form.check(answers.collect());
    }
}

/// Text as cells: a line a row, a tab a column, two empty lines between survey and choices.
fn cells(data: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(data);
    let (survey, choices) = text.split_once("\n\n").unwrap_or((&text, ""));
    book(&[sheet(survey).as_bytes(), sheet(choices).as_bytes(), b"<sst></sst>"])
}

fn sheet(text: &str) -> String {
    let escape = |c: char| match c {
        '<' => "&lt;".to_owned(),
        '&' => "&amp;".to_owned(),
        c => c.to_string(),
    };
    let cell = |cell: &str| {
        let text: String = cell.chars().map(escape).collect();
        format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let row = |row: &str| format!("<row>{}</row>", row.split('\t').map(cell).collect::<String>());
    let rows: String = text.split('\n').map(row).collect();
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

/// Bytes as the XML of the sheets and the shared texts, parted by NUL.
fn parts(data: &[u8]) -> Vec<u8> {
    let mut parts = data.splitn(3, |byte| *byte == 0);
    let mut next = || parts.next().unwrap_or_default();
    book(&[next(), next(), next()])
}

fn book([survey, choices, shared]: &[&[u8]; 3]) -> Vec<u8> {
    let mut book = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored);
    for (name, content) in [
        ("_rels/.rels", RELATIONSHIPS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", SHEETS.as_bytes()),
        ("xl/sharedStrings.xml", shared),
        ("xl/worksheets/sheet1.xml", survey),
        ("xl/worksheets/sheet2.xml", choices),
    ] {
        book.start_file(name, options).expect("a part begins");
        book.write_all(content).expect("a part is written");
    }
    book.finish().expect("the archive ends").into_inner()
}
