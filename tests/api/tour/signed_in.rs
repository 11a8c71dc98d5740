//! What OpenRosa clients ask for that sign in.

use std::collections::BTreeSet;

use crate::support::node::{Call, Node};
use crate::support::openrosa::{VILLAGES, WITH_MEDIA, instance, multipart};
use crate::world::World;

const ROOM: &str = "/v1/openrosa";
const FORM: &str = "id=shafts&version=1";
const MULTIPART: &str = "multipart/form-data; boundary=b";

/// Walks on a node of its own, which is told that it is encrypted; gives what was seen there.
pub async fn walk(world: &World) -> BTreeSet<(String, u16)> {
    let paths = ["formList", "form?id=a", "manifest?id=a", "media?id=a&name=b", "submission"];
    for path in paths {
        assert_eq!(world.node.get(&format!("{ROOM}/{path}")).await.status, 403, "{path}");
    }
    let shut = world.node.call("POST", &format!("{ROOM}/submission"));
    assert_eq!(shut.body(MULTIPART, b"").send().await.status, 403);

    let own = World::on(Node::start_encrypted().await).await;
    for path in paths {
        assert_eq!(own.node.get(&format!("{ROOM}/{path}")).await.status, 401, "{path}");
    }
    let folder = own.node.directory().join("beside");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("villages.csv"), VILLAGES).unwrap();
    let book = own.node.file("shafts.csv", WITH_MEDIA);
    own.node.operator(&["form", "import", &book, "--media", folder.to_str().unwrap()], "");
    let call = |method: &str, path: &str| -> Call<'_> {
        own.node.call(method, &format!("{ROOM}/{path}")).basic("tour", &own.device)
    };
    let media = format!("media?{FORM}&name=villages.csv");
    for path in ["formList", &format!("form?{FORM}"), &format!("manifest?{FORM}"), &media] {
        let first = call("GET", path).send().await;
        assert_eq!(first.status, 200, "{path}");
        let again = call("GET", path).header("if-none-match", first.header("etag").unwrap());
        assert_eq!(again.send().await.status, 304, "{path}");
    }
    for path in ["form?id=no", "manifest?id=no", &format!("media?{FORM}&name=no")] {
        assert_eq!(call("GET", path).send().await.status, 404, "{path}");
    }
    assert_eq!(call("GET", "submission").send().await.status, 204);
    let filled = instance("8b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11", None, "<consent>yes</consent>");
    let large = vec![b' '; (4 << 20) + 1];
    for (xml, status) in [(filled.as_bytes(), 201), (b"<data", 400), (&large, 413)] {
        let body = multipart(&[("xml_submission_file", xml)]);
        assert_eq!(call("POST", "submission").body(MULTIPART, &body).send().await.status, status);
    }
    assert_eq!(call("POST", "submission").body("text/xml", b"<a/>").send().await.status, 415);
    let body = multipart(&[("xml_submission_file", filled.as_bytes())]);
    let unnamed = own.node.call("POST", &format!("{ROOM}/submission")).body(MULTIPART, &body);
    assert_eq!(unnamed.send().await.status, 401);
    assert!(!own.node.log().contains("panicked"), "{}", own.node.log());
    own.node.contract.seen()
}
