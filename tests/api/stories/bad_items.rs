//! Items that cannot be accepted: each is named, in the language asked for, and takes nobody along.

use serde_json::{Value, json};

use crate::support::contract::Exchange;
use crate::world::{World, another, text};

const LANGUAGES: [&str; 5] = ["sw", "fr", "am", "ar", "en"];

/// An item with one member changed.
fn with(member: &str, value: Value) -> Vec<u8> {
    let mut item = another();
    item[member] = value;
    item.to_string().into_bytes()
}

fn without(member: &str) -> Vec<u8> {
    let mut item = another();
    item.as_object_mut().unwrap().remove(member);
    item.to_string().into_bytes()
}

/// An item with the text of one answer replaced, bytes for bytes.
fn said(bytes: &[u8]) -> Vec<u8> {
    let item = another().to_string();
    let (before, after) = item.split_once("Tunahitaji").unwrap();
    [before.as_bytes(), bytes, after.as_bytes()].concat()
}

fn answered(question: &str, answer: Value) -> Vec<u8> {
    let mut item = another();
    item["answers"][question] = answer;
    item.to_string().into_bytes()
}

/// Items with the code and the field of the problem that they get.
fn bad() -> Vec<(Vec<u8>, &'static str, Option<&'static str>)> {
    let unreadable =
        ["7", "null", "\"text\"", "[]", "true", "1e400"].map(|raw| raw.as_bytes().to_vec());
    let twice = another().to_string().replacen('{', "{\"version\":1,", 1).into_bytes();
    let texts = [b"\\ud800".as_slice(), b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80"].map(said);
    let long = answered("produced", json!(9_007_199_254_740_993_u64));
    let unreadable = unreadable.into_iter().chain(texts).chain([twice, long]);
    let mut all: Vec<_> = unreadable.map(|raw| (raw, "item_unreadable", None)).collect();
    for (member, value) in [
        ("submission", json!("no uuid")),
        ("submission", json!(7)),
        ("revision", json!("6f0f3c56-1d0c-4c55-8e0b")),
        ("revision", json!([])),
        ("parents", json!("6f0f3c56-1d0c-4c55-8e0b-7a8a8a3b5c21")),
        ("parents", json!(["no uuid"])),
        ("version", json!("one")),
        ("version", json!(0)),
        ("version", json!(-1)),
        ("version", json!(1.5)),
        ("form", json!("asm-needs")),
        ("form", json!({"id": "asm-needs", "version": 1})),
        ("community", json!(7)),
        ("community", json!("")),
        ("language", json!("k")),
        ("language", json!("not a language")),
        ("captured_at", json!("yesterday")),
        ("captured_at", json!(1_763_000_000)),
        ("answers", json!([])),
        ("withdraw", json!("yes")),
        ("void", json!(1)),
    ] {
        all.push((with(member, value), "field_invalid", Some(member)));
    }
    for member in ["submission", "version", "form", "community", "answers"] {
        all.push((without(member), "field_missing", Some(member)));
        all.push((with(member, Value::Null), "field_missing", Some(member)));
    }
    let parents: Vec<uuid::Uuid> = (0..6_000).map(|_| uuid::Uuid::now_v7()).collect();
    all.extend([
        (with("parents", json!(parents)), "too_many_parents", Some("parents")),
        (with("community", json!("atlantis")), "unknown_community", Some("community")),
        (with("community", json!("mg\0usu")), "unknown_community", Some("community")),
        (with("community", json!("rwamgasa")), "out_of_scope", Some("community")),
        (with("form", json!({"id": "other", "version": "1"})), "unknown_form", Some("form")),
        (with("form", json!({"id": "\0", "version": ""})), "unknown_form", Some("form")),
        (answered("respondent/role", json!("digger")), "answer_type", Some("respondent/role")),
        (answered("respondent/gender", json!("\0")), "answer_choice", Some("respondent/gender")),
        (answered("consent", Value::Null), "answer_missing", Some("consent")),
    ]);
    all
}

/// What is unusual and right all the same.
fn good() -> Vec<Vec<u8>> {
    vec![
        said(b"\\u0000 na \\ud83d\\ude00"),
        said("\u{202e}kinyume ሰላም السلام 😀".as_bytes()),
        with("captured_at", json!("0001-01-01T00:00:00Z")),
        with("captured_at", json!("9999-12-31T00:00:00Z")),
        with("captured_at", json!("2026-11-20T09:14:00")),
        with("language", json!("swc-Latn-CD")),
        with("something", json!({"new": [1, 2, 3]})),
        with("parents", Value::Null),
        without("captured_at"),
        with("version", json!(9_007_199_254_740_991_u64)),
    ]
}

fn batch(items: &[&[u8]]) -> Vec<u8> {
    [b"{\"push\":[".as_slice(), &items.join(b",".as_slice()), b"]}"].concat()
}

async fn push(world: &World, language: &str, items: &[&[u8]]) -> Exchange {
    let call = world.node.call("POST", "/v1/sync").token(&world.device);
    let call = call.header("accept-language", language);
    call.body("application/json", &batch(items)).send().await
}

#[actix_web::test]
async fn a_bad_item_is_named_in_the_language_asked_for_and_takes_no_other_with_it() {
    let world = World::new().await;
    let mut held = Vec::new();
    for (number, (raw, code, field)) in bad().into_iter().enumerate() {
        let name = String::from_utf8_lossy(&raw).chars().take(300).collect::<String>();
        let language = LANGUAGES[number % LANGUAGES.len()];
        let around = [another(), another()];
        let [before, after] = [0, 1].map(|i| around[i].to_string().into_bytes());
        let answer = push(&world, language, &[&before, &raw, &after]).await;
        assert_eq!(
            (answer.status, answer.header("content-language")),
            (200, Some(language)),
            "{name}"
        );
        let answer = answer.json().unwrap();
        let outcome = |i: usize| text(&answer["results"][i], "outcome");
        assert_eq!(
            [outcome(0), outcome(1), outcome(2)],
            ["accepted", "quarantined", "accepted"],
            "{name}"
        );
        let problem = &answer["results"][1]["problem"];
        assert_eq!((text(problem, "code"), problem["field"].as_str()), (code, field), "{name}");
        held.extend(around.map(|item| item["revision"].clone()));
    }
    let call = world.node.call("POST", "/v1/sync/verify").token(&world.device);
    let missing = call.json(&json!({"revisions": held})).send().await.json().unwrap();
    assert_eq!(missing, json!({"missing": []}));
    assert!(!world.node.log().contains("panicked"), "{}", world.node.log());
}

#[actix_web::test]
async fn a_problem_reads_differently_in_each_language() {
    let world = World::new().await;
    let raw = with("community", json!("atlantis"));
    let mut said = std::collections::BTreeSet::new();
    for language in LANGUAGES {
        let answer = push(&world, language, &[&raw]).await.json().unwrap();
        let problem = &answer["results"][0]["problem"];
        assert!(text(problem, "detail").contains("atlantis"), "{problem}");
        said.insert((text(problem, "title").to_owned(), text(problem, "detail").to_owned()));
    }
    assert_eq!(said.len(), LANGUAGES.len(), "{said:?}");
    let long = "x".repeat(4_000);
    let garbage =
        ["tlh", "*", ",,;;", "en;q=zero", "sw;q=9e9", &long, "\"\\", "de-CH-1996, sw-TZ;q=0.1"];
    for accepted in garbage {
        let answer = push(&world, accepted, &[&raw]).await;
        let language = answer.header("content-language").unwrap().to_owned();
        assert!(answer.status == 200 && LANGUAGES.contains(&language.as_str()), "{accepted}");
    }
    assert_eq!(push(&world, "swc", &[&raw]).await.header("content-language"), Some("sw"));
}

#[actix_web::test]
async fn what_is_unusual_and_right_is_accepted_and_unknown_members_are_kept() {
    let world = World::new().await;
    for raw in good() {
        let name = String::from_utf8_lossy(&raw).into_owned();
        let answer = push(&world, "en", &[&raw]).await.json().unwrap();
        assert_eq!(answer["results"][0]["outcome"], "accepted", "{name}: {answer}");
        let submission = text(&answer["results"][0], "submission");
        let head = world.head(&world.device, submission).await;
        let sent: Value = serde_json::from_slice(&raw).unwrap();
        assert_eq!(head["answers"], sent["answers"], "{name}");
    }
    let mut item = another();
    item["extra"] = json!("kept");
    assert_eq!(world.push(&world.device, &[item.clone()]).await[0]["outcome"], "accepted");
    item["extra"] = json!("other");
    let results = world.push(&world.device, &[item]).await;
    assert_eq!(results[0]["problem"]["code"], "content_mismatch", "what is unknown is content too");
}
