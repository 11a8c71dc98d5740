//! Devices, people, sessions, and the audit beside every change.

use sikia::domain::access::{Person, Role};
use sikia::domain::ids::{DeviceId, PersonId};
use sikia::store::{Failures, StoreError};
use uuid::Uuid;

use super::support::*;

contract! {
    a_device_is_known_by_its_token_until_it_is_revoked,
    a_device_is_enrolled_once,
    a_person_is_known_by_name,
    a_session_ends_or_expires,
    a_disabled_person_has_no_session,
    failed_sign_ins_are_counted_until_one_succeeds,
    every_change_leaves_an_entry_and_a_failed_one_leaves_none,
    reads_are_noted_as_well,
}

fn person(n: u128, name: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(n)),
        name: name.to_owned(),
        role: Role::Reviewer,
        areas: vec!["geita".into()],
        created_at: NOW,
        disabled_at: None,
    }
}

async fn a_device_is_known_by_its_token_until_it_is_revoked(node: Node) {
    node.world().await;
    let phone = node.phone(1, &["nyarugusu", "mgusu", "unknown"]).await;
    let known = node.store.device_of(&token(1)).await.unwrap().unwrap();
    assert_eq!(known.communities, ["mgusu".into(), "nyarugusu".into(), "unknown".into()]);
    assert_eq!((known.id, &known.name, known.held), (phone.id, &phone.name, 0));
    assert_eq!(node.store.device_of(&token(2)).await.unwrap(), None);
    node.push_one(&phone, &item(1, 1, 1)).await;
    assert!(node.store.revoke(phone.id, &by("person:x")).await.unwrap());
    assert_eq!(node.store.device_of(&token(1)).await.unwrap(), None);
    let listed = node.store.devices().await.unwrap();
    assert_eq!((listed[0].revoked_at, listed[0].held), (Some(NOW), 1));
    let nobody = DeviceId(Uuid::nil());
    assert!(!node.store.revoke(nobody, &operator()).await.unwrap());
    assert!(!node.store.scope_device(nobody, &[], &operator()).await.unwrap());
    assert_eq!(node.store.held(nobody).await.unwrap(), 0);
}

async fn a_device_is_enrolled_once(node: Node) {
    let phone = node.phone(1, &["mgusu"]).await;
    let change = node.change().await;
    for token in [token(1), token(9)] {
        let again = node.store.enrol(&phone, &token, &operator()).await;
        assert!(matches!(again, Err(StoreError::Constraint(_))), "{again:?}");
    }
    assert_eq!(node.store.devices().await.unwrap().len(), 1);
    assert_eq!(node.change().await, change);
}

async fn a_person_is_known_by_name(node: Node) {
    let (asha, juma) = (person(1, "asha"), person(2, "juma"));
    assert!(node.store.add_person(&asha, "hash", &operator()).await.unwrap());
    assert!(node.store.add_person(&juma, "hash 2", &operator()).await.unwrap());
    let taken = node.store.add_person(&person(3, "asha"), "other", &operator()).await.unwrap();
    assert!(!taken);
    let found = node.store.person_named("asha").await.unwrap();
    assert_eq!(found, Some((asha.clone(), "hash".to_owned())));
    assert_eq!(node.store.person_named("Asha").await.unwrap(), None);
    assert_eq!(node.store.people().await.unwrap(), [asha, juma]);
}

async fn a_session_ends_or_expires(node: Node) {
    let asha = person(1, "asha");
    node.store.add_person(&asha, "hash", &operator()).await.unwrap();
    for n in [1, 2] {
        node.store.open_session(asha.id, &token(n), NOW + 10, &operator()).await.unwrap();
    }
    let who = |n, now| node.store.person_of(&TOKENS[n], now);
    assert_eq!(who(1, NOW + 9).await.unwrap().as_ref(), Some(&asha));
    assert_eq!(who(1, NOW + 10).await.unwrap(), None);
    assert_eq!(who(3, NOW).await.unwrap(), None);
    node.store.close_session(&token(1), &operator()).await.unwrap();
    node.store.close_session(&token(1), &operator()).await.unwrap();
    assert_eq!(who(1, NOW).await.unwrap(), None);
    assert_eq!(who(2, NOW).await.unwrap(), Some(asha));
    let stranger = PersonId(Uuid::nil());
    let opened = node.store.open_session(stranger, &token(4), NOW + 10, &operator()).await;
    assert!(matches!(opened, Err(StoreError::Constraint(_))), "{opened:?}");
}

async fn a_disabled_person_has_no_session(node: Node) {
    let asha = person(1, "asha");
    node.store.add_person(&asha, "hash", &operator()).await.unwrap();
    node.store.open_session(asha.id, &token(1), NOW + 10, &operator()).await.unwrap();
    assert!(node.store.disable_person(asha.id, &operator()).await.unwrap());
    assert_eq!(node.store.person_of(&token(1), NOW).await.unwrap(), None);
    let (found, _) = node.store.person_named("asha").await.unwrap().unwrap();
    assert_eq!(found.disabled_at, Some(NOW));
    node.store.open_session(asha.id, &token(2), NOW + 10, &operator()).await.unwrap();
    assert_eq!(node.store.person_of(&token(2), NOW).await.unwrap(), None);
    assert!(!node.store.disable_person(PersonId(Uuid::nil()), &operator()).await.unwrap());
}

async fn failed_sign_ins_are_counted_until_one_succeeds(node: Node) {
    let note = |n: u8, failed, at| {
        let (stamp, key) = (sikia::store::Stamp { at, actor: "anonymous".to_owned() }, token(n));
        let store = node.store.clone();
        async move { store.note_sign_in(&key, failed, &stamp).await.unwrap() }
    };
    note(1, true, 5).await;
    note(1, true, 7).await;
    note(2, true, 6).await;
    let failures = |n| node.store.failures(&TOKENS[n]);
    assert_eq!(failures(1).await.unwrap(), Failures { count: 2, last_at: 7 });
    note(1, false, 8).await;
    assert_eq!(failures(1).await.unwrap(), Failures::default());
    assert_eq!(failures(2).await.unwrap(), Failures { count: 1, last_at: 6 });
}

async fn every_change_leaves_an_entry_and_a_failed_one_leaves_none(node: Node) {
    node.world().await;
    let phone = node.phone(1, &["mgusu"]).await;
    let asha = person(1, "asha");
    let (store, who) = (&node.store, by("person:x"));
    node.scope(&phone, &["mgusu", "nyarugusu"]).await;
    store.put_areas(&[], &who).await.unwrap();
    store.add_person(&asha, "hash", &who).await.unwrap();
    store.open_session(asha.id, &token(1), NOW + 10, &who).await.unwrap();
    store.close_session(&token(1), &who).await.unwrap();
    store.note_sign_in(&token(1), true, &who).await.unwrap();
    store.note_sign_in(&token(1), false, &who).await.unwrap();
    store.disable_person(asha.id, &who).await.unwrap();
    store.revoke(phone.id, &who).await.unwrap();
    store.enrol(&phone, &token(1), &who).await.unwrap_err();
    let audited = store.audited(100).await.unwrap();
    let actions: Vec<&str> = audited.iter().rev().map(|entry| entry.action.as_str()).collect();
    assert_eq!(
        actions,
        [
            "form.put",
            "taxonomy.put",
            "community.put",
            "device.enrol",
            "device.scope",
            "area.put",
            "person.add",
            "session.open",
            "session.close",
            "sign_in.failed",
            "sign_in.succeeded",
            "person.disable",
            "device.revoke",
        ]
    );
    assert_eq!((&*audited[0].actor, audited[0].at), ("person:x", NOW));
    assert_eq!(audited[0].subject, phone.id.to_string());
    assert_eq!(store.audited(2).await.unwrap(), audited[..2]);
}

async fn reads_are_noted_as_well(node: Node) {
    let (one, two) = (by("person:a").entry("submission.read", "1"), by("person:b").entry("x", "2"));
    node.store.audit(one.clone()).await.unwrap();
    node.store.audit_soon(two.clone());
    // The next change comes after it.
    node.store.audit(one.clone()).await.unwrap();
    assert_eq!(node.store.audited(9).await.unwrap(), [one.clone(), two, one]);
}

/// Hashes that live long enough to be looked up by.
static TOKENS: [sikia::store::TokenHash; 4] = [
    sikia::store::TokenHash([0; 32]),
    sikia::store::TokenHash([1; 32]),
    sikia::store::TokenHash([2; 32]),
    sikia::store::TokenHash([3; 32]),
];
