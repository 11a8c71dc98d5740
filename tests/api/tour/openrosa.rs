//! What OpenRosa clients ask for.

use crate::support::openrosa::{instance, multipart, post, submit, submit_bytes};
use crate::world::{PASSWORD, World};

pub async fn walk(world: &World) {
    let World { node, device, .. } = world;
    let form = format!("/v1/key/{device}/form?id=asm-needs&version=1");
    for path in [format!("/v1/key/{device}/formList"), form] {
        let first = node.get(&path).await;
        assert_eq!(first.status, 200, "{path}");
        let again = node.call("GET", &path).header("if-none-match", first.header("etag").unwrap());
        assert_eq!(again.send().await.status, 304, "{path}");
    }
    assert_eq!(node.get(&format!("/v1/key/{device}/form?id=nothing&version=1")).await.status, 404);
    assert_eq!(node.get(&format!("/v1/key/{device}/submission")).await.status, 204);
    for path in ["formList", "form?id=asm-needs&version=1", "submission"] {
        assert_eq!(node.get(&format!("/v1/key/wrong/{path}")).await.status, 403, "{path}");
    }

    let id = "7b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11";
    let filled = instance(id, None, "<consent>yes</consent>");
    assert_eq!(submit(node, device, &filled).await.status, 201);
    assert_eq!(submit(node, "wrong", &filled).await.status, 403);
    assert_eq!(submit(node, device, "<data").await.status, 400);
    let large = vec![b' '; (4 << 20) + 1];
    assert_eq!(submit_bytes(node, device, &large).await.status, 413);
    let path = format!("/v1/key/{device}/submission");
    let plain = node.call("POST", &path).body("text/xml", filled.as_bytes()).send().await;
    assert_eq!(plain.status, 415);
    files(world, id, &filled).await;
}

async fn files(world: &World, id: &str, filled: &str) {
    let World { node, device, .. } = world;
    let body = multipart(&[("xml_submission_file", filled.as_bytes()), ("a.jpg", b"photo")]);
    assert_eq!(post(node, device, &body).await.status, 201);
    let list = format!("/v1/submissions/{id}/attachments");
    let listed = world.read(device, &list).await;
    let href = listed["attachments"][0]["href"].as_str().unwrap().to_owned();
    assert_eq!(node.call("GET", &href).token(device).send().await.body, b"photo");
    node.add_user("reader", "analyst", PASSWORD);
    let analyst = node.sign_in("reader", PASSWORD).await;
    for path in [&list, &href] {
        assert_eq!(world.get("unknown", path).await, 401, "{path}");
        assert_eq!(world.get(&analyst, path).await, 403, "{path}");
    }
    for path in ["/v1/submissions/none/attachments", &format!("{list}/{}", "0".repeat(64))] {
        assert_eq!(world.get(device, path).await, 404, "{path}");
    }
}
