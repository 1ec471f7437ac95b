//! `dedup`: which records of a crawl are copies of others, and which of each group stays.

use crate::error::Result;
use crate::judge::{Limits, Relation};
use crate::read::ReadOptions;
use crate::spill::Lists;

use super::corpus::Corpus;
use super::gather::gather;
use super::groups::{Group, Member, groups};
use super::origin::DAY;
use super::pairs::candidate_pairs;
use super::shown::shown;
use super::verdicts::{Verdicts, pair_of};
use super::verify::{Judged, Pair, Verifier};
use super::watch::Watch;

/// Which copies are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Discard {
    /// Identical ones.
    Exact,
    /// Identical, lightly edited and trimmed ones.
    #[default]
    Near,
    /// Every reprint but embedded ones.
    Copy,
    /// None: only report.
    Nothing,
}

impl Discard {
    /// Whether a copy of this relation to the one that stays is dropped.
    #[must_use]
    pub fn drops(self, relation: Relation) -> bool {
        match self {
            Self::Exact => relation == Relation::Identical,
            Self::Near => relation <= Relation::Trimmed,
            Self::Copy => relation != Relation::Embedded,
            Self::Nothing => false,
        }
    }
}

/// Which member of a group stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// The one published first; ties by length, then by order of the input.
    #[default]
    Earliest,
    /// The one with most words.
    Longest,
    /// The first of the input.
    First,
    /// The agency's own copy, else one that credits an agency, else the earliest.
    Wire,
}

/// What `dedup` is to do.
#[derive(Debug, Clone, Default)]
pub struct DedupOptions {
    /// How the input is read.
    pub read: ReadOptions,
    /// Stop at the first record that cannot be read.
    pub strict: bool,
    /// Words below which a body is too short to judge; one without any always is.
    pub min_words: u32,
    /// The limits of the relations.
    pub limits: Limits,
    /// Which copies are dropped.
    pub discard: Discard,
    /// Which member of a group stays.
    pub keep: Keep,
    /// Compare articles of different outlets only.
    pub across_outlets: bool,
    /// Compare articles published within so many days only; one without a date is compared with none then.
    pub window_days: Option<u32>,
}

/// A record that is dropped, and the one that stays in its place.
#[derive(Debug, Clone, Copy)]
pub struct Dropped {
    /// Its number.
    pub number: u32,
    /// The number of the one that stays.
    pub kept: u32,
    /// What the two are to each other.
    pub judged: Judged,
}

/// What became of a corpus.
#[derive(Debug)]
pub struct Deduplicated {
    /// The corpus itself.
    pub corpus: Corpus,
    /// Every verified pair that is reported, by the order of the input.
    pub pairs: Vec<Judged>,
    /// The groups, by their earliest member.
    pub groups: Vec<Group>,
    /// What is dropped, by number.
    pub dropped: Vec<Dropped>,
    /// Words below which a body was too short to judge.
    pub min_words: u32,
}

impl Deduplicated {
    /// Articles too short to judge: written, never dropped.
    #[must_use]
    pub fn too_short(&self) -> usize {
        self.corpus.gathered.rows.iter().filter(|row| row.words < self.min_words).count()
    }
}

/// Reads a corpus, finds its copies and decides what stays.
///
/// # Errors
/// Input cannot be read, or the watch stopped the job.
pub fn dedup(inputs: &[String], options: &DedupOptions, watch: &dyn Watch) -> Result<Deduplicated> {
    let gathered = gather(inputs, &options.read, options.strict, watch)?;
    // Two records without a text have equal bodies, and nothing in common.
    let min_words = options.min_words.max(1);
    let mut corpus = Corpus::new(gathered, min_words)?;
    let (mut pairs, families) = candidate_pairs(&corpus, watch)?;
    corpus.gathered.keys = Lists::default();
    pairs.retain(|&pair| is_wanted(&corpus, pair, options));
    let verifier = Verifier { corpus: &corpus, limits: options.limits };
    let judged = verifier.judge_all(pairs, families, watch)?;
    let mut verdicts = Verdicts::new(verifier, &judged, watch);
    let groups = groups(&mut verdicts)?;
    let dropped = dropped(&mut verdicts, &groups, options, &corpus)?;
    let pairs = shown(judged, &groups, &corpus);
    Ok(Deduplicated { corpus, pairs, groups, dropped, min_words })
}

fn is_wanted(corpus: &Corpus, (a, b): Pair, options: &DedupOptions) -> bool {
    let left_out = options.across_outlets && corpus.is_one_outlet(a, b);
    !left_out && options.window_days.is_none_or(|days| is_close(corpus, (a, b), days))
}

fn is_close(corpus: &Corpus, (a, b): Pair, days: u32) -> bool {
    let times = (corpus.row(a).published(), corpus.row(b).published());
    let (Some(a), Some(b)) = times else { return false };
    a.seconds.abs_diff(b.seconds) <= u64::from(days) * DAY
}

fn dropped(
    verdicts: &mut Verdicts<'_>,
    groups: &[Group],
    options: &DedupOptions,
    corpus: &Corpus,
) -> Result<Vec<Dropped>> {
    if options.discard == Discard::Nothing {
        return Ok(Vec::new());
    }
    let copies_of = |group| copies(group, kept(group, options.keep, corpus));
    // A group may hold, by way of a third, two that are not to be compared.
    let is_wanted = |&(number, kept): &Pair| is_wanted(corpus, pair_of(number, kept), options);
    let copies: Vec<Pair> = groups.iter().flat_map(copies_of).filter(is_wanted).collect();
    verdicts.ask(copies.iter().map(|&(number, kept)| pair_of(number, kept)).collect())?;
    let mut dropped = Vec::new();
    for (number, kept) in copies {
        let judged = verdicts.of(number, kept)?;
        if judged.verdict.reprint && options.discard.drops(judged.verdict.relation) {
            dropped.push(Dropped { number, kept, judged });
        }
    }
    dropped.sort_unstable_by_key(|record| record.number);
    Ok(dropped)
}

/// Every other member of a group, and the one that stays.
fn copies(group: &Group, kept: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
    let numbers = group.members.iter().map(|member| member.number);
    numbers.filter(move |&number| number != kept).map(move |number| (number, kept))
}

/// The number of the member that stays.
fn kept(group: &Group, keep: Keep, corpus: &Corpus) -> u32 {
    let rank = |member: &Member| {
        let row = corpus.row(member.number);
        let wire = match (member.face.is_agency, member.face.credit) {
            (true, _) => 0,
            (false, Some(_)) => 1,
            (false, None) => 2,
        };
        match keep {
            Keep::Earliest => (0, 0, member.number),
            Keep::Longest => (0, u32::MAX - row.words, member.number),
            Keep::First => (0, 0, corpus.order[member.number as usize]),
            Keep::Wire => (wire, 0, member.number),
        }
    };
    group.members.iter().min_by_key(|member| rank(member)).map_or(0, |member| member.number)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::super::watch::Stage;
    use super::*;
    use crate::error::Error;

    /// Stops a job as a stage begins.
    struct StopsAt(Stage, AtomicBool);

    impl Watch for StopsAt {
        fn begin(&self, stage: Stage, _: Option<u64>) {
            self.1.fetch_or(stage == self.0, Ordering::Relaxed);
        }

        fn stopped(&self) -> bool {
            self.1.load(Ordering::Relaxed)
        }
    }

    #[test]
    fn a_job_that_is_stopped_has_no_result() {
        let news = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/news.jsonl").to_owned();
        for stage in [Stage::Reading, Stage::Filing, Stage::Seeking, Stage::Verifying] {
            let watch = StopsAt(stage, AtomicBool::new(false));
            let job = dedup(std::slice::from_ref(&news), &DedupOptions::default(), &watch);
            assert!(matches!(job, Err(Error::Stopped)), "{stage:?}");
        }
    }
}
