//! What an operator relies on.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;

use crate::support::node::Node;
use crate::world::{PASSWORD, SUBMISSION, World, interview, text};

#[actix_web::test]
async fn logs_and_metrics_tell_what_happens_and_nothing_about_anybody() {
    let world = World::new().await;
    let node = &world.node;
    let mut item = interview();
    item["answers"]["words"] = json!("SIRI-MARKER jina langu ni Zawadi");
    world
        .push(&world.device, &[item, json!({"community": "SIRI-MARKER", "version": "SIRI-MARKER"})])
        .await;
    world.head(&world.person, SUBMISSION).await;
    world.get(&world.person, "/v1/communities/mgusu/needs?gender=SIRI-MARKER").await;
    world.get(&world.person, "/v1/areas/SIRI-MARKER").await;
    let broken = b"{\"push\": \"SIRI-MARKER\"}";
    assert_eq!(world.push_bytes(&world.device, broken).await.status, 400);
    let body = json!({"name": "Zawadi", "password": "SIRI-MARKER"});
    let answer = node.call("POST", "/v1/sign-in").header("user-agent", "SIRI-MARKER").json(&body);
    let answer = answer.send().await;
    let id = answer.header("x-request-id").unwrap();
    let log = node.log();
    let line =
        log.lines().find(|line| line.contains(id)).expect("the id of a request leads to its line");
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(
        (&line["fields"]["route"], &line["fields"]["status"]),
        (&json!("/v1/sign-in"), &json!(401))
    );

    let metrics = String::from_utf8(node.get("/metrics").await.body).unwrap();
    let counted = metrics.lines().find(|line| {
        line.starts_with("sikia_http_requests_total")
            && ["POST", "\"/v1/sync\"", "\"400\""].iter().all(|part| line.contains(part))
    });
    assert!(counted.is_some_and(|line| line.ends_with(" 1")), "{metrics}");
    assert!(metrics.contains("sikia_store_submissions 1"), "{metrics}");
    let secrets = [
        "SIRI-MARKER",
        "Zawadi",
        "Tunahitaji",
        SUBMISSION,
        "neema",
        "mgusu",
        "127.0.0.1:",
        PASSWORD,
        &world.device,
        &world.person,
    ];
    for secret in secrets {
        assert!(!metrics.contains(secret), "{secret} in the metrics");
        let told = log.lines().find(|line| line.contains(secret) && !line.contains("\"ready\""));
        assert_eq!(told, None, "{secret} in the log");
    }
}

#[actix_web::test]
async fn every_answer_has_its_headers_and_every_address_knows_its_methods() {
    let world = World::new().await;
    let node = &world.node;
    let calls = [
        node.call("GET", "/health/live"),
        node.call("GET", "/v1/nothing"),
        node.call("GET", "/nothing"),
        node.call("GET", "/communities"),
        node.call("GET", "/sign-in"),
        node.call("GET", "/v1/communities"),
        node.call("POST", "/v1/sync").token(&world.device).body("application/json", b"["),
        node.call("DELETE", "/v1/sync"),
        node.call("GET", "/v1/openapi.json"),
    ];
    for call in calls {
        let answer = call.send().await;
        for (name, value) in [
            ("content-security-policy", "default-src 'none'"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "geolocation=()"),
            ("cache-control", "no-"),
            ("x-request-id", "-"),
        ] {
            let given = answer.header(name).unwrap_or_default();
            assert!(given.contains(value), "{} {}: {name}: {given}", answer.method, answer.path);
        }
    }
    for path in ["/health/ready", "/v1/limits", "/v1/openapi.json", "/sign-in"] {
        let (head, get) = (node.call("HEAD", path).send().await, node.get(path).await);
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
    }
    for (path, allow) in [("/v1/limits", "GET, HEAD"), ("/v1/sync", "POST")] {
        for method in ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "SIKIA"] {
            let answer = node.call(method, path).send().await;
            assert_eq!(
                (answer.status, answer.header("allow")),
                (405, Some(allow)),
                "{method} {path}"
            );
        }
    }
    let answer = node.call("HEAD", "/v1/sync").send().await;
    assert_eq!((answer.status, answer.header("allow")), (405, Some("POST")));
    let metrics = String::from_utf8(node.get("/metrics").await.body).unwrap();
    assert!(!metrics.contains("SIKIA") && metrics.contains("method=\"other\""), "{metrics}");
}

#[actix_web::test]
async fn a_push_in_flight_is_finished_and_held_when_the_node_is_told_to_stop() {
    let world = World::new().await;
    let body = json!({"push": [interview()]}).to_string();
    let mut stream = TcpStream::connect(world.node.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!(
        "POST /v1/sync HTTP/1.1\r\nHost: node\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        world.device,
        body.len()
    );
    let (first, rest) = body.split_at(body.len() / 2);
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(first.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    world.node.terminate();
    std::thread::sleep(Duration::from_millis(500));
    stream.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("\"outcome\":\"accepted\""), "{answer}");
    let World { node, device, .. } = world;
    let database = node.database().map(str::to_owned);
    let (status, directory) = node.stop();
    assert!(status.success(), "{status}");
    let again = Node::start_with(directory, database).await;
    let head =
        again.call("GET", &format!("/v1/submissions/{SUBMISSION}")).token(&device).send().await;
    assert_eq!(text(&head.json().unwrap(), "state"), "current");
}

#[test]
fn flags_win_over_the_environment_and_the_environment_over_the_file() {
    let base = TempDir::new().unwrap();
    let place = |name: &str| base.path().join(name);
    let file = place("sikia.toml");
    std::fs::write(&file, format!("data_dir = {:?}\n", place("file").to_str().unwrap())).unwrap();
    let migrate = |environment: bool, flag: bool| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sikia"));
        for name in ["SIKIA_DATA_DIR", "SIKIA_DATABASE_URL", "SIKIA_LISTEN", "SIKIA_CONFIG"] {
            command.env_remove(name);
        }
        command.current_dir(base.path()).arg("--config").arg(&file);
        if environment {
            command.env("SIKIA_DATA_DIR", place("environment"));
        }
        if flag {
            command.arg("--data-dir").arg(place("flag"));
        }
        assert!(command.arg("migrate").output().unwrap().status.success());
    };
    for (environment, flag, won) in
        [(false, false, "file"), (true, false, "environment"), (true, true, "flag")]
    {
        assert!(!place(won).join("sikia.db").exists(), "{won} is not asked before its time");
        migrate(environment, flag);
        assert!(place(won).join("sikia.db").exists(), "{won} wins");
    }
}
