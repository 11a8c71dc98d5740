//! What arrives gets exactly one outcome, and the right one.

use serde_json::json;
use sikia::domain::head::State;
use sikia::domain::ids::DeviceId;
use sikia::domain::problem::Problem;
use sikia::store::{Outcome, StoreError, Taken};
use uuid::Uuid;

use super::support::*;

contract! {
    what_is_sent_again_is_a_duplicate_and_changes_nothing,
    other_content_under_the_name_of_a_revision_is_quarantined_and_the_first_one_stays,
    a_revision_is_of_one_submission_only,
    a_withdrawal_is_of_one_submission_only,
    the_name_of_an_erased_revision_erases_nothing_else,
    an_edit_that_comes_before_its_original_waits_for_it_in_the_head,
    concurrent_edits_are_merged_or_in_conflict,
    what_is_accepted_stays_so_when_the_phone_loses_its_scope,
    a_poisoned_item_never_blocks_its_batch,
    a_receipt_is_true_after_the_whole_batch,
    a_submission_with_too_many_revisions_can_still_be_withdrawn,
    what_was_read_with_old_reference_data_comes_back_and_nothing_is_stored,
    a_batch_of_an_unknown_device_is_refused_whole,
    a_store_tells_which_revisions_it_lacks,
}

async fn what_is_sent_again_is_a_duplicate_and_changes_nothing(node: Node) {
    let phone = node.with_phone().await;
    let first = item(1, 1, 1);
    assert_eq!(node.push_one(&phone, &first).await, Outcome::Accepted);
    let (change, head) = (node.change().await, node.head(1).await);
    let again = vec![first.bytes(), first.spaced(), first.bytes()];
    assert_eq!(node.push_bytes(&phone, again).await, vec![Outcome::Duplicate; 3]);
    assert_eq!(
        node.push(&phone, &[item(2, 2, 1), item(2, 2, 1)]).await,
        [Outcome::Accepted, Outcome::Duplicate]
    );
    assert_eq!(node.change().await, change + 1);
    assert_eq!(node.head(1).await, head);
    assert_eq!(node.held(&phone).await, 2);
    assert_eq!(node.quarantined().await, 0);
}

async fn other_content_under_the_name_of_a_revision_is_quarantined_and_the_first_one_stays(
    node: Node,
) {
    let phone = node.with_phone().await;
    let (first, second) = (item(1, 1, 1).words("mercury"), item(1, 1, 1).words("licences"));
    let mismatch = Outcome::Quarantined(Problem::ContentMismatch {});
    assert_eq!(
        node.push(&phone, &[first.clone(), second.clone()]).await,
        [Outcome::Accepted, mismatch.clone()]
    );
    assert_eq!(node.push(&phone, &[second, first]).await, [mismatch, Outcome::Duplicate]);
    assert_eq!(node.head(1).await.unwrap().answers["words"], "mercury");
    assert_eq!((node.quarantined().await, node.held(&phone).await), (1, 1));
}

async fn a_revision_is_of_one_submission_only(node: Node) {
    let phone = node.with_phone().await;
    let outcomes = node.push(&phone, &[item(1, 1, 1), item(2, 1, 1)]).await;
    assert_eq!(outcomes, [Outcome::Accepted, Outcome::Quarantined(Problem::ContentMismatch {})]);
    assert!(node.head(1).await.is_some() && node.head(2).await.is_none());
}

async fn a_withdrawal_is_of_one_submission_only(node: Node) {
    let phone = node.with_phone().await;
    node.push(&phone, &[item(1, 1, 1), item(2, 2, 1)]).await;
    assert_eq!(node.push_one(&phone, &withdrawal(1, 9, 2)).await, Outcome::Accepted);
    assert_eq!(
        node.push_one(&phone, &withdrawal(2, 9, 2)).await,
        Outcome::Quarantined(Problem::ContentMismatch {})
    );
    assert_eq!(node.head(2).await.unwrap().state, State::Current);
}

async fn the_name_of_an_erased_revision_erases_nothing_else(node: Node) {
    let phone = node.with_phone().await;
    node.push(&phone, &[item(1, 1, 1), withdrawal(1, 9, 2)]).await;
    let outcome = node.push_one(&phone, &item(2, 1, 1)).await;
    assert_eq!(outcome, Outcome::Quarantined(Problem::ContentMismatch {}));
}

async fn an_edit_that_comes_before_its_original_waits_for_it_in_the_head(node: Node) {
    let phone = node.with_phone().await;
    let original = item(1, 1, 1).words("one");
    let edit = item(1, 2, 2).words("two").parents(&[1]);
    assert_eq!(node.push_one(&phone, &edit).await, Outcome::Accepted);
    assert_eq!(node.head(1).await.unwrap().heads, [revision(2)]);
    assert_eq!(node.push_one(&phone, &original).await, Outcome::Accepted);
    let head = node.head(1).await.unwrap();
    assert_eq!(head.heads, [revision(2)]);
    assert_eq!(head.answers["words"], "two");
    assert_eq!((head.conflicts.len(), head.revisions.len()), (0, 2));
    node.assert_exact().await;
}

async fn concurrent_edits_are_merged_or_in_conflict(node: Node) {
    let phone = node.with_phone().await;
    let other = node.phone(2, &["mgusu"]).await;
    let edit = |id| item(1, id, 2).parents(&[1]);
    node.push_one(&phone, &item(1, 1, 1).words("one")).await;
    let aside = edit(2).words("one").with("language", json!("en"));
    assert_eq!(node.push_one(&phone, &aside).await, Outcome::Accepted);
    assert_eq!(node.push_one(&other, &edit(3).words("two")).await, Outcome::Merged);
    let conflict = Outcome::Conflict(vec!["words".to_owned()]);
    assert_eq!(node.push_one(&phone, &edit(4).words("three")).await, conflict);
    let head = node.head(1).await.unwrap();
    assert_eq!(head.language.as_deref(), Some("en"));
    assert_eq!(head.answers["words"], "three");
    assert_eq!(head.conflicts[0].others[0].value, "two");
}

async fn what_is_accepted_stays_so_when_the_phone_loses_its_scope(node: Node) {
    let phone = node.with_phone().await;
    let first = item(1, 1, 1);
    node.push_one(&phone, &first).await;
    let phone = node.scope(&phone, &["nyarugusu"]).await;
    assert_eq!(node.push_one(&phone, &first).await, Outcome::Duplicate);
    assert_eq!(
        node.push_one(&phone, &first.clone().words("other")).await,
        Outcome::Quarantined(Problem::OutOfScope { community: "mgusu".to_owned() })
    );
    assert_eq!((node.held(&phone).await, node.quarantined().await), (1, 1));
}

async fn a_poisoned_item_never_blocks_its_batch(node: Node) {
    let phone = node.with_phone().await;
    let outcomes = node
        .push_bytes(
            &phone,
            vec![
                item(1, 1, 1).bytes(),
                b"{\"submission\": \"\0".to_vec(),
                item(2, 2, 1).version_of_form("9").bytes(),
                item(3, 3, 1).answer("consent", json!(17)).bytes(),
                b"[[[[".to_vec(),
                item(1, 1, 1).bytes(),
                item(4, 4, 1).bytes(),
            ],
        )
        .await;
    let codes: Vec<&str> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Accepted => "accepted",
            Outcome::Duplicate => "duplicate",
            Outcome::Quarantined(problem) => problem.code(),
            other => panic!("{other:?}"),
        })
        .collect();
    let wanted = ["accepted", "item_unreadable", "unknown_form", "answer_type"];
    assert_eq!(codes[..4], wanted);
    assert_eq!(codes[4..], ["item_unreadable", "duplicate", "accepted"]);
    assert!(node.head(1).await.is_some() && node.head(4).await.is_some());
    assert_eq!((node.quarantined().await, node.held(&phone).await), (4, 6));
    node.assert_exact().await;
}

async fn a_receipt_is_true_after_the_whole_batch(node: Node) {
    let phone = node.with_phone().await;
    let unknown = |of, id| item(of, id, 1).version_of_form("9");
    for (of, batch) in [
        (1, [item(1, 1, 1), unknown(1, 2), withdrawal(1, 3, 2)]),
        (2, [withdrawal(2, 4, 2), item(2, 5, 1), unknown(2, 6)]),
    ] {
        let outcomes = node.push(&phone, &batch).await;
        let withdraws = batch.iter().map(|item| item.0.get("withdraw").is_some());
        let wanted = withdraws.map(|w| if w { Outcome::Accepted } else { Outcome::Erased });
        assert_eq!(outcomes, wanted.collect::<Vec<_>>());
        assert_eq!(node.head(of).await.unwrap().state, State::Withdrawn);
    }
    assert_eq!(node.held(&phone).await, 6);
    assert_eq!(node.store.waiting(&[for_form("9")], 10).await.unwrap(), []);
}

async fn a_submission_with_too_many_revisions_can_still_be_withdrawn(node: Node) {
    let phone = node.with_phone().await;
    let all: Vec<Item> = (1..=1_024).map(|n| item(1, n, n as u64).parents(&[n - 1])).collect();
    assert_eq!(node.push(&phone, &all).await, vec![Outcome::Accepted; 1_024]);
    let more = item(1, 2_000, 2_000);
    let limit = Outcome::Quarantined(Problem::TooManyRevisions { limit: 1_024 });
    assert_eq!(node.push_one(&phone, &more).await, limit);
    assert_eq!(node.head(1).await.unwrap().version, 1_024);
    assert_eq!(node.push_one(&phone, &withdrawal(1, 3_000, 3_000)).await, Outcome::Accepted);
    assert_eq!(node.head(1).await.unwrap().state, State::Withdrawn);
    assert_eq!(node.push_one(&phone, &more).await, Outcome::Erased);
    assert_eq!(node.held(&phone).await, 1_026);
    node.assert_exact().await;
}

async fn what_was_read_with_old_reference_data_comes_back_and_nothing_is_stored(node: Node) {
    let phone = node.with_phone().await;
    let intake = node.read(&phone, vec![(item(1, 1, 1).bytes(), None)]).await;
    node.put_communities(&["kakola"]).await;
    let change = node.change().await;
    let Taken::Stale(arrivals) = node.store.take_in(intake).await.unwrap() else {
        panic!("it was taken in")
    };
    assert_eq!(arrivals.len(), 1);
    assert_eq!(arrivals[0].raw, item(1, 1, 1).bytes());
    assert_eq!((node.change().await, node.head(1).await), (change, None));
}

async fn a_batch_of_an_unknown_device_is_refused_whole(node: Node) {
    let phone = node.with_phone().await;
    let mut intake =
        node.read(&phone, vec![(item(1, 1, 1).bytes(), None), (item(2, 2, 1).bytes(), None)]).await;
    intake.arrivals[1].device = DeviceId(Uuid::from_u128(0xBAD));
    let refused = node.store.take_in(intake).await;
    assert!(matches!(refused, Err(StoreError::Constraint(_))), "{refused:?}");
    assert_eq!((node.head(1).await, node.held(&phone).await), (None, 0));
    assert_eq!(node.push_one(&phone, &item(1, 1, 1)).await, Outcome::Accepted);
    node.assert_exact().await;
}

async fn a_store_tells_which_revisions_it_lacks(node: Node) {
    let phone = node.with_phone().await;
    node.push(&phone, &[item(1, 1, 1), item(2, 2, 1).community("kakola")]).await;
    node.push(&phone, &[item(3, 3, 1), withdrawal(3, 4, 2)]).await;
    let asked: Vec<_> = [9, 1, 2, 3, 4, 8].map(revision).into();
    assert_eq!(node.store.missing(&asked).await.unwrap(), [revision(9), revision(8)]);
}
