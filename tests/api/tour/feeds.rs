//! Feeds over an edition: OData and OGC API Features.

use serde_json::Value;

use crate::stories::editions::edition;
use crate::world::World;

/// After the tour of datasets, whose dataset gets one more edition.
pub async fn walk(world: &World) {
    let World { node, person, .. } = world;
    let made = edition(node, &["--format", "parquet", "--format", "csv"]);
    let number = made["number"].to_string();
    let edition = format!("/v1/datasets/needs/editions/{number}");
    let unpublished = node.get(&format!("{edition}/odata/")).await;
    assert_eq!(unpublished.status, 404, "an edition that is not out is nobody's business");
    node.operator(&["edition", "publish", "needs", &number], "");
    odata(world, &edition).await;
    features(world, &edition).await;
    let paths = [
        "odata/",
        "odata/$metadata",
        "odata/needs",
        "odata/needs/$count",
        "features",
        "features/api",
        "features/conformance",
        "features/collections",
        "features/collections/places",
        "features/collections/places/items",
        "features/collections/places/items/0",
    ];
    for path in paths {
        let path = format!("{edition}/{path}");
        assert_eq!(world.get(person, &path).await, 200, "{path}");
        assert_eq!(node.get(&path).await.status, 200, "{path}");
        assert_eq!(world.get("unknown", &path).await, 401, "{path}");
        let nowhere = path.replace(&format!("editions/{number}"), "editions/999");
        assert_eq!(node.get(&nowhere).await.status, 404);
    }
    let told = node.operator(&["token", "add", "--name", "office", "--json"], "");
    let token: Value = serde_json::from_str(&told).unwrap();
    let token = token["token"].as_str().unwrap();
    let service = format!("{edition}/odata/");
    for (password, status) in [(token, 200), ("unknown", 401)] {
        let said = node.call("GET", &service).basic("anything", password).send().await;
        assert_eq!(said.status, status, "a spreadsheet says a token as a password");
    }
}

async fn odata(world: &World, edition: &str) {
    let read = async |path: &str| world.node.get(&format!("{edition}/odata/{path}")).await;
    let sets = read("").await.json().unwrap();
    let names: Vec<_> = sets["value"].as_array().unwrap().iter().map(|s| &s["name"]).collect();
    assert_eq!(names, ["respondents", "needs", "places"]);
    let metadata = read("$metadata").await;
    assert!(String::from_utf8_lossy(&metadata.body).contains("EntitySet Name=\"needs\""));
    let all = read("needs/$count").await;
    let all: u64 = String::from_utf8_lossy(&all.body).parse().unwrap();
    let page = read("needs?$top=3&$count=true&$select=code,named").await.json().unwrap();
    assert_eq!(page["@odata.count"], all);
    assert_eq!(page["value"].as_array().map(Vec::len), Some(3.min(all as usize)));
    for wrong in ["needs?$orderby=code", "needs?$filter=code", "needs/$count?$filter=x%20eq%201"] {
        let refused = read(wrong).await;
        assert_eq!(refused.status, 400, "{wrong}");
        assert_eq!(refused.json().unwrap()["code"], "bad_parameter");
    }
    assert_eq!(read("nothing").await.status, 404);
}

async fn features(world: &World, edition: &str) {
    let read = async |path: &str| {
        let answer = world.node.get(&format!("{edition}/features/collections/{path}")).await;
        (answer.status, answer.json().unwrap_or(Value::Null))
    };
    let (_, page) = read("places/items?limit=2").await;
    assert_eq!(page["type"], "FeatureCollection", "{page}");
    for wrong in ["places/items?bbox=1,2", "places/items?limit=0", "places/items?offset=x"] {
        assert_eq!(read(wrong).await.0, 400, "{wrong}");
    }
    for nowhere in ["needs", "needs/items", "places/items/99999"] {
        assert_eq!(read(nowhere).await.0, 404, "{nowhere}");
    }
}
