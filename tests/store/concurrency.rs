//! Many callers, callers that go away, and the end.

use std::collections::BTreeSet;
use std::time::Duration;

use sikia::domain::needs::Filter;
use sikia::store::{Outcome, StoreError};

use super::support::*;

contract! {
    writers_at_once_leave_exact_figures,
    a_caller_that_goes_away_leaves_all_of_its_batch_or_nothing,
    a_reader_sees_one_state,
    a_closed_store_has_finished_what_it_acknowledged_and_refuses_the_rest,
}

async fn writers_at_once_leave_exact_figures(node: Node) {
    const WRITERS: u128 = 64;
    node.world().await;
    let mut phones = Vec::new();
    for n in 1..=WRITERS {
        phones.push(node.phone(n as u8, &["mgusu", "nyarugusu"]).await);
    }
    let start = node.change().await;
    let mut writers = Vec::new();
    for (n, phone) in (1..).zip(phones.clone()) {
        let node = node.clone();
        writers.push(tokio::spawn(async move {
            for round in 1..=4 {
                // Everybody edits the same eight records, and makes one alone.
                let shared = item(n % 8, 10_000 * round + n, round as u64)
                    .parents(&[10_000 * (round - 1) + n])
                    .community(if (n + round) % 2 == 0 { "mgusu" } else { "nyarugusu" });
                let own = item(100 + n, 50_000 + 10_000 * round + n, round as u64);
                let outcomes = node.push(&phone, &[shared, own]).await;
                let stored = |o: &Outcome| {
                    matches!(o, Outcome::Accepted | Outcome::Merged | Outcome::Conflict(_))
                };
                assert!(outcomes.iter().all(stored), "{outcomes:?}");
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    node.assert_exact().await;
    for phone in &phones {
        assert_eq!(node.held(phone).await, 8);
        assert_eq!(node.pull(phone, start).await.len(), 2);
    }
    let (whole, report) =
        (node.totals().await, node.report(&["mgusu", "nyarugusu"], &Filter::default()).await);
    let (submissions, asked) =
        whole.values().fold((0, 0), |(s, a), (submissions, asked)| (s + submissions, a + asked));
    assert_eq!((submissions, asked), (8 + 64, report.asked));
    // Every batch had two change numbers of its own.
    assert_eq!(node.change().await - start, 64 * 4 * 2);
}

async fn a_caller_that_goes_away_leaves_all_of_its_batch_or_nothing(node: Node) {
    let phone = node.with_phone().await;
    let mut stored = 0;
    for n in 0..40 {
        let batch = [item(2 * n, 2 * n, 1), item(2 * n + 1, 2 * n + 1, 1)];
        let intake = node.read(&phone, batch.iter().map(|i| (i.bytes(), None)).collect()).await;
        let store = node.store.clone();
        let patience = Duration::from_micros(60 * n as u64);
        let _ = tokio::time::timeout(patience, async move { store.take_in(intake).await }).await;
        // A call made later comes after it, if it was made at all.
        node.store.audit(operator().entry("test", "")).await.unwrap();
        let there = (node.head(2 * n).await.is_some(), node.head(2 * n + 1).await.is_some());
        assert_eq!(there.0, there.1);
        stored += 2 * u64::from(there.0);
        assert_eq!(node.held(&phone).await, stored);
    }
    node.assert_exact().await;
}

async fn a_reader_sees_one_state(node: Node) {
    let phone = node.with_phone().await;
    let (mut after, mut seen) = (node.change().await, BTreeSet::new());
    let writer = tokio::spawn({
        let (node, phone) = (node.clone(), phone.clone());
        async move {
            for n in 0..50 {
                node.push(&phone, &[item(2 * n, 2 * n, 1), item(2 * n + 1, 2 * n + 1, 1)]).await;
            }
        }
    });
    while seen.len() < 100 {
        assert!(!writer.is_finished() || after < node.change().await, "{} of 100", seen.len());
        let pulled = node.store.pull(&phone, after, 1_000).await.unwrap();
        assert_eq!(pulled.changes.len() % 2, 0, "a batch is seen whole or not at all");
        for change in &pulled.changes {
            assert!(seen.insert(told(change)), "twice: {}", told(change));
        }
        after = pulled.upto.change;
        tokio::task::yield_now().await;
    }
    writer.await.unwrap();
}

async fn a_closed_store_has_finished_what_it_acknowledged_and_refuses_the_rest(node: Node) {
    let phone = node.with_phone().await;
    let intake = node.read(&phone, vec![(item(1, 1, 1).bytes(), None)]).await;
    node.store.close().await;
    node.store.close().await;
    let closed = |error: StoreError| matches!(error, StoreError::Unavailable(_));
    assert!(closed(node.store.take_in(intake).await.unwrap_err()));
    assert!(closed(node.store.position().await.unwrap_err()));
    assert!(closed(node.store.head(submission(1)).await.unwrap_err()));
    assert!(closed(node.store.catalogue().await.unwrap_err()));
    assert!(closed(node.store.revoke(phone.id, &operator()).await.unwrap_err()));
    node.store.audit_soon(operator().entry("test", ""));
    assert_eq!(node.store.catalogue_seen().communities.len(), 2);
}
