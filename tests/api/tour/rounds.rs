//! Rounds.

use serde_json::{Value, json};

use crate::world::{PASSWORD, World};

pub fn round() -> Value {
    serde_json::from_str(include_str!("../../../api-spec/examples/round_request.json")).unwrap()
}

pub async fn walk(world: &World) {
    let World { node, device, person } = world;
    let path = "/v1/rounds/geita-2026-2";
    let put = |token: &str| node.call("PUT", path).token(token);
    node.add_user("hesabu", "analyst", PASSWORD);
    let analyst = node.sign_in("hesabu", PASSWORD).await;
    for (token, status) in [("unknown", 401), (device.as_str(), 403), (analyst.as_str(), 403)] {
        assert_eq!(put(token).json(&round()).send().await.status, status);
    }
    let body = |kind, body: Vec<u8>| put(person).body(kind, &body);
    assert_eq!(body("application/json", b"{".to_vec()).send().await.status, 400);
    assert_eq!(body("text/plain", b"round".to_vec()).send().await.status, 415);
    assert_eq!(body("application/json", vec![b' '; 20 << 20]).send().await.status, 413);
    let mut wrong = round();
    wrong["communities"][0]["population"][1]["source"] = json!("");
    let refused = put(person).json(&wrong).send().await;
    let problem = refused.json().unwrap();
    assert_eq!((refused.status, &problem["code"]), (400, &json!("unfit_member")));
    assert_eq!(problem["member"], "communities[0].population[1].source");
    let done = put(person).json(&round()).send().await;
    assert_eq!((done.status, done.json().unwrap()), (200, json!({"outcome": "added"})));
    let read = world.read(&analyst, path).await;
    assert_eq!(
        (&read["claim"], &read["title"]),
        (&json!("estimate"), &json!("Geita, duru ya pili"))
    );
    for path in ["/v1/rounds", path] {
        assert_eq!(world.get(person, path).await, 200, "{path}");
        assert_eq!(world.get("unknown", path).await, 401, "{path}");
        assert_eq!(world.get(device, path).await, 403, "{path}");
    }
    assert_eq!(world.get(person, "/v1/rounds/nothing").await, 404);
}
