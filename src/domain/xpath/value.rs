//! Values and how one kind becomes another, as JavaRosa has it (`XPathFuncExpr`).

use std::borrow::Cow;

use super::dates;
use super::eval::Node;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// A text; what is not answered is the empty one.
    Text(Cow<'a, str>),
    /// A number; there is one kind only.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// A date or a time: milliseconds since 1970-01-01 00:00 on the phone's own clock.
    Moment(i64),
    /// Nodes, none or many, before anybody asks for their values.
    Nodes(Vec<Node>),
}

impl<'a> Value<'a> {
    /// The empty text.
    pub const EMPTY: Self = Self::Text(Cow::Borrowed(""));

    /// A text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// The same value, holding its text itself.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Number(number) => Value::Number(number),
            Self::Truth(truth) => Value::Truth(truth),
            Self::Moment(moment) => Value::Moment(moment),
            Self::Nodes(nodes) => Value::Nodes(nodes),
        }
    }

    /// Whether it is an empty text or no number.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Number(number) => number.is_nan(),
            _ => false,
        }
    }

    /// As yes or no. A number holds when it is not 0, a text when it is not empty, a moment always.
    pub fn truth(&self) -> bool {
        match self {
            Self::Truth(truth) => *truth,
            Self::Number(number) => number.abs() > 1e-12,
            Self::Text(text) => !text.is_empty(),
            Self::Moment(_) => true,
            Self::Nodes(nodes) => !nodes.is_empty(),
        }
    }

    /// As a number; a moment is the days since 1970-01-01. A text of another shape than digits with a
    /// sign and a point or comma is no number.
    pub fn number(&self) -> f64 {
        match self {
            Self::Truth(truth) => f64::from(u8::from(*truth)),
            Self::Number(number) => *number,
            Self::Text(text) => read_number(text),
            Self::Moment(moment) => dates::days(*moment),
            Self::Nodes(_) => f64::NAN,
        }
    }

    /// As a text; of a moment only the date.
    pub fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            Self::Truth(true) => "true".into(),
            Self::Truth(false) => "false".into(),
            Self::Number(number) => write_number(number).into(),
            Self::Moment(moment) => dates::write_date(moment).into(),
            Self::Nodes(_) => "".into(),
        }
    }
}

fn read_number(text: &str) -> f64 {
    let text = text.trim();
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b',')) {
        return f64::NAN;
    }
    let read = if text.contains(',') { text.replace(',', ".").parse() } else { text.parse() };
    read.unwrap_or(f64::NAN)
}

/// A number as Java writes it: whole ones of 32 bits without a point, very large and very small ones
/// with an exponent.
pub(super) fn write_number(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    let size = number.abs();
    if size < 1e-12 {
        return "0".to_owned();
    }
    if number.is_infinite() {
        return if number < 0.0 { "-Infinity" } else { "Infinity" }.to_owned();
    }
    let whole = number.trunc();
    if size <= f64::from(i32::MAX) && (number - whole).abs() < 1e-12 {
        return format!("{whole}");
    }
    if (1e-3..1e7).contains(&size) {
        return format!("{number:?}");
    }
    let scientific = format!("{number:e}");
    match scientific.split_once('e') {
        Some((digits, power)) if digits.contains('.') => format!("{digits}E{power}"),
        Some((digits, power)) => format!("{digits}.0E{power}"),
        None => scientific,
    }
}

/// `round()`: halves go up, below zero towards zero, by the decimal digits that are written.
pub(super) fn round(number: f64, places: i32) -> f64 {
    if !number.is_finite() {
        return number;
    }
    if !(-30..=30).contains(&places) {
        return f64::NAN;
    }
    if places < 0 {
        let scale = 10_f64.powi(-places);
        return (number / scale + 0.5).trunc() * scale;
    }
    let digits = format!("{}", number.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let kept = usize::try_from(places).unwrap_or_default();
    let Some(next) = fraction.as_bytes().get(kept).copied() else { return number };
    let beyond = fraction.get(kept + 1..).unwrap_or_default().bytes().any(|digit| digit != b'0');
    let up = next > b'5' || (next == b'5' && (beyond || number > 0.0));
    let cut = format!("{whole}.{}", fraction.get(..kept).unwrap_or_default());
    let cut: f64 = cut.parse().unwrap_or(f64::NAN);
    let unit = if up { 10_f64.powi(-places) } else { 0.0 };
    // Adding a unit to a decimal may leave its last digits; writing it with these places mends that.
    let rounded = format!("{:.kept$}", cut + unit).parse().unwrap_or(f64::NAN);
    if number < 0.0 { -rounded } else { rounded }
}
