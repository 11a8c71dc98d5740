//! Days as numbers.

/// The day of an RFC 3339 time or date, as written: days since 1970-01-01. The offset is left alone,
/// since a day is meant as it was where the interview took place. `None` when it starts with no date.
pub fn day(time: &str) -> Option<i32> {
    let (date, rest) = time.split_at_checked(10)?;
    if !matches!(rest.as_bytes().first(), None | Some(b'T' | b't' | b' ')) {
        return None;
    }
    let bytes = date.as_bytes();
    let number = |from: usize, to: usize| {
        bytes[from..to]
            .iter()
            .try_fold(0i32, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i32::from(b - b'0')))
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if bytes[4] != b'-' || bytes[7] != b'-' || !(1..=length).contains(&day) {
        return None;
    }
    // Years that begin in March have their leap day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_agree_with_a_calendar() {
        let epoch = jiff::civil::date(1970, 1, 1);
        for step in 0..40_000 {
            let number = step * 7 - 140_000;
            let date = epoch + jiff::Span::new().days(number);
            assert_eq!(day(&date.to_string()), Some(number), "{date}");
        }
    }

    #[test]
    fn a_day_is_meant_as_it_was_written() {
        assert_eq!(day("2026-11-20T01:14:00+03:00"), day("2026-11-20"));
        assert_eq!(day("1970-01-02T00:00:00Z"), Some(1));
    }

    #[test]
    fn what_is_no_date_has_no_day() {
        for bad in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-29",
            "2026-00-10",
            "20261120T09",
            "2026-11-201",
            "2026-11-2é",
            "+026-11-20",
            "2026/11/20",
        ] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }
}
