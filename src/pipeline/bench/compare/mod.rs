//! Figures against a baseline: what got worse by more than it may, by name.

mod figures;
mod pace;
#[cfg(test)]
mod tests;

use std::fmt;

use super::gold::BenchError;
use super::report::Report;
use figures::{Figure, GRAIN, Rule, figures};
use pace::Pace;

/// By how much recall and precision may fall. They are exact for one corpus: any loss is one of the code's.
const QUALITY: f64 = 0.005;

/// How much wider the tolerance is of what a stage takes on the clock: whatever else runs lengthens that, but a stage that
/// sleeps, or whose threads wait for one another, shows nowhere else.
const WAITING: f64 = 1.5;

/// Share of a figure's best by which it may have got better with more rounds, and have been settled before.
const SETTLED: f64 = 0.03;

/// A figure that fell below its baseline by more than it may.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Regression {
    /// Its name, as in the report: `articles_per_second`, `stages.seek`, `kinds.lede.recall`.
    pub figure: String,
    /// What it is now.
    pub now: f64,
    /// What it was, adjusted to what the machine can do now.
    pub baseline: f64,
    /// The worst that would have passed.
    pub limit: f64,
}

impl Regression {
    /// Whether the figure is a time, which another run may give differently.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        !self.figure.ends_with("recall")
            && !self.figure.ends_with("precision")
            && !self.figure.starts_with("bytes_per")
    }
}

impl fmt::Display for Regression {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { figure, now, baseline, limit } = self;
        let percent = 100.0 * (now / baseline - 1.0);
        write!(
            out,
            "{figure}: {now:.4}, the baseline is {baseline:.4} ({percent:+.1}%), the limit {limit:.4}"
        )
    }
}

/// The figures that got worse by more than `tolerance` (a share: 0.1 is a tenth), in the order of the report.
/// Times are adjusted by the fixed loops that both runs timed, so that a slower machine is no regression.
///
/// # Errors
/// The two were measured on different corpora, or the baseline's times in another way.
pub fn compare(now: &Report, baseline: &Report, tolerance: f64) -> Result<Vec<Regression>, BenchError> {
    if (now.articles, now.bytes) != (baseline.articles, baseline.bytes) {
        return Err(BenchError::OtherCorpus { baseline: named(baseline), now: named(now) });
    }
    if baseline.calibration.seconds > 0.0 && baseline.calibration_system.seconds <= 0.0 {
        // Its other loops counted with their quickest run on the clock, and every stage would seem to be excused by that.
        return Err(BenchError::OldBaseline);
    }
    let was = figures(baseline, Pace::between(now, baseline));
    let is = figures(now, Pace::EQUAL);
    let pairs = was.iter().filter_map(|was| Some((was, is.iter().find(|is| is.name == was.name)?)));
    Ok(pairs.filter_map(|(was, is)| regression(is, was, tolerance)).collect())
}

/// Whether more rounds than `before` made nothing quicker, but for chance: a baseline that is kept too early, from a busy
/// minute, hides what gets slower later.
///
/// # Errors
/// The two were measured on different corpora.
pub fn is_settled(now: &Report, before: &Report) -> Result<bool, BenchError> {
    // What is worse without the last rounds is better with them.
    Ok(!compare(before, now, SETTLED)?.iter().any(Regression::is_timed))
}

fn named(report: &Report) -> String {
    format!("{} ({} articles, {} bytes)", report.corpus, report.articles, report.bytes)
}

fn regression(now: &Figure, baseline: &Figure, tolerance: f64) -> Option<Regression> {
    let was = baseline.value;
    if was <= 0.0 {
        // Nothing was there that could get worse, or the system did not tell.
        return None;
    }
    let limit = match baseline.rule {
        Rule::Speed => was * (1.0 - tolerance),
        Rule::Cost(grain) => was + (was * tolerance).max(grain),
        Rule::Wait => was + (was * tolerance * WAITING).max(GRAIN),
        Rule::Quality => was - QUALITY,
    };
    let is_worse = match baseline.rule {
        Rule::Speed | Rule::Quality => now.value < limit,
        Rule::Cost(_) | Rule::Wait => now.value > limit,
    };
    let worse = || Regression { figure: now.name.clone(), now: now.value, baseline: was, limit };
    is_worse.then(worse)
}
