//! Questions that are called otherwise in newer versions of their form.
//!
//! Answers are merged, counted and told under their newest path, whichever version they were given to.

use serde_json::{Map, Value};

use super::index::{Rule, Scope};
use super::{Form, Item};
use crate::domain::answers::{Answer, Answers};

/// What stands at a path of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Question,
    Group,
    Repeat,
}

/// Why a path cannot be called otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No version has the old path without the new one, too.
    #[error("no version of the form has the old path alone")]
    NoOld,
    /// No version has the new path.
    #[error("no version of the form has the new path")]
    NoNew,
    /// One is a question, the other a group or a repeat, or they stand in different repeats.
    #[error("the two paths are different kinds of things, or in different repeats")]
    Apart,
}

impl Form {
    /// What a path of this version is called in newer ones; itself where nothing else is said.
    pub fn newest(&self, path: &str) -> String {
        let said = self.renames.iter().filter_map(|(old, new)| {
            let rest = path.strip_prefix(old.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then_some((old.len(), new, rest))
        });
        // The longest says most.
        match said.max_by_key(|(length, ..)| *length) {
            Some((_, new, rest)) => format!("{new}{rest}"),
            None => path.to_owned(),
        }
    }

    /// What a path is called in newer versions, relative to the rows of a repeat; `None` where nothing
    /// changes within them.
    pub(super) fn newest_within(&self, repeat: &str, path: &str) -> Option<String> {
        if self.renames.is_empty() {
            return None;
        }
        let within = |repeat: &str, path: &str| match repeat {
            "" => Some(path.to_owned()),
            repeat => Some(path.strip_prefix(repeat)?.strip_prefix('/')?.to_owned()),
        };
        let newest = within(&self.newest(repeat), &self.newest(path))?;
        (within(repeat, path)? != newest).then_some(newest)
    }

    /// The form in which a path is called otherwise from now on, or itself again where both are one; `None`
    /// where that is so already.
    pub fn with_rename(&self, from: &str, to: &str) -> Option<Self> {
        let mut form = self.clone();
        if from == to {
            form.renames.remove(from)?;
        } else if form.renames.insert(from.to_owned(), to.to_owned()).as_deref() == Some(to) {
            return None;
        }
        Some(form)
    }

    /// Whether both are the same questionnaire, whatever its questions are called in newer versions.
    pub fn is_same(&self, other: &Self) -> bool {
        let bare = |form: &Self| Self { renames: Default::default(), ..form.clone() };
        self == other || bare(self) == bare(other)
    }

    /// The versions, of some of one form, in which `from` is called `to` from now on.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn that_rename<'a>(
        versions: &[&'a Self],
        from: &str,
        to: &str,
    ) -> Result<Vec<&'a Self>, Unfit> {
        let at = |form: &Self, path: &str| place(&form.body, path, String::new());
        let new = versions.iter().find_map(|form| at(form, to)).ok_or(Unfit::NoNew)?;
        let old: Vec<&Self> = versions
            .iter()
            .copied()
            .filter(|form| at(form, from).is_some() && at(form, to).is_none())
            .collect();
        if old.is_empty() {
            return Err(Unfit::NoOld);
        }
        if old.iter().any(|form| at(form, from).as_ref() != Some(&new)) {
            // In a repeat the rows are what is renamed within, so the repeats have to be one.
            return Err(Unfit::Apart);
        }
        Ok(old)
    }

    /// Answers to this version under their newest paths. Where something stands there already, both stay.
    pub(crate) fn renamed(&self, answers: Answers) -> Answers {
        if self.renames.is_empty() { answers } else { self.index().renamed(answers) }
    }
}

/// What stands at a path, and the repeat that it stands in.
fn place(body: &[Item], path: &str, repeat: String) -> Option<(Place, String)> {
    let (first, rest) = path.split_once('/').map_or((path, None), |(f, r)| (f, Some(r)));
    let named = body.iter().find(|item| match item {
        Item::Question(question) => question.name == first,
        Item::Group(section) | Item::Repeat(section) => section.name == first,
    })?;
    match (named, rest) {
        (Item::Question(_), None) => Some((Place::Question, repeat)),
        (Item::Group(_), None) => Some((Place::Group, repeat)),
        (Item::Repeat(_), None) => Some((Place::Repeat, repeat)),
        (Item::Group(section), Some(rest)) => place(&section.body, rest, repeat),
        (Item::Repeat(section), Some(rest)) => {
            place(&section.body, rest, format!("{repeat}/{}", section.name))
        }
        (Item::Question(_), Some(_)) => None,
    }
}

impl Scope {
    fn renamed(&self, answers: Answers) -> Answers {
        let (moved, mut kept): (Vec<_>, Answers) = {
            let mut moved = Vec::new();
            let mut kept = Answers::new();
            for (path, answer) in answers {
                let slot = self.find(&path).map(|at| &self.slots[at]);
                let answer = match slot.map(|slot| &slot.rule) {
                    Some(Rule::Repeat(rows)) => rows.renamed_rows(answer),
                    _ => answer,
                };
                match slot.and_then(|slot| slot.newest.as_ref()) {
                    Some(newest) => moved.push((path, newest.clone(), answer)),
                    None => {
                        kept.insert(path, answer);
                    }
                }
            }
            (moved, kept)
        };
        for (old, new, answer) in moved {
            let path = if kept.contains_key(&new) { old } else { new };
            kept.insert(path, answer);
        }
        kept
    }

    fn renamed_rows(&self, answer: Answer) -> Answer {
        match answer {
            Answer::Rows(mut rows) => {
                for row in &mut rows {
                    row.answers = self.renamed(std::mem::take(&mut row.answers));
                }
                Answer::Rows(rows)
            }
            Answer::Single(Value::Array(rows)) => {
                let row = |row| match row {
                    Value::Object(row) => Value::Object(self.renamed_json(row)),
                    other => other,
                };
                Answer::Single(rows.into_iter().map(row).collect())
            }
            other => other,
        }
    }

    fn renamed_json(&self, row: Map<String, Value>) -> Map<String, Value> {
        let newest = |path: &str| self.find(path).and_then(|at| self.slots[at].newest.clone());
        let there: Vec<String> = row.keys().cloned().collect();
        row.into_iter()
            .map(|(path, value)| match newest(&path) {
                Some(newest) if !there.contains(&newest) => (newest, value),
                _ => (path, value),
            })
            .collect()
    }
}

#[cfg(test)]
#[path = "renames_tests.rs"]
mod tests;
