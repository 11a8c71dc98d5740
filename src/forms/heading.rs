//! Headings of a workbook: synonyms, and languages in every style that people use.

use super::sheet::Heading;

/// Columns that may be there once per language.
const TRANSLATED: &[&str] = &[
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "sikia_title",
    "image",
    "big-image",
    "audio",
    "video",
];

/// The other columns that something is done with. All others keep the case they are written in:
/// choice filters name them.
const KNOWN: &[&str] = &[
    "type",
    "name",
    "list_name",
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "default",
    "appearance",
    "read_only",
    "repeat_count",
    "no_app_error_string",
    "save_to",
    "trigger",
    "intent",
    "autoplay",
    "instance_name",
    "public_key",
    "submission_url",
    "auto_send",
    "auto_delete",
    "style",
    "namespaces",
    "allow_choice_duplicates",
    "dataset",
    "entity_id",
    "create_if",
    "update_if",
    "parameters",
    "form_id",
    "form_title",
    "version",
    "default_language",
    "sikia",
];

/// Reads a heading such as `label::Kiswahili (sw)`, `label:French` or `bind::relevant`.
pub(super) fn parse(raw: &str) -> Heading {
    let raw = raw.trim();
    let separator = if raw.contains("::") { "::" } else { ":" };
    let parts: Vec<&str> = match is_prefixed(raw) {
        true => vec![raw],
        false => raw.split(separator).map(str::trim).collect(),
    };
    // `bind::relevant`, `body::appearance`, `media::image::English`: the second part is the column.
    let (name, rest) = match (snake(parts[0]).as_str(), parts.get(1).and_then(|part| known(part))) {
        ("bind" | "body" | "control" | "media", Some(second)) => (Some(second), &parts[2..]),
        _ => (known(parts[0]), &parts[1..]),
    };
    match name {
        Some(name) if TRANSLATED.contains(&name) => {
            let language = language(&rest.join(separator));
            Heading { name: name.to_owned(), language, translated: true }
        }
        Some(name) if rest.is_empty() => plain(name),
        _ => plain(raw),
    }
}

fn plain(name: &str) -> Heading {
    Heading { name: name.to_owned(), language: String::new(), translated: false }
}

/// `jr:count` is one word in spite of its colon.
fn is_prefixed(raw: &str) -> bool {
    !raw.contains("::") && raw.get(..3).is_some_and(|prefix| prefix.eq_ignore_ascii_case("jr:"))
}

/// The one name of a column that something is done with.
fn known(part: &str) -> Option<&'static str> {
    let name = snake(part);
    let name = synonym(&name);
    TRANSLATED.iter().chain(KNOWN).find(|known| **known == name).copied()
}

fn snake(text: &str) -> String {
    text.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join("_")
}

fn synonym(name: &str) -> &str {
    match name {
        "caption" => "label",
        "command" => "type",
        "tag" | "value" => "name",
        "relevance" => "relevant",
        "calculate" => "calculation",
        "readonly" => "read_only",
        "constraining_message" | "jr:constraintmsg" => "constraint_message",
        "requiredmsg" | "jr:requiredmsg" => "required_message",
        "count" | "jr:count" => "repeat_count",
        "noapperrorstring" => "no_app_error_string",
        "set_form_title" | "title" => "form_title",
        "set_form_id" | "id_string" => "form_id",
        other => other,
    }
}

/// The key of a language: its tag where the heading has one in brackets, else the heading's words.
pub(super) fn language(words: &str) -> String {
    let words = words.trim();
    let tag = words.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    match tag.map(|(_, tag)| tag.trim()).filter(|tag| is_tag(tag)) {
        Some(tag) => tag.to_owned(),
        None => words.to_owned(),
    }
}

/// Whether a text has the shape of a language tag (BCP 47).
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> (String, String) {
        let heading = parse(raw);
        (heading.name, heading.language)
    }

    #[test]
    fn languages_are_read_in_every_style_that_forms_use() {
        for (raw, language) in [
            ("label", ""),
            ("label::English (en)", "en"),
            ("label::English(en)", "en"),
            ("LABEL::EN", "EN"),
            ("label:French", "French"),
            ("label :: francais (fr)", "fr"),
            ("label::عربى(ar)", "ar"),
            ("label::ខ្មែរ (km)", "km"),
            ("label::አማርኛ (am)", "am"),
            ("label::Kiswahili (sw-TZ)", "sw-TZ"),
            ("label::Lingala (spoken here)", "Lingala (spoken here)"),
        ] {
            assert_eq!(read(raw), ("label".to_owned(), language.to_owned()), "{raw}");
        }
        assert_eq!(read("media::audio::chinese"), ("audio".to_owned(), "chinese".to_owned()));
        assert_eq!(read("constraint_message:English (en)").0, "constraint_message");
        assert_eq!(read("bind::jr:constraintMsg::English (en)").0, "constraint_message");
    }

    #[test]
    fn synonyms_are_one_column_and_unknown_headings_stay_as_they_are() {
        for (raw, name) in [
            ("Type", "type"),
            ("list name", "list_name"),
            ("bind:relevant", "relevant"),
            ("relevance", "relevant"),
            ("body::appearance", "appearance"),
            ("jr:count", "repeat_count"),
            ("requiredMsg", "required_message"),
            ("id_string", "form_id"),
            ("instance::hxl", "instance::hxl"),
            ("bind::odk::length", "bind::odk::length"),
            ("bind::saveIncomplete", "bind::saveIncomplete"),
            ("A_region", "A_region"),
            ("label#english", "label#english"),
        ] {
            assert_eq!(read(raw), (name.to_owned(), String::new()), "{raw}");
        }
    }
}
