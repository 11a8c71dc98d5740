//! Quarantine: what cannot be accepted is kept whole, with its reason, until it can.

use serde_json::json;
use sikia::domain::problem::Problem;
use sikia::service::Services;
use sikia::service::release::release_all;
use sikia::store::{FormFiles, Outcome};

use super::support::*;

contract! {
    what_cannot_be_accepted_is_kept_whole_with_its_reason,
    an_unknown_form_is_released_by_its_import,
    an_unknown_community_is_released_by_its_import,
    what_is_out_of_scope_is_released_by_a_new_scope,
    what_is_sent_again_from_quarantine_is_counted_once,
    what_is_accepted_when_sent_again_waits_no_longer,
    what_was_edited_in_quarantine_is_counted_once,
    a_reason_can_give_way_to_the_next_one,
    two_wordings_of_one_revision_in_quarantine_become_one,
    releasing_twice_takes_nothing_newer_with_it,
    what_another_phone_brought_meanwhile_is_released_as_its_duplicate,
    the_oldest_comes_first_and_no_more_than_asked,
    what_an_interrupted_import_left_waiting_is_tried_again_at_start,
}

fn unknown_form() -> Outcome {
    let (form, version) = ("asm-needs".to_owned(), "2".to_owned());
    Outcome::Quarantined(Problem::UnknownForm { form, version })
}

async fn what_cannot_be_accepted_is_kept_whole_with_its_reason(node: Node) {
    let phone = node.with_phone().await;
    let odd = item(1, 1, 1).version_of_form("2").with("more", json!({"unknown": ["member"]}));
    assert_eq!(node.push_bytes(&phone, vec![odd.spaced()]).await, [unknown_form()]);
    let waiting = node.store.waiting(&[for_form("2")], 10).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].raw, odd.spaced());
    assert_eq!(Outcome::Quarantined(waiting[0].problem.clone()), unknown_form());
    assert_eq!((waiting[0].device, waiting[0].received_at), (phone.id, NOW));
    assert_eq!((node.head(1).await, node.held(&phone).await), (None, 1));
    assert_eq!(node.store.waiting(&[for_form("3")], 10).await.unwrap(), []);
    assert_eq!(node.store.waiting(&[], 10).await.unwrap(), []);
}

async fn an_unknown_form_is_released_by_its_import(node: Node) {
    let phone = node.with_phone().await;
    let early = item(1, 1, 1).version_of_form("2");
    node.push_one(&phone, &early).await;
    assert_eq!(node.release(for_form("2")).await, [unknown_form()]);
    node.store.put_form(&form_version("2"), FormFiles::default(), &operator()).await.unwrap();
    assert_eq!(node.release(for_form("2")).await, [Outcome::Accepted]);
    assert_eq!(node.head(1).await.unwrap().form.unwrap().version, "2");
    assert_eq!((node.held(&phone).await, node.quarantined().await), (1, 0));
    assert_eq!(node.push_one(&phone, &early).await, Outcome::Duplicate);
    node.assert_exact().await;
}

async fn an_unknown_community_is_released_by_its_import(node: Node) {
    let phone = node.with_phone().await;
    let phone = node.scope(&phone, &["mgusu", "kakola"]).await;
    node.push(&phone, &[item(1, 1, 1).community("kakola"), item(2, 2, 1).community("kakola")])
        .await;
    node.put_communities(&["kakola"]).await;
    assert_eq!(node.release(for_community("kakola")).await, vec![Outcome::Accepted; 2]);
    assert_eq!(node.totals().await["kakola"].0, 2);
    assert_eq!((node.held(&phone).await, node.quarantined().await), (2, 0));
}

async fn what_is_out_of_scope_is_released_by_a_new_scope(node: Node) {
    node.world().await;
    let phone = node.phone(1, &["nyarugusu"]).await;
    let problem = Problem::OutOfScope { community: "mgusu".to_owned() };
    assert_eq!(node.push_one(&phone, &item(1, 1, 1)).await, Outcome::Quarantined(problem));
    let other = node.phone(2, &["nyarugusu"]).await;
    assert_eq!(node.store.waiting(&[for_scope(&other, "mgusu")], 10).await.unwrap(), []);
    node.scope(&phone, &["mgusu"]).await;
    assert_eq!(node.release(for_scope(&phone, "mgusu")).await, [Outcome::Accepted]);
    assert_eq!((node.held(&phone).await, node.quarantined().await), (1, 0));
}

async fn what_is_sent_again_from_quarantine_is_counted_once(node: Node) {
    let phone = node.with_phone().await;
    let odd = item(1, 1, 1).version_of_form("2");
    let batch = vec![odd.bytes(), odd.bytes(), odd.spaced(), b"garbage".to_vec()];
    for _ in 0..2 {
        node.push_bytes(&phone, batch.clone()).await;
        assert_eq!((node.held(&phone).await, node.quarantined().await), (2, 3));
    }
}

async fn what_is_accepted_when_sent_again_waits_no_longer(node: Node) {
    let phone = node.with_phone().await;
    let early = item(1, 1, 1).version_of_form("2");
    node.push_one(&phone, &early).await;
    node.store.put_form(&form_version("2"), FormFiles::default(), &operator()).await.unwrap();
    assert_eq!(node.push_one(&phone, &early).await, Outcome::Accepted);
    assert_eq!((node.held(&phone).await, node.quarantined().await), (1, 0));
    assert_eq!(node.release(for_form("2")).await, []);
}

async fn what_was_edited_in_quarantine_is_counted_once(node: Node) {
    let phone = node.with_phone().await;
    node.push_one(&phone, &item(1, 1, 1).answer("consent", json!("perhaps"))).await;
    assert_eq!(node.held(&phone).await, 1);
    assert_eq!(node.push_one(&phone, &item(1, 1, 1)).await, Outcome::Accepted);
    assert_eq!((node.held(&phone).await, node.quarantined().await), (1, 1));
}

async fn a_reason_can_give_way_to_the_next_one(node: Node) {
    let phone = node.with_phone().await;
    node.push_one(&phone, &item(1, 1, 1).version_of_form("2").community("kakola")).await;
    node.store.put_form(&form_version("2"), FormFiles::default(), &operator()).await.unwrap();
    let next = Problem::UnknownCommunity { community: "kakola".to_owned() };
    assert_eq!(node.release(for_form("2")).await, [Outcome::Quarantined(next)]);
    assert_eq!(node.release(for_form("2")).await, []);
    node.put_communities(&["kakola"]).await;
    let last = Problem::OutOfScope { community: "kakola".to_owned() };
    assert_eq!(node.release(for_community("kakola")).await, [Outcome::Quarantined(last)]);
    node.scope(&phone, &["kakola"]).await;
    assert_eq!(node.release(for_scope(&phone, "kakola")).await, [Outcome::Accepted]);
    assert_eq!((node.held(&phone).await, node.quarantined().await), (1, 0));
}

async fn two_wordings_of_one_revision_in_quarantine_become_one(node: Node) {
    let phone = node.with_phone().await;
    let early = item(1, 1, 1).version_of_form("2");
    let other = early.clone().words("something else");
    node.push_bytes(&phone, vec![early.bytes(), early.spaced(), other.bytes()]).await;
    node.store.put_form(&form_version("2"), FormFiles::default(), &operator()).await.unwrap();
    assert_eq!(
        node.release(for_form("2")).await,
        [Outcome::Accepted, Outcome::Duplicate, Outcome::Quarantined(Problem::ContentMismatch {})]
    );
    assert_eq!((node.held(&phone).await, node.quarantined().await), (1, 1));
}

async fn releasing_twice_takes_nothing_newer_with_it(node: Node) {
    let phone = node.with_phone().await;
    node.push_one(&phone, &item(1, 1, 1).version_of_form("2")).await;
    node.store.put_form(&form_version("2"), FormFiles::default(), &operator()).await.unwrap();
    let waiting = node.store.waiting(&[for_form("2")], 10).await.unwrap().remove(0);
    let read = |waiting: sikia::store::Quarantined| {
        node.read(&phone, vec![(waiting.raw, Some(waiting.no))])
    };
    let (one, two) = (read(waiting.clone()).await, read(waiting).await);
    assert_eq!(node.take_in(one).await[0].outcome, Outcome::Accepted);
    node.push_one(&phone, &item(3, 3, 1).version_of_form("3")).await;
    assert_eq!(node.take_in(two).await[0].outcome, Outcome::Duplicate);
    assert_eq!(node.store.waiting(&[for_form("3")], 10).await.unwrap().len(), 1);
    assert_eq!((node.held(&phone).await, node.quarantined().await), (2, 1));
}

async fn what_another_phone_brought_meanwhile_is_released_as_its_duplicate(node: Node) {
    let phone = node.with_phone().await;
    let out = node.phone(2, &[]).await;
    node.push_one(&out, &item(1, 1, 1)).await;
    assert_eq!(node.push_one(&phone, &item(1, 1, 1)).await, Outcome::Accepted);
    node.scope(&out, &["mgusu"]).await;
    assert_eq!(node.release(for_scope(&out, "mgusu")).await, [Outcome::Duplicate]);
    assert_eq!((node.held(&phone).await, node.held(&out).await), (1, 0));
    assert_eq!(node.quarantined().await, 0);
}

async fn the_oldest_comes_first_and_no_more_than_asked(node: Node) {
    let phone = node.with_phone().await;
    for n in 1..=5 {
        node.push_one(&phone, &item(n, n, 1).version_of_form("2")).await;
    }
    let waiting = node.store.waiting(&[for_form("2"), for_form("3")], 3).await.unwrap();
    let wanted: Vec<Vec<u8>> =
        (1..=3).map(|n| item(n, n, 1).version_of_form("2").bytes()).collect();
    assert_eq!(waiting.into_iter().map(|w| w.raw).collect::<Vec<_>>(), wanted);
}

async fn what_an_interrupted_import_left_waiting_is_tried_again_at_start(node: Node) {
    node.world().await;
    let phone = node.phone(1, &["kakola"]).await;
    let early = [
        item(1, 1, 1),
        item(2, 2, 1).community("kakola"),
        item(3, 3, 1).community("kakola").version_of_form("2"),
        item(4, 4, 1).version_of_form("3"),
    ];
    node.push(&phone, &early).await;
    node.put_communities(&["kakola"]).await;
    node.store.put_form(&form_version("2"), FormFiles::default(), &operator()).await.unwrap();
    node.scope(&phone, &["mgusu", "kakola"]).await;
    let services = Services::new(node.store.clone());
    assert_eq!(release_all(&services).await.unwrap(), 3);
    assert_eq!(release_all(&services).await.unwrap(), 0);
    assert_eq!((node.held(&phone).await, node.quarantined().await), (4, 1));
}
