//! What devices pull: everything in their scope, in order, no gap, nothing twice.

use super::support::*;

contract! {
    pages_of_any_size_give_the_same_in_the_same_order,
    a_phone_that_has_seen_everything_gets_nothing,
    a_change_comes_once_and_as_it_is_now,
    no_change_is_skipped_however_calls_interleave,
    a_submission_goes_to_all_who_made_it_and_to_nobody_else,
    a_head_that_moves_out_of_scope_is_removed,
    a_community_that_leaves_the_scope_is_removed_with_its_submissions,
    a_community_that_comes_back_brings_its_submissions,
    a_community_that_the_node_learns_of_later_comes_then,
}

async fn pages_of_any_size_give_the_same_in_the_same_order(node: Node) {
    node.world().await;
    node.put_communities(&["kakola", "rwamgasa"]).await;
    let phone = node.phone(1, &["mgusu", "nyarugusu", "kakola", "rwamgasa"]).await;
    let items: Vec<Item> = (1..=7).map(|n| item(n, n, 1)).collect();
    node.push(&phone, &items).await;
    node.push_one(&phone, &item(3, 30, 2).parents(&[3])).await;
    let whole = node.pull(&phone, 0).await;
    assert_eq!(whole.len(), 1 + 1 + 4 + 7, "{whole:?}");
    for limit in 1..=14 {
        let pages = node.pages(&phone, 0, limit).await;
        assert_eq!(pages.concat(), whole, "pages of {limit}");
        assert!(pages.iter().rev().skip(1).all(|page| page.len() == limit));
    }
}

async fn a_phone_that_has_seen_everything_gets_nothing(node: Node) {
    let phone = node.with_phone().await;
    node.push_one(&phone, &item(1, 1, 1)).await;
    let change = node.change().await;
    assert_eq!(node.pull(&phone, change).await, [""; 0]);
    node.push_one(&phone, &item(1, 1, 1)).await;
    node.put_communities(&["mgusu"]).await;
    assert_eq!(node.change().await, change);
    // What concerns others moves the position and nothing else.
    let other = node.phone(2, &["mgusu"]).await;
    node.push_one(&other, &item(2, 2, 1)).await;
    assert!(node.change().await > change);
    assert_eq!(node.pull(&phone, change).await, [""; 0]);
}

async fn a_change_comes_once_and_as_it_is_now(node: Node) {
    let phone = node.with_phone().await;
    let start = node.change().await;
    node.push_one(&phone, &item(1, 1, 1).words("one")).await;
    node.push_one(&phone, &item(2, 2, 1)).await;
    node.push_one(&phone, &item(1, 3, 2).words("two").parents(&[1])).await;
    let (one, two) = (node.head(1).await.unwrap(), node.head(2).await.unwrap());
    assert_eq!(one.answers["words"], "two");
    assert_eq!(node.pull(&phone, start).await, [told_head(&two), told_head(&one)]);
}

async fn no_change_is_skipped_however_calls_interleave(node: Node) {
    let phone = node.with_phone().await;
    let mut after = 0;
    let mut seen = Vec::new();
    for n in 1..=12 {
        node.push(&phone, &[item(n, n, 1), item(n + 100, n + 100, 1)]).await;
        let pulled = node.store.pull(&phone, after, 1 + n as usize % 3).await.unwrap();
        after = pulled.upto.change;
        seen.extend(pulled.changes.iter().map(told));
    }
    seen.extend(node.pull(&phone, after).await);
    assert_eq!(seen, node.pull(&phone, 0).await);
}

async fn a_submission_goes_to_all_who_made_it_and_to_nobody_else(node: Node) {
    let phone = node.with_phone().await;
    let (maker, stranger) = (node.phone(2, &["mgusu"]).await, node.phone(3, &["mgusu"]).await);
    let start = node.change().await;
    node.push_one(&phone, &item(1, 1, 1)).await;
    let change = node.change().await;
    assert_eq!(node.pull(&maker, start).await, [""; 0]);
    node.push_one(&maker, &item(1, 2, 2).parents(&[1])).await;
    let told = told_head(&node.head(1).await.unwrap());
    for device in [&phone, &maker] {
        assert_eq!(node.pull(device, start).await, std::slice::from_ref(&told));
        assert_eq!(node.pull(device, change).await, std::slice::from_ref(&told));
    }
    assert_eq!(node.pull(&stranger, start).await, [""; 0]);
}

async fn a_head_that_moves_out_of_scope_is_removed(node: Node) {
    node.world().await;
    let (phone, other) = (node.phone(1, &["mgusu"]).await, node.phone(2, &["nyarugusu"]).await);
    node.push_one(&phone, &item(1, 1, 1)).await;
    let change = node.change().await;
    node.push_one(&other, &item(1, 2, 2).community("nyarugusu").parents(&[1])).await;
    assert_eq!(node.pull(&phone, change).await, [format!("no submission {}", submission(1))]);
    let head = node.head(1).await.unwrap();
    assert_eq!(node.pull(&other, change).await, [told_head(&head)]);
}

async fn a_community_that_leaves_the_scope_is_removed_with_its_submissions(node: Node) {
    let phone = node.with_phone().await;
    let elsewhere = item(2, 2, 1).community("nyarugusu");
    node.push(&phone, &[item(1, 1, 1), elsewhere]).await;
    let change = node.change().await;
    let phone = node.scope(&phone, &["nyarugusu"]).await;
    let gone = ["no community mgusu".to_owned(), format!("no submission {}", submission(1))];
    assert_eq!(node.pull(&phone, change).await, gone);
    assert_eq!(node.pages(&phone, change, 1).await.concat(), gone);
}

async fn a_community_that_comes_back_brings_its_submissions(node: Node) {
    let phone = node.with_phone().await;
    node.push(&phone, &[item(1, 1, 1), item(2, 2, 1)]).await;
    let away = node.scope(&phone, &["nyarugusu"]).await;
    let change = node.change().await;
    node.pull(&away, 0).await;
    let back = node.scope(&away, &["mgusu", "nyarugusu"]).await;
    let heads = [node.head(1).await.unwrap(), node.head(2).await.unwrap()];
    assert_eq!(
        node.pull(&back, change).await,
        ["community mgusu".to_owned(), told_head(&heads[0]), told_head(&heads[1])]
    );
}

async fn a_community_that_the_node_learns_of_later_comes_then(node: Node) {
    node.world().await;
    let phone = node.phone(1, &["kakola"]).await;
    assert_eq!(node.pull(&phone, 0).await, ["form asm-needs (1)", "codes"]);
    let change = node.change().await;
    node.put_communities(&["kakola"]).await;
    assert_eq!(node.pull(&phone, change).await, ["community kakola"]);
}
