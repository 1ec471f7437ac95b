//! One round: every stage, timed, and what it found.

use std::collections::BTreeMap;
use std::hint::black_box;

use tempfile::TempDir;

use crate::article::Article;
use crate::error::{Error, Result};
use crate::index;
use crate::pipeline::dedup::{DedupOptions, dedup};
use crate::pipeline::headlines::{self, Headline};
use crate::pipeline::memory;
use crate::pipeline::watch::Watch;

use super::calibration::{self, LOOPS};
use super::checks::{check_all, create_index};
use super::clock::{Clock, Part};
use super::corpus::Workload;
use super::held::Held;
use super::score::{Score, score};
use super::spent::{Moment, Spent};
use super::steps::Sample;
use super::{BenchOptions, Outputs, digest};

/// What one round took and found.
#[derive(Default)]
pub(super) struct Round {
    /// Articles of the corpus.
    pub articles: u64,
    /// Bytes of the corpus.
    pub bytes: u64,
    /// Bytes of its index.
    pub index_bytes: u64,
    /// Of these, bytes that are not the articles' texts.
    pub bare_index_bytes: u64,
    /// What each part took.
    pub stages: BTreeMap<Part, Spent>,
    /// What each step took, in microseconds an article.
    pub steps: BTreeMap<String, f64>,
    /// Largest resident memory during `dedup`, in bytes.
    pub peak_bytes: u64,
    /// What each fixed loop took: the quickest of before, between and after.
    pub calibration: [Spent; LOOPS],
    /// Seconds of each fixed loop on one thread, beside the steps.
    pub calibration_alone: [f64; LOOPS],
    /// Microseconds of each check, in the order of the sample.
    pub checks_us: Vec<f64>,
    /// What was found, against the truth.
    pub score: Score,
    /// Digest of all results.
    pub digest: String,
}

impl Round {
    /// Runs every stage.
    pub(super) fn run(
        workload: &Workload,
        options: &BenchOptions,
        outputs: Outputs<'_>,
        watch: &dyn Watch,
    ) -> Result<Self> {
        let (mut round, results, before) = (Self::default(), folder()?, calibrate()?);
        round.deduplicate(workload, options, (outputs, &results), watch)?;
        let between = calibrate()?;
        let lines = round.ask(workload, options, watch)?;
        let all = [before, between, calibrate()?];
        round.calibration = std::array::from_fn(|of| Spent::least(all.iter().map(|taken| taken[of])));
        round.digest = digest::of_folder(results.path(), lines)?;
        Ok(round)
    }

    fn deduplicate(
        &mut self,
        workload: &Workload,
        options: &BenchOptions,
        (outputs, results): (Outputs<'_>, &TempDir),
        watch: &dyn Watch,
    ) -> Result<()> {
        let asked =
            DedupOptions { min_words: options.min_words, limits: options.limits, ..DedupOptions::default() };
        memory::forget_peak();
        let clock = Clock::start(watch);
        let job = dedup(std::slice::from_ref(&workload.path), &asked, &clock)?;
        self.stages.extend(clock.stop());
        let mut written = vec![timed(|| outputs(&job, results.path()))?];
        self.peak_bytes = memory::peak_bytes();
        for _ in 1..WRITES {
            let folder = folder()?;
            written.push(timed(|| outputs(&job, folder.path()))?);
        }
        self.stages.insert(Part::Write, Spent::least(written.into_iter()));
        (self.articles, self.bytes) = (job.corpus.gathered.rows.len() as u64, job.corpus.gathered.bytes);
        self.score = score(&job, &workload.truth);
        Ok(())
    }

    /// Asks an index and the headlines, and times the steps; what was found, a line each.
    fn ask(&mut self, workload: &Workload, options: &BenchOptions, watch: &dyn Watch) -> Result<Vec<String>> {
        let held = Held::of(workload, self.articles, options.checks)?;
        let mut lines = self.check(workload, &held.sample, options, watch)?;
        lines.extend(self.group(&held.headlines()));
        self.calibration_alone = calibration::calibrate_alone().map_err(not_supplied)?;
        self.steps = Sample::of(&held.sample).time().collect();
        Ok(lines)
    }

    /// Makes an index and checks a sample against it.
    fn check(
        &mut self,
        workload: &Workload,
        sample: &[Article<'_>],
        options: &BenchOptions,
        watch: &dyn Watch,
    ) -> Result<Vec<String>> {
        let create = |into: &TempDir| timed(|| create_index(&workload.path, into.path(), watch));
        let (other, folder) = (folder()?, folder()?);
        let created = [create(&other)?, create(&folder)?];
        self.stages.insert(Part::Index, Spent::least(created.into_iter()));
        drop(other);
        let start = Moment::now();
        let checked = check_all(sample, folder.path(), options)?;
        self.stages.insert(Part::Check, start.elapsed());
        let made = index::info(folder.path())?;
        self.index_bytes = made.bytes;
        self.bare_index_bytes = made.bytes - made.bytes_for_texts();
        self.checks_us = checked.micros;
        Ok(checked.lines)
    }

    fn group(&mut self, titles: &[Headline<'_>]) -> Vec<String> {
        let (spent, grouped) = quickest(|| headlines::group(titles));
        self.stages.insert(Part::Headlines, spent);
        grouped.stories.iter().map(|group| format!("{group:?}")).collect()
    }
}

/// How often results are written in a round: new files take pages from the system, which come quickly one time and not another.
const WRITES: usize = 4;

fn timed(stage: impl FnOnce() -> Result<()>) -> Result<Spent> {
    let start = Moment::now();
    stage()?;
    Ok(start.elapsed())
}

/// How often a short stage runs in a round.
const TIMES: usize = 5;

/// What a stage takes, and what it gives every time.
fn quickest<R>(stage: impl Fn() -> R) -> (Spent, R) {
    let timed = || {
        let start = Moment::now();
        let given = black_box(stage());
        (start.elapsed(), given)
    };
    let (first, given) = timed();
    let others = (1..TIMES).map(|_| timed().0);
    (Spent::least(others.chain([first])), given)
}

fn calibrate() -> Result<[Spent; LOOPS]> {
    calibration::calibrate().map_err(not_supplied)
}

fn folder() -> Result<TempDir> {
    tempfile::Builder::new().prefix("reprint-bench-").tempdir().map_err(not_supplied)
}

/// No memory, or no room for temporary files.
fn not_supplied(source: std::io::Error) -> Error {
    Error::Write { path: std::env::temp_dir().display().to_string(), source }
}
