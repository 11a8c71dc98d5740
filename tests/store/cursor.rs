//! The pull cursor on PostgreSQL: what goes wrong with a sequence, and that it does not here.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sikia::store::Outcome;

use super::support::*;

/// A session of the database's own client, for what a store never does.
pub async fn session(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn numbers(client: &tokio_postgres::Client, after: i64) -> Vec<i64> {
    let sql = "SELECT change FROM naive WHERE change > $1 ORDER BY change";
    client.query(sql, &[&after]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

/// The fault that the store must not have: a sequence gives its numbers before the commit.
#[test]
fn a_cursor_over_a_sequence_skips_what_commits_late() {
    keeps(Node::postgres(), |node| async move {
        let (early, late, puller) =
            (session(node.url()).await, session(node.url()).await, session(node.url()).await);
        puller.batch_execute("CREATE TABLE naive (change BIGSERIAL, what TEXT)").await.unwrap();
        late.batch_execute("BEGIN; INSERT INTO naive (what) VALUES ('first number')")
            .await
            .unwrap();
        early.batch_execute("INSERT INTO naive (what) VALUES ('second number')").await.unwrap();
        assert_eq!(numbers(&puller, 0).await, [2]);
        late.batch_execute("COMMIT").await.unwrap();
        assert_eq!(numbers(&puller, 2).await, [0; 0], "the first number is never seen");
        assert_eq!(numbers(&puller, 0).await, [1, 2], "though it is there");
    });
}

#[test]
fn who_has_a_number_commits_before_the_next_one_is_given() {
    keeps(Node::postgres(), |node| async move {
        let phone = node.with_phone().await;
        let start = node.change().await;
        // Another node, between its number and its commit.
        let other = session(node.url()).await;
        other.batch_execute("BEGIN; UPDATE node SET change = change + 1").await.unwrap();
        let pushing = tokio::spawn({
            let (node, phone) = (node.clone(), phone.clone());
            async move { node.push_one(&phone, &item(1, 1, 1)).await }
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!pushing.is_finished());
        let pulled = node.store.pull(&phone, start, 10).await.unwrap();
        assert_eq!((pulled.changes.len(), pulled.upto.change), (0, start));
        other.batch_execute("COMMIT").await.unwrap();
        assert_eq!(pushing.await.unwrap(), Outcome::Accepted);
        let pulled = node.store.pull(&phone, start, 10).await.unwrap();
        assert_eq!((pulled.changes.len(), pulled.upto.change), (1, start + 2));
    });
}

#[test]
fn nobody_skips_a_change_and_nobody_needs_one_twice_under_32_writers_and_pullers() {
    const PHONES: u128 = 32;
    const PUSHES: u128 = 12;
    keeps(Node::postgres(), |first| async move {
        first.world().await;
        let nodes = [first.clone(), first.beside()];
        let mut tasks = Vec::new();
        let done = Arc::new(AtomicBool::new(false));
        for n in 0..PHONES {
            let phone = first.phone(n as u8 + 1, &["mgusu"]).await;
            let start = first.change().await;
            let writer = tokio::spawn({
                let (node, phone) = (nodes[n as usize % 2].clone(), phone.clone());
                async move {
                    for push in 0..PUSHES {
                        let of = 1_000 * (n + 1) + 2 * push;
                        node.push(&phone, &[item(of, of, 1), item(of + 1, of + 1, 1)]).await;
                    }
                }
            });
            // Pulls from the other node than the one it pushes to.
            let (node, done) = (nodes[(n as usize + 1) % 2].clone(), done.clone());
            let puller = tokio::spawn(async move {
                let (mut after, mut seen) = (start, Vec::new());
                loop {
                    let last = done.load(Ordering::SeqCst);
                    let pulled = node.store.pull(&phone, after, 1 + n as usize % 7).await.unwrap();
                    assert!(pulled.upto.change >= after);
                    after = pulled.upto.change;
                    seen.extend(pulled.changes.iter().map(told));
                    if last && !pulled.more {
                        return seen;
                    }
                    tokio::time::sleep(Duration::from_millis(n as u64 % 5)).await;
                }
            });
            tasks.push((writer, puller));
        }
        let (writers, pullers): (Vec<_>, Vec<_>) = tasks.into_iter().unzip();
        for writer in writers {
            writer.await.unwrap();
        }
        done.store(true, Ordering::SeqCst);
        for (n, puller) in (0..).zip(pullers) {
            let seen = puller.await.unwrap();
            let submissions = seen.iter().filter(|told| told.starts_with("submission")).count();
            let different: BTreeSet<&String> = seen.iter().collect();
            assert_eq!(submissions as u128, 2 * PUSHES, "phone {n}");
            assert_eq!(different.len(), seen.len(), "phone {n} got something twice");
        }
        first.assert_exact().await;
    });
}
