//! Taking back what was said, with nothing but a code.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sikia::domain::consent::ReceiptCode;
use sikia::domain::ids::SubmissionId;
use tempfile::TempDir;
use uuid::Uuid;

use crate::support::node::{Node, sikia};
use crate::world::{PASSWORD, World, another, edit, interview, outcomes, text};

fn code(item: &Value) -> String {
    let id = Uuid::parse_str(text(item, "submission")).unwrap();
    ReceiptCode::of_submission(SubmissionId(id)).to_string()
}

async fn bring(world: &World, code: &str) -> (u16, Vec<u8>) {
    let answer = world.node.call("POST", "/v1/withdrawals").json(&json!({"code": code}));
    let answer = answer.send().await;
    (answer.status, answer.body)
}

/// What is done after the answer is done soon.
async fn withdrawn(world: &World, item: &Value) -> bool {
    let deadline = Instant::now() + Duration::from_secs(10);
    while Instant::now() < deadline {
        let head = world.head(&world.person, text(item, "submission")).await;
        if head["state"] == "withdrawn" {
            assert_eq!((&head["answers"], &head["community"]), (&json!({}), &Value::Null));
            return true;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    false
}

#[actix_web::test]
async fn who_brings_a_receipt_is_erased_and_no_answer_tells_which_receipts_there_are() {
    let world = World::new().await;
    let (mine, other) = (interview(), another());
    world.push(&world.device, &[mine.clone(), other.clone()]).await;
    let nobodys = code(&another());
    let unknown = bring(&world, &nobodys).await;
    assert_eq!(unknown.0, 202);
    assert_eq!(bring(&world, &code(&mine).to_lowercase()).await, unknown);
    assert!(withdrawn(&world, &mine).await);
    assert_eq!(bring(&world, &code(&mine)).await, unknown, "the second time");
    assert_eq!(world.head(&world.person, text(&other, "submission")).await["state"], "current");
    // An old phone's late sync brings nothing back.
    let late = [mine.clone(), edit(&mine, "words", json!("late"))];
    assert_eq!(outcomes(&world.push(&world.device, &late).await), ["erased"; 2]);
    assert!(withdrawn(&world, &mine).await);
    let needs = world.read(&world.person, "/v1/communities/mgusu/needs").await;
    assert_eq!(needs["respondents"], 1);
}

#[actix_web::test]
async fn a_receipt_that_comes_before_its_interview_erases_it_as_it_comes() {
    let world = World::new().await;
    let (mine, other) = (interview(), another());
    let receipt = json!({"receipt": code(&mine), "withdraw": true});
    // From a phone, out of a batch, with items around it.
    let results = world.push(&world.device, &[other.clone(), receipt.clone(), receipt]).await;
    assert_eq!(outcomes(&results), ["accepted", "accepted", "duplicate"]);
    assert_eq!((&results[1]["revision"], &results[1]["submission"]), (&Value::Null, &Value::Null));
    assert!(results[0]["revision"].is_string());
    let mut unreadable = mine.clone();
    unreadable["form"]["version"] = json!("99");
    unreadable["revision"] = json!(Uuid::now_v7());
    let results = world.push(&world.device, &[mine.clone(), unreadable, another()]).await;
    assert_eq!(outcomes(&results), ["erased", "erased", "accepted"]);
    assert!(withdrawn(&world, &mine).await);
    let misread = json!({"receipt": "K79K-TU9A-JTJA", "withdraw": true});
    let results = world.push(&world.device, &[misread]).await;
    assert_eq!(outcomes(&results), ["quarantined"]);
    assert_eq!(results[0]["problem"]["field"], "receipt");
    // Receipts are no revisions: the count that phones compare stays right.
    let answer = world.sync(&world.device, &json!({"push": [], "sequence": 5})).await;
    assert_eq!(answer["missing"], 0);
}

#[actix_web::test]
async fn the_operator_takes_a_receipt_back_while_the_node_runs() {
    let world = World::new().await;
    let (mine, later) = (interview(), another());
    world.push(&world.device, std::slice::from_ref(&mine)).await;
    let run = |code: &str| {
        let told = world.node.operator(&["--json", "withdraw", code], "");
        serde_json::from_str::<Value>(&told).unwrap()
    };
    assert_eq!(run(&code(&mine)), json!({"new": true, "erased": 1}));
    assert_eq!(run(&code(&mine)), json!({"new": false, "erased": 0}));
    assert_eq!(run(&code(&later)), json!({"new": true, "erased": 0}));
    assert!(withdrawn(&world, &mine).await);
    assert_eq!(outcomes(&world.push(&world.device, &[later]).await), ["erased"]);
}

#[actix_web::test]
async fn no_backup_brings_back_what_was_withdrawn_before_the_newest_keys() {
    let world = World::on(Node::start_with(TempDir::new().unwrap(), None).await).await;
    let (mut mine, mut stays, mut by_code) = (interview(), another(), another());
    for (item, words) in [(&mut mine, "mine"), (&mut stays, "stays"), (&mut by_code, "by code")] {
        item["answers"]["words"] = json!(words);
    }
    let mut waits = another();
    waits["form"]["version"] = json!("99");
    world.push(&world.device, &[mine.clone(), stays.clone(), by_code.clone(), waits]).await;
    let kept = world.head(&world.person, text(&stays, "submission")).await;
    let sticks = TempDir::new().unwrap();
    let at = |name: &str| sticks.path().join(name).to_str().unwrap().to_owned();
    world.node.operator(&["backup", &at("monday")], "");
    let old_keys = std::fs::read(at("sikia.keys")).unwrap();

    let mut withdrawal = mine.clone();
    withdrawal["withdraw"] = json!(true);
    withdrawal["revision"] = json!(Uuid::now_v7());
    assert_eq!(outcomes(&world.push(&world.device, &[withdrawal]).await), ["accepted"]);
    let erased = world.head(&world.person, text(&mine, "submission")).await;
    world.node.operator(&["withdraw", &code(&by_code)], "");
    world.node.operator(&["keys", &at("sikia.keys")], "");

    let restored = TempDir::new().unwrap();
    let run = |directory: &Path, arguments: &[&str]| {
        sikia(directory, "127.0.0.1:0").args(arguments).output().unwrap()
    };
    let done = run(restored.path(), &["restore", &at("monday")]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let node = Node::start_with(restored, None).await;
    let person = node.sign_in("neema", PASSWORD).await;
    let head = async |item: &Value| {
        let path = format!("/v1/submissions/{}", text(item, "submission"));
        node.call("GET", &path).token(&person).send().await.json().unwrap()
    };
    assert_eq!(head(&stays).await, kept, "what was not withdrawn is as it was");
    assert_eq!(head(&mine).await, erased, "by the same revision");
    assert_eq!(head(&by_code).await["state"], "withdrawn");
    let waiting = node.call("GET", "/v1/quarantine").token(&person).send().await.json().unwrap();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 1, "what waits is read again");
    assert!(node.operator(&["needs", "recount", "--check"], "").len() > 1);
    // An old phone's late sync, after all of it.
    let late = edit(&mine, "words", json!("late"));
    let sync = json!({"push": [late]});
    let answer = node.call("POST", "/v1/sync").token(&world.device).json(&sync).send().await;
    assert_eq!(outcomes(answer.json().unwrap()["results"].as_array().unwrap()), ["erased"]);

    // Keys from before a backup do not open it, and half of it is not restored.
    world.push(&world.device, &[another()]).await;
    world.node.operator(&["backup", &at("tuesday")], "");
    std::fs::write(at("old"), old_keys).unwrap();
    let elsewhere = TempDir::new().unwrap();
    let refused = run(elsewhere.path(), &["restore", &at("tuesday"), "--keys", &at("old")]);
    assert!(!refused.status.success() && !elsewhere.path().join("sikia.db").exists());
    std::fs::remove_file(at("sikia.keys")).unwrap();
    assert!(!run(elsewhere.path(), &["restore", &at("monday")]).status.success());
}

#[actix_web::test]
async fn a_node_with_another_master_key_is_refused_at_its_start() {
    let world = World::on(Node::start_with(TempDir::new().unwrap(), None).await).await;
    world.push(&world.device, &[interview()]).await;
    let (_, directory) = world.node.stop();
    let key = directory.path().join("sikia.key");
    std::fs::rename(&key, directory.path().join("put.away")).unwrap();
    let doctor = || sikia(directory.path(), "127.0.0.1:0").arg("doctor").output().unwrap();
    assert!(!doctor().status.success() && !key.exists(), "no new key in the place of a lost one");
    std::fs::write(&key, format!("{}\n", "ab".repeat(32))).unwrap();
    assert!(!doctor().status.success());
    std::fs::rename(directory.path().join("put.away"), &key).unwrap();
    assert!(doctor().status.success());
}

#[actix_web::test]
async fn codes_are_not_to_be_tried_one_after_the_other() {
    let world = World::new().await;
    for _ in 0..30 {
        assert_eq!(bring(&world, &code(&another())).await.0, 202);
    }
    let answer =
        world.node.call("POST", "/v1/withdrawals").json(&json!({"code": code(&another())}));
    let answer = answer.send().await;
    assert_eq!(answer.status, 429);
    assert!(answer.header("retry-after").unwrap().parse::<u64>().unwrap() >= 1);
    let page = world.node.call("POST", "/withdraw").form(&format!("code={}", code(&another())));
    assert_eq!(page.send().await.status, 429);
}

#[actix_web::test]
async fn a_community_learns_who_looked_by_name() {
    let world = World::new().await;
    let item = interview();
    world.push(&world.device, std::slice::from_ref(&item)).await;
    world.head(&world.person, text(&item, "submission")).await;
    world.head(&world.device, text(&item, "submission")).await;
    world.read(&world.person, "/v1/communities/rwamgasa/needs").await;
    let needs = "/v1/communities/mgusu/needs";
    world.read(&world.person, needs).await;
    let path = "/v1/communities/mgusu/looked";
    let deadline = Instant::now() + Duration::from_secs(10);
    let looked = loop {
        let looked = world.read(&world.person, path).await["looked"].as_array().unwrap().clone();
        // Reads of figures are written down soon, not at once.
        if looked.len() == 3 || Instant::now() > deadline {
            break looked;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let who = |at: usize| (text(&looked[at], "name"), text(&looked[at], "action"));
    assert_eq!(who(0), ("neema", "needs.read"));
    assert_eq!((who(1), &looked[1]["role"]), (("tour", "submission.read"), &Value::Null));
    assert_eq!((who(2), &looked[2]["role"]), (("neema", "submission.read"), &json!("admin")));
    assert_eq!(looked.len(), 3, "of Mgusu alone");
    let page = world.node.call("GET", "/communities/mgusu/looked").cookie(&world.person);
    let page = page.header("accept-language", "en").send().await;
    let page = String::from_utf8(page.body).unwrap();
    assert!(page.contains("One record") && page.contains("neema"), "{page}");
    let told = world.node.operator(&["audit", "looked", "--community", "mgusu"], "");
    assert_eq!(told.lines().filter(|line| line.contains("submission.read")).count(), 2, "{told}");
}
