//! The examples are as the schemas say, and as our types read them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sikia::domain::form::Form;
use sikia::domain::head::Head;
use sikia::domain::limits::Limits;
use sikia::domain::problem::Problem;

use crate::support::spec::{OPERATIONS, Operation, bodies};
use crate::support::strict::{Reading, errors, validator};

/// Every example of the document: where it stands, its schema and its value. Status 0 is a request.
fn examples() -> Vec<(String, u16, &'static Value, &'static Value)> {
    let mut all = Vec::new();
    for operation in OPERATIONS.iter() {
        for (status, _, media) in bodies(operation) {
            for (key, example) in media["examples"].as_object().into_iter().flatten() {
                let place = format!("{} {status} {key}", operation.name());
                all.push((place, status, &media["schema"], &example["value"]));
            }
        }
    }
    all
}

fn schema_name(schema: &Value) -> &str {
    schema["$ref"].as_str().unwrap().rsplit('/').next().unwrap()
}

#[test]
fn every_example_fits_its_schema() {
    let examples = examples();
    assert!(examples.len() > 50, "found only {}", examples.len());
    for (place, status, schema, value) in examples {
        let reading = if status == 0 { Reading::Open } else { Reading::Closed };
        let errors = errors(&validator(schema, reading), value);
        assert!(errors.is_empty(), "{place}:\n{errors}");
    }
}

#[test]
fn every_json_body_has_an_example() {
    let shows_json =
        |o: &&Operation| o.object["tags"][0] != "pages" && o.path != "/v1/openapi.json";
    for operation in OPERATIONS.iter().filter(shows_json) {
        for (status, content_type, media) in bodies(operation) {
            let shown = media["examples"].as_object().is_some_and(|e| !e.is_empty());
            assert!(shown || !content_type.ends_with("json"), "{} {status}", operation.name());
        }
    }
}

/// Reads a value into a type and writes it again: nothing is lost and nothing is added.
fn there_and_back<T: Serialize + DeserializeOwned>(place: &str, value: &Value) {
    let read: T = serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{place}: {e}"));
    assert_eq!(serde_json::to_value(read).unwrap(), *value, "{place}");
}

#[test]
fn the_examples_are_what_our_types_read_and_write() {
    let mut read = 0;
    for (place, status, schema, value) in examples() {
        match schema_name(schema) {
            "Limits" => there_and_back::<Limits>(&place, value),
            "Record" => {
                let mut head = value.clone();
                head.as_object_mut().unwrap().remove("checks");
                head.as_object_mut().unwrap().remove("consent");
                there_and_back::<Head>(&place, &head);
            }
            "Head" => there_and_back::<Head>(&place, value),
            "FormDefinition" => there_and_back::<Form>(&place, value),
            "SyncAnswer" => sync_answer(&place, value),
            _ if status >= 400 => {
                let problem: Problem = serde_json::from_value(value.clone()).unwrap();
                assert_eq!(
                    (problem.code(), problem.status()),
                    (value["code"].as_str().unwrap(), status)
                );
            }
            _ => continue,
        }
        read += 1;
    }
    assert!(read > 40, "read only {read}");
}

fn sync_answer(place: &str, answer: &Value) {
    there_and_back::<Limits>(place, &answer["limits"]);
    for result in answer["results"].as_array().unwrap() {
        if let Some(problem) = result.get("problem") {
            let read: Problem = serde_json::from_value(problem.clone()).unwrap();
            assert_eq!(read.code(), problem["code"]);
            assert_eq!(read.field(), problem["field"].as_str());
        }
    }
    for change in answer["changes"].as_array().unwrap() {
        if change["kind"] == "submission" {
            let mut head = change.clone();
            head.as_object_mut().unwrap().remove("kind");
            there_and_back::<Head>(place, &head);
        }
    }
}
