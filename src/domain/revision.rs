//! One immutable version of a submission, as merge sees it.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;
use uuid::Uuid;

use super::answers::{Answer, Answers};
use super::ids::{CommunityId, FormRef, RevisionId, SubmissionId};

/// A revision with its answers typed by its form.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// Its own id, made by the device.
    pub id: RevisionId,
    /// What it is a revision of.
    pub submission: SubmissionId,
    /// At least 1. Only compared, never counted.
    pub version: u64,
    /// The revisions it was edited from. `None` supersedes every lower version.
    pub parents: Option<Vec<RevisionId>>,
    /// The respondent withdrew: absorbs everything.
    pub withdraw: bool,
    /// A mistaken record; an ordinary field that can be undone.
    pub void: Option<bool>,
    /// The form it was filled in with.
    pub form: Option<FormRef>,
    /// The community it is about.
    pub community: Option<CommunityId>,
    /// The language of the interview (BCP 47).
    pub language: Option<String>,
    /// What the device's clock said (RFC 3339). Decides nothing.
    pub captured_at: Option<String>,
    /// The answers.
    pub answers: Answers,
}

impl Revision {
    /// A withdrawal: of it, only the envelope is ever kept.
    pub fn withdrawal(submission: SubmissionId, id: RevisionId, version: u64) -> Self {
        Self {
            id,
            submission,
            version,
            parents: None,
            withdraw: true,
            void: None,
            form: None,
            community: None,
            language: None,
            captured_at: None,
            answers: Answers::default(),
        }
    }
}

/// A field of a head. It borrows its path where it can: a merge looks at very many of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<'a> {
    /// The form's id and version.
    Form,
    /// The community.
    Community,
    /// The language of the interview.
    Language,
    /// Whether the record is a mistake.
    Void,
    /// An answer by its path; a row stands in it as `pits[<uuid>]`.
    Answer(Cow<'a, str>),
}

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("form"),
            Self::Community => f.write_str("community"),
            Self::Language => f.write_str("language"),
            Self::Void => f.write_str("void"),
            // A question may bear the name of a field of the record: then its place is said too.
            Self::Answer(path)
                if matches!(path.as_ref(), "form" | "community" | "language" | "void") =>
            {
                write!(f, "answers/{path}")
            }
            Self::Answer(path) => f.write_str(path),
        }
    }
}

/// The smallest thing that merges by itself: a field, or one option of a multi-select field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Atom<'a> {
    /// The field.
    pub field: Field<'a>,
    /// The option, when the field has several choices.
    pub option: Option<&'a str>,
}

/// What a revision says about one atom.
pub type Saying<'a> = (Atom<'a>, Cow<'a, Value>);

/// What is said of an option or a row that is there.
static THERE: Value = Value::Bool(true);

/// The path of one row: `pits[018f…]`.
pub fn row_path(repeat: &str, row: &Uuid) -> String {
    format!("{repeat}[{row}]")
}

impl Revision {
    /// This revision with only the answers at some paths.
    pub fn with_only<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Self {
        let answer = |path: &str| Some((path.to_owned(), self.answers.get(path)?.clone()));
        Self {
            answers: paths.filter_map(answer).collect(),
            parents: self.parents.clone(),
            form: self.form.clone(),
            community: self.community.clone(),
            language: self.language.clone(),
            captured_at: self.captured_at.clone(),
            ..*self
        }
    }

    /// Everything this revision says, atom by atom. What is absent or null is not in it.
    pub fn atoms(&self) -> Vec<Saying<'_>> {
        let mut atoms = Vec::with_capacity(self.answers.len() + 4);
        let mut push = |field, value| atoms.push((Atom { field, option: None }, Cow::Owned(value)));
        if let Some(form) = &self.form {
            push(Field::Form, serde_json::json!({"id": form.id, "version": form.version}));
        }
        if let Some(community) = &self.community {
            push(Field::Community, Value::String(community.0.clone()));
        }
        if let Some(language) = &self.language {
            push(Field::Language, Value::String(language.clone()));
        }
        if let Some(void) = self.void {
            push(Field::Void, Value::Bool(void));
        }
        push_answers(&mut atoms, "", &self.answers);
        atoms
    }
}

fn push_answers<'a>(atoms: &mut Vec<Saying<'a>>, prefix: &str, answers: &'a Answers) {
    for (path, answer) in answers {
        let path = match prefix {
            "" => Cow::Borrowed(path.as_str()),
            _ => Cow::Owned(format!("{prefix}/{path}")),
        };
        let mut push = |path, option, value| {
            atoms.push((Atom { field: Field::Answer(path), option }, Cow::Borrowed(value)));
        };
        match answer {
            Answer::Single(Value::Null) => {}
            Answer::Single(value) => push(path, None, value),
            Answer::Choices(choices) => {
                for choice in choices {
                    push(path.clone(), Some(choice.as_str()), &THERE);
                }
            }
            Answer::Rows(rows) => {
                for row in rows {
                    let row_path = row_path(&path, &row.id);
                    let field = Field::Answer(Cow::Owned(row_path.clone()));
                    atoms.push((Atom { field, option: None }, Cow::Borrowed(&THERE)));
                    push_answers(atoms, &row_path, &row.answers);
                }
            }
        }
    }
}
