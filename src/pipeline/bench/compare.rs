//! Figures against a baseline: what got worse by more than it may, by name.

use std::fmt;

use super::gold::BenchError;
use super::report::{Report, Tally};

/// By how much recall and precision may fall. They are exact for one corpus: any loss is one of the code's.
const QUALITY: f64 = 0.005;

/// Processor seconds of a stage below which a difference is the clock's rather than the code's.
const GRAIN: f64 = 0.003;

/// By what factor a loop that is quicker than it was is taken to be less so. It is short, and on a busy machine finds a
/// quiet moment that a long stage does not: of more rounds, more often.
const LUCK: f64 = 1.1;

/// Bytes by which the peak of one build differs from run to run, as its threads happen to meet: at 80 MB, 8 of them.
const CHANCE: f64 = 8e6;

/// Which way a figure is worse, and by how much it may be.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    /// Less is worse; the tolerance is a share of the baseline.
    Speed,
    /// More is worse; the tolerance is a share of the baseline, and this difference is always allowed.
    Cost(f64),
    /// Less is worse; the tolerance is [`QUALITY`].
    Quality,
}

/// One figure of a report.
#[derive(Debug, Clone, PartialEq)]
struct Figure {
    name: String,
    value: f64,
    rule: Rule,
}

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
/// The two were measured on different corpora.
pub fn compare(now: &Report, baseline: &Report, tolerance: f64) -> Result<Vec<Regression>, BenchError> {
    if (now.articles, now.bytes) != (baseline.articles, baseline.bytes) {
        return Err(BenchError::OtherCorpus { baseline: named(baseline), now: named(now) });
    }
    let was = figures(baseline, Pace::between(now, baseline));
    let is = figures(now, Pace::EQUAL);
    let pairs = was.iter().filter_map(|was| Some((was, is.iter().find(|is| is.name == was.name)?)));
    Ok(pairs.filter_map(|(was, is)| regression(is, was, tolerance)).collect())
}

fn named(report: &Report) -> String {
    format!("{} ({} articles, {} bytes)", report.corpus, report.articles, report.bytes)
}

/// By what factor times of one run are longer in another.
#[derive(Debug, Clone, Copy)]
struct Pace {
    clock: f64,
    processor: f64,
    alone: f64,
}

impl Pace {
    const EQUAL: Self = Self { clock: 1.0, processor: 1.0, alone: 1.0 };

    /// As the loop takes longer now that was slowed most: a stage may be like either. Of what both are quicker some is
    /// luck.
    fn between(now: &Report, before: &Report) -> Self {
        let factor = |of: fn(&Report) -> [f64; 2]| {
            let both = of(now).into_iter().zip(of(before));
            let known = both.filter(|&(now, before)| now > 0.0 && before > 0.0);
            let longer = known.map(|(now, before)| now / before).reduce(f64::max).unwrap_or(1.0);
            longer.max((longer * LUCK).min(1.0))
        };
        Self {
            clock: factor(|run| [run.calibration, run.calibration_dense].map(|spent| spent.seconds)),
            processor: factor(|run| [run.calibration, run.calibration_dense].map(|spent| spent.cpu_seconds)),
            alone: factor(|run| [run.calibration_alone, run.calibration_dense_alone]),
        }
    }
}

/// Everything that is compared, times adjusted by `pace`. A stage is compared by its processor time.
fn figures(report: &Report, pace: Pace) -> Vec<Figure> {
    let figure = |name: &str, value: f64, rule| Figure { name: name.to_owned(), value, rule };
    let mut figures = vec![
        figure("articles_per_second", report.articles_per_second / pace.clock, Rule::Speed),
        figure("megabytes_per_second", report.megabytes_per_second / pace.clock, Rule::Speed),
        figure("bytes_per_article", report.bytes_per_article, Rule::Cost(0.0)),
        figure("bytes_per_article_without_text", report.bytes_per_article_without_text, Rule::Cost(0.0)),
        figure("peak_bytes", report.peak_bytes as f64, Rule::Cost(CHANCE)),
        figure("check.p50_us", report.check.p50_us * pace.processor, Rule::Cost(0.0)),
        figure("check.p99_us", report.check.p99_us * pace.processor, Rule::Cost(0.0)),
    ];
    figures.extend(report.stages.iter().map(|(part, spent)| {
        let seconds = spent.cpu_seconds * pace.processor;
        figure(&format!("stages.{}", part.name()), seconds, Rule::Cost(GRAIN))
    }));
    figures.extend(
        report
            .steps
            .iter()
            .map(|(step, micros)| figure(&format!("steps.{step}"), micros * pace.alone, Rule::Cost(0.0))),
    );
    figures.extend(shares("quality", &report.quality));
    figures.extend(
        report.relations.iter().flat_map(|(name, tally)| shares(&format!("relations.{name}"), tally)),
    );
    figures.extend(report.kinds.iter().flat_map(|(name, tally)| shares(&format!("kinds.{name}"), tally)));
    figures
}

fn shares(of: &str, tally: &Tally) -> impl Iterator<Item = Figure> + use<> {
    let figure = |name: &str, value: Option<f64>| {
        value.map(|value| Figure { name: format!("{of}.{name}"), value, rule: Rule::Quality })
    };
    [figure("recall", tally.recall()), figure("precision", tally.precision())].into_iter().flatten()
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
        Rule::Quality => was - QUALITY,
    };
    let is_worse = match baseline.rule {
        Rule::Speed | Rule::Quality => now.value < limit,
        Rule::Cost(_) => now.value > limit,
    };
    let worse = || Regression { figure: now.name.clone(), now: now.value, baseline: was, limit };
    is_worse.then(worse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::bench::{Checks, Part, Spent};

    fn spent(seconds: f64) -> Spent {
        Spent { seconds, cpu_seconds: seconds }
    }

    fn baseline() -> Report {
        let tally = |found| Tally { reprints: 1000, found, named: found, reported: 1000, right: 1000 };
        Report {
            articles_per_second: 1000.0,
            megabytes_per_second: 100.0,
            bytes_per_article: 400.0,
            bytes_per_article_without_text: 200.0,
            peak_bytes: 200_000_000,
            check: Checks { articles: 10, p50_us: 100.0, p99_us: 900.0 },
            quality: tally(990),
            kinds: [("lede".to_owned(), tally(950))].into(),
            stages: [(Part::Seek, spent(0.5)), (Part::Group, spent(0.001))].into(),
            steps: [("sketch".to_owned(), 6.0)].into(),
            calibration: spent(0.1),
            calibration_alone: 0.1,
            calibration_dense: spent(0.2),
            calibration_dense_alone: 0.2,
            ..Report::default()
        }
    }

    fn worse(change: impl FnOnce(&mut Report)) -> Vec<String> {
        let mut now = baseline();
        change(&mut now);
        let found = compare(&now, &baseline(), 0.1).unwrap();
        found.into_iter().map(|regression| regression.figure).collect()
    }

    #[test]
    fn a_baseline_of_exact_figures_holds_no_clock_against_anyone() {
        let mut now = baseline();
        now.articles_per_second = 1.0;
        now.peak_bytes = 1 << 40;
        now.stages.insert(Part::Seek, spent(900.0));
        assert_eq!(compare(&now, &baseline().exact(), 0.1).unwrap(), []);
        now.bytes_per_article = 500.0;
        now.quality.found = 900;
        let worse = compare(&now, &baseline().exact(), 0.1).unwrap();
        assert_eq!(
            worse.iter().map(|worse| &*worse.figure).collect::<Vec<_>>(),
            ["bytes_per_article", "quality.recall"]
        );
    }

    #[test]
    fn an_unchanged_report_passes() {
        assert_eq!(worse(|_| ()), [""; 0]);
    }

    #[test]
    fn less_speed_is_worse_and_more_is_not() {
        assert_eq!(worse(|now| now.articles_per_second = 899.0), ["articles_per_second"]);
        assert_eq!(worse(|now| now.megabytes_per_second = 89.0), ["megabytes_per_second"]);
        assert_eq!(worse(|now| now.articles_per_second = 901.0), [""; 0]);
        assert_eq!(worse(|now| now.articles_per_second = 5000.0), [""; 0]);
    }

    #[test]
    fn more_bytes_and_longer_waits_are_worse_and_less_is_not() {
        assert_eq!(worse(|now| now.bytes_per_article = 441.0), ["bytes_per_article"]);
        assert_eq!(
            worse(|now| now.bytes_per_article_without_text = 221.0),
            ["bytes_per_article_without_text"]
        );
        assert_eq!(worse(|now| now.peak_bytes = 221_000_000), ["peak_bytes"]);
        assert_eq!(worse(|now| now.check.p50_us = 111.0), ["check.p50_us"]);
        assert_eq!(worse(|now| now.check.p99_us = 991.0), ["check.p99_us"]);
        assert_eq!(worse(|now| (now.bytes_per_article, now.check.p50_us) = (439.0, 1.0)), [""; 0]);
    }

    #[test]
    fn a_fifth_more_of_one_stage_is_worse_but_not_a_millisecond_of_a_short_one() {
        assert_eq!(worse(|now| now.stages.insert(Part::Seek, spent(0.6)).map_or((), drop)), ["stages.seek"]);
        assert_eq!(worse(|now| now.stages.insert(Part::Seek, spent(0.54)).map_or((), drop)), [""; 0]);
        assert_eq!(worse(|now| now.stages.insert(Part::Group, spent(0.003)).map_or((), drop)), [""; 0]);
    }

    #[test]
    fn a_fifth_more_of_one_step_is_worse() {
        let sketch = |micros| {
            move |now: &mut Report| {
                now.steps.insert("sketch".to_owned(), micros);
            }
        };
        assert_eq!(worse(sketch(7.2)), ["steps.sketch"]);
        assert_eq!(worse(sketch(6.5)), [""; 0]);
    }

    #[test]
    fn one_reprint_in_a_hundred_lost_is_worse_whatever_the_tolerance() {
        assert_eq!(worse(|now| now.quality.found = 980), ["quality.recall"]);
        assert_eq!(worse(|now| now.quality.found = 986), [""; 0]);
        assert_eq!(worse(|now| now.quality.right = 990), ["quality.precision"]);
        assert_eq!(
            worse(|now| now.kinds.values_mut().for_each(|tally| tally.found = 940)),
            ["kinds.lede.recall"]
        );
    }

    #[test]
    fn a_machine_of_half_the_speed_is_no_regression_but_hides_none() {
        // By the loop that was slowed most.
        for (waiting, dense) in [(0.2, 0.25), (0.125, 0.4)] {
            let halve = |now: &mut Report| {
                (now.calibration, now.calibration_alone) = (spent(waiting), waiting);
                (now.calibration_dense, now.calibration_dense_alone) = (spent(dense), dense);
                now.steps.insert("sketch".to_owned(), 12.0);
                (now.articles_per_second, now.megabytes_per_second) = (500.0, 50.0);
                (now.check.p50_us, now.check.p99_us) = (200.0, 1800.0);
                now.stages.values_mut().for_each(|stage| *stage = spent(2.0 * stage.cpu_seconds));
            };
            assert_eq!(worse(halve), [""; 0]);
            let and_slower = |now: &mut Report| {
                halve(now);
                now.stages.insert(Part::Seek, spent(1.2));
            };
            assert_eq!(worse(and_slower), ["stages.seek"]);
        }
    }

    /// As it is now, after loops that took so much of what they take.
    fn worse_after(share: f64, seek: f64) -> Vec<String> {
        worse(|now| {
            (now.calibration, now.calibration_alone) = (spent(0.1 * share), 0.1 * share);
            (now.calibration_dense, now.calibration_dense_alone) = (spent(0.2 * share), 0.2 * share);
            now.articles_per_second = 1e9;
            now.megabytes_per_second = 1e9;
            (now.check.p50_us, now.check.p99_us) = (1.0, 1.0);
            now.steps.clear();
            now.stages.insert(Part::Seek, spent(seek));
        })
    }

    #[test]
    fn a_faster_machine_must_be_faster_unless_it_is_luck() {
        assert_eq!(worse_after(0.5, 0.29), [""; 0]);
        assert_eq!(worse_after(0.5, 0.31), ["stages.seek"]);
        assert_eq!(worse_after(0.92, 0.54), [""; 0]);
        assert_eq!(worse_after(0.92, 0.56), ["stages.seek"]);
    }

    #[test]
    fn a_loop_that_the_baseline_did_not_time_says_nothing() {
        let old = Report { calibration_dense: spent(0.0), calibration_dense_alone: 0.0, ..baseline() };
        let faster = Report { calibration: spent(0.05), calibration_alone: 0.05, ..baseline() };
        let found = compare(&faster, &old, 0.1).unwrap();
        assert!(found.iter().any(|regression| regression.figure == "stages.seek"), "{found:?}");
    }

    #[test]
    fn figures_the_baseline_does_not_have_are_not_compared() {
        assert_eq!(compare(&baseline(), &Report::default(), 0.1).unwrap(), []);
    }

    #[test]
    fn another_corpus_is_an_error() {
        let other = Report { articles: 7, ..baseline() };
        assert!(matches!(compare(&other, &baseline(), 0.1), Err(BenchError::OtherCorpus { .. })));
    }

    #[test]
    fn a_regression_names_its_figure_and_both_values() {
        let now = Report { bytes_per_article: 500.0, ..baseline() };
        let said = compare(&now, &baseline(), 0.1).unwrap()[0].to_string();
        assert!(said.starts_with("bytes_per_article: 500.0000, the baseline is 400.0000 (+25.0%)"), "{said}");
    }
}
