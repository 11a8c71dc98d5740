//! Who was asked: respondents by what they said of themselves.

use super::choices::Choices;
use crate::charts::{Bar, Direction, Pattern, bar};
use crate::domain::form::Meaning;
use crate::domain::needs::{Group, NeedsReport};
use crate::i18n::Texts;

/// Respondents by one question.
pub struct AskedBy {
    /// What they are told apart by.
    pub heading: String,
    /// What to know when adding up.
    pub note: Option<String>,
    /// The groups, largest first.
    pub rows: Vec<AskedRow>,
}

/// One group.
pub struct AskedRow {
    /// What it is called.
    pub label: String,
    /// How many.
    pub count: String,
    /// How many of the respondents.
    pub percent: String,
    /// The same as SVG.
    pub bar: String,
}

/// The questions that anybody has answered.
pub fn asked(report: &NeedsReport, choices: &Choices, texts: &Texts) -> Vec<AskedBy> {
    let groups = &report.groups;
    let by = |heading, meaning, groups: &[Group]| AskedBy {
        heading,
        note: (meaning == Meaning::Role).then(|| texts.page_by_role_note()),
        rows: in_order(groups, meaning, choices)
            .into_iter()
            .map(|group| row(group, meaning, report, choices, texts))
            .collect(),
    };
    [
        (texts.page_by_gender(), Meaning::Gender, &groups.gender),
        (texts.page_by_age(), Meaning::Age, &groups.age),
        (texts.page_by_role(), Meaning::Role, &groups.role),
    ]
    .into_iter()
    .filter(|(_, _, groups)| groups.iter().any(|group| group.code.is_some()))
    .map(|(heading, meaning, groups)| by(heading, meaning, groups))
    .collect()
}

/// Ages grow, as in the form; other groups keep their order, the largest first.
fn in_order<'a>(groups: &'a [Group], meaning: Meaning, choices: &Choices) -> Vec<&'a Group> {
    let mut groups: Vec<&Group> = groups.iter().collect();
    if meaning == Meaning::Age {
        let all = choices.all(meaning);
        let place = |code: &str| all.iter().position(|choice| choice.name == code);
        let place = |code: &str| place(code).unwrap_or(all.len());
        groups.sort_by_key(|group| group.code.as_deref().map_or(usize::MAX, place));
    }
    groups
}

fn row(
    group: &Group,
    meaning: Meaning,
    report: &NeedsReport,
    choices: &Choices,
    texts: &Texts,
) -> AskedRow {
    let share = group.respondents as f64 / report.respondents.max(1) as f64;
    let direction = Direction::of(texts.direction());
    AskedRow {
        label: match &group.code {
            Some(code) => choices.label(meaning, code, texts),
            None => texts.page_not_stated(),
        },
        count: texts.number(group.respondents),
        percent: texts.percent(share),
        bar: bar(&Bar { share, range: None, pattern: Pattern::Plain, direction }),
    }
}
