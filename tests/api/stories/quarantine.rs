//! What waits in quarantine comes out by itself, while the node serves.

use serde_json::{Value, json};

use crate::support::node::Node;
use crate::world::{FORM, another, text};

async fn push(node: &Node, token: &str, item: &Value) -> Value {
    let call = node.call("POST", "/v1/sync").token(token).json(&json!({"push": [item]}));
    call.send().await.json().unwrap()["results"][0].clone()
}

async fn state(node: &Node, token: &str, item: &Value) -> u16 {
    let path = format!("/v1/submissions/{}", text(item, "submission"));
    node.call("GET", &path).token(token).send().await.status
}

#[actix_web::test]
async fn an_item_waits_for_its_form_its_community_and_its_scope_and_then_counts() {
    let node = Node::start().await;
    let token = node.enrol("early", &["mgusu"]);
    let (early, elsewhere) = (another(), {
        let mut item = another();
        item["community"] = json!("rwamgasa");
        item
    });
    let result = push(&node, &token, &early).await;
    assert_eq!(
        (text(&result, "outcome"), &result["problem"]["code"]),
        ("quarantined", &json!("unknown_form"))
    );
    assert_eq!(state(&node, &token, &early).await, 404);
    node.operator(&["form", "import", FORM], "");
    assert_eq!(push(&node, &token, &early).await["problem"]["code"], "unknown_community");
    let communities = node.file("c.csv", "id,name,area\nmgusu,Mgusu,\nrwamgasa,Rwamgasa,\n");
    let done = node.operator(&["--json", "community", "import", &communities], "");
    assert!(done.contains("\"released\":1"), "{done}");
    assert_eq!(state(&node, &token, &early).await, 200, "it came out by itself");
    assert_eq!(push(&node, &token, &early).await["outcome"], "duplicate");

    assert_eq!(push(&node, &token, &elsewhere).await["problem"]["code"], "out_of_scope");
    let scope =
        ["--json", "device", "scope", "early", "--community", "mgusu", "--community", "rwamgasa"];
    let done = node.operator(&scope, "");
    assert!(done.contains("\"released\":1"), "{done}");
    assert_eq!(state(&node, &token, &elsewhere).await, 200);

    node.add_user("asha", "steward", "leseni na sampuli");
    let person = node.sign_in("asha", "leseni na sampuli").await;
    for community in ["mgusu", "rwamgasa"] {
        let path = format!("/v1/communities/{community}/needs");
        let needs = node.call("GET", &path).token(&person).send().await.json().unwrap();
        assert_eq!(needs["respondents"], 1, "{community}: what came out is counted");
    }
    let metrics = String::from_utf8(node.get("/metrics").await.body).unwrap();
    assert!(metrics.contains("sikia_store_quarantined 0"), "{metrics}");
}
