//! From rounds to the report: of every figure that other processes can make worse the best.

use std::collections::BTreeMap;

use super::clock::Part;
use super::corpus::Workload;
use super::report::{Checks, Report};
use super::round::Round;
use super::spent::Spent;

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
}
