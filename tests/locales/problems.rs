//! Every problem has a title and a next step in every language.

use sikia::domain::problem::Problem;
use sikia::i18n::{SUPPORTED, Texts, plain, problem};

/// One of each, with facts that must show in the detail.
fn all() -> Vec<(Problem, &'static [&'static str])> {
    let s = str::to_owned;
    vec![
        (Problem::Malformed { reason: s("R1") }, &["R1"]),
        (Problem::BadParameter { parameter: s("P1"), given: s("G1") }, &["P1", "G1"]),
        (Problem::UnfitMember { member: s("M1"), expected: s("geotrace") }, &["M1", "geotrace"]),
        (Problem::Unauthenticated {}, &[]),
        (Problem::SignInFailed {}, &[]),
        (Problem::Forbidden {}, &[]),
        (Problem::EncryptionRequired {}, &[]),
        (Problem::PersonRequired {}, &[]),
        (Problem::NotFound {}, &[]),
        (Problem::MethodNotAllowed {}, &[]),
        (Problem::EditionRefused { reason: s("overlap") }, &[]),
        (Problem::CursorExpired {}, &[]),
        (Problem::TooLarge { bound: s("items"), limit: 7, index: None }, &["items"]),
        (Problem::UnsupportedMedia { given: s("G2") }, &["G2"]),
        (Problem::TooManyRequests { retry_after: 30 }, &[]),
        (Problem::Internal {}, &[]),
        (Problem::Busy { retry_after: 5 }, &[]),
        (Problem::ItemUnreadable { reason: s("R2") }, &["R2"]),
        (Problem::FieldMissing { field: s("F1") }, &["F1"]),
        (Problem::FieldInvalid { field: s("F2"), expected: s("uuid") }, &["F2", "UUID"]),
        (Problem::TooManyParents { limit: 256 }, &[]),
        (Problem::TooManyRevisions { limit: 1024 }, &[]),
        (Problem::UnknownForm { form: s("F3"), version: s("V1") }, &["F3", "V1"]),
        (Problem::UnknownCommunity { community: s("C1") }, &["C1"]),
        (Problem::OutOfScope { community: s("C2") }, &["C2"]),
        (Problem::ContentMismatch {}, &[]),
        (Problem::OriginalMissing { original: "6f0f3c56".to_owned() }, &["6f0f3c56"]),
        (Problem::CommunityUnsaid {}, &[]),
        (Problem::AnswerType { field: s("F4"), expected: s("geotrace") }, &["F4", "geotrace"]),
        (Problem::AnswerChoice { field: s("F5"), choice: s("C3") }, &["F5", "C3"]),
        (Problem::AnswerConstraint { field: s("F7") }, &["F7"]),
        (Problem::AnswerIrrelevant { field: s("F8") }, &["F8"]),
        (Problem::AnswerCalculation { field: s("F9"), expected: s("42") }, &["F9", "42"]),
        (Problem::AnswerMissing { field: s("F6") }, &["F6"]),
    ]
}

#[test]
fn every_problem_of_the_catalogue_is_told_in_every_language_with_its_facts() {
    let codes: Vec<&str> = all().iter().map(|(problem, _)| problem.code()).collect();
    let known: Vec<&str> = Problem::CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, known, "this test shows every problem");
    for (tag, _) in SUPPORTED {
        let texts = Texts::of(tag).unwrap();
        for (problem, facts) in all() {
            let (title, detail) =
                (problem::title(&texts, &problem), problem::detail(&texts, &problem));
            assert!(title.chars().count() > 3 && !title.starts_with("problem-"), "{tag} {title}");
            assert!(detail.chars().count() > 20, "{tag} {detail}");
            assert!(!plain(&detail).contains(['{', '$']), "{tag} {detail}");
            for fact in facts {
                assert!(detail.contains(fact), "{tag} {}: {detail}", problem.code());
            }
        }
    }
}

#[test]
fn another_language_is_another_text() {
    let english = Texts::of("en").unwrap();
    for (tag, _) in SUPPORTED.iter().filter(|(tag, _)| *tag != "en") {
        let texts = Texts::of(tag).unwrap();
        for (problem, _) in all() {
            let title = |texts| problem::title(texts, &problem);
            assert_ne!(title(&texts), title(&english), "{tag} {}", problem.code());
        }
    }
}

#[test]
fn what_an_answer_should_be_is_said_in_the_language_and_else_as_the_form_says_it() {
    let words = [
        "boolean",
        "date",
        "datetime",
        "decimal",
        "form",
        "geopoint",
        "integer",
        "language",
        "list",
        "object",
        "rank",
        "receipt",
        "repeat",
        "select_multiple",
        "select_one",
        "text",
        "time",
        "timestamp",
        "uuid",
        "version",
    ];
    for (tag, _) in SUPPORTED {
        let texts = Texts::of(tag).unwrap();
        for word in words {
            assert!(problem::word(&texts, word).chars().count() > word.len() / 3, "{tag} {word}");
            assert!(!problem::word(&texts, word).contains('_'), "{tag} {word}");
        }
        assert_eq!(problem::word(&texts, "geotrace"), "geotrace");
    }
    let french = Texts::of("fr").unwrap();
    let wrong = Problem::AnswerType { field: "depth".to_owned(), expected: "integer".to_owned() };
    assert_eq!(
        plain(&problem::detail(&french, &wrong)),
        "La réponse à «\u{a0}depth\u{a0}» devrait être un nombre entier. Ouvrez la fiche, corrigez la réponse et envoyez-la de nouveau."
    );
}
