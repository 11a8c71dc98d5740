//! `/v1/sync…`

use serde_json::{Value, json};

use crate::world::{REVISION, SUBMISSION, World};

fn interview() -> Value {
    let example = include_str!("../../../api-spec/examples/sync_request.json");
    serde_json::from_str(example).unwrap()
}

pub async fn walk(world: &World) {
    pushes(world).await;
    refusals(world).await;
    verify(world).await;
}

async fn pushes(world: &World) {
    let sync = world.node.call("POST", "/v1/sync").token(&world.device);
    let answer = sync.json(&interview()).send().await;
    assert_eq!(answer.header("content-language"), Some("sw"));
    let answer = answer.json().unwrap();
    assert_eq!(answer["results"][0]["outcome"], "accepted", "{answer}");
    let kinds: Vec<&str> =
        answer["changes"].as_array().unwrap().iter().filter_map(|c| c["kind"].as_str()).collect();
    for kind in ["form", "community", "submission"] {
        assert!(kinds.contains(&kind), "no {kind} in {kinds:?}");
    }
    let withdrawal = include_str!("../../../api-spec/examples/sync_request_withdrawal.json");
    let withdrawal: Value = serde_json::from_str(withdrawal).unwrap();
    let other = uuid::Uuid::now_v7();
    let mut bad = withdrawal["push"][0].clone();
    bad["submission"] = json!("no uuid");
    let mut gone = withdrawal["push"][0].clone();
    (gone["submission"], gone["parents"]) = (json!(other), json!([]));
    let body = json!({"push": [7, bad, gone, interview()["push"][0]], "unknown": true});
    let sync = world.node.call("POST", "/v1/sync").token(&world.device);
    let answer = sync.json(&body).send().await.json().unwrap();
    let outcomes: Vec<&str> = answer["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|r| r["outcome"].as_str())
        .collect();
    assert_eq!(outcomes[..2], ["quarantined", "quarantined"], "{answer}");
    assert_eq!(outcomes[3], "duplicate", "{answer}");
}

async fn refusals(world: &World) {
    let World { node, device, person } = world;
    let sync = || node.call("POST", "/v1/sync").token(device);
    assert_eq!(sync().body("application/json", b"{\"push\": [").send().await.status, 400);
    assert_eq!(world.post("unknown", "/v1/sync", &json!({})).await, 401);
    assert_eq!(world.post(person, "/v1/sync", &json!({})).await, 403);
    let lost = json!({"cursor": "of another node", "pull": {}});
    assert_eq!(sync().json(&lost).send().await.status, 410);
    let many = json!({"push": vec![0; 1_001]});
    let answer = sync().json(&many).send().await.json().unwrap();
    assert_eq!((&answer["bound"], &answer["limit"]), (&json!("items"), &json!(1_000)));
    assert_eq!(sync().body("text/csv", b"a,b").send().await.status, 415);
    let packed = sync().header("content-encoding", "br").json(&json!({})).send().await;
    assert_eq!(packed.json().unwrap()["given"], "br");
}

async fn verify(world: &World) {
    let World { node, device, person } = world;
    let verify = || node.call("POST", "/v1/sync/verify").token(device);
    let unknown = uuid::Uuid::now_v7();
    let asked = json!({"revisions": [REVISION, unknown]});
    let answer = verify().json(&asked).send().await.json().unwrap();
    assert_eq!(answer, json!({"missing": [unknown]}));
    assert_eq!(verify().json(&json!({"revisions": [SUBMISSION, 7]})).send().await.status, 400);
    assert_eq!(world.post("unknown", "/v1/sync/verify", &asked).await, 401);
    assert_eq!(world.post(person, "/v1/sync/verify", &asked).await, 403);
    let many = json!({"revisions": vec![REVISION; 10_001]});
    assert_eq!(verify().json(&many).send().await.json().unwrap()["bound"], "verify");
    assert_eq!(verify().body("text/plain", b"hello").send().await.status, 415);
}
