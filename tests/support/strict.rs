//! Validators for the schemas of the document.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::spec::DOCUMENT;

/// How to read a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// As written: members that are not described are let through. For what clients send.
    Open,
    /// Every member has to be described, unless the schema says `additionalProperties`. For what the
    /// node sends: a member that nobody documented is a hole in the document.
    Closed,
}

/// A validator for a schema of the document, given where it is used.
pub fn validator(schema: &Value, reading: Reading) -> Validator {
    let mut root = schema.clone();
    let mut components = DOCUMENT["components"]["schemas"].clone();
    if reading == Reading::Closed {
        close(&mut root, false);
        for component in components.as_object_mut().unwrap().values_mut() {
            // Closed where it is used: there it may be one part of something bigger.
            close(component, true);
        }
    }
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["components"] = json!({"schemas": components});
    jsonschema::options().should_validate_formats(true).build(&root).unwrap()
}

/// Every error of a value, one a line; empty when there is none.
pub fn errors(validator: &Validator, value: &Value) -> String {
    let line =
        |e: jsonschema::ValidationError<'_>| format!("  at {:?}: {e}", e.instance_path().as_str());
    validator.iter_errors(value).map(line).collect::<Vec<_>>().join("\n")
}

/// Adds `unevaluatedProperties: false` to a schema and those in it. A `part` of a bigger schema
/// (a branch of `allOf` and the like) sees only some of the members and stays open itself.
fn close(schema: &mut Value, part: bool) {
    let Some(object) = schema.as_object_mut() else { return };
    for (keyword, inner) in object.iter_mut() {
        match keyword.as_str() {
            "properties" => each(inner, false),
            "additionalProperties" | "items" => close(inner, false),
            "allOf" | "anyOf" | "oneOf" => list(inner),
            "if" | "then" | "else" | "not" => close(inner, true),
            _ => {}
        }
    }
    if !part && describes_an_object(object) {
        object.insert("unevaluatedProperties".to_owned(), json!(false));
    }
}

fn describes_an_object(schema: &Map<String, Value>) -> bool {
    ["properties", "$ref", "allOf", "anyOf", "oneOf"].iter().any(|k| schema.contains_key(*k))
}

fn each(schemas: &mut Value, part: bool) {
    for schema in schemas.as_object_mut().into_iter().flat_map(|s| s.values_mut()) {
        close(schema, part);
    }
}

fn list(branches: &mut Value) {
    for branch in branches.as_array_mut().into_iter().flatten() {
        close(branch, true);
    }
}
