//! Headlines of columns and pages rather than stories.

use super::Headline;
use super::form::{day, distinct};
use super::learn::Learned;
use super::reading::Title;

/// Days on which one outlet runs a headline before it is a column.
const RUNS: usize = 3;
/// Words up to which a headline may be said of two events.
const SHORT: usize = 4;
/// Words up to which a headline says nothing without a date.
const BARE: usize = 2;
/// Days between which a short headline is about one event.
const DAYS: i64 = 30;

/// Whether a headline recurs as a column's or page's does.
pub(super) fn is_generic(
    title: &Title<'_>,
    members: &[usize],
    records: &[Headline<'_>],
    learned: &Learned,
) -> bool {
    title.is_name
        || is_column(members, records, learned)
        || is_bare(title.first.words.len(), members, records)
}

/// Whether one outlet runs it again and again.
fn is_column(members: &[usize], records: &[Headline<'_>], learned: &Learned) -> bool {
    let mut runs: Vec<(u32, Option<i64>)> =
        members.iter().map(|&at| (learned.of_record[at], day(&records[at]))).collect();
    runs.sort_unstable();
    runs.dedup();
    runs.chunk_by(|a, b| a.0 == b.0).any(|own| own.len() >= RUNS)
}

/// Whether it is too short to tell one event by, and nothing else tells it.
fn is_bare(words: usize, members: &[usize], records: &[Headline<'_>]) -> bool {
    let days = || members.iter().filter_map(|&at| day(&records[at]));
    let bodies = distinct(members.iter().map(|&at| records[at].body));
    let told_by_body = bodies == 1 && members.iter().all(|&at| records[at].body.is_some());
    match (days().min(), days().max()) {
        _ if words > SHORT || told_by_body => false,
        (Some(first), Some(last)) => last - first > DAYS,
        _ => words <= BARE,
    }
}
