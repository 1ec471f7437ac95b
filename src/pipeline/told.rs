//! What articles say of themselves, as it was noted; or else read again in the order of the input, neighbours together.

use rayon::prelude::*;

use crate::error::Result;
use crate::read::Place;

use super::about::About;
use super::corpus::Corpus;
use super::sweep::sweep;

/// Bytes of records that are read together, at most.
const RUN: u32 = 1 << 20;

/// Bytes between two records that are read with them: it takes no longer than another access to a disk.
const GAP: u32 = 8 << 10;

/// What `make` makes of what the articles of `rows`, ascending, say of themselves.
///
/// # Errors
/// A record cannot be read again.
pub(super) fn told<T: Send>(
    corpus: &Corpus,
    rows: &[u32],
    make: impl Fn(u32, About) -> T + Sync,
) -> Result<Vec<T>> {
    if let Some(noted) = corpus.noted.get() {
        let told = rows.par_iter().map(|&row| Some(make(row, noted.get(row)?)));
        if let Some(told) = told.collect() {
            return Ok(told);
        }
    }
    let mut told = Vec::with_capacity(rows.len());
    sweep(corpus, rows, |rows| {
        let read = |bytes: &mut Vec<u8>, run: Run<'_>| run.read(corpus, bytes, &make);
        let read: Vec<Vec<T>> =
            runs(corpus, rows).into_par_iter().map_init(Vec::new, read).collect::<Result<_>>()?;
        told.extend(read.into_iter().flatten());
        Ok(())
    })?;
    Ok(told)
}

/// Rows whose records are read together.
struct Run<'r> {
    whole: Place,
    rows: &'r [u32],
}

/// Rows, ascending, as their records are read together.
fn runs<'r>(corpus: &Corpus, rows: &'r [u32]) -> Vec<Run<'r>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut start = 0;
    for (at, &row) in rows.iter().enumerate() {
        let place = corpus.rows()[row as usize].place;
        let longer = runs.last_mut().and_then(|run| Some((run.whole.reaching(place, GAP, RUN)?, run)));
        if let Some((whole, run)) = longer {
            *run = Run { whole, rows: &rows[start..=at] };
        } else {
            start = at;
            runs.push(Run { whole: place, rows: &rows[start..=at] });
        }
    }
    runs
}

impl Run<'_> {
    fn read<T>(self, corpus: &Corpus, room: &mut Vec<u8>, make: impl Fn(u32, About) -> T) -> Result<Vec<T>> {
        let bytes = corpus.gathered.shelf.fetch(self.whole, room)?;
        let make = |&row: &u32| {
            let line = &bytes[corpus.rows()[row as usize].place.within(self.whole)];
            make(row, About::of(&corpus.article_in(corpus.number(row), line)))
        };
        Ok(self.rows.iter().map(make).collect())
    }
}
