//! What size costs: needs of one community, bytes per submission, cold start, idle memory, at 10,000
//! and at 1,000,000 submissions. `SIKIA_BENCH_SUBMISSIONS` sets the larger size.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a bench")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sikia::domain::needs::{Filter, NeedsReport};
use sikia::domain::{item as pushed, limits::Limits};
use sikia::service::Services;
use sikia::store::{Arrival, Intake, Store, Taken};

use support::{community, device, form, item, median, services};

/// People asked in one community: communities do not grow with the country, their number does.
const PER_COMMUNITY: usize = 250;

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let large: usize = std::env::var("SIKIA_BENCH_SUBMISSIONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000_000);
    let empty = tempfile::tempdir().unwrap();
    node("empty store", empty.path());
    let mut medians = Vec::new();
    for size in [10_000, large] {
        let directory = tempfile::tempdir().unwrap();
        medians.push(runtime.block_on(filled(size, directory.path())));
        node(&format!("{size} submissions"), directory.path());
    }
    println!(
        "needs of one community: large/small {:.2} (aim: within 1.3)",
        medians[1] / medians[0]
    );
}

async fn filled(size: usize, directory: &Path) -> f64 {
    let communities = size.div_ceil(PER_COMMUNITY);
    let (services, store) = services(directory, communities).await;
    let begun = Instant::now();
    fill(&services, size, communities).await;
    let took = begun.elapsed().as_secs_f64();
    let median = needs(&services, communities).await;
    let raw = raw_scan(&services, communities).await;
    store.close().await;
    drop((services, store));
    let bytes: u64 = ["sikia.db", "sikia.db-wal"]
        .iter()
        .map(|name| std::fs::metadata(directory.join(name)).map_or(0, |file| file.len()))
        .sum();
    println!(
        "{size} submissions: filled at {:.0}/s; {} bytes each on disk (aim: 400 at most); needs of one \
         community median {median:.3} ms, of it reading and counting {raw:.3} ms (aim: under 1 ms)",
        size as f64 / took,
        bytes / size as u64,
    );
    median
}

/// Fills a store in batches, as a device does.
async fn fill(services: &Services, size: usize, communities: usize) {
    const BATCH: usize = 1_000;
    let form = form();
    let mut devices = Vec::new();
    for _ in 0..20 {
        devices.push(device(services, communities).await.0);
    }
    let catalogue = services.store.catalogue().await.unwrap();
    for batch in 0..size.div_ceil(BATCH) {
        let device = &devices[batch % devices.len()];
        let arrivals = (batch * BATCH..((batch + 1) * BATCH).min(size))
            .map(|number| {
                let raw = item(&form, number as u64, &community(number % communities));
                let reading = pushed::read(
                    &raw,
                    &catalogue,
                    &Limits::default(),
                    |_| true,
                    &Default::default(),
                );
                Arrival { device: device.id, raw, reading, quarantine: None }
            })
            .collect();
        let intake = Intake { received_at: 1, catalogue_change: catalogue.change, arrivals };
        assert!(matches!(services.store.take_in(intake).await.unwrap(), Taken::Done(_)));
    }
}

/// The median time of the needs of one community, each time another one, in milliseconds.
async fn needs(services: &Services, communities: usize) -> f64 {
    let mut times = Vec::new();
    for number in 0..400 {
        let catalogue = services.store.catalogue_seen();
        let id = community((number * 7_919) % communities);
        let begun = Instant::now();
        let counted = services.store.tally(&[id], &Filter::default()).await.unwrap();
        let taxonomy = &catalogue.taxonomy;
        let report = NeedsReport::of(
            &counted.tally,
            &counted.codes,
            taxonomy,
            Some(2_000),
            &Filter::default(),
        );
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        assert!(report.respondents > 0);
    }
    median(times)
}

/// The part of it that is the store's.
async fn raw_scan(services: &Services, communities: usize) -> f64 {
    let mut times = Vec::new();
    for number in 0..400 {
        let id = community((number * 7_919) % communities);
        let begun = Instant::now();
        services.store.tally(&[id], &Filter::default()).await.unwrap();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    median(times)
}

/// Starts the binary on a store: how long until it is ready, how much memory it then holds.
fn node(what: &str, directory: &Path) {
    let mut times = Vec::new();
    let mut memory = 0;
    for _ in 0..5 {
        let begun = Instant::now();
        let (mut child, address) = start(directory);
        while !ready(&address) {
            std::thread::sleep(Duration::from_millis(1));
        }
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        std::thread::sleep(Duration::from_millis(300));
        memory = resident(child.id());
        child.kill().unwrap();
        child.wait().unwrap();
    }
    println!(
        "{what}: ready after a median of {:.0} ms, {memory} kB resident when idle",
        median(times)
    );
}

fn start(directory: &Path) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sikia"))
        .args(["serve", "--json"])
        .env("SIKIA_DATA_DIR", directory)
        .env("SIKIA_LISTEN", "127.0.0.1:0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let said: serde_json::Value = serde_json::from_str(&line).unwrap();
    let url = said["url"].as_str().unwrap();
    (child, url.trim_start_matches("http://").to_owned())
}

fn ready(address: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    let ask = format!("GET /health/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    stream.write_all(ask.as_bytes()).is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.1 200")
}

/// Resident memory of a process in kB.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or_default()
}
