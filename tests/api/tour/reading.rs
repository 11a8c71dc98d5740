//! Communities, areas, records, forms and codes.

use serde_json::json;

use crate::world::{PASSWORD, SUBMISSION, World};

pub async fn walk(world: &World) {
    communities(world).await;
    areas(world).await;
    records(world).await;
    forms(world).await;
}

async fn communities(world: &World) {
    let World { node, device, person } = world;
    let list = node.call("GET", "/v1/communities").token(device).send().await.json().unwrap();
    assert_eq!(list["communities"].as_array().unwrap().len(), 1, "a device sees its own: {list}");
    assert_eq!(world.get("unknown", "/v1/communities").await, 401);
    assert_eq!(world.get(person, "/v1/communities/rwamgasa").await, 200);
    assert_eq!(world.get(device, "/v1/communities/rwamgasa").await, 404);
    assert_eq!(world.get("unknown", "/v1/communities/mgusu").await, 401);
    let needs = "/v1/communities/mgusu/needs";
    let report = node.call("GET", needs).token(person).send().await.json().unwrap();
    assert_eq!(report["respondents"], 1, "{report}");
    assert_eq!(report["needs"][0]["code"], "ENV-HGM", "those named alike come by code: {report}");
    let report = format!("{needs}?gender=female&role=digger&from=2026-11-20&to=2026-11-20");
    let report = node.call("GET", &report).token(person).send().await.json().unwrap();
    assert_eq!(report["respondents"], 1, "{report}");
    let bad = node.call("GET", &format!("{needs}?from=2026-02-30")).token(person).send().await;
    assert_eq!(bad.json().unwrap()["parameter"], "from");
    assert_eq!(world.get("unknown", needs).await, 401);
    assert_eq!(world.get(device, needs).await, 403);
    assert_eq!(world.get(person, "/v1/communities/nowhere/needs").await, 404);
}

async fn areas(world: &World) {
    let World { device, person, .. } = world;
    for path in ["/v1/areas", "/v1/areas/tz-geita", "/v1/areas/tz-geita/needs"] {
        assert_eq!(world.get(person, path).await, 200, "{path}");
        assert_eq!(world.get("unknown", path).await, 401, "{path}");
        assert_eq!(world.get(device, path).await, 403, "{path}");
    }
    assert_eq!(world.get(person, "/v1/areas/nowhere").await, 404);
    assert_eq!(world.get(person, "/v1/areas/nowhere/needs").await, 404);
    assert_eq!(world.get(person, "/v1/areas/tz-geita/needs?age=").await, 400);
}

async fn records(world: &World) {
    let World { node, device, person } = world;
    let path = format!("/v1/submissions/{SUBMISSION}");
    let head = node.call("GET", &path).token(device).send().await.json().unwrap();
    assert_eq!(head["answers"]["needs_ranked"], json!(["REG-LIC", "GEO-SMP", "ENV-HGM"]));
    assert_eq!(world.get("unknown", &path).await, 401);
    node.add_user("analyst", "analyst", PASSWORD);
    let analyst = node.sign_in("analyst", PASSWORD).await;
    assert_eq!(world.get(&analyst, &path).await, 403);
    assert_eq!(world.get(device, "/v1/submissions/no-uuid").await, 404);
    let list = "/v1/communities/mgusu/submissions";
    let all = world.read(person, list).await;
    assert_eq!(all["records"].as_array().unwrap().len(), 1, "{all}");
    let beyond = world.read(person, &format!("{list}?after={}", all["after"])).await;
    assert_eq!(beyond["records"], json!([]));
    let needed = world.read(person, &format!("{list}?look=needed")).await;
    // The needs of a record are asked of who agreed that they count, which this one does not say.
    let look = json!([{"code": "answer_irrelevant", "field": "needs_ranked"}]);
    assert_eq!((&needed["records"][0]["checks"], &needed["after"]), (&look, &all["after"]));
    for (token, status) in [("unknown", 401), (device.as_str(), 403), (analyst.as_str(), 403)] {
        assert_eq!(world.get(token, list).await, status);
    }
    assert_eq!(world.get(person, "/v1/communities/nowhere/submissions").await, 404);
    assert_eq!(world.get(person, &format!("{list}?look=away")).await, 400);
}

async fn forms(world: &World) {
    let World { node, device, .. } = world;
    let definition = "/v1/forms/asm-needs/versions/1";
    for path in ["/v1/forms", "/v1/forms/asm-needs", definition, "/v1/taxonomy"] {
        assert_eq!(world.get(device, path).await, 200, "{path}");
        assert_eq!(world.get("unknown", path).await, 401, "{path}");
    }
    let tag = node.call("GET", definition).token(device).send().await;
    let tag = tag.header("etag").unwrap();
    let again = node.call("GET", definition).token(device).header("if-none-match", tag);
    assert_eq!(again.send().await.status, 304);
    for part in ["schema", "labels", "choices"] {
        let path = format!("{definition}/{part}");
        let whole = node.call("GET", &path).token(device).send().await;
        assert_eq!(whole.status, 200, "{path}");
        let again = node.call("GET", &path).token(device);
        let again = again.header("if-none-match", whole.header("etag").unwrap()).send().await;
        assert_eq!(again.status, 304, "{path}");
        assert_eq!(world.get("unknown", &path).await, 401, "{path}");
        let none = format!("/v1/forms/asm-needs/versions/0/{part}");
        assert_eq!(world.get(device, &none).await, 404, "{none}");
    }
    assert_eq!(world.get(device, "/v1/forms/nothing").await, 404);
    assert_eq!(world.get(device, "/v1/forms/asm-needs/versions/0").await, 404);
}
