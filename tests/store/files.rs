//! What a SQLite file must stand: other processes, restarts, newer binaries, damage.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::sql_types::Binary;
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use sikia::domain::needs::Filter;
use sikia::store::sqlite::SqliteStore;
use sikia::store::{FormFiles, Outcome, Put, Store, StoreError, Taken};

use super::support::*;

fn with_sql(path: &Path, sql: &str) {
    let mut connection = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
    connection.batch_execute(sql).unwrap();
}

#[test]
fn a_second_process_sees_and_is_seen_and_numbers_never_collide() {
    keeps(Node::sqlite(), |server| async move {
        server.world().await;
        let command_line = server.beside();
        let phone = server.phone(1, &["mgusu", "kakola"]).await;
        let early = item(1, 1, 1).community("kakola");
        assert!(matches!(server.push_one(&phone, &early).await, Outcome::Quarantined(_)));
        // Read with the old catalogue, which the server has seen last.
        let intake = server.read(&phone, vec![(item(2, 2, 1).bytes(), None)]).await;
        command_line.put_communities(&["kakola"]).await;
        assert!(matches!(server.store.take_in(intake).await.unwrap(), Taken::Stale(_)));
        let seen = server.store.catalogue().await.unwrap();
        assert!(seen.communities.contains_key(&"kakola".into()));
        assert_eq!(command_line.release(for_community("kakola")).await, [Outcome::Accepted]);
        let mut writers = Vec::new();
        for (node, first) in [(server.clone(), 100), (command_line.clone(), 200)] {
            let phone = phone.clone();
            writers.push(tokio::spawn(async move {
                for n in first..first + 30 {
                    let shared = item(1, 1_000 + n, 2).community("kakola").parents(&[1]);
                    node.push(&phone, &[item(n, n, 1), shared]).await;
                }
            }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
        for node in [&server, &command_line] {
            node.assert_exact().await;
            assert_eq!(node.held(&phone).await, 121);
            let pages = node.pages(&phone, 0, 7).await.concat();
            assert_eq!(pages.iter().filter(|told| told.starts_with("submission")).count(), 61);
        }
    });
}

#[test]
fn processes_that_start_at_once_on_a_new_file_all_get_it() {
    for _ in 0..5 {
        let directory = tempfile::TempDir::new().unwrap();
        let path = directory.path().join("sikia.db");
        let together = Arc::new(std::sync::Barrier::new(6));
        let start = || {
            let (path, together) = (path.clone(), together.clone());
            std::thread::spawn(move || {
                together.wait();
                SqliteStore::open(&path, 1).map(drop)
            })
        };
        let starts: Vec<_> = (0..6).map(|_| start()).collect();
        starts.into_iter().for_each(|start| start.join().unwrap().unwrap());
    }
}

#[test]
fn a_file_opened_again_gives_the_same_answers() {
    keeps(Node::sqlite(), |node| async move {
        let phone = node.with_phone().await;
        node.push(&phone, &[item(1, 1, 1), item(2, 2, 1).version_of_form("2")]).await;
        node.push(&phone, &[item(3, 3, 1), withdrawal(3, 4, 2)]).await;
        let tell = |node: Node| {
            let phone = phone.clone();
            async move {
                let report = node.report(&["mgusu"], &Filter::default()).await;
                let position = node.store.position().await.unwrap();
                let heads = (node.head(1).await, node.head(3).await);
                (report, position, heads, node.pull(&phone, 0).await, node.held(&phone).await)
            }
        };
        let before = tell(node.clone()).await;
        node.store.close().await;
        let again = node.beside();
        assert_eq!(tell(again.clone()).await, before);
        let (form, workbook) = needs_form();
        let put = again
            .store
            .put_form(
                form,
                FormFiles { source: workbook, xform: b"<xform/>", ..FormFiles::default() },
                &operator(),
            )
            .await
            .unwrap();
        assert_eq!(put, Put::Unchanged);
        let put = again.store.put_taxonomy(&taxonomy(), &operator()).await.unwrap();
        assert_eq!(put, Put::Unchanged);
        assert_eq!(again.push_one(&phone, &item(1, 1, 1)).await, Outcome::Duplicate);
        assert_eq!(again.push_one(&phone, &item(4, 5, 1)).await, Outcome::Accepted);
        again.assert_exact().await;
    });
}

#[test]
fn a_recount_finds_every_figure_that_is_not_its_heads() {
    for tampering in [
        "DELETE FROM fact",
        "UPDATE fact SET row = (SELECT row FROM fact LIMIT 1)",
        "UPDATE community_total SET asked = asked + 1",
        "UPDATE submission SET state = 1 WHERE no = 1",
        "INSERT INTO fact SELECT community_no, 999, row FROM fact LIMIT 1",
    ] {
        keeps(Node::sqlite_with_world(), |node| async move {
            let phone = node.phone(1, &["mgusu"]).await;
            let items: Vec<Item> = (1..=5).map(|n| item(n, n, 1)).collect();
            node.push(&phone, &items).await;
            node.assert_exact().await;
            with_sql(&node.path(), tampering);
            let found = node.store.recount(Arc::new(|_, _| {})).await.unwrap();
            assert!(found.differences > 0 && !found.examples.is_empty(), "{tampering}");
        });
    }
}

#[derive(QueryableByName)]
struct Body {
    #[diesel(sql_type = Binary)]
    body: Vec<u8>,
}

/// The bodies as they lie on disk, compressed.
fn bodies(path: &Path) -> Vec<Vec<u8>> {
    let mut connection = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
    let sql = "SELECT body FROM revision UNION ALL SELECT body FROM quarantine";
    sql_query(sql).load::<Body>(&mut connection).unwrap().into_iter().map(|b| b.body).collect()
}

/// How many pieces of the bodies are found in the file or its log.
fn found(path: &Path, bodies: &[Vec<u8>]) -> usize {
    let files = ["", "-wal"].map(|end| std::fs::read(format!("{}{end}", path.display())));
    let disk = files.map(Result::unwrap_or_default).concat();
    let pieces = bodies.iter().flat_map(|body| body[16..].chunks_exact(24));
    pieces.filter(|piece| disk.windows(24).any(|window| window == *piece)).count()
}

#[test]
fn erased_content_is_nowhere_on_the_disk_soon_after() {
    keeps(Node::sqlite_with_world(), |node| async move {
        let phone = node.phone(1, &["mgusu"]).await;
        let secret = "Siri ya mchimbaji: dhahabu iko chini ya mwembe. ".repeat(4);
        let first = item(1, 1, 1).words(&secret);
        node.push(&phone, &[first, item(1, 2, 1).version_of_form("2").words(&secret)]).await;
        let bodies = bodies(&node.path());
        assert_eq!(bodies.len(), 2);
        assert!(found(&node.path(), &bodies) > 10);
        assert_eq!(node.push_one(&phone, &withdrawal(1, 3, 2)).await, Outcome::Accepted);
        for _ in 0..200 {
            if found(&node.path(), &bodies) == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{} pieces are still on the disk", found(&node.path(), &bodies));
    });
}

#[test]
fn a_closed_store_leaves_one_file_with_everything_in_it() {
    keeps(Node::sqlite_with_world(), |node| async move {
        let phone = node.phone(1, &["mgusu"]).await;
        node.push_one(&phone, &item(1, 1, 1)).await;
        node.store.close().await;
        let log = std::fs::metadata(format!("{}-wal", node.path().display()));
        assert_eq!(log.map_or(0, |log| log.len()), 0);
        let copy = Node::sqlite();
        copy.store.close().await;
        for end in ["db", "key"] {
            let [from, to] = [&node, &copy].map(|node| node.path().with_extension(end));
            std::fs::copy(from, to).unwrap();
        }
        assert!(copy.beside().head(1).await.is_some());
    });
}

#[test]
fn a_file_of_a_newer_sikia_is_refused_and_left_alone() {
    keeps(Node::sqlite(), |node| async move {
        node.store.close().await;
        with_sql(
            &node.path(),
            "INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')",
        );
        for refused in
            [SqliteStore::open(&node.path(), 1).err(), SqliteStore::migrate(&node.path()).err()]
        {
            let named =
                matches!(&refused, Some(StoreError::Newer(version)) if version == "29990101000000");
            assert!(named, "{refused:?}");
        }
    });
}

#[test]
fn damage_is_told_and_never_a_panic() {
    keeps(Node::sqlite(), |node| async move {
        let phone = node.with_phone().await;
        let items: Vec<Item> = (1..=60).map(|n| item(n, n, 1)).collect();
        node.push(&phone, &items).await;
        node.store.close().await;
        let whole = std::fs::read(node.path()).unwrap();
        let directory = tempfile::TempDir::new().unwrap();
        let path = directory.path().join("sikia.db");
        let garbage = |n: usize| (0..n).map(|i| (i * 31 % 251) as u8).collect::<Vec<u8>>();
        let mut scribbled = whole.clone();
        scribbled[4096..].chunks_mut(4096).for_each(|page| page[..64].fill(0xA5));
        let mut cut = vec![garbage(10), garbage(5_000), scribbled];
        cut.extend([50, 100, 4_096, 5_000, whole.len() / 2].map(|n| whole[..n].to_vec()));
        for damaged in cut {
            let size = damaged.len();
            std::fs::write(&path, damaged).unwrap();
            for end in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{end}", path.display()));
            }
            let told = |error: &StoreError| {
                matches!(error, StoreError::Corrupt(_) | StoreError::Unavailable(_))
            };
            match SqliteStore::open(&path, 1) {
                Err(error) => assert!(told(&error), "{size} bytes: {error:?}"),
                Ok(store) => {
                    let found = store.examine().await;
                    assert!(found.as_ref().is_ok_and(|f| !f.is_empty()) || found.is_err());
                    for n in 1..=60 {
                        if let Err(error) = store.head(submission(n)).await {
                            assert!(told(&error), "{size} bytes: {error:?}");
                        }
                    }
                    store.close().await;
                }
            }
        }
    });
}

#[test]
fn a_place_that_cannot_be_a_file_is_unavailable() {
    let directory = tempfile::TempDir::new().unwrap();
    for path in [directory.path().to_owned(), directory.path().join("no/such/place.db")] {
        let refused = SqliteStore::open(&path, 1).err();
        assert!(matches!(refused, Some(StoreError::Unavailable(_))), "{refused:?}");
    }
}

#[test]
fn a_whole_file_is_found_to_be_whole() {
    keeps(Node::sqlite_with_world(), |node| async move {
        assert_eq!(node.store.examine().await.unwrap(), [""; 0]);
    });
}
