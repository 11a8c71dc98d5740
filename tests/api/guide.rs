//! The page's model has all that the document has.

use sikia::openapi::guide;

use crate::support::spec::{DOCUMENT, OPERATIONS};

#[test]
fn the_page_shows_every_operation_with_its_answers_and_examples() {
    let shown: Vec<_> = guide().rooms.iter().flat_map(|room| &room.operations).collect();
    assert_eq!(shown.len(), OPERATIONS.len());
    for operation in OPERATIONS.iter() {
        let name = operation.name();
        let it = shown.iter().find(|o| format!("{} {}", o.method, o.path) == name).unwrap();
        let statuses: Vec<u16> = it.answers.iter().map(|a| a.status).collect();
        assert_eq!(statuses, operation.answers().map(|(s, _)| s).collect::<Vec<_>>(), "{name}");
        let parameters = operation.object["parameters"].as_array().map_or(0, Vec::len);
        assert_eq!(it.parameters.len(), parameters, "{name}");
    }
    let schemas = DOCUMENT["components"]["schemas"].as_object().unwrap();
    assert_eq!(guide().schemas.len(), schemas.len());
}

#[test]
fn rooms_and_operations_come_in_the_order_of_the_document() {
    let rooms: Vec<&str> = guide().rooms.iter().map(|room| room.name.as_str()).collect();
    let expected = [
        "sync",
        "sign-in",
        "places",
        "rounds",
        "records",
        "datasets",
        "reference",
        "openrosa",
        "node",
        "pages",
    ];
    assert_eq!(rooms, expected);
    let places: Vec<&str> = guide().rooms[2].operations.iter().map(|o| o.path.as_str()).collect();
    assert_eq!(places[0], "/v1/communities");
    assert_eq!(places[5], "/v1/areas/{id}/needs");
}

#[test]
fn an_example_is_shown_as_it_is_written_with_its_own_indentation() {
    let sync = &guide().rooms[0].operations[0];
    let example = &sync.request.as_ref().unwrap().examples[0];
    let written = include_str!("../../api-spec/examples/sync_request.json");
    assert_eq!(example.text, written.trim_end());
    assert_eq!(sync.callers, ["device"]);
    let limits = guide().schemas.iter().find(|s| s.name == "Limits").unwrap();
    assert!(limits.text.starts_with("{\n  \"description\""), "{}", limits.text);
    assert!(limits.text.ends_with("\n}"), "{}", limits.text);
}
