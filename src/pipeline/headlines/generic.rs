//! Headlines of columns and pages rather than stories.

use super::Headline;
use super::form::{day, distinct};
use super::learn::Learned;
use super::reading::Title;

/// Days on which one outlet runs a headline before it is a column.
const RUNS: usize = 3;
/// Words up to which a column's headline is every outlet's own ("Letters to the editor").
const COLUMN: usize = 5;
/// Words up to which a headline may be said of two events.
const SHORT: usize = 4;
/// Words up to which a headline says nothing without a date.
const BARE: usize = 2;
/// Days between which a short headline is about one event.
const DAYS: i64 = 30;

/// A star's records, told apart: each list of `stories` carries one story; `rest` carries none.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Records that carry one story each.
    pub stories: Vec<Vec<u32>>,
    /// Records under a generic headline.
    pub rest: Vec<u32>,
}

/// Tells stories from columns and pages among the records of one headline.
pub(super) fn tell(title: &Title<'_>, star: Vec<u32>, records: &[Headline<'_>], learned: &Learned) -> Told {
    let words = title.first.words.len();
    if title.is_name || is_bare(words, &star, records) {
        Told { stories: Vec::new(), rest: star }
    } else if !is_column(&star, records, learned) {
        Told { stories: vec![star], rest: Vec::new() }
    } else if words <= COLUMN {
        Told { stories: Vec::new(), rest: star }
    } else {
        issues(star, records)
    }
}

/// A syndicated column is one story an issue: what was published within a day of the issue's first appearance.
fn issues(star: Vec<u32>, records: &[Headline<'_>]) -> Told {
    let (mut dated, mut rest): (Vec<u32>, Vec<u32>) =
        star.into_iter().partition(|&at| day(&records[at as usize]).is_some());
    dated.sort_by_key(|&at| day(&records[at as usize]));
    let mut stories: Vec<Vec<u32>> = Vec::new();
    for at in dated {
        match stories.last_mut() {
            Some(issue) if is_same_issue(&records[issue[0] as usize], &records[at as usize]) => {
                issue.push(at)
            }
            _ => stories.push(vec![at]),
        }
    }
    let (mut stories, alone): (Vec<Vec<u32>>, Vec<Vec<u32>>) =
        stories.into_iter().partition(|issue| issue.len() > 1);
    rest.extend(alone.into_iter().flatten());
    rest.sort_unstable();
    stories.iter_mut().for_each(|issue| issue.sort_unstable());
    Told { stories, rest }
}

fn is_same_issue(first: &Headline<'_>, next: &Headline<'_>) -> bool {
    day(first).zip(day(next)).is_some_and(|(first, next)| next - first <= 1)
}

/// Whether one outlet runs it again and again.
fn is_column(star: &[u32], records: &[Headline<'_>], learned: &Learned) -> bool {
    let mut runs: Vec<(u32, Option<i64>)> =
        star.iter().map(|&at| (learned.of_record[at as usize], day(&records[at as usize]))).collect();
    runs.sort_unstable();
    runs.dedup();
    runs.chunk_by(|a, b| a.0 == b.0).any(|own| own.len() >= RUNS)
}

/// Whether it is too short to tell one event by, and nothing else tells it.
fn is_bare(words: usize, star: &[u32], records: &[Headline<'_>]) -> bool {
    let days = || star.iter().filter_map(|&at| day(&records[at as usize]));
    let bodies = distinct(star.iter().map(|&at| records[at as usize].body));
    let told_by_body = bodies == 1 && star.iter().all(|&at| records[at as usize].body.is_some());
    match (days().min(), days().max()) {
        _ if words > SHORT || told_by_body => false,
        (Some(first), Some(last)) => last - first > DAYS,
        _ => words <= BARE,
    }
}
