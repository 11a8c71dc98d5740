//! A federation that outgrows its file moves to PostgreSQL, and back, and its phones go on.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::node::{Node, sikia};
use crate::support::postgres::cluster;
use crate::world::{PASSWORD, SUBMISSION, World, another, edit, interview, outcomes, text};

/// Rows that make a copy last: old audit entries are quick to make up.
const ROWS: u64 = 60_000;

fn copy(from: &str, to: &str) -> Command {
    let mut command = sikia(Path::new("/nonexistent"), "127.0.0.1:0");
    command.env("LANG", "en_US.UTF-8");
    command.args(["copy", "--json", "--from", from, "--to", to]);
    command
}

/// How often a copy is killed.
const KILLS: u64 = 4;

/// Copies, killed again and again as soon as some more is there; how much was there each time.
fn copied(from: &str, to: &str, key: &Path, there: impl Fn() -> u64) -> (Value, Vec<u64>) {
    let copy = || {
        let mut copy = copy(from, to);
        copy.env("SIKIA_MASTER_KEY_FILE", key);
        copy
    };
    let mut halves = vec![0];
    for kill in 1..=KILLS {
        let mut begun = copy().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // A little further each time.
        let aim = halves.iter().max().unwrap() + kill * ROWS / (4 * KILLS * KILLS);
        while there() < aim && begun.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
        begun.kill().unwrap();
        begun.wait().unwrap();
        halves.push(there());
    }
    let Output { status, stdout, stderr } = copy().output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    (serde_json::from_slice(&stdout).unwrap(), halves)
}

fn refused(command: &mut Command) -> String {
    let Output { status, stderr, .. } = command.output().unwrap();
    assert!(!status.success());
    String::from_utf8(stderr).unwrap()
}

#[derive(QueryableByName)]
struct Copied {
    #[diesel(sql_type = BigInt)]
    copied: i64,
}

/// How many rows are there of a copy into a file that is not finished.
fn half_there(file: &Path) -> u64 {
    if !file.exists() {
        return 0;
    }
    let mut connection = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    let rows = sql_query("SELECT coalesce(sum(copied), 0) AS copied FROM copy_progress")
        .get_result::<Copied>(&mut connection);
    rows.map_or(0, |rows| rows.copied.unsigned_abs())
}

#[actix_web::test]
async fn a_store_moves_to_postgresql_and_back_and_phones_go_on_where_they_were() {
    let world = World::on(Node::start_with(TempDir::new().unwrap(), None).await).await;
    let mine = another();
    world.push(&world.device, &[interview(), mine.clone(), json!({"odd": true})]).await;
    let pulled = world.sync(&world.device, &json!({"pull": {}})).await;
    let head = world.head(&world.person, SUBMISSION).await;
    let World { node, device, .. } = world;
    let (_, directory) = node.stop();
    let file = directory.path().join("sikia.db");
    SqliteConnection::establish(file.to_str().unwrap())
        .unwrap()
        .batch_execute(&format!(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})
             INSERT INTO audit (at, actor, action, subject) SELECT i, 'x', 'y', 'of long ago' FROM n"
        ))
        .unwrap();

    let url = cluster().schema();
    let from = format!("sqlite:{}", file.display());
    let there = || {
        let copied = "SELECT CASE WHEN to_regclass('copy_progress') IS NULL THEN '0' ELSE
             (xpath('//c/text()', query_to_xml('SELECT coalesce(sum(copied), 0) AS c FROM copy_progress',
              false, true, '')))[1]::text END";
        cluster().sql(&url, copied).parse().unwrap()
    };
    let key = directory.path().join("sikia.key");
    let (said, halves) = copied(&from, &url, &key, there);
    assert!(halves.is_sorted_by(|a, b| a < b), "killed half-way, it goes on: {halves:?}");
    assert!(said["tables"]["audit"]["rows"].as_u64().unwrap() > ROWS, "{said}");
    assert_eq!(
        (&said["recount"]["submissions"], &said["recount"]["differences"]),
        (&json!(2), &json!(0))
    );
    let again = refused(&mut copy(&from, &url));
    assert!(again.contains("not empty"), "{again}");

    let told = [("SIKIA_MASTER_KEY_FILE", key.to_str().unwrap())];
    let node = Node::start_told(TempDir::new().unwrap(), Some(url.clone()), &told).await;
    let person = node.sign_in("neema", PASSWORD).await;
    let world = World { node, device, person };
    assert_eq!(world.head(&world.person, SUBMISSION).await, head);
    let next = json!({"cursor": pulled["cursor"], "pull": {}});
    let answer = world.sync(&world.device, &next).await;
    assert_eq!(answer["changes"], json!([]), "the cursor is as good as before");
    let edited = edit(&mine, "words", json!("ramani ya kijiolojia"));
    assert_eq!(
        outcomes(&world.push(&world.device, &[edited, mine.clone()]).await),
        ["accepted", "duplicate"]
    );
    let answer = world.sync(&world.device, &next).await;
    assert_eq!(answer["changes"].as_array().unwrap().len(), 1, "{answer}");
    let head = world.head(&world.person, text(&mine, "submission")).await;
    let mut recount = sikia(world.node.directory(), "127.0.0.1:0");
    recount.env("SIKIA_DATABASE_URL", &url).envs(told).args(["needs", "recount", "--check"]);
    assert!(recount.status().unwrap().success());
    let World { node, device, .. } = world;
    node.stop();

    let back = TempDir::new().unwrap();
    let to = format!("sqlite:{}", back.path().join("sikia.db").display());
    let there = || half_there(&back.path().join("sikia.db"));
    let (_, halves) = copied(&url, &to, &key, there);
    assert!(halves.is_sorted_by(|a, b| a < b), "killed half-way, it goes on: {halves:?}");
    let node = Node::start_with(back, None).await;
    let person = node.sign_in("neema", PASSWORD).await;
    let world = World { node, device, person };
    assert_eq!(world.head(&world.person, text(&mine, "submission")).await, head);
    let next = json!({"cursor": answer["cursor"], "pull": {}});
    assert_eq!(world.sync(&world.device, &next).await["changes"], json!([]));
    world.node.operator(&["doctor"], "");
}

#[test]
fn a_store_that_is_not_there_is_not_made_by_copying_it() {
    let nowhere = TempDir::new().unwrap();
    let file = nowhere.path().join("sikia.db");
    let to = nowhere.path().join("other.db");
    let words = refused(&mut copy(&format!("sqlite:{}", file.display()), to.to_str().unwrap()));
    assert!(words.contains("no store"), "{words}");
    assert!(!file.exists());
}
