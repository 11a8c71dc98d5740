//! People: signing in, what they see, and what is written down about it.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::Text;
use serde_json::{Value, json};

use crate::support::contract::Exchange;
use crate::support::node::Node;
use crate::support::postgres::cluster;
use crate::world::{PASSWORD, SUBMISSION, World, interview, text};

async fn try_in(node: &Node, name: &str, password: &str) -> Exchange {
    let body = json!({"name": name, "password": password});
    node.call("POST", "/v1/sign-in").json(&body).send().await
}

fn store(node: &Node) -> SqliteConnection {
    let file = node.directory().join("sikia.db");
    let mut store = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    diesel::sql_query("PRAGMA busy_timeout = 5000").execute(&mut store).unwrap();
    store
}

#[actix_web::test]
async fn nobody_learns_which_accounts_exist() {
    let world = World::new().await;
    let mut fastest = [Duration::MAX; 2];
    let mut bodies = Vec::new();
    for _ in 0..4 {
        for (i, name) in ["neema", "nobody"].into_iter().enumerate() {
            let begun = Instant::now();
            let answer = try_in(&world.node, name, "wrong").await;
            fastest[i] = fastest[i].min(begun.elapsed());
            assert_eq!(answer.status, 401);
            bodies.push(answer.body);
        }
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "the answers differ");
    let [known, unknown] = fastest;
    assert!(
        unknown * 3 > known && known * 3 > unknown,
        "{known:?} and {unknown:?} tell who exists"
    );
    for name in ["neema", "nobody", "NEEMA "] {
        try_in(&world.node, name, "wrong").await;
    }
    for name in ["neema", "nobody"] {
        let answer = try_in(&world.node, name, PASSWORD).await;
        let problem = answer.json().unwrap();
        assert_eq!((answer.status, text(&problem, "code")), (429, "too_many_requests"), "{name}");
        let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=60).contains(&wait), "{name} waits {wait} s");
    }
    assert_eq!(world.get(&world.person, "/v1/areas").await, 200, "who is signed in stays so");
}

#[actix_web::test]
async fn a_session_ends_by_signing_out_by_time_and_with_its_account() {
    let world = World::new().await;
    let node = &world.node;
    let areas = async |token: &str| world.get(token, "/v1/areas").await;
    let (one, other) =
        (node.sign_in("neema", PASSWORD).await, node.sign_in("neema", PASSWORD).await);
    assert_ne!(one, other);
    let out = node.call("POST", "/v1/sign-out").token(&one).send().await;
    assert_eq!((out.status, areas(&one).await, areas(&other).await), (204, 401, 200));
    let call = node.call("GET", "/v1/areas").cookie(&other).send().await;
    assert_eq!(call.status, 200, "the cookie of a page reads");
    let call = node.call("POST", "/v1/sign-out").cookie(&other).send().await;
    assert_eq!(call.status, 401, "and changes nothing");

    let expire = "UPDATE session SET expires_at = 1";
    match node.database() {
        Some(url) => drop(cluster().sql(url, expire)),
        None => drop(diesel::sql_query(expire).execute(&mut store(node)).unwrap()),
    }
    assert_eq!((areas(&other).await, areas(&world.person).await), (401, 401));
    let again = node.sign_in("neema", PASSWORD).await;
    assert_eq!(areas(&again).await, 200);
    node.operator(&["user", "disable", "neema"], "");
    assert_eq!(areas(&again).await, 401);
    assert_eq!(try_in(node, "neema", PASSWORD).await.status, 401);
}

#[actix_web::test]
async fn a_reviewer_of_an_area_sees_its_communities_and_nothing_else() {
    let world = World::new().await;
    let node = &world.node;
    world.push(&world.device, &[interview()]).await;
    node.add_user_of("amina", "reviewer", &["tz-geita"], PASSWORD);
    node.add_user_of("jean", "reviewer", &["cd-sk"], PASSWORD);
    let (amina, jean) =
        (node.sign_in("amina", PASSWORD).await, node.sign_in("jean", PASSWORD).await);
    let communities = world.read(&jean, "/v1/communities").await;
    let ids: Vec<&str> =
        communities["communities"].as_array().unwrap().iter().map(|c| text(c, "id")).collect();
    assert_eq!(ids, ["numbi"]);
    let submission = format!("/v1/submissions/{SUBMISSION}");
    let paths = [
        "/v1/communities/mgusu",
        "/v1/communities/mgusu/needs",
        "/v1/areas/tz-geita",
        "/v1/areas/tz-geita/needs",
        submission.as_str(),
    ];
    for path in paths {
        assert_eq!(world.get(&amina, path).await, 200, "{path}");
        let hidden = node.call("GET", path).token(&jean).send().await;
        assert_eq!(hidden.status, 404, "{path}");
        let nowhere = node.call("GET", "/v1/communities/nowhere").token(&jean).send().await;
        assert_eq!(hidden.body, nowhere.body, "what is hidden looks like what is not there");
    }
    assert_eq!(
        world.get(&amina, "/v1/areas/tz/needs").await,
        404,
        "the whole is more than their part"
    );
    for path in &paths[1..4] {
        let answer = node.call("GET", path).token(&world.device).send().await;
        let problem: Value = answer.json().unwrap();
        assert_eq!((answer.status, text(&problem, "code")), (403, "person_required"), "{path}");
    }
}

#[derive(QueryableByName)]
struct Entry {
    #[diesel(sql_type = Text)]
    actor: String,
    #[diesel(sql_type = Text)]
    action: String,
    #[diesel(sql_type = Text)]
    subject: String,
}

/// An entry as the client of PostgreSQL prints it.
fn entry(line: &str) -> Entry {
    let [actor, action, subject] = line.split('|').collect::<Vec<_>>()[..] else {
        panic!("{line}")
    };
    let [actor, action, subject] = [actor, action, subject].map(str::to_owned);
    Entry { actor, action, subject }
}

#[actix_web::test]
async fn every_read_of_a_record_is_written_down_before_it_is_answered() {
    let world = World::new().await;
    let node = &world.node;
    world.push(&world.device, &[interview()]).await;
    world.head(&world.person, SUBMISSION).await;
    let entries = || {
        let all = "SELECT actor, action, subject FROM audit ORDER BY no";
        match node.database() {
            Some(url) => cluster().sql(url, all).lines().map(entry).collect(),
            None => diesel::sql_query(all).load::<Entry>(&mut store(node)).unwrap(),
        }
    };
    let read: Vec<Entry> =
        entries().into_iter().filter(|e| e.action == "submission.read").collect();
    assert_eq!((read.len(), read[0].subject.as_str()), (1, SUBMISSION));
    assert!(read[0].actor.starts_with("person:"), "{}", read[0].actor);
    world.head(&world.device, SUBMISSION).await;
    assert!(
        entries().iter().any(|e| e.action == "submission.read" && e.actor.starts_with("device:"))
    );
    world.read(&world.person, "/v1/communities/mgusu/needs").await;
    let deadline = Instant::now() + Duration::from_secs(5);
    while !entries().iter().any(|e| e.action == "needs.read" && e.subject == "community:mgusu") {
        assert!(Instant::now() < deadline, "the read of a figure was not written down");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let text: String =
        entries().iter().map(|e| format!("{} {} {}\n", e.actor, e.action, e.subject)).collect();
    assert!(!text.contains("Tunahitaji") && !text.contains(PASSWORD), "{text}");
}
