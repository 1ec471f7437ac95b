//! The figures of a report by name, and which way each is worse.

use super::pace::Pace;
use crate::pipeline::bench::report::Report;
use crate::pipeline::bench::tally::Tally;
use crate::pipeline::bench::{Part, Spent};

/// Processor seconds of a stage below which a difference is the clock's rather than the code's.
pub(super) const GRAIN: f64 = 0.001;

/// Bytes by which the peak of one build differs from run to run, as its threads happen to meet: at 80 MB, 8 of them.
const CHANCE: f64 = 8e6;

/// Which way a figure is worse, and by how much it may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rule {
    /// Less is worse; the tolerance is a share of the baseline.
    Speed,
    /// More is worse; the tolerance is a share of the baseline, and this difference is always allowed.
    Cost(f64),
    /// The same with a tolerance [`WAITING`](super::WAITING) times as wide.
    Wait,
    /// Less is worse; the tolerance is [`QUALITY`](super::QUALITY).
    Quality,
}

/// One figure of a report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub name: String,
    pub value: f64,
    pub rule: Rule,
}

/// Everything that is compared, times adjusted by `pace`. A stage is compared by its processor time, and less strictly by
/// the clock.
pub(super) fn figures(report: &Report, pace: Pace) -> Vec<Figure> {
    let figure = |name: &str, value: f64, rule| Figure { name: name.to_owned(), value, rule };
    let (dedup, check) = (share(report, Part::is_dedup), share(report, |part| part == Part::Check));
    let mut figures = vec![
        figure("articles_per_second", report.articles_per_second / pace.clock.with(dedup), Rule::Speed),
        figure("megabytes_per_second", report.megabytes_per_second / pace.clock.with(dedup), Rule::Speed),
        figure("bytes_per_article", report.bytes_per_article, Rule::Cost(0.0)),
        figure("bytes_per_article_without_text", report.bytes_per_article_without_text, Rule::Cost(0.0)),
        figure("peak_bytes", report.peak_bytes as f64, Rule::Cost(CHANCE)),
        figure("check.p50_us", report.check.p50_us * pace.alone.with(check), Rule::Cost(0.0)),
        // Of many candidates, all threads compare some.
        figure("check.p99_us", report.check.p99_us * pace.either.with(check), Rule::Cost(0.0)),
    ];
    figures.extend(report.stages.iter().flat_map(|(part, spent)| {
        let (name, system) = (format!("stages.{}", part.name()), spent.system_share());
        let (processor, clock) = pace.of(*part);
        [
            figure(&name, spent.cpu_seconds * processor.with(system), Rule::Cost(GRAIN)),
            figure(&format!("{name}.seconds"), spent.seconds * clock.with(system), Rule::Wait),
        ]
    }));
    figures.extend(report.steps.iter().map(|(step, micros)| {
        figure(&format!("steps.{step}"), micros * pace.alone.with(0.0), Rule::Cost(0.0))
    }));
    figures.extend(shares("quality", &report.quality));
    figures.extend(
        report.relations.iter().flat_map(|(name, tally)| shares(&format!("relations.{name}"), tally)),
    );
    figures.extend(report.kinds.iter().flat_map(|(name, tally)| shares(&format!("kinds.{name}"), tally)));
    figures
}

/// The system's share of the processor time of some parts.
fn share(report: &Report, is_asked: fn(Part) -> bool) -> f64 {
    let asked = report.stages.iter().filter(|&(&part, _)| is_asked(part));
    asked.map(|(_, &spent)| spent).sum::<Spent>().system_share()
}

fn shares(of: &str, tally: &Tally) -> impl Iterator<Item = Figure> + use<> {
    let figure = |name: &str, value: Option<f64>| {
        value.map(|value| Figure { name: format!("{of}.{name}"), value, rule: Rule::Quality })
    };
    [figure("recall", tally.recall()), figure("precision", tally.precision())].into_iter().flatten()
}
