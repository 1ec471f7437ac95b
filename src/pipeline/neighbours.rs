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
