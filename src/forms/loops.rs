//! Loops of old forms: the same questions once for every choice of a list.

use crate::domain::form::{Choice, Item, Section};
use crate::domain::text::Text;

/// Bytes of JSON that what a loop becomes may come to. Loops in loops multiply, and labels in labels.
pub(super) const MOST: usize = 16 << 20;

/// A group for each choice; `None` when they would be too many.
pub(super) fn unrolled(body: &[Item], choices: &[Choice]) -> Option<Vec<Item>> {
    let json = serde_json::to_string(body).ok()?;
    let longest =
        choices.iter().flat_map(|c| c.label.0.values().chain([&c.name])).map(String::len).max();
    let labels = json.matches("%(").count().saturating_mul(longest.unwrap_or_default());
    if json.len().saturating_add(labels).saturating_mul(choices.len()) > MOST {
        return None;
    }
    let group = |choice: &Choice| {
        let mut body = body.to_vec();
        fill(&mut body, choice);
        let (name, label) = (choice.name.clone(), choice.label.clone());
        Item::Group(Section { name, label, body, ..Section::default() })
    };
    Some(choices.iter().map(group).collect())
}

/// Puts the choice's name and label where the texts say `%(name)s` and `%(label)s`.
fn fill(body: &mut [Item], choice: &Choice) {
    for item in body {
        match item {
            Item::Question(question) => {
                fill_text(&mut question.label, choice);
                fill_text(&mut question.hint, choice);
                fill_text(&mut question.constraint_message, choice);
                let expressions = [
                    &mut question.relevant,
                    &mut question.required,
                    &mut question.constraint,
                    &mut question.calculation,
                    &mut question.choice_filter,
                    &mut question.default,
                ];
                expressions.into_iter().for_each(|text| fill_expression(text, choice));
            }
            Item::Group(section) | Item::Repeat(section) => {
                fill_text(&mut section.label, choice);
                fill_expression(&mut section.relevant, choice);
                fill(&mut section.body, choice);
            }
        }
    }
}

fn fill_expression(expression: &mut Option<String>, choice: &Choice) {
    if let Some(text) = expression.as_mut().filter(|text| text.contains("%(")) {
        *text = text.replace("%(name)s", &choice.name);
    }
}

fn fill_text(text: &mut Text, choice: &Choice) {
    for (language, said) in &mut text.0 {
        if said.contains("%(") {
            let label = choice.label.pick(&[language]).map_or("", |(_, label)| label);
            *said = said.replace("%(name)s", &choice.name).replace("%(label)s", label);
        }
    }
}
