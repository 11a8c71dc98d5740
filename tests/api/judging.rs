//! The judge of exchanges can say no.

use serde_json::{Value, json};
use sikia::domain::limits::Limits;

use crate::support::contract::{Contract, Exchange};

fn answer(method: &str, path: &str, status: u16, content_type: &str, body: &Value) -> Exchange {
    Exchange {
        method: method.to_owned(),
        path: path.to_owned(),
        status,
        headers: vec![("content-type".to_owned(), content_type.to_owned())],
        body: body.to_string().into_bytes(),
        ..Exchange::default()
    }
}

fn limits() -> Value {
    serde_json::to_value(Limits::default()).unwrap()
}

#[track_caller]
fn refused(exchange: &Exchange, because: &str) {
    let reason = Contract::default().judge(exchange).unwrap_err();
    assert!(reason.contains(because), "{reason}");
}

#[test]
fn a_documented_answer_is_taken_and_remembered() {
    let contract = Contract::default();
    contract.check(&answer(
        "GET",
        "/v1/limits?x=1",
        200,
        "application/json; charset=utf-8",
        &limits(),
    ));
    assert_eq!(
        contract.seen().into_iter().collect::<Vec<_>>(),
        [("GET /v1/limits".to_owned(), 200)]
    );
}

#[test]
fn an_undocumented_status_type_member_or_operation_is_refused() {
    refused(
        &answer("GET", "/v1/limits", 201, "application/json", &limits()),
        "status is not documented",
    );
    refused(
        &answer("GET", "/v1/limits", 200, "text/json", &limits()),
        "text/json is not documented",
    );
    refused(&answer("GET", "/v1/limits", 500, "application/json", &limits()), "fault of the node");
    refused(&answer("GET", "/v1/wishes", 200, "application/json", &limits()), "operation is not");
    refused(
        &answer("DELETE", "/v1/limits", 200, "application/json", &limits()),
        "operation is not",
    );
    let mut more = limits();
    more["wishes"] = json!(3);
    refused(&answer("GET", "/v1/limits", 200, "application/json", &more), "wishes");
    more.as_object_mut().unwrap().remove("depth");
    refused(&answer("GET", "/v1/limits", 200, "application/json", &more), "depth");
}

#[test]
fn a_missing_header_is_refused() {
    let problem = include_str!("../../api-spec/examples/problem_busy.json");
    let problem: Value = serde_json::from_str(problem).unwrap();
    let mut busy = answer("POST", "/v1/sync", 503, "application/problem+json", &problem);
    busy.headers.push(("content-language".to_owned(), "en".to_owned()));
    refused(&busy, "no header Retry-After");
    busy.headers.push(("retry-after".to_owned(), "soon".to_owned()));
    refused(&busy, "the header Retry-After does not fit");
    busy.headers.last_mut().unwrap().1 = "5".to_owned();
    Contract::default().check(&busy);
}

#[test]
fn what_was_sent_with_success_has_to_be_documented_unless_it_was_quarantined() {
    let answered = include_str!("../../api-spec/examples/sync_answer.json");
    let mut answered: Value = serde_json::from_str(answered).unwrap();
    let mut sync = answer("POST", "/v1/sync", 200, "application/json", &answered);
    sync.headers.push(("content-language".to_owned(), "sw".to_owned()));
    sync.sent = Some(json!({"push": [{"submission": "no uuid", "version": 1}]}));
    refused(&sync, "no uuid");
    answered["results"][0]["outcome"] = json!("quarantined");
    sync.body = answered.to_string().into_bytes();
    refused(&sync, "problem");
    let quarantined = include_str!("../../api-spec/examples/sync_answer_outcomes.json");
    let quarantined: Value = serde_json::from_str(quarantined).unwrap();
    answered["results"][0] = quarantined["results"][7].clone();
    sync.body = answered.to_string().into_bytes();
    Contract::default().check(&sync);
}
