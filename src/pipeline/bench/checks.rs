//! Single articles, checked one after another as a newsroom would.

use std::path::Path;
use std::time::Instant;

use crate::article::Article;
use crate::error::Result;
use crate::index::{self, Index};
use crate::pipeline::check::{CheckOptions, Checked, Checker};
use crate::pipeline::filing::{self, FilingOptions};
use crate::pipeline::watch::Watch;

use super::BenchOptions;

/// Matches that are asked for: what the command line asks for by default.
const LIMIT: usize = 10;

/// What a series of checks took and found.
pub(super) struct CheckSeries {
    /// Microseconds of each.
    pub micros: Vec<f64>,
    /// One line a match, for the digest.
    pub lines: Vec<String>,
}

/// Makes an index of a corpus.
pub(super) fn create_index(corpus: &str, folder: &Path, watch: &dyn Watch) -> Result<()> {
    let inputs = [corpus.to_owned()];
    filing::create(folder, index::Options::default(), &inputs, &FilingOptions::default(), watch)?;
    Ok(())
}

/// Checks every article of the sample.
pub(super) fn check_all(
    sample: &[Article<'_>],
    folder: &Path,
    options: &BenchOptions,
) -> Result<CheckSeries> {
    let checker = Checker::new(Index::open(folder)?.snapshot())?;
    let asked = CheckOptions {
        limits: options.limits,
        min_words: options.min_words,
        limit: LIMIT,
        ..CheckOptions::default()
    };
    let mut series = CheckSeries { micros: Vec::with_capacity(sample.len()), lines: Vec::new() };
    let mut check = |article| -> Result<()> {
        let start = Instant::now();
        let checked = checker.check(article, &asked)?;
        series.micros.push(start.elapsed().as_secs_f64() * 1e6);
        series.lines.extend(lines(article, &checked));
        Ok(())
    };
    // On one of the threads that compare, as the command does.
    rayon::scope(|_| sample.iter().try_for_each(&mut check))?;
    Ok(series)
}

fn lines(article: &Article<'_>, checked: &Checked) -> Vec<String> {
    let line = |found: &crate::pipeline::check::Match| {
        let (id, other) = (&article.id, &found.article.id);
        format!("{id} {other} {} {:?}", found.comparison.verdict.relation.name(), found.comparison.passages)
    };
    checked.matches.iter().map(line).collect()
}
