//! A copy of a node's data, and a node out of a copy.

use std::path::Path;
use std::process::Output;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::node::{Node, sikia};
use crate::support::openrosa::{instance, multipart, post};
use crate::world::{SUBMISSION, World, interview};

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = sikia(directory, "127.0.0.1:0");
    command.env("LANG", "en_US.UTF-8").args(arguments).output().unwrap()
}

fn refused(directory: &Path, arguments: &[&str]) -> String {
    let done = run(directory, arguments);
    assert!(!done.status.success(), "{arguments:?}");
    String::from_utf8(done.stderr).unwrap()
}

#[actix_web::test]
async fn a_node_is_what_it_was_after_its_disk_is_gone_and_its_backup_is_restored() {
    let node = Node::start_with(TempDir::new().unwrap(), None).await;
    let world = World::on(node).await;
    world.push(&world.device, &[interview()]).await;
    let with_file = "8b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11";
    let filled = instance(with_file, None, "<consent>yes</consent>");
    let parts = [("xml_submission_file", filled.as_bytes()), ("note.txt", b"a file".as_slice())];
    assert_eq!(post(&world.node, &world.device, &multipart(&parts)).await.status, 201);
    let pulled = world
        .sync(&world.device, &json!({"cursor": null, "push": [], "pull": {"limit": 10}}))
        .await;
    let head = world.head(&world.person, SUBMISSION).await;

    let elsewhere = TempDir::new().unwrap();
    let to = elsewhere.path().join("monday");
    let to = to.to_str().unwrap();
    let told: Value =
        serde_json::from_str(&world.node.operator(&["--json", "backup", to], "")).unwrap();
    assert_eq!((&told["submissions"], &told["revisions"]), (&json!(2), &json!(2)));
    assert_eq!((&told["attachments"], &told["files"]), (&json!(1), &json!(1)));
    let running = world.node.directory().to_owned();
    assert!(refused(&running, &["backup", to]).contains("is there already"));
    assert!(refused(&running, &["restore", to]).contains("There is a store"));
    let World { node, device, .. } = world;
    drop(node);

    let again = TempDir::new().unwrap();
    assert!(run(again.path(), &["restore", to]).status.success());
    let node = Node::start_with(again, None).await;
    let person = node.sign_in("neema", crate::world::PASSWORD).await;
    let read = async |path: String| node.call("GET", &path).token(&person).send().await;
    let restored = read(format!("/v1/submissions/{SUBMISSION}")).await.json().unwrap();
    assert_eq!(restored, head);
    let files = read(format!("/v1/submissions/{with_file}/attachments")).await.json().unwrap();
    let file = files["attachments"][0]["href"].as_str().unwrap().to_owned();
    assert_eq!(read(file).await.body, b"a file");
    // A phone that is ahead of the backup starts over.
    let body = json!({"cursor": pulled["cursor"], "push": [], "pull": {"limit": 10}});
    let answer = node.call("POST", "/v1/sync").token(&device).json(&body).send().await;
    assert_eq!(answer.status, 410, "{body} {}", String::from_utf8_lossy(&answer.body));
    assert!(node.operator(&["doctor"], "").contains("well"));
}

#[actix_web::test]
async fn what_a_call_that_broke_off_left_is_gone_after_a_day_and_a_start() {
    let node = Node::start_with(TempDir::new().unwrap(), None).await;
    let world = World::on(node).await;
    let filled = instance("8b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11", None, "<consent>yes</consent>");
    let parts = [("xml_submission_file", filled.as_bytes()), ("note.txt", b"needed".as_slice())];
    assert_eq!(post(&world.node, &world.device, &multipart(&parts)).await.status, 201);
    let kept = world.node.directory().join("attachments/sha256");
    let stray = |name: &str| {
        let folder = kept.join(&name[..2]);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), b"of nobody").unwrap();
        folder.join(name)
    };
    let (old, new) = (stray(&"ab".repeat(32)), stray(&"cd".repeat(32)));
    let (_, directory) = world.node.stop();
    let all = || {
        let folders = std::fs::read_dir(&kept).unwrap();
        let files = folders.flat_map(|f| std::fs::read_dir(f.unwrap().path()).unwrap());
        files.map(|file| file.unwrap().path()).collect::<Vec<_>>()
    };
    let two_days_ago = SystemTime::now() - Duration::from_hours(48);
    for file in all().iter().filter(|file| **file != new) {
        std::fs::File::options()
            .write(true)
            .open(file)
            .unwrap()
            .set_modified(two_days_ago)
            .unwrap();
    }
    let _node = Node::start_with(directory, None).await;
    let left = all();
    assert!(!left.contains(&old) && left.contains(&new) && left.len() == 2, "{left:?}");
}

#[actix_web::test]
async fn a_backup_that_is_not_whole_is_refused_whole() {
    let node = Node::start_with(TempDir::new().unwrap(), None).await;
    let world = World::on(node).await;
    let filled = instance("8b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11", None, "<consent>yes</consent>");
    let parts = [("xml_submission_file", filled.as_bytes()), ("note.txt", b"a file".as_slice())];
    assert_eq!(post(&world.node, &world.device, &multipart(&parts)).await.status, 201);
    let elsewhere = TempDir::new().unwrap();
    type Damage = (&'static str, fn(&Path));
    let damages: [Damage; 4] = [
        ("no finished backup", |at| std::fs::remove_file(at.join("backup.json")).unwrap()),
        ("is damaged", |at| {
            let mut bytes = std::fs::read(at.join("sikia.db")).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(at.join("sikia.db"), bytes).unwrap();
        }),
        ("is damaged", |at| std::fs::remove_dir_all(at.join("attachments")).unwrap()),
        ("is damaged", |at| {
            let folder = std::fs::read_dir(at.join("attachments/sha256")).unwrap().next().unwrap();
            let file = std::fs::read_dir(folder.unwrap().path()).unwrap().next().unwrap();
            std::fs::write(file.unwrap().path(), b"another").unwrap();
        }),
    ];
    for (at, (said, damage)) in damages.iter().enumerate() {
        let to = elsewhere.path().join(at.to_string());
        world.node.operator(&["backup", to.to_str().unwrap()], "");
        damage(&to);
        let target = TempDir::new().unwrap();
        let words = refused(target.path(), &["restore", to.to_str().unwrap()]);
        assert!(words.contains(said), "{words}");
        assert!(!target.path().join("sikia.db").exists(), "{said}");
    }
    let nowhere = TempDir::new().unwrap();
    let to = elsewhere.path().join("of-nothing");
    assert!(refused(nowhere.path(), &["backup", to.to_str().unwrap()]).contains("no store"));
}
