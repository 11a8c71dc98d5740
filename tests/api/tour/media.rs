//! Forms and the files that come with them.

use crate::support::openrosa::{VILLAGES, WITH_MEDIA};
use crate::world::World;

pub async fn walk(world: &World) {
    let World { node, device, .. } = world;
    let workbook = node.file("shafts.csv", WITH_MEDIA);
    let folder = node.directory().join("beside");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("villages.csv"), VILLAGES).unwrap();
    node.operator(&["form", "import", &workbook, "--media", folder.to_str().unwrap()], "");

    let media = "/v1/forms/shafts/versions/1/media";
    let of_client = format!("/v1/key/{device}/media?id=shafts&version=1&name=villages.csv");
    let manifest = format!("/v1/key/{device}/manifest?id=shafts&version=1");
    for path in [media, &format!("{media}/villages.csv"), &of_client, &manifest] {
        let whole = node.call("GET", path).token(device).send().await;
        assert_eq!(whole.status, 200, "{path}");
        let tag = whole.header("etag").unwrap().to_owned();
        let again = node.call("GET", path).token(device).header("if-none-match", &tag);
        assert_eq!(again.send().await.status, 304, "{path}");
    }
    for path in [media, &format!("{media}/villages.csv")] {
        assert_eq!(world.get("unknown", path).await, 401, "{path}");
    }
    for path in ["/v1/forms/shafts/versions/0/media", &format!("{media}/pit%20map.png")] {
        assert_eq!(world.get(device, path).await, 404, "{path}");
    }
    for path in ["manifest?id=shafts&version=0", "media?id=shafts&version=1&name=no.csv"] {
        assert_eq!(node.get(&format!("/v1/key/{device}/{path}")).await.status, 404, "{path}");
        assert_eq!(node.get(&format!("/v1/key/wrong/{path}")).await.status, 403, "{path}");
    }
}
