//! Which articles of a segment are deleted: one bit for each.

use std::path::Path;

use super::error::IndexError;
use super::format::{Kind, Part, u32_at, u64_at};
use super::sealed::{Sealed, Sealer};

/// The deleted articles of one segment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tombstones {
    /// Empty until the first article is deleted.
    words: Vec<u64>,
    count: u32,
}

impl Tombstones {
    /// Whether `doc` is deleted.
    #[must_use]
    pub fn contains(&self, doc: u32) -> bool {
        self.words.get(doc as usize / 64).is_some_and(|word| word >> (doc % 64) & 1 == 1)
    }

    /// Number of deleted articles.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Whether no article is deleted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many are deleted before the first article of each sixty-four.
    pub(crate) fn sums(&self) -> Vec<u32> {
        let sum = |sum: &mut u32, word: &u64| Some(std::mem::replace(sum, *sum + word.count_ones()));
        self.words.iter().scan(0, sum).collect()
    }

    /// How many are deleted before `doc`, given the [`sums`](Self::sums).
    #[inline]
    pub(crate) fn before(&self, doc: u32, sums: &[u32]) -> u32 {
        let at = doc as usize / 64;
        let within = |word: &u64| (word & ((1 << (doc % 64)) - 1)).count_ones();
        self.words.get(at).zip(sums.get(at)).map_or(self.count, |(word, sum)| sum + within(word))
    }

    /// Deletes `doc`; `false` if it was deleted already.
    pub(crate) fn insert(&mut self, doc: u32) -> bool {
        let word = doc as usize / 64;
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        let fresh = !self.contains(doc);
        self.words[word] |= 1 << (doc % 64);
        self.count += u32::from(fresh);
        fresh
    }

    /// Writes the deletes of a segment of `docs` articles; returns the output and its seal.
    pub(crate) fn seal<W: std::io::Write>(&self, docs: u32, out: W) -> std::io::Result<(W, u64)> {
        let mut sealer = Sealer::begin(out, Kind::Deletes)?;
        let words = (0..docs.div_ceil(64) as usize).map(|at| self.words.get(at).copied().unwrap_or(0));
        let mut bytes = [docs.to_le_bytes(), self.count.to_le_bytes()].concat();
        bytes.extend(words.flat_map(u64::to_le_bytes));
        sealer.section(Part::DELETES, &bytes)?;
        sealer.finish()
    }

    /// Reads the deletes of a segment of `docs` articles.
    pub(crate) fn open<D: AsRef<[u8]>>(data: D, file: &Path, docs: u32) -> Result<(Self, u64), IndexError> {
        let sealed = Sealed::open(data, file, Kind::Deletes)?;
        let bytes = sealed.whole(sealed.required(Part::DELETES)?)?;
        let read = Self::read(bytes, docs);
        let tombstones = read.ok_or_else(|| sealed.corrupt(Part::DELETES, "it does not fit its segment"))?;
        Ok((tombstones, sealed.seal()))
    }

    fn read(bytes: &[u8], docs: u32) -> Option<Self> {
        let count = u32_at(bytes, 4)?;
        let words: Vec<u64> =
            (8..bytes.len()).step_by(8).map(|at| u64_at(bytes, at)).collect::<Option<_>>()?;
        let past_end = match (docs % 64, words.last()) {
            (0, _) | (_, None) => 0,
            (used, Some(last)) => last >> used,
        };
        let fits = u32_at(bytes, 0)? == docs && words.len() == docs.div_ceil(64) as usize && past_end == 0;
        let counted: u32 = words.iter().map(|word| word.count_ones()).sum();
        (fits && counted == count).then_some(Self { words, count })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_deleted_is_deleted_after_reading_back(docs in 1_u32..400, deleted in prop::collection::vec(0_u32..400, 0..50)) {
            let deleted: BTreeSet<u32> = deleted.into_iter().filter(|doc| *doc < docs).collect();
            let mut tombstones = Tombstones::default();
            for doc in &deleted {
                prop_assert!(tombstones.insert(*doc) && !tombstones.insert(*doc));
            }
            let (bytes, seal) = tombstones.seal(docs, Vec::new()).unwrap();
            let (read, read_seal) = Tombstones::open(bytes, Path::new("deletes"), docs).unwrap();
            prop_assert_eq!(seal, read_seal);
            prop_assert!((0..docs).all(|doc| read.contains(doc) == deleted.contains(&doc)));
            prop_assert_eq!(read.len() as usize, deleted.len());
        }
    }

    #[test]
    fn another_segments_deletes_are_refused() {
        let (bytes, _) = Tombstones::default().seal(10, Vec::new()).unwrap();
        assert!(matches!(Tombstones::open(bytes, Path::new("d"), 11), Err(IndexError::Corrupt { .. })));
    }
}
