//! What a workbook says in short and an XForm has to say at length: counts of repeats that are
//! computed, the text beside "other", the audit log that belongs to the metadata.

use crate::domain::form::{Choice, Form, Item, Kind, Question, Section};
use crate::domain::text::Text;

/// The form as it is written, and the audit question that was taken out of it.
pub(super) fn prepare(form: &Form) -> (Form, Option<Question>) {
    let mut prepared = form.clone();
    let mut audit = None;
    let mut others = Vec::new();
    prepared.body = body(&form.body, &mut audit, &mut others);
    for list in others {
        let choices = prepared.choices.entry(list).or_default();
        if !choices.iter().any(|choice| choice.name == OTHER) {
            let languages = match form.languages.is_empty() {
                true => vec![String::new()],
                false => form.languages.clone(),
            };
            let label = Text(languages.into_iter().map(|l| (l, "Other".to_owned())).collect());
            choices.push(Choice { name: OTHER.to_owned(), label, ..Choice::default() });
        }
    }
    (prepared, audit)
}

const OTHER: &str = "other";

fn body(items: &[Item], audit: &mut Option<Question>, others: &mut Vec<String>) -> Vec<Item> {
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Question(question) if is_audit(question) => *audit = Some((**question).clone()),
            Item::Question(question) => {
                out.push(item.clone());
                if let Kind::SelectOne { list, or_other: true }
                | Kind::SelectMultiple { list, or_other: true } = &question.kind
                {
                    others.push(list.clone());
                    out.push(specify(question));
                }
            }
            Item::Group(section) => {
                let body = body(&section.body, audit, others);
                out.push(Item::Group(Section { body, ..section.clone() }));
            }
            Item::Repeat(section) => {
                let body = body(&section.body, audit, others);
                let mut section = Section { body, ..section.clone() };
                if let Some(count) = section.columns.get("repeat_count").cloned()
                    && !is_reference(&count)
                {
                    let name = format!("{}_count", section.name);
                    section.columns.insert("repeat_count".to_owned(), format!("${{{name}}}"));
                    out.push(Item::Question(Box::new(Question {
                        name,
                        kind: Kind::Calculate,
                        calculation: Some(count),
                        columns: [("read_only".to_owned(), "yes".to_owned())].into(),
                        ..Question::default()
                    })));
                }
                out.push(Item::Repeat(section));
            }
        }
    }
    out
}

fn is_audit(question: &Question) -> bool {
    matches!(&question.kind, Kind::Other { name } if name == "audit")
}

fn is_reference(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("${") && text.find('}') == Some(text.len() - 1)
}

/// The question that asks what the other one is.
fn specify(question: &Question) -> Item {
    Item::Question(Box::new(Question {
        name: format!("{}_other", question.name),
        kind: Kind::Text,
        label: Text::new("", "Specify other."),
        relevant: Some(format!("selected(../{}, '{OTHER}')", question.name)),
        ..Question::default()
    }))
}
