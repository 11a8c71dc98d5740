//! Numbers as a language writes them (ICU4X, CLDR data).

use fixed_decimal::{Decimal, SignedRoundingMode, UnsignedRoundingMode};
use icu_decimal::DecimalFormatter;
use icu_locale::Locale;

/// A number in a sentence. Whole numbers are exact up to 2^53.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub f64);

macro_rules! numbers {
    ($($whole:ty),*) => {$(
        impl From<$whole> for Number {
            fn from(number: $whole) -> Self {
                Self(number as f64)
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, usize, i32, i64, f64);

// Templates pass their fields by reference.
impl<T: Copy + Into<Number>> From<&T> for Number {
    fn from(number: &T) -> Self {
        (*number).into()
    }
}

/// The number forms of one language.
pub struct Numbers {
    formatter: Option<DecimalFormatter>,
    percent: &'static str,
}

impl Numbers {
    /// The forms of a language; ASCII digits for a tag that no data is there for.
    pub fn of(tag: &str) -> Self {
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        let formatter = DecimalFormatter::try_new(locale.into(), Default::default()).ok();
        Self { formatter, percent: percent_sign(tag) }
    }

    /// A whole number.
    pub fn whole(&self, number: u64) -> String {
        self.write(&Decimal::from(number))
    }

    /// A number as short as it can be written without losing anything.
    pub fn any(&self, number: f64) -> String {
        exact(number).map_or_else(|| number.to_string(), |decimal| self.write(&decimal))
    }

    /// A number with so many digits after the point.
    pub fn decimal(&self, number: f64, digits: u8) -> String {
        let Some(mut decimal) = exact(number) else { return number.to_string() };
        let place = -i16::from(digits);
        decimal.round_with_mode(place, HALF_AWAY);
        decimal.absolute.pad_end(place);
        self.write(&decimal)
    }

    /// A share as whole percent.
    pub fn percent(&self, share: f64) -> String {
        let Some(mut decimal) = exact(share) else { return share.to_string() };
        decimal.multiply_pow10(2);
        decimal.round_with_mode(0, HALF_AWAY);
        decimal.absolute.trim_start();
        format!("{}{}", self.write(&decimal), self.percent)
    }

    fn write(&self, decimal: &Decimal) -> String {
        match &self.formatter {
            Some(formatter) => formatter.format(decimal).to_string(),
            None => decimal.to_string(),
        }
    }
}

const HALF_AWAY: SignedRoundingMode =
    SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand);

/// The shortest decimal that is this number: 0.145 is 0.145 here, and its half rounds as people expect.
fn exact(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    let mut decimal = Decimal::try_from_str(&number.to_string()).ok()?;
    decimal.absolute.trim_end();
    Some(decimal)
}

/// What stands after the number, from CLDR's percent patterns: ICU4X has no stable percent formatter.
/// A new language adds its line here; all that Sikia speaks put the sign after the number.
fn percent_sign(tag: &str) -> &'static str {
    match tag {
        // A narrow space that does not break.
        "fr" => "\u{202f}%",
        "ar" => "\u{200e}%\u{200e}",
        _ => "%",
    }
}
