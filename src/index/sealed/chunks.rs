//! Which chunks of a file have been found intact.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use crate::index::format::{CHUNK, u64_at};

/// Remembers the chunks that were hashed and agreed, so that each is hashed once.
#[derive(Debug)]
pub(super) struct Chunks {
    /// Where the checksums stand: as well the end of what they cover.
    sums: Range<usize>,
    intact: Vec<AtomicU64>,
}

impl Chunks {
    /// Nothing is known yet of the chunks whose checksums stand at `sums`; `None` if their number is wrong.
    pub fn unread(sums: Range<usize>) -> Option<Self> {
        let count = sums.start.div_ceil(CHUNK);
        (sums.len() == count.checked_mul(8)?).then(|| Self { sums, intact: marks(count, 0) })
    }

    /// Takes all chunks for intact, as those just built in memory are.
    pub fn trust(&mut self) {
        self.intact = marks(self.sums.start.div_ceil(CHUNK), u64::MAX);
    }

    /// The first chunk of `range` that does not agree with its checksum.
    pub fn damage(&self, file: &[u8], range: Range<usize>) -> Option<Range<usize>> {
        let (mut chunk, end) = (range.start / CHUNK, range.end.div_ceil(CHUNK));
        while chunk < end {
            if chunk.is_multiple_of(64) && self.are_next_64_intact(chunk) {
                chunk += 64;
            } else if self.is_intact(file, chunk) {
                chunk += 1;
            } else {
                return Some(self.covered(chunk));
            }
        }
        None
    }

    /// All chunks, in order, that do not agree with their checksums, whatever was found before.
    pub fn all_damage<'a>(&'a self, file: &'a [u8]) -> impl Iterator<Item = Range<usize>> + 'a {
        let count = self.sums.start.div_ceil(CHUNK);
        (0..count).filter(|&chunk| !self.agrees(file, chunk)).map(|chunk| self.covered(chunk))
    }

    fn are_next_64_intact(&self, chunk: usize) -> bool {
        self.intact.get(chunk / 64).is_some_and(|marks| marks.load(Ordering::Relaxed) == u64::MAX)
    }

    fn is_intact(&self, file: &[u8], chunk: usize) -> bool {
        let Some(marks) = self.intact.get(chunk / 64) else { return false };
        let mark = 1 << (chunk % 64);
        if marks.load(Ordering::Relaxed) & mark != 0 {
            return true;
        }
        let agrees = self.agrees(file, chunk);
        if agrees {
            marks.fetch_or(mark, Ordering::Relaxed);
        }
        agrees
    }

    fn agrees(&self, file: &[u8], chunk: usize) -> bool {
        let expected = u64_at(file, self.sums.start + 8 * chunk);
        let found = file.get(self.covered(chunk)).map(xxh3_64);
        found.is_some() && found == expected
    }

    fn covered(&self, chunk: usize) -> Range<usize> {
        chunk * CHUNK..((chunk + 1) * CHUNK).min(self.sums.start)
    }
}

fn marks(chunks: usize, value: u64) -> Vec<AtomicU64> {
    (0..chunks.div_ceil(64)).map(|_| AtomicU64::new(value)).collect()
}
