//! `bench`: how fast and how right the library is, in figures that two runs can be compared by.
//!
//! ```text
//! workload   a seeded corpus, or a given file           -> one JSON Lines file and the truth about it
//! round      dedup, write, index, check, headlines      -> what was found, and what each stage took (clock)
//! score      what was found against the truth           -> recall and precision
//! report     the quickest of the rounds                 -> figures
//! compare    figures against a baseline                 -> regressions, by name
//! ```
//!
//! A stage is timed by the processor time of all threads (spent), which another process cannot lengthen much, and every
//! time is set against three fixed loops (calibration) run between the stages, which a slower machine or system lengthens
//! as well.
//! The steps within a stage are timed once more by themselves, on one thread (steps).

mod calibration;
mod checks;
mod clock;
pub mod compare;
mod corpus;
mod digest;
mod gold;
mod held;
mod quickest;
mod report;
mod round;
mod score;
mod spent;
pub mod steps;
mod tally;
mod truth;

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::judge::Limits;

use super::dedup::Deduplicated;
use super::watch::Watch;

pub use clock::Part;
pub use compare::{Regression, compare, is_settled};
pub use gold::BenchError;
pub use report::{Checks, Report};
pub use spent::Spent;
pub use tally::Tally;

use corpus::Workload;
use round::Round;

/// What is measured.
#[derive(Debug, Clone)]
pub struct BenchOptions {
    /// A corpus to read instead of a generated one.
    pub input: Option<String>,
    /// Labelled pairs of that corpus; without them nothing is scored.
    pub gold: Option<PathBuf>,
    /// Articles to generate.
    pub articles: u64,
    /// The world they are generated from.
    pub seed: u64,
    /// How often every stage is run.
    pub rounds: usize,
    /// Articles that are checked, and timed, one by one.
    pub checks: usize,
    /// Words below which a body is too short to judge.
    pub min_words: u32,
    /// The limits of the relations.
    pub limits: Limits,
}

/// Writes the results of one job into a folder, as a user would have them written.
pub type Outputs<'a> = &'a dyn Fn(&Deduplicated, &Path) -> Result<()>;

/// A workload and the rounds run on it so far.
pub struct Bench<'a> {
    options: &'a BenchOptions,
    outputs: Outputs<'a>,
    workload: Workload,
    rounds: Vec<Round>,
}

impl<'a> Bench<'a> {
    /// Makes the corpus ready.
    ///
    /// # Errors
    /// The temporary file cannot be written, or the labelled pairs cannot be read.
    pub fn new(options: &'a BenchOptions, outputs: Outputs<'a>) -> Result<Self> {
        Ok(Self { options, outputs, workload: Workload::new(options)?, rounds: Vec::new() })
    }

    /// Runs every stage as often as the options say. Called again, it adds as many rounds.
    ///
    /// # Errors
    /// A stage fails, or the watch stopped the job.
    pub fn run(&mut self, watch: &dyn Watch) -> Result<()> {
        for _ in 0..self.options.rounds.max(1) {
            let round = Round::run(&self.workload, self.options, self.outputs, watch)?;
            if self.rounds.first().is_some_and(|first| first.digest != round.digest) {
                watch.warn(
                    "two rounds on the same corpus gave different results; this is an error in reprint",
                );
            }
            self.rounds.push(round);
        }
        Ok(())
    }

    /// The figures of all rounds so far.
    #[must_use]
    pub fn report(&self) -> Report {
        Report::of(&self.workload, &self.rounds)
    }
}
