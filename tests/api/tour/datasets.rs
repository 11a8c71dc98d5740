//! Datasets and their editions.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::stories::editions::{define, edition};
use crate::world::{PASSWORD, World};

const EDITION: &str = "/v1/datasets/needs/editions/1";

pub async fn walk(world: &World) {
    define(&world.node);
    asking(world).await;
    reading(world).await;
}

async fn ready(world: &World, path: &str) -> Value {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let told = world.read(&world.person, path).await;
        if told["stage"] == "ready" {
            return told;
        }
        assert!(Instant::now() < deadline, "{told}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn asking(world: &World) {
    let World { node, device, person } = world;
    let create = "/v1/datasets/needs/editions";
    let wish = json!({"audience": "public", "formats": ["csv"], "languages": ["sw"]});
    node.add_user("asker", "analyst", PASSWORD);
    let analyst = node.sign_in("asker", PASSWORD).await;
    for (token, status) in [("unknown", 401), (device.as_str(), 403), (analyst.as_str(), 403)] {
        assert_eq!(world.post(token, create, &wish).await, status);
    }
    let to_come = json!({"audience": "public", "as_of": "2999-01-01T00:00:00Z"});
    assert_eq!(world.post(person, create, &to_come).await, 409);
    assert_eq!(world.post(person, "/v1/datasets/none/editions", &wish).await, 404);
    let body = |kind, body: Vec<u8>| node.call("POST", create).token(person).body(kind, &body);
    assert_eq!(body("application/json", b"{".to_vec()).send().await.status, 400);
    assert_eq!(body("text/plain", b"please".to_vec()).send().await.status, 415);
    assert_eq!(body("application/json", vec![b' '; 20 << 20]).send().await.status, 413);
    let cookie = node.call("POST", create).cookie(person).json(&wish).send().await;
    assert_eq!(cookie.status, 401, "a cookie opens reading only");
    assert_eq!(world.post(person, create, &wish).await, 202);
    ready(world, EDITION).await;
    assert_eq!(node.get(EDITION).await.status, 404, "it is not out yet");
    for what in ["publish", "cancel"] {
        let path = format!("{EDITION}/{what}");
        for (token, status) in [("unknown", 401), (device.as_str(), 403), (analyst.as_str(), 403)] {
            assert_eq!(world.post(token, &path, &json!(null)).await, status, "{what}");
        }
        let none = format!("/v1/datasets/needs/editions/9/{what}");
        assert_eq!(world.post(person, &none, &json!(null)).await, 404);
    }
    assert_eq!(world.post(person, &format!("{EDITION}/publish"), &json!(null)).await, 200);
    for what in ["publish", "cancel"] {
        assert_eq!(world.post(person, &format!("{EDITION}/{what}"), &json!(null)).await, 409);
    }
    edition(node, &["--audience", "partner"]);
    let second = "/v1/datasets/needs/editions/2/cancel";
    assert_eq!(world.post(person, second, &json!(null)).await, 200);
}

async fn reading(world: &World) {
    let World { node, .. } = world;
    let listed = node.get("/v1/datasets").await.json().unwrap();
    assert_eq!(listed["datasets"][0]["title"], "Mahitaji");
    assert_eq!(listed["datasets"][0]["editions"].as_array().unwrap().len(), 1, "{listed}");
    let told = node.get(EDITION).await.json().unwrap();
    let files = told["files"].as_array().unwrap();
    for file in files {
        let path = file["href"].as_str().unwrap();
        let whole = node.get(path).await;
        assert_eq!((whole.status, whole.body.len() as u64), (200, file["size"].as_u64().unwrap()));
        assert_eq!(whole.header("etag").unwrap().trim_matches('"'), file["sha256"]);
    }
    let path = format!("{EDITION}/files/needs.csv");
    let whole = node.get(&path).await;
    let tag = whole.header("etag").unwrap().to_owned();
    let shown = whole.header("content-disposition").unwrap();
    assert_eq!(shown, "attachment; filename=\"needs-1-needs.csv\"");
    let ask = |name: &str, value: &str| node.call("GET", &path).header(name, value);
    assert_eq!(ask("if-none-match", &tag).send().await.status, 304);
    let part = ask("range", "bytes=10-19").send().await;
    assert_eq!((part.status, part.body.as_slice()), (206, &whole.body[10..20]));
    let range = format!("bytes 10-19/{}", whole.body.len());
    assert_eq!(part.header("content-range"), Some(range.as_str()));
    let held = ask("range", "bytes=10-").header("if-range", &tag).send().await;
    assert_eq!((held.status, held.body.as_slice()), (206, &whole.body[10..]));
    for (name, value) in [("range", "bytes=99999999-"), ("range", "bytes=0-1,4-5")] {
        assert_eq!(ask(name, value).send().await.status, 200, "{value}");
    }
    let other = ask("range", "bytes=10-").header("if-range", "\"other\"").send().await;
    assert_eq!(other.status, 200, "the rest of another content is of no use");
    let none = ["/v1/datasets/none/editions/1".to_owned(), format!("{EDITION}/files/none.csv")];
    for path in none {
        assert_eq!(node.get(&path).await.status, 404, "{path}");
    }
    for path in ["/v1/datasets", EDITION, &path] {
        assert_eq!(world.get("unknown", path).await, 401, "{path}");
    }
}
