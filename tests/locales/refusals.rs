//! Every fault that ends the build, shown with a catalogue that has it.

use std::path::Path;

use crate::check::{self, Kind};
use crate::read::{self, Language, Source};

const ENGLISH: &str = "# status: reviewed

# $name (text): who
greet = Hello { $name }
    .detail = How are you, { $name }?

# $count (number): how many
count = { PLURAL($count) ->
    [one] { $count } record
   *[other] { $count } records
}
bye = Bye
";

const SWAHILI: &str = "# status: draft

greet = Habari { $name }
    .detail = Hujambo, { $name }?
count = { PLURAL($count) ->
    [one] Rekodi { $count }
   *[other] Rekodi { $count }
}
bye = Kwaheri
";

fn language(tag: &str, text: &str) -> Language {
    let source = Source { file: format!("locales/{tag}/a.ftl"), text: text.to_owned() };
    Language { tag: tag.to_owned(), sources: vec![source] }
}

fn faults(languages: &[Language]) -> Vec<String> {
    match check::check(languages) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

/// The one fault of Swahili after a change.
#[track_caller]
fn swahili(from: &str, to: &str, expected: &str) {
    assert!(SWAHILI.contains(from), "{from}");
    let found = faults(&[language("en", ENGLISH), language("sw", &SWAHILI.replace(from, to))]);
    assert_eq!(found, [expected]);
}

/// The one fault of English after a change, when it is alone.
#[track_caller]
fn english(from: &str, to: &str, expected: &str) {
    assert!(ENGLISH.contains(from), "{from}");
    let found = faults(&[language("en", &ENGLISH.replace(from, to))]);
    assert_eq!(found, [expected]);
}

#[test]
fn catalogues_that_say_the_same_pass_and_become_typed_methods() {
    let checked = check::check(&[language("en", ENGLISH), language("sw", SWAHILI)]).unwrap();
    let shape: Vec<_> =
        checked.iter().map(|text| (check::method(&text.key), text.variables.clone())).collect();
    let name = vec![("name".to_owned(), Kind::Text)];
    let count = vec![("count".to_owned(), Kind::Number)];
    assert_eq!(
        shape,
        [
            ("bye".to_owned(), vec![]),
            ("count".to_owned(), count),
            ("greet".to_owned(), name.clone()),
            ("greet_detail".to_owned(), name),
        ]
    );
}

#[test]
fn a_line_that_is_not_fluent_is_refused_with_its_place() {
    let broken = SWAHILI.replace("bye = Kwaheri", "bye = Kwaheri\n?? what\n");
    let found = faults(&[language("en", ENGLISH), language("sw", &broken)]);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("locales/sw/a.ftl:10: not Fluent: "), "{found:?}");
}

#[test]
fn a_message_or_attribute_that_a_language_lacks_is_refused() {
    let what = "locales/sw/a.ftl:1: `bye` is missing; translate locales/en/a.ftl:12";
    swahili("bye = Kwaheri", "", what);
    let what = "locales/sw/a.ftl:1: `greet.detail` is missing; translate locales/en/a.ftl:4";
    swahili("    .detail = Hujambo, { $name }?\n", "", what);
}

#[test]
fn a_message_or_attribute_that_english_lacks_is_refused() {
    let what = "is not in English; correct the id, add it there, or remove it";
    swahili(
        "bye = Kwaheri",
        "bye = Kwaheri\nbyee = Kwaheri",
        &format!("locales/sw/a.ftl:10: `byee` {what}"),
    );
    swahili(
        "bye = Kwaheri",
        "bye = Kwaheri\n    .x = Y",
        &format!("locales/sw/a.ftl:9: `bye.x` {what}"),
    );
}

#[test]
fn a_wrong_or_forgotten_variable_is_refused() {
    let found = faults(&[
        language("en", ENGLISH),
        language("sw", &SWAHILI.replace("Habari { $name }", "Habari { $jina }")),
    ]);
    assert_eq!(
        found,
        [
            "locales/sw/a.ftl:3: `greet` uses $jina, which English does not; correct the name",
            "locales/sw/a.ftl:3: `greet` does not use $name, which English does; put it in",
        ]
    );
    let what = "locales/sw/a.ftl:3: `greet` does not use $name, which English does; put it in";
    swahili("Habari { $name }", "Habari", what);
}

#[test]
fn an_id_that_stands_twice_is_refused() {
    let what = "locales/sw/a.ftl:9: `bye` stands twice, first at locales/sw/a.ftl:9; remove one";
    swahili("bye = Kwaheri", "bye = Kwaheri\nbye = Kwaheri", what);
}

#[test]
fn a_plural_with_the_wrong_forms_is_refused() {
    let what = "locales/sw/a.ftl:5: `count` needs the forms one, other";
    swahili("[one]", "[few]", what);
    swahili("    [one] Rekodi { $count }\n", "", what);
    let found = faults(&[
        language("en", ENGLISH),
        language("ar", &SWAHILI.replace("bye = Kwaheri", "bye = مع السلامة")),
    ]);
    assert_eq!(
        found,
        ["locales/ar/a.ftl:5: `count` needs the forms few, many, one, other, two, zero"]
    );
    let found = faults(&[language("en", ENGLISH), language("xx", SWAHILI)]);
    assert_eq!(found, ["locales/xx/a.ftl:5: `count` add the plural forms of `xx` to FORMS"]);
}

#[test]
fn fluents_own_plurals_and_functions_are_refused() {
    let what = "locales/sw/a.ftl:5: `count` chooses by $count itself; write PLURAL($count), which is right";
    swahili("PLURAL($count)", "$count", what);
    let found = faults(&[
        language("en", ENGLISH),
        language(
            "sw",
            &SWAHILI.replace("Rekodi { $count }\n   *", "Rekodi { NUMBER($count) }\n   *"),
        ),
    ]);
    assert_eq!(
        found,
        ["locales/sw/a.ftl:5: `count` calls NUMBER(); only PLURAL($number) is there"]
    );
    let what = "locales/sw/a.ftl:3: `greet` asks for the plural of $name, which English does not call a number";
    swahili("Habari { $name }", "Habari { PLURAL($name) }", what);
}

#[test]
fn other_messages_and_unknown_terms_in_a_message_are_refused() {
    let what = "locales/sw/a.ftl:9: `bye` uses the message `greet`; make it a term, `-greet`";
    swahili("bye = Kwaheri", "bye = Kwaheri { greet }", what);
    let what = "locales/sw/a.ftl:9: `bye` uses the term `-us`, which is missing; add it";
    swahili("bye = Kwaheri", "bye = Kwaheri { -us }", what);
    let found = faults(&[
        language("en", ENGLISH),
        language(
            "sw",
            &format!("{SWAHILI}\n-us = Sikia\n").replace("bye = Kwaheri", "bye = Kwaheri { -us }"),
        ),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn english_declares_every_variable_and_its_kind() {
    let what = "locales/en/a.ftl:4: `greet` uses $name undeclared; add `# $name (number)` or `(text)` above";
    english("# $name (text): who", "# who", what);
    let what = "locales/en/a.ftl:13: `bye` declares $who and never uses it; use it or remove it";
    english("bye = Bye", "# $who (text)\nbye = Bye", what);
    let found = faults(&[language("en", &ENGLISH.replace("(number)", "(whatever)"))]);
    assert!(found[0].contains("say `$count (number)` or `$count (text)`"), "{found:?}");
}

#[test]
fn two_messages_that_would_be_one_method_are_refused() {
    let what =
        "locales/en/a.ftl:12: `greet-detail` is the same method as `greet.detail`; rename one";
    english("bye = Bye", "greet-detail = Bye", what);
}

#[test]
fn a_message_without_a_text_of_its_own_is_refused() {
    let found =
        faults(&[language("en", &ENGLISH.replace("bye = Bye", "bye =\n    .detail = Bye"))]);
    assert_eq!(found, ["locales/en/a.ftl:12: `bye` has no text of its own; add one"]);
}

#[test]
fn a_file_that_does_not_say_its_status_is_refused() {
    let what = "locales/sw/a.ftl:1: begin the file with `# status: draft` or `# status: reviewed`";
    swahili("# status: draft", "# status: fine", what);
}

#[test]
fn catalogues_without_english_are_refused() {
    let found = faults(&[language("sw", SWAHILI)]);
    assert_eq!(found, ["locales/en:1: there is no English catalogue; every message begins there"]);
}

#[test]
fn the_shipped_catalogues_pass() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let shipped = read::languages(&root).unwrap();
    assert_eq!(shipped.len(), 5);
    assert_eq!(faults(&shipped), Vec::<String>::new());
}
