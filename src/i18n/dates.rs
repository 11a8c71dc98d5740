//! Days as a language writes them (ICU4X, CLDR data), in the Gregorian calendar.

use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_locale::Locale;

/// The date forms of one language.
pub struct Dates(Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>);

impl Dates {
    /// The forms of a language.
    pub fn of(tag: &str) -> Self {
        // Plain `en` is American to CLDR, and writes the month first; nobody on the sites does.
        let tag = if tag == "en" { "en-001" } else { tag };
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        Self(FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()).ok())
    }

    /// Day, month in letters, year. Without data for the language: `YYYY-MM-DD`.
    pub fn long(&self, day: jiff::civil::Date) -> String {
        let parts = || Some((u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?));
        let date = parts().and_then(|(month, number)| {
            Date::try_new_gregorian(day.year().into(), month, number).ok()
        });
        match (&self.0, date) {
            (Some(formatter), Some(date)) => formatter.format(&date).to_string(),
            _ => day.to_string(),
        }
    }
}
