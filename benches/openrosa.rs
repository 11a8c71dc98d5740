//! What a submission by OpenRosa costs the node: CPU of its process and submissions per second at
//! concurrency 8, acknowledged durable, on an empty store and with many submissions in it. Beside it, in
//! the same run, a bare HTTP answer of the same node. Runs the built binary.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a bench")]

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::Client;
use serde_json::Value;
use sikia::domain::form::{Form, sample};
use uuid::Uuid;

const AT_ONCE: usize = 8;
const MEASURED: usize = 4_000;
const STORED: usize = 100_000;
const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/forms/asm-needs.xlsx");

fn main() {
    let stored =
        std::env::var("SIKIA_BENCH_STORED").ok().and_then(|n| n.parse().ok()).unwrap_or(STORED);
    let directory = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = listener.local_addr().unwrap().to_string();
    drop(listener);
    let node = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sikia"));
        command
            .args(arguments)
            .env("SIKIA_DATA_DIR", directory.path())
            .env("SIKIA_LISTEN", &listen);
        command
    };
    let run = |arguments: &[&str]| {
        let done = node(arguments).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    run(&["form", "import", FORM]);
    let communities = directory.path().join("c.csv");
    std::fs::write(&communities, "id,name,area\nmgusu,Mgusu,\n").unwrap();
    run(&["community", "import", communities.to_str().unwrap()]);
    let enrolled = run(&["device", "enrol", "--name", "bench", "--community", "mgusu", "--json"]);
    let enrolled: Value = serde_json::from_str(&enrolled).unwrap();
    let token = enrolled["token"].as_str().unwrap().to_owned();
    let log = std::fs::File::create(directory.path().join("log")).unwrap();
    let mut serving = node(&["serve"]).stdout(Stdio::null()).stderr(log).spawn().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let url = format!("http://{listen}/v1/key/{token}/submission");
    runtime.block_on(async {
        sikia::choose_cryptography();
        let client = Client::new();
        while client.get(format!("http://{listen}/health/ready")).send().await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let empty = load(&client, &url, &serving, MEASURED, 0).await;
        report("empty store", &empty);
        load(&client, &url, &serving, stored, 1_000_000).await;
        let full = load(&client, &url, &serving, MEASURED, 9_000_000).await;
        report(&format!("{stored} stored"), &full);
        println!("CPU at {stored} stored to that at none: {:.2}", full.0 / empty.0);
        let bare = bare(&client, &format!("http://{listen}/health/live"), &serving).await;
        report("a bare answer of the same node", &bare);
    });
    serving.kill().unwrap();
    serving.wait().unwrap();
}

fn report(what: &str, (cpu, rate): &(f64, f64)) {
    println!("{what}: {cpu:.3} CPU-seconds per 1,000, {rate:.0}/s at concurrency {AT_ONCE}");
}

/// User and system time of the node so far, in seconds.
fn cpu(node: &Child) -> f64 {
    let stat = std::fs::read_to_string(Path::new("/proc").join(node.id().to_string()).join("stat"));
    let stat = stat.unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    // Clock ticks of 10 ms (USER_HZ).
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

/// CPU-seconds of the node per 1,000, and how many there were in a second.
async fn load(client: &Client, url: &str, node: &Child, count: usize, salt: u64) -> (f64, f64) {
    let form = sikia::forms::read_workbook(&std::fs::read(FORM).unwrap()).unwrap().form;
    let bodies: Vec<Vec<u8>> =
        (0..count as u64).map(|seed| multipart(&instance(&form, salt + seed))).collect();
    let (before, begun) = (cpu(node), Instant::now());
    let mut clients = tokio::task::JoinSet::new();
    let share = count.div_ceil(AT_ONCE);
    for mine in bodies.chunks(share) {
        let (client, url, mine) = (client.clone(), url.to_owned(), mine.to_vec());
        clients.spawn(async move {
            for body in mine {
                let call =
                    client.post(&url).header("content-type", "multipart/form-data; boundary=b");
                let answer = call.body(body).send().await.unwrap();
                assert_eq!(answer.status(), 201);
                answer.bytes().await.unwrap();
            }
        });
    }
    clients.join_all().await;
    let seconds = begun.elapsed().as_secs_f64();
    ((cpu(node) - before) * 1_000.0 / count as f64, count as f64 / seconds)
}

async fn bare(client: &Client, url: &str, node: &Child) -> (f64, f64) {
    let (before, begun) = (cpu(node), Instant::now());
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..AT_ONCE {
        let (client, url) = (client.clone(), url.to_owned());
        clients.spawn(async move {
            for _ in 0..MEASURED / AT_ONCE {
                client.get(&url).send().await.unwrap().bytes().await.unwrap();
            }
        });
    }
    clients.join_all().await;
    let seconds = begun.elapsed().as_secs_f64();
    ((cpu(node) - before) * 1_000.0 / MEASURED as f64, MEASURED as f64 / seconds)
}

/// A filled form as a client writes it.
fn instance(form: &Form, seed: u64) -> String {
    let mut out = String::from("<?xml version='1.0' ?><data id=\"asm-needs\" version=\"1\">");
    for (path, value) in sample::sample(form, seed) {
        let text = match value {
            Value::String(text) => text,
            Value::Array(all) if all.iter().all(Value::is_string) => {
                all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
            }
            Value::Number(number) => number.to_string(),
            _ => continue,
        };
        if path == "place" {
            continue;
        }
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let steps: Vec<&str> = path.split('/').collect();
        steps.iter().for_each(|step| out.push_str(&format!("<{step}>")));
        out.push_str(&text);
        steps.iter().rev().for_each(|step| out.push_str(&format!("</{step}>")));
    }
    out.push_str(&format!("<meta><instanceID>uuid:{}</instanceID></meta></data>", Uuid::new_v4()));
    out
}

fn multipart(xml: &str) -> Vec<u8> {
    let head = "--b\r\nContent-Disposition: form-data; name=\"xml_submission_file\"; \
                filename=\"a.xml\"\r\nContent-Type: text/xml\r\n\r\n";
    [head.as_bytes(), xml.as_bytes(), b"\r\n--b--\r\n"].concat()
}
