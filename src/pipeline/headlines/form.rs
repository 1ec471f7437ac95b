//! Equal headlines made one: a form is what several records say in the same words.

use std::cmp::Reverse;
use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::Headline;
use super::keys::{Sequence, unordered};
use super::reading::{MIN_OTHER_WORDS, Title};

/// One wording and the records that have it.
#[derive(Debug)]
pub(super) struct Form {
    /// Records, ascending.
    pub records: Vec<u32>,
    /// Words in the wording.
    pub words: usize,
    /// Whether the wording ends in an ellipsis.
    pub cut_off: bool,
    /// First and last publication, in days since 1970.
    pub days: Option<RangeInclusive<i64>>,
    /// Distinct body hashes, ascending.
    pub bodies: Vec<u64>,
}

/// The forms of all records, the most likely hub first: whole before cut off, the common ones of those first, then
/// the longest of these.
pub(super) fn forms(titles: &[Title<'_>], records: &[Headline<'_>]) -> Vec<Form> {
    let mut keys: Vec<(u64, bool, u32)> = titles
        .par_iter()
        .enumerate()
        .filter(|(_, title)| !title.first.words.is_empty())
        .map(|(at, title)| (key(title), title.first.cut_off, at as u32))
        .collect();
    keys.par_sort_unstable();
    let runs: Vec<&[(u64, bool, u32)]> = keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).collect();
    let mut forms: Vec<Form> = runs
        .into_par_iter()
        .map(|run| form(run.iter().map(|&(_, _, at)| at).collect(), titles, records))
        .collect();
    forms.par_sort_by_cached_key(|form| {
        let first = form.records[0];
        let words = titles[first as usize].first.words.len();
        let (rank, tie) =
            if form.cut_off { (words, form.records.len()) } else { (form.records.len(), words) };
        (form.cut_off, Reverse((rank, tie)), first)
    });
    forms
}

/// Short headlines must have their words in order; longer ones may not.
fn key(title: &Title<'_>) -> u64 {
    let words = &title.first.words;
    if words.len() < MIN_OTHER_WORDS || title.first.cut_off {
        Sequence::new(words).whole()
    } else {
        unordered(words)
    }
}

fn form(run: Vec<u32>, titles: &[Title<'_>], records: &[Headline<'_>]) -> Form {
    let first = &titles[run[0] as usize].first;
    let days = run.iter().filter_map(|&at| day(&records[at as usize]));
    let mut bodies: Vec<u64> = run.iter().filter_map(|&at| records[at as usize].body).collect();
    bodies.sort_unstable();
    bodies.dedup();
    let days = days.clone().min().zip(days.max()).map(|(first, last)| first..=last);
    Form { words: first.words.len(), cut_off: first.cut_off, records: run, days, bodies }
}

/// The day a record was published, since 1970.
pub(super) fn day(record: &Headline<'_>) -> Option<i64> {
    record.published.map(|published| published.seconds.div_euclid(86_400))
}

/// How many different values there are.
pub(super) fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> usize {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.len()
}

impl Form {
    /// Whether the days of two forms come within `apart` days of each other; `None` when either is unknown.
    pub fn days_agree(&self, other: &Self, apart: i64) -> Option<bool> {
        let (a, b) = (self.days.as_ref()?, other.days.as_ref()?);
        Some(a.start() - b.end() <= apart && b.start() - a.end() <= apart)
    }

    /// Whether some record of each has the same body.
    pub fn shares_body(&self, other: &Self) -> bool {
        self.bodies.iter().any(|body| other.bodies.binary_search(body).is_ok())
    }
}
