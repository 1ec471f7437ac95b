//! Pairs whose verdict hangs on whether both articles go back to one report. What they say of that is read when all pairs are
//! compared, in the order of the input: one by one each article would be an access to the disk.

use rayon::prelude::*;

use crate::error::Result;
use crate::judge::Verdict;

use super::corpus::Corpus;
use super::origin::Origin;
use super::sweep::sweep;
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
        Judged { verdict, ..self.judged }
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
    let origins = origins(corpus, &rows)?;
    let origin = |number: u32| rows.binary_search(&row(number)).ok().map(|at| &origins[at]);
    let decide = |pair: Compared| {
        let both = || origin(pair.judged.a).zip(origin(pair.judged.b));
        pair.decided(|| both().is_some_and(|(one, other)| one.is_shared_with(other)))
    };
    Ok(pairs.into_par_iter().map(decide).collect())
}

/// Where the articles of rows, ascending, say they come from.
fn origins(corpus: &Corpus, rows: &[u32]) -> Result<Vec<Origin>> {
    let mut origins = Vec::with_capacity(rows.len());
    sweep(corpus, rows, |rows| {
        let read = |line: &mut Vec<u8>, &row: &u32| Origin::read(corpus, corpus.number(row), line);
        origins.append(&mut rows.par_iter().map_init(Vec::new, read).collect::<Result<_>>()?);
        Ok(())
    })?;
    Ok(origins)
}
