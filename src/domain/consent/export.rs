//! How far a field may go.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::answers::ROW_ID;
use crate::domain::disclosure::Content;
use crate::domain::form::{Form, Kind, Meaning, Question};

/// How far a field may go, from nearest to furthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportClass {
    /// It stays on this node.
    Local,
    /// It stays in the country (R101).
    National,
    /// It may go to anyone whom disclosure control lets have it.
    Anyone,
}

/// Where something is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// A node or person in the same country.
    InCountry,
    /// Anywhere else, and wherever nobody knows.
    Abroad,
}

impl ExportClass {
    /// Every class with its word in the `sikia_export` column.
    pub const WORDS: [(&'static str, Self); 3] =
        [("local", Self::Local), ("national", Self::National), ("anyone", Self::Anyone)];

    /// The class of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(w, _)| *w == word).map(|(_, class)| *class)
    }

    /// The class of a field whose form says nothing: personal things stay, sensitive ones stay in the
    /// country, and so does every single record's choice; what is counted from them may go.
    pub fn of(content: Content) -> Self {
        match content {
            Content::Contact | Content::Audio | Content::Point => Self::Local,
            Content::FreeText | Content::Category | Content::Time => Self::National,
        }
    }

    /// Whether a field of this class may be sent there.
    pub fn allows(self, destination: Destination) -> bool {
        match destination {
            Destination::InCountry => self >= Self::National,
            Destination::Abroad => self == Self::Anyone,
        }
    }
}

/// What a question's answers hold.
fn content(question: &Question) -> Content {
    if question.meaning == Some(Meaning::Contact) {
        return Content::Contact;
    }
    match &question.kind {
        Kind::Text => Content::FreeText,
        Kind::Date | Kind::Time | Kind::Datetime => Content::Time,
        Kind::Geopoint => Content::Point,
        Kind::Other { name } => match name.as_str() {
            "audio" | "background-audio" | "video" | "image" | "file" => Content::Audio,
            "geotrace" | "geoshape" | "start-geopoint" | "background-geopoint" => Content::Point,
            "phone number" | "phonenumber" | "email" | "username" | "deviceid" | "subscriberid"
            | "simserial" => Content::Contact,
            "start" | "end" | "today" => Content::Time,
            _ => Content::FreeText,
        },
        Kind::Integer
        | Kind::Decimal
        | Kind::SelectOne { .. }
        | Kind::SelectMultiple { .. }
        | Kind::Rank { .. }
        | Kind::Calculate
        | Kind::Note => Content::Category,
    }
}

impl Form {
    /// How far the answers to each question may go, by their newest path: what the form declares, and
    /// where it declares nothing what is safe for what the question asks for.
    pub fn export_classes(&self) -> Vec<(String, ExportClass)> {
        let class = |question: &Question| {
            question.export.unwrap_or_else(|| ExportClass::of(content(question)))
        };
        let questions = self.questions().into_iter();
        questions.map(|(path, question)| (self.newest(&path), class(question))).collect()
    }

    /// Takes out of answers whatever may not be sent there, and says what it was. An answer that the
    /// form does not know stays in the country like words of one's own.
    pub fn keep_back(
        &self,
        answers: &mut Map<String, Value>,
        destination: Destination,
    ) -> Vec<(String, ExportClass)> {
        let classes: HashMap<String, ExportClass> = self.export_classes().into_iter().collect();
        let mut kept = Vec::new();
        keep_back(answers, "", &classes, destination, &mut kept);
        kept.sort();
        kept.dedup();
        kept
    }
}

fn keep_back(
    answers: &mut Map<String, Value>,
    prefix: &str,
    classes: &HashMap<String, ExportClass>,
    destination: Destination,
    kept: &mut Vec<(String, ExportClass)>,
) {
    answers.retain(|path, value| {
        let full = if prefix.is_empty() { path.clone() } else { format!("{prefix}/{path}") };
        let repeat = format!("{full}/");
        if let Value::Array(rows) = value
            && classes.keys().any(|known| known.starts_with(&repeat))
        {
            for row in rows.iter_mut().filter_map(Value::as_object_mut) {
                keep_back(row, &full, classes, destination, kept);
            }
            return true;
        }
        if path == ROW_ID {
            return true;
        }
        let class = classes.get(&full).copied().unwrap_or(ExportClass::National);
        let allowed = class.allows(destination);
        if !allowed {
            kept.push((full, class));
        }
        allowed
    });
}

/// The fields that may not be sent there, each with its class, in the order given. A replication or an
/// export with any of them is refused, and says which.
pub fn refused<'a>(
    fields: &[(&'a str, ExportClass)],
    destination: Destination,
) -> Vec<(&'a str, ExportClass)> {
    fields.iter().filter(|(_, class)| !class.allows(destination)).copied().collect()
}
