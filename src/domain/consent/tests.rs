//! Consent, receipts, retention and export classes.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::disclosure::Content;
use crate::domain::ids::SubmissionId;

fn consent(purposes: &[Purpose]) -> Consent {
    Consent {
        text: "asm-needs 3".to_owned(),
        language: "sw".to_owned(),
        mode: Mode::Oral,
        purposes: purposes.iter().copied().collect(),
        given: 100,
        receipt: ReceiptCode::of(&[7; 32]),
        withdrawn: None,
    }
}

const ALL: [Purpose; 5] =
    [Purpose::Totals, Purpose::Quote, Purpose::Audio, Purpose::Callback, Purpose::Share];

#[test]
fn each_purpose_is_agreed_to_by_itself() {
    for ticked in ALL {
        let consent = consent(&[ticked]);
        let permitted: Vec<Purpose> =
            ALL.into_iter().filter(|purpose| consent.permits(*purpose, 100)).collect();
        assert_eq!(permitted, [ticked]);
    }
    assert!(!ALL.iter().any(|purpose| consent(&[]).permits(*purpose, 100)));
}

#[test]
fn consent_holds_from_its_day_until_it_is_withdrawn() {
    let given = consent(&ALL);
    let withdrawn = given.withdraw(150);
    let days =
        |consent: &Consent| [99, 100, 149, 150].map(|day| consent.permits(Purpose::Totals, day));
    assert_eq!(days(&given), [false, true, true, true]);
    assert_eq!(days(&withdrawn), [false, true, true, false]);
    assert_eq!(withdrawn.withdraw(170), withdrawn, "the first withdrawal stands");
    assert_eq!(withdrawn.withdraw(120).withdrawn, Some(120), "an earlier one that came late");
}

#[test]
fn nobody_agreed_to_a_text_that_nobody_can_name() {
    let no_text = Consent { text: " ".to_owned(), ..consent(&ALL) };
    assert_eq!(no_text.check(), Err(Incomplete::Text));
    assert!(!no_text.permits(Purpose::Totals, 100));
    let no_language = Consent { language: String::new(), ..consent(&ALL) };
    assert_eq!(no_language.check(), Err(Incomplete::Language));
}

#[test]
fn consent_is_data_with_the_words_of_the_form() {
    let json = serde_json::to_value(consent(&ALL)).unwrap();
    let words: Vec<&str> =
        json["purposes"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
    assert_eq!(
        words.into_iter().collect::<BTreeSet<_>>(),
        BTreeSet::from(["totals", "quote", "audio", "callback", "share"])
    );
    assert_eq!(serde_json::from_value::<Consent>(json.clone()).unwrap(), consent(&ALL));
    let mut wrong = json;
    wrong["receipt"] = "AAAA-AAAA-AAA3".into();
    assert!(serde_json::from_value::<Consent>(wrong).is_err());
}

#[test]
fn a_code_is_read_as_people_write_it() {
    let code = ReceiptCode::of(b"sixteen bytes and sixteen again!");
    let text = code.to_string();
    assert_eq!(text.len(), 14);
    assert!(!text.contains(['0', 'O', 'Q', '1', 'I', 'L', '2', 'Z', '5', 'S', '8', 'B', 'V']));
    for written in [
        text.to_lowercase(),
        text.replace('-', " "),
        format!(" {} ", text.replace('-', "")),
        text.replace('U', "v"),
    ] {
        assert_eq!(ReceiptCode::read(&written), Ok(code.clone()), "{written}");
    }
    assert_eq!(ReceiptCode::read("AAAA"), Err(Misread::Length));
    assert_eq!(ReceiptCode::read(&format!("{text}A")), Err(Misread::Length));
    assert_eq!(ReceiptCode::read("O123"), Err(Misread::Symbol('O')));
    assert_eq!(ReceiptCode::read("ÄÄÄÄ"), Err(Misread::Symbol('Ä')));
}

#[test]
fn a_phone_works_out_the_code_of_a_submission_as_the_documentation_shows_it() {
    let id = |text: &str| SubmissionId(uuid::Uuid::parse_str(text).unwrap());
    let code = ReceiptCode::of_submission(id("0b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11"));
    assert!(include_str!("../../../docs/consent.md").contains(&code.to_string()), "{code}");
    assert_eq!(code, ReceiptCode::of_submission(id("0B54C1C22B5E4C0E9F0A0D9F1F0A7E11")));
    assert_ne!(code, ReceiptCode::of_submission(id("0b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e12")));
    assert_ne!(code.hash(), ReceiptCode::of(&[7; 32]).hash());
}

#[test]
fn only_an_item_that_names_no_submission_withdraws_by_its_receipt() {
    let code = ReceiptCode::of(&[7; 32]);
    let item = |members: &str| format!("{{\"receipt\": \"{code}\"{members}}}").into_bytes();
    assert_eq!(brought_back(&item(", \"withdraw\": true")), Some(code.clone()));
    for other in ["", ", \"withdraw\": false", ", \"withdraw\": true, \"submission\": \"x\""] {
        assert_eq!(brought_back(&item(other)), None, "{other}");
    }
    assert_eq!(brought_back(b"{\"receipt\": \"AAAA-AAAA-AAA3\", \"withdraw\": true}"), None);
    assert_eq!(brought_back(b"\"receipt\""), None);
}

#[test]
fn every_node_withdraws_by_the_same_revision() {
    let id = SubmissionId(uuid::Uuid::from_u128(7));
    let (raw, reading) = withdrawal(id);
    assert_eq!(withdrawal(id).0, raw);
    let said = crate::domain::content::read(&raw).unwrap();
    let derived =
        crate::domain::content::derived_revision(id, &crate::domain::content::hash(&said));
    assert_eq!(reading.revision, Some(derived));
    assert!(reading.outcome.unwrap().withdraw);
}

fn held(thing: Thing, purposes: &[Purpose]) -> Held {
    Held { thing, since: 100, consent: Some(consent(purposes)) }
}

#[test]
fn each_thing_is_kept_for_its_own_time() {
    let retention = Retention::default();
    let last = |thing: Thing| {
        (0..4000).find(|day| retention.due(&held(thing, &ALL), *day).is_some()).map(|day| day - 100)
    };
    assert_eq!(last(Thing::Contact), Some(90));
    assert_eq!(last(Thing::Audio), Some(365));
    assert_eq!(last(Thing::Words), Some(1825));
    assert_eq!(last(Thing::SharedRecord), Some(1825));
    assert_eq!(last(Thing::Record), Some(1825));
    let for_good = Retention { record: None, ..retention };
    assert_eq!(for_good.due(&held(Thing::Record, &ALL), i32::MAX), None);
    let endless = Retention { record: Some(u32::MAX), ..retention };
    assert_eq!(
        endless.ends(Thing::Record, i32::MAX),
        Some(i32::MAX),
        "no day is past the last one"
    );
}

#[test]
fn what_was_not_agreed_to_or_was_taken_back_goes_at_once() {
    let retention = Retention::default();
    let audio = held(Thing::Audio, &[Purpose::Totals]);
    let due = retention.due(&audio, 100).unwrap();
    assert_eq!((due.since, due.reason), (100, Reason::NotAgreed));
    let unknown = Held { consent: None, ..audio };
    assert_eq!(retention.due(&unknown, 100).unwrap().reason, Reason::NotAgreed);
    let taken_back =
        Held { consent: Some(consent(&ALL).withdraw(130)), ..held(Thing::Contact, &ALL) };
    assert_eq!(retention.due(&taken_back, 129), None);
    let due = retention.due(&taken_back, 400).unwrap();
    assert_eq!((due.since, due.reason), (130, Reason::Withdrawn));
    let late = Held { consent: Some(consent(&ALL).withdraw(300)), ..held(Thing::Contact, &ALL) };
    let due = retention.due(&late, 400).unwrap();
    assert_eq!((due.since, due.reason), (190, Reason::Expired), "the reason that held first");
}

#[test]
fn a_field_goes_as_far_as_its_class() {
    use {Destination::*, ExportClass::*};
    let allowed = |class: ExportClass| [InCountry, Abroad].map(|to| class.allows(to));
    assert_eq!(
        [Local, National, Anyone].map(allowed),
        [[false, false], [true, false], [true, true]]
    );
    let fields = [("phone", Local), ("licence", National), ("total", Anyone)];
    assert_eq!(refused(&fields, InCountry), [("phone", Local)]);
    assert_eq!(refused(&fields, Abroad), [("phone", Local), ("licence", National)]);
    let own = [
        Content::Contact,
        Content::Audio,
        Content::Point,
        Content::FreeText,
        Content::Category,
        Content::Time,
    ];
    assert!(
        own.iter().all(|content| !ExportClass::of(*content).allows(Abroad)),
        "nothing personal crosses the border"
    );
    assert_eq!(ExportClass::of(Content::Contact), Local);
}

proptest! {
    #[test]
    fn a_code_comes_back_as_it_was(random in any::<[u8; 32]>()) {
        let code = ReceiptCode::of(&random);
        prop_assert_eq!(ReceiptCode::read(&code.to_string()), Ok(code));
    }

    #[test]
    fn a_wrong_symbol_and_two_that_changed_places_are_found(random in any::<[u8; 32]>(), at in 0..12_usize, other in 0..12_usize, new in 0..23_usize) {
        let code = ReceiptCode::of(&random);
        let text: Vec<char> = code.to_string().chars().filter(|c| *c != '-').collect();
        let read = |text: &[char]| ReceiptCode::read(&text.iter().collect::<String>());
        let mut wrong = text.clone();
        wrong[at] = "34679ACDEFGHJKMNPRTUWXY".chars().nth(new).unwrap();
        prop_assert_eq!(read(&wrong).is_ok(), wrong == text);
        let mut swapped = text.clone();
        swapped.swap(at, other);
        prop_assert_eq!(read(&swapped).is_ok(), swapped == text);
    }

    #[test]
    fn once_due_a_thing_stays_due(purposes in prop::collection::btree_set(prop::sample::select(ALL.to_vec()), 0..5), withdrawn in prop::option::of(100..900), today in 100..3000, later in 0..3000) {
        let purposes: Vec<Purpose> = purposes.into_iter().collect();
        let consent = Consent { withdrawn, ..consent(&purposes) };
        for thing in [Thing::Contact, Thing::Audio, Thing::Words, Thing::SharedRecord, Thing::Record] {
            let held = Held { consent: Some(consent.clone()), ..held(thing, &[]) };
            let due = |day: i32| Retention::default().due(&held, day).map(|due| (due.since, due.reason));
            if let Some(first) = due(today) {
                prop_assert_eq!(due(today + later), Some(first));
                prop_assert!(first.0 <= today);
            } else {
                prop_assert!(consent.permits(thing.purpose(), today), "what is kept is permitted");
            }
        }
    }
}
