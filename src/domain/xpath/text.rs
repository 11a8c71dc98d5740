//! Functions of texts. Letters are counted as Java counts them: in units of UTF-16.

/// The letters of a text, as `string-length()` counts them.
pub(super) fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// A part of a text from one letter, counted from 0, up to another; below 0 counts from the end.
pub(super) fn part(text: &str, start: f64, end: Option<f64>) -> String {
    let letters: Vec<u16> = text.encode_utf16().collect();
    let place = |at: f64| {
        #[expect(clippy::cast_precision_loss, reason = "texts are short")]
        let length = letters.len() as f64;
        let at = if at < 0.0 { at + length } else { at };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within")]
        let at = at.clamp(0.0, length) as usize;
        at
    };
    // What is no number is 0 to Java.
    let place = |at: f64| place(if at.is_nan() { 0.0 } else { at.trunc() });
    let (start, end) = (place(start), end.map_or(letters.len(), place));
    String::from_utf16_lossy(letters.get(start..end).unwrap_or_default())
}

/// Blanks at the ends taken away, those within made one.
pub(super) fn normalize(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters replaced one by one; those without a counterpart are left out.
pub(super) fn translate(text: &str, from: &str, to: &str) -> String {
    let to: Vec<char> = to.chars().collect();
    text.chars()
        .filter_map(|letter| match from.chars().position(|c| c == letter) {
            None => Some(letter),
            Some(at) => to.get(at).copied(),
        })
        .collect()
}
