//! What the answers of a record say that its respondent agreed to: a function of the head.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::receipt::ReceiptCode;
use super::record::{Consent, Mode, Purpose};
use crate::domain::form::{Form, Meaning};
use crate::domain::head::{Head, State};
use crate::domain::ids::CommunityId;
use crate::domain::needs::day;

/// What a record says that its respondent agreed to. What nobody was asked, nobody agreed to; but for the
/// totals of forms that ask for no consent at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The version of the text that was read out: the form's, which holds it.
    pub text: String,
    /// The language of the interview (BCP 47).
    pub language: Option<String>,
    /// How it was given.
    pub mode: Option<Mode>,
    /// What was agreed to.
    pub purposes: BTreeSet<Purpose>,
    /// When, by the clock of the device (RFC 3339).
    pub at: Option<String>,
    /// Where.
    pub place: Option<CommunityId>,
}

impl Form {
    /// What a head says that its respondent agreed to; nothing once it is withdrawn or void.
    ///
    /// - Where the form asks for consent, only the choice `yes` is one.
    /// - Each purpose is agreed to by itself. Where no purpose is answered, consent is for the totals.
    pub fn agreement(&self, head: &Head) -> Agreement {
        let said = |meaning| self.meaning(meaning).map(|(path, _)| texts(&head.answers, &path));
        let agreed = head.state == State::Current
            && said(Meaning::Consent).is_none_or(|said| said.iter().any(|said| said == "yes"));
        let ticked = said(Meaning::Purposes).unwrap_or_default();
        let purposes = match (agreed, ticked.is_empty()) {
            (false, _) => BTreeSet::new(),
            (true, true) => BTreeSet::from([Purpose::Totals]),
            (true, false) => ticked.iter().filter_map(|word| read(word)).collect(),
        };
        Agreement {
            text: self.form.to_string(),
            language: head.language.clone(),
            mode: said(Meaning::Mode).unwrap_or_default().first().and_then(|word| read(word)),
            purposes,
            at: head.captured_at.clone(),
            place: head.community.clone(),
        }
    }
}

impl Agreement {
    /// Whether something may be done with the record. Ask this wherever answers are counted, quoted, kept
    /// or sent on.
    pub fn allows(&self, purpose: Purpose) -> bool {
        self.purposes.contains(&purpose)
    }

    /// As the record of a consent, where all is known that makes it one.
    pub fn consent(&self, receipt: ReceiptCode) -> Option<Consent> {
        Some(Consent {
            text: self.text.clone(),
            language: self.language.clone()?,
            mode: self.mode?,
            purposes: self.purposes.clone(),
            given: day(self.at.as_deref()?)?,
            receipt,
            withdrawn: None,
        })
    }
}

/// A word of the form as what it stands for; a word of one's own stands for nothing.
fn read<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::from(word)).ok()
}

fn texts(answers: &Map<String, Value>, path: &str) -> Vec<String> {
    match answers.get(path) {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(list)) => {
            list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}
