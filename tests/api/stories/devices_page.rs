//! A phone is enrolled on a page, and its code is there once.

use serde_json::Value;

use crate::support::node::Node;
use crate::world::{PASSWORD, World};

const FIELDS: &str = "name=simu+7+%3Cb%3E&community=mgusu";

#[actix_web::test]
async fn a_steward_enrols_a_phone_for_their_own_communities_and_it_works_at_once() {
    let world = World::new().await;
    let node = &world.node;
    node.add_user_of("stella", "steward", &["tz-geita"], PASSWORD);
    let stella = node.sign_in("stella", PASSWORD).await;
    let form = node.call("GET", "/devices").cookie(&stella).send().await;
    let form = String::from_utf8(form.body).unwrap();
    assert!(form.contains("value=\"mgusu\"") && !form.contains("<script"), "{form}");
    let all = world.read(&world.person, "/v1/communities").await;
    let is_elsewhere = |id: &&str| !form.contains(&format!("value=\"{id}\""));
    let ids = all["communities"].as_array().unwrap().iter().filter_map(|c| c["id"].as_str());
    let other = ids.into_iter().find(is_elsewhere).expect("a community outside of her area");
    let enrol = |fields: &str| node.call("POST", "/devices").cookie(&stella).form(fields);
    let refused = enrol(&format!("name=a&community={other}")).send().await;
    assert_eq!(refused.status, 404, "like something that does not exist");
    let missing = enrol("name=a").send().await;
    assert_eq!(missing.status, 422);

    let page = enrol(FIELDS).send().await;
    assert_eq!((page.status, page.header("cache-control")), (200, Some("no-store")));
    let page = String::from_utf8(page.body).unwrap();
    assert!(page.contains("<svg") && !page.contains("<?xml"), "{page}");
    assert!(page.contains("simu 7 &#60;b&#62;") && !page.contains("<b>"), "{page}");
    assert!(!page.contains("/v1/openrosa"), "no password where anybody can listen");
    let at = page.find("/v1/key/").expect("the address for who has no camera");
    let token = page[at + 8..].split('<').next().unwrap();
    assert_eq!(node.get(&format!("/v1/key/{token}/formList")).await.status, 200);
    let again = node.call("GET", "/devices").cookie(&stella).send().await;
    assert!(!String::from_utf8(again.body).unwrap().contains(token), "shown once");
    let audit = node.operator(&["audit"], "");
    assert!(audit.lines().any(|l| l.contains("device.enrol") && l.contains("person:")), "{audit}");
}

#[actix_web::test]
async fn another_site_and_another_role_enrol_nothing() {
    let world = World::new().await;
    let node = &world.node;
    let elsewhere = node.call("POST", "/devices").cookie(&world.person);
    let elsewhere = elsewhere.header("sec-fetch-site", "cross-site").form(FIELDS).send().await;
    assert_eq!(elsewhere.status, 403);
    for role in ["reviewer", "analyst"] {
        node.add_user(role, role, PASSWORD);
        let person = node.sign_in(role, PASSWORD).await;
        let refused = node.call("POST", "/devices").cookie(&person).form(FIELDS).send().await;
        assert_eq!(refused.status, 403, "{role}");
        let page = node.call("GET", "/communities").cookie(&person).send().await;
        assert!(!String::from_utf8(page.body).unwrap().contains("/devices"), "{role}");
    }
    let devices = node.operator(&["--json", "device", "list"], "");
    assert_eq!(serde_json::from_str::<Value>(&devices).unwrap().as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn where_nobody_can_listen_the_page_says_how_to_sign_in_as_well() {
    let world = World::on(Node::start_encrypted().await).await;
    let page = world.node.call("POST", "/devices").cookie(&world.person).form(FIELDS).send().await;
    let page = String::from_utf8(page.body).unwrap();
    let server = format!("https://{}/v1/openrosa", world.node.address());
    let at = page.find(&server).expect("the server to sign in at");
    let token = page[at..].lines().nth(2).unwrap().split('<').next().unwrap();
    let list = world.node.call("GET", "/v1/openrosa/formList").basic("simu 7 <b>", token);
    assert_eq!(list.send().await.status, 200);
}
