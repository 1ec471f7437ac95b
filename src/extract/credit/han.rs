//! Credits as Chinese and Japanese desks write them: "新华社北京11月24日电", "新华社记者", "【東京共同】".

use super::lookup::named_at;
use super::{Credit, CreditKind};
use crate::extract::bounds::floor;

/// Agencies that sign with "…电" or "记者".
const SIGNING: [&str; 6] = ["新华社", "新华网", "中新社", "中新网", "法新社", "路透社"];
/// Bytes with which their names begin.
const FIRST_BYTES: [u8; 3] = [0xe4, 0xe6, 0xe8];
/// Bytes from the agency's name to the closing 电: a place and a date.
const MAX_DATELINE: usize = 60;

/// Credits of Chinese agencies in the head.
pub(super) fn credits(head: &str, found: &mut Vec<Credit>) {
    if head.is_ascii() {
        return;
    }
    let starts = memchr::memchr3_iter(FIRST_BYTES[0], FIRST_BYTES[1], FIRST_BYTES[2], head.as_bytes());
    let signing =
        starts.filter(|&at| SIGNING.iter().any(|name| head.as_bytes()[at..].starts_with(name.as_bytes())));
    found.extend(signing.filter_map(|at| signed(head, at)));
    found.extend(head.match_indices('【').filter_map(|(at, _)| lenticular(head, at)));
}

/// "【東京共同】": a place run together with the agency.
fn lenticular(head: &str, open: usize) -> Option<Credit> {
    let start = open + '【'.len_utf8();
    let near = &head[start..floor(head, start + MAX_DATELINE)];
    let inside = &near[..near.find('】')?];
    let closing =
        |at: usize| named_at(&inside[at..]).filter(|named| at > 0 && at + named.len == inside.len());
    let (at, named) = inside.char_indices().find_map(|(at, _)| Some((at, closing(at)?)))?;
    Some(Credit {
        agency: named.agency.name,
        kind: CreditKind::Dateline,
        evidence: Some(open..start + inside.len() + '】'.len_utf8()),
        place: Some(start..start + at),
    })
}

fn signed(head: &str, at: usize) -> Option<Credit> {
    let named = named_at(&head[at..])?;
    let after = &head[at + named.len..];
    let (kind, len) = if head[..at].ends_with('据') {
        (CreditKind::Contributed, 0)
    } else if let Some(len) = dispatch(after) {
        (CreditKind::Dateline, len)
    } else if after.starts_with("记者") {
        (CreditKind::Byline, "记者".len())
    } else {
        return None;
    };
    let place = (kind == CreditKind::Dateline).then(|| place(after, at + named.len)).flatten();
    let evidence = Some(at..at + named.len + len);
    Some(Credit { agency: named.agency.name, kind, evidence, place })
}

/// Length of "北京11月24日电" after the agency's name.
fn dispatch(after: &str) -> Option<usize> {
    let near = &after[..floor(after, MAX_DATELINE)];
    let end = near.find('电')?;
    let is_date = near[..end].contains('日') && !near[..end].contains(['。', '，', '、', '\n']);
    is_date.then_some(end + '电'.len_utf8())
}

fn place(after: &str, start: usize) -> Option<std::ops::Range<usize>> {
    let len = after.find(|c: char| c.is_numeric()).filter(|len| *len > 0)?;
    Some(start..start + len)
}
