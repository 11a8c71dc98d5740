//! Dates and times on the phone's own clock: milliseconds since 1970-01-01 00:00, without a zone.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};

const DAY: i64 = 86_400_000;
const EPOCH: Date = date(1970, 1, 1);

/// The whole days before a moment.
#[expect(clippy::cast_precision_loss, reason = "days of a calendar are few")]
pub(super) fn days(moment: i64) -> f64 {
    moment.div_euclid(DAY) as f64
}

/// Days and the part of the last one.
#[expect(clippy::cast_precision_loss, reason = "milliseconds of a calendar fit 53 bits")]
pub(super) fn exact_days(moment: i64) -> f64 {
    moment as f64 / DAY as f64
}

/// The part of its day that is gone.
pub(super) fn part_of_day(moment: i64) -> f64 {
    exact_days(moment.rem_euclid(DAY))
}

/// The start of a day.
pub(super) fn midnight(moment: i64) -> i64 {
    moment.div_euclid(DAY) * DAY
}

/// The moment so many days after 1970-01-01.
#[expect(clippy::cast_possible_truncation, reason = "held within the days of a calendar")]
pub(super) fn from_days(days: f64, whole: bool) -> Option<i64> {
    // The calendar of this crate ends in the year 9999.
    if !(-4_300_000.0..=2_900_000.0).contains(&days) {
        return None;
    }
    Some(if whole { days.trunc() as i64 * DAY } else { (days * 86_400_000.0) as i64 })
}

/// A day, `YYYY-MM-DD`; leading zeros may be left out.
pub fn day(text: &str) -> Option<i64> {
    let mut parts = text.split('-').map(|part| part.parse::<i16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(since_epoch(date.to_datetime(Time::midnight())))
}

/// A day, or a day and a time after `T`. An offset is left aside.
pub fn moment(text: &str) -> Option<i64> {
    match text.split_once('T') {
        None => day(text),
        Some((date, clock)) => Some(day(date)? + self::clock(clock)?),
    }
}

/// `HH:MM[:SS[.sss]]`, an offset left aside, as milliseconds of a day.
pub fn clock(text: &str) -> Option<i64> {
    let clock = text.split(['Z', '+', '-']).next()?;
    let mut parts = clock.split(':');
    let hour: i64 = parts.next()?.parse().ok().filter(|h| (0..24).contains(h))?;
    let minute: i64 = parts.next()?.parse().ok().filter(|m| (0..60).contains(m))?;
    let second: f64 = match parts.next() {
        Some(second) => second.parse().ok().filter(|s| (0.0..60.0).contains(s))?,
        None => 0.0,
    };
    #[expect(clippy::cast_possible_truncation, reason = "below 60,000")]
    let second = (second * 1000.0).round() as i64;
    parts.next().is_none().then_some((hour * 60 + minute) * 60_000 + second)
}

fn since_epoch(at: DateTime) -> i64 {
    let day = at.date().duration_since(EPOCH).as_hours() / 24 * DAY;
    let clock = i64::from(at.hour()) * 3_600_000 + i64::from(at.minute()) * 60_000;
    day + clock + i64::from(at.second()) * 1000 + i64::from(at.millisecond())
}

fn civil(moment: i64) -> Option<DateTime> {
    EPOCH.to_datetime(Time::midnight()).checked_add(moment.milliseconds()).ok()
}

/// `YYYY-MM-DD`.
pub(super) fn write_date(moment: i64) -> String {
    civil(moment).map(|at| at.date().to_string()).unwrap_or_default()
}

/// `YYYY-MM-DDTHH:MM:SS.sss`.
pub fn write_moment(moment: i64) -> String {
    civil(moment).map(|at| at.strftime("%Y-%m-%dT%H:%M:%S%.3f").to_string()).unwrap_or_default()
}

/// A moment in a pattern of `format-date()`; `None` where the pattern has an escape that nobody knows.
/// Names of months and days are English: the phone's language is not known.
pub(super) fn format(moment: i64, pattern: &str) -> Option<String> {
    let at = civil(moment)?;
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            out.push(letter);
            continue;
        }
        out.push_str(&match letters.next()? {
            '%' => "%".to_owned(),
            'Y' => format!("{:04}", at.year()),
            'y' => format!("{:02}", at.year().rem_euclid(100)),
            'm' => format!("{:02}", at.month()),
            'n' => at.month().to_string(),
            'b' => at.strftime("%b").to_string(),
            'd' => format!("{:02}", at.day()),
            'e' => at.day().to_string(),
            'H' => format!("{:02}", at.hour()),
            'h' => at.hour().to_string(),
            'M' => format!("{:02}", at.minute()),
            'S' => format!("{:02}", at.second()),
            '3' => format!("{:03}", at.millisecond()),
            'a' => at.strftime("%a").to_string(),
            'W' => at.date().iso_week_date().week().to_string(),
            _ => return None,
        });
    }
    Some(out)
}
