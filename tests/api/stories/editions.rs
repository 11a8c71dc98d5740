//! Editions of the demo world, as the operator makes them.

use serde_json::{Value, json};

use crate::support::node::Node;
use crate::world::{World, another};

/// A node with many interviews in two communities, of which some are few.
pub async fn asked() -> World {
    let world = World::new().await;
    let phone = world.node.enrol("asker", &["mgusu", "rwamgasa"]);
    let needs = ["GEO-SMP", "ENV-HGM", "MKT-PRC", "REG-LIC", "FIN-LON"];
    let items: Vec<Value> = (0..120)
        .map(|n: usize| {
            let mut item = another();
            item["community"] = json!(["mgusu", "mgusu", "rwamgasa"][n % 3]);
            item["answers"]["respondent/gender"] = json!(["male", "male", "female"][n % 7 % 3]);
            item["answers"]["needs_ranked"] = json!([needs[n % 3], needs[3 + n % 11 % 2]]);
            item
        })
        .collect();
    let results = world.push(&phone, &items).await;
    assert!(results.iter().all(|result| result["outcome"] == "accepted"), "{results:?}");
    define(&world.node);
    world
}

pub fn define(node: &Node) {
    let by = ["--by", "gender", "--domains", "--publisher", "FEMATA"];
    let titles = ["--title", "Needs", "--title", "sw=Mahitaji"];
    node.operator(&[&["dataset", "add", "needs"][..], &titles, &by].concat(), "");
}

/// Makes an edition and gives what is told of it.
pub fn edition(node: &Node, more: &[&str]) -> Value {
    let made = node.operator(&[&["edition", "create", "needs", "--json"][..], more].concat(), "");
    serde_json::from_str(&made).unwrap()
}

fn digests(edition: &Value) -> Vec<(String, String)> {
    let files = edition["files"].as_array().unwrap().iter();
    let digest = |file: &Value| {
        (file["name"].as_str().unwrap().to_owned(), file["sha256"].as_str().unwrap().to_owned())
    };
    files.map(digest).collect()
}

#[actix_web::test]
async fn the_same_data_give_the_same_bytes_whenever_they_are_made() {
    let world = asked().await;
    let node = &world.node;
    let moment = jiff::Timestamp::now().to_string();
    let all = ["--format", "csv", "--format", "json-lines", "--language", "sw"];
    let first =
        edition(node, &[&["--as-of", &moment, "--audience", "restricted"], &all[..]].concat());
    assert_eq!((&first["stage"], &first["number"]), (&json!("ready"), &json!(1)));
    node.operator(&["edition", "cancel", "needs", "1"], "");
    // What comes later is not in it, and leaves no trace.
    world.push(&world.device, &[another()]).await;
    let again =
        edition(node, &[&["--as-of", &moment, "--audience", "restricted"], &all[..]].concat());
    let data = |edition: &Value| {
        let files = digests(edition).into_iter();
        let data = files.filter(|(name, _)| name.contains("respondents") || name.contains("needs"));
        data.collect::<Vec<_>>()
    };
    assert_eq!(data(&first).len(), 4, "{first}");
    assert_eq!(data(&first), data(&again));
}

#[actix_web::test]
async fn an_edition_says_what_it_hid_and_hides_less_from_those_who_may_have_more() {
    let world = asked().await;
    let report = |audience: &str| {
        let made = edition(&world.node, &["--audience", audience]);
        assert_eq!(made["stage"], "ready", "{made}");
        made["report"].clone()
    };
    let (public, partner) = (report("public"), report("partner"));
    let shown = |report: &Value| report["tables"]["shown"].as_u64().unwrap();
    assert!(0 < shown(&public) && shown(&public) <= shown(&partner), "{public} {partner}");
    let primary = |report: &Value| report["tables"]["primary"].as_u64().unwrap();
    assert!(primary(&public) > primary(&partner), "{public} {partner}");
    assert_eq!(report("restricted")["tables"], Value::Null);
}

#[actix_web::test]
async fn what_somebody_withdrew_from_before_it_was_published_is_gone() {
    let world = asked().await;
    let made = edition(&world.node, &["--audience", "restricted"]);
    assert!(!digests(&made).is_empty());
    let item = another();
    world.push(&world.device, std::slice::from_ref(&item)).await;
    let mut gone = json!({"submission": item["submission"], "version": 2, "withdraw": true});
    gone["revision"] = json!(uuid::Uuid::now_v7());
    gone["community"] = item["community"].clone();
    world.push(&world.device, &[gone]).await;
    let told = world.node.operator(&["edition", "show", "needs", "1", "--json"], "");
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["stage"], &told["files"]), (&json!("outdated"), &json!([])));
}

#[actix_web::test]
async fn a_node_makes_what_waits_for_it() {
    let world = asked().await;
    let asked = edition(&world.node, &["--audience", "public", "--later"]);
    assert_eq!(asked["stage"], "waiting");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    loop {
        let told = world.node.operator(&["edition", "show", "needs", "1", "--json"], "");
        let told: Value = serde_json::from_str(&told).unwrap();
        if told["stage"] == "ready" {
            break;
        }
        assert!(std::time::Instant::now() < deadline, "{told}");
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
}
