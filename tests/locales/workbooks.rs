//! Every fault of a workbook or table is told in every language, with its place and its facts.

use serde_json::{Map, Value, json};
use sikia::forms::{Fault, FormProblem, Place};
use sikia::i18n::{SUPPORTED, Texts, plain, workbook};

/// What may be too large.
const BOUNDS: [(&str, u64); 12] = [
    ("bytes", 16 << 20),
    ("parts", 1_000),
    ("unpacked_bytes", 128 << 20),
    ("rows", 100_000),
    ("columns", 1_024),
    ("cells", 1_000_000),
    ("text_bytes", 32 << 20),
    ("depth", 64),
    ("loop", 16 << 20),
    ("elements", 400_000),
    ("media_files", 1_000),
    ("problems", 200),
];

/// What a cell of a table may be expected to be.
const EXPECTED: [&str; 7] = ["id", "code", "number", "latitude", "longitude", "date", "period"];

fn sample(field: &str) -> Value {
    match field {
        "bound" => json!("rows"),
        "expected" => json!("date"),
        "from" => json!("+ * 2"),
        "needs" => json!("pulldata('prices')"),
        "gap" => json!(60),
        "first" => json!(1234),
        "given" => json!("intger"),
        "heading" => json!("label::English"),
        "id" => json!("tz-geita"),
        "limit" => json!(100_000),
        "list" => json!("minerals"),
        "meaning" => json!("gender"),
        "name" => json!("shaft_depth"),
        "parent" => json!("safety"),
        "path" => json!("/data/shaft/depth"),
        "reason" => json!("invalid Zip archive"),
        "taken" => json!("asm-needs"),
        _ => panic!("give `{field}` a sample"),
    }
}

/// One of each, made from the list of codes, so that none can be left out.
fn all() -> Vec<FormProblem> {
    let one = |(code, fields): &(&str, &[&str])| {
        let mut fault: Map<String, Value> =
            fields.iter().map(|field| ((*field).to_owned(), sample(field))).collect();
        fault.insert("code".to_owned(), json!(code));
        let sheet = if code.starts_with("table-") { "" } else { "survey" };
        let place = Place { sheet: sheet.to_owned(), row: Some(5678), column: Some("QX".into()) };
        FormProblem { place, fault: serde_json::from_value(fault.into()).unwrap() }
    };
    Fault::CODES.iter().map(one).collect()
}

fn said(tag: &str, problem: &FormProblem) -> String {
    plain(&workbook::line(&Texts::of(tag).unwrap(), problem))
}

fn what(tag: &str, fault: &Fault) -> String {
    plain(&workbook::what(&Texts::of(tag).unwrap(), fault))
}

fn too_large(bound: &str, limit: u64) -> Fault {
    Fault::TooLarge { bound: bound.to_owned(), limit }
}

fn invalid(given: &str, expected: &str) -> Fault {
    let (heading, given) = ("lat".to_owned(), given.to_owned());
    Fault::CellInvalid { heading, given, expected: expected.to_owned() }
}

#[test]
fn every_fault_is_told_in_every_language_with_its_place_and_its_facts() {
    for (tag, _) in SUPPORTED {
        for problem in all() {
            let line = said(tag, &problem);
            let code = problem.fault.code();
            assert!(!line.contains(['{', '$']) && !line.contains(code), "{tag} {code}: {line}");
            assert!(line.contains("5678") && line.contains("QX"), "{tag} {code}: {line}");
            assert_eq!(line.contains("survey"), !code.starts_with("table-"), "{tag} {line}");
            let facts = serde_json::to_value(&problem.fault).unwrap();
            let facts = facts.as_object().unwrap().iter();
            for (field, value) in facts.filter(|(field, _)| *field != "code") {
                let fact = match field.as_str() {
                    "bound" | "expected" | "limit" => continue,
                    _ => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                };
                assert!(line.contains(&fact), "{tag} {code}: {fact} is not in {line}");
            }
        }
    }
}

#[test]
fn another_language_is_another_sentence_for_every_fault() {
    for (tag, _) in SUPPORTED.iter().filter(|(tag, _)| *tag != "en") {
        for FormProblem { fault, .. } in all() {
            assert_ne!(what(tag, &fault), what("en", &fault), "{tag}");
        }
    }
}

#[test]
fn every_bound_has_words_of_its_own_in_every_language_and_sizes_are_megabytes() {
    for (tag, _) in SUPPORTED {
        for (bound, limit) in BOUNDS {
            let line = what(tag, &too_large(bound, limit));
            assert!(!line.contains(bound) || *tag == "en", "{tag} {bound}: {line}");
            let other = what(tag, &too_large("other_bound", limit));
            assert_ne!(line, other.replace("other_bound", bound), "{tag} {bound}");
        }
        for bound in ["bytes", "text_bytes", "loop"] {
            let line = what(tag, &too_large(bound, 16 << 20));
            assert!(line.contains("16") && !line.contains("777"), "{tag} {bound}: {line}");
        }
        let unknown = what(tag, &too_large("moons", 7));
        assert!(unknown.contains("moons") && unknown.contains('7'), "{tag} {unknown}");
    }
}

#[test]
fn what_a_cell_should_be_is_said_in_the_language() {
    for (tag, _) in SUPPORTED {
        for expected in EXPECTED {
            let line = what(tag, &invalid("x", expected));
            let unknown = what(tag, &invalid("x", "moon")).replace("moon", expected);
            assert_ne!(line, unknown, "{tag} {expected}");
        }
        let alone = Fault::CellEmpty { heading: "lat".to_owned() };
        assert_eq!(what(tag, &invalid("", "latitude")), what(tag, &alone), "{tag}");
    }
}

#[test]
fn a_place_is_as_exact_as_is_known() {
    let at = |sheet: &str, row, column: Option<&str>| {
        let (sheet, column) = (sheet.to_owned(), column.map(str::to_owned));
        said("en", &FormProblem { place: Place { sheet, row, column }, fault: Fault::Empty {} })
    };
    let end = "There is no question on this sheet. Add at least one.";
    assert_eq!(at("survey", Some(2), Some("B")), format!("Sheet “survey”, row 2, column B: {end}"));
    assert_eq!(at("survey", Some(2), None), format!("Sheet “survey”, row 2: {end}"));
    assert_eq!(at("survey", None, None), format!("Sheet “survey”: {end}"));
    assert_eq!(at("", Some(2), Some("B")), format!("Line 2, column B: {end}"));
    assert_eq!(at("", Some(2), None), format!("Line 2: {end}"));
    assert_eq!(at("", None, None), end);
}

#[test]
fn what_a_form_designer_reads_is_here_to_look_at() {
    let mut lines: Vec<String> = all()
        .iter()
        .map(|FormProblem { fault, .. }| format!("{}: {}", fault.code(), what("en", fault)))
        .collect();
    lines.push(String::new());
    lines.extend(BOUNDS.map(|(bound, limit)| what("en", &too_large(bound, limit))));
    lines.push(String::new());
    lines.extend(EXPECTED.map(|expected| what("en", &invalid("x", expected))));
    insta::assert_snapshot!(lines.join("\n"));
}
