//! Records that stand near one another in the input are read together: one by one, most of the time would go to asking.

use crate::error::Result;
use crate::read::Place;

use super::corpus::Corpus;

/// Bytes of records that are read together, at most.
const TOGETHER: u32 = 1 << 20;

/// Rows, ascending, whose records are read together.
pub(super) struct Neighbours<'r> {
    whole: Place,
    rows: &'r [u32],
}

/// Rows, ascending, as their records are read together: with what stands between two, if that is at most `gap` bytes.
pub(super) fn neighbours<'r>(corpus: &Corpus, rows: &'r [u32], gap: u32) -> Vec<Neighbours<'r>> {
    let mut found: Vec<Neighbours<'_>> = Vec::new();
    let mut start = 0;
    for (at, &row) in rows.iter().enumerate() {
        let place = corpus.rows()[row as usize].place;
        let longer =
            found.last_mut().and_then(|near| Some((near.whole.reaching(place, gap, TOGETHER)?, near)));
        if let Some((whole, near)) = longer {
            *near = Neighbours { whole, rows: &rows[start..=at] };
        } else {
            start = at;
            found.push(Neighbours { whole: place, rows: &rows[start..=at] });
        }
    }
    found
}

impl Neighbours<'_> {
    /// What `make` makes of each row and its record, which are read into `room`.
    ///
    /// # Errors
    /// The records cannot be read again.
    pub fn read<T>(
        &self,
        corpus: &Corpus,
        room: &mut Vec<u8>,
        mut make: impl FnMut(u32, &[u8]) -> T,
    ) -> Result<Vec<T>> {
        let bytes = corpus.gathered.shelf.fetch(self.whole, room)?;
        let line = |row: u32| &bytes[corpus.rows()[row as usize].place.within(self.whole)];
        Ok(self.rows.iter().map(|&row| make(row, line(row))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::gather::gather;
    use crate::pipeline::watch::Silent;
    use crate::read::ReadOptions;

    #[test]
    fn each_record_is_the_one_that_is_read_by_itself_whatever_stands_between() {
        let input = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/news.jsonl").to_owned();
        // Batches of a few lines: their rooms are filled again and again.
        let options = ReadOptions { batch_bytes: 1 << 12, ..ReadOptions::default() };
        let corpus = Corpus::new(gather(&[input], &options, true, &Silent).unwrap(), 30).unwrap();
        for (step, gap) in [(1, 0), (3, 0), (3, u32::MAX), (2, 8000)] {
            let rows: Vec<u32> = (0..corpus.rows().len() as u32).step_by(step).collect();
            let (mut room, mut alone, mut read) = (Vec::new(), Vec::new(), Vec::new());
            let found = neighbours(&corpus, &rows, gap);
            assert_eq!(found.len() == rows.len(), step > 1 && gap == 0);
            for near in found {
                read.extend(near.read(&corpus, &mut room, |row, line| (row, line.to_vec())).unwrap());
            }
            for ((row, line), wanted) in read.iter().zip(&rows) {
                let place = corpus.rows()[*row as usize].place;
                assert_eq!((row, &**line), (wanted, corpus.gathered.shelf.fetch(place, &mut alone).unwrap()));
            }
            assert_eq!(read.len(), rows.len());
        }
    }
}
