//! What a bench says: the figures, as printed with `--json` and kept by `--save`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clock::Part;
use super::corpus::Workload;
use super::round::Round;
use super::spent::Spent;

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

/// Pairs counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Counts", into = "Counts")]
pub struct Tally {
    /// Reprints that are known.
    pub reprints: u64,
    /// Of these, reported as reprints.
    pub found: u64,
    /// Of these, reported under a relation that is right to name.
    pub named: u64,
    /// Pairs reported as reprints whose truth is known.
    pub reported: u64,
    /// Of these, reprints.
    pub right: u64,
}

impl Tally {
    /// Share of the known reprints that were found; `None` if none is known.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.reprints)
    }

    /// Share of the reported reprints that are reprints; `None` if none was reported.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.reported)
    }
}

/// A [`Tally`] as it is written, its shares beside it.
#[derive(Serialize, Deserialize)]
struct Counts {
    reprints: u64,
    found: u64,
    named: u64,
    reported: u64,
    right: u64,
    #[serde(skip_deserializing)]
    recall: Option<f64>,
    #[serde(skip_deserializing)]
    precision: Option<f64>,
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        let Tally { reprints, found, named, reported, right } = tally;
        Self { reprints, found, named, reported, right, recall: tally.recall(), precision: tally.precision() }
    }
}

impl From<Counts> for Tally {
    fn from(Counts { reprints, found, named, reported, right, .. }: Counts) -> Self {
        Self { reprints, found, named, reported, right }
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl Report {
    /// The quickest of `rounds` for every stage by itself: other processes can only slow one, and seldom leave a
    /// whole round alone.
    pub(super) fn of(workload: &Workload, rounds: &[Round]) -> Self {
        let Some(first) = rounds.first() else { return Self::default() };
        let stages: BTreeMap<Part, Spent> =
            first.stages.keys().map(|&part| (part, quickest(rounds, |round| round.stages[&part]))).collect();
        let dedup: f64 =
            stages.iter().filter(|(part, _)| part.is_dedup()).map(|(_, spent)| spent.seconds).sum();
        let articles = first.articles as f64;
        let [calibration, calibration_dense, calibration_system] =
            std::array::from_fn(|of| quickest(rounds, |round| round.calibration[of]));
        let [calibration_alone, calibration_dense_alone, calibration_system_alone] =
            std::array::from_fn(|of| least(rounds.iter().map(|round| round.calibration_alone[of])));
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            corpus: workload.name.clone(),
            articles: first.articles,
            bytes: first.bytes,
            threads: rayon::current_num_threads(),
            rounds: rounds.len(),
            articles_per_second: articles / dedup.max(1e-9),
            megabytes_per_second: first.bytes as f64 / 1e6 / dedup.max(1e-9),
            bytes_per_article: first.index_bytes as f64 / articles.max(1.0),
            bytes_per_article_without_text: first.bare_index_bytes as f64 / articles.max(1.0),
            check: checks(rounds),
            quality: first.score.all,
            relations: first.score.relations.clone(),
            kinds: first.score.kinds.clone(),
            stages,
            steps: steps(rounds),
            calibration,
            calibration_alone,
            calibration_dense,
            calibration_dense_alone,
            calibration_system,
            calibration_system_alone,
            digest: first.digest.clone(),
            peak_bytes: rounds.iter().map(|round| round.peak_bytes).min().unwrap_or(0),
        }
    }
}

fn quickest(rounds: &[Round], of: impl Fn(&Round) -> Spent) -> Spent {
    Spent::least(rounds.iter().map(of))
}

fn steps(rounds: &[Round]) -> BTreeMap<String, f64> {
    let names = rounds.first().into_iter().flat_map(|round| round.steps.keys());
    names.map(|name| (name.clone(), least(rounds.iter().map(|round| round.steps[name])))).collect()
}

/// Percentiles over the articles of each one's fastest check: another process on the same core can only slow one.
fn checks(rounds: &[Round]) -> Checks {
    let articles = rounds.first().map_or(0, |round| round.checks_us.len());
    let fastest = |at: usize| least(rounds.iter().map(|round| round.checks_us[at]));
    let mut times: Vec<f64> = (0..articles).map(fastest).collect();
    times.sort_unstable_by(f64::total_cmp);
    Checks { articles, p50_us: percentile(&times, 0.5), p99_us: percentile(&times, 0.99) }
}

/// The value that a share of the sorted values does not exceed; zero of none.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let at = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or(0.0)
}

/// The least of some values; zero of none.
pub(super) fn least(values: impl Iterator<Item = f64>) -> f64 {
    values.min_by(f64::total_cmp).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn least_and_percentiles_are_of_the_values_themselves() {
        assert!((least([9.0, 1.0, 2.0].into_iter()) - 1.0).abs() < f64::EPSILON);
        assert!(least([].into_iter()).abs() < f64::EPSILON);
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert!((percentile(&hundred, 0.99) - 99.0).abs() < f64::EPSILON);
        assert!((percentile(&hundred, 0.5) - 50.0).abs() < f64::EPSILON);
        assert!(percentile(&[], 0.5).abs() < f64::EPSILON);
    }

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
