//! What articles say of themselves, as it was noted; or else read again in the order of the input, neighbours together.

use rayon::prelude::*;

use crate::error::Result;

use super::about::About;
use super::corpus::Corpus;
use super::neighbours::{Neighbours, neighbours};
use super::sweep::sweep;

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
        let make = |row, line: &[u8]| make(row, About::of(&corpus.article_in(corpus.number(row), line)));
        let read = |room: &mut Vec<u8>, near: Neighbours<'_>| near.read(corpus, room, make);
        let read: Vec<Vec<T>> =
            neighbours(corpus, rows, GAP).into_par_iter().map_init(Vec::new, read).collect::<Result<_>>()?;
        told.extend(read.into_iter().flatten());
        Ok(())
    })?;
    Ok(told)
}
