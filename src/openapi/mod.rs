//! The API document: the contract in one piece, and the same as a model that a page can show.
//!
//! It is written by hand in `api-spec/`, put together by the build script, and proven by the tests in
//! `tests/api`.

mod model;
mod ordered;
mod read;

use std::sync::LazyLock;

pub use model::{Answer, Body, Example, Guide, Operation, Parameter, Room, Schema};

/// The whole OpenAPI 3.1 document as JSON.
pub fn document() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/openapi.json"))
}

/// The document as people read it: rooms of operations, then the schemas, all in the order in which
/// they are written.
pub fn guide() -> &'static Guide {
    static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
        // The build script wrote the document and a test reads it; an empty page beats a crash.
        read::guide(document()).unwrap_or_default()
    });
    &GUIDE
}
