//! One pushed item, read from the bytes that arrived.

use std::collections::BTreeSet;

use jiff::fmt::temporal::Pieces;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::catalogue::Catalogue;
use super::content;
use super::ids::{CommunityId, FormRef, RevisionId, SubmissionId};
use super::limits::Limits;
use super::problem::Problem;
use super::revision::Revision;

/// What an item was read as: at least whom it is about, and a revision or the reason why not.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its submission, as far as it could be read.
    pub submission: Option<SubmissionId>,
    /// Its revision, as far as it could be read or derived.
    pub revision: Option<RevisionId>,
    /// The revision, or why it cannot be accepted.
    pub outcome: Result<Revision, Problem>,
}

/// Reads an item and checks all that can be checked without knowing what else has arrived: its
/// members, its form, its community, its answers. `in_scope` says whether the device may report for
/// a community.
pub fn read(
    raw: &[u8],
    catalogue: &Catalogue,
    limits: &Limits,
    in_scope: impl Fn(&CommunityId) -> bool,
) -> Reading {
    let item = match content::read(raw) {
        Ok(item) => item,
        Err(reason) => {
            let outcome = Err(Problem::ItemUnreadable { reason });
            return Reading { submission: None, revision: None, outcome };
        }
    };
    let submission = uuid(&item, "submission").ok().flatten().map(SubmissionId);
    let revision = revision_id(&item, submission);
    let outcome = members(&item, limits).and_then(|item| {
        let revision = typed(&item, catalogue)?;
        let community = item.community.ok_or_else(|| missing("community"))?;
        if !catalogue.communities.contains_key(&community) {
            return Err(Problem::UnknownCommunity { community: community.0 });
        }
        if !in_scope(&community) {
            return Err(Problem::OutOfScope { community: community.0 });
        }
        Ok(revision)
    });
    Reading { submission, revision, outcome }
}

/// Reads again what was accepted before. Scope and limits are not asked again: they may have changed
/// since, and what is in stays in.
///
/// # Errors
/// Only when the form is gone from the catalogue or the bytes are not what was accepted.
pub fn reread(raw: &[u8], catalogue: &Catalogue) -> Result<Revision, Problem> {
    let item = content::read(raw).map_err(|reason| Problem::ItemUnreadable { reason })?;
    let unlimited = Limits { parents: usize::MAX, ..Limits::default() };
    typed(&members(&item, &unlimited)?, catalogue)
}

/// The members of an item, each of its kind; answers not typed by the form yet.
struct Members<'a> {
    submission: SubmissionId,
    revision: RevisionId,
    version: u64,
    parents: Option<Vec<RevisionId>>,
    withdraw: bool,
    void: Option<bool>,
    form: Option<FormRef>,
    community: Option<CommunityId>,
    language: Option<String>,
    captured_at: Option<String>,
    answers: Option<&'a Map<String, Value>>,
}

fn members<'a>(item: &'a Map<String, Value>, limits: &Limits) -> Result<Members<'a>, Problem> {
    let submission = uuid(item, "submission")?.map(SubmissionId);
    let submission = submission.ok_or_else(|| missing("submission"))?;
    uuid(item, "revision")?;
    let revision = revision_id(item, Some(submission)).ok_or_else(|| missing("revision"))?;
    let version = match present(item, "version") {
        None => return Err(missing("version")),
        Some(value) => {
            value.as_u64().filter(|v| *v >= 1).ok_or_else(|| invalid("version", "version"))?
        }
    };
    let withdraw = boolean(item, "withdraw")?.unwrap_or(false);
    let answers = match present(item, "answers") {
        None => None,
        Some(Value::Object(answers)) => Some(answers),
        Some(_) => return Err(invalid("answers", "object")),
    };
    let form = form_ref(item)?;
    if !withdraw {
        form.as_ref().ok_or_else(|| missing("form"))?;
        answers.ok_or_else(|| missing("answers"))?;
    }
    Ok(Members {
        submission,
        revision,
        version,
        parents: parents(item, limits)?,
        withdraw,
        // "Not void" and nothing said are one value: only the mark itself is worth a write.
        void: boolean(item, "void")?.filter(|void| *void),
        form,
        community: text(item, "community")?.map(CommunityId),
        language: text(item, "language")?.map(language).transpose()?,
        captured_at: text(item, "captured_at")?.map(time).transpose()?,
        answers,
    })
}

fn typed(item: &Members<'_>, catalogue: &Catalogue) -> Result<Revision, Problem> {
    let answers = match (&item.form, item.answers) {
        // A withdrawal carries nothing but itself, whatever else was sent along with it.
        _ if item.withdraw => Default::default(),
        (Some(form), Some(answers)) => {
            let known = catalogue.forms.get(form).ok_or_else(|| Problem::UnknownForm {
                form: form.id.clone(),
                version: form.version.clone(),
            })?;
            known.check(answers)?
        }
        _ => Default::default(),
    };
    Ok(Revision {
        id: item.revision,
        submission: item.submission,
        version: item.version,
        parents: item.parents.clone(),
        withdraw: item.withdraw,
        void: item.void,
        form: item.form.clone(),
        community: item.community.clone(),
        language: item.language.clone(),
        captured_at: item.captured_at.clone(),
        answers,
    })
}

fn missing(field: &str) -> Problem {
    Problem::FieldMissing { field: field.to_owned() }
}

fn invalid(field: &str, expected: &str) -> Problem {
    Problem::FieldInvalid { field: field.to_owned(), expected: expected.to_owned() }
}

/// A member that is there and not null.
fn present<'a>(item: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    item.get(name).filter(|value| !value.is_null())
}

fn uuid(item: &Map<String, Value>, name: &str) -> Result<Option<Uuid>, Problem> {
    present(item, name)
        .map(|value| {
            value
                .as_str()
                .and_then(|t| Uuid::parse_str(t).ok())
                .ok_or_else(|| invalid(name, "uuid"))
        })
        .transpose()
}

fn boolean(item: &Map<String, Value>, name: &str) -> Result<Option<bool>, Problem> {
    present(item, name)
        .map(|value| value.as_bool().ok_or_else(|| invalid(name, "boolean")))
        .transpose()
}

fn text(item: &Map<String, Value>, name: &str) -> Result<Option<String>, Problem> {
    const LONGEST: usize = 250;
    present(item, name)
        .map(|value| match value.as_str() {
            Some(text) if !text.is_empty() && text.len() <= LONGEST => Ok(text.to_owned()),
            _ => Err(invalid(name, "text")),
        })
        .transpose()
}

fn form_ref(item: &Map<String, Value>) -> Result<Option<FormRef>, Problem> {
    present(item, "form")
        .map(|value| {
            let part = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
            match (part("id"), part("version")) {
                (Some(id), Some(version)) => Ok(FormRef { id, version }),
                _ => Err(invalid("form", "form")),
            }
        })
        .transpose()
}

/// The parents as a set, or `None` where they were left out.
fn parents(item: &Map<String, Value>, limits: &Limits) -> Result<Option<Vec<RevisionId>>, Problem> {
    let Some(value) = present(item, "parents") else { return Ok(None) };
    let list = value.as_array().ok_or_else(|| invalid("parents", "list"))?;
    if list.len() > limits.parents {
        return Err(Problem::TooManyParents { limit: limits.parents as u64 });
    }
    let ids = list.iter().map(|id| id.as_str().and_then(|t| Uuid::parse_str(t).ok()));
    let ids: Option<BTreeSet<RevisionId>> = ids.map(|id| id.map(RevisionId)).collect();
    Ok(Some(ids.ok_or_else(|| invalid("parents", "uuid"))?.into_iter().collect()))
}

fn revision_id(item: &Map<String, Value>, submission: Option<SubmissionId>) -> Option<RevisionId> {
    match present(item, "revision") {
        Some(_) => uuid(item, "revision").ok().flatten().map(RevisionId),
        None => submission.map(|s| content::derived_revision(s, &content::hash(item))),
    }
}

/// A language tag in the shape of BCP 47; whether the language exists is not our business.
fn language(tag: String) -> Result<String, Problem> {
    let fits = tag.len() <= 35
        && tag.split('-').next().is_some_and(|primary| primary.len() >= 2)
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
    if fits { Ok(tag) } else { Err(invalid("language", "language")) }
}

/// A time as RFC 3339 writes it, the offset optional; far past and future are accepted as said.
fn time(text: String) -> Result<String, Problem> {
    // Not as an instant: the last hours of the year 9999 are none everywhere on earth.
    let fits = text.get(10..).is_some_and(|rest| rest.starts_with(['T', 't', ' ']))
        && Pieces::parse(&text).is_ok_and(|pieces| pieces.time().is_some());
    if fits { Ok(text) } else { Err(invalid("captured_at", "time")) }
}
