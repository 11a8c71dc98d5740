//! ODK Collect against a running node: the contract of its server, as it really behaves.

use md5::{Digest, Md5};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::node::Node;
use crate::support::openrosa::{instance, message, multipart, post, submit, submit_bytes};
use crate::world::{FORM, World};

const ANSWERS: &str = "<consent>yes</consent><respondent><role>digger crusher</role>\
    <gender>female</gender></respondent><needs_ranked>REG-LIC GEO-SMP ENV-HGM</needs_ranked>";

fn id() -> String {
    Uuid::new_v4().to_string()
}

async fn head(world: &World, submission: &str) -> Value {
    world.read(&world.person, &format!("/v1/submissions/{submission}")).await
}

#[actix_web::test]
async fn a_client_lists_downloads_and_checks_a_form() {
    let World { node, device, .. } = World::new().await;
    let path = format!("/v1/key/{device}/formList?deviceID=collect%3Aabc");
    let list = node.call("GET", &path).header("accept-language", "sw").send().await;
    assert_eq!(list.status, 200);
    assert!(list.header("content-type").unwrap().contains("text/xml"));
    assert_eq!(list.header("x-openrosa-version"), Some("1.0"));
    assert_eq!(list.header("content-language"), Some("sw"));
    assert!(list.header("date").is_some());
    let text = String::from_utf8(list.body).unwrap();
    let read = roxmltree::Document::parse(&text).unwrap();
    let get = |name: &str| {
        let found = read.descendants().find(|node| node.tag_name().name() == name);
        found.and_then(|node| node.text()).unwrap_or_default().to_owned()
    };
    assert_eq!((get("formID").as_str(), get("version").as_str()), ("asm-needs", "1"));
    assert_eq!(get("name"), "Taarifa ambazo wachimbaji wanazitaka na kuzihitaji");
    let url = get("downloadUrl");
    let at = url.strip_prefix(&format!("http://{}", node.address())).expect("an absolute address");
    let form = node.get(at).await;
    assert!(form.header("content-type").unwrap().contains("text/xml"));
    let digest: String = Md5::digest(&form.body).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(get("hash"), format!("md5:{digest}"), "the hash is that of the exact bytes");
    let ready = node.call("HEAD", &format!("/v1/key/{device}/submission")).send().await;
    assert_eq!(ready.status, 204, "any other status is fatal for the client");
    assert!(ready.header("x-openrosa-accept-content-length").is_some());
}

#[actix_web::test]
async fn what_is_filled_in_is_in_the_head_field_by_field_and_counts_once() {
    let world = World::new().await;
    let first = id();
    for _ in 0..3 {
        let sent = submit(&world.node, &world.device, &instance(&first, None, ANSWERS)).await;
        assert_eq!(sent.status, 201);
        assert_eq!(message(&sent), "Imepokelewa. Asante.");
    }
    let head = head(&world, &first).await;
    assert_eq!(
        head["answers"],
        json!({"consent": "yes", "respondent/role": ["digger", "crusher"],
            "respondent/gender": "female", "needs_ranked": ["REG-LIC", "GEO-SMP", "ENV-HGM"]})
    );
    assert_eq!((&head["community"], &head["version"]), (&json!("mgusu"), &json!(1)));
    assert_eq!(head["revisions"].as_array().unwrap().len(), 1, "sent again is not there again");
    let needs = world.read(&world.person, "/v1/communities/mgusu/needs").await;
    assert_eq!(needs["respondents"], 1);
}

#[actix_web::test]
async fn edits_are_revisions_of_one_record_in_whatever_order_they_arrive() {
    let world = World::new().await;
    let orders: [[usize; 3]; 4] = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]];
    for order in orders {
        let (first, second, third) = (id(), id(), id());
        let chain = [
            instance(&first, None, "<consent>yes</consent><words>one</words>"),
            instance(&second, Some(&first), "<consent>yes</consent><words>two</words>"),
            instance(&third, Some(&second), "<consent>yes</consent><words>three</words>"),
        ];
        for at in order {
            assert_eq!(submit(&world.node, &world.device, &chain[at]).await.status, 201);
        }
        let head = head(&world, &first).await;
        assert_eq!(head["answers"]["words"], "three", "{order:?}");
        assert_eq!(head["version"], 3, "{order:?}");
        assert_eq!(head["revisions"].as_array().unwrap().len(), 3, "{order:?}");
        for edit in [&second, &third] {
            let path = format!("/v1/submissions/{edit}");
            assert_eq!(world.get(&world.person, &path).await, 404, "an edit is no second record");
        }
    }
    let metrics = String::from_utf8(world.node.get("/metrics").await.body).unwrap();
    assert!(metrics.contains("sikia_store_quarantined 0"), "{metrics}");
}

#[actix_web::test]
async fn an_edit_whose_original_is_not_there_is_kept_and_says_so() {
    let world = World::new().await;
    let sent = submit(&world.node, &world.device, &instance(&id(), Some(&id()), ANSWERS)).await;
    assert_eq!(sent.status, 201, "anything else makes the client send it for ever");
    assert!(message(&sent).starts_with("Imehifadhiwa, lakini"), "{}", message(&sent));
}

#[actix_web::test]
async fn what_can_never_be_accepted_is_kept_and_acknowledged() {
    let world = World::new().await;
    let first = id();
    assert_eq!(
        submit(&world.node, &world.device, &instance(&first, None, ANSWERS)).await.status,
        201
    );
    // The same instanceID with other content, from another device.
    let other = world.node.enrol("other", &["mgusu"]);
    let sent = submit(&world.node, &other, &instance(&first, None, "<consent>no</consent>")).await;
    assert_eq!(sent.status, 201);
    assert!(message(&sent).starts_with("Imehifadhiwa, lakini"), "{}", message(&sent));
    assert_eq!(head(&world, &first).await["answers"]["consent"], "yes", "the first one stays");
    // A form that the node never saw.
    let unseen = instance(&id(), None, ANSWERS).replace("version=\"1\"", "version=\"77\"");
    assert_eq!(submit(&world.node, &world.device, &unseen).await.status, 201);
    let metrics = String::from_utf8(world.node.get("/metrics").await.body).unwrap();
    assert!(metrics.contains("sikia_store_quarantined 2"), "{metrics}");
}

#[actix_web::test]
async fn what_came_before_its_form_comes_out_with_it() {
    let node = Node::start().await;
    let communities = node.file("c.csv", "id,name,area\nmgusu,Mgusu,\n");
    node.operator(&["community", "import", &communities], "");
    let device = node.enrol("early", &["mgusu"]);
    let first = id();
    assert_eq!(submit(&node, &device, &instance(&first, None, ANSWERS)).await.status, 201);
    let done = node.operator(&["--json", "form", "import", FORM], "");
    assert!(done.contains("\"released\":1"), "{done}");
    let path = format!("/v1/submissions/{first}");
    assert_eq!(node.call("GET", &path).token(&device).send().await.status, 200);
}

#[actix_web::test]
async fn the_community_is_that_of_the_place_question_else_the_only_one_of_the_device() {
    let world = World::new().await;
    let roaming = world.node.enrol("roaming", &["mgusu", "rwamgasa"]);
    let said = id();
    let placed = format!("{ANSWERS}<place> rwamgasa </place>");
    assert_eq!(submit(&world.node, &roaming, &instance(&said, None, &placed)).await.status, 201);
    assert_eq!(head(&world, &said).await["community"], "rwamgasa");
    let unsaid = id();
    let sent = submit(&world.node, &roaming, &instance(&unsaid, None, ANSWERS)).await;
    assert_eq!(sent.status, 201);
    assert!(message(&sent).contains("jamii"), "{}", message(&sent));
    assert_eq!(world.get(&world.person, &format!("/v1/submissions/{unsaid}")).await, 404);

    let waiting = world.read(&world.person, "/v1/quarantine").await;
    let [item] = waiting["items"].as_array().unwrap().as_slice() else { panic!("{waiting}") };
    assert_eq!(item["problem"]["code"], "community_unsaid");
    assert_eq!(item["device"]["name"], "roaming");
    assert!(!waiting.to_string().contains("GEO-SMP"), "no answers: {waiting}");
    let path = format!("/v1/quarantine/{}/community", item["no"]);
    assert_eq!(world.post(&world.person, &path, &json!({"community": "nowhere"})).await, 404);
    assert_eq!(world.post(&world.person, &path, &json!({"community": "mgusu"})).await, 200);
    assert_eq!(head(&world, &unsaid).await["community"], "mgusu");
    assert_eq!(world.read(&world.person, "/v1/quarantine").await["items"], json!([]));
    // The client sends it again, as it does when an answer was lost.
    let again = submit(&world.node, &roaming, &instance(&unsaid, None, ANSWERS)).await;
    assert_eq!(message(&again), "Imepokelewa. Asante.");
}

#[actix_web::test]
async fn an_answer_that_does_not_fit_is_never_refused() {
    let world = World::new().await;
    let first = id();
    let odd = "<consent>perhaps</consent><site><pits>many</pits></site><unknown>kept</unknown>";
    assert_eq!(submit(&world.node, &world.device, &instance(&first, None, odd)).await.status, 201);
    let head = head(&world, &first).await;
    assert_eq!(
        head["answers"],
        json!({"consent": "perhaps", "site/pits": "many", "unknown": "kept"})
    );
    assert_eq!(
        head["checks"],
        json!([
            {"code": "answer_choice", "field": "consent", "choice": "perhaps"},
            {"code": "answer_type", "field": "site/pits", "expected": "integer"},
            // Nobody is asked about the site who did not agree.
            {"code": "answer_irrelevant", "field": "site/pits"},
        ])
    );
}

#[actix_web::test]
async fn attacks_and_halves_are_refused_whole_and_take_nothing_with_them() {
    let world = World::new().await;
    let deep = "<a>".repeat(10_000) + &"</a>".repeat(10_000);
    let bomb = "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><d>&b;</d>";
    let outside = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>";
    for xml in
        [deep.as_bytes(), bomb.as_bytes(), outside.as_bytes(), b"", b"\xFF\x00", b"<d>\xE9</d>"]
    {
        let answer = submit_bytes(&world.node, &world.device, xml).await;
        assert_eq!(answer.status, 400, "{}", String::from_utf8_lossy(&xml[..xml.len().min(60)]));
        assert!(!message(&answer).is_empty());
    }
    let wide: Vec<u8> = [0xFE, 0xFF]
        .into_iter()
        .chain(instance(&id(), None, ANSWERS).encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    assert_eq!(submit_bytes(&world.node, &world.device, &wide).await.status, 201);
    let metrics = String::from_utf8(world.node.get("/metrics").await.body).unwrap();
    assert!(metrics.contains("sikia_store_submissions 1"), "{metrics}");
}

#[actix_web::test]
async fn files_come_in_any_order_in_many_calls_and_are_there_once() {
    let world = World::new().await;
    let first = id();
    let filled = instance(&first, None, ANSWERS);
    let xml = ("xml_submission_file", filled.as_bytes());
    let page = b"<html><script>alert(1)</script>".as_slice();
    let calls: [&[(&str, &[u8])]; 4] = [
        &[("photo.jpg", b"first"), xml, ("*isIncomplete*", b"yes")],
        &[xml, ("empty.jpg", b""), ("../../etc/passwd", page)],
        &[xml, ("photo.jpg", b"first")],
        &[xml, ("photo.jpg", b"renamed or taken again")],
    ];
    for parts in calls {
        assert_eq!(post(&world.node, &world.device, &multipart(parts)).await.status, 201);
    }
    let path = format!("/v1/submissions/{first}/attachments");
    let listed = world.read(&world.person, &path).await;
    let listed = listed["attachments"].as_array().unwrap();
    let named = |name: &str| listed.iter().filter(|file| file["name"] == name).count();
    assert_eq!(listed.len(), 4, "{listed:?}");
    assert_eq!((named("photo.jpg"), named("empty.jpg")), (2, 1), "nothing is overwritten");
    let odd = listed.iter().find(|file| file["size"] == page.len()).unwrap();
    let path = odd["href"].as_str().unwrap();
    let read = world.node.call("GET", path).token(&world.person).send().await;
    assert_eq!(read.body, page);
    assert_eq!(read.header("content-type"), Some("application/octet-stream"));
    assert_eq!(read.header("content-disposition"), Some("attachment"));
    assert_eq!(read.header("content-security-policy"), Some("sandbox"));
    let head = head(&world, &first).await;
    assert_eq!(head["revisions"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn a_photo_leaves_the_node_without_the_place_where_it_was_taken() {
    let world = World::new().await;
    let first = id();
    let filled = instance(&first, None, ANSWERS);
    let place = b"Exif\0\0MM\0*\0\0\0\x08\0\0GPS 2.87 S 32.17 E";
    let length = u8::try_from(place.len() + 2).unwrap();
    let photo = [b"\xFF\xD8\xFF\xE1\0".as_slice(), &[length], place, b"\xFF\xDA\0\x02scan\xFF\xD9"]
        .concat();
    let broken = &photo[..10];
    let parts = [
        ("xml_submission_file", filled.as_bytes()),
        ("pit.jpg", photo.as_slice()),
        ("half.jpg", broken),
    ];
    assert_eq!(post(&world.node, &world.device, &multipart(&parts)).await.status, 201);
    let listed = world.read(&world.person, &format!("/v1/submissions/{first}/attachments")).await;
    let listed = listed["attachments"].as_array().unwrap();
    for file in listed {
        let path = file["href"].as_str().unwrap();
        let read = world.node.call("GET", path).token(&world.person).send().await;
        if file["name"] == "pit.jpg" {
            assert_eq!(file["size"], photo.len(), "what is kept is what came");
            assert_eq!(read.body, b"\xFF\xD8\xFF\xDA\0\x02scan\xFF\xD9");
        } else {
            assert_eq!(read.status, 404, "a picture that cannot be taken apart stays here");
        }
    }
}

#[actix_web::test]
async fn half_a_call_is_not_acknowledged_and_takes_nothing() {
    let world = World::new().await;
    let filled = instance(&id(), None, ANSWERS);
    let whole = multipart(&[("xml_submission_file", filled.as_bytes()), ("a.jpg", &[7; 5_000])]);
    for half in [whole.len() / 3, whole.len() - 600, whole.len() - 10] {
        let answer = post(&world.node, &world.device, &whole[..half]).await;
        assert_eq!(answer.status, 400, "{half}");
    }
    assert_eq!(post(&world.node, &world.device, &whole).await.status, 201);
}

#[actix_web::test]
async fn what_is_withdrawn_leaves_no_file_behind() {
    let world = World::new().await;
    let (first, other) = (id(), id());
    for (id, files) in [(&first, &["face", "shared"][..]), (&other, &["shared"][..])] {
        let filled = instance(id, None, ANSWERS);
        let mut parts = vec![("xml_submission_file", filled.as_bytes())];
        parts.extend(files.iter().map(|content| ("a.jpg", content.as_bytes())));
        assert_eq!(post(&world.node, &world.device, &multipart(&parts)).await.status, 201);
    }
    let withdrawal = json!({"push": [{"submission": first, "revision": id(), "version": 2,
        "community": "mgusu", "withdraw": true}]});
    world.sync(&world.device, &withdrawal).await;
    let late = multipart(&[
        ("xml_submission_file", instance(&first, None, ANSWERS).as_bytes()),
        ("late.jpg", b"late"),
    ]);
    assert_eq!(post(&world.node, &world.device, &late).await.status, 201);
    let path = format!("/v1/submissions/{first}/attachments");
    assert_eq!(world.read(&world.person, &path).await["attachments"], json!([]));
    let metrics = |name: &str| world.node.directory().join("attachments").join(name);
    let folders = std::fs::read_dir(metrics("sha256")).unwrap();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap());
    let contents: Vec<String> =
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    assert_eq!(contents, ["shared"], "another record needs it still");
}

#[actix_web::test]
async fn a_large_video_does_not_fill_the_memory() {
    let world = World::new().await;
    let memory = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", world.node.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    };
    let video = vec![0x5A; 100 << 20];
    let filled = instance(&id(), None, ANSWERS);
    let before = memory();
    let body = multipart(&[("xml_submission_file", filled.as_bytes()), ("v.mp4", &video)]);
    assert_eq!(post(&world.node, &world.device, &body).await.status, 201);
    let after = memory();
    assert!(after < before + 16, "{before} MB before, {after} MB at its most");
}
