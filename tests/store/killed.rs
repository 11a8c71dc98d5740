//! The server of PostgreSQL is killed under load: what was acknowledged is there, and nodes go on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sikia::domain::access::Device;
use sikia::domain::ids::RevisionId;
use sikia::store::{Outcome, StoreError, Taken};

use super::cluster::{Cluster, FLEETING};
use super::support::*;

const PHONES: u8 = 4;
const KILLS: u32 = 3;

/// Pushes until told to stop; gives what was acknowledged, and how often it was refused.
async fn push(node: Node, phone: Device, n: u128, stop: Arc<AtomicBool>) -> (Vec<RevisionId>, u32) {
    let (mut held, mut refused) = (Vec::new(), 0);
    for push in 0.. {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let first = 1_000_000 * n + 10 * push;
        let batch: Vec<Item> = (first..first + 3).map(|n| item(n, n, 1)).collect();
        loop {
            let intake = node.read_seen(&phone, &batch);
            match node.store.take_in(intake).await {
                Ok(Taken::Done(receipts)) => {
                    let stored = |o: &Outcome| matches!(o, Outcome::Accepted | Outcome::Duplicate);
                    assert!(receipts.iter().all(|r| stored(&r.outcome)), "{receipts:?}");
                    held.extend(receipts.iter().filter_map(|receipt| receipt.revision));
                    break;
                }
                Ok(Taken::Stale(_)) => panic!("nobody changes the reference data"),
                Err(StoreError::Unavailable(_) | StoreError::Busy) => refused += 1,
                Err(other) => panic!("{other:?}"),
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    (held, refused)
}

#[test]
fn what_was_acknowledged_is_there_after_the_server_was_killed_and_nodes_go_on() {
    let cluster = Cluster::start(FLEETING);
    keeps(Node::postgres_of(&cluster), |one| async move {
        one.world().await;
        let began = |url: &str| cluster.sql(url, "SELECT pg_postmaster_start_time()");
        let start = began(one.url());
        let nodes = [one.clone(), one.beside()];
        let stop = Arc::new(AtomicBool::new(false));
        let mut phones = Vec::new();
        for n in 1..=PHONES {
            let phone = one.phone(n, &["mgusu"]).await;
            let node = nodes[usize::from(n) % 2].clone();
            phones.push(tokio::spawn(push(node, phone, n.into(), stop.clone())));
        }
        for kill in 1..=KILLS {
            tokio::time::sleep(Duration::from_millis(500 + 130 * u64::from(kill))).await;
            cluster.crash();
        }
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        stop.store(true, Ordering::SeqCst);
        let (mut held, mut refused) = (Vec::new(), 0);
        for phone in phones {
            let (more, times) = phone.await.unwrap();
            held.extend(more);
            refused += times;
        }
        assert!(held.len() > 50, "{} held, refused {refused} times", held.len());
        assert_ne!(began(one.url()), start, "the server was never killed");
        for node in [&nodes[0], &nodes[1]] {
            assert_eq!(node.store.missing(&held).await.unwrap(), []);
            node.assert_exact().await;
            assert_eq!(node.store.examine().await.unwrap(), [""; 0]);
        }
    });
}
