//! What a bench says: the figures, as printed with `--json` and kept by `--save`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clock::Part;
use super::spent::Spent;
use super::tally::Tally;

/// All figures of one run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// The version of this library.
    pub version: String,
    /// What was measured on.
    pub corpus: String,
    /// Articles in it.
    pub articles: u64,
    /// Bytes of it.
    pub bytes: u64,
    /// Threads that worked.
    pub threads: usize,
    /// Rounds of which each time is the quickest.
    pub rounds: usize,
    /// Articles through all of `dedup`, results written, in a second.
    pub articles_per_second: f64,
    /// Megabytes (10⁶ bytes) of input through the same in a second.
    pub megabytes_per_second: f64,
    /// Bytes the index takes an article.
    pub bytes_per_article: f64,
    /// The same without the articles' texts.
    pub bytes_per_article_without_text: f64,
    /// Largest resident memory during `dedup`, in bytes, in the round that held least; zero where the system does not tell.
    pub peak_bytes: u64,
    /// Checks of single articles.
    pub check: Checks,
    /// Recall and precision over all pairs whose truth is known.
    pub quality: Tally,
    /// The same by relation: recall by the likeliest right one, precision by the one reported.
    pub relations: BTreeMap<String, Tally>,
    /// The same by kind of plant, or stratum of the labelled pairs.
    pub kinds: BTreeMap<String, Tally>,
    /// Seconds by stage.
    pub stages: BTreeMap<Part, Spent>,
    /// Microseconds an article that each step takes by itself, on one thread.
    pub steps: BTreeMap<String, f64>,
    /// Seconds of a fixed loop that waits for itself and for memory, run on every thread: what the machine could do meanwhile.
    /// On the clock those of all runs; of the processors so many times those of the quickest.
    pub calibration: Spent,
    /// Seconds of the same on one thread, which steps and checks are set against.
    pub calibration_alone: f64,
    /// Seconds of a fixed loop that waits for nothing, run on every thread.
    pub calibration_dense: Spent,
    /// Seconds of the same on one thread.
    pub calibration_dense_alone: f64,
    /// Seconds of a fixed loop that has the system give memory and copy bytes, run on every thread.
    pub calibration_system: Spent,
    /// Seconds of the same on one thread.
    pub calibration_system_alone: f64,
    /// Digest of all results.
    pub digest: String,
}

impl Report {
    /// What of it is the same on every machine: sizes, quality and the digest. A baseline of these measures no time.
    #[must_use]
    pub fn exact(&self) -> Self {
        let check = Checks { articles: self.check.articles, ..Checks::default() };
        let still =
            Self { articles_per_second: 0.0, megabytes_per_second: 0.0, peak_bytes: 0, ..self.clone() };
        Self {
            check,
            stages: BTreeMap::new(),
            steps: BTreeMap::new(),
            calibration: Spent::default(),
            calibration_alone: 0.0,
            calibration_dense: Spent::default(),
            calibration_dense_alone: 0.0,
            calibration_system: Spent::default(),
            calibration_system_alone: 0.0,
            ..still
        }
    }
}

/// Checks of single articles against the index, inside the library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Checks {
    /// Articles that were checked.
    pub articles: usize,
    /// Microseconds within which half of them were done.
    pub p50_us: f64,
    /// Microseconds within which 99 of 100 were done.
    pub p99_us: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_as_it_was_saved() {
        let mut report = Report { articles: 3, digest: "00".into(), ..Report::default() };
        report.stages.insert(Part::Seek, Spent { seconds: 0.5, cpu_seconds: 1.0, system_seconds: 0.25 });
        report.kinds.insert("lede".into(), Tally { reprints: 4, found: 3, ..Tally::default() });
        let saved = serde_json::to_string(&report).unwrap();
        assert!(saved.contains("\"recall\":0.75") && saved.contains("\"seek\""), "{saved}");
        assert_eq!(serde_json::from_str::<Report>(&saved).unwrap(), report);
    }
}
