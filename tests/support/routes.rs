//! The routes that an app really has, as `GET /v1/limits`.

use std::collections::BTreeSet;

use actix_web::introspection::IntrospectionTree;
use actix_web::web::{self, ServiceConfig};
use actix_web::{App, test};
use serde_json::Value;

const REPORT: &str = "/-/routes";

/// The routes of a configuration. A route that takes every method is `ANY`.
pub async fn configured(configure: impl FnOnce(&mut ServiceConfig)) -> BTreeSet<String> {
    let report = async |tree: web::Data<IntrospectionTree>| tree.report_as_json();
    let app = App::new().configure(configure).route(REPORT, web::get().to(report));
    let app = test::init_service(app).await;
    let request = test::TestRequest::get().uri(REPORT).to_request();
    let body = test::call_and_read_body(&app, request).await;
    let items: Vec<Value> = serde_json::from_slice(&body).unwrap();
    items
        .iter()
        .filter(|item| item["resource_type"] == "resource" && item["full_path"] != REPORT)
        .flat_map(names)
        .collect()
}

fn names(item: &Value) -> Vec<String> {
    let path = without_patterns(item["full_path"].as_str().unwrap());
    let methods: Vec<&str> =
        item["methods"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let methods = if methods.is_empty() { vec!["ANY"] } else { methods };
    methods.into_iter().map(|method| format!("{method} {path}")).collect()
}

/// `{name:.*}` is `{name}` to a reader of the document.
fn without_patterns(path: &str) -> String {
    path.split('/')
        .map(|step| match step.split_once(':') {
            Some((name, _)) if name.starts_with('{') => format!("{name}}}"),
            _ => step.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("/")
}
