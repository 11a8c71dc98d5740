//! What a phone knows of the node: the heads it was sent, and the place it has read up to.

use std::collections::HashMap;

use serde_json::Value;

use super::item::Said;
use crate::domain::head::{Head, State};
use crate::domain::ids::{RevisionId, SubmissionId};

/// A phone's local view.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    pub cursor: Option<String>,
    /// Cursors of earlier days.
    pub old: Vec<String>,
    /// The heads as they came, without the members that say what change it was.
    pub heads: HashMap<SubmissionId, Box<str>>,
}

impl View {
    /// Takes in one change.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn apply(&mut self, mut change: Value) -> Result<(), String> {
        let kind = change.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
        let id = |name: &str| {
            change
                .get(name)
                .and_then(Value::as_str)
                .and_then(|id| id.parse().ok())
                .map(SubmissionId)
        };
        match kind.as_str() {
            "submission" => {
                let id = id("submission").ok_or("a head without its submission")?;
                if let Some(object) = change.as_object_mut() {
                    object.remove("kind");
                    object.remove("change");
                }
                self.heads.insert(id, change.to_string().into());
            }
            "removal" => {
                let of = change.get("of").and_then(Value::as_str);
                let of = of.ok_or("a removal that does not say of what")?;
                if of == "submission" {
                    self.heads.remove(&id("id").ok_or("a removal without an id")?);
                }
            }
            "" => return Err(format!("a change without a kind: {change}")),
            _ => {}
        }
        Ok(())
    }

    /// Forgets everything, to start again from null. Old cursors go too: they stand behind changes
    /// that this view has to be sent again.
    pub(super) fn reset(&mut self) {
        self.cursor = None;
        self.old.clear();
        self.heads.clear();
    }

    /// Moves on to a new place.
    pub(super) fn advance(&mut self, cursor: Option<String>) {
        if self.cursor != cursor {
            self.old.extend(self.cursor.take());
            if self.old.len() > 6 {
                self.old.remove(0);
            }
            self.cursor = cursor;
        }
    }
}

/// What an edit starts from.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub version: u64,
    pub heads: Vec<RevisionId>,
    pub void: bool,
    pub withdrawn: bool,
    pub community: Option<String>,
    pub language: Option<String>,
    pub answers: serde_json::Map<String, Value>,
}

impl Base {
    /// From a head as the node sends it.
    pub(super) fn of_head(text: &[u8]) -> Option<Self> {
        let head: Head = serde_json::from_slice(text).ok()?;
        Some(Self {
            version: head.version,
            heads: head.heads,
            void: head.state == State::Void,
            withdrawn: head.state == State::Withdrawn,
            community: head.community.map(|c| c.0),
            language: head.language,
            answers: head.answers,
        })
    }

    /// From what the phone itself said and has not got acknowledged yet.
    pub(super) fn of_item(text: &str, revision: Option<RevisionId>) -> Option<Self> {
        let item: Value = serde_json::from_str(text).ok()?;
        let word = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            version: item.get("version")?.as_u64()?,
            heads: revision.into_iter().collect(),
            void: item.get("void").and_then(Value::as_bool).unwrap_or_default(),
            withdrawn: item.get("withdraw").is_some(),
            community: word("community"),
            language: word("language"),
            answers: item.get("answers").and_then(Value::as_object).cloned().unwrap_or_default(),
        })
    }

    /// The beginning of an edit of it.
    pub(super) fn next(&self) -> Said {
        Said {
            version: self.version + 1,
            parents: Some(self.heads.clone()),
            community: self.community.clone().unwrap_or_default(),
            language: self.language.clone().unwrap_or_default(),
            answers: Some(self.answers.clone()),
            void: self.void.then_some(true),
            ..Said::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ID: &str = "0b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11";

    #[test]
    fn the_newest_head_is_in_view_until_it_is_removed() {
        let mut view = View::default();
        let id = SubmissionId(ID.parse().unwrap());
        for version in [1, 2] {
            let change =
                json!({"kind": "submission", "change": 7, "submission": ID, "version": version});
            view.apply(change).unwrap();
        }
        let head: Value = serde_json::from_str(&view.heads[&id]).unwrap();
        assert_eq!(head, json!({"submission": ID, "version": 2}));
        view.apply(json!({"kind": "removal", "of": "community", "id": ID})).unwrap();
        assert_eq!(view.heads.len(), 1);
        view.apply(json!({"kind": "removal", "of": "submission", "id": ID})).unwrap();
        assert!(view.heads.is_empty());
        view.apply(json!({"kind": "something new", "id": 3})).unwrap();
        view.apply(json!({"id": 3})).unwrap_err();
    }

    #[test]
    fn a_view_keeps_a_few_old_cursors() {
        let mut view = View::default();
        (0..10).for_each(|n| view.advance(Some(n.to_string())));
        view.advance(Some("9".into()));
        assert_eq!(view.old, ["3", "4", "5", "6", "7", "8"]);
        view.reset();
        assert!(view.cursor.is_none() && view.old.is_empty());
    }
}
