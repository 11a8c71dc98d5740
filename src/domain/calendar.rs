//! Days and hours as they are spoken: the Ethiopian calendar and the clock that counts from sunrise.
//!
//! Days are stored as ISO days and times as ISO instants; these are for what people say and read.

use icu_calendar::Date;
use icu_calendar::cal::{Ethiopian, EthiopianEraStyle};
use icu_calendar::types::RataDie;

/// The day number of 1970-01-01 in the count of [`RataDie`].
const EPOCH: i64 = 719_163;

/// A day of the Ethiopian calendar, in the era of mercy: twelve months of 30 days and Pagume with 5,
/// or 6 in every fourth year (R127).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EthiopianDay {
    /// The year, from 1.
    pub year: i32,
    /// The month, 1 to 13.
    pub month: u8,
    /// The day, 1 to 30.
    pub day: u8,
}

impl EthiopianDay {
    /// The day as days since 1970-01-01; `None` when there is no such day or its year is not within
    /// 1 and 9999.
    pub fn since_epoch(self) -> Option<i32> {
        if !(1..=9999).contains(&self.year) {
            return None;
        }
        let era = EthiopianEraStyle::AmeteMihret;
        let date = Date::try_new_ethiopian(era, self.year, self.month, self.day).ok()?;
        i32::try_from(date.to_rata_die().to_i64_date() - EPOCH).ok()
    }

    /// The day that is so many days after 1970-01-01; `None` when its year is not within 1 and 9999.
    pub fn from_epoch(days: i32) -> Option<Self> {
        let calendar = Ethiopian::new();
        let date = Date::from_rata_die(RataDie::new(i64::from(days) + EPOCH), calendar);
        let year = date.year().extended_year();
        let (month, day) = (date.month().ordinal, date.day_of_month().0);
        (1..=9999).contains(&year).then_some(Self { year, month, day })
    }
}

/// Which half of the spoken day an hour is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// From sunrise: *saa moja asubuhi* is 07:00 (R128).
    Day,
    /// From sunset: *saa moja usiku* is 19:00.
    Night,
}

/// The hour on a clock (0 to 23) of a spoken hour of 1 to 12; `None` for any other.
pub fn spoken_hour(hour: u8, half: Half) -> Option<u8> {
    let sunrise = match half {
        Half::Day => 6,
        Half::Night => 18,
    };
    (1..=12).contains(&hour).then_some((hour + sunrise) % 24)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::needs::day;

    fn ethiopian(year: i32, month: u8, day: u8) -> EthiopianDay {
        EthiopianDay { year, month, day }
    }

    #[test]
    fn the_days_of_the_field_guide_hold() {
        for (there, iso) in [
            (ethiopian(2000, 1, 1), "2007-09-12"),
            (ethiopian(2016, 1, 1), "2023-09-12"),
            (ethiopian(2017, 1, 1), "2024-09-11"),
            // The day of the workshop that Sikia starts from.
            (ethiopian(2007, 8, 21), "2015-04-29"),
        ] {
            assert_eq!(there.since_epoch(), day(iso), "{iso}");
            assert_eq!(EthiopianDay::from_epoch(day(iso).unwrap()), Some(there), "{iso}");
        }
    }

    #[test]
    fn pagume_has_a_sixth_day_in_every_fourth_year() {
        assert!(ethiopian(2015, 13, 6).since_epoch().is_some());
        for absent in [(2016, 13, 6), (2015, 13, 7), (2015, 14, 1), (2015, 1, 31), (0, 1, 1)] {
            assert_eq!(ethiopian(absent.0, absent.1, absent.2).since_epoch(), None, "{absent:?}");
        }
    }

    #[test]
    fn spoken_hours_count_from_sunrise_and_sunset() {
        let hours =
            [(1, Half::Day, 7), (6, Half::Day, 12), (1, Half::Night, 19), (6, Half::Night, 0)];
        for (hour, half, clock) in hours {
            assert_eq!(spoken_hour(hour, half), Some(clock));
        }
        assert_eq!(spoken_hour(12, Half::Night), Some(6));
        assert_eq!((spoken_hour(0, Half::Day), spoken_hour(13, Half::Day)), (None, None));
    }

    proptest! {
        /// The rule of section 5, which holds for 1901 to 2099: JDN = 1724220 + 365(y − 1) + ⌊y/4⌋ +
        /// 30(m − 1) + d.
        #[test]
        fn every_day_follows_the_published_rule(days in -25_202..47_482_i32) {
            let there = EthiopianDay::from_epoch(days).unwrap();
            let (y, m, d) = (there.year, i32::from(there.month), i32::from(there.day));
            let julian = 1_724_220 + 365 * (y - 1) + y / 4 + 30 * (m - 1) + d;
            prop_assert_eq!(julian - 2_440_588, days);
            prop_assert_eq!(there.since_epoch(), Some(days));
        }
    }
}
