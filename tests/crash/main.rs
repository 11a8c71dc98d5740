//! `kill -9` at random moments under load: no acknowledged revision is missing after a restart, the
//! figures still equal a recount, and the file is whole.
//!
//! `SIKIA_CRASH_ROUNDS` says how often the node is killed (3 in `make test`, 50 in `make crash`);
//! `SIKIA_CRASH_SEED` repeats a run's moments.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and tells what it did"
)]

#[allow(dead_code, reason = "each test binary uses its own part of it")]
#[path = "../support/postgres.rs"]
mod postgres;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use sikia::domain::form::sample::Dice;
use sikia::domain::form::{Form, sample};
use uuid::Uuid;

const PHONES: usize = 6;
const COMMUNITY: &str = "mgusu";

/// Where a node has its data: a directory, and a database if it has one.
struct Place {
    directory: tempfile::TempDir,
    database: Option<String>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_revision_is_missing_after_kill_9_at_any_moment() {
    kill_again_and_again(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nor_is_one_when_the_store_is_in_postgresql() {
    kill_again_and_again(Some(postgres::cluster().schema())).await;
}

async fn kill_again_and_again(database: Option<String>) {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let rounds = number("SIKIA_CRASH_ROUNDS").unwrap_or(3);
    let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let seed = number("SIKIA_CRASH_SEED").unwrap_or(clock.as_nanos() as u64);
    let mut dice = Dice::of(seed, &[0xC4]);

    let place = &Place { directory: tempfile::tempdir().unwrap(), database };
    let form = sikia::forms::read_workbook(include_bytes!("../../forms/asm-needs.xlsx")).unwrap();
    operator(place, &["form", "import", "forms/asm-needs.xlsx"]);
    let places = place.directory.path().join("places.csv");
    std::fs::write(&places, format!("id,name,area\n{COMMUNITY},Mgusu,\n")).unwrap();
    operator(place, &["community", "import", places.to_str().unwrap()]);
    let enrol = ["device", "enrol", "--name", "crash", "--community", COMMUNITY, "--json"];
    let tokens: Vec<String> = (0..PHONES)
        .map(|_| {
            let said: Value = serde_json::from_str(&operator(place, &enrol)).unwrap();
            said["token"].as_str().unwrap().to_owned()
        })
        .collect();

    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    let mut round = 0;
    // On a slow machine a node may be killed before it has answered at all: then it is tried again.
    while round < rounds || (round < rounds + 20 && acknowledged.lock().unwrap().is_empty()) {
        let (mut node, url) = start(place);
        let load = Arc::new(Load {
            url: url.clone(),
            form: form.form.clone(),
            acknowledged: acknowledged.clone(),
            stop: AtomicBool::new(false),
            seed: AtomicU64::new(seed ^ (round << 32)),
        });
        let phones: Vec<_> = tokens
            .iter()
            .map(|token| tokio::spawn(push_until_stopped(load.clone(), token.clone())))
            .collect();
        let moment = 40 + dice.below(700) as u64;
        tokio::time::sleep(Duration::from_millis(moment)).await;
        node.kill().unwrap();
        node.wait().unwrap();
        load.stop.store(true, Ordering::Relaxed);
        for phone in phones {
            phone.await.unwrap();
        }

        let (mut node, url) = start(place);
        let held = acknowledged.lock().unwrap().clone();
        let missing = missing(&url, &tokens[0], &held).await;
        assert!(
            missing.is_empty(),
            "seed {seed}, round {round}, killed after {moment} ms: {} of {} acknowledged revisions \
             are missing, such as {:?}",
            missing.len(),
            held.len(),
            missing.first()
        );
        node.kill().unwrap();
        node.wait().unwrap();
        round += 1;
    }
    let acknowledged = acknowledged.lock().unwrap().len();
    assert!(acknowledged > 0, "nothing was ever acknowledged: the test shows nothing");
    operator(place, &["needs", "recount", "--check"]);
    operator(place, &["doctor"]);
    eprintln!("{round} kills, {acknowledged} revisions acknowledged, none missing (seed {seed})");
}

struct Load {
    url: String,
    form: Form,
    acknowledged: Arc<Mutex<Vec<Uuid>>>,
    stop: AtomicBool,
    seed: AtomicU64,
}

/// Pushes batches, edits among them, and notes what was acknowledged, until the node is gone.
async fn push_until_stopped(load: Arc<Load>, token: String) {
    sikia::choose_cryptography();
    let client = reqwest::Client::new();
    let mut last: Option<(Uuid, Uuid, u64)> = None;
    while !load.stop.load(Ordering::Relaxed) {
        let seed = load.seed.fetch_add(1, Ordering::Relaxed);
        let mut push = Vec::new();
        for number in 0..1 + seed % 20 {
            let (submission, parents, version) = match last {
                Some((submission, parent, version)) if number % 4 == 0 => {
                    (submission, vec![parent], version + 1)
                }
                _ => (Uuid::now_v7(), Vec::new(), 1),
            };
            let revision = Uuid::now_v7();
            last = Some((submission, revision, version));
            push.push(json!({
                "submission": submission, "revision": revision, "version": version,
                "parents": parents, "form": load.form.form, "community": COMMUNITY,
                "answers": sample::sample(&load.form, seed.wrapping_mul(31) + number),
            }));
        }
        let answer = client
            .post(format!("{}/v1/sync", load.url))
            .bearer_auth(&token)
            .header("content-type", "application/json")
            .body(json!({"push": push}).to_string())
            .send()
            .await;
        // A call that the kill cut off acknowledged nothing.
        let Ok(answer) = answer else { continue };
        let Ok(text) = answer.text().await else { continue };
        let Ok(said) = serde_json::from_str::<Value>(&text) else { continue };
        let results = said["results"].as_array().cloned().unwrap_or_default();
        let stored = results.iter().filter(|result| {
            matches!(result["outcome"].as_str(), Some("accepted" | "merged" | "conflict"))
        });
        let id = |result: &Value| result["revision"].as_str().unwrap().parse::<Uuid>().unwrap();
        load.acknowledged.lock().unwrap().extend(stored.map(id));
    }
}

/// What the node says it does not hold.
async fn missing(url: &str, token: &str, revisions: &[Uuid]) -> Vec<Value> {
    sikia::choose_cryptography();
    let client = reqwest::Client::new();
    let mut missing = Vec::new();
    for chunk in revisions.chunks(10_000) {
        let answer = client
            .post(format!("{url}/v1/sync/verify"))
            .bearer_auth(token)
            .header("content-type", "application/json")
            .body(json!({"revisions": chunk}).to_string())
            .send()
            .await
            .unwrap();
        let said: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        missing.extend(said["missing"].as_array().unwrap().clone());
    }
    missing
}

fn sikia(place: &Place) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sikia"));
    command
        .env("SIKIA_DATA_DIR", place.directory.path())
        .env("SIKIA_LISTEN", "127.0.0.1:0")
        .env_remove("SIKIA_DATABASE_URL")
        .envs(place.database.iter().map(|url| ("SIKIA_DATABASE_URL", url)))
        .stderr(Stdio::null());
    command
}

fn operator(place: &Place, arguments: &[&str]) -> String {
    let done = sikia(place).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "sikia {}: {said}", arguments.join(" "));
    said
}

/// Starts the node and returns it with its address once it listens.
fn start(place: &Place) -> (Child, String) {
    let mut node = sikia(place).args(["serve", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(node.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let said: Value = serde_json::from_str(&line).unwrap();
    (node, said["url"].as_str().unwrap().to_owned())
}
