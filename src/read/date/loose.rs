//! Dates as people and mail programs write them: with month names (RFC 2822 too), with dots or slashes, in Chinese.

use super::calendar::{self, Clock};
use super::months;
use super::words::{Piece, lowered, pieces};
use crate::article::Published;

/// Reads a date written for people, with a time and zone if they follow.
pub(super) fn parse(stated: &str) -> Option<Published> {
    let lowered = lowered(stated)?;
    let pieces = pieces(&lowered);
    let (day, used) = named(&pieces).or_else(|| marked(&pieces)).or_else(|| han(&pieces))?;
    let rest = &pieces[used..];
    match clock(rest) {
        Some((clock, used)) => calendar::time(day, clock, offset(&rest[used..])),
        None => Some(day),
    }
}

/// `9 November 2016`, `November 9th, 2016`, `9. de noviembre de 2016`: also says how many pieces it took.
fn named(pieces: &[Piece<'_>]) -> Option<(Published, usize)> {
    let (at, month) = pieces.iter().enumerate().find_map(|(at, piece)| Some((at, month_of(piece)?)))?;
    let (before, after) = (numbers_before(pieces, at), numbers_after(pieces, at));
    match (before, after.as_slice()) {
        (Some((date, 1..=2)), [(year, digits, used), ..]) => {
            Some((calendar::day(calendar::full_year(*year, *digits), month, date)?, *used))
        }
        (_, [(date, 1..=2, _), (year, digits @ 4, used), ..]) => {
            Some((calendar::day(calendar::full_year(*year, *digits), month, *date)?, *used))
        }
        (_, [(date, 1..=2, used), (_, 2, _)]) => {
            Some((calendar::day(year_last(pieces)?, month, *date)?, *used))
        }
        _ => None,
    }
}

/// The year of `Wed Nov  9 12:30:00 +0000 2016`, as C programs write it: behind the time, and no offset.
fn year_last(pieces: &[Piece<'_>]) -> Option<i64> {
    match pieces {
        [.., Piece::Mark('+' | '-'), Piece::Number(..)] => None,
        [.., Piece::Number(year, 4)] => Some(*year),
        _ => None,
    }
}

fn month_of(piece: &Piece<'_>) -> Option<i64> {
    match piece {
        Piece::Word(word) => months::month(word),
        _ => None,
    }
}

/// The number right before a month: only marks and short words ("de", "th") may stand between.
fn numbers_before(pieces: &[Piece<'_>], month: usize) -> Option<(i64, usize)> {
    pieces[..month].iter().rev().take(3).find_map(|piece| match piece {
        Piece::Number(value, digits) => Some((*value, *digits)),
        _ => None,
    })
}

/// Up to two numbers right after a month, with the place behind each.
fn numbers_after(pieces: &[Piece<'_>], month: usize) -> Vec<(i64, usize, usize)> {
    let numbers = pieces.iter().enumerate().skip(month + 1).filter_map(|(at, piece)| match piece {
        Piece::Number(value, digits) => Some((*value, *digits, at + 1)),
        _ => None,
    });
    numbers.take(2).collect()
}

/// `09.11.2016`, `25/11/2016`, `11/25/2016`, `2016/11/9`: three numbers with one mark between them.
fn marked(pieces: &[Piece<'_>]) -> Option<(Published, usize)> {
    let at = pieces.iter().position(|piece| matches!(piece, Piece::Number(..)))?;
    let [
        Piece::Number(first, first_digits),
        Piece::Mark(mark),
        Piece::Number(second, _),
        Piece::Mark(again),
        Piece::Number(third, third_digits),
        ..,
    ] = &pieces[at..]
    else {
        return None;
    };
    let day = match (mark, first_digits, third_digits) {
        _ if mark != again => return None,
        (_, 4, _) => calendar::day(*first, *second, *third),
        ('.', _, 2 | 4) => calendar::day(calendar::full_year(*third, *third_digits), *second, *first),
        ('/' | '-', _, 4) => unambiguous(*first, *second, *third),
        _ => None,
    }?;
    Some((day, at + 5))
}

/// Day and month in either order, where only one order makes a date, or both the same.
fn unambiguous(first: i64, second: i64, year: i64) -> Option<Published> {
    match (calendar::day(year, second, first), calendar::day(year, first, second)) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

/// `2016年11月9日`, and the same in Korean.
fn han(pieces: &[Piece<'_>]) -> Option<(Published, usize)> {
    let at = pieces.iter().position(|piece| matches!(piece, Piece::Number(_, 4)))?;
    let [
        Piece::Number(year, _),
        Piece::Word(year_sign),
        Piece::Number(month, _),
        Piece::Word(month_sign),
        Piece::Number(day, _),
        Piece::Word(_),
        ..,
    ] = &pieces[at..]
    else {
        return None;
    };
    let signs = matches!((*year_sign, *month_sign), ("年", "月") | ("년", "월"));
    signs.then(|| calendar::day(*year, *month, *day))?.map(|day| (day, at + 6))
}

/// The first `h:mm`, `h:mm:ss`, `12h30` or `12时30分`, with `am` or `pm` if it follows.
fn clock(pieces: &[Piece<'_>]) -> Option<(Clock, usize)> {
    let at = (0..pieces.len()).find(|&at| is_clock(&pieces[at..]))?;
    let [Piece::Number(hour, _), _, Piece::Number(minute, _), rest @ ..] = &pieces[at..] else {
        return None;
    };
    let (second, mut used) = match rest {
        [Piece::Mark(':') | Piece::Word(_), Piece::Number(second, 2), ..] => (*second, at + 5),
        _ => (0, at + 3),
    };
    if let [Piece::Mark('.'), Piece::Number(..), ..] = &pieces[used..] {
        used += 2;
    }
    let half = half(&pieces[used..]);
    Some((Clock(on_dial(*hour, half)?, *minute, second), used + half.map_or(0, |_| 1)))
}

fn is_clock(pieces: &[Piece<'_>]) -> bool {
    match pieces {
        [Piece::Number(_, 1..=2), Piece::Mark(':'), Piece::Number(_, 2), ..] => true,
        [Piece::Number(_, 1..=2), Piece::Word(sign), Piece::Number(_, 2), ..] => {
            matches!(*sign, "h" | "时" | "時" | "点")
        }
        _ => false,
    }
}

/// Whether `am` (false) or `pm` (true), `a.m.` or `p.m.` comes next.
fn half(pieces: &[Piece<'_>]) -> Option<bool> {
    match pieces.first()? {
        Piece::Word(word) if matches!(*word, "am" | "a") => Some(false),
        Piece::Word(word) if matches!(*word, "pm" | "p") => Some(true),
        _ => None,
    }
}

fn on_dial(hour: i64, half: Option<bool>) -> Option<i64> {
    match half {
        None => Some(hour),
        Some(afternoon) => (1..=12).contains(&hour).then_some(hour % 12 + if afternoon { 12 } else { 0 }),
    }
}

/// A zone's name or `+hhmm` behind a time.
fn offset(pieces: &[Piece<'_>]) -> Option<i64> {
    pieces.iter().enumerate().find_map(|(at, piece)| match piece {
        Piece::Word(word) => months::zone(word),
        Piece::Mark(sign @ ('+' | '-')) => signed(*sign, &pieces[at + 1..]),
        _ => None,
    })
}

fn signed(sign: char, pieces: &[Piece<'_>]) -> Option<i64> {
    let seconds = match pieces {
        [Piece::Number(hour, 1..=2), Piece::Mark(':'), Piece::Number(minute, 2), ..] => {
            hour * 3_600 + minute * 60
        }
        [Piece::Number(number, 4), ..] => number / 100 * 3_600 + number % 100 * 60,
        [Piece::Number(hour, 1..=2), ..] => hour * 3_600,
        _ => return None,
    };
    (seconds < 86_400).then_some(if sign == '-' { -seconds } else { seconds })
}
