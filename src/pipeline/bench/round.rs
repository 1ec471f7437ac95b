//! One round: every stage once, timed, and what it found.

use std::collections::BTreeMap;

use tempfile::TempDir;

use crate::error::{Error, Result};
use crate::index;
use crate::pipeline::dedup::{DedupOptions, dedup};
use crate::pipeline::headlines;
use crate::pipeline::watch::Watch;

use super::calibration::calibrate;
use super::checks::{check_all, create_index};
use super::clock::{Clock, Part, Spent};
use super::corpus::Workload;
use super::held::Held;
use super::score::{Score, score};
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
    /// What the fixed loop took, before and after.
    pub calibration: Spent,
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
        let (mut round, results, before) = (Self::default(), folder()?, calibrate());
        round.deduplicate(workload, options, (outputs, &results), watch)?;
        let lines = round.ask(workload, options, watch)?;
        round.calibration = mean(before, calibrate());
        round.digest = digest::of_folder(results.path(), lines)?;
        Ok(round)
    }

    /// Seconds of `dedup` from its first byte to its last result.
    pub(super) fn dedup_seconds(&self) -> f64 {
        self.stages.iter().filter(|(part, _)| part.is_dedup()).map(|(_, spent)| spent.seconds).sum()
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
        let clock = Clock::start(Part::Read, watch);
        let job = dedup(std::slice::from_ref(&workload.path), &asked, &clock)?;
        clock.lap(Part::Write);
        outputs(&job, results.path())?;
        self.stages.extend(clock.stop());
        (self.articles, self.bytes) = (job.corpus.gathered.rows.len() as u64, job.corpus.gathered.bytes);
        self.score = score(&job, &workload.truth);
        Ok(())
    }

    /// Makes an index, checks a sample against it and groups the headlines; what was found, a line each.
    fn ask(&mut self, workload: &Workload, options: &BenchOptions, watch: &dyn Watch) -> Result<Vec<String>> {
        let (held, folder) = (Held::of(workload, self.articles, options.checks)?, folder()?);
        let clock = Clock::start(Part::Index, watch);
        create_index(&workload.path, folder.path(), watch)?;
        clock.lap(Part::Check);
        let checked = check_all(&held.sample, folder.path(), options)?;
        clock.lap(Part::Headlines);
        let grouped = headlines::group(&held.headlines());
        self.stages.extend(clock.stop());
        let made = index::info(folder.path())?;
        self.index_bytes = made.bytes;
        self.bare_index_bytes = made.bytes - made.bytes_for_texts();
        self.checks_us = checked.micros;
        Ok(checked
            .lines
            .into_iter()
            .chain(grouped.stories.iter().map(|group| format!("{group:?}")))
            .collect())
    }
}

fn folder() -> Result<TempDir> {
    let named = |source| Error::Write { path: std::env::temp_dir().display().to_string(), source };
    tempfile::Builder::new().prefix("reprint-bench-").tempdir().map_err(named)
}

fn mean(one: Spent, other: Spent) -> Spent {
    Spent {
        seconds: f64::midpoint(one.seconds, other.seconds),
        cpu_seconds: f64::midpoint(one.cpu_seconds, other.cpu_seconds),
    }
}
