//! What OpenRosa clients ask for.

use crate::support::openrosa::{instance, post, submit, submit_bytes};
use crate::world::World;

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
    let attached =
        b"--b\r\nContent-Disposition: form-data; name=\"a.jpg\"; filename=\"a.jpg\"\r\n\r\n\
        x\r\n--b--\r\n";
    assert_eq!(post(node, device, attached).await.status, 415);
}
