//! A tiny node in memory to test the simulator with: honest, or with one sin that the simulator has
//! to find.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::expected;
use crate::domain::content::{self, ContentHash};
use crate::domain::form::Form;
use crate::domain::ids::{RevisionId, SubmissionId};
use crate::domain::limits::Limits;

/// What a node can do wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sin {
    None,
    /// Acknowledges one revision in fifty and does not keep it.
    Forgets,
    /// Shows heads without their last revision.
    ShowsOldHeads,
    /// Leaves one change in twenty out of a pull.
    SkipsChanges,
    /// Answers for the items in another order.
    Shuffles,
    /// Takes the same revision twice without saying so.
    SaysAcceptedAgain,
    /// Says that it took what does not fit.
    TakesAnything,
    /// Shows what a respondent said after the respondent withdrew.
    ShowsWithdrawn,
    /// Counts wrongly what it is missing.
    Miscounts,
}

struct Revision {
    id: RevisionId,
    hash: ContentHash,
    text: String,
    device: String,
    withdraw: bool,
}

#[derive(Default)]
struct Store {
    records: HashMap<SubmissionId, Vec<Revision>>,
    log: Vec<SubmissionId>,
    /// Revisions seen by device, quarantined ones included.
    seen: HashMap<String, BTreeSet<RevisionId>>,
    calls: usize,
    accepted: usize,
}

pub(super) struct Node {
    form: Form,
    communities: Vec<String>,
    sin: Sin,
    store: Mutex<Store>,
}

#[derive(Deserialize)]
struct Sync<'a> {
    cursor: Option<String>,
    #[serde(borrow)]
    push: Vec<&'a RawValue>,
    pull: Pull,
    #[serde(default)]
    sequence: usize,
}

#[derive(Deserialize)]
struct Pull {
    limit: usize,
}

/// Starts a node on a free port; gives its address.
pub(super) fn start(form: Form, communities: Vec<String>, sin: Sin) -> String {
    let node = Node { form, communities, sin, store: Mutex::default() };
    let node = web::Data::from(Arc::new(node));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(node.clone())
            .app_data(web::PayloadConfig::new(1 << 24))
            .route("/v1/limits", web::get().to(async || web::Json(Limits::default())))
            .route("/v1/sync", web::post().to(sync))
            .route("/v1/sync/verify", web::post().to(verify))
            .route("/v1/submissions/{id}", web::get().to(show))
    });
    let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", server.addrs()[0]);
    tokio::spawn(server.run());
    url
}

async fn sync(node: web::Data<Node>, request: HttpRequest, body: web::Bytes) -> HttpResponse {
    let device = request.headers().get("authorization").unwrap().to_str().unwrap().to_owned();
    let Ok(call) = serde_json::from_slice::<Sync>(&body) else {
        return HttpResponse::BadRequest().json(json!({"code": "malformed"}));
    };
    let mut store = node.store.lock().unwrap();
    store.calls += 1;
    if store.calls.is_multiple_of(40) {
        return HttpResponse::ServiceUnavailable().insert_header(("Retry-After", "0")).finish();
    }
    let from = match &call.cursor {
        None => 0,
        Some(cursor) => match cursor.strip_prefix("at-").and_then(|at| at.parse().ok()) {
            Some(at) => at,
            None => return HttpResponse::Gone().json(json!({"code": "cursor_expired"})),
        },
    };
    let mut results: Vec<Value> =
        call.push.iter().map(|raw| node.push(&mut store, &device, raw.get())).collect();
    if node.sin == Sin::Shuffles {
        results.reverse();
    }
    let until = store.log.len().min(from + call.pull.limit);
    let changed: BTreeSet<SubmissionId> = store.log[from..until].iter().copied().collect();
    let changes: Vec<Value> = changed
        .into_iter()
        .filter(|id| store.records[id].iter().any(|r| r.device == device))
        .filter(|id| node.sin != Sin::SkipsChanges || id.0.as_bytes()[15] % 20 != 0)
        .map(|id| {
            let mut head = node.head(&store.records[&id]);
            head["kind"] = "submission".into();
            head
        })
        .collect();
    let miscounted = usize::from(node.sin == Sin::Miscounts);
    let seen = store.seen.get(&device).map_or(0, BTreeSet::len).saturating_sub(miscounted);
    HttpResponse::Ok().json(json!({
        "results": results, "changes": changes, "cursor": format!("at-{until}"),
        "more": until < store.log.len(), "missing": call.sequence.saturating_sub(seen),
        "limits": Limits::default(),
    }))
}

async fn verify(node: web::Data<Node>, body: web::Json<Value>) -> web::Json<Value> {
    let store = node.store.lock().unwrap();
    let held: BTreeSet<String> =
        store.records.values().flatten().map(|revision| revision.id.to_string()).collect();
    let asked = body["revisions"].as_array().unwrap().iter();
    let missing: Vec<&Value> = asked.filter(|id| !held.contains(id.as_str().unwrap())).collect();
    web::Json(json!({ "missing": missing }))
}

async fn show(node: web::Data<Node>, id: web::Path<String>) -> HttpResponse {
    let store = node.store.lock().unwrap();
    match store.records.get(&SubmissionId(id.parse().unwrap())) {
        Some(revisions) => HttpResponse::Ok().json(node.head(revisions)),
        None => HttpResponse::NotFound().json(json!({"code": "not_found"})),
    }
}

impl Node {
    fn head(&self, revisions: &[Revision]) -> Value {
        let old = self.sin == Sin::ShowsOldHeads && revisions.len() > 1;
        let shown = &revisions[..revisions.len() - usize::from(old)];
        let secret = |r: &&Revision| self.sin == Sin::ShowsWithdrawn && r.withdraw;
        let texts = shown.iter().filter(|r| !secret(r)).map(|r| r.text.as_str());
        let head = expected::head(&self.form, texts);
        serde_json::to_value(head.unwrap()).unwrap()
    }

    fn push(&self, store: &mut Store, device: &str, text: &str) -> Value {
        let said = content::read(text.as_bytes());
        let id = |name: &str| said.as_ref().ok()?.get(name)?.as_str()?.parse().ok();
        let hash = said.as_ref().map(content::hash).ok();
        let submission = id("submission").map(SubmissionId);
        let derived = || Some(content::derived_revision(submission?, hash.as_ref()?));
        let revision = id("revision").map(RevisionId).or_else(derived);
        let result = |outcome: &str| json!({"submission": submission, "revision": revision, "outcome": outcome});
        store.seen.entry(device.to_owned()).or_default().extend(revision);
        if let Some(code) = self.fault_of(store, &said, submission, revision, hash) {
            let taken = self.sin == Sin::TakesAnything;
            let mut result = result(if taken { "accepted" } else { "quarantined" });
            result["problem"] = json!({"code": code, "title": "No", "detail": "Why"});
            return result;
        }
        let (Some(submission), Some(revision), Some(hash)) = (submission, revision, hash) else {
            return result("accepted");
        };
        let records = store.records.entry(submission).or_default();
        if records.iter().any(|r| r.id == revision) {
            let again = self.sin == Sin::SaysAcceptedAgain;
            return result(if again { "accepted" } else { "duplicate" });
        }
        let withdraw = said.unwrap().contains_key("withdraw");
        let erased = !withdraw && records.iter().any(|r| r.withdraw);
        store.accepted += 1;
        if !(self.sin == Sin::Forgets && store.accepted.is_multiple_of(50)) {
            let (text, device) = (text.to_owned(), device.to_owned());
            records.push(Revision { id: revision, hash, text, device, withdraw });
            store.log.push(submission);
        } else if records.is_empty() {
            store.records.remove(&submission);
        }
        result(if erased { "erased" } else { "accepted" })
    }

    fn fault_of(
        &self,
        store: &Store,
        said: &Result<Map<String, Value>, String>,
        submission: Option<SubmissionId>,
        revision: Option<RevisionId>,
        hash: Option<ContentHash>,
    ) -> Option<&'static str> {
        let Ok(said) = said else { return Some("item_unreadable") };
        let Some(submission) = submission else {
            let given = said.contains_key("submission");
            return Some(if given { "field_invalid" } else { "field_missing" });
        };
        let before = store.records.get(&submission).into_iter().flatten();
        if before.into_iter().any(|r| Some(r.id) == revision && Some(r.hash) != hash) {
            return Some("content_mismatch");
        }
        if said["version"].as_u64().is_none_or(|version| version == 0)
            || said.get("parents").is_some_and(|parents| !parents.is_array())
            || said.get("answers").is_some_and(|answers| !answers.is_object())
        {
            return Some("field_invalid");
        }
        if said["form"] != json!(self.form.form) {
            return Some("unknown_form");
        }
        if !self.communities.iter().any(|community| said["community"] == **community) {
            return Some("unknown_community");
        }
        let bad = said.get("answers").and_then(|a| a.get("consent"));
        (bad == Some(&json!("no-such-choice"))).then_some("answer_choice")
    }
}
