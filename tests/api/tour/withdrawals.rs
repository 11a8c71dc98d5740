//! Taking back what was said, and who looked.

use serde_json::json;

use crate::world::{PASSWORD, SUBMISSION, World, another};

pub async fn walk(world: &World) {
    let World { node, device, person } = world;
    let code = json!({"code": "k79k tu9a jtjp"});
    let bring = || node.call("POST", "/v1/withdrawals");
    assert_eq!(bring().json(&code).send().await.status, 202);
    assert_eq!(bring().json(&json!({"code": "K79K-TU9A-JTJA"})).send().await.status, 400);
    assert_eq!(bring().body("application/json", b"{").send().await.status, 400);
    assert_eq!(bring().form("code=K79K").send().await.status, 415);
    let long = json!({"code": "K".repeat(20_000)});
    assert_eq!(bring().json(&long).send().await.status, 413);

    let looked = "/v1/communities/mgusu/looked";
    assert_eq!(world.get(person, looked).await, 200);
    assert_eq!(world.get(person, "/v1/communities/nowhere/looked").await, 404);
    assert_eq!(world.get("unknown", looked).await, 401);
    assert_eq!(world.get(device, looked).await, 403);
    node.add_user("looker", "analyst", PASSWORD);
    let analyst = node.sign_in("looker", PASSWORD).await;
    assert_eq!(world.get(&analyst, looked).await, 403);

    let contact = format!("/v1/submissions/{SUBMISSION}/contact");
    assert_eq!(world.get("unknown", &contact).await, 401);
    assert_eq!(world.get(device, &contact).await, 403);
    assert_eq!(world.get(&analyst, &contact).await, 403);
    assert_eq!(world.get(person, &contact).await, 404);
    callback(world).await;

    let page = |path, person| node.call("GET", path).cookie(person);
    let path = "/communities/mgusu/looked";
    assert_eq!(page(path, person).send().await.status, 200);
    assert_eq!(page(path, &analyst).send().await.status, 403);
    assert_eq!(page("/communities/nowhere/looked", person).send().await.status, 404);
    assert_eq!(node.get(path).await.status, 303);

    assert_eq!(node.get("/withdraw").await.status, 200);
    let post = || node.call("POST", "/withdraw");
    assert_eq!(post().form("code=K79K-TU9A-JTJP").send().await.status, 200);
    assert_eq!(post().form("code=K79K-TU9A-JTJA").send().await.status, 400);
    let elsewhere = post().header("sec-fetch-site", "cross-site").form("code=K79K-TU9A-JTJP");
    assert_eq!(elsewhere.send().await.status, 403);
    assert_eq!(post().body("text/plain", b"hello").send().await.status, 415);
    let long = format!("code={}", "K".repeat(20_000));
    assert_eq!(post().form(&long).send().await.status, 413);
}

/// Somebody who may be called back, by a form that asks for a number.
async fn callback(world: &World) {
    let World { node, device, person } = world;
    let form = "survey,,,,\n,type,name,label,sikia\n,select_multiple p,purposes,What?,purposes\n\
                ,text,phone,Which?,contact\nchoices,,,,\n,list_name,name,label,\n,p,callback,Call,\n\
                settings,,,,\n,form_id,version,form_title,\n,call,1,Call,\n";
    node.operator(&["form", "import", &node.file("call.csv", form)], "");
    let mut item = another();
    item["form"] = json!({"id": "call", "version": "1"});
    item["answers"] = json!({"purposes": ["callback"], "phone": "+255 700"});
    world.push(device, std::slice::from_ref(&item)).await;
    let path = format!("/v1/submissions/{}/contact", item["submission"].as_str().unwrap());
    assert_eq!(world.read(person, &path).await["contact"], "+255 700");
}
