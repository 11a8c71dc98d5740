//! What a durable acknowledgement costs: phones over HTTP, beside a raw SQLite insert of the same
//! bytes at the same commit size, in the same run.
//!
//! `SIKIA_BENCH_BATCHES` is how many batches each of the 64 devices sends (default 20).
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a bench")]

mod support;

use std::net::TcpListener;
use std::path::Path;
use std::time::Instant;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use metrics_exporter_prometheus::PrometheusBuilder;
use sikia::http::{self, State};
use uuid::Uuid;

use support::{community, device, form, item, median, services};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const DEVICES: usize = 64;
const BATCH: usize = 100;
const COMMUNITIES: usize = 40;
const ROUNDS: usize = 3;

diesel::table! { raw (id) { id -> Binary, body -> Binary, } }

fn main() {
    let batches: usize =
        std::env::var("SIKIA_BENCH_BATCHES").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        ratios.push(runtime.block_on(many(batches, round)));
    }
    println!("64 devices x 100: median of ours/raw {:.2} (aim: 0.60 or more)", median(ratios));
    let ratios = (0..ROUNDS).map(|_| runtime.block_on(one())).collect();
    println!(
        "1 device x 1: median of ours/one durable commit {:.2} (aim: 2.0 or less)",
        median(ratios)
    );
}

/// Bodies of sync calls and the items in them.
fn bodies(calls: usize, size: usize, salt: u64) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let form = form();
    let (mut bodies, mut items) = (Vec::new(), Vec::new());
    for call in 0..calls {
        let mut body = b"{\"push\":[".to_vec();
        for number in 0..size {
            let seed = salt + (call * size + number) as u64;
            let item = item(&form, seed, &community(seed as usize % COMMUNITIES));
            if number > 0 {
                body.push(b',');
            }
            body.extend(&item);
            items.push(item);
        }
        body.extend(b"]}");
        bodies.push(body);
    }
    (bodies, items)
}

/// A node in this process; returns its address.
fn serve(services: sikia::service::Services) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let metrics = PrometheusBuilder::new().build_recorder().handle();
    std::thread::spawn(move || {
        let state = State { services, metrics, encrypted: false };
        actix_web::rt::System::new()
            .block_on(async move { http::serve(state, listener).unwrap().server.await })
    });
    format!("http://{address}/v1/sync")
}

async fn push(client: &reqwest::Client, url: &str, token: &str, body: Vec<u8>, items: usize) {
    let answer = client
        .post(url)
        .bearer_auth(token)
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await
        .unwrap();
    let text = answer.text().await.unwrap();
    assert_eq!(text.matches("\"outcome\":\"accepted\"").count(), items, "{text}");
}

async fn many(batches: usize, round: usize) -> f64 {
    let directory = tempfile::tempdir().unwrap();
    let (services, store) = services(directory.path(), COMMUNITIES).await;
    let mut tokens = Vec::new();
    for _ in 0..DEVICES {
        tokens.push(device(&services, COMMUNITIES).await.1);
    }
    let url = serve(services);
    let (mut all, items) = bodies(DEVICES * batches, BATCH, (round * 1_000_000) as u64);
    let bytes: usize = items.iter().map(Vec::len).sum();
    sikia::choose_cryptography();
    let client = reqwest::Client::new();
    let before = store.commits();
    let begun = Instant::now();
    let mut phones = tokio::task::JoinSet::new();
    for token in tokens {
        let (client, url) = (client.clone(), url.clone());
        let mine = all.split_off(all.len() - batches);
        phones.spawn(async move {
            for body in mine {
                push(&client, &url, &token, body, BATCH).await;
            }
        });
    }
    phones.join_all().await;
    let ours = items.len() as f64 / begun.elapsed().as_secs_f64();
    let commits = store.commits() - before;
    let commit_size = items.len().div_ceil(commits as usize);
    let raw = raw_insert(directory.path(), &items, commit_size);
    println!(
        "64 devices x 100: {ours:.0} submissions/s, {commit_size} per commit, {} bytes each; raw insert \
         {raw:.0}/s; ratio {:.2}",
        bytes / items.len(),
        ours / raw
    );
    ours / raw
}

async fn one() -> f64 {
    const CALLS: usize = 300;
    let directory = tempfile::tempdir().unwrap();
    let (services, _store) = services(directory.path(), COMMUNITIES).await;
    let (_, token) = device(&services, COMMUNITIES).await;
    let url = serve(services);
    let (all, items) = bodies(CALLS, 1, 77_000_000);
    sikia::choose_cryptography();
    let client = reqwest::Client::new();
    let mut times = Vec::new();
    for body in all {
        let begun = Instant::now();
        push(&client, &url, &token, body, 1).await;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let ours = median(times);
    let raw = 1e3 / raw_insert(directory.path(), &items, 1);
    println!(
        "1 device x 1: median {ours:.2} ms; one raw durable commit {raw:.2} ms; ratio {:.2}",
        ours / raw
    );
    ours / raw
}

/// Rows per second of a prepared insert into a table with a UUID key and a body.
fn raw_insert(directory: &Path, items: &[Vec<u8>], commit_size: usize) -> f64 {
    let path = directory.join(format!("raw-{commit_size}.db"));
    let mut connection = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
    connection
        .batch_execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE IF NOT EXISTS raw (id BLOB PRIMARY KEY NOT NULL, body BLOB NOT NULL);",
        )
        .unwrap();
    let begun = Instant::now();
    for chunk in items.chunks(commit_size) {
        connection.batch_execute("BEGIN IMMEDIATE").unwrap();
        for item in chunk {
            diesel::insert_into(raw::table)
                .values((raw::id.eq(Uuid::now_v7().as_bytes().as_slice()), raw::body.eq(item)))
                .execute(&mut connection)
                .unwrap();
        }
        connection.batch_execute("COMMIT").unwrap();
    }
    items.len() as f64 / begun.elapsed().as_secs_f64()
}
