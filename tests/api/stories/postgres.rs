//! Nodes on PostgreSQL: the same promises, and any number of nodes on one database.

use serde_json::json;

use crate::support::node::Node;
use crate::support::postgres::cluster;
use crate::world::{World, another, edit, interview, outcomes, text};

#[actix_web::test]
async fn phones_and_people_may_speak_to_any_node_of_a_database() {
    let url = cluster().schema();
    // Both find an empty database.
    let (one, two) = tokio::join!(Node::start_on(&url), Node::start_on(&url));
    let one = World::on(one).await;
    let two = World { node: two, device: one.device.clone(), person: one.person.clone() };

    let first = one.sync(&one.device, &json!({"push": [interview()], "pull": {}})).await;
    assert_eq!(first["results"][0]["outcome"], "accepted");
    let submission = text(&first["results"][0], "submission");
    let head = one.head(&one.device, submission).await;
    assert_eq!(two.head(&two.device, submission).await, head);
    let again = two.sync(&two.device, &json!({"push": [interview()]})).await;
    assert_eq!(again["results"][0]["outcome"], "duplicate");

    // A cursor of one node is good at the other, and nothing is between them.
    let mine = another();
    assert_eq!(outcomes(&two.push(&two.device, std::slice::from_ref(&mine)).await), ["accepted"]);
    let next = two.sync(&two.device, &json!({"cursor": first["cursor"], "pull": {}})).await;
    let changes = next["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{next}");
    assert!(changes[0].to_string().contains(text(&mine, "submission")), "{next}");

    let edited = edit(&mine, "words", json!("bei ya leseni"));
    let other = edit(&mine, "words", json!("bei ya sampuli"));
    let (left, right) = tokio::join!(
        one.push(&one.device, std::slice::from_ref(&edited)),
        two.push(&two.device, std::slice::from_ref(&other)),
    );
    let mut said = [text(&left[0], "outcome"), text(&right[0], "outcome")];
    said.sort_unstable();
    assert_eq!(said, ["accepted", "conflict"], "one of them came second");
    let submission = text(&mine, "submission");
    assert_eq!(one.head(&one.device, submission).await, two.head(&two.device, submission).await);

    for world in [&one, &two] {
        let needs = world.read(&world.person, "/v1/communities/mgusu/needs").await;
        assert_eq!(needs["respondents"], 2);
    }
}

#[actix_web::test]
async fn what_the_operator_brings_by_one_node_frees_what_waits_at_all() {
    let url = cluster().schema();
    let one = World::on(Node::start_on(&url).await).await;
    let two = Node::start_on(&url).await;
    let two = World { node: two, device: one.device.clone(), person: one.person.clone() };
    let mut early = another();
    early["form"]["version"] = json!("of tomorrow");
    assert_eq!(outcomes(&one.push(&one.device, &[early.clone()]).await), ["quarantined"]);
    assert_eq!(outcomes(&two.push(&two.device, &[early.clone()]).await), ["quarantined"]);
    let mut elsewhere = another();
    elsewhere["community"] = json!("new-place");
    two.push(&two.device, &[elsewhere.clone()]).await;
    let table = "id,name,area\nnew-place,New place,\n";
    let file = one.node.file("places.csv", table);
    let enrolled = one.node.enrol("other", &["new-place"]);
    assert_eq!(outcomes(&two.push(&enrolled, &[elsewhere.clone()]).await), ["quarantined"]);
    one.node.operator(&["community", "import", &file], "");
    let submission = text(&elsewhere, "submission");
    assert_eq!(two.head(&enrolled, submission).await["state"], "current");
}

#[actix_web::test]
async fn an_operator_looks_after_a_database_as_after_a_file() {
    let url = cluster().schema();
    let world = World::on(Node::start_on(&url).await).await;
    world.push(&world.device, &[interview(), another()]).await;
    assert_eq!(world.node.operator(&["migrate", "--json"], "").trim(), r#"{"applied":[]}"#);
    let said: serde_json::Value =
        serde_json::from_str(&world.node.operator(&["doctor", "--json"], "")).unwrap();
    assert_eq!((&said["findings"], &said["store"]["submissions"]), (&json!([]), &json!(2)));
    world.node.operator(&["needs", "recount", "--check"], "");
    let (status, _) = world.node.stop();
    assert!(status.success());
    let again = Node::start_on(&url).await;
    let metrics = String::from_utf8(again.get("/metrics").await.body).unwrap();
    assert!(metrics.contains("sikia_store_submissions 2"), "{metrics}");
    assert!(!again.log().contains("postgres://"), "what the log says has no password in it");
}
