//! The sync call as JSON.

use actix_web::web::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::domain::content::depth;
use crate::domain::form::Form;
use crate::domain::head::Head;
use crate::domain::ids::{AreaId, CommunityId, RevisionId, SubmissionId};
use crate::domain::limits::Limits;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::http::extract::{check_depth, check_object};
use crate::http::failure::Failure;
use crate::http::render;
use crate::i18n::Texts;
use crate::offload::offload;
use crate::service::sync::{self, Ask, Pushed};
use crate::store::{Change, Outcome, Receipt, Removed};

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(default)]
    cursor: Option<String>,
    #[serde(borrow, default)]
    push: Option<Vec<&'a RawValue>>,
    #[serde(default)]
    pull: Option<Map<String, Value>>,
    #[serde(default)]
    sequence: Option<u64>,
}

/// Reads the body of a call, off the async runtime.
pub async fn ask(body: Bytes, limits: Limits) -> Result<Ask, Failure> {
    match offload(body.len(), move || read(&body, &limits)).await {
        Ok(read) => read.map_err(Failure),
        Err(error) => {
            tracing::error!(%error, "a sync body could not be read");
            Err(Failure(Problem::Internal {}))
        }
    }
}

fn limit(pull: &Map<String, Value>, most: usize) -> Result<usize, Problem> {
    match pull.get("limit") {
        None | Some(Value::Null) => Ok(most),
        Some(limit) => {
            let limit = limit.as_u64().ok_or_else(|| Problem::Malformed {
                reason: "pull.limit: expected a number from 0".into(),
            })?;
            Ok(usize::try_from(limit).unwrap_or(most))
        }
    }
}

/// Reads the body of a call. The items stay the bytes they came as: one that cannot be read must not
/// take the others with it.
///
/// # Errors
/// [`Problem::TooLarge`] with the bound `depth`, [`Problem::Malformed`].
pub fn read(body: &[u8], limits: &Limits) -> Result<Ask, Problem> {
    let checked = check_depth(body, limits);
    // Bytes that are not UTF-8 are blanked out to find where the items begin and end; an item itself
    // is taken from the bytes as they came.
    let text = blank_out(body);
    // Skipping over what is nested costs no stack, so that the envelope of a body that nests too deep
    // can be read, to say which item it was.
    let envelope = serde_json::from_str::<Envelope<'_>>(&text);
    if let Err(problem) = checked {
        return Err(with_index(problem, envelope.ok(), limits));
    }
    check_object(body)?;
    let envelope = envelope.map_err(|e| Problem::Malformed { reason: e.to_string() })?;
    let item = |raw: &RawValue| {
        let from = raw.get().as_ptr() as usize - text.as_ptr() as usize;
        body[from..from + raw.get().len()].to_vec()
    };
    Ok(Ask {
        cursor: envelope.cursor,
        push: envelope.push.unwrap_or_default().into_iter().map(item).collect(),
        pull: envelope.pull.map(|pull| limit(&pull, limits.pull)).transpose()?,
        sequence: envelope.sequence,
    })
}

/// A problem of depth with the first item that has it. Items lie two brackets deep in a body.
fn with_index(problem: Problem, envelope: Option<Envelope<'_>>, limits: &Limits) -> Problem {
    let items = envelope.and_then(|envelope| envelope.push).unwrap_or_default();
    let deep = |item: &&RawValue| depth(item.get().as_bytes()) + 2 > limits.depth;
    match problem {
        Problem::TooLarge { bound, limit, .. } => {
            Problem::TooLarge { bound, limit, index: items.iter().position(deep) }
        }
        other => other,
    }
}

/// A text of the same length, with every byte that is not UTF-8 replaced by a question mark.
fn blank_out(body: &[u8]) -> std::borrow::Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(body) {
        return text.into();
    }
    let mut text = String::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    text.into()
}

/// The answer to a call.
#[derive(Serialize)]
pub struct Answer {
    results: Vec<Entry>,
    changes: Vec<Changed>,
    cursor: Option<String>,
    more: bool,
    missing: Option<u64>,
    limits: Limits,
}

#[derive(Serialize)]
struct Entry {
    revision: Option<RevisionId>,
    submission: Option<SubmissionId>,
    outcome: &'static str,
    conflicts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Map<String, Value>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Changed {
    Form {
        id: String,
        version: String,
        title: Text,
        languages: Vec<String>,
        href: String,
    },
    Community {
        id: CommunityId,
        name: Text,
        area: Option<AreaId>,
    },
    Codes {
        id: &'static str,
        href: &'static str,
    },
    Submission(Box<Head>),
    Removal {
        of: &'static str,
        id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<String>,
    },
}

impl Changed {
    fn removal(of: &'static str, id: String) -> Self {
        Self::Removal { of, id, version: None }
    }
}

impl Answer {
    /// The answer in one language.
    pub fn of(answer: sync::Answer, limits: &Limits, texts: &Texts) -> Self {
        Self {
            results: answer.results.into_iter().map(|pushed| entry(pushed, texts)).collect(),
            changes: answer.changes.into_iter().map(changed).collect(),
            cursor: answer.cursor,
            more: answer.more,
            missing: answer.missing,
            limits: *limits,
        }
    }
}

fn entry(pushed: Pushed, texts: &Texts) -> Entry {
    let mut entry = Entry {
        revision: None,
        submission: None,
        outcome: "retry",
        conflicts: Vec::new(),
        problem: None,
    };
    let Pushed::Done(Receipt { revision, submission, outcome }) = pushed else { return entry };
    (entry.revision, entry.submission) = (revision, submission);
    entry.outcome = match outcome {
        Outcome::Accepted => "accepted",
        Outcome::Duplicate => "duplicate",
        Outcome::Merged => "merged",
        Outcome::Conflict(fields) => {
            entry.conflicts = fields;
            "conflict"
        }
        Outcome::Quarantined(problem) => {
            entry.problem = Some(render::problem(texts, &problem));
            "quarantined"
        }
        Outcome::Erased => "erased",
    };
    entry
}

/// An outcome in the word of the protocol.
pub fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::Duplicate => "duplicate",
        Outcome::Merged => "merged",
        Outcome::Conflict(_) => "conflict",
        Outcome::Quarantined(_) => "quarantined",
        Outcome::Erased => "erased",
    }
}

fn changed(change: Change) -> Changed {
    match change {
        Change::Form(form) => {
            let href = form_href(&form);
            let Form { form, title, languages, .. } = Form::clone(&form);
            Changed::Form { id: form.id, version: form.version, title, languages, href }
        }
        Change::Community(community) => {
            Changed::Community { id: community.id, name: community.name, area: community.area }
        }
        Change::Codes => Changed::Codes { id: "needs", href: "/v1/taxonomy" },
        Change::Submission(head) => Changed::Submission(head),
        Change::Removal(Removed::Community(id)) => Changed::removal("community", id.0),
        Change::Removal(Removed::Form(form)) => {
            Changed::Removal { of: "form", id: form.id, version: Some(form.version) }
        }
        Change::Removal(Removed::Submission(id)) => Changed::removal("submission", id.to_string()),
    }
}

/// Where a form version is found.
pub fn form_href(form: &Form) -> String {
    let [id, version] =
        [&form.form.id, &form.form.version].map(|part| super::super::views::segment(part));
    format!("/v1/forms/{id}/versions/{version}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(body: &[u8]) -> Result<Ask, Problem> {
        read(body, &Limits::default())
    }

    #[test]
    fn an_item_that_is_not_utf8_does_not_take_the_others_with_it() {
        let ask = asked(b"{\"push\":[{\"a\":\"\xff\xfe\"}, {\"b\" : 1},\"\\ud800\", 7]}").unwrap();
        let expected: [&[u8]; 4] = [b"{\"a\":\"\xff\xfe\"}", b"{\"b\" : 1}", b"\"\\ud800\"", b"7"];
        assert_eq!(ask.push, expected);
    }

    #[test]
    fn only_a_body_that_cannot_be_read_at_all_fails_the_call() {
        for bad in [
            "",
            "[",
            "7",
            "{\"push\": 7}",
            "{\"push\": []",
            "{\"sequence\": -1}",
            "[]",
            "{\"pull\": [5]}",
        ] {
            assert_eq!(asked(bad.as_bytes()).unwrap_err().code(), "malformed", "{bad}");
        }
        let deep = format!("{{\"push\":[{}{}]}}", "[".repeat(40), "]".repeat(40));
        assert_eq!(asked(deep.as_bytes()).unwrap_err().code(), "too_large");
        assert!(asked(b"{}").unwrap().push.is_empty());
        assert!(asked(b"{\"unknown\": [1, 2], \"push\": null}").is_ok());
    }
}
