//! Calls of which nothing can be read: refused whole, at once, with the bound named, nothing stored.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::node::Call;
use crate::world::{World, another, text};

/// Refusals cost the node next to nothing, even in a build without optimisation.
const QUICKLY: Duration = Duration::from_secs(5);

async fn refused(call: Call<'_>, status: u16, code: &str) -> Value {
    let begun = Instant::now();
    let answer = call.send().await;
    assert!(begun.elapsed() < QUICKLY, "{code} took {:?}", begun.elapsed());
    let problem = answer.json().unwrap();
    assert_eq!((answer.status, text(&problem, "code")), (status, code), "{problem}");
    problem
}

#[actix_web::test]
async fn a_body_that_cannot_be_read_is_refused_whole() {
    let world = World::new().await;
    let sync = || world.node.call("POST", "/v1/sync").token(&world.device);
    let good = another();
    let json = |body: &[u8]| sync().body("application/json", body);
    let twice = format!("{{\"push\":[{good}],\"push\":[]}}");
    let half = format!("{{\"push\":[{good}");
    let bodies: [&[u8]; 11] = [
        b"",
        b"\0",
        b"[]",
        b"[null,[]]",
        b"{\"pull\":[5]}",
        b"\xff\xfe{}",
        b"{\"push\":{}}",
        b"{\"push\":[],\"cursor\":7}",
        b"{\"push\":[],\"pull\":{\"limit\":\"all\"}}",
        twice.as_bytes(),
        half.as_bytes(),
    ];
    for body in bodies {
        refused(json(body), 400, "malformed").await;
    }
    for kind in ["text/plain", "application/xml", "application/json-seq", "", "multipart/form-data"]
    {
        refused(sync().body(kind, b"{}"), 415, "unsupported_media").await;
    }
    for encoding in ["br", "deflate", "gzip, gzip", "compress", "x"] {
        let call = json(b"{}").header("content-encoding", encoding);
        refused(call, 415, "unsupported_media").await;
    }
    let whole = json!({"push": [good]}).to_string();
    for encoding in ["gzip", "zstd"] {
        refused(json(b"{}").header("content-encoding", encoding), 400, "malformed").await;
        let cut = packed_and_cut(encoding, whole.as_bytes());
        let call = json(&cut).header("content-encoding", encoding);
        refused(call, 400, "malformed").await;
    }
    let missing = world.sync(&world.device, &json!({"sequence": 1})).await["missing"].clone();
    assert_eq!(missing, 1, "nothing of a refused call is stored");
    for encoding in ["gzip", "zstd"] {
        let call = json(whole.as_bytes()).header("content-type", "Application/JSON; charset=utf-8");
        assert_eq!(call.packed(encoding).send().await.status, 200, "{encoding}");
    }
}

fn packed_and_cut(encoding: &str, body: &[u8]) -> Vec<u8> {
    let mut packed = match encoding {
        "gzip" => {
            let mut packer = flate2::read::GzEncoder::new(body, flate2::Compression::default());
            let mut packed = Vec::new();
            std::io::Read::read_to_end(&mut packer, &mut packed).unwrap();
            packed
        }
        _ => zstd::encode_all(body, 3).unwrap(),
    };
    packed.truncate(packed.len() - 20);
    packed
}

#[actix_web::test]
async fn what_is_too_large_is_refused_with_its_bound_named() {
    let world = World::new().await;
    let sync = || world.node.call("POST", "/v1/sync").token(&world.device);
    let json = |body: &[u8]| sync().body("application/json", body);
    let limits = world.read(&world.device, "/v1/limits").await;
    let named = async |call: Call<'_>, bound: &str| {
        let problem = refused(call, 413, "too_large").await;
        assert_eq!((text(&problem, "bound"), &problem["limit"]), (bound, &limits[bound]));
        problem["index"].clone()
    };
    let good = another().to_string();
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let deep = format!("{{\"push\":[{good},{{\"answers\":{}}},{good}]}}", nested(100));
    assert_eq!(named(json(deep.as_bytes()), "depth").await, 1, "it says which to leave out");
    for bomb in [nested(1_000_000), "[".repeat(8_000_000), "{\"a\":".repeat(1_000_000)] {
        named(json(bomb.as_bytes()), "depth").await;
    }
    let blank = vec![b' '; 60_000_000];
    for encoding in ["gzip", "zstd"] {
        named(json(&blank).packed(encoding), "compression_ratio").await;
    }
    let parents: Vec<uuid::Uuid> = (0..100_000).map(|_| uuid::Uuid::now_v7()).collect();
    let mut many = another();
    many["parents"] = json!(parents);
    let body = json!({"push": [another(), many, another()]});
    assert_eq!(named(sync().json(&body), "item_bytes").await, 1);
    let body = json!({"push": vec![0; 1_001]});
    named(sync().json(&body), "items").await;
    named(json(&blank[..17_000_000]), "body_bytes").await;
    let missing = world.sync(&world.device, &json!({"sequence": 1})).await["missing"].clone();
    assert_eq!(missing, 1, "nothing of a refused call is stored");
    assert_eq!(world.push(&world.device, &[another()]).await[0]["outcome"], "accepted");
}

#[actix_web::test]
async fn addresses_and_tokens_that_make_no_sense_are_refused_and_nothing_worse() {
    let world = World::new().await;
    for id in ["%00", "%ff", "%F0%28", "..%2f..", "%e2%80%ae", "'%20OR%201=1", &"x".repeat(3_000)] {
        for room in ["communities", "areas", "submissions", "forms"] {
            assert_eq!(
                world.get(&world.person, &format!("/v1/{room}/{id}")).await,
                404,
                "{room} {id}"
            );
        }
        assert_eq!(world.get(&world.person, &format!("/v1/communities/{id}/needs")).await, 404);
        assert_eq!(
            world.get(&world.person, &format!("/v1/forms/asm-needs/versions/{id}")).await,
            404
        );
    }
    let needs = "/v1/communities/mgusu/needs";
    for query in [
        "from=2026-13-01",
        "from=%ff",
        "x=1",
        "age=",
        "gender=a&gender=b",
        "to=0",
        "&&=",
        "from=2026-01-01T00:00:00Z",
    ] {
        let call = world.node.call("GET", &format!("{needs}?{query}")).token(&world.person);
        let answer = call.send().await;
        assert_eq!(answer.status, 400, "{query}: {:?}", answer.json());
    }
    let long = "t".repeat(6_000);
    for header in ["Bearer", "Bearer ", "Basic bmVlbWE6eA==", "bearer \t", "Bearer a b", &long] {
        for path in ["/v1/communities", "/v1/areas", "/v1/submissions/x"] {
            let answer = world.node.call("GET", path).header("authorization", header).send().await;
            assert_eq!(answer.status, 401, "{header:.20} {path}");
        }
    }
}
