//! What needs no token, and getting one.

use serde_json::{Value, json};
use sikia::openapi;

use crate::world::{PASSWORD, World};

pub async fn walk(world: &World) {
    let World { node, device, .. } = world;
    for path in ["/v1/limits", "/health/live", "/health/ready", "/metrics"] {
        assert_eq!(node.get(path).await.status, 200, "{path}");
    }
    let served = node.get("/v1/openapi.json").await;
    let document: Value = serde_json::from_str(openapi::document()).unwrap();
    assert_eq!(served.json().unwrap(), document);
    let tag = served.header("etag").unwrap();
    let again = node.call("GET", "/v1/openapi.json").header("if-none-match", tag).send().await;
    assert_eq!((again.status, again.header("etag")), (304, Some(tag)));
    assert_eq!(node.get("/v1/nothing").await.status, 404);
    assert_eq!(node.call("DELETE", "/v1/limits").send().await.header("allow"), Some("GET, HEAD"));

    let call = || node.call("POST", "/v1/sign-in");
    assert_eq!(call().body("application/json", b"{}").send().await.status, 400);
    let wrong = json!({"name": "neema", "password": "wrong"});
    let nobody = json!({"name": "nobody", "password": "wrong"});
    let [wrong, nobody] = [call().json(&wrong).send().await, call().json(&nobody).send().await];
    assert_eq!((wrong.status, &wrong.body), (401, &nobody.body), "an account shows through");
    let long = json!({"name": "neema", "password": "x".repeat(20_000)});
    assert_eq!(call().json(&long).send().await.status, 413);
    assert_eq!(call().form("name=neema").send().await.status, 415);

    let out = |token: &str| node.call("POST", "/v1/sign-out").token(token);
    let token = node.sign_in("neema", PASSWORD).await;
    assert_eq!(out(&token).send().await.status, 204);
    assert_eq!(out(&token).send().await.status, 401);
    assert_eq!(out(device).send().await.status, 403);
}
