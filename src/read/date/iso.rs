//! ISO 8601 and RFC 3339, the form nearly every record has: read by hand, since it is read once a record.

use super::calendar::{self, Clock};
use crate::article::Published;

/// `2016-11-09`, `20161109T123000Z`, `2016/11/09 12:30`, `2016-11-09T12:30:00.5+01:00[Europe/Berlin]` and the like.
pub(super) fn parse(stated: &[u8]) -> Option<Published> {
    let mut rest = stated;
    let year = number(&mut rest, 4)?;
    let separator = separator(&mut rest);
    let month = number(&mut rest, 2)?;
    if let Some(expected) = separator {
        literal(&mut rest, expected)?;
    }
    let day = calendar::day(year, month, number(&mut rest, 2)?)?;
    if rest.is_empty() { Some(day) } else { with_time(day, rest) }
}

fn separator(rest: &mut &[u8]) -> Option<u8> {
    let byte = *rest.first().filter(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
    *rest = &rest[1..];
    Some(byte)
}

fn with_time(day: Published, mut rest: &[u8]) -> Option<Published> {
    let lead = *rest.first()?;
    if !matches!(lead, b'T' | b't' | b' ' | b'_') {
        return None;
    }
    rest = rest[1..].trim_ascii_start();
    let clock = clock(&mut rest)?;
    let offset = match rest.trim_ascii_start() {
        [] => None,
        zone => Some(self::offset(zone)?),
    };
    calendar::time(day, clock, offset)
}

/// `12:30`, `12:30:00`, `1230`, `123000`, with a fraction that is dropped.
fn clock(rest: &mut &[u8]) -> Option<Clock> {
    let hour = number(rest, 2)?;
    let colon = literal(rest, b':').is_some();
    let minute = number(rest, 2)?;
    if colon && literal(rest, b':').is_none() {
        return Some(Clock(hour, minute, 0));
    }
    let second = if colon { number(rest, 2)? } else { number(rest, 2).unwrap_or(0) };
    if let Some(b'.' | b',') = rest.first() {
        *rest = &rest[1..];
        while rest.first().is_some_and(u8::is_ascii_digit) {
            *rest = &rest[1..];
        }
    }
    Some(Clock(hour, minute, second))
}

/// `Z`, `UTC`, `GMT`, `+01`, `+0100`, `-05:00`, each perhaps followed by a zone in brackets; in seconds.
fn offset(zone: &[u8]) -> Option<i64> {
    let mut rest = zone.iter().position(|&byte| byte == b'[').map_or(zone, |bracket| &zone[..bracket]);
    if matches!(rest, b"Z" | b"z" | b"UTC" | b"GMT") {
        return Some(0);
    }
    let sign = match *rest.first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    rest = &rest[1..];
    let hours = number(&mut rest, 2)?;
    let _ = literal(&mut rest, b':');
    let minutes = if rest.is_empty() { 0 } else { number(&mut rest, 2)? };
    (rest.is_empty() && hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

/// Takes exactly `digits` digits.
fn number(rest: &mut &[u8], digits: usize) -> Option<i64> {
    let (taken, left) = rest.split_at_checked(digits)?;
    let value = taken
        .iter()
        .try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))?;
    *rest = left;
    Some(value)
}

fn literal(rest: &mut &[u8], expected: u8) -> Option<()> {
    let (first, left) = rest.split_first()?;
    (*first == expected).then(|| *rest = left)
}
