//! `reprint bench`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::error::Result;
use crate::pipeline::Deduplicated;
use crate::pipeline::bench::{Bench, BenchError, BenchOptions, Regression, Report, compare, is_settled};
use crate::report::{Sink, dedup as report};

use super::Outcome;
use super::args::Common;
use super::bench_table::table;
use super::messages;
use super::options;
use super::progress::Progress;

/// `reprint bench`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  reprint bench --save baseline.json
  reprint bench --baseline baseline.json --tolerance 0.1
  reprint bench --input corpus/news.jsonl --gold corpus/pairs.jsonl --json

Times are compared in processor seconds, those of stages also on the clock, and set against three fixed loops timed \
in the same run, so that a slower machine is no regression; what looks like one is measured again, up to five times, \
before it counts. What is saved is measured again until no time gets better, up to three times.

Exit status: 0 done, 1 a figure is worse than the baseline by more than the tolerance, 2 an error.")]
pub struct BenchArgs {
    /// A corpus to measure on instead of a generated one
    #[arg(long, value_name = "FILE")]
    pub input: Option<String>,
    /// Labelled pairs of that corpus, in the form of corpus/pairs.jsonl
    #[arg(long, value_name = "FILE", requires = "input")]
    pub gold: Option<PathBuf>,
    /// Articles to generate
    #[arg(long, default_value_t = 20_000, value_name = "N", conflicts_with = "input")]
    pub articles: u64,
    /// The world they are generated from
    #[arg(long, default_value_t = 1, value_name = "S", conflicts_with = "input")]
    pub seed: u64,
    /// How often every stage is run, at least; each time is that of its quickest round
    #[arg(long, default_value_t = 8, value_name = "N")]
    pub rounds: usize,
    /// Articles that are checked one by one
    #[arg(long, default_value_t = 500, value_name = "N")]
    pub checks: usize,
    /// Where the figures are kept
    #[arg(long, value_name = "FILE")]
    pub save: Option<String>,
    /// Keep only what is the same on every machine: sizes, quality, digest
    #[arg(long, requires = "save")]
    pub exact: bool,
    /// Figures kept before, which these must not fall below
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Share of the baseline by which a speed, a time or a size may be worse (recall and precision: 0.005)
    #[arg(long, default_value_t = 0.1, value_name = "SHARE", value_parser = tolerance)]
    pub tolerance: f64,
}

fn tolerance(typed: &str) -> Result<f64, String> {
    match typed.parse::<f64>() {
        Ok(share) if (0.0..1.0).contains(&share) => Ok(share),
        _ => Err("a share from 0 to less than 1".to_owned()),
    }
}

/// How often what looks slower is measured again: a machine may be busy for as long as all rounds take.
const AGAIN: usize = 5;

/// The same of what is saved: of some thirty rounds every stage meets a quiet one.
const SETTLING: usize = 3;

/// Measures, compares and tells. The baseline is read first: a mistyped path does not cost the measuring.
///
/// # Errors
/// The corpus cannot be made or read, the baseline not read, or a result not written.
pub fn run(common: &Common, args: &BenchArgs) -> Result<Outcome> {
    let options = options(common, args);
    let baseline = args.baseline.as_deref().map(read_baseline).transpose()?;
    let save = args.save.as_deref().map(Sink::open).transpose()?;
    let progress = Progress::new(common);
    let mut bench = Bench::new(&options, &write_all)?;
    bench.run(&progress)?;
    confirm(&mut bench, baseline.as_ref(), args.tolerance, &progress)?;
    if save.is_some() && !args.exact {
        settle(&mut bench, &progress)?;
    }
    progress.clear();
    // Of all rounds: what is told is what is kept, and what was judged.
    let (report, regressions) = judge(&bench, baseline.as_ref(), args.tolerance)?;
    if args.exact {
        keep(save, &report.exact())?;
    } else {
        keep(save, &report)?;
    }
    tell(common, &report, baseline.as_ref(), &regressions)?;
    Ok(if regressions.is_empty() { Outcome::Done } else { Outcome::Negative })
}

/// Runs more rounds while any time looks worse than the baseline.
fn confirm(
    bench: &mut Bench<'_>,
    baseline: Option<&Report>,
    tolerance: f64,
    progress: &Progress,
) -> Result<()> {
    for _ in 0..AGAIN {
        if !judge(bench, baseline, tolerance)?.1.iter().any(Regression::is_timed) {
            break;
        }
        bench.run(progress)?;
    }
    Ok(())
}

/// Runs more rounds until no time gets better.
fn settle(bench: &mut Bench<'_>, progress: &Progress) -> Result<()> {
    for _ in 0..SETTLING {
        let before = bench.report();
        bench.run(progress)?;
        if is_settled(&bench.report(), &before)? {
            break;
        }
    }
    Ok(())
}

fn options(common: &Common, args: &BenchArgs) -> BenchOptions {
    BenchOptions {
        input: args.input.clone(),
        gold: args.gold.clone(),
        articles: args.articles,
        seed: args.seed,
        rounds: args.rounds,
        checks: args.checks,
        min_words: common.min_words,
        limits: options::limits(common),
    }
}

/// Everything `dedup` can write, as it writes it.
fn write_all(job: &Deduplicated, folder: &Path) -> Result<()> {
    let write = |name: &str, fill: fn(&Deduplicated, &mut Sink) -> Result<()>| {
        let mut sink = Sink::open(&folder.join(name).to_string_lossy())?;
        fill(job, &mut sink)?;
        sink.finish()
    };
    write("kept.jsonl", report::write_kept)?;
    write("dropped.jsonl", report::write_dropped)?;
    write("pairs.jsonl", report::write_pairs)?;
    write("clusters.jsonl", report::write_clusters)
}

fn judge(bench: &Bench<'_>, baseline: Option<&Report>, tolerance: f64) -> Result<(Report, Vec<Regression>)> {
    let report = bench.report();
    let regressions = baseline.map(|baseline| compare(&report, baseline, tolerance)).transpose()?;
    Ok((report, regressions.unwrap_or_default()))
}

fn read_baseline(path: &Path) -> Result<Report> {
    let unreadable = |source| BenchError::Unreadable { path: path.to_owned(), source };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let other = |source| BenchError::Baseline { path: path.to_owned(), source };
    Ok(serde_json::from_slice(&bytes).map_err(other)?)
}

fn keep(save: Option<Sink>, report: &Report) -> Result<()> {
    let Some(mut sink) = save else { return Ok(()) };
    sink.write_line(report)?;
    sink.finish()
}

/// The document of `--json`.
#[derive(serde::Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_digest: Option<bool>,
    regressions: &'a [Regression],
}

fn tell(
    common: &Common,
    report: &Report,
    baseline: Option<&Report>,
    regressions: &[Regression],
) -> Result<()> {
    let same_digest = baseline.map(|baseline| baseline.digest == report.digest);
    let mut out = Sink::open("-")?;
    if common.json {
        out.write_line(&Document { report, same_digest, regressions })?;
    } else {
        out.write(table(report).as_bytes())?;
    }
    out.finish()?;
    if same_digest == Some(false) && !common.quiet {
        messages::say("reprint: the results are not those of the baseline (other digest)");
    }
    for regression in regressions {
        messages::say(&format!("reprint: worse than the baseline: {regression}"));
    }
    Ok(())
}
