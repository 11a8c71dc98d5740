//! ODK Collect with a name and a password: Basic sign-in, only where nobody can listen.

use serde_json::Value;
use uuid::Uuid;

use crate::support::node::Node;
use crate::support::openrosa::{instance, message, multipart};
use crate::world::World;

const LIST: &str = "/v1/openrosa/formList";

#[actix_web::test]
async fn over_a_connection_that_anybody_can_read_no_password_is_asked_for_or_taken() {
    let world = World::new().await;
    let told = world.node.call("GET", LIST).basic("tour", &world.device).send().await;
    let silent = world.node.get(LIST).await;
    for answer in [told, silent] {
        assert_eq!((answer.status, answer.header("www-authenticate")), (403, None));
        assert!(message(&answer).contains("/v1/key/"), "{}", message(&answer));
    }
}

#[actix_web::test]
async fn a_device_signs_in_by_its_name_or_its_id_and_sends_what_it_filled() {
    let world = World::on(Node::start_encrypted().await).await;
    let node = &world.node;
    let challenged = node.get(LIST).await;
    assert_eq!(challenged.status, 401);
    assert!(challenged.header("www-authenticate").unwrap().starts_with("Basic realm="));
    let listed = node.call("GET", LIST).basic("tour", &world.device).send().await;
    assert_eq!(listed.status, 200);
    let text = String::from_utf8(listed.body).unwrap();
    let here = format!("<downloadUrl>https://{}/v1/openrosa/form?id=", node.address());
    assert!(text.contains(&here), "the addresses in it are signed in to as well: {text}");
    assert!(!text.contains(&world.device), "no secret stands in a list");

    let devices: Value =
        serde_json::from_str(&node.operator(&["--json", "device", "list"], "")).unwrap();
    let device = devices[0]["id"].as_str().unwrap();
    let submission = "/v1/openrosa/submission";
    let ready = node.call("HEAD", submission).basic(device, &world.device).send().await;
    assert_eq!(ready.status, 204, "the id is a name as well");
    let first = Uuid::new_v4().to_string();
    let filled = instance(&first, None, "<consent>yes</consent>");
    let body = multipart(&[("xml_submission_file", filled.as_bytes())]);
    let sent = node.call("POST", submission).basic("tour", &world.device);
    assert_eq!(sent.body("multipart/form-data; boundary=b", &body).send().await.status, 201);
    let head = world.read(&world.person, &format!("/v1/submissions/{first}")).await;
    assert_eq!(head["answers"]["consent"], "yes");

    node.operator(&["device", "revoke", "tour"], "");
    let revoked = node.call("GET", LIST).basic("tour", &world.device).send().await;
    assert_eq!(revoked.status, 401);
}

#[actix_web::test]
async fn guesses_are_throttled_and_shut_nobody_out() {
    let world = World::on(Node::start_encrypted().await).await;
    let other = world.node.enrol("other", &["mgusu"]);
    let tried = async |token: &str| world.node.call("GET", LIST).basic("tour", token).send().await;
    assert_eq!(tried(&other).await.status, 401, "the token of another device");
    for _ in 1..5 {
        assert_eq!(tried("guess").await.status, 401);
    }
    let waiting = tried("guess").await;
    assert_eq!(waiting.status, 429);
    assert!(waiting.header("retry-after").unwrap().parse::<u64>().unwrap() <= 30);
    assert_eq!(tried(&world.device).await.status, 200, "who has the token is not shut out");
    assert_eq!(world.node.call("GET", LIST).basic("other", &other).send().await.status, 200);
}
