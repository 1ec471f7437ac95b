//! Civil dates and times of day to seconds since 1970.

use crate::article::{Precision, Published};

/// Newspapers began in 1605; years far from ours are placeholders such as `0001-01-01`.
const YEARS: std::ops::RangeInclusive<i64> = 1600..=2200;

/// The seconds of those years: a number outside them is an identifier, not a time.
pub(super) const INSTANTS: std::ops::Range<i64> = -11_676_096_000..7_289_654_400;

/// Days from 1970-01-01 to a date of the Gregorian calendar, if there is such a date.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=length(year, month)).contains(&day) {
        return None;
    }
    // Years counted from March put the leap day last; 146,097 days make 400 years.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * month + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A calendar day.
pub(super) fn day(year: i64, month: i64, day: i64) -> Option<Published> {
    Some(Published { seconds: days(year, month, day)? * 86_400, precision: Precision::Day })
}

/// A time of day: hours, minutes, seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock(pub(super) i64, pub(super) i64, pub(super) i64);

impl Clock {
    /// Seconds since midnight; a leap second counts as the second before it.
    fn seconds(self) -> Option<i64> {
        let Clock(hour, minute, second) = self;
        let valid = hour < 24 && minute < 60 && second <= 60;
        valid.then_some(hour * 3_600 + minute * 60 + second.min(59))
    }
}

/// A day with a time and, if stated, the zone's offset from UTC in seconds.
pub(super) fn time(day: Published, clock: Clock, offset: Option<i64>) -> Option<Published> {
    let of_day = clock.seconds()?;
    let precision = match offset {
        Some(_) => Precision::Instant,
        // Midnight to the second without a zone is how a bare day is stored.
        None if of_day == 0 => Precision::Day,
        None => Precision::Local,
    };
    Some(Published { seconds: day.seconds + of_day - offset.unwrap_or(0), precision })
}

/// `YYYYMMDDhhmmss` as one number.
pub(super) fn timestamp(number: i64) -> Option<Published> {
    let (date, clock) = (number / 1_000_000, number % 1_000_000);
    let day = day(date / 10_000, date / 100 % 100, date % 100)?;
    time(day, Clock(clock / 10_000, clock / 100 % 100, clock % 100), None)
}

/// A year written with two digits: 70 and later are of the 20th century.
pub(super) fn full_year(year: i64, digits: usize) -> i64 {
    match (digits, year) {
        (2, 70..) => 1900 + year,
        (2, _) => 2000 + year,
        _ => year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_agree_with_jiff(year in 1600_i16..2200, month in 0_i8..14, date in 0_i8..33) {
            let expected = jiff::civil::Date::new(year, month, date).ok()
                .map(|civil| (civil - jiff::civil::date(1970, 1, 1)).get_days());
            prop_assert_eq!(days(year.into(), month.into(), date.into()), expected.map(i64::from));
        }
    }
}
