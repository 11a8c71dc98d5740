//! A questionnaire as data: questions in their groups, choices, texts per language, and what its
//! questions mean to Sikia. Formats (XLSForm and others) are read into this by `crate::forms`.

mod check;
pub mod evaluate;
mod index;
pub mod instance;
pub(crate) mod prepare;
mod renames;
pub mod sample;
mod scalar;
mod schema;
pub(crate) mod tree;
pub(crate) mod types;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::consent::ExportClass;
use super::head::Head;
use super::ids::FormRef;
use super::text::Text;
use index::{Rule, Scope};

pub use index::Derived;
pub use renames::Unfit;

/// One version of a questionnaire. Immutable once published.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// Its id and version.
    #[serde(flatten)]
    pub form: FormRef,
    /// Its title per language.
    pub title: Text,
    /// The languages it has, as its columns name them: a tag (`sw`) where the heading carries one.
    pub languages: Vec<String>,
    /// The language to fall back to; one of `languages`, or empty when texts state none.
    pub default_language: String,
    /// The name of the element around its answers in XML; `data` when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub root: String,
    /// Its other settings by heading, passed through.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, String>,
    /// The rows of its other sheets (`external_choices`, `entities`, `osm`) by the sheet's name, each
    /// row by heading.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sheets: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    /// Questions, groups and repeats in the order of the workbook.
    pub body: Vec<Item>,
    /// The choices of each list, in order.
    pub choices: BTreeMap<String, Vec<Choice>>,
    /// What questions, groups and repeats of this version are called in newer ones: their path here, and
    /// there. The only thing of a published form that changes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub renames: BTreeMap<String, String>,
    /// Lookups for checking answers; `Default::default()` when a form is put together.
    #[serde(skip)]
    pub derived: Derived,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "item", rename_all = "lowercase")]
pub enum Item {
    /// A question, or something that is calculated or recorded like one.
    Question(Box<Question>),
    /// Questions that belong together.
    Group(Section),
    /// Questions that are asked again and again.
    Repeat(Section),
}

/// A group or a repeat.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its name; the step in the paths of what is in it.
    pub name: String,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// When it is asked: an expression of the ODK dialect, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    /// How it looks, passed through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appearance: Option<String>,
    /// What is in it.
    pub body: Vec<Item>,
    /// The other columns of its row by heading, passed through.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its name; the last step of its path.
    pub name: String,
    /// What is asked for.
    pub kind: Kind,
    /// What the enumerator reads out.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// What helps to ask it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// Whether an answer is needed: an expression, as written; `yes` always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<String>,
    /// When it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<String>,
    /// What an answer must fulfil.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<String>,
    /// What to say when it does not.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub constraint_message: Text,
    /// How its value is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<String>,
    /// Which of its choices are offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice_filter: Option<String>,
    /// What stands in it at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// How it looks, passed through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appearance: Option<String>,
    /// What it means to Sikia: the `sikia` column of the survey sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Meaning>,
    /// How far its answers may go: the `sikia_export` column of the survey sheet; by what it asks for
    /// where that says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub export: Option<ExportClass>,
    /// The other columns of its row by heading, passed through.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// What a question asks for, and so what fits as an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Kind {
    /// Any text.
    #[default]
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// `YYYY-MM-DD`.
    Date,
    /// `HH:MM[:SS[.sss]]` with an optional offset.
    Time,
    /// RFC 3339, the offset optional.
    Datetime,
    /// `latitude longitude [altitude [accuracy]]`, in degrees and metres, as ODK writes it.
    Geopoint,
    /// One choice of a list.
    SelectOne {
        /// The list's name.
        list: String,
        /// Whether a text that is no choice is an answer too (`or_other`).
        #[serde(default)]
        or_other: bool,
    },
    /// Any number of choices of a list, without order.
    SelectMultiple {
        /// The list's name.
        list: String,
        /// Whether a text that is no choice is an answer too (`or_other`).
        #[serde(default)]
        or_other: bool,
    },
    /// Choices of a list in order, each at most once.
    Rank {
        /// The list's name.
        list: String,
    },
    /// Computed by the client; kept as it is.
    Calculate,
    /// Shown, never answered.
    Note,
    /// A type of the form standard that is kept and passed through, its answer taken as it is.
    Other {
        /// The type as the workbook writes it.
        name: String,
    },
}

/// One choice of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored.
    pub name: String,
    /// What is read out.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// The other columns of the choices sheet, which choice filters use.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// What a question means to Sikia. Other tools ignore the column that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Meaning {
    /// `consent`: whether the respondent agreed at all; only the choice `yes` counts.
    Consent,
    /// `purposes`: what the respondent agreed to; needs totals ask for the choice `totals`.
    Purposes,
    /// `need`: the needs named, most important first; codes of the taxonomy.
    Need,
    /// `gender`: the respondent's gender.
    Gender,
    /// `age`: the respondent's age band.
    Age,
    /// `role`: what the respondent does at the site; one or several.
    Role,
    /// `place`: the community, where a client cannot say it beside the answers.
    Place,
    /// `words`: the respondent's own words.
    Words,
    /// `mode`: how consent was given: `oral`, `recorded` or `signed`.
    Mode,
    /// `contact`: a number to call or an address. It is kept apart from the answers, and only where
    /// the respondent agreed to be called back.
    Contact,
}

impl Meaning {
    /// Every meaning with its word in the `sikia` column.
    pub const WORDS: [(&'static str, Self); 10] = [
        ("consent", Self::Consent),
        ("purposes", Self::Purposes),
        ("need", Self::Need),
        ("gender", Self::Gender),
        ("age", Self::Age),
        ("role", Self::Role),
        ("place", Self::Place),
        ("words", Self::Words),
        ("mode", Self::Mode),
        ("contact", Self::Contact),
    ];

    /// The meaning of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(w, _)| *w == word).map(|(_, meaning)| *meaning)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, m)| *m == self).map_or("", |(word, _)| word)
    }
}

impl Form {
    /// Every question with its path (`respondent/gender`), in the order of the form. A question in a
    /// repeat has the repeat in its path.
    pub fn questions(&self) -> Vec<(String, &Question)> {
        fn walk<'a>(prefix: &str, body: &'a [Item], out: &mut Vec<(String, &'a Question)>) {
            let join = |name: &str| {
                if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") }
            };
            for item in body {
                match item {
                    Item::Question(question) => out.push((join(&question.name), question)),
                    Item::Group(section) | Item::Repeat(section) => {
                        walk(&join(&section.name), &section.body, out);
                    }
                }
            }
        }
        let mut out = Vec::new();
        walk("", &self.body, &mut out);
        out
    }

    /// The first question that has a meaning, with its newest path.
    pub fn meaning(&self, meaning: Meaning) -> Option<(String, &Question)> {
        let found = self.questions().into_iter().find(|(_, q)| q.meaning == Some(meaning));
        found.map(|(path, question)| (self.newest(&path), question))
    }

    /// Puts the options of multi-select answers into the form's order, unknown ones after them by
    /// code. Merge itself knows no form, and keeps them in code order.
    pub fn in_form_order(&self, head: &mut Head) {
        order_options(self.index(), &mut head.answers);
    }
}

fn order_options(scope: &Scope, answers: &mut serde_json::Map<String, Value>) {
    for (path, answer) in answers {
        let Some(at) = scope.find(path) else { continue };
        match (&scope.slots[at].rule, answer) {
            (Rule::Many(offer), Value::Array(options)) => {
                options
                    .sort_by_key(|option| option.as_str().map_or(usize::MAX, |c| offer.place(c)));
            }
            (Rule::Repeat(inside), Value::Array(rows)) => {
                for row in rows.iter_mut().filter_map(Value::as_object_mut) {
                    order_options(inside, row);
                }
            }
            _ => {}
        }
    }
}
