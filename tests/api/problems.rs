//! The problems of the document are those of the catalogue.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sikia::domain::problem::Problem;

use crate::support::spec::DOCUMENT;

/// What every problem has beside its facts; `field` is computed by the catalogue where it is none.
const COMMON: [&str; 5] = ["type", "title", "status", "detail", "code"];

/// Code to (status, the schema of its own members).
fn documented() -> BTreeMap<String, (u16, &'static Value)> {
    let schemas = DOCUMENT["components"]["schemas"].as_object().unwrap();
    let mut problems = BTreeMap::new();
    for (name, schema) in schemas {
        let Some(own) = schema.pointer("/allOf/1") else { continue };
        let Some(code) = own.pointer("/properties/code/const") else { continue };
        let code = code.as_str().unwrap().to_owned();
        assert_eq!(own["properties"]["type"]["const"], format!("urn:sikia:problem:{code}"));
        let status = own["properties"]["status"]["const"].as_u64().unwrap() as u16;
        assert!(problems.insert(code, (status, own)).is_none(), "{name} stands twice");
    }
    problems
}

#[test]
fn codes_and_statuses_are_the_same_in_the_document_and_in_the_code() {
    let document: BTreeMap<String, u16> =
        documented().into_iter().map(|(code, (status, _))| (code, status)).collect();
    let code: BTreeMap<String, u16> =
        Problem::CODES.iter().map(|(code, status)| ((*code).to_owned(), *status)).collect();
    assert_eq!(document, code);
}

#[test]
fn the_facts_of_each_problem_are_the_same_in_the_document_and_in_the_code() {
    for (code, (_, own)) in documented() {
        let mut said = Map::from_iter([("code".to_owned(), json!(code))]);
        for (name, schema) in own["properties"].as_object().unwrap() {
            if !COMMON.contains(&name.as_str()) && schema.get("const").is_none() {
                said.insert(
                    name.clone(),
                    if schema["type"] == "integer" { json!(3) } else { json!("x") },
                );
            }
        }
        for name in own["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let constant = own["properties"][name].get("const").is_some();
            if !constant && !said.contains_key(name) {
                said.insert(name.to_owned(), json!("x"));
            }
        }
        let said = Value::Object(said);
        let problem: Problem =
            serde_json::from_value(said.clone()).unwrap_or_else(|e| panic!("{code}: {e}"));
        assert_eq!(serde_json::to_value(&problem).unwrap(), said, "{code}");
        let blamed = own["properties"]["field"]["const"].as_str().or(said["field"].as_str());
        assert_eq!(problem.field(), blamed, "{code}");
    }
}

#[test]
fn an_item_problem_is_422_and_no_other_is() {
    let in_items: Vec<&str> = DOCUMENT["components"]["schemas"]["ItemProblem"]["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|r| r["$ref"].as_str())
        .filter_map(|to| DOCUMENT.pointer(to.trim_start_matches('#')))
        .filter_map(|s| s.pointer("/allOf/1/properties/code/const"))
        .filter_map(Value::as_str)
        .collect();
    for (code, status) in Problem::CODES {
        assert_eq!(in_items.contains(code), *status == 422, "{code}");
    }
}
