//! Whether one JSON value is a date, a point and so on, as the form standard writes them.

use jiff::civil::{Date, Time};
use serde_json::Value;

use super::Kind;

impl Kind {
    /// The list it offers to choose from, if it has choices.
    pub fn list(&self) -> Option<&str> {
        match self {
            Self::SelectOne { list, .. }
            | Self::SelectMultiple { list, .. }
            | Self::Rank { list } => Some(list),
            _ => None,
        }
    }

    /// The kind in the words of the form standard, as problems name it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Time => "time",
            Self::Datetime => "datetime",
            Self::Geopoint => "geopoint",
            Self::SelectOne { .. } => "select_one",
            Self::SelectMultiple { .. } => "select_multiple",
            Self::Rank { .. } => "rank",
            Self::Calculate => "calculate",
            Self::Note => "note",
            Self::Other { .. } => "other",
        }
    }
}

/// Whether a value is an answer of this kind. Kinds with choices are judged by their offer instead.
pub(super) fn fits(kind: &Kind, value: &Value) -> bool {
    let text = |is: fn(&str) -> bool| value.as_str().is_some_and(is);
    match kind {
        Kind::Text => value.is_string(),
        Kind::Integer => value.is_i64() || value.is_u64(),
        Kind::Decimal => value.is_number(),
        Kind::Date => text(is_date),
        Kind::Time => text(is_time),
        Kind::Datetime => text(is_datetime),
        Kind::Geopoint => text(is_geopoint),
        _ => true,
    }
}

// The parsers of jiff take more than one spelling; the shape keeps to the one of the standard.
fn has_shape(text: &str, shape: &[u8]) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape).all(|(byte, expected)| match expected {
            b'9' => byte.is_ascii_digit(),
            other => byte == *other,
        })
}

fn is_date(text: &str) -> bool {
    has_shape(text, b"9999-99-99") && text.parse::<Date>().is_ok()
}

fn is_time(text: &str) -> bool {
    let offset = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (clock, offset) = text.split_at(offset);
    let (to_seconds, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let shaped = has_shape(to_seconds, b"99:99:99")
        || (has_shape(to_seconds, b"99:99") && !clock.contains('.'));
    let digits = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|b| b.is_ascii_digit());
    shaped && digits && to_seconds.parse::<Time>().is_ok() && is_offset(offset)
}

fn is_offset(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['+', '-']) else {
        return matches!(text, "" | "Z" | "z");
    };
    has_shape(rest, b"99:99") && rest[..2] <= *"23" && rest[3..] <= *"59"
}

fn is_datetime(text: &str) -> bool {
    text.split_once(['T', 't']).is_some_and(|(date, time)| is_date(date) && is_time(time))
}

fn is_geopoint(text: &str) -> bool {
    let mut numbers = [0.0_f64; 4];
    let mut count = 0;
    for part in text.split_ascii_whitespace() {
        let Ok(number) = part.parse::<f64>() else { return false };
        if count == numbers.len() || !number.is_finite() {
            return false;
        }
        numbers[count] = number;
        count += 1;
    }
    let [latitude, longitude, _, accuracy] = numbers;
    count >= 2 && latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && accuracy >= 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_those_of_a_calendar_in_the_one_spelling() {
        for good in ["2026-11-20", "2024-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["2026-02-29", "20261120", "2026-11-20T10:00", "26-11-20", "", "2026-1-2"] {
            assert!(!is_date(bad), "{bad}");
        }
        for good in ["09:14", "09:14:05", "09:14:05.120+03:00", "23:59:59Z"] {
            assert!(is_time(good), "{good}");
        }
        for bad in ["24:00", "9:14", "09:14.5", "09:14:05.", "09:14+3", "09:14+24:00", "0914"] {
            assert!(!is_time(bad), "{bad}");
        }
        assert!(is_datetime("2026-11-20T09:14:00.000+03:00"));
        assert!(is_datetime("2026-11-20T09:14"));
        assert!(!is_datetime("2026-11-20 09:14"));
        assert!(!is_datetime("2026-11-20"));
    }

    #[test]
    fn a_point_lies_on_the_earth() {
        for good in ["-2.87 32.17", "-2.87 32.17 1200 5.5", "90 -180 0 0"] {
            assert!(is_geopoint(good), "{good}");
        }
        for bad in ["", "-2.87", "91 0", "0 181", "0 0 0 -1", "0 0 0 0 0", "a b", "NaN 0"] {
            assert!(!is_geopoint(bad), "{bad}");
        }
    }
}
