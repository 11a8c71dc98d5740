//! What PostgreSQL makes of it: phones over HTTP at one node and at two, beside raw UNNEST inserts of
//! the same bytes at the same batch size, in the same run, on a server that is durable.
//!
//! `SIKIA_BENCH_BATCHES` is how many batches each of the 64 devices sends (default 20).
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a bench")]

#[allow(dead_code, reason = "it is the tests' as well")]
#[path = "../tests/support/postgres.rs"]
mod postgres;
mod support;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Instant;

use metrics_exporter_prometheus::PrometheusBuilder;
use sikia::domain::access::Device;
use sikia::domain::item::{self, Originals};
use sikia::http::{self, State};
use sikia::service::Services;
use sikia::store::postgres::PostgresStore;
use sikia::store::{Arrival, Intake, Taken};
use tokio::task::JoinSet;
use uuid::Uuid;

use postgres::Cluster;
use support::{community, device, form, furnish, item as made_up, median};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const DEVICES: usize = 64;
const BATCH: usize = 100;
const COMMUNITIES: usize = 40;
const ROUNDS: usize = 3;
/// Connections that insert raw rows.
const RAW: usize = 8;

/// Items in batches.
type Batches = Vec<Vec<Vec<u8>>>;

fn main() {
    let batches: usize =
        std::env::var("SIKIA_BENCH_BATCHES").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let cluster = Cluster::start(&["shared_buffers=256MB", "max_wal_size=4GB"]);
    let (mut to_raw, mut to_one, mut stored) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let items = made(DEVICES * batches, round as u64 * 1_000_000);
        let count = (DEVICES * batches * BATCH) as f64;
        let raw = count / runtime.block_on(raw(&cluster.schema(), items.clone()));
        let one = count / runtime.block_on(nodes(&cluster.schema(), 1, &items));
        let two = count / runtime.block_on(nodes(&cluster.schema(), 2, &items));
        let port = count / runtime.block_on(port(&cluster.schema(), items));
        println!(
            "64 devices x 100: raw UNNEST {raw:.0}/s; one node {one:.0}/s ({:.2} of raw); two nodes \
             {two:.0}/s ({:.2} of one); the store alone {port:.0}/s ({:.2} of raw)",
            one / raw,
            two / one,
            port / raw
        );
        to_raw.push(one / raw);
        to_one.push(two / one);
        stored.push(port / raw);
    }
    println!("one node: median {:.2} of raw (aim: 0.40 or more)", median(to_raw));
    println!("two nodes: median {:.2} of one (aim: 1.00 or more)", median(to_one));
    println!("the store alone: median {:.2} of raw", median(stored));
    let (ours, raw) = runtime.block_on(alone(&cluster.schema()));
    println!("1 device x 1: median {ours:.2} ms; one raw durable commit {raw:.2} ms");
}

/// Milliseconds of one push of one item, and of one raw insert: medians.
async fn alone(url: &str) -> (f64, f64) {
    use sikia::service::sync::{Ask, sync};
    const CALLS: usize = 300;
    let services = open(url).await;
    furnish(&services, COMMUNITIES).await;
    let (device, _) = device(&services, COMMUNITIES).await;
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("CREATE TABLE raw (id TEXT PRIMARY KEY, body BYTEA)").await.unwrap();
    let insert = client.prepare("INSERT INTO raw VALUES ($1, $2)").await.unwrap();
    let (mut ours, mut raw) = (Vec::new(), Vec::new());
    for batch in made(CALLS.div_ceil(BATCH), 88_000_000) {
        for item in batch {
            let begun = Instant::now();
            client.execute(&insert, &[&Uuid::now_v7().to_string(), &item]).await.unwrap();
            raw.push(begun.elapsed().as_secs_f64() * 1e3);
            let begun = Instant::now();
            sync(&services, &device, Ask { push: vec![item], ..Ask::default() }).await.unwrap();
            ours.push(begun.elapsed().as_secs_f64() * 1e3);
        }
    }
    (median(ours), median(raw))
}

fn made(batches: usize, salt: u64) -> Batches {
    let form = form();
    let one = |seed: u64| made_up(&form, seed, &community(seed as usize % COMMUNITIES));
    let batch = |n: usize| (0..BATCH).map(|k| one(salt + (n * BATCH + k) as u64)).collect();
    (0..batches).map(batch).collect()
}

/// Seconds that it takes to insert rows of a UUID and a body, a batch for each commit.
async fn raw(url: &str, items: Batches) -> f64 {
    let mut clients = Vec::new();
    for _ in 0..RAW {
        let (client, connection) =
            tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        clients.push(client);
    }
    let table = "CREATE TABLE raw (id UUID PRIMARY KEY, body BYTEA NOT NULL);
                 ALTER TABLE raw ALTER body SET STORAGE EXTERNAL";
    clients[0].batch_execute(table).await.unwrap();
    let begun = Instant::now();
    let mut inserting = JoinSet::new();
    let mut shares: Vec<Batches> = (0..RAW).map(|_| Vec::new()).collect();
    for (n, batch) in items.into_iter().enumerate() {
        shares[n % RAW].push(batch);
    }
    for (client, share) in clients.into_iter().zip(shares) {
        inserting.spawn(async move {
            let insert = "INSERT INTO raw SELECT id::uuid, body FROM unnest($1::text[], $2::bytea[]) r (id, body)";
            let insert = client.prepare(insert).await.unwrap();
            for batch in share {
                let ids: Vec<String> = batch.iter().map(|_| Uuid::now_v7().to_string()).collect();
                client.execute(&insert, &[&ids, &batch]).await.unwrap();
            }
        });
    }
    inserting.join_all().await;
    begun.elapsed().as_secs_f64()
}

async fn open(url: &str) -> Services {
    Services::new(Arc::new(PostgresStore::open(url, 4).await.unwrap()))
}

/// A node in this process; returns its address.
fn serve(services: Services) -> String {
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

/// Seconds that it takes phones to push over HTTP to nodes on one database.
async fn nodes(url: &str, count: usize, items: &Batches) -> f64 {
    let first = open(url).await;
    furnish(&first, COMMUNITIES).await;
    let mut tokens = Vec::new();
    for _ in 0..DEVICES {
        tokens.push(device(&first, COMMUNITIES).await.1);
    }
    let mut addresses = vec![serve(first)];
    for _ in 1..count {
        addresses.push(serve(open(url).await));
    }
    sikia::choose_cryptography();
    let client = reqwest::Client::new();
    let begun = Instant::now();
    let mut phones = JoinSet::new();
    for (n, share) in items.chunks(items.len() / DEVICES).enumerate() {
        let (client, address) = (client.clone(), addresses[n % count].clone());
        let (token, share) = (tokens[n % DEVICES].clone(), share.to_vec());
        phones.spawn(async move {
            for batch in share {
                let body = [b"{\"push\":[".as_slice(), &batch.join(&b','), b"]}"].concat();
                let call = client.post(&address).bearer_auth(&token);
                let call = call.header("content-type", "application/json").body(body);
                let text = call.send().await.unwrap().text().await.unwrap();
                assert_eq!(text.matches("\"outcome\":\"accepted\"").count(), BATCH, "{text}");
            }
        });
    }
    phones.join_all().await;
    begun.elapsed().as_secs_f64()
}

/// Seconds that it takes the store to merge, count and keep what is read and checked already.
async fn port(url: &str, items: Batches) -> f64 {
    let services = open(url).await;
    furnish(&services, COMMUNITIES).await;
    let catalogue = services.catalogue().await.unwrap();
    let read = |device: &Device, batch: Vec<Vec<u8>>| {
        let arrivals = batch.into_iter().map(|raw| {
            let found = Originals::new();
            let reading = item::read(&raw, &catalogue, &services.limits, |_| true, &found);
            Arrival { device: device.id, raw, reading, quarantine: None }
        });
        let arrivals = arrivals.collect();
        Intake { received_at: 0, catalogue_change: catalogue.change, arrivals }
    };
    let mut shares = Vec::new();
    for share in items.chunks(items.len() / DEVICES) {
        let device = device(&services, COMMUNITIES).await.0;
        shares.push(share.iter().map(|batch| read(&device, batch.clone())).collect::<Vec<_>>());
    }
    let begun = Instant::now();
    let mut phones = JoinSet::new();
    for share in shares {
        let store = services.store.clone();
        phones.spawn(async move {
            for intake in share {
                assert!(matches!(store.take_in(intake).await.unwrap(), Taken::Done(_)));
            }
        });
    }
    phones.join_all().await;
    begun.elapsed().as_secs_f64()
}
