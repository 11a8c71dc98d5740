//! Choosing some of the people: a plain form, whose choices are those of the questionnaires.

use jiff::civil::{Date, date};

use super::choices::Choices;
use super::figures::Found;
use super::needs::name;
use crate::domain::form::Meaning;
use crate::domain::needs::Filter;
use crate::domain::problem::Problem;
use crate::domain::round::Round;
use crate::domain::taxonomy::{SPECIAL, Taxonomy};
use crate::http::api::views::name as called;
use crate::http::extract::INFORMATION;
use crate::i18n::Texts;

/// The round that is no round: everything ever said.
pub const ALL: &str = "all";

/// The form, filled in as it was sent.
pub struct Filters {
    /// What is chosen from a list.
    pub selects: Vec<Select>,
    /// The first day as `YYYY-MM-DD`, or empty.
    pub from: String,
    /// The last day as `YYYY-MM-DD`, or empty.
    pub to: String,
    /// A form's id that was asked for; it is no choice of people's, and is kept.
    pub form: Option<String>,
    /// What was chosen, in words; empty when everybody is shown.
    pub words: String,
}

/// One list to choose from.
pub struct Select {
    /// The parameter.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What choosing nothing is called; empty where something is always chosen.
    pub open: String,
    /// The choices: what is sent, what is read, and whether it is chosen.
    pub options: Vec<(String, String, bool)>,
}

/// The questions to choose by.
fn questions(filter: &Filter) -> [(&'static str, Meaning, Option<&str>); 3] {
    [
        ("gender", Meaning::Gender, filter.gender.as_deref()),
        ("age", Meaning::Age, filter.age.as_deref()),
        ("role", Meaning::Role, filter.role.as_deref()),
    ]
}

/// Refuses a filter that nobody can have answered to: its figures would be empty without a reason.
///
/// # Errors
/// [`Problem::BadParameter`].
pub fn check(filter: &Filter, choices: &Choices, taxonomy: &Taxonomy) -> Result<(), Problem> {
    let bad = |parameter: &str, given: &str| {
        let (parameter, given) = (parameter.to_owned(), given.to_owned());
        Err(Problem::BadParameter { parameter, given })
    };
    for (parameter, meaning, given) in questions(filter) {
        if let Some(given) = given.filter(|given| !choices.has(meaning, given)) {
            return bad(parameter, given);
        }
    }
    if let Some(domain) =
        filter.domain.as_deref().filter(|domain| !domains(taxonomy).any(|d| d == *domain))
    {
        return bad("domain", domain);
    }
    match (filter.from, filter.to) {
        (Some(from), Some(to)) if to < from => bad("to", &written(filter.to)),
        _ => Ok(()),
    }
}

/// The form of what was asked for.
pub fn filters(found: &Found, taxonomy: &Taxonomy, texts: &Texts) -> Filters {
    let (filter, choices) = (&found.question.filter, &found.choices);
    let labels = [texts.page_filter_gender(), texts.page_filter_age(), texts.page_filter_role()];
    let mut selects: Vec<Select> = Vec::new();
    for ((name, meaning, given), label) in questions(filter).into_iter().zip(labels) {
        let all = choices.all(meaning);
        let options = all.iter().map(|choice| choice.name.as_str());
        let options = options
            .map(|code| {
                let label = choices.label(meaning, code, texts);
                (code.to_owned(), label, given == Some(code))
            })
            .collect();
        selects.push(Select { name, label, open: texts.page_filter_all(), options });
    }
    let given = filter.domain.as_deref();
    let options = domains(taxonomy)
        .map(|code| (code.to_owned(), name(taxonomy, code, texts).1, given == Some(code)))
        .collect();
    let open = texts.page_filter_all();
    selects.push(Select { name: "domain", label: texts.page_table_domain(), open, options });
    let information = (INFORMATION.to_owned(), texts.round_only_information(), filter.information);
    selects.push(Select {
        name: "only",
        label: texts.round_only(),
        open: texts.page_filter_all(),
        options: vec![information],
    });
    selects.retain(|select| !select.options.is_empty());
    let words = words(filter, &selects, texts);
    // Which round it is stands on the page by itself.
    selects.splice(0..0, rounds(found, texts));
    let (from, to) = (written(filter.from), written(filter.to));
    Filters { selects, from, to, form: filter.form.clone(), words }
}

/// The rounds to choose from; none where there are none.
fn rounds(found: &Found, texts: &Texts) -> Option<Select> {
    found.rounds.first()?;
    let option = |round: &Round| {
        let chosen = found.round() == Some(&round.id);
        (round.id.to_string(), called(&round.name, texts, round.id.as_str()), chosen)
    };
    let mut options: Vec<_> = found.rounds.iter().map(option).collect();
    options.push((ALL.to_owned(), texts.round_everything(), found.round().is_none()));
    Some(Select { name: "round", label: texts.round_label(), open: String::new(), options })
}

fn words(filter: &Filter, selects: &[Select], texts: &Texts) -> String {
    let chosen = selects.iter().flat_map(|select| &select.options).filter(|(_, _, chosen)| *chosen);
    let mut words: Vec<String> = chosen.map(|(_, label, _)| label.clone()).collect();
    let mut day = |label: String, number: Option<i32>| {
        words.extend(civil(number).map(|day| format!("{label} {}", texts.date(day))));
    };
    day(texts.page_filter_from(), filter.from);
    day(texts.page_filter_to(), filter.to);
    words.extend(filter.form.clone());
    words.join(" · ")
}

/// The domains of needs, in the order of the list.
fn domains(taxonomy: &Taxonomy) -> impl Iterator<Item = &str> {
    let domains = taxonomy.0.iter().filter(|code| code.parent.is_none());
    domains.map(|code| code.code.as_str()).filter(|code| *code != SPECIAL)
}

/// The day of days since 1970.
fn civil(day: Option<i32>) -> Option<Date> {
    let days = jiff::Span::new().try_days(day?).ok()?;
    date(1970, 1, 1).checked_add(days).ok()
}

fn written(day: Option<i32>) -> String {
    civil(day).map_or_else(String::new, |day| day.to_string())
}
