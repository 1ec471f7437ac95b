//! Postings: which documents stand under a key. Sorted, sharded by the key's leading bits.
//!
//! ```text
//! width: u32  shift: u32  count: u32  zero: u32
//! directory: [u32; 2^(32-8*width) + 1]   where each shard begins
//! docs:      [u32; count]                ascending within a key
//! keys:      [u8; width * count]         the key's low bytes, little-endian, ascending within a shard
//! ```
//! A shard is every key with the same leading bits, so only the low `width` bytes are written. The width is
//! the one that takes least room for the number of postings.

use crate::spill::radix;

/// Postings of one key that are counted one by one.
const FEW: usize = 4;

/// Bytes before the directory.
pub(super) const HEAD: usize = 16;

/// Documents by key, over borrowed bytes.
#[derive(Debug, Clone, Copy)]
pub struct Postings<'a> {
    width: usize,
    directory: &'a [u8],
    docs: &'a [u8],
    keys: &'a [u8],
}

/// Bytes that `count` postings take when `width` bytes of each key are written.
pub(super) fn size(width: usize, count: usize) -> usize {
    HEAD + 4 * ((1 << (32 - 8 * width)) + 1) + (4 + width) * count
}

/// How long a section that begins with these bytes says it is.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    let width = usize::try_from(word(bytes, 0)?).ok().filter(|width| (1..=3).contains(width))?;
    Some(size(width, word(bytes, 2)? as usize))
}

/// Writes postings from `(key, document)` records in any order, best by document; a record given twice is written once.
///
/// # Panics
/// If there are 2³² postings or more, which no segment has.
#[must_use]
pub fn encode(mut records: Vec<(u32, u32)>) -> Vec<u8> {
    if !records.is_sorted_by_key(|record| record.1) {
        records.sort_unstable_by_key(|record| record.1);
    }
    radix::sort_by_key(&mut records);
    records.dedup();
    encode_sorted(&records)
}

fn encode_sorted(records: &[(u32, u32)]) -> Vec<u8> {
    let count = u32::try_from(records.len()).expect("a segment has fewer than 2^32 postings");
    let width = (1..=3).min_by_key(|&width| size(width, records.len())).unwrap_or(3);
    let mut out = Vec::with_capacity(size(width, records.len()));
    for word in [width as u32, 8 * width as u32, count, 0] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    let mut at = 0_u32;
    for shard in 0..=(1_u64 << (32 - 8 * width)) {
        while records.get(at as usize).is_some_and(|&(key, _)| u64::from(key) >> (8 * width) < shard) {
            at += 1;
        }
        out.extend_from_slice(&at.to_le_bytes());
    }
    out.extend(records.iter().flat_map(|(_, doc)| doc.to_le_bytes()));
    for (key, _) in records {
        out.extend_from_slice(&key.to_le_bytes()[..width]);
    }
    out
}

impl<'a> Postings<'a> {
    /// Reads the header; `None` if the lengths do not agree with it.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len() != length(bytes)? {
            return None;
        }
        let (width, count) = (word(bytes, 0)? as usize, word(bytes, 2)? as usize);
        let (directory, rest) = bytes[HEAD..].split_at(4 * ((1 << (32 - 8 * width)) + 1));
        let (docs, keys) = rest.split_at(4 * count);
        Some(Self { width, directory, docs, keys })
    }

    /// Number of postings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.docs.len() / 4
    }

    /// Whether there is no posting.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }

    /// The documents under `key`, ascending.
    #[must_use]
    pub fn docs(&self, key: u32) -> Docs<'a> {
        let shard = (key >> (8 * self.width)) as usize;
        let bounds = (word(self.directory, shard), word(self.directory, shard + 1));
        let (start, end) = (bounds.0.unwrap_or(0) as usize, bounds.1.unwrap_or(0) as usize);
        let (from, to) = match self.width {
            1 => self.run::<1>(key, start, end),
            2 => self.run::<2>(key, start, end),
            _ => self.run::<3>(key, start, end),
        };
        Docs { bytes: self.docs.get(4 * from..4 * to).unwrap_or_default() }
    }

    /// Where the postings of `key` begin and end within its shard.
    fn run<const W: usize>(&self, key: u32, start: usize, end: usize) -> (usize, usize) {
        let Some((shard, _)) = self.keys.get(W * start..W * end).map(<[u8]>::as_chunks::<W>) else {
            return (0, 0);
        };
        let low = key & (u32::MAX >> (32 - 8 * W));
        let first = shard.partition_point(|bytes| low_bytes(*bytes) < low);
        let rest = &shard[first..];
        // Most keys have a posting or none; of a crowded one, everybody in it asks where it ends.
        let equal = rest.iter().take(FEW).take_while(|bytes| low_bytes(**bytes) == low).count();
        let more =
            if equal == FEW { rest[FEW..].partition_point(|bytes| low_bytes(*bytes) == low) } else { 0 };
        (start + first, start + first + equal + more)
    }

    /// Every `(key, document)`, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + 'a {
        let (this, mut shard) = (*self, 0_usize);
        (0..self.len()).map(move |at| {
            while word(this.directory, shard + 1).is_some_and(|end| end as usize <= at) {
                shard += 1;
            }
            let mut key = [0; 4];
            key[..this.width].copy_from_slice(&this.keys[this.width * at..this.width * (at + 1)]);
            let high = (shard as u64) << (8 * this.width);
            (high as u32 | u32::from_le_bytes(key), word(this.docs, at).unwrap_or(0))
        })
    }
}

fn low_bytes<const W: usize>(bytes: [u8; W]) -> u32 {
    let mut wide = [0; 4];
    wide[..W].copy_from_slice(&bytes);
    u32::from_le_bytes(wide)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(4 * at..4 * at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes)
}

/// The documents under one key, ascending; also counted, and reached from either end.
#[derive(Debug, Clone)]
pub struct Docs<'a> {
    bytes: &'a [u8],
}

impl Docs<'_> {
    /// The `at`-th document.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<u32> {
        word(self.bytes, at)
    }

    /// Where `doc` stands, or would stand.
    #[must_use]
    pub fn rank(&self, doc: u32) -> usize {
        let (docs, _) = self.bytes.as_chunks::<4>();
        docs.partition_point(|bytes| u32::from_le_bytes(*bytes) < doc)
    }
}

impl Iterator for Docs<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (first, rest) = self.bytes.split_first_chunk::<4>()?;
        self.bytes = rest;
        Some(u32::from_le_bytes(*first))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.bytes.len() / 4, Some(self.bytes.len() / 4))
    }
}

impl ExactSizeIterator for Docs<'_> {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_record_is_found_under_its_key_and_no_other(
            records in prop::collection::vec((prop_oneof![0_u32..50, any::<u32>()], 0_u32..40), 0..300),
        ) {
            let model: BTreeSet<(u32, u32)> = records.iter().copied().collect();
            let bytes = encode(records.clone());
            let postings = Postings::open(&bytes).unwrap();
            prop_assert!(postings.iter().eq(model.iter().copied()));
            for key in records.iter().map(|record| record.0).chain([0, 7, u32::MAX]) {
                let expected: Vec<u32> = model.range((key, 0)..=(key, u32::MAX)).map(|record| record.1).collect();
                prop_assert_eq!(postings.docs(key).collect::<Vec<_>>(), expected);
            }
        }

        #[test]
        fn any_bytes_open_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..64), key in any::<u32>()) {
            prop_assert!(Postings::open(&bytes).is_none_or(|postings| postings.docs(key).count() == 0));
        }
    }

    #[test]
    fn wide_and_narrow_keys_agree() {
        let records: Vec<(u32, u32)> =
            (0..400_000_u32).map(|n| (n.wrapping_mul(0x9E37_79B9), n % 7)).collect();
        let bytes = encode(records.clone());
        let postings = Postings::open(&bytes).unwrap();
        assert_eq!(postings.width, 2);
        assert!(records.iter().all(|&(key, doc)| postings.docs(key).eq([doc])));
    }
}
