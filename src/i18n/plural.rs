//! Which plural form a number takes.
//!
//! Fluent's own rules come from an old CLDR and lost parts on the way: in Arabic 103 to 110 and 111 to
//! 199 get the wrong form. Messages therefore choose by `PLURAL($count)`, which asks ICU4X.

use fixed_decimal::Decimal;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The plural rules of one language.
pub struct Plurals(Option<PluralRules>);

impl Plurals {
    /// The cardinal rules of a language.
    pub fn of(tag: &str) -> Self {
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        Self(PluralRules::try_new_cardinal(locale.into()).ok())
    }

    /// CLDR's name of the form: `zero`, `one`, `two`, `few`, `many` or `other`.
    pub fn category(&self, number: f64) -> &'static str {
        let (Some(rules), Ok(decimal)) = (&self.0, Decimal::try_from_str(&number.to_string()))
        else {
            return "other";
        };
        match rules.category_for(&decimal) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }
}
