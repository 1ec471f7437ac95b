//! The figures of a bench, for a reader.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::pipeline::bench::{Report, Tally};

/// All figures, in a few short tables.
pub fn table(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = speed(&mut out, report);
    let _ = stages(&mut out, report);
    let _ = steps(&mut out, report);
    let _ = quality(&mut out, report);
    let _ = writeln!(out, "digest {}", report.digest);
    out
}

fn speed(out: &mut String, report: &Report) -> std::fmt::Result {
    let Report { articles_per_second, megabytes_per_second, check, .. } = report;
    writeln!(
        out,
        "{}: {:.1} MB, {} threads, {} rounds",
        report.corpus,
        report.bytes as f64 / 1e6,
        report.threads,
        report.rounds
    )?;
    writeln!(out, "dedup   {articles_per_second:>10.0} articles/s  {megabytes_per_second:.1} MB/s")?;
    writeln!(
        out,
        "index   {:>10.0} bytes an article, {:.0} without texts",
        report.bytes_per_article, report.bytes_per_article_without_text
    )?;
    writeln!(
        out,
        "check   {:>10.0} us p50  {:.0} us p99  ({} articles)",
        check.p50_us, check.p99_us, check.articles
    )?;
    writeln!(out, "memory  {:>10.0} MB at most\n", report.peak_bytes as f64 / 1e6)
}

fn stages(out: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(out, "{:<16}{:>9}{:>12}{:>14}", "stage", "seconds", "processor", "system")?;
    let stages = report.stages.iter().map(|(part, spent)| (part.name(), spent));
    let loops = [
        ("(fixed loop)", &report.calibration),
        ("(fixed, dense)", &report.calibration_dense),
        ("(fixed, system)", &report.calibration_system),
    ];
    for (name, spent) in stages.chain(loops) {
        writeln!(
            out,
            "{name:<16}{:>9.4}{:>12.4}{:>14.4}",
            spent.seconds, spent.cpu_seconds, spent.system_seconds
        )?;
    }
    writeln!(out)
}

fn steps(out: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(out, "{:<16}{:>21}", "step", "us an article")?;
    report.steps.iter().try_for_each(|(name, micros)| writeln!(out, "{name:<16}{micros:>21.2}"))?;
    writeln!(out)
}

fn quality(out: &mut String, report: &Report) -> std::fmt::Result {
    if report.kinds.is_empty() {
        return Ok(());
    }
    tallies(out, "relation", &report.relations)?;
    tallies(out, "kind of case", &report.kinds)?;
    row(out, "all", &report.quality)?;
    writeln!(out)
}

fn tallies(out: &mut String, head: &str, tallies: &BTreeMap<String, Tally>) -> std::fmt::Result {
    writeln!(
        out,
        "{head:<24}{:>9}{:>9}{:>8}{:>10}{:>7}{:>11}",
        "reprints", "found", "recall", "reported", "right", "precision"
    )?;
    tallies.iter().try_for_each(|(name, tally)| row(out, name, tally))?;
    writeln!(out)
}

fn row(out: &mut String, name: &str, tally: &Tally) -> std::fmt::Result {
    let share = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
    let Tally { reprints, found, reported, right, .. } = tally;
    let (recall, precision) = (share(tally.recall()), share(tally.precision()));
    writeln!(out, "{name:<24}{reprints:>9}{found:>9}{recall:>8}{reported:>10}{right:>7}{precision:>11}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_shown() {
        let tally = Tally { reprints: 8, found: 6, named: 5, reported: 4, right: 3 };
        let report = Report {
            corpus: "a corpus".into(),
            articles_per_second: 123_456.0,
            kinds: [("lede".to_owned(), tally)].into(),
            digest: "00ff".into(),
            ..Report::default()
        };
        let shown = table(&report);
        for part in ["a corpus", "123456", "lede", "0.7500", "digest 00ff"] {
            assert!(shown.contains(part), "{part} in {shown}");
        }
    }
}
