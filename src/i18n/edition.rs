//! The words of editions, in every language at once.

use super::{SUPPORTED, Texts, plain};
use crate::domain::edition::Words;
use crate::domain::text::Text;

/// What the columns of editions are called.
pub fn words() -> Words {
    let all: Vec<(&str, Texts)> =
        SUPPORTED.iter().filter_map(|(tag, _)| Some((*tag, Texts::of(tag)?))).collect();
    let text = |word: fn(&Texts) -> String| {
        Text(all.iter().map(|(tag, texts)| ((*tag).to_owned(), plain(&word(texts)))).collect())
    };
    Words {
        respondents: text(|t| t.edition_respondents()),
        needs: text(|t| t.edition_needs()),
        place: text(|t| t.edition_place()),
        place_kind: text(|t| t.edition_place_kind()),
        places: text(|t| t.edition_places()),
        cell: text(|t| t.edition_cell()),
        community: text(|t| t.edition_community()),
        all: text(|t| t.edition_all()),
        elsewhere: text(|t| t.edition_elsewhere()),
        unstated: text(|t| t.edition_unstated()),
        other: text(|t| t.edition_other()),
        gender: text(|t| t.edition_gender()),
        age: text(|t| t.edition_age()),
        month: text(|t| t.edition_month()),
        count: text(|t| t.edition_count()),
        code: text(|t| t.edition_code()),
        named: text(|t| t.edition_named()),
        hidden: text(|t| t.edition_hidden()),
        nothing: text(|t| t.edition_nothing()),
        methods: text(|t| t.edition_methods()),
    }
}
