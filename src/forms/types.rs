//! The `type` column: the words of the form standard, old and new.

use crate::domain::form::Kind;

/// What one row of the survey sheet is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RowType {
    /// With the list that a loop goes over.
    Begin(Block, Option<String>),
    End(Block),
    Question(Kind, Source),
}

/// What may hold questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Group,
    Repeat,
    /// An old form's way to ask the same of every choice of a list: a group of groups.
    Loop,
}

/// Where the choices of a question are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Nowhere, or in the choices sheet.
    Sheet,
    /// In a file, or in the rows of a repeat.
    Elsewhere,
}

/// Longest first: the first that a type begins with is the one.
const SELECTS: &[(&str, Select, Source)] = &[
    ("add select multiple prompt using", Select::Multiple, Source::Sheet),
    ("add select one prompt using", Select::One, Source::Sheet),
    ("select all that apply from", Select::Multiple, Source::Sheet),
    ("select multiple from file", Select::Multiple, Source::Elsewhere),
    ("select one from file", Select::One, Source::Elsewhere),
    ("select all that apply", Select::Multiple, Source::Sheet),
    ("select multiple using", Select::Multiple, Source::Sheet),
    ("select multiple from", Select::Multiple, Source::Sheet),
    ("select one external", Select::One, Source::Elsewhere),
    ("select one using", Select::One, Source::Sheet),
    ("select one from", Select::One, Source::Sheet),
    ("select multiple", Select::Multiple, Source::Sheet),
    ("select one", Select::One, Source::Sheet),
    ("select1", Select::One, Source::Sheet),
    ("rank", Select::Rank, Source::Sheet),
];

#[derive(Clone, Copy)]
enum Select {
    One,
    Multiple,
    Rank,
}

/// Types that are kept and passed through.
const OTHERS: &[&str] = &[
    "acknowledge",
    "audio",
    "audit",
    "background-audio",
    "background-geopoint",
    "barcode",
    "csv-external",
    "deviceid",
    "email",
    "end",
    "file",
    "geoshape",
    "geotrace",
    "hidden",
    "image",
    "osm",
    "percentage",
    "phone number",
    "phonenumber",
    "range",
    "simserial",
    "start",
    "start-geopoint",
    "subscriberid",
    "today",
    "trigger",
    "username",
    "video",
    "xml-external",
];

/// Reads a type; `None` when the standard has none like it.
pub(super) fn parse(raw: &str) -> Option<RowType> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    let spaced = words.join(" ");
    if let Some(list) = after(&spaced, "begin loop over ") {
        return Some(RowType::Begin(Block::Loop, Some(list.to_owned())));
    }
    if let Some(block) = block(&spaced.to_lowercase().replace('_', " ")) {
        return Some(block);
    }
    if let Some(tags) = after(&spaced, "osm ") {
        let kind = Kind::Other { name: format!("osm {tags}") };
        return Some(RowType::Question(kind, Source::Sheet));
    }
    if let Some(select) = select(&spaced) {
        return Some(select);
    }
    let kind = match simple(&spaced.to_lowercase()) {
        "text" | "string" => Kind::Text,
        "integer" | "int" => Kind::Integer,
        "decimal" => Kind::Decimal,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "datetime" | "date time" => Kind::Datetime,
        "geopoint" | "gps" | "location" => Kind::Geopoint,
        "calculate" => Kind::Calculate,
        "note" => Kind::Note,
        other => Kind::Other { name: passed_through(other)?.to_owned() },
    };
    Some(RowType::Question(kind, Source::Sheet))
}

/// The list of a type with `or_other`.
pub(super) fn list_with_other(raw: &str) -> Option<String> {
    match parse(raw)? {
        RowType::Question(
            Kind::SelectOne { list, or_other: true }
            | Kind::SelectMultiple { list, or_other: true },
            Source::Sheet,
        ) => Some(list),
        _ => None,
    }
}

fn after<'a>(words: &'a str, prefix: &str) -> Option<&'a str> {
    let (before, after) = words.split_at_checked(prefix.len())?;
    before.eq_ignore_ascii_case(prefix).then_some(after)
}

fn block(words: &str) -> Option<RowType> {
    let (edge, rest) = words.split_once(' ')?;
    let block = match rest {
        "group" => Block::Group,
        "repeat" | "lgroup" | "looped group" => Block::Repeat,
        "loop" => Block::Loop,
        _ => return None,
    };
    match edge {
        "begin" if block != Block::Loop => Some(RowType::Begin(block, None)),
        "end" => Some(RowType::End(block)),
        _ => None,
    }
}

fn select(words: &str) -> Option<RowType> {
    // Underscores of the type itself count as blanks; those of the list's name stay.
    let spaced = words.to_lowercase().replace('_', " ");
    let (prefix, select, source) = SELECTS.iter().find(|(prefix, ..)| {
        let rest = spaced.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    // Lower case may be longer than what it was made of, in a list's name but not before it.
    let mut list = words.get(prefix.len()..)?.trim();
    let mut or_other = false;
    for suffix in ["or specify other", "or_other", "or other"] {
        let at = list.len().checked_sub(suffix.len());
        if let Some((before, end)) = at.and_then(|at| list.split_at_checked(at))
            && end.eq_ignore_ascii_case(suffix)
        {
            (list, or_other) = (before.trim(), true);
            break;
        }
    }
    let source = if list.starts_with("${") { Source::Elsewhere } else { *source };
    let list = list.to_owned();
    let kind = match select {
        Select::One => Kind::SelectOne { list, or_other },
        Select::Multiple => Kind::SelectMultiple { list, or_other },
        Select::Rank => Kind::Rank { list },
    };
    Some(RowType::Question(kind, source))
}

/// Takes the words off that older forms put around a type.
fn simple(words: &str) -> &str {
    let words = words.strip_prefix("uri:").unwrap_or(words);
    let words = words.strip_prefix("q ").or_else(|| words.strip_prefix("get ")).unwrap_or(words);
    words.strip_prefix("add ").and_then(|w| w.strip_suffix(" prompt")).unwrap_or(words)
}

fn passed_through(name: &str) -> Option<&str> {
    let name = match name {
        "photo" | "picture" => "image",
        "imei" | "device id" => "deviceid",
        "sim id" => "simserial",
        "subscriber id" => "subscriberid",
        "start time" => "start",
        "end time" => "end",
        other => other,
    };
    let counted = name.starts_with("number of days in last ");
    (OTHERS.contains(&name) || counted).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(raw: &str) -> Option<Kind> {
        match parse(raw)? {
            RowType::Question(kind, _) => Some(kind),
            _ => None,
        }
    }

    fn one(list: &str, or_other: bool) -> Option<Kind> {
        Some(Kind::SelectOne { list: list.to_owned(), or_other })
    }

    #[test]
    fn selects_are_read_with_their_list_in_every_spelling() {
        for raw in ["select_one my_list", "select one  my_list", "Select_One from my_list"] {
            assert_eq!(kind(raw), one("my_list", false), "{raw}");
        }
        assert_eq!(kind("select1 a"), one("a", false));
        assert_eq!(kind("select_one a or_other"), one("a", true));
        assert_eq!(kind("select one a or specify other"), one("a", true));
        assert_eq!(kind("select_one_from_file villages.csv"), one("villages.csv", false));
        assert_eq!(kind("select_one"), one("", false));
        let many = Kind::SelectMultiple { list: "X_y".to_owned(), or_other: false };
        assert_eq!(kind("select all that apply from X_y"), Some(many.clone()));
        assert_eq!(kind("add select multiple prompt using X_y"), Some(many));
        assert_eq!(kind("rank needs"), Some(Kind::Rank { list: "needs".to_owned() }));
        assert_eq!(
            parse("select_one_external wards"),
            Some(RowType::Question(
                Kind::SelectOne { list: "wards".to_owned(), or_other: false },
                Source::Elsewhere
            ))
        );
    }

    #[test]
    fn what_the_standard_has_is_kept_and_what_it_has_not_is_none() {
        assert_eq!(kind("dateTime"), Some(Kind::Datetime));
        assert_eq!(kind("add date time prompt"), Some(Kind::Datetime));
        assert_eq!(kind("gps"), Some(Kind::Geopoint));
        assert_eq!(kind("q int"), Some(Kind::Integer));
        assert_eq!(kind("photo"), Some(Kind::Other { name: "image".to_owned() }));
        assert_eq!(kind("uri:deviceid"), Some(Kind::Other { name: "deviceid".to_owned() }));
        assert_eq!(parse("begin_group"), Some(RowType::Begin(Block::Group, None)));
        assert_eq!(parse("end  repeat"), Some(RowType::End(Block::Repeat)));
        assert_eq!(
            parse("begin loop over My_list"),
            Some(RowType::Begin(Block::Loop, Some("My_list".to_owned())))
        );
        for raw in ["txt", "begin loop", "", "begin", "ranking x", "selectone x", "İnteger", "é"]
        {
            assert_eq!(parse(raw), None, "{raw}");
        }
    }
}
