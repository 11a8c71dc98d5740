//! Numbers to call, taken out of what arrived before anything else sees it.

use roxmltree::{Document, Node};
use serde_json::{Map, Value};

use crate::domain::content;
use crate::domain::form::{Form, Meaning};
use crate::domain::ids::SubmissionId;
use crate::domain::needs::day;

/// [`Purpose::Callback`](super::Purpose) in the words of the form.
const CALLBACK: &str = "callback";

/// Where a form asks for what goes into the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    contact: String,
    purposes: Option<String>,
}

/// What an item is without its contact, and the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// The bytes without it. The same item always gives the same.
    pub raw: Vec<u8>,
    /// The contact; none where the respondent did not agree to be called back: it is kept nowhere then.
    pub contact: Option<String>,
    /// The version of the item; 2 for an edit that does not say.
    pub version: u64,
    /// The day of the interview, in days since 1970-01-01.
    pub day: Option<i32>,
}

impl Asks {
    /// Where a form asks; `None` when it does not. By the paths of this version: it is about what arrives.
    pub fn of(form: &Form) -> Option<Self> {
        let questions = form.questions();
        let path = |meaning| {
            let found = questions.iter().find(|(_, question)| question.meaning == Some(meaning));
            found.map(|(path, _)| path.clone())
        };
        Some(Self { contact: path(Meaning::Contact)?, purposes: path(Meaning::Purposes) })
    }

    /// Parts an item from its contact; `None` when it has none or cannot be read.
    pub fn part(&self, mut item: Map<String, Value>) -> Option<Parted> {
        let derived = match (item.get("revision"), item.get("submission")) {
            (None | Some(Value::Null), Some(Value::String(id))) => {
                let submission = SubmissionId(uuid::Uuid::parse_str(id).ok()?);
                Some(content::derived_revision(submission, &content::hash(&item)))
            }
            _ => None,
        };
        let (said, agreed) = if let Some(Value::Object(answers)) = item.get_mut("answers") {
            let said = take(answers, &self.contact)?;
            let ticked = self.purposes.as_ref().and_then(|path| find(answers, path));
            (text(&said), agrees(ticked))
        } else if let Some(Value::String(xml)) = item.get_mut(content::XML) {
            let (said, ticked) = cut(xml, &self.contact, self.purposes.as_deref())?;
            (Some(said), agrees(Some(&Value::from(ticked))))
        } else {
            return None;
        };
        // Its name stays what it was, whatever has been taken out of it.
        if let Some(id) = derived {
            item.insert("revision".to_owned(), Value::from(id.to_string()));
        }
        Some(Parted {
            contact: said.filter(|said| agreed && !said.trim().is_empty()),
            version: item.get("version").and_then(Value::as_u64).unwrap_or(2),
            day: item.get("captured_at").and_then(Value::as_str).and_then(day),
            raw: Value::Object(item).to_string().into_bytes(),
        })
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether "call back" is among what was ticked, as a list or as OpenRosa writes one.
fn agrees(ticked: Option<&Value>) -> bool {
    let is = |word: &str| word == CALLBACK;
    match ticked {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).any(is),
        Some(Value::String(words)) => words.split_whitespace().any(is),
        _ => false,
    }
}

/// Takes an answer out by its path, wherever objects under the names of groups have it.
fn take(answers: &mut Map<String, Value>, path: &str) -> Option<Value> {
    let mut taken = answers.remove(path);
    for (at, _) in path.match_indices('/') {
        let (group, rest) = (path.get(..at)?, path.get(at + 1..)?);
        if let Some(Value::Object(inside)) = answers.get_mut(group) {
            taken = taken.or(take(inside, rest));
        }
    }
    taken
}

fn find<'a>(answers: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    answers.get(path).or_else(|| {
        path.match_indices('/').find_map(|(at, _)| {
            let Some(Value::Object(inside)) = answers.get(path.get(..at)?) else { return None };
            find(inside, path.get(at + 1..)?)
        })
    })
}

/// Cuts the text of an element out of an instance; that text, and the text of another one.
fn cut(xml: &mut String, path: &str, other: Option<&str>) -> Option<(String, String)> {
    let (said, ticked, range) = {
        let document = Document::parse(xml).ok()?;
        let element = step(document.root_element(), path)?;
        let said: String =
            element.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect();
        let range = element.first_child()?.range().start..element.last_child()?.range().end;
        let ticked = other.and_then(|path| step(document.root_element(), path));
        let ticked = ticked.and_then(|element| element.text()).unwrap_or_default().to_owned();
        (said, ticked, range)
    };
    xml.replace_range(range, "");
    Some((said, ticked))
}

fn step<'a, 'b>(from: Node<'a, 'b>, path: &str) -> Option<Node<'a, 'b>> {
    path.split('/').try_fold(from, |at, name| {
        at.children().find(|child| child.is_element() && child.tag_name().name() == name)
    })
}
