//! Texts that a spreadsheet would take for a formula, made harmless so that they can be told and restored.
//!
//! Whoever fills a form writes what an office opens: `=HYPERLINK(…)` or `=cmd|…` in a cell would run there.
//! An apostrophe in front makes it text. A spreadsheet set to semicolons or tabs, or one that takes every
//! line break for a new row, sees cells also inside a text, so the places behind these count as well.

use std::borrow::Cow;

/// The text with an apostrophe wherever a spreadsheet would see a formula begin; [`original`] takes it out
/// again.
pub fn neutral(text: &str) -> Cow<'_, str> {
    edit(text, |out, run, starts| {
        if starts {
            out.push('\'');
        }
        out.push_str(run);
    })
}

/// What [`neutral`] was given.
pub fn original(text: &str) -> Cow<'_, str> {
    edit(text, |out, run, starts| {
        out.push_str(if starts { run.strip_prefix('\'').unwrap_or(run) } else { run });
    })
}

/// Cuts the text where cells could begin and hands each piece to `write`, with whether a formula begins
/// there, be it behind quotes.
fn edit(text: &str, write: impl Fn(&mut String, &str, bool)) -> Cow<'_, str> {
    if !text.contains(begins_formula) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for piece in text.split_inclusive([';', '\t', '\r', '\n']) {
        let starts = piece.trim_start_matches(['\'', '"']).starts_with(begins_formula);
        write(&mut out, piece, starts);
    }
    Cow::Owned(out)
}

/// Whether a spreadsheet may take this for the start of a formula: also the full-width forms, which some
/// turn into the plain ones, and the white space that some skip.
fn begins_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')
}
