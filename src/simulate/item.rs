//! One pushed item as the phone keeps it until the node has it.

use serde_json::{Map, Value, json};

use crate::domain::content;
use crate::domain::ids::{RevisionId, SubmissionId};

/// What the node has to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expect {
    /// That it is stored now, or that the respondent withdrew.
    Held,
    /// That it was stored before, or that the respondent withdrew.
    Again,
    /// That it is in quarantine, with one of these codes.
    Quarantined(&'static [&'static str]),
}

/// One item: exactly what goes over the wire, and what the phone knows about it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub text: Box<str>,
    pub submission: Option<SubmissionId>,
    /// What the node will call it, also where the phone leaves it out.
    pub revision: Option<RevisionId>,
    pub expect: Expect,
    /// Whether a call with it may have reached the node.
    pub tried: bool,
    pub withdraw: bool,
}

/// What one revision says. Members that are `None` are left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub submission: Option<SubmissionId>,
    pub revision: Option<RevisionId>,
    pub version: u64,
    pub parents: Option<Vec<RevisionId>>,
    pub form: Value,
    pub community: String,
    pub language: String,
    pub captured_at: String,
    pub answers: Option<Map<String, Value>>,
    pub void: Option<bool>,
    pub withdraw: bool,
    /// A member that the protocol does not know.
    pub app: Option<&'static str>,
}

impl Said {
    /// The members as the protocol names them.
    pub(super) fn object(self) -> Map<String, Value> {
        let mut object = Map::new();
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                object.insert(name.to_owned(), value);
            }
        };
        put("submission", json!(self.submission));
        put("revision", json!(self.revision));
        put("version", json!(self.version));
        put("parents", json!(self.parents));
        put("form", self.form);
        put("community", json!(self.community));
        put("language", json!(self.language));
        put("captured_at", json!(self.captured_at));
        put("answers", json!(self.answers));
        put("void", json!(self.void));
        put("withdraw", json!(self.withdraw.then_some(true)));
        put("app", json!(self.app));
        object
    }

    /// An item that the node has to hold.
    pub(super) fn item(self) -> Item {
        let (submission, given, withdraw) = (self.submission, self.revision, self.withdraw);
        let text = Value::Object(self.object()).to_string();
        let derived = || {
            let hash = content::hash(&content::read(text.as_bytes()).ok()?);
            Some(content::derived_revision(submission?, &hash))
        };
        let revision = given.or_else(derived);
        Item {
            text: text.into(),
            submission,
            revision,
            expect: Expect::Held,
            tried: false,
            withdraw,
        }
    }

    /// An item that the node has to put into quarantine; `mangle` makes its text unfit.
    pub(super) fn unfit(
        self,
        codes: &'static [&'static str],
        mangle: impl FnOnce(Map<String, Value>) -> String,
    ) -> Item {
        let (submission, revision) = (self.submission, self.revision);
        let text = mangle(self.object()).into();
        let expect = Expect::Quarantined(codes);
        Item { text, submission, revision, expect, tried: false, withdraw: false }
    }
}

impl Item {
    /// The same content in another dress: white space does not count.
    pub(super) fn again(&self) -> Self {
        let value: Option<Value> = serde_json::from_str(&self.text).ok();
        let text = value.and_then(|v| serde_json::to_string_pretty(&v).ok());
        let text = text.map_or_else(|| self.text.clone(), Into::into);
        Self { text, expect: Expect::Again, tried: true, ..self.clone() }
    }
}
