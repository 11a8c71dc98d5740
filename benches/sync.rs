//! What a durable acknowledgement costs: phones over HTTP, beside raw SQLite inserts at the same commit
//! size in the same run: of the bytes that came into one table with one key, and of the rows that these
//! bytes become (compressed bodies, indexes, facts, feeds) into the store's own tables.
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
diesel::table! { submission (no) {
    no -> BigInt, uuid -> Binary, community_no -> Nullable<BigInt>, state -> Integer, change -> BigInt,
} }
diesel::table! { revision (key) {
    key -> BigInt, uuid -> Binary, version -> BigInt, device_no -> BigInt, form_no -> Nullable<BigInt>,
    received_at -> BigInt, withdraws -> Bool, body -> Nullable<Binary>,
} }
diesel::table! { fact (community_no, submission_no) {
    community_no -> BigInt, submission_no -> BigInt, row -> Binary,
} }
diesel::table! { feed (device_no, change) {
    device_no -> BigInt, change -> BigInt, submission_no -> BigInt,
} }

fn main() {
    let batches: usize =
        std::env::var("SIKIA_BENCH_BATCHES").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let many = (0..ROUNDS).map(|round| runtime.block_on(many(batches, round)));
    let (bytes, rows): (Vec<f64>, Vec<f64>) = many.unzip();
    println!(
        "64 devices x 100: median of ours/raw {:.2} of the bytes, {:.2} of the rows (aim: 0.60 or more)",
        median(bytes),
        median(rows)
    );
    let (bytes, rows): (Vec<f64>, Vec<f64>) = (0..ROUNDS).map(|_| runtime.block_on(one())).unzip();
    println!(
        "1 device x 1: median of ours/one durable commit {:.2} of the bytes, {:.2} of the rows (aim: 2.0 or less)",
        median(bytes),
        median(rows)
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

/// Ours to raw: of the bytes, of the rows.
type Ratios = (f64, f64);

async fn many(batches: usize, round: usize) -> Ratios {
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
    let rows = raw_rows(directory.path(), commit_size);
    println!(
        "64 devices x 100: {ours:.0} submissions/s, {commit_size} per commit, {} bytes each; raw insert of \
         the bytes {raw:.0}/s, ratio {:.2}; of the rows {rows:.0}/s, ratio {:.2}",
        bytes / items.len(),
        ours / raw,
        ours / rows
    );
    (ours / raw, ours / rows)
}

async fn one() -> Ratios {
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
    let rows = 1e3 / raw_rows(directory.path(), 1);
    println!(
        "1 device x 1: median {ours:.2} ms; one raw durable commit of the bytes {raw:.2} ms, ratio {:.2}; \
         of the rows {rows:.2} ms, ratio {:.2}",
        ours / raw,
        ours / rows
    );
    (ours / raw, ours / rows)
}

fn file(directory: &Path, name: &str) -> SqliteConnection {
    let path = directory.join(name);
    let mut connection = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
    connection.batch_execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").unwrap();
    connection
}

/// Rows per second of a prepared insert into a table with a UUID key and a body.
fn raw_insert(directory: &Path, items: &[Vec<u8>], commit_size: usize) -> f64 {
    let mut connection = file(directory, &format!("raw-{commit_size}.db"));
    connection
        .batch_execute("CREATE TABLE raw (id BLOB PRIMARY KEY NOT NULL, body BLOB NOT NULL);")
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

/// Submissions per second of prepared inserts of the rows that the store made of them, in the same
/// order, into its own tables.
fn raw_rows(directory: &Path, commit_size: usize) -> f64 {
    type Submission = (i64, Vec<u8>, Option<i64>, i32, i64);
    type Revision = (i64, Vec<u8>, i64, i64, Option<i64>, i64, bool, Option<Vec<u8>>);
    let mut store = file(directory, "sikia.db");
    let submissions: Vec<Submission> =
        submission::table.order(submission::no).load(&mut store).unwrap();
    let revisions: Vec<Revision> = revision::table.order(revision::key).load(&mut store).unwrap();
    let facts: Vec<(i64, i64, Vec<u8>)> =
        fact::table.order(fact::submission_no).load(&mut store).unwrap();
    let feeds: Vec<(i64, i64, i64)> =
        feed::table.order(feed::submission_no).load(&mut store).unwrap();
    assert_eq!(submissions.len(), revisions.len());
    let mut connection = file(directory, &format!("rows-{commit_size}.db"));
    let start = include_str!("../migrations/sqlite/2026-11-23-000000_start/up.sql");
    connection.batch_execute(start).unwrap();
    let (mut facts, mut feeds) = (facts.into_iter().peekable(), feeds.into_iter().peekable());
    let (count, mut rows) = (submissions.len(), submissions.into_iter().zip(revisions));
    let begun = Instant::now();
    for _ in 0..count.div_ceil(commit_size) {
        connection.batch_execute("BEGIN IMMEDIATE").unwrap();
        for (new, its) in rows.by_ref().take(commit_size) {
            let no = new.0;
            let connection = &mut connection;
            diesel::insert_into(submission::table)
                .values((
                    submission::no.eq(no),
                    submission::uuid.eq(new.1),
                    submission::community_no.eq(new.2),
                    submission::state.eq(new.3),
                    submission::change.eq(new.4),
                ))
                .execute(connection)
                .unwrap();
            diesel::insert_into(revision::table)
                .values((
                    revision::key.eq(its.0),
                    revision::uuid.eq(its.1),
                    revision::version.eq(its.2),
                    revision::device_no.eq(its.3),
                    revision::form_no.eq(its.4),
                    revision::received_at.eq(its.5),
                    revision::withdraws.eq(its.6),
                    revision::body.eq(its.7),
                ))
                .execute(connection)
                .unwrap();
            while let Some(row) = facts.next_if(|row| row.1 == no) {
                diesel::insert_into(fact::table)
                    .values((
                        fact::community_no.eq(row.0),
                        fact::submission_no.eq(no),
                        fact::row.eq(row.2),
                    ))
                    .execute(connection)
                    .unwrap();
            }
            while let Some(row) = feeds.next_if(|row| row.2 == no) {
                diesel::insert_into(feed::table)
                    .values((
                        feed::device_no.eq(row.0),
                        feed::change.eq(row.1),
                        feed::submission_no.eq(no),
                    ))
                    .execute(connection)
                    .unwrap();
            }
        }
        connection.batch_execute("COMMIT").unwrap();
    }
    count as f64 / begun.elapsed().as_secs_f64()
}
