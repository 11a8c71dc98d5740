//! What a workbook says in short and an XForm has to say at length: counts of repeats that are
//! computed, the text beside "other", the audit log that belongs to the metadata.

use crate::domain::form::{Form, Item, Kind, Question, Section};
use crate::domain::text::Text;

/// The form as it is written, and the audit question that was taken out of it.
pub(in crate::forms::xform) fn prepare(form: &Form) -> (Form, Option<Question>) {
    let mut prepared = form.clone();
    let mut audit = None;
    prepared.body = body(&form.body, &mut audit);
    (prepared, audit)
}

const OTHER: &str = "other";

fn body(items: &[Item], audit: &mut Option<Question>) -> Vec<Item> {
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Question(question) if is_audit(question) => *audit = Some((**question).clone()),
            Item::Question(question) => {
                out.push(item.clone());
                if let Kind::SelectOne { or_other: true, .. }
                | Kind::SelectMultiple { or_other: true, .. } = &question.kind
                {
                    out.push(specify(question));
                }
            }
            Item::Group(section) => {
                let body = body(&section.body, audit);
                let mut section = Section { body, ..section.clone() };
                lay_out_table(&mut section);
                out.push(Item::Group(section));
            }
            Item::Repeat(section) => {
                let body = body(&section.body, audit);
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

/// The appearance of a group that shows questions with the same choices as a table.
const TABLE: &str = "table-list";

/// Gives a table its head: a note with the group's label, and a row with the labels of the choices.
fn lay_out_table(section: &mut Section) {
    let Some(appearance) = &section.appearance else { return };
    if !appearance.split_whitespace().any(|word| word == TABLE) {
        return;
    }
    let others = appearance.split_whitespace().filter(|word| *word != TABLE);
    section.appearance =
        Some(std::iter::once("field-list").chain(others).collect::<Vec<_>>().join(" "));
    let mut body = Vec::with_capacity(section.body.len() + 2);
    if !section.label.is_empty() {
        body.push(Item::Question(Box::new(Question {
            name: format!("generated_table_list_label_{}", section.name),
            kind: Kind::Note,
            label: std::mem::take(&mut section.label),
            ..Question::default()
        })));
    }
    let mut headed = false;
    for mut item in std::mem::take(&mut section.body) {
        if let Item::Question(question) = &mut item
            && question.kind.list().is_some()
        {
            if !headed {
                body.push(Item::Question(Box::new(Question {
                    name: format!("reserved_name_for_field_list_labels_{}", section.name),
                    kind: question.kind.clone(),
                    appearance: Some("label".to_owned()),
                    ..Question::default()
                })));
                headed = true;
            }
            question.appearance = Some("list-nolabel".to_owned());
        }
        body.push(item);
    }
    section.body = body;
}
