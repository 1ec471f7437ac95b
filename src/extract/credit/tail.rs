//! Credits in the closing lines: "© AFP", "Quelle: dpa", "(ANSA)", "Reporting by …; Editing by …", "RND/dpa".

use std::ops::Range;

use super::list::{CreditList, credit_list};
use super::lookup::{Named, named_at};
use super::marks::{Says, marks_in};
use super::{Credit, CreditKind};
use crate::extract::bounds::ceil;

/// Words between a copyright sign and its owner.
const BEFORE_OWNER: [&str; 9] = ["(c)", "(C)", "©", "by", "de", "-", "–", ",", "All"];

/// Credits in `text[start..]`.
pub(super) fn credits(text: &str, start: usize, found: &mut Vec<Credit>) {
    let tail = &text[start..];
    for (at, mark) in marks_in(tail) {
        match mark.says {
            Says::Source => announced(tail, start, at..at + mark.text.len(), CreditKind::Tail, found),
            Says::Part => announced(tail, start, at..at + mark.text.len(), CreditKind::Contributed, found),
            Says::Copyright => copyright(tail, start, at..at + mark.text.len(), found),
            Says::Reporting => reporting(tail, start, at, found),
            Says::Contributed => contributed(tail, start, at, found),
        }
    }
    closing(tail, start, found);
}

fn push(named: Named, kind: CreditKind, evidence: Range<usize>, found: &mut Vec<Credit>) {
    found.push(Credit { agency: named.agency.name, kind, evidence: Some(evidence), place: None });
}

fn push_list(list: &CreditList, kind: CreditKind, evidence: &Range<usize>, found: &mut Vec<Credit>) {
    for (_, named) in &list.named {
        push(*named, kind, evidence.clone(), found);
    }
}

/// "Quelle: dpa", "mit Material von dpa": the list follows the mark.
fn announced(tail: &str, start: usize, mark: Range<usize>, kind: CreditKind, found: &mut Vec<Credit>) {
    if let Some(list) = credit_list(tail, mark.end) {
        push_list(&list, kind, &(start + mark.start..start + list.end), found);
    }
}

/// "Copyright 2020 The Associated Press", "© AFP", "(c) Reuters".
fn copyright(tail: &str, start: usize, mark: Range<usize>, found: &mut Vec<Credit>) {
    if let Some((owner, named)) = owner(tail, mark.end) {
        push(named, CreditKind::Tail, start + mark.start..start + owner + named.len, found);
    }
}

/// The agency that owns the copyright: at most a year and a few small words after the sign.
fn owner(tail: &str, after: usize) -> Option<(usize, Named)> {
    let mut at = after;
    for _ in 0..5 {
        at += tail[at..].len() - tail[at..].trim_start().len();
        if let Some(named) = named_at(&tail[at..]) {
            return Some((at, named));
        }
        let word = tail[at..].split_whitespace().next()?;
        let skipped =
            BEFORE_OWNER.contains(&word) || word.chars().all(|c| c.is_ascii_digit() || "-–,".contains(c));
        at += skipped.then_some(word.len())?;
    }
    None
}

/// "Reporting by Mira Holt; Editing by Jon Reyes" is how one agency signs.
fn reporting(tail: &str, start: usize, at: usize, found: &mut Vec<Credit>) {
    let edited = tail[at..].find("diting by ");
    let reuters = named_at("Reuters");
    if let (Some(edited), Some(named)) = (edited, reuters) {
        push(named, CreditKind::Tail, start + at..start + at + edited + "diting by".len(), found);
    }
}

/// "Associated Press writers … contributed to this report", "AFP contributed reporting".
fn contributed(tail: &str, start: usize, verb: usize, found: &mut Vec<Credit>) {
    let from = sentence_start(tail, verb);
    let named = words(tail, from, verb).find_map(|at| named_at(&tail[at..]).map(|named| (at, named)));
    if let Some((at, named)) = named.filter(|(_, named)| !named.ambiguous || named.len == 2) {
        push(named, CreditKind::Contributed, start + at..start + verb + "contributed".len(), found);
    }
}

fn sentence_start(tail: &str, before: usize) -> usize {
    let breaks = [". ", ".\n", "\n"].iter().filter_map(|mark| Some(tail[..before].rfind(mark)? + mark.len()));
    breaks.max().unwrap_or(0)
}

fn words(tail: &str, from: usize, to: usize) -> impl Iterator<Item = usize> {
    let first = std::iter::once(from);
    first.chain(tail[from..to].match_indices(' ').map(move |(space, _)| from + space + 1))
}

/// The very last words: a bracket "(dpa)", a list "RND/dpa", a line of its own "AFP".
fn closing(tail: &str, start: usize, found: &mut Vec<Credit>) {
    let mut end = tail.trim_end().len();
    for _ in 0..3 {
        let line = tail[..end].rfind('\n').map_or(0, |newline| newline + 1);
        if let Some((evidence, list)) =
            bracketed_at_end(tail, line, end).or_else(|| listed_at_end(tail, line, end))
        {
            push_list(&list, CreditKind::Tail, &(start + evidence.start..start + evidence.end), found);
            return;
        }
        end = tail[..line].trim_end().len();
    }
}

fn bracketed_at_end(tail: &str, line: usize, end: usize) -> Option<(Range<usize>, CreditList)> {
    let text = tail[line..end].trim_end_matches('.');
    let close = text.chars().next_back().filter(|c| matches!(c, ')' | '）'))?;
    let open = text.rfind(['(', '（'])?;
    let inside = line + open + text[open..].chars().next()?.len_utf8();
    let source =
        ["来源：", "来源:"].iter().find(|mark| tail[inside..].starts_with(**mark)).map_or(0, |m| m.len());
    let list = credit_list(&tail[..end], inside + source)?;
    let closes = list.end + close.len_utf8() == line + text.len();
    (closes && !is_caption(&text[..open])).then_some((line + open..line + text.len(), list))
}

/// "©Mira Holt (AFP)" credits a picture.
fn is_caption(before: &str) -> bool {
    let near = &before[ceil(before, before.len().saturating_sub(40))..];
    ["©", "Photo", "Foto", "photo", "Image", "Bild"].iter().any(|mark| near.contains(mark))
}

fn listed_at_end(tail: &str, line: usize, end: usize) -> Option<(Range<usize>, CreditList)> {
    let text = &tail[line..end];
    let from =
        line + text.trim_end_matches('.').rfind(is_sentence_mark).map_or(0, |mark| next_word(text, mark));
    let list = credit_list(&tail[..end], from)?;
    let alone = from == line || list.is_certain();
    (alone && tail[list.end..end].trim_matches(['.', ' ']).is_empty()).then_some((from..list.end, list))
}

fn is_sentence_mark(c: char) -> bool {
    matches!(c, '!' | '?' | '"' | '“' | '”' | ')' | '»' | '。') || c == '.'
}

fn next_word(text: &str, mark: usize) -> usize {
    let rest = &text[mark..];
    let after = rest.trim_start_matches(|c: char| is_sentence_mark(c) || c.is_whitespace());
    text.len() - after.len()
}
