//! Many nodes on one PostgreSQL: heads converge, figures stay exact, and faults stay inside.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use sikia::domain::access::Device;
use sikia::domain::needs::Filter;
use sikia::service::Services;
use sikia::service::release::release_all;
use sikia::service::sync::{Ask, sync};
use sikia::store::postgres::PostgresStore;
use sikia::store::{Attachment, Intake, Outcome, StoreError, Taken};

use super::cluster::cluster;
use super::cursor::session;
use super::support::*;

#[test]
fn two_nodes_at_one_submission_thousands_of_times_lose_nothing_and_agree() {
    const SUBMISSIONS: u128 = 160;
    const ROUNDS: u128 = 6;
    const AT_ONCE: u128 = 8;
    keeps(Node::postgres(), |one| async move {
        one.world().await;
        let (two, reference) = (one.beside(), Node::memory());
        reference.world().await;
        let mut phones = Vec::new();
        for n in [1, 2] {
            reference.phone(n, &["mgusu", "nyarugusu"]).await;
            phones.push(one.phone(n, &["mgusu", "nyarugusu"]).await);
        }
        let made = |of: u128, round: u128, side: u128| {
            let id = 1_000_000 * (side + 1) + 1_000 * of + round;
            let community =
                if (of + round + side).is_multiple_of(3) { "nyarugusu" } else { "mgusu" };
            let made = item(of, id, round as u64 + 1).community(community);
            let made = made.words(&format!("round {round} by {side}"));
            if round == 0 { made } else { made.parents(&[id - 1]) }
        };
        let mut tasks = Vec::new();
        for task in 0..AT_ONCE {
            let (one, two, phones) = (one.clone(), two.clone(), phones.clone());
            tasks.push(tokio::spawn(async move {
                for of in (task..SUBMISSIONS).step_by(AT_ONCE as usize) {
                    for round in 0..ROUNDS {
                        let (left, right) = ([made(of, round, 0)], [made(of, round, 1)]);
                        let (left, right) =
                            tokio::join!(one.push(&phones[0], &left), two.push(&phones[1], &right));
                        for outcome in [&left[0], &right[0]] {
                            let stored = matches!(
                                outcome,
                                Outcome::Accepted | Outcome::Merged | Outcome::Conflict(_)
                            );
                            assert!(stored, "{outcome:?}");
                        }
                    }
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        for of in 0..SUBMISSIONS {
            for (side, phone) in phones.iter().enumerate() {
                let all: Vec<Item> =
                    (0..ROUNDS).map(|round| made(of, round, side as u128)).collect();
                reference.push(phone, &all).await;
            }
            let wanted = serde_json::json!(reference.head(of).await).to_string();
            for node in [&one, &two] {
                assert_eq!(serde_json::json!(node.head(of).await).to_string(), wanted);
            }
        }
        for node in [&one, &two] {
            node.assert_exact().await;
            assert_eq!(node.totals().await, reference.totals().await);
            let everywhere = ["mgusu", "nyarugusu"];
            assert_eq!(
                node.report(&everywhere, &Filter::default()).await,
                reference.report(&everywhere, &Filter::default()).await
            );
            assert_eq!(node.store.examine().await.unwrap(), [""; 0]);
        }
    });
}

#[test]
fn pushes_that_share_a_commit_come_one_after_the_other() {
    keeps(Node::postgres(), |node| async move {
        let phone = node.with_phone().await;
        let reference = Node::memory();
        reference.with_phone().await;
        let pushes = [
            vec![item(1, 1, 1), item(2, 2, 1)],
            vec![item(1, 1, 1), item(1, 3, 2).parents(&[1]).words("two")],
            vec![item(1, 4, 2).parents(&[1]).words("three"), item(3, 5, 1).version_of_form("2")],
            vec![item(3, 5, 1).version_of_form("2"), item(2, 2, 1).words("other")],
            vec![withdrawal(2, 6, 2), item(2, 2, 1).words("another")],
            vec![item(2, 2, 1), item(2, 7, 3), item(4, 8, 1)],
            vec![withdrawal(3, 9, 2), item(4, 10, 2).parents(&[8]).community("nyarugusu")],
        ];
        let mut wanted = Vec::new();
        for push in &pushes {
            wanted.push(reference.push(&phone, push).await);
        }
        // While another node is at it, all of them wait for their turn.
        let other = session(node.url()).await;
        other.batch_execute("BEGIN; SELECT FROM node FOR UPDATE").await.unwrap();
        let mut calls = vec![tokio::spawn({
            let node = node.clone();
            async move {
                node.store.audit(operator().entry("test", "")).await.unwrap();
                Vec::new()
            }
        })];
        tokio::time::sleep(Duration::from_millis(100)).await;
        for push in &pushes {
            let raw = push.iter().map(|item| (item.bytes(), None)).collect();
            let intake = node.read(&phone, raw).await;
            let store = node.store.clone();
            calls.push(tokio::spawn(async move {
                match store.take_in(intake).await.unwrap() {
                    Taken::Done(receipts) => receipts.into_iter().map(|r| r.outcome).collect(),
                    Taken::Stale(_) => panic!("stale"),
                }
            }));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        other.batch_execute("COMMIT").await.unwrap();
        let mut said: Vec<Vec<Outcome>> = Vec::new();
        for call in calls {
            said.push(call.await.unwrap());
        }
        assert_eq!(said[1..], wanted);
        assert_eq!(commits(&node).await, 1, "the pushes did not share a commit");
        for of in 1..=4 {
            assert_eq!(node.head(of).await, reference.head(of).await);
        }
        assert_eq!(node.change().await, reference.change().await);
        assert_eq!(node.pull(&phone, 0).await, reference.pull(&phone, 0).await);
        assert_eq!(node.held(&phone).await, reference.held(&phone).await);
        assert_eq!(node.quarantined().await, reference.quarantined().await);
        assert_eq!(node.totals().await, reference.totals().await);
        node.assert_exact().await;
        assert_eq!(node.store.examine().await.unwrap(), [""; 0]);
    });
}

/// How many transactions the revisions came by.
async fn commits(node: &Node) -> i64 {
    let sql = "SELECT count(DISTINCT xmin::text) FROM revision";
    session(node.url()).await.query_one(sql, &[]).await.unwrap().get(0)
}

#[test]
fn nodes_that_start_at_once_on_an_empty_database_all_get_it() {
    let url = cluster().schema();
    keeps(Node::memory(), |_| async move {
        let start = || {
            tokio::spawn({
                let url = url.clone();
                async move { PostgresStore::open(&url, 1).await.map(drop) }
            })
        };
        let starts: Vec<_> = (0..6).map(|_| start()).collect();
        for start in starts {
            start.await.unwrap().unwrap();
        }
        assert_eq!(PostgresStore::migrate(&url).await.unwrap(), [""; 0]);
    });
}

#[test]
fn a_database_of_a_newer_sikia_is_refused_and_left_alone() {
    keeps(Node::postgres(), |node| async move {
        node.store.close().await;
        let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')";
        cluster().sql(node.url(), newer);
        for refused in [
            PostgresStore::open(node.url(), 1).await.err(),
            PostgresStore::migrate(node.url()).await.err(),
        ] {
            let named =
                matches!(&refused, Some(StoreError::Newer(version)) if version == "29990101000000");
            assert!(named, "{refused:?}");
        }
    });
}

#[test]
fn a_server_that_is_not_there_is_unavailable_and_nothing_panics() {
    keeps(Node::memory(), |_| async move {
        for url in ["postgres://nobody@127.0.0.1:1/none", "postgres://", "postgres://%%%", "x"] {
            let refused = PostgresStore::open(url, 1).await.err();
            assert!(matches!(refused, Some(StoreError::Unavailable(_))), "{url}: {refused:?}");
        }
    });
}

async fn read(node: Node, phone: Device, n: u128) -> Intake {
    node.read(&phone, vec![(item(n, n, 1).bytes(), None)]).await
}

#[test]
fn connections_that_are_cut_are_made_again_and_nothing_is_taken_twice() {
    keeps(Node::postgres(), |node| async move {
        let phone = node.with_phone().await;
        let cutter = tokio::spawn({
            let url = node.url().to_owned();
            async move {
                let client = session(&url).await;
                for _ in 0..40 {
                    tokio::time::sleep(Duration::from_millis(15)).await;
                    // Those that wait for nothing or are in the middle of something: all but this.
                    let schema = url.rsplit("%3D").next().unwrap();
                    let sql = format!(
                        "SELECT pg_terminate_backend(l.pid) FROM pg_locks l
                         WHERE l.relation = '{schema}.node'::regclass AND l.pid <> pg_backend_pid()"
                    );
                    client.batch_execute(&sql).await.unwrap();
                }
            }
        });
        let mut outcomes: BTreeMap<&str, u32> = BTreeMap::new();
        for n in 1..=60 {
            loop {
                // A read that was cut is made again as well.
                let reading = read(node.clone(), phone.clone(), n);
                let Ok(intake) = tokio::spawn(reading).await else { continue };
                match node.store.take_in(intake).await {
                    Ok(Taken::Done(receipts)) => {
                        let word = match receipts[0].outcome {
                            Outcome::Accepted => "accepted",
                            Outcome::Duplicate => "duplicate",
                            _ => "other",
                        };
                        *outcomes.entry(word).or_default() += 1;
                        break;
                    }
                    Ok(Taken::Stale(_)) => panic!("stale"),
                    Err(StoreError::Unavailable(_) | StoreError::Busy) => {
                        *outcomes.entry("again").or_default() += 1;
                    }
                    Err(error) => panic!("{error:?}"),
                }
            }
        }
        cutter.await.unwrap();
        assert_eq!(outcomes.get("other"), None, "{outcomes:?}");
        assert_eq!(node.held(&phone).await, 60, "{outcomes:?}");
        node.assert_exact().await;
        assert_eq!(node.store.examine().await.unwrap(), [""; 0]);
    });
}

#[test]
fn a_recount_finds_every_figure_that_is_not_its_heads() {
    for tampering in [
        "DELETE FROM fact",
        "UPDATE fact SET \"row\" = (SELECT \"row\" FROM fact LIMIT 1)",
        "UPDATE community_total SET asked = asked + 1",
        "UPDATE submission SET state = 1 WHERE uuid = (SELECT min(uuid::text)::uuid FROM submission)",
        "INSERT INTO fact SELECT community_no, gen_random_uuid(), \"row\" FROM fact LIMIT 1",
        "UPDATE node SET submissions = submissions + 1",
    ] {
        keeps(Node::postgres(), |node| async move {
            let phone = node.with_phone().await;
            let items: Vec<Item> = (1..=5).map(|n| item(n, n, 1)).collect();
            node.push(&phone, &items).await;
            node.assert_exact().await;
            cluster().sql(node.url(), tampering);
            let found = node.store.recount(Arc::new(|_, _| {})).await.unwrap();
            assert!(found.differences > 0 && !found.examples.is_empty(), "{tampering}");
        });
    }
}

#[test]
fn an_edit_that_waits_at_one_node_is_freed_by_its_original_at_another() {
    keeps(Node::postgres(), |one| async move {
        let phone = one.with_phone().await;
        let nodes = [one.clone(), one.beside()];
        let [first, second] = nodes.each_ref().map(|node| Services::new(node.store.clone()));
        // Both have looked, and nothing waited.
        for services in [&first, &second] {
            assert_eq!(release_all(services).await.unwrap(), 0);
        }
        let push = |services: Services, item: Item| {
            let phone = phone.clone();
            async move {
                services.catalogue().await.unwrap();
                let ask = Ask { push: vec![item.bytes()], ..Ask::default() };
                sync(&services, &phone, ask).await.unwrap();
            }
        };
        let original = super::attachments::instance(1, None, "one");
        push(first.clone(), super::attachments::instance(2, Some(1), "two")).await;
        assert_eq!(one.quarantined().await, 1);
        push(second.clone(), original).await;
        assert_eq!(one.quarantined().await, 0);
        let id = sikia::domain::ids::SubmissionId(revision(1).0);
        assert_eq!(one.store.head(id).await.unwrap().unwrap().answers["words"], "two");
    });
}

#[test]
fn texts_that_postgresql_cannot_keep_fail_nobody() {
    keeps(Node::postgres(), |node| async move {
        let phone = node.with_phone().await;
        let store = &node.store;
        store.audit(operator().entry("test", "a\0b")).await.unwrap();
        assert_eq!(store.audited(1).await.unwrap()[0].subject, "a\u{fffd}b");
        assert_eq!(store.person_named("a\0b").await.unwrap(), None);
        let name = "a\0b.jpg".to_owned();
        let file = Attachment { revision: revision(1), name, digest: [1; 32], size: 1 };
        store.attach(&[file], &operator()).await.unwrap();
        let odd = item(1, 1, 1).words("a\0b").with("community", serde_json::json!("no\0where"));
        let fine = item(2, 2, 1).words("a\0b");
        let outcomes = node.push(&phone, &[odd, fine]).await;
        assert!(matches!(outcomes[0], Outcome::Quarantined(_)), "{outcomes:?}");
        assert_eq!(outcomes[1], Outcome::Accepted);
        assert_eq!(node.head(2).await.unwrap().answers["words"], "a\0b");
        let waits = store.waiting(&[for_community("no\0where")], 9).await.unwrap();
        assert_eq!(waits.len(), 1);
    });
}

#[test]
fn a_deadlock_with_somebody_else_is_not_told_to_a_device() {
    keeps(Node::postgres(), |node| async move {
        let phone = node.with_phone().await;
        node.push_one(&phone, &item(1, 1, 1)).await;
        // Somebody who takes rows in another order, and whom the server lets wait for long.
        let (other, watch) = (session(node.url()).await, session(node.url()).await);
        other
            .batch_execute("SET deadlock_timeout = '30s'; BEGIN; UPDATE device SET name = 'x'")
            .await
            .unwrap();
        let pushing = tokio::spawn({
            let (node, phone) = (node.clone(), phone.clone());
            async move { node.push_one(&phone, &item(2, 2, 1)).await }
        });
        let waiting = "SELECT count(*) FROM pg_stat_activity a JOIN pg_locks l USING (pid)
            WHERE a.wait_event_type = 'Lock' AND l.granted
              AND l.relation = (current_schema() || '.node')::regclass";
        while watch.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // Each waits for the other now: the server ends one of them, which is the node.
        other.batch_execute("SELECT FROM node FOR UPDATE; COMMIT").await.unwrap();
        assert_eq!(pushing.await.unwrap(), Outcome::Accepted);
        assert_eq!(node.held(&phone).await, 2);
        node.assert_exact().await;
    });
}
