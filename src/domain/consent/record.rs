//! One person's consent.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::receipt::ReceiptCode;

/// A use that people agree to by itself. The words are the choices of the form's list `purposes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Count the answers in the community's totals.
    Totals,
    /// Quote the words, without a name.
    Quote,
    /// Keep the recording of the voice.
    Audio,
    /// Contact the person again.
    Callback,
    /// Share the answers without name or exact place.
    Share,
}

/// How consent was given. The words are the choices of the form's list `consent_mode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// By word of mouth, noted by who asked.
    Oral,
    /// By word of mouth, recorded.
    Recorded,
    /// By signature or thumbprint.
    Signed,
}

/// What a person agreed to. Withdrawing makes it hold for nothing any more; it is not deleted, since
/// it is what shows that nothing may be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The version of the text that was read out.
    pub text: String,
    /// The language it was read out in; BCP 47.
    pub language: String,
    /// How it was given.
    pub mode: Mode,
    /// What was ticked. Silence is no tick.
    pub purposes: BTreeSet<Purpose>,
    /// When, in days since 1970-01-01.
    pub given: i32,
    /// The code on the receipt.
    pub receipt: ReceiptCode,
    /// When it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<i32>,
}

/// What a consent lacks to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incomplete {
    /// The version of the text: nobody could say what was agreed to.
    Text,
    /// The language it was read out in.
    Language,
}

impl Consent {
    /// Whether it is known what was agreed to.
    pub fn check(&self) -> Result<(), Incomplete> {
        if self.text.trim().is_empty() {
            return Err(Incomplete::Text);
        }
        if self.language.trim().is_empty() {
            return Err(Incomplete::Language);
        }
        Ok(())
    }

    /// Whether something may be done on a day. A day before it was given is one on which it was not;
    /// a withdrawal holds from its own day on.
    pub fn permits(&self, purpose: Purpose, day: i32) -> bool {
        self.check().is_ok()
            && self.given <= day
            && self.withdrawn.is_none_or(|withdrawn| day < withdrawn)
            && self.purposes.contains(&purpose)
    }

    /// The same, withdrawn on a day. The first withdrawal stands.
    pub fn withdraw(&self, day: i32) -> Self {
        let first = self.withdrawn.map_or(day, |withdrawn| withdrawn.min(day));
        Self { withdrawn: Some(first), ..self.clone() }
    }
}
