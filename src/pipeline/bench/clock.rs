//! What each stage takes, by the stages that a job announces.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::pipeline::watch::{Stage, Watch};
use crate::read::Rejection;

use super::spent::{Moment, Spent};

/// A timed part of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Reading and sketching the corpus, and learning what each outlet repeats.
    Read,
    /// Filing it under its keys.
    File,
    /// Looking up candidates.
    Seek,
    /// Aligning and judging them, and what groups ask for beside them.
    Verify,
    /// Joining reprints to groups, and deciding what stays.
    Group,
    /// Writing all results.
    Write,
    /// Making an index of the corpus.
    Index,
    /// Checking articles against it, one after another.
    Check,
    /// Grouping by headline.
    Headlines,
}

impl Part {
    /// The name as written in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::File => "file",
            Self::Seek => "seek",
            Self::Verify => "verify",
            Self::Group => "group",
            Self::Write => "write",
            Self::Index => "index",
            Self::Check => "check",
            Self::Headlines => "headlines",
        }
    }

    /// Whether it is a part of `dedup`.
    #[must_use]
    pub fn is_dedup(self) -> bool {
        self <= Self::Write
    }
}

/// Times the parts of a job by the stages it announces, and hands everything on to another watch.
pub(super) struct Clock<'a> {
    watch: &'a dyn Watch,
    laps: Mutex<Laps>,
}

struct Laps {
    part: Part,
    since: Moment,
    /// Pairs yet to be verified: grouping begins or goes on, unannounced, after the last.
    unverified: u64,
    spent: BTreeMap<Part, Spent>,
}

impl<'a> Clock<'a> {
    /// Begins with reading.
    pub(super) fn start(watch: &'a dyn Watch) -> Self {
        let laps = Laps { part: Part::Read, since: Moment::now(), unverified: 0, spent: BTreeMap::new() };
        Self { watch, laps: Mutex::new(laps) }
    }

    /// Ends the part that runs; what each took.
    pub(super) fn stop(self) -> BTreeMap<Part, Spent> {
        let mut laps = self.laps();
        let part = laps.part;
        laps.lap(part);
        std::mem::take(&mut laps.spent)
    }

    fn laps(&self) -> std::sync::MutexGuard<'_, Laps> {
        self.laps.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Laps {
    fn lap(&mut self, part: Part) {
        let sum = self.spent.entry(self.part).or_default();
        *sum = *sum + self.since.elapsed();
        (self.part, self.since) = (part, Moment::now());
    }

    fn verified(&mut self, pairs: u64) {
        self.unverified = self.unverified.saturating_sub(pairs);
        if self.part == Part::Verify && self.unverified == 0 {
            self.lap(Part::Group);
        }
    }
}

impl Watch for Clock<'_> {
    fn begin(&self, stage: Stage, total: Option<u64>) {
        self.watch.begin(stage, total);
        let mut laps = self.laps();
        match stage {
            Stage::Filing => laps.lap(Part::File),
            Stage::Seeking => laps.lap(Part::Seek),
            Stage::Verifying => {
                laps.lap(Part::Verify);
                laps.unverified = total.unwrap_or(0);
                laps.verified(0);
            }
            // Until all texts are there, no pair is verified.
            Stage::Recalling => laps.unverified = u64::MAX,
            Stage::Reading => {}
        }
    }

    fn advance(&self, units: u64) {
        self.watch.advance(units);
        self.laps().verified(units);
    }

    fn articles(&self, count: u64) {
        self.watch.articles(count);
    }

    fn rejected(&self, rejection: &Rejection) {
        self.watch.rejected(rejection);
    }

    fn warn(&self, message: &str) {
        self.watch.warn(message);
    }

    fn stopped(&self) -> bool {
        self.watch.stopped()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Silent;

    #[test]
    fn the_stages_of_a_job_are_its_parts_and_grouping_follows_the_last_pair() {
        let clock = Clock::start(&Silent);
        clock.begin(Stage::Reading, Some(9));
        clock.advance(9);
        clock.begin(Stage::Filing, Some(2));
        clock.begin(Stage::Seeking, Some(2));
        clock.begin(Stage::Verifying, Some(5));
        clock.advance(3);
        assert_eq!(clock.laps().part, Part::Verify);
        clock.advance(2);
        assert_eq!(clock.laps().part, Part::Group);
        clock.begin(Stage::Verifying, Some(1));
        assert_eq!(clock.laps().part, Part::Verify, "what groups ask for");
        clock.advance(1);
        assert_eq!(clock.laps().part, Part::Group);
        let parts: Vec<Part> = clock.stop().into_keys().collect();
        assert_eq!(parts, [Part::Read, Part::File, Part::Seek, Part::Verify, Part::Group]);
    }

    #[test]
    fn without_pairs_grouping_begins_at_once() {
        let clock = Clock::start(&Silent);
        clock.begin(Stage::Verifying, Some(0));
        assert_eq!(clock.laps().part, Part::Group);
    }
}
