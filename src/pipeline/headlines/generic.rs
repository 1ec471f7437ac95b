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
/// Days after an issue's first appearance within which others carry it, at the latest.
const LATEST: i64 = 3;
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
        issues(star, records, learned)
    }
}

/// A syndicated column is one story an issue: what was published soon after the issue's first appearance.
fn issues(star: Vec<u32>, records: &[Headline<'_>], learned: &Learned) -> Told {
    let day = |at: &u32| day(&records[*at as usize]);
    let near = rhythm(&star, records, learned).map_or(LATEST, |days| (days / 2).min(LATEST));
    let (mut dated, mut rest): (Vec<u32>, Vec<u32>) = star.into_iter().partition(|at| day(at).is_some());
    dated.sort_by_key(day);
    let mut stories: Vec<Vec<u32>> = Vec::new();
    for at in dated {
        match stories.last_mut() {
            Some(issue) if day(&at) <= day(&issue[0]).map(|first| first + near) => issue.push(at),
            _ => stories.push(vec![at]),
        }
    }
    rest.extend(stories.extract_if(.., |issue| issue.len() == 1).flatten());
    rest.sort_unstable();
    for issue in &mut stories {
        issue.sort_unstable();
    }
    Told { stories, rest }
}

/// The outlets of a star's records and the days they ran it, in order, each once.
fn runs(star: &[u32], records: &[Headline<'_>], learned: &Learned) -> Vec<(u32, Option<i64>)> {
    let run = |at: &u32| (learned.of_record[*at as usize], day(&records[*at as usize]));
    let mut runs: Vec<(u32, Option<i64>)> = star.iter().map(run).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Whether one outlet runs it again and again.
fn is_column(star: &[u32], records: &[Headline<'_>], learned: &Learned) -> bool {
    runs(star, records, learned).chunk_by(|a, b| a.0 == b.0).any(|own| own.len() >= RUNS)
}

/// Days between two issues of a column: the fewest between two runs in one outlet.
fn rhythm(star: &[u32], records: &[Headline<'_>], learned: &Learned) -> Option<i64> {
    let runs = runs(star, records, learned);
    let same_outlet = runs.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    same_outlet.filter_map(|pair| Some(pair[1].1? - pair[0].1?)).min()
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
