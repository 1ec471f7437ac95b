//! Publication times in the forms news sites and archives write them.

mod calendar;
mod iso;
mod loose;
mod months;
mod words;

use crate::article::{Precision, Published};

/// Understands a publication time as stated; `None` where it is not one or could be read two ways.
#[must_use]
pub fn parse_date(stated: &str) -> Option<Published> {
    let stated = stated.trim();
    iso::parse(stated.as_bytes()).or_else(|| digits_only(stated)).or_else(|| loose::parse(stated))
}

/// Understands a number as seconds, milli-, micro- or nanoseconds since 1970, or as `YYYYMMDD`.
#[must_use]
pub fn parse_epoch(number: i64) -> Option<Published> {
    let instant = |seconds| {
        calendar::INSTANTS.contains(&seconds).then_some(Published { seconds, precision: Precision::Instant })
    };
    match number {
        10_000_000..=99_999_999 => compact_day(number).or_else(|| instant(number)),
        -9_999_999_999..=99_999_999_999 => instant(number),
        100_000_000_000..=99_999_999_999_999 => instant(number / 1_000),
        100_000_000_000_000..=99_999_999_999_999_999 => instant(number / 1_000_000),
        100_000_000_000_000_000.. => instant(number / 1_000_000_000),
        _ => None,
    }
}

fn compact_day(number: i64) -> Option<Published> {
    calendar::day(number / 10_000, number / 100 % 100, number % 100)
}

/// `20161109`, `20161109123000` (both common in crawls), else an epoch.
fn digits_only(stated: &str) -> Option<Published> {
    let (whole, fraction) = stated.split_once('.').unwrap_or((stated, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        14 => calendar::timestamp(number).or_else(|| parse_epoch(number)),
        8.. => parse_epoch(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOON: i64 = 1_478_694_600; // 2016-11-09 12:30 UTC
    const DAY: i64 = 1_478_649_600; // 2016-11-09

    fn read(stated: &str) -> Option<(i64, Precision)> {
        parse_date(stated).map(|known| (known.seconds, known.precision))
    }

    fn all_read(forms: &[&str], seconds: i64, precision: Precision) {
        for form in forms {
            assert_eq!(read(form), Some((seconds, precision)), "{form}");
        }
    }

    #[test]
    fn instants_in_iso_forms() {
        let forms = [
            "2016-11-09T12:30:00Z",
            "2016-11-09T12:30:00.123456Z",
            "2016-11-09T12:30:00,5+00:00",
            "2016-11-09 12:30:00+0000",
            "2016-11-09T13:30:00+01",
            "2016-11-09T07:30-05:00",
            "2016-11-09 12:30:00 UTC",
            "2016-11-09T13:30:00+01:00[Europe/Berlin]",
            "20161109T123000Z",
            "2016-11-09t12:30:00z",
        ];
        all_read(&forms, NOON, Precision::Instant);
    }

    #[test]
    fn local_times() {
        let forms = [
            "2016-11-09T12:30:00",
            "2016-11-09 12:30",
            "2016/11/09 12:30:00",
            "20161109123000",
            "20161109T1230",
            "9 November 2016 12:30",
            "9-NOV-2016 12:30:00.79",
            "Nov. 9, 2016, 12:30 p.m.",
            "Wednesday, November 9th, 2016 at 12:30 PM",
            "09.11.2016 12:30",
            "09.11.2016, 12:30 Uhr",
            "Mittwoch, 9. November 2016, 12:30 Uhr",
            "mercredi 9 novembre 2016 à 12h30",
            "9 de noviembre de 2016 12:30",
            "2016年11月9日 12:30",
            "2016年11月9日12时30分",
            "Wed Nov  9 12:30:00 2016",
            "9 ноября 2016, 12:30",
            "9 listopada 2016, 12:30",
            "9 Νοεμβρίου 2016 12:30",
        ];
        all_read(&forms, NOON, Precision::Local);
    }

    #[test]
    fn days() {
        let forms = [
            "2016-11-09",
            "20161109",
            "2016/11/09",
            "2016/11/9",
            "2016.11.09",
            "2016-11-09T00:00:00",
            "Nov. 9, 2016",
            "November 9 2016",
            "9 November 2016",
            "9 Nov 16",
            "Wed, 9 Nov 2016",
            "09.11.2016",
            "9.11.16",
            "9. November 2016",
            "9 novembre 2016",
            "9 de noviembre de 2016",
            "2016年11月9日",
            "2016년 11월 9일",
            "9 листопада 2016",
            "среда, 9 ноября 2016 г.",
            "środa, 9 listopada 2016 r.",
            "Τετάρτη 9 Νοεμβρίου 2016",
        ];
        all_read(&forms, DAY, Precision::Day);
    }

    #[test]
    fn other_forms_of_an_instant() {
        let forms = [
            "Wed, 09 Nov 2016 12:30:00 GMT",
            "Wed, 9 Nov 2016 07:30:00 -0500",
            "Nov 9, 2016 7:30 am EST",
            "9 Nov 2016 13:30 CET",
            "Wed Nov 09 12:30:00 +0000 2016",
            "Wed Nov  9 07:30:00 EST 2016",
            "1478694600",
            "1478694600000",
            "1478694600.25",
        ];
        all_read(&forms, NOON, Precision::Instant);
    }

    #[test]
    fn a_wire_timestamp_of_the_eighties() {
        assert_eq!(read("26-FEB-1987 15:01:01.79"), Some((541_350_061, Precision::Local)));
        assert_eq!(read(" 1-MAR-1987 01:00:00"), Some((541_558_800, Precision::Local)));
    }

    #[test]
    fn day_and_month_are_not_guessed() {
        assert_eq!(read("11/09/2016"), None);
        assert_eq!(read("25/11/2016"), read("2016-11-25"));
        assert_eq!(read("11/25/2016"), read("2016-11-25"));
        assert_eq!(read("05/05/2016"), read("2016-05-05"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for form in [
            "",
            "yesterday",
            "2016",
            "2016-13-01",
            "2016-02-30",
            "0001-01-01T00:00:00",
            "12",
            "Nov 2016",
            "Nov 9 12:30:00 +0000",
            "99999999999",
            "None",
        ] {
            assert_eq!(read(form), None, "{form}");
        }
    }

    #[test]
    fn numbers_are_epochs_or_compact_days() {
        assert_eq!(parse_epoch(20_161_109).map(|known| known.seconds), Some(DAY));
        assert_eq!(parse_epoch(1_478_694_600).map(|known| known.seconds), Some(NOON));
        assert_eq!(parse_epoch(1_478_694_600_999).map(|known| known.seconds), Some(NOON));
        assert_eq!(parse_epoch(1_478_694_600_000_000_000).map(|known| known.seconds), Some(NOON));
        assert_eq!(parse_epoch(i64::MIN), None);
        assert_eq!(parse_epoch(i64::MAX), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(stated in "\\PC{0,40}") {
            let _ = parse_date(&stated);
        }

        #[test]
        fn almost_dates_are_survived(stated in "[0-9]{1,4}[-/. ][0-9A-Za-z]{1,3}[-/. ][0-9]{1,4}[T ]?[0-9:.+Zz-]{0,12}") {
            let _ = parse_date(&stated);
        }

        #[test]
        fn every_second_reads_back(seconds in -10_000_000_000_i64..6_000_000_000) {
            let stated = jiff::Timestamp::from_second(seconds).unwrap().to_string();
            prop_assert_eq!(read(&stated), Some((seconds, Precision::Instant)));
        }
    }
}
