//! A node with what most stories need, and short words for what they do.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::contract::Exchange;
use crate::support::node::Node;

pub const PASSWORD: &str = "duara la kwanza 1987";
pub const SUBMISSION: &str = "0b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11";
pub const REVISION: &str = "6f0f3c56-1d0c-4c55-8e0b-7a8a8a3b5c21";
pub const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/forms/asm-needs.xlsx");
const AREAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/areas.csv");
const COMMUNITIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/communities.csv");

/// A node with the shipped form and the demo places, a device for one community and a person who may
/// see everything.
pub struct World {
    pub node: Node,
    pub device: String,
    pub person: String,
}

impl World {
    pub async fn new() -> Self {
        Self::on(Node::start().await).await
    }

    /// The same on a node that is empty.
    pub async fn on(node: Node) -> Self {
        node.operator(&["form", "import", FORM], "");
        node.operator(&["area", "import", AREAS], "");
        node.operator(&["community", "import", COMMUNITIES], "");
        let device = node.enrol("tour", &["mgusu"]);
        node.add_user("neema", "admin", PASSWORD);
        let person = node.sign_in("neema", PASSWORD).await;
        Self { node, device, person }
    }

    /// Reads, and gives the status.
    pub async fn get(&self, token: &str, path: &str) -> u16 {
        self.node.call("GET", path).token(token).send().await.status
    }

    /// Reads what is there.
    pub async fn read(&self, token: &str, path: &str) -> Value {
        let answer = self.node.call("GET", path).token(token).send().await;
        assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
        answer.json().unwrap()
    }

    /// Sends JSON, and gives the status.
    pub async fn post(&self, token: &str, path: &str, body: &Value) -> u16 {
        self.node.call("POST", path).token(token).json(body).send().await.status
    }

    /// One sync that is answered.
    pub async fn sync(&self, token: &str, body: &Value) -> Value {
        let answer = self.node.call("POST", "/v1/sync").token(token).json(body).send().await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        answer.json().unwrap()
    }

    /// Pushes items and gives their results.
    pub async fn push(&self, token: &str, items: &[Value]) -> Vec<Value> {
        let answer = self.sync(token, &json!({"push": items})).await;
        let results = answer["results"].as_array().unwrap().clone();
        assert_eq!(results.len(), items.len(), "one result per item: {answer}");
        results
    }

    /// Pushes a body of bytes and gives the exchange.
    pub async fn push_bytes(&self, token: &str, body: &[u8]) -> Exchange {
        let call = self.node.call("POST", "/v1/sync").token(token);
        call.body("application/json", body).send().await
    }

    /// The head of a submission, as a device reads it.
    pub async fn head(&self, token: &str, submission: &str) -> Value {
        self.read(token, &format!("/v1/submissions/{submission}")).await
    }
}

/// The first item of the protocol's example.
pub fn interview() -> Value {
    let example = include_str!("../../api-spec/examples/sync_request.json");
    serde_json::from_str::<Value>(example).unwrap()["push"][0].take()
}

/// Another interview like it, of its own submission and revision.
pub fn another() -> Value {
    let mut item = interview();
    item["submission"] = json!(Uuid::now_v7());
    item["revision"] = json!(Uuid::now_v7());
    item
}

/// An edit of an item: one version up, its child, with one answer changed.
pub fn edit(item: &Value, question: &str, answer: Value) -> Value {
    let mut edited = item.clone();
    edited["revision"] = json!(Uuid::now_v7());
    edited["version"] = json!(item["version"].as_u64().unwrap() + 1);
    edited["parents"] = json!([item["revision"]]);
    edited["answers"][question] = answer;
    edited
}

/// A member of a JSON object that is text.
pub fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_else(|| panic!("no {member} in {value}"))
}

/// The outcomes of results, in their order.
pub fn outcomes(results: &[Value]) -> Vec<&str> {
    results.iter().map(|result| text(result, "outcome")).collect()
}
