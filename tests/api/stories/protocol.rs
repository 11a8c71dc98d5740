//! What the sync protocol says, in the order in which it says it.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::world::{REVISION, SUBMISSION, World, another, edit, interview, outcomes, text};

/// The example of the protocol, as it is written there.
fn example() -> Value {
    serde_json::from_str(include_str!("../../../api-spec/examples/sync_request.json")).unwrap()
}

#[actix_web::test]
async fn what_a_phone_pushes_is_held_once_and_seen_by_people() {
    let world = World::new().await;
    let first = world.sync(&world.device, &example()).await;
    let result = json!({"revision": REVISION, "submission": SUBMISSION, "outcome": "accepted",
        "conflicts": []});
    assert_eq!(first["results"], json!([result]));
    assert_eq!(first["missing"], 117, "it said that it made 118");
    let again = world.sync(&world.device, &example()).await;
    assert_eq!(again["results"][0]["outcome"], "duplicate");
    let head = world.head(&world.device, SUBMISSION).await;
    assert_eq!((&head["answers"], &head["state"]), (&interview()["answers"], &json!("current")));
    assert_eq!((&head["heads"], &head["version"]), (&json!([REVISION]), &json!(1)));
    assert_eq!(head, world.head(&world.person, SUBMISSION).await, "people read the same");

    let needs = world.read(&world.person, "/v1/communities/mgusu/needs").await;
    assert_eq!(needs["respondents"], 1, "twice sent, once counted");
    let first_choice: Vec<&str> = needs["needs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|need| need["first_choice"]["share"] == 1.0 || need["first_choice"] == 1)
        .map(|need| text(need, "code"))
        .collect();
    assert_eq!(first_choice, ["REG-LIC"], "{needs}");
    let area = world.read(&world.person, "/v1/areas/tz-geita/needs").await;
    assert_eq!(area["respondents"], 1);
}

/// Geita region was cut out of Mwanza and others in 2012; Mgusu lay in the district that moved.
#[actix_web::test]
async fn what_moved_between_regions_counts_where_it_was_on_the_day() {
    let world = World::new().await;
    let days = [Some("2011-06-01T10:00:00+03:00"), Some("2015-06-01T10:00:00+03:00"), None];
    let items = days.map(|day| {
        let mut item = another();
        item.as_object_mut().unwrap().remove("captured_at");
        if let Some(day) = day {
            item["captured_at"] = json!(day);
        }
        item
    });
    assert_eq!(outcomes(&world.push(&world.device, &items).await), ["accepted"; 3]);
    for (area, respondents) in [("tz-mwanza", 1), ("tz-geita", 2), ("tz", 3)] {
        let report = world.read(&world.person, &format!("/v1/areas/{area}/needs")).await;
        assert_eq!(report["respondents"], respondents, "{area}");
    }
    let address = "/v1/areas/tz-geita/needs?from=2011-01-01&to=2012-06-01";
    assert_eq!(world.read(&world.person, address).await["respondents"], 0);
    let address = "/v1/areas/tz-mwanza/needs?from=2011-01-01&to=2012-06-01";
    assert_eq!(world.read(&world.person, address).await["respondents"], 1);
}

#[actix_web::test]
async fn concurrent_edits_merge_and_only_the_same_field_is_a_conflict() {
    let world = World::new().await;
    let other = world.node.enrol("other", &["mgusu"]);
    let (base, calm) = (another(), another());
    world.push(&world.device, &[base.clone(), calm.clone()]).await;

    let mine = edit(&base, "words", json!("bei ya leseni"));
    let theirs = edit(&base, "words", json!("bei ya sampuli"));
    assert_eq!(
        outcomes(&world.push(&world.device, std::slice::from_ref(&mine)).await),
        ["accepted"]
    );
    let results = world.push(&other, std::slice::from_ref(&theirs)).await;
    assert_eq!(results[0]["conflicts"], json!(["words"]));
    assert_eq!(outcomes(&results), ["conflict"]);
    let submission = text(&base, "submission");
    let head = world.head(&other, submission).await;
    let conflict = &head["conflicts"][0];
    assert_eq!(conflict["field"], "words");
    let said = [&conflict["kept"]["value"], &conflict["others"][0]["value"]];
    assert!(said.contains(&&mine["answers"]["words"]), "{conflict}");
    assert!(said.contains(&&theirs["answers"]["words"]), "nothing is overwritten: {conflict}");
    assert_eq!(head["answers"]["words"], conflict["kept"]["value"]);

    let mut decided = edit(&theirs, "words", json!("bei ya vyote"));
    decided["parents"] = head["heads"].clone();
    assert_eq!(outcomes(&world.push(&other, &[decided]).await), ["accepted"]);
    let head = world.head(&other, submission).await;
    assert_eq!(
        (&head["conflicts"], &head["answers"]["words"]),
        (&json!([]), &json!("bei ya vyote"))
    );

    let gender = edit(&calm, "respondent/gender", json!("male"));
    let words = edit(&calm, "words", json!("bei"));
    let mut roles = edit(&calm, "respondent/role", json!(["digger", "trader"]));
    roles["answers"]["respondent/role"] = json!(["digger"]);
    assert_eq!(outcomes(&world.push(&world.device, &[gender]).await), ["accepted"]);
    assert_eq!(outcomes(&world.push(&other, &[words, roles]).await), ["merged", "merged"]);
    let head = world.head(&other, text(&calm, "submission")).await;
    assert_eq!(head["answers"]["respondent/gender"], "male");
    assert_eq!(head["answers"]["words"], "bei");
    assert_eq!(head["answers"]["respondent/role"], json!(["digger"]), "option by option");
    assert_eq!(head["conflicts"], json!([]));
}

#[actix_web::test]
async fn a_withdrawal_erases_and_a_void_can_be_undone() {
    let world = World::new().await;
    let (gone, mistaken) = (another(), another());
    world.push(&world.device, &[gone.clone(), mistaken.clone()]).await;
    let asked = async || world.read(&world.person, "/v1/communities/mgusu/needs").await;
    assert_eq!(asked().await["respondents"], 2);

    let mut void = edit(&mistaken, "words", json!("makosa"));
    void["void"] = json!(true);
    assert_eq!(outcomes(&world.push(&world.device, &[void.clone()]).await), ["accepted"]);
    assert_eq!(world.head(&world.device, text(&mistaken, "submission")).await["state"], "void");
    assert_eq!(asked().await["respondents"], 1);
    let mut undone = edit(&void, "words", json!("sawa"));
    undone["void"] = json!(false);
    world.push(&world.device, &[undone]).await;
    assert_eq!(world.head(&world.device, text(&mistaken, "submission")).await["state"], "current");
    assert_eq!(asked().await["respondents"], 2);

    let mut withdrawal = edit(&gone, "words", json!("SIRI-YA-MCHIMBAJI"));
    withdrawal["withdraw"] = json!(true);
    let results = world.push(&world.device, &[withdrawal.clone()]).await;
    assert_eq!(outcomes(&results), ["accepted"]);
    let late = edit(&gone, "words", json!("imechelewa"));
    let results = world.push(&world.device, &[late, gone.clone(), withdrawal]).await;
    assert_eq!(outcomes(&results), ["erased", "erased", "duplicate"]);
    let head = world.head(&world.device, text(&gone, "submission")).await;
    assert_eq!((&head["state"], &head["answers"]), (&json!("withdrawn"), &json!({})));
    assert_eq!(asked().await["respondents"], 1);
}

#[actix_web::test]
async fn a_simple_client_gets_highest_version_wins_and_late_parents_find_their_children() {
    let world = World::new().await;
    let mut simple = another();
    for member in ["revision", "parents"] {
        simple.as_object_mut().unwrap().remove(member);
    }
    let submission = text(&simple, "submission").to_owned();
    // These contents are canonical as they stand: sorted keys, no numbers but integers, ASCII.
    let hash = Sha256::digest(simple.to_string());
    let derived = Uuid::new_v5(&Uuid::parse_str(&submission).unwrap(), &hash);
    let results = world.push(&world.device, &[simple.clone(), simple.clone()]).await;
    assert_eq!(outcomes(&results), ["accepted", "duplicate"]);
    assert_eq!(results[0]["revision"], json!(derived));

    let mut third = simple.clone();
    (third["version"], third["answers"]["words"]) = (json!(3), json!("tatu"));
    let mut second = simple.clone();
    (second["version"], second["answers"]["words"]) = (json!(2), json!("mbili"));
    world.push(&world.device, &[third.clone()]).await;
    world.push(&world.device, &[second]).await;
    let head = world.head(&world.device, &submission).await;
    assert_eq!((&head["version"], &head["answers"]["words"]), (&json!(3), &json!("tatu")));
    assert_eq!(head["conflicts"], json!([]));
    third["answers"]["words"] = json!("tatu tena");
    let results = world.push(&world.device, &[third]).await;
    assert_eq!(
        (&results[0]["outcome"], &results[0]["conflicts"]),
        (&json!("conflict"), &json!(["words"]))
    );

    let parent = another();
    let child = edit(&parent, "words", json!("mtoto kwanza"));
    assert_eq!(
        outcomes(&world.push(&world.device, std::slice::from_ref(&child)).await),
        ["accepted"]
    );
    assert_eq!(
        outcomes(&world.push(&world.device, std::slice::from_ref(&parent)).await),
        ["accepted"]
    );
    let head = world.head(&world.device, text(&parent, "submission")).await;
    assert_eq!((&head["heads"], &head["conflicts"]), (&json!([child["revision"]]), &json!([])));
    assert_eq!(head["answers"], child["answers"]);
}

#[actix_web::test]
async fn a_pull_skips_nothing_and_tells_what_was_lost() {
    let world = World::new().await;
    let phone = world.node.enrol("phone", &["mgusu", "rwamgasa"]);
    let items: Vec<Value> = (0..5).map(|_| another()).collect();
    world.push(&phone, &items).await;
    let (mut cursor, mut seen, mut calls) = (Value::Null, Vec::new(), 0);
    loop {
        let body = json!({"cursor": cursor, "pull": {"limit": 2}});
        let answer = world.sync(&phone, &body).await;
        let changes = answer["changes"].as_array().unwrap();
        assert!(changes.len() <= 2, "{answer}");
        seen.extend(changes.clone());
        cursor = answer["cursor"].clone();
        calls += 1;
        if answer["more"] == false {
            break;
        }
        assert!(calls < 50, "there is no end to it");
    }
    let of = |kind: &str| seen.iter().filter(|c| c["kind"] == kind).count();
    assert_eq!((of("form"), of("community"), of("codes"), of("submission")), (1, 2, 1, 5));
    let head = seen.iter().find(|c| c["submission"] == items[0]["submission"]).unwrap();
    assert_eq!(head["answers"], items[0]["answers"], "heads come whole");
    let nothing = world.sync(&phone, &json!({"cursor": cursor, "pull": {}})).await;
    assert_eq!((&nothing["changes"], &nothing["more"]), (&json!([]), &json!(false)));

    world.node.operator(&["device", "scope", "phone", "--community", "rwamgasa"], "");
    let lost = world.sync(&phone, &json!({"cursor": cursor, "pull": {}})).await;
    let removals: Vec<&Value> =
        lost["changes"].as_array().unwrap().iter().filter(|c| c["kind"] == "removal").collect();
    let of = |what: &str| removals.iter().filter(|r| r["of"] == what).count();
    assert_eq!((of("community"), of("submission")), (1, 5), "{lost}");
    let path = format!("/v1/submissions/{}", text(&items[0], "submission"));
    assert_eq!(world.get(&phone, &path).await, 404, "out of scope is as not there");

    let scope = ["device", "scope", "phone", "--community", "rwamgasa", "--community", "mgusu"];
    world.node.operator(&scope, "");
    let back = world.sync(&phone, &json!({"cursor": lost["cursor"], "pull": {}})).await;
    let heads = back["changes"].as_array().unwrap().iter().filter(|c| c["kind"] == "submission");
    assert_eq!(heads.count(), 5, "what is in scope again comes again: {back}");
    let mut moved = edit(&items[0], "words", json!("hapa si Mgusu"));
    moved["community"] = json!("rwamgasa");
    let both = world.node.enrol("both", &["mgusu", "rwamgasa"]);
    let start = world.sync(&world.device, &json!({"push": [another()], "pull": {}})).await;
    let mine = start["results"][0]["submission"].clone();
    let own = world.head(&world.device, mine.as_str().unwrap()).await;
    moved["submission"] = mine.clone();
    (moved["parents"], moved["version"]) = (own["heads"].clone(), json!(2));
    assert_eq!(outcomes(&world.push(&both, &[moved]).await), ["accepted"]);
    let lost = world.sync(&world.device, &json!({"cursor": start["cursor"], "pull": {}})).await;
    assert_eq!(lost["changes"], json!([{"kind": "removal", "of": "submission", "id": mine}]));

    let foreign = crate::support::node::Node::start().await;
    let stranger = foreign.enrol("stranger", &["mgusu"]);
    let theirs = foreign.call("POST", "/v1/sync").token(&stranger).json(&json!({"pull": {}}));
    let theirs = theirs.send().await.json().unwrap()["cursor"].clone();
    for bad in [theirs, json!("AAAA"), json!("\u{0}"), json!("x".repeat(5_000)), json!("")] {
        let body = json!({"cursor": bad, "pull": {}, "push": [another()]});
        let call = world.node.call("POST", "/v1/sync").token(&phone).json(&body).send().await;
        assert_eq!((call.status, text(&call.json().unwrap(), "code")), (410, "cursor_expired"));
    }
    let sequence = world.sync(&phone, &json!({"sequence": 5})).await;
    assert_eq!(sequence["missing"], 0, "a call that failed has stored nothing: {sequence}");
}

#[actix_web::test]
async fn a_phone_can_prove_that_all_has_arrived_until_it_is_revoked() {
    let world = World::new().await;
    let items = [another(), another()];
    let mut poisoned = another();
    poisoned["version"] = json!("one");
    let pushed = [items[0].clone(), poisoned.clone()];
    let body = json!({"push": pushed, "sequence": 3});
    assert_eq!(world.sync(&world.device, &body).await["missing"], 1, "quarantine is held too");
    let made: Vec<&Value> = [&items[0], &poisoned, &items[1]].map(|i| &i["revision"]).to_vec();
    let verify = json!({"revisions": made});
    let call = async |token: &str| {
        world.node.call("POST", "/v1/sync/verify").token(token).json(&verify).send().await
    };
    assert_eq!(
        call(&world.device).await.json().unwrap(),
        json!({"missing": [items[1]["revision"]]})
    );

    world.node.operator(&["device", "revoke", "tour"], "");
    let body = json!({"push": [items[1]], "pull": {}});
    assert_eq!(world.post(&world.device, "/v1/sync", &body).await, 401);
    assert_eq!(call(&world.device).await.status, 401);
    let other = world.node.enrol("other", &["mgusu"]);
    let missing = call(&other).await.json().unwrap();
    assert_eq!(missing, json!({"missing": [items[1]["revision"]]}), "it has changed nothing");
}
