//! Erasure wins: what is withdrawn is gone and stays gone.

use sikia::domain::head::State;
use sikia::domain::needs::Filter;
use sikia::store::Outcome;

use super::support::*;

contract! {
    a_withdrawn_submission_has_no_content_and_does_not_count,
    a_late_sync_brings_nothing_back,
    a_withdrawal_may_come_before_its_original,
    what_is_withdrawn_leaves_quarantine_empty,
    late_items_that_cannot_be_read_are_not_kept_either,
    everybody_who_made_it_learns_of_a_withdrawal,
}

async fn a_withdrawn_submission_has_no_content_and_does_not_count(node: Node) {
    let phone = node.with_phone().await;
    node.push(&phone, &[item(1, 1, 1).words("secret"), item(2, 2, 1)]).await;
    assert_eq!(node.totals().await["mgusu"].0, 2);
    assert_eq!(node.push_one(&phone, &withdrawal(1, 3, 2)).await, Outcome::Accepted);
    assert_eq!(node.push_one(&phone, &withdrawal(1, 3, 2)).await, Outcome::Duplicate);
    let head = node.head(1).await.unwrap();
    assert_eq!(head.state, State::Withdrawn);
    assert_eq!((head.answers.len(), head.community, head.form), (0, None, None));
    assert_eq!(head.heads, [revision(3)]);
    assert_eq!(node.totals().await["mgusu"].0, 1);
    node.push_one(&phone, &withdrawal(2, 4, 2)).await;
    assert!(node.totals().await.is_empty());
    assert_eq!(node.report(&["mgusu"], &Filter::default()).await.asked, 0);
    node.assert_exact().await;
}

async fn a_late_sync_brings_nothing_back(node: Node) {
    let phone = node.with_phone().await;
    let first = item(1, 1, 1);
    node.push(&phone, &[first.clone(), withdrawal(1, 2, 2)]).await;
    let head = node.head(1).await;
    let late = [first, item(1, 3, 3).parents(&[1]), item(1, 4, 9).parents(&[2])];
    for _ in 0..2 {
        assert_eq!(node.push(&phone, &late).await, vec![Outcome::Erased; 3]);
        assert_eq!(node.head(1).await, head);
        assert_eq!(node.held(&phone).await, 4);
    }
    assert_eq!(node.store.missing(&[revision(3), revision(4)]).await.unwrap(), []);
    node.assert_exact().await;
}

async fn a_withdrawal_may_come_before_its_original(node: Node) {
    let phone = node.with_phone().await;
    assert_eq!(node.push_one(&phone, &withdrawal(1, 2, 2)).await, Outcome::Accepted);
    assert_eq!(node.push_one(&phone, &item(1, 1, 1)).await, Outcome::Erased);
    assert_eq!(node.head(1).await.unwrap().state, State::Withdrawn);
    assert!(node.totals().await.is_empty());
    node.assert_exact().await;
}

async fn what_is_withdrawn_leaves_quarantine_empty(node: Node) {
    let phone = node.with_phone().await;
    node.push_one(&phone, &item(1, 1, 1).version_of_form("2")).await;
    node.push_one(&phone, &withdrawal(1, 2, 2)).await;
    assert_eq!(node.store.waiting(&[for_form("2")], 10).await.unwrap(), []);
    assert_eq!(node.store.missing(&[revision(1)]).await.unwrap(), []);
    assert_eq!(node.held(&phone).await, 2);
}

async fn late_items_that_cannot_be_read_are_not_kept_either(node: Node) {
    let phone = node.with_phone().await;
    node.push_one(&phone, &withdrawal(1, 2, 2)).await;
    for (id, late) in [
        (3, item(1, 3, 3).version_of_form("2")),
        (4, item(1, 4, 3).community("kakola")),
        (5, item(1, 5, 3).answer("consent", serde_json::json!(17))),
    ] {
        for _ in 0..2 {
            assert_eq!(node.push_one(&phone, &late).await, Outcome::Erased);
            assert_eq!(node.held(&phone).await, id as u64 - 1);
        }
        assert_eq!(node.store.missing(&[revision(id)]).await.unwrap(), []);
    }
    let reasons = [for_form("2"), for_community("kakola")];
    assert_eq!(node.store.waiting(&reasons, 10).await.unwrap(), []);
}

async fn everybody_who_made_it_learns_of_a_withdrawal(node: Node) {
    let phone = node.with_phone().await;
    let other = node.phone(2, &["mgusu"]).await;
    node.push_one(&phone, &item(1, 1, 1)).await;
    let change = node.change().await;
    node.push_one(&other, &withdrawal(1, 2, 2)).await;
    let told = told_head(&node.head(1).await.unwrap());
    assert_eq!(node.pull(&phone, change).await, std::slice::from_ref(&told));
    assert_eq!(node.pull(&other, change).await, [told]);
}
