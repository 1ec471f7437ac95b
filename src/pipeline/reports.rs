//! Pairs whose verdict hangs on whether both articles go back to one report. What they say of that is looked up when all pairs
//! are compared, in the order of the input: one by one each article would be an access to the disk.

use rayon::prelude::*;

use crate::error::Result;
use crate::judge::Verdict;

use super::about::About;
use super::corpus::Corpus;
use super::origin::Origin;
use super::told::told;
use super::verify::Judged;

/// A pair as far as the two bodies tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compared {
    /// What the two are if they are not versions of one report, or if it makes no difference.
    pub judged: Judged,
    /// What they are if they are, where it makes one.
    pub of_versions: Option<Verdict>,
}

impl Compared {
    /// The pair, given whether the two go back to one report: asked only where it makes a difference.
    pub fn decided(self, same_report: impl FnOnce() -> bool) -> Judged {
        let verdict = self.of_versions.filter(|_| same_report()).unwrap_or(self.judged.verdict);
        let jaccard = if verdict.relation.is_written() { self.judged.jaccard } else { 0.0 };
        Judged { verdict, jaccard, ..self.judged }
    }
}

/// The pairs, decided.
///
/// # Errors
/// A record cannot be read any more.
pub(super) fn decided(corpus: &Corpus, pairs: Vec<Compared>) -> Result<Vec<Judged>> {
    let row = |number: u32| corpus.order[number as usize];
    let hanging = pairs.iter().filter(|pair| pair.of_versions.is_some());
    let mut rows: Vec<u32> = hanging.flat_map(|pair| [pair.judged.a, pair.judged.b]).map(row).collect();
    rows.par_sort_unstable();
    rows.dedup();
    let origins = told(corpus, &rows, |row, about| origin(corpus, row, &about))?;
    let origin_of = |number: u32| rows.binary_search(&row(number)).ok().map(|at| &origins[at]);
    let decide = |pair: Compared| {
        let both = || origin_of(pair.judged.a).zip(origin_of(pair.judged.b));
        pair.decided(|| both().is_some_and(|(one, other)| one.is_shared_with(other)))
    };
    Ok(pairs.into_par_iter().map(decide).collect())
}

/// Where the article of a row says it comes from.
fn origin(corpus: &Corpus, row: u32, about: &About) -> Origin {
    let agencies = about.credits.iter().map(|&(agency, _)| agency).collect();
    Origin::new(about.title.as_deref(), agencies, corpus.rows()[row as usize].published())
}
