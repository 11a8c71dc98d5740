//! A federation declares how people are chosen, and its figures say no more than that allows.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::node::sikia;
use crate::tour::rounds::round;
use crate::world::{PASSWORD, World, interview, text};

/// An interview of a day, with a gender and needs.
fn asked(day: &str, gender: &str, needs: &[&str]) -> Value {
    let mut item = interview();
    item["submission"] = json!(Uuid::now_v7());
    item["revision"] = json!(Uuid::now_v7());
    item["captured_at"] = json!(format!("{day}T09:14:00+03:00"));
    let answers = item["answers"].as_object_mut().unwrap();
    answers.insert("respondent/gender".into(), json!(gender));
    answers.insert("needs_ranked".into(), json!(needs));
    item
}

fn many(n: usize, day: &str, gender: &str, needs: &[&str]) -> Vec<Value> {
    (0..n).map(|_| asked(day, gender, needs)).collect()
}

const ROUNDS: &str = r#"
[[round]]
id = "first"
from = "2026-02-01"
to = "2026-02-28"
forms = ["asm-needs"]
design = "systematic"
name = { en = "First round", sw = "Duru ya kwanza" }
[[round.communities]]
id = "mgusu"

[[round]]
id = "second"
from = "2026-06-01"
to = "2026-06-30"
forms = ["asm-needs"]
design = "systematic"
design_effect = 1.5
follows = "first"
name = { en = "Second round", sw = "Duru ya pili" }
[[round.communities]]
id = "mgusu"
people = 800
population = [
    { gender = "female", people = 200, source = "Ward office", date = "2026-05-01" },
    { gender = "male", people = 600, source = "Ward office", date = "2026-05-01" },
]

[[round]]
id = "leaders"
from = "2026-06-01"
to = "2026-06-30"
design = "purposive"
follows = "first"
name = { en = "Leaders" }
areas = ["tz-geita"]
"#;

async fn told() -> World {
    let world = World::new().await;
    let file = world.node.file("rounds.toml", ROUNDS);
    world.node.operator(&["round", "import", &file], "");
    let mut items = many(30, "2026-02-10", "female", &["REG-LIC"]);
    items.extend(many(30, "2026-02-10", "male", &["ENV-HGM", "SVC-PWR"]));
    items.extend(many(40, "2026-06-10", "female", &["REG-LIC", "SVC-PWR"]));
    items.extend(many(40, "2026-06-10", "male", &["REG-LIC", "SVC-PWR"]));
    items.extend(many(20, "2026-06-10", "male", &["ENV-HGM"]));
    world.push(&world.device, &items).await;
    world
}

fn need<'a>(report: &'a Value, code: &str) -> &'a Value {
    let needs = report["needs"].as_array().unwrap();
    needs.iter().find(|need| need["code"] == code).unwrap_or_else(|| panic!("no {code}: {report}"))
}

#[actix_web::test]
async fn a_declared_round_says_what_its_design_allows_and_no_more() {
    let world = told().await;
    let read = async |path: &str| world.read(&world.person, path).await;
    let all = read("/v1/communities/mgusu/needs").await;
    assert_eq!((&all["respondents"], &all["design"]), (&json!(160), &Value::Null));
    assert_eq!((text(&all, "claim"), text(&all, "mark")), ("of_those_asked", "plain"));
    assert_eq!(all["method"]["finite_population"], false, "nobody declared how people were chosen");

    let second = read("/v1/communities/mgusu/needs?round=second").await;
    assert_eq!((&second["respondents"], text(&second, "claim")), (&json!(100), "estimate"));
    assert_eq!(second["base"]["people"], 800);
    assert_eq!(second["round"]["late"], true, "it was declared today, long after it had begun");
    // 40 of 40 women and 40 of 60 men, of 200 women and 600 men: 75 %, where 80 % of those asked said it.
    let licence = need(&second, "REG-LIC");
    assert_eq!((&licence["share"], &licence["named"]), (&json!(0.8), &json!(80)));
    let weighted = licence["weighted"]["share"].as_f64().unwrap();
    assert!((weighted - 0.75).abs() < 1e-9, "{licence}");
    assert_eq!(second["weights"]["sources"], json!(["Ward office (2026-05-01)"]));
    assert_eq!(
        (&licence["band"], &need(&second, "SVC-PWR")["band"]),
        (&json!([1, 2]), &json!([1, 2]))
    );
    assert_eq!(need(&second, "ENV-HGM")["band"], json!([3, 3]));
    let change = &licence["trend"];
    assert_eq!(
        (&second["trend"]["not_comparable"], &change["direction"]),
        (&Value::Null, &json!("up"))
    );
    assert!((change["difference"].as_f64().unwrap() - 0.25).abs() < 1e-9, "{change}");

    let information = read("/v1/communities/mgusu/needs?round=second&only=information").await;
    assert_eq!(
        (&information["respondents"], information["needs"].as_array().unwrap().len()),
        (&json!(100), 2)
    );
    assert_eq!(
        need(&information, "REG-LIC")["band"],
        json!([1, 1]),
        "services share no rank with it"
    );

    let women = read("/v1/communities/mgusu/needs?round=second&gender=female").await;
    assert_eq!((&women["respondents"], text(&women, "mark")), (&json!(40), "parentheses"));
    assert_eq!(
        (&women["base"]["people"], &women["weights"]["reason"]),
        (&Value::Null, &json!("filtered"))
    );

    let leaders = read("/v1/areas/tz-geita/needs?round=leaders").await;
    assert_eq!((text(&leaders, "claim"), &leaders["respondents"]), ("of_those_asked", &json!(100)));
    assert_eq!(
        leaders["trend"]["not_comparable"], "places",
        "the first was held in one community only"
    );
    let leaders = read("/v1/communities/mgusu/needs?round=leaders").await;
    assert_eq!(leaders["trend"]["not_comparable"], "design");
    for bad in ["round=nothing", "only=services", "round=second&round=second"] {
        assert_eq!(
            world.get(&world.person, &format!("/v1/communities/mgusu/needs?{bad}")).await,
            400
        );
    }
    let elsewhere = "/v1/communities/rwamgasa/needs?round=second";
    assert_eq!(world.get(&world.person, elsewhere).await, 400, "it is not held there");
}

#[actix_web::test]
async fn a_steward_declares_rounds_in_their_own_areas_only() {
    let world = told().await;
    let node = &world.node;
    node.add_user_of("kigoma", "steward", &["tz-kigoma"], PASSWORD);
    let steward = node.sign_in("kigoma", PASSWORD).await;
    assert_eq!(world.read(&steward, "/v1/rounds").await, json!({"rounds": []}));
    assert_eq!(world.get(&steward, "/v1/rounds/second").await, 404);
    let mut round = round();
    let put = async |round: &Value| {
        let path = format!("/v1/rounds/{}", text(round, "id"));
        node.call("PUT", &path).token(&steward).json(round).send().await.status
    };
    assert_eq!(put(&round).await, 403, "Mgusu lies elsewhere");
    round["areas"] = json!(["tz-kigoma"]);
    round["communities"] = json!([]);
    assert_eq!(put(&round).await, 200);
    round["id"] = json!("second");
    assert_eq!(put(&round).await, 403, "it is another's round");
}

#[actix_web::test]
async fn a_file_of_rounds_with_a_fault_is_refused_whole_with_the_member_to_blame() {
    let world = World::new().await;
    let node = &world.node;
    for (from, to, said) in [
        ("2026-02-28", "2026-02-30", "should be a date"),
        ("design = \"purposive\"", "design = \"by heart\"", "by heart"),
        ("follows = \"first\"", "folows = \"first\"", "folows"),
    ] {
        let file = node.file("rounds.toml", &ROUNDS.replacen(from, to, 1));
        let mut command = sikia(node.directory(), node.address());
        let run = command.args(["round", "import", &file]).output().unwrap();
        let words = String::from_utf8_lossy(&run.stderr);
        assert!(!run.status.success() && words.contains(said), "{words}");
        assert_eq!(world.read(&world.person, "/v1/rounds").await, json!({"rounds": []}));
    }
}
