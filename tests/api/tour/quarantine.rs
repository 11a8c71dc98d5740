//! What waits in quarantine.

use serde_json::json;

use crate::support::openrosa::{instance, submit};
use crate::world::{PASSWORD, World};

pub async fn walk(world: &World) {
    let World { node, device, person } = world;
    let roaming = node.enrol("roaming", &["mgusu", "rwamgasa"]);
    let filled = instance("8b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11", None, "<consent>yes</consent>");
    assert_eq!(submit(node, &roaming, &filled).await.status, 201);
    let list = "/v1/quarantine";
    let waiting = world.read(person, list).await;
    let items = waiting["items"].as_array().unwrap();
    let unsaid = items.iter().find(|item| item["problem"]["code"] == "community_unsaid").unwrap();
    let say = format!("/v1/quarantine/{}/community", unsaid["no"]);
    let said = json!({"community": "mgusu"});
    node.add_user("counter", "analyst", PASSWORD);
    let analyst = node.sign_in("counter", PASSWORD).await;
    assert_eq!(world.get(person, "/v1/quarantine?after=x").await, 400);
    for (token, status) in [("unknown", 401), (device.as_str(), 403), (analyst.as_str(), 403)] {
        assert_eq!(world.get(token, list).await, status);
        assert_eq!(world.post(token, &say, &said).await, status);
    }
    assert_eq!(world.post(person, "/v1/quarantine/77/community", &said).await, 404);
    let body = |kind, body: Vec<u8>| node.call("POST", &say).token(person).body(kind, &body);
    assert_eq!(body("application/json", b"{".to_vec()).send().await.status, 400);
    assert_eq!(body("text/plain", b"mgusu".to_vec()).send().await.status, 415);
    assert_eq!(body("application/json", vec![b' '; 20 << 20]).send().await.status, 413);
    assert_eq!(world.post(person, &say, &said).await, 200);
}
