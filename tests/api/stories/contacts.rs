//! Numbers to call, and how long things are kept.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::node::Node;
use crate::support::openrosa::submit;
use crate::world::{PASSWORD, World, another, edit, outcomes, text};

const FORM: &str = "survey,,,,,\n\
    ,type,name,label,sikia,sikia_export\n\
    ,select_one yes_no,consent,Do you agree?,consent,\n\
    ,select_multiple purposes,purposes,To what?,purposes,\n\
    ,text,phone,Which number?,contact,\n\
    ,text,words,What else?,words,national\n\
    choices,,,,,\n\
    ,list_name,name,label,,\n\
    ,yes_no,yes,Yes,,\n\
    ,yes_no,no,No,,\n\
    ,purposes,totals,Count,,\n\
    ,purposes,callback,Call,,\n\
    settings,,,,,\n\
    ,form_id,version,form_title,,\n\
    ,call-me,1,Call me,,\n";

const NUMBER: &str = "+255 700 123 456";

async fn world() -> World {
    let world = World::on(Node::start_with(TempDir::new().unwrap(), None).await).await;
    let file = world.node.file("call-me.csv", FORM);
    world.node.operator(&["form", "import", &file], "");
    world
}

fn interview(purposes: &[&str]) -> Value {
    let mut item = another();
    item["form"] = json!({"id": "call-me", "version": "1"});
    item["answers"] =
        json!({"consent": "yes", "purposes": purposes, "phone": NUMBER, "words": "siri"});
    item
}

async fn contact(world: &World, token: &str, item: &Value) -> (u16, Option<String>) {
    let path = format!("/v1/submissions/{}/contact", text(item, "submission"));
    let answer = world.node.call("GET", &path).token(token).send().await;
    let said = answer.json().ok().and_then(|said| said["contact"].as_str().map(str::to_owned));
    (answer.status, said)
}

#[actix_web::test]
async fn a_number_is_in_no_record_and_is_read_by_stewards_alone_who_are_seen() {
    let world = world().await;
    let (mine, other) = (interview(&["totals", "callback"]), interview(&["totals"]));
    let pushed = world.push(&world.device, &[mine.clone(), other.clone()]).await;
    assert_eq!(outcomes(&pushed), ["accepted", "accepted"]);
    assert_eq!(pushed[0]["revision"], mine["revision"]);
    let again = world.push(&world.device, &[mine.clone(), other.clone()]).await;
    assert_eq!(outcomes(&again), ["duplicate", "duplicate"], "said in the same bytes again");
    for item in [&mine, &other] {
        let record = world.head(&world.person, text(item, "submission")).await;
        assert!(!record.to_string().contains("700 123"), "{record}");
        assert_eq!(record["answers"]["words"], "siri");
    }
    let record = world.head(&world.person, text(&mine, "submission")).await;
    assert_eq!(record["consent"]["purposes"], json!(["totals", "callback"]));
    world.node.add_user("steward", "steward", PASSWORD);
    world.node.add_user("reviewer", "reviewer", PASSWORD);
    let steward = world.node.sign_in("steward", PASSWORD).await;
    let reviewer = world.node.sign_in("reviewer", PASSWORD).await;
    assert_eq!(contact(&world, &steward, &mine).await, (200, Some(NUMBER.to_owned())));
    assert_eq!(contact(&world, &reviewer, &mine).await.0, 403);
    assert_eq!(contact(&world, &world.device, &mine).await.0, 403);
    assert_eq!(contact(&world, &steward, &other).await.0, 404, "nobody agreed to a call");
    let looked = world.read(&world.person, "/v1/communities/mgusu/looked").await;
    assert_eq!(looked["looked"][0]["action"], "contact.read");
    assert_eq!(looked["looked"][0]["name"], "steward");

    // A phone edits what it knows of the record, which has no number in it: the number stays.
    let mut edited = edit(&mine, "words", json!("zaidi"));
    edited["answers"].as_object_mut().unwrap().remove("phone");
    let pushed = world.push(&world.device, std::slice::from_ref(&edited)).await;
    assert_eq!(outcomes(&pushed), ["accepted"]);
    assert_eq!(contact(&world, &steward, &mine).await.0, 200);
    // Who does not agree any more is not called any more, and the number goes with the next run.
    let refusal = edit(&edited, "purposes", json!(["totals"]));
    world.push(&world.device, &[refusal]).await;
    assert_eq!(contact(&world, &steward, &mine).await.0, 404);
    let run = world.node.operator(&["--json", "retention", "run"], "");
    let report: Value = serde_json::from_str(&run).unwrap();
    assert_eq!((&report["contacts_not_agreed"], &report["records"]), (&json!(1), &json!(0)));
}

#[actix_web::test]
async fn a_number_comes_from_collect_and_out_of_quarantine_and_goes_when_it_is_taken_back() {
    let world = world().await;
    let id = "9b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11";
    let xml = format!(
        "<data id=\"call-me\" version=\"1\"><consent>yes</consent>\
         <purposes>totals callback</purposes><phone>{NUMBER}</phone>\
         <meta><instanceID>uuid:{id}</instanceID></meta></data>"
    );
    for _ in 0..2 {
        assert_eq!(submit(&world.node, &world.device, &xml).await.status, 201);
    }
    let from_collect = json!({"submission": id});
    assert_eq!(contact(&world, &world.person, &from_collect).await.1.as_deref(), Some(NUMBER));
    let record = world.head(&world.person, id).await;
    assert!(!record.to_string().contains("700 123"), "{record}");

    let mut waits = interview(&["totals", "callback"]);
    waits["form"]["version"] = json!("2");
    let pushed = world.push(&world.device, std::slice::from_ref(&waits)).await;
    assert_eq!(outcomes(&pushed), ["quarantined"]);
    let file = world.node.file("call-me-2.csv", &FORM.replace("call-me,1", "call-me,2"));
    world.node.operator(&["form", "import", &file], "");
    assert_eq!(contact(&world, &world.person, &waits).await.1.as_deref(), Some(NUMBER));
    let waiting = world.read(&world.person, "/v1/quarantine").await;
    assert_eq!(waiting["items"], json!([]));
    let answer = world.sync(&world.device, &json!({"push": [], "sequence": 2})).await;
    assert_eq!(answer["missing"], 0);

    let mut withdrawal = waits.clone();
    withdrawal["withdraw"] = json!(true);
    withdrawal["revision"] = json!(uuid::Uuid::now_v7());
    world.push(&world.device, &[withdrawal]).await;
    assert_eq!(contact(&world, &world.person, &waits).await.0, 404);
    let late = world.push(&world.device, std::slice::from_ref(&waits)).await;
    assert_eq!(outcomes(&late), ["erased"]);
    assert_eq!(contact(&world, &world.person, &waits).await.0, 404);
    let (_, directory) = world.node.stop();
    let file = std::fs::read(directory.path().join("sikia.db")).unwrap();
    assert!(memchr::memmem::find(&file, b"700 123").is_none());
}

#[actix_web::test]
async fn what_has_no_time_left_goes_and_its_totals_are_kept_for_good() {
    let world = world().await;
    let old = crate::world::interview();
    world.push(&world.device, &[old.clone(), interview(&["totals", "callback"])]).await;
    let operator = |arguments: &[&str]| {
        let all: Vec<&str> = ["--json", "retention"].iter().chain(arguments).copied().collect();
        serde_json::from_str::<Value>(&world.node.operator(&all, "")).unwrap()
    };
    let nothing = operator(&["run"]);
    assert_eq!((&nothing["records"], &nothing["contacts"]), (&json!(0), &json!(0)));
    assert_eq!(operator(&["show"])["kept_for"]["contact"], 90);
    assert_eq!(operator(&["set", "contact", "0"])["kept_for"]["contact"], 0);
    assert_eq!(operator(&["set", "record", "0"])["kept_for"]["record"], 0);
    assert_eq!(operator(&["set", "audio", "always"])["kept_for"]["audio"], Value::Null);
    let report = operator(&["run"]);
    assert_eq!((&report["records"], &report["contacts"]), (&json!(2), &json!(1)));
    let totals = &report["totals"][0];
    assert_eq!((&totals["community"], &totals["asked"]), (&json!("mgusu"), &json!(1)));
    assert_eq!((&totals["year"], &totals["named"]["REG-LIC"]), (&json!("2026"), &json!(1)));
    let head = world.head(&world.person, text(&old, "submission")).await;
    assert_eq!((&head["state"], &head["answers"]), (&json!("withdrawn"), &json!({})));
    assert_eq!(outcomes(&world.push(&world.device, &[old]).await), ["erased"]);
    let shown = operator(&["show", "--limit", "1"]);
    assert_eq!(shown["reports"][0]["report"]["totals"], report["totals"], "kept and readable");
    assert!(world.node.operator(&["audit"], "").contains("retention.run"));
    assert_eq!(operator(&["run"])["records"], 0);
}
