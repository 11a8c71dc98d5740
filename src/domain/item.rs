//! One pushed item, read from the bytes that arrived.

use std::collections::{BTreeSet, HashMap};

use jiff::fmt::temporal::Pieces;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::answers::{Answer, Answers};
use super::catalogue::Catalogue;
use super::consent::RECEIPT;
use super::content;
use super::form::instance::Instance;
use super::form::{Form, Meaning};
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
    found: &Originals,
) -> Reading {
    let mut item = match content::read(raw) {
        Ok(item) => item,
        Err(reason) => {
            let outcome = Err(Problem::ItemUnreadable { reason });
            return Reading { submission: None, revision: None, outcome };
        }
    };
    let original = deprecates(&item).and_then(|id| found.get(&id)).copied();
    let submission = uuid(&item, "submission").ok().flatten().map(SubmissionId);
    let submission = original.map(|(submission, _)| submission).or(submission);
    let revision = revision_id(&item, submission);
    let outcome = members(&mut item, revision, limits, original).and_then(|item| {
        let unsaid = match item.xml {
            Some(_) => Problem::CommunityUnsaid {},
            None => missing("community"),
        };
        let revision = typed(item, catalogue)?;
        let community = revision.community.clone().ok_or(unsaid)?;
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

/// The submissions and versions of the revisions that edits say they replace.
pub type Originals = HashMap<RevisionId, (SubmissionId, u64)>;

/// The revision that an item replaces without saying of which submission, as OpenRosa edits do.
pub fn original(raw: &[u8]) -> Option<RevisionId> {
    // Most items are none of these: they are not parsed for it.
    memchr::memmem::find(raw, DEPRECATES.as_bytes())?;
    deprecates(&content::read(raw).ok()?)
}

/// The member of an OpenRosa edit with the revision that it replaces.
pub const DEPRECATES: &str = "deprecates";
/// The member of an OpenRosa submission with the community of its device, where that has one only.
pub const DEVICE_COMMUNITY: &str = "device_community";

fn deprecates(item: &Map<String, Value>) -> Option<RevisionId> {
    uuid(item, DEPRECATES)
        .ok()
        .flatten()
        .filter(|_| item.contains_key(content::XML))
        .map(RevisionId)
}

/// Reads again what was accepted before, as a revision of this submission and version. Scope and
/// limits are not asked again: they may have changed since, and what is in stays in.
///
/// # Errors
/// Only when the form is gone from the catalogue or the bytes are not what was accepted.
pub fn reread(
    raw: &[u8],
    catalogue: &Catalogue,
    stored: (SubmissionId, u64),
) -> Result<Revision, Problem> {
    let mut item = content::read(raw).map_err(|reason| Problem::ItemUnreadable { reason })?;
    let unlimited = Limits { parents: usize::MAX, ..Limits::default() };
    let parent = deprecates(&item).map(|_| (stored.0, stored.1.saturating_sub(1)));
    let submission = match parent {
        Some((submission, _)) => Some(submission),
        None => uuid(&item, "submission")?.map(SubmissionId),
    };
    let revision = revision_id(&item, submission);
    typed(members(&mut item, revision, &unlimited, parent)?, catalogue)
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
    answers: Option<Map<String, Value>>,
    xml: Option<&'a str>,
    /// The community of the device, where nothing else says one.
    device_community: Option<CommunityId>,
}

/// Takes an item apart; `revision` is its revision as [`revision_id`] has it of the whole item. The
/// answers are moved out of it: they are most of it.
fn members<'a>(
    item: &'a mut Map<String, Value>,
    revision: Option<RevisionId>,
    limits: &Limits,
    original: Option<(SubmissionId, u64)>,
) -> Result<Members<'a>, Problem> {
    let answers = item.remove("answers").filter(|answers| !answers.is_null());
    let item = &*item;
    let deprecated = deprecates(item);
    if let (Some(id), None) = (deprecated, original) {
        return Err(Problem::OriginalMissing { original: id.0.to_string() });
    }
    let submission = match original {
        Some((submission, _)) => Some(submission),
        None => uuid(item, "submission")?.map(SubmissionId),
    };
    let unsaid = || match present(item, RECEIPT) {
        Some(_) => invalid(RECEIPT, RECEIPT),
        None => missing("submission"),
    };
    let submission = submission.ok_or_else(unsaid)?;
    uuid(item, "revision")?;
    let revision = revision.ok_or_else(|| missing("revision"))?;
    let version = match present(item, "version") {
        _ if original.is_some() => original.map_or(1, |(_, version)| version.saturating_add(1)),
        None => return Err(missing("version")),
        Some(value) => {
            value.as_u64().filter(|v| *v >= 1).ok_or_else(|| invalid("version", "version"))?
        }
    };
    let withdraw = boolean(item, "withdraw")?.unwrap_or(false);
    let answers = match answers {
        None => None,
        Some(Value::Object(answers)) => Some(answers),
        Some(_) => return Err(invalid("answers", "object")),
    };
    let xml = match present(item, content::XML) {
        None => None,
        Some(value) => Some(value.as_str().ok_or_else(|| invalid(content::XML, "text"))?),
    };
    let form = form_ref(item)?;
    if !withdraw {
        form.as_ref().ok_or_else(|| missing("form"))?;
        if answers.is_none() && xml.is_none() {
            return Err(missing("answers"));
        }
    }
    Ok(Members {
        submission,
        revision,
        version,
        parents: match deprecated {
            Some(original) => Some(vec![original]),
            None => parents(item, limits)?,
        },
        withdraw,
        // "Not void" and nothing said are one value: only the mark itself is worth a write.
        void: boolean(item, "void")?.filter(|void| *void),
        form,
        community: text(item, "community")?.map(CommunityId),
        language: text(item, "language")?.map(language).transpose()?,
        captured_at: text(item, "captured_at")?.map(time).transpose()?,
        answers,
        xml,
        device_community: text(item, DEVICE_COMMUNITY)?.map(CommunityId),
    })
}

fn typed(mut item: Members<'_>, catalogue: &Catalogue) -> Result<Revision, Problem> {
    let known = || {
        let form = item.form.as_ref().ok_or_else(|| missing("form"))?;
        catalogue.forms.get(form).ok_or_else(|| Problem::UnknownForm {
            form: form.id.clone(),
            version: form.version.clone(),
        })
    };
    let mut community = item.community.take();
    let answers = match (item.answers.take(), item.xml) {
        // A withdrawal carries nothing but itself, whatever else was sent along with it.
        _ if item.withdraw => Default::default(),
        (_, Some(xml)) => {
            let form = known()?;
            let instance = Instance::read(xml)
                .map_err(|unreadable| Problem::ItemUnreadable { reason: unreadable.0 })?;
            let answers = form.renamed(form.take(instance.answers(form)));
            community = community
                .or_else(|| place(form, &answers))
                .or_else(|| item.device_community.clone());
            answers
        }
        (Some(answers), None) => {
            let form = known()?;
            let answers = form.renamed(form.check(answers)?);
            community = community.or_else(|| place(form, &answers));
            answers
        }
        (None, None) => Default::default(),
    };
    Ok(Revision {
        id: item.revision,
        submission: item.submission,
        version: item.version,
        parents: item.parents,
        withdraw: item.withdraw,
        void: item.void,
        form: item.form,
        community,
        language: item.language,
        captured_at: item.captured_at,
        answers,
    })
}

/// The community that the form's place question says.
fn place(form: &Form, answers: &Answers) -> Option<CommunityId> {
    let (path, _) = form.meaning(Meaning::Place)?;
    match answers.get(&path)? {
        Answer::Single(Value::String(place)) => Some(CommunityId(place.trim().to_owned())),
        _ => None,
    }
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
