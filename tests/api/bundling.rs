//! The parts become one document, or the build says which part is wrong.

use std::path::Path;

use tempfile::TempDir;

#[allow(dead_code)]
#[path = "../../build/openapi.rs"]
mod openapi;

const ROOT: &str = r##"{"paths": {"/a": {"$ref": "paths/a.yaml#/a"}}, "components": {}}"##;
const PATH: &str = r##"a: {get: {$ref: "../schemas/x.yaml#/X"}}"##;

fn spec(parts: &[(&str, &str)]) -> TempDir {
    let directory = TempDir::new().unwrap();
    for (name, text) in parts {
        let file = directory.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    directory
}

#[track_caller]
fn refused(parts: &[(&str, &str)], because: &str) {
    let reason = openapi::bundle(spec(parts).path()).unwrap_err();
    assert!(reason.contains(because), "{reason}");
}

#[test]
fn references_become_components_even_to_themselves() {
    let schema = r##"X: {items: {$ref: "#/X"}}"##;
    let spec = spec(&[("openapi.yaml", ROOT), ("paths/a.yaml", PATH), ("schemas/x.yaml", schema)]);
    let document = openapi::bundle(spec.path()).unwrap();
    assert_eq!(document["paths"]["/a"]["get"]["$ref"], "#/components/schemas/X");
    assert_eq!(document["components"]["schemas"]["X"]["items"]["$ref"], "#/components/schemas/X");
}

#[test]
fn a_part_that_is_missing_unused_or_named_twice_ends_the_build() {
    refused(&[("openapi.yaml", ROOT)], "a.yaml");
    refused(&[("openapi.yaml", ROOT), ("paths/a.yaml", "b: {}")], "has no a");
    let good = [("openapi.yaml", ROOT), ("paths/a.yaml", PATH)];
    refused(&[&good[..], &[("schemas/x.yaml", "X: {}\nY: {}")]].concat(), "Y of schemas/x.yaml");
    let other = ("schemas/y.yaml", "X: {}");
    let twice = r##"X: {items: {$ref: "y.yaml#/X"}}"##;
    refused(&[&good[..], &[("schemas/x.yaml", twice), other]].concat(), "stands in");
    refused(&[&good[..], &[("schemas/x.yaml", "X: {}"), other]].concat(), "is used nowhere");
}

#[test]
fn the_parts_of_the_tree_give_the_document_that_is_built_in() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("api-spec");
    let document = openapi::bundle(&directory).unwrap();
    let built_in: serde_json::Value = serde_json::from_str(sikia::openapi::document()).unwrap();
    assert_eq!(document, built_in);
}
