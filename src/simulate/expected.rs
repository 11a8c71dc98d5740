//! The head that a set of revisions must have, by the pure merge alone.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::domain::answers::Answers;
use crate::domain::content;
use crate::domain::form::Form;
use crate::domain::head::Head;
use crate::domain::ids::{CommunityId, FormRef, RevisionId, SubmissionId};
use crate::domain::merge::merge;
use crate::domain::revision::Revision;

/// The head of one submission, from the texts of its acknowledged items.
///
/// # Errors
/// Why a text is no revision that fits the form: then the node should not have taken it.
pub(super) fn head<'a>(
    form: &Form,
    texts: impl Iterator<Item = &'a str>,
) -> Result<Option<Head>, String> {
    let revisions = texts.map(|text| revision(form, text)).collect::<Result<Vec<_>, _>>()?;
    Ok(merge(&revisions).map(|merged| {
        let mut head = merged.head;
        form.in_form_order(&mut head);
        head
    }))
}

/// One revision as its item says it. Parents are a set.
fn revision(form: &Form, text: &str) -> Result<Revision, String> {
    let said = content::read(text.as_bytes())?;
    let submission: SubmissionId = member(&said, "submission")?.ok_or("no submission")?;
    let id = match member::<RevisionId>(&said, "revision")? {
        Some(id) => id,
        None => content::derived_revision(submission, &content::hash(&said)),
    };
    let withdraw = member(&said, "withdraw")?.unwrap_or(false);
    let answers: Option<Map<String, Value>> = member(&said, "answers")?;
    let answers = match answers {
        Some(answers) if !withdraw => {
            form.check(answers).map_err(|problem| format!("{problem:?} in {text}"))?
        }
        _ => Answers::new(),
    };
    Ok(Revision {
        id,
        submission,
        version: member(&said, "version")?.ok_or("no version")?,
        parents: member::<BTreeSet<RevisionId>>(&said, "parents")?.map(|p| p.into_iter().collect()),
        withdraw,
        void: member(&said, "void")?,
        form: member::<FormRef>(&said, "form")?,
        community: member::<CommunityId>(&said, "community")?,
        language: member(&said, "language")?,
        captured_at: member(&said, "captured_at")?,
        answers,
    })
}

fn member<T: serde::de::DeserializeOwned>(
    said: &Map<String, Value>,
    name: &str,
) -> Result<Option<T>, String> {
    let value = said.get(name).cloned().unwrap_or_default();
    serde_json::from_value(value).map_err(|e| format!("{name}: {e}"))
}

/// The first member in which what the node shows differs from what it must show. Members that are
/// only the node's do not count, and null is the same as absent.
pub(super) fn difference(expected: &Value, node: &Value) -> Option<String> {
    let members = expected.as_object()?;
    members.iter().find_map(|(name, value)| {
        let shown = node.get(name).unwrap_or(&Value::Null);
        (shown != value).then(|| format!("{name}: expected {value}, the node shows {shown}"))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::form::sample::example;

    #[test]
    fn a_difference_is_named_and_the_nodes_own_members_are_not_compared() {
        let expected = json!({"version": 2, "form": null, "answers": {"a": 1}});
        assert_eq!(
            difference(&expected, &json!({"version": 2, "answers": {"a": 1}, "x": 1})),
            None
        );
        let wrong = difference(&expected, &json!({"version": 2, "answers": {"a": 2}}));
        assert!(wrong.unwrap().starts_with("answers: expected"));
    }

    #[test]
    fn the_head_of_acknowledged_items_is_their_merge() {
        let item = |revision: &str, version: u64, language: &str| {
            json!({"submission": "0b54c1c2-2b5e-4c0e-9f0a-0d9f1f0a7e11", "revision": revision,
                "version": version, "language": language, "answers": {"consent": "no"}})
            .to_string()
        };
        let texts = [
            item("6f0f3c56-1d0c-4c55-8e0b-7a8a8a3b5c21", 1, "sw"),
            item("6f0f3c56-1d0c-4c55-8e0b-7a8a8a3b5c22", 2, "fr"),
        ];
        let head = head(&example::form(), texts.iter().map(String::as_str)).unwrap().unwrap();
        assert_eq!((head.version, head.language.as_deref()), (2, Some("fr")));
        assert_eq!(head.heads.len(), 1);
    }
}
