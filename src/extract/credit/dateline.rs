//! Datelines: "LONDON, Nov 24 (AFP) -", "МОСКВА, 24 ноября. /ТАСС/.", "Berlin (dpa/lby) -", "【共同】".

use std::ops::Range;

use super::list::{CreditList, credit_list};
use super::lookup::named_at;
use super::{Credit, CreditKind, byline};
use crate::extract::bounds::floor;

/// Bytes a dateline's place and date can take before the agency.
const MAX_PREFIX: usize = 90;

/// Credits in brackets or slashes that a dateline's mark follows.
pub(super) fn credits(head: &str, found: &mut Vec<Credit>) {
    for (open, close) in openings(head) {
        let Some(list) = enclosed(head, open, close) else { continue };
        let closed = list.end + close.len();
        if let Some(kind) = kind_of(head, open, closed, close, &list) {
            let place = (kind == CreditKind::Dateline).then(|| place_before(head, open)).flatten();
            push_all(&list, kind, open..closed, place.as_ref(), found);
        }
    }
    unbracketed(head, found);
}

fn push_all(
    list: &CreditList,
    kind: CreditKind,
    evidence: Range<usize>,
    place: Option<&Range<usize>>,
    found: &mut Vec<Credit>,
) {
    found.extend(list.named.iter().map(|(_, named)| Credit {
        agency: named.agency.name,
        kind,
        evidence: Some(evidence.clone()),
        place: place.cloned(),
    }));
}

/// The credit list that fills the brackets opening at `open`. A bracket is as long as the one that closes it.
fn enclosed(text: &str, open: usize, close: &str) -> Option<CreditList> {
    credit_list(text, open + close.len()).filter(|list| text[list.end..].starts_with(close))
}

/// Opening marks with the mark that must close each.
fn openings(head: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let bytes = head.as_bytes();
    let narrow = memchr::memchr2_iter(b'(', b'/', bytes)
        .map(move |at| (at, if bytes[at] == b'(' { ")" } else { "/" }));
    let wide = memchr::memchr2_iter(0xe3, 0xef, bytes).filter_map(move |at| match &bytes[at..] {
        rest if rest.starts_with("【".as_bytes()) => Some((at, "】")),
        rest if rest.starts_with("（".as_bytes()) => Some((at, "）")),
        _ => None,
    });
    narrow.chain(wide)
}

/// What kind of credit brackets at `open..closed` are, if any.
fn kind_of(head: &str, open: usize, closed: usize, close: &str, list: &CreditList) -> Option<CreditKind> {
    let after = &head[closed..];
    match close {
        "】" => Some(CreditKind::Dateline),
        _ if is_dash(after) => Some(CreditKind::Dateline),
        "/" => (after.starts_with('.') && starts_line(head, open)).then_some(CreditKind::Dateline),
        _ if ends_line(after) && list.is_certain() => Some(CreditKind::Byline),
        _ if after.starts_with(['.', ':', '='])
            && list.is_certain()
            && place_before(head, open).is_some_and(|place| !is_sentence(&head[place])) =>
        {
            Some(CreditKind::Dateline)
        }
        _ => None,
    }
}

/// Whether a dateline's closing dash begins here: "-", "–", "—", ".-", " --".
pub(super) fn is_dash(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{a0}', '.', ',', ':']);
    let Some(dash) = after.chars().next() else { return false };
    matches!(dash, '-' | '–' | '—' | '―' | '‒') && after[dash.len_utf8()..].starts_with(ends_dash)
}

fn ends_dash(c: char) -> bool {
    c.is_whitespace() || !c.is_alphanumeric() || super::lookup::is_cjk(c) || c.is_uppercase()
}

fn ends_line(after: &str) -> bool {
    after.trim_start_matches([' ', '\u{a0}']).starts_with(['\n', '\r'])
}

fn line_start(head: &str, at: usize) -> usize {
    head.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

fn starts_line(head: &str, at: usize) -> bool {
    at - line_start(head, at) <= MAX_PREFIX
}

/// A place has few words and no full stop inside.
fn is_sentence(place: &str) -> bool {
    place.split_whitespace().count() > 4 || place.contains(". ")
}

/// The dateline's place, on the same line before `at`: what stands before the first comma, digit or bracket.
fn place_before(head: &str, at: usize) -> Option<Range<usize>> {
    let start = line_start(head, at);
    let line = head.get(start..at)?;
    if line.len() > MAX_PREFIX {
        return capitals_before(head, at);
    }
    let end =
        line.find(|c: char| matches!(c, ',' | '(' | '/' | '（') || c.is_ascii_digit()).unwrap_or(line.len());
    let place = line[..end].trim();
    let begins = start + end - line[..end].trim_start().len();
    let is_place = place.chars().next().is_some_and(char::is_alphabetic) && place.len() <= 48;
    is_place.then(|| begins..begins + place.len())
}

/// In flattened text a place can be told from the prose before it only by its capitals.
fn capitals_before(head: &str, at: usize) -> Option<Range<usize>> {
    let before = head.get(..at)?.trim_end();
    let words = before.rsplit(' ').take_while(|word| is_capitals(word)).map(|word| word.len() + 1);
    let len = words.sum::<usize>().checked_sub(1)?;
    let start = before.len() - len;
    Some(start..start + before[start..].trim_end_matches(',').len())
}

fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// "МОСКВА, 24 ноя - РИА Новости." and "Moscow. January 5. INTERFAX.COM -": a date, a mark, the agency, a mark.
fn unbracketed(head: &str, found: &mut Vec<Credit>) {
    for start in line_starts(head) {
        let line = &head[start..];
        let prefix = &line[..floor(line, MAX_PREFIX)];
        if let Some((evidence, agency)) = after_date(prefix.lines().next().unwrap_or_default()) {
            found.push(Credit {
                agency,
                kind: CreditKind::Dateline,
                evidence: Some(start + evidence.start..start + evidence.end),
                place: place_before(head, start + evidence.start),
            });
        }
    }
}

fn line_starts(head: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', head.as_bytes()).map(|newline| newline + 1))
}

fn after_date(line: &str) -> Option<(Range<usize>, &'static str)> {
    const MARKS: [&str; 4] = [" - ", " – ", " — ", ". "];
    let digit = line.bytes().position(|byte| byte.is_ascii_digit())?;
    memchr::memchr2_iter(b' ', b'.', line.as_bytes()).filter(|at| *at > digit).find_map(|at| {
        let mark = MARKS.iter().find(|mark| line[at..].starts_with(**mark))?;
        let start = at + mark.len();
        let named = named_at(&line[start..]).filter(|named| !named.ambiguous)?;
        let after = line[start + named.len..].trim_start_matches(".COM").trim_start_matches(".RU");
        (after.starts_with('.') || is_dash(after)).then_some((start..start + named.len, named.agency.name))
    })
}

/// Bytes of the byline and dateline that a text begins with: what bodies are compared without.
///
/// The range starts at 0 and is empty when the text begins with its story.
#[must_use]
pub fn leading(text: &str) -> Range<usize> {
    let head = &text[..floor(text, super::HEAD)];
    let start = byline::leading(head);
    let story = start + dateline_length(&head[start..]);
    0..story
}

/// Length of a dateline at the start of `text`, its dash and the space after it included.
fn dateline_length(text: &str) -> usize {
    let lead = text.len() - text.trim_start().len();
    let line = text[lead..].lines().next().unwrap_or_default();
    let prefix = &line[..floor(line, MAX_PREFIX)];
    let end = prefix.char_indices().map(|(at, _)| at).find(|&at| is_spaced_dash(prefix, at));
    match end {
        Some(at) if is_dateline_prefix(&prefix[..at]) => lead + at + dash_length(&line[at..]),
        _ => 0,
    }
}

fn is_spaced_dash(prefix: &str, at: usize) -> bool {
    let opens = prefix[at..].starts_with(['-', '–', '—', '―', '‒']);
    opens && prefix[..at].ends_with([' ', ')', '.', '\u{a0}', '/']) && is_dash(&prefix[at..])
}

fn dash_length(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches(['-', '–', '—', '―', '‒', ' ', '\u{a0}']).len()
}

/// A place in capitals, or an agency in brackets, before the dash.
fn is_dateline_prefix(prefix: &str) -> bool {
    let bracketed = openings(prefix).any(|(open, close)| enclosed(prefix, open, close).is_some());
    bracketed || is_capitals(prefix.split([',', '(']).next().unwrap_or_default())
}
