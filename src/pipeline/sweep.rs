//! Goes over records again in the order of the input, a stretch at a time, the next one on its way meanwhile: of a corpus
//! larger than memory a record here and one there would each be an access to the disk.

use rayon::prelude::*;

use crate::error::Result;
use crate::read::Place;

use super::corpus::Corpus;

/// Hands on the `rows`, ascending, some at a time.
///
/// # Errors
/// What `each` returns.
pub(super) fn sweep(
    corpus: &Corpus,
    rows: &[u32],
    mut each: impl FnMut(&[u32]) -> Result<()> + Send,
) -> Result<()> {
    let stretches = stretches(rows, corpus.room.at_once, |row| corpus.rows()[row as usize].place.length());
    announce(corpus, stretches.first().copied());
    for (stretch, next) in stretches.iter().zip(stretches.iter().skip(1).copied().map(Some).chain([None])) {
        rayon::join(|| each(stretch), || announce(corpus, next)).0?;
        if corpus.room.is_crowded {
            corpus.gathered.shelf.let_go(places(corpus, stretch));
        }
    }
    Ok(())
}

/// Has the records of some rows brought into memory, if they may not be there.
fn announce(corpus: &Corpus, rows: Option<&[u32]>) {
    if let Some(rows) = rows.filter(|_| corpus.room.is_outgrown) {
        corpus.gathered.shelf.announce(places(corpus, rows));
    }
}

fn places(corpus: &Corpus, rows: &[u32]) -> Vec<Place> {
    rows.par_iter().map(|&row| corpus.rows()[row as usize].place).collect()
}

/// Divides rows so that the records of each stretch are so many bytes together, or one record.
fn stretches(mut rows: &[u32], bytes: u64, bytes_of: impl Fn(u32) -> u32) -> Vec<&[u32]> {
    let mut stretches = Vec::new();
    while !rows.is_empty() {
        let mut sum = 0;
        let fits = |row: &&u32| {
            sum += u64::from(bytes_of(**row));
            sum <= bytes
        };
        let (stretch, others) = rows.split_at(rows.iter().take_while(fits).count().max(1));
        stretches.push(stretch);
        rows = others;
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_takes_as_many_records_as_fit() {
        let rows = [1, 2, 3, 9, 1, 1];
        assert_eq!(stretches(&rows, 4, |row| row), [&[1, 2][..], &[3], &[9], &[1, 1]]);
        assert!(stretches(&[], 4, |row| row).is_empty());
    }
}
