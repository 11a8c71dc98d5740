//! Typed answers of one revision: what a form makes of the JSON that a device sent.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

/// The member of a repeat row that names the row. No question can be called so: `@` starts no name.
pub const ROW_ID: &str = "@id";

/// Answers by path relative to where they stand: `respondent/gender`, or `depth` within a row.
pub type Answers = BTreeMap<String, Answer>;

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Merges as one field: text, numbers, dates, one choice, ranked lists, points, files.
    Single(Value),
    /// Several choices without order; each is a field of its own that is there or not.
    Choices(Vec<String>),
    /// A repeat whose rows all have an id; a repeat without ids is a [`Answer::Single`] list.
    Rows(Vec<Row>),
}

/// One row of a repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What makes it the same row in another revision.
    pub id: Uuid,
    /// Its answers, by path relative to the repeat.
    pub answers: Answers,
}
