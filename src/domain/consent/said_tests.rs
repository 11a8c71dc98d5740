//! What forms declare: agreements, contacts and how far answers go.

use serde_json::{Map, Value, json};

use super::*;
use crate::domain::content;
use crate::domain::form::Form;
use crate::domain::head::{Head, State};
use crate::domain::ids::SubmissionId;

fn form() -> Form {
    let question = |name: &str, kind: &str, meaning: Option<&str>| {
        let mut question = json!({"item": "question", "name": name, "kind": {"type": kind}});
        if kind.starts_with("select") {
            question["kind"]["list"] = json!("list");
        }
        if let Some(meaning) = meaning {
            question["meaning"] = json!(meaning);
        }
        question
    };
    let mut open = question("total", "integer", None);
    open["export"] = json!("anyone");
    let audio =
        json!({"item": "question", "name": "voice", "kind": {"type": "other", "name": "audio"}});
    let phone = question("phone", "text", Some("contact"));
    let pit = [question("place", "geopoint", None), question("depth", "integer", None)];
    serde_json::from_value(json!({
        "id": "asm-needs", "version": "3", "title": {}, "languages": [], "default_language": "",
        "body": [
            question("consent", "select_one", Some("consent")),
            question("mode", "select_one", Some("mode")),
            question("purposes", "select_multiple", Some("purposes")),
            {"item": "group", "name": "person", "body": [phone]},
            {"item": "repeat", "name": "pits", "body": pit},
            question("words", "text", Some("words")), open, audio,
        ],
        "choices": {"list": []},
    }))
    .unwrap()
}

fn head(answers: Value) -> Head {
    serde_json::from_value(json!({
        "submission": uuid::Uuid::nil(), "state": "current", "version": 1, "heads": [],
        "form": {"id": "asm-needs", "version": "3"}, "community": "mgusu", "language": "sw",
        "captured_at": "2026-11-20T09:14:00+03:00", "answers": answers,
        "conflicts": [], "revisions": [],
    }))
    .unwrap()
}

fn allowed(head: &Head) -> Vec<Purpose> {
    let agreement = form().agreement(head);
    let all = [Purpose::Totals, Purpose::Quote, Purpose::Audio, Purpose::Callback, Purpose::Share];
    all.into_iter().filter(|purpose| agreement.allows(*purpose)).collect()
}

#[test]
fn a_head_allows_what_was_ticked_and_nothing_else() {
    use Purpose::*;
    let said = |consent: Value, purposes: Value| {
        allowed(&head(json!({"consent": consent, "purposes": purposes})))
    };
    assert_eq!(said(json!("yes"), json!(["quote", "share"])), [Quote, Share]);
    assert_eq!(said(json!("yes"), json!(["totals", "of their own"])), [Totals]);
    assert_eq!(said(json!("yes"), Value::Null), [Totals], "consent alone is for the totals");
    assert_eq!(said(json!("no"), json!(["quote"])), []);
    assert_eq!(said(Value::Null, json!(["quote"])), [], "silence is no consent");
    let agreed = head(json!({"consent": "yes", "purposes": ["quote"]}));
    for state in [State::Void, State::Withdrawn] {
        assert_eq!(allowed(&Head { state, ..agreed.clone() }), []);
    }
    let unasked = Form { body: Vec::new(), ..form() };
    let agreement = unasked.agreement(&head(json!({})));
    assert_eq!(agreement.purposes.into_iter().collect::<Vec<_>>(), [Totals]);
}

#[test]
fn an_agreement_says_to_what_text_how_when_and_where() {
    let answers = json!({"consent": "yes", "mode": "signed", "purposes": ["totals"]});
    let agreement = form().agreement(&head(answers));
    assert_eq!(agreement.text, form().form.to_string());
    assert_eq!((agreement.mode, agreement.language.as_deref()), (Some(Mode::Signed), Some("sw")));
    assert_eq!(agreement.place, Some("mgusu".into()));
    let consent = agreement.consent(ReceiptCode::of(&[7; 32])).unwrap();
    assert!(consent.permits(Purpose::Totals, consent.given));
    assert_eq!(consent.given, 20_777);
    let unsaid = form().agreement(&head(json!({"consent": "yes"})));
    assert_eq!(unsaid.consent(ReceiptCode::of(&[7; 32])), None, "nobody knows how");
}

fn item(answers: Value) -> Map<String, Value> {
    let item = json!({
        "submission": uuid::Uuid::from_u128(5), "revision": uuid::Uuid::from_u128(6), "version": 4,
        "form": {"id": "asm-needs", "version": "3"}, "community": "mgusu",
        "captured_at": "2026-11-20T09:14:00+03:00", "answers": answers,
    });
    item.as_object().unwrap().clone()
}

fn part(item: Map<String, Value>) -> Option<Parted> {
    Asks::of(&form()).unwrap().part(item)
}

#[test]
fn a_contact_is_taken_out_wherever_it_stands_and_kept_only_with_consent_to_call_back() {
    for answers in [
        json!({"purposes": ["totals", "callback"], "person/phone": "0700 123", "words": "w"}),
        json!({"purposes": ["totals", "callback"], "person": {"phone": "0700 123"}, "words": "w"}),
    ] {
        let parted = part(item(answers.clone())).unwrap();
        assert_eq!(parted.contact.as_deref(), Some("0700 123"));
        assert_eq!((parted.version, parted.day), (4, Some(20_777)));
        let left = content::read(&parted.raw).unwrap();
        assert!(!String::from_utf8_lossy(&parted.raw).contains("0700"));
        assert_eq!(left["answers"]["words"], "w");
        assert_eq!(part(left), None, "there is nothing more to take");
        assert_eq!(part(item(answers)).unwrap(), parted, "the same gives the same");
    }
    let refused = part(item(json!({"purposes": ["totals"], "person/phone": "0700 123"}))).unwrap();
    assert_eq!(refused.contact, None);
    assert!(!String::from_utf8_lossy(&refused.raw).contains("0700"));
    assert_eq!(part(item(json!({"words": "w"}))), None);
    assert_eq!(Asks::of(&Form { body: Vec::new(), ..form() }), None);
}

#[test]
fn a_revision_without_a_name_keeps_the_one_that_follows_from_all_that_was_said() {
    let mut unnamed = item(json!({"purposes": ["callback"], "person/phone": "0700 123"}));
    unnamed.remove("revision");
    let submission = SubmissionId(uuid::Uuid::from_u128(5));
    let id = content::derived_revision(submission, &content::hash(&unnamed));
    let left = content::read(&part(unnamed).unwrap().raw).unwrap();
    assert_eq!(left["revision"], json!(id));
}

#[test]
fn a_contact_is_cut_out_of_xml_that_stays_as_it_came_around_it() {
    let xml = "<data id=\"asm-needs\" version=\"3\"><consent>yes</consent>\n\
               <purposes>totals callback</purposes>\
               <person><phone>+255 &amp; 700</phone></person><words>a &lt; b</words></data>";
    let envelope = |xml: &str| {
        let item = json!({"revision": uuid::Uuid::from_u128(6), "form": {}, content::XML: xml});
        item.as_object().unwrap().clone()
    };
    let parted = part(envelope(xml)).unwrap();
    assert_eq!(parted.contact.as_deref(), Some("+255 & 700"));
    let left = content::read(&parted.raw).unwrap();
    assert_eq!(left[content::XML], xml.replace("+255 &amp; 700", ""));
    assert_eq!(part(left), None);
    let refused = part(envelope(&xml.replace(" callback", ""))).unwrap();
    assert_eq!(refused.contact, None);
    assert_eq!(part(envelope("<data><person>")), None, "that is left to who reads it");
}

#[test]
fn answers_go_as_far_as_the_form_declares_and_else_as_is_safe() {
    let form = form();
    let class =
        |path: &str| form.export_classes().into_iter().find(|(known, _)| known == path).unwrap().1;
    for local in ["person/phone", "pits/place", "voice"] {
        assert_eq!(class(local), ExportClass::Local, "{local}");
    }
    for national in ["words", "purposes", "pits/depth"] {
        assert_eq!(class(national), ExportClass::National, "{national}");
    }
    assert_eq!(class("total"), ExportClass::Anyone);
    let said = json!({
        "words": "w", "total": 3, "voice": "a.m4a", "unknown": 1,
        "pits": [{"@id": "x", "place": "1 2 0 0", "depth": 3}],
    });
    let mut here = said.as_object().unwrap().clone();
    let kept = form.keep_back(&mut here, Destination::InCountry);
    let kept: Vec<&str> = kept.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(kept, ["pits/place", "voice"]);
    let left = json!({"words": "w", "total": 3, "unknown": 1, "pits": [{"@id": "x", "depth": 3}]});
    assert_eq!(Value::Object(here), left);
    let mut abroad = said.as_object().unwrap().clone();
    let kept = form.keep_back(&mut abroad, Destination::Abroad);
    assert_eq!(Value::Object(abroad), json!({"total": 3, "pits": [{"@id": "x"}]}));
    assert_eq!(kept.len(), 5, "and all of it is named: {kept:?}");
}

#[test]
fn what_ends_on_one_node_is_told_from_what_was_withdrawn() {
    let id = SubmissionId(uuid::Uuid::from_u128(5));
    let (ended, taken_back) = (expiry(id).1.revision.unwrap(), withdrawal(id).1.revision.unwrap());
    assert!(is_expiry(id, ended) && !is_expiry(id, taken_back));
}

#[test]
fn each_thing_has_its_own_number_of_days() {
    let kept = Retention::default().with(Thing::Contact, Some(30)).with(Thing::Record, None);
    assert_eq!((kept.days(Thing::Contact), kept.days(Thing::Record)), (Some(30), None));
    assert_eq!(kept.days(Thing::Audio), Retention::default().audio);
    for (word, thing) in Thing::WORDS {
        assert_eq!(Thing::from_word(word), Some(thing));
        assert_eq!(kept.with(thing, Some(9)).days(thing), Some(9));
    }
    assert_eq!(Thing::from_word("soul"), None);
}
