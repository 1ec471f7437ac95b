//! Postings: which documents stand under a key. Sorted, sharded by the key's leading bits.
//!
//! ```text
//! key bits: u32  document bits: u32  count: u32  zero: u32
//! docs:      count numbers of so many bits   ascending within a key
//! keys:      count numbers of so many bits   the key's low bits, ascending within a shard
//! shards:    where each shard stands
//! ```
//! A shard is every key with the same leading bits, so only the low bits are written: as many of them as take least room
//! for the number of postings, which are then one or two to a shard.

use std::ops::{Range, RangeInclusive};

use super::bits::Packed;
use super::encoder::Encoder;
use super::form::Form;
use super::shards::Shards;
use crate::index::ahead::bring_near;
use crate::index::format::POSTINGS_HEAD;
use crate::spill::radix;

/// Postings of one key that are counted one by one.
const FEW: usize = 4;

/// Documents by key, over borrowed bytes.
#[derive(Debug, Clone, Copy)]
pub struct Postings<'a> {
    form: Form,
    count: usize,
    docs: Packed<'a>,
    keys: Packed<'a>,
    shards: Shards<'a>,
}

/// How long a section that begins with these bytes says it is.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    Form::read(bytes).map(|(form, count)| form.size(count))
}

/// Writes postings from `(key, document)` records in any order, best by document; a record given twice is written once.
///
/// # Panics
/// If there are 2³² postings or more, which no segment has.
#[must_use]
pub fn encode(mut records: Vec<(u32, u32)>) -> Vec<u8> {
    sort(&mut records);
    encode_sorted(&records)
}

/// Sorts records by key, then by document, and leaves each once; quickest where they stand by document.
pub(super) fn sort(records: &mut Vec<(u32, u32)>) {
    if !records.is_sorted_by_key(|record| record.1) {
        records.sort_unstable_by_key(|record| record.1);
    }
    radix::sort_by_key(records);
    records.dedup();
}

/// Writes postings from sorted records, each there once.
pub(super) fn encode_sorted(records: &[(u32, u32)]) -> Vec<u8> {
    assert!(u32::try_from(records.len()).is_ok(), "a segment has fewer than 2^32 postings");
    let highest = records.iter().map(|record| record.1).max().unwrap_or(0);
    let mut encoder = Encoder::of(Form::tight(records.len(), highest), records.len());
    encoder.push(records);
    encoder.finish()
}

impl<'a> Postings<'a> {
    /// Reads the header; `None` if the lengths do not agree with it.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let (form, count) = Form::read(bytes)?;
        if bytes.len() != form.size(count) {
            return None;
        }
        let places = [POSTINGS_HEAD, form.keys_at(count), form.samples_at(count), form.marks_at(count)];
        let [docs, keys, samples, marks] = places.map(|at| bytes.get(at..).unwrap_or_default());
        let (docs, keys) = (Packed::of(docs, form.doc_bits), Packed::of(keys, form.key_bits));
        Some(Self { form, count, docs, keys, shards: Shards::of(samples, marks) })
    }

    /// Number of postings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no posting.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The documents under `key`, ascending.
    #[must_use]
    pub fn docs(&self, key: u32) -> Docs<'a> {
        self.docs_in(key, self.shard(key))
    }

    /// [`Postings::docs`] of each of some keys, best by the dozen: they wait for memory together.
    pub fn docs_of_each(&self, keys: impl Iterator<Item = u32> + Clone) -> impl Iterator<Item = Docs<'a>> {
        let this = *self;
        keys.clone().zip(self.shards_near(keys)).map(move |(key, shard)| this.docs_in(key, shard))
    }

    /// Where the postings of each key's shard stand. They come near, and what says so, all together.
    pub(super) fn shards_near(&self, keys: impl Iterator<Item = u32> + Clone) -> Vec<Range<usize>> {
        bring_near(keys.clone().map(|key| self.shards.first_marks(self.form.shard(key))));
        let shards: Vec<Range<usize>> = keys.map(|key| self.shard(key)).collect();
        bring_near(
            shards.iter().map(|shard| u64::from(self.keys.get(shard.start) ^ self.docs.get(shard.start))),
        );
        shards
    }

    fn docs_in(&self, key: u32, shard: Range<usize>) -> Docs<'a> {
        Docs { docs: self.docs, range: self.run(key & low_bits(self.form.key_bits), shard) }
    }

    /// Where the postings of a key's shard stand.
    fn shard(&self, key: u32) -> Range<usize> {
        let stated = self.shards.postings(self.form.shard(key));
        stated.start.min(self.count)..stated.end.min(self.count)
    }

    /// Where the postings of a key stand within its shard.
    fn run(&self, low: u32, shard: Range<usize>) -> Range<usize> {
        let first = shard.start + self.keys.split(shard.clone(), |key| key < low);
        // Most keys have a posting or none; of a crowded one, everybody in it asks where it ends.
        let few = first..shard.end.min(first + FEW).max(first);
        let equal = few.clone().take_while(|&at| self.keys.get(at) == low).count();
        let more = if equal == FEW { self.keys.split(few.end..shard.end, |key| key == low) } else { 0 };
        first..first + equal + more
    }

    /// Every `(key, document)`, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + 'a {
        self.within(0..=u32::MAX)
    }

    /// Every `(key, document)` whose key is one of these, ascending.
    pub fn within(&self, keys: RangeInclusive<u32>) -> impl Iterator<Item = (u32, u32)> + 'a {
        let (this, start, end) = (*self, *keys.start(), *keys.end());
        let places = self.shard(start).start..self.count;
        let records = places.zip(self.shards.from(self.form.shard(start))).map(move |(at, shard)| {
            let high = ((shard as u64) << this.form.key_bits) as u32;
            (high | this.keys.get(at), this.docs.get(at))
        });
        records.take_while(move |record| record.0 <= end).filter(move |record| record.0 >= start)
    }

    /// The document of every posting.
    pub(super) fn all_docs(&self) -> impl Iterator<Item = u32> + 'a {
        let docs = self.docs;
        (0..self.count).map(move |at| docs.get(at))
    }
}

fn low_bits(bits: u32) -> u32 {
    u32::MAX >> (u32::BITS - bits)
}

/// The documents under one key, ascending; also counted, and reached from either end.
#[derive(Debug, Clone)]
pub struct Docs<'a> {
    docs: Packed<'a>,
    range: Range<usize>,
}

impl Docs<'_> {
    /// The `at`-th document.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<u32> {
        (at < self.range.len()).then(|| self.docs.get(self.range.start + at))
    }

    /// Where `doc` stands, or would stand.
    #[must_use]
    pub fn rank(&self, doc: u32) -> usize {
        self.docs.split(self.range.clone(), |other| other < doc)
    }
}

impl Iterator for Docs<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.range.next().map(|at| self.docs.get(at))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
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
            for keys in [0..=20, 7..=7, 30..=u32::MAX / 2, u32::MAX / 2..=u32::MAX] {
                prop_assert!(postings.within(keys.clone()).eq(model.iter().copied().filter(|record| keys.contains(&record.0))));
            }
            for key in records.iter().map(|record| record.0).chain([0, 7, u32::MAX]) {
                let expected: Vec<u32> = model.range((key, 0)..=(key, u32::MAX)).map(|record| record.1).collect();
                prop_assert_eq!(postings.docs(key).collect::<Vec<_>>(), expected);
            }
            let keys = records.iter().map(|record| record.0).chain([0, 7, u32::MAX]);
            let alone = keys.clone().map(|key| postings.docs(key).collect::<Vec<_>>());
            prop_assert!(postings.docs_of_each(keys).map(Iterator::collect::<Vec<_>>).eq(alone));
        }

        #[test]
        fn any_bytes_open_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..64), key in any::<u32>()) {
            prop_assert!(Postings::open(&bytes).is_none_or(|postings| postings.docs(key).count() == 0));
        }
    }

    #[test]
    fn keys_and_documents_are_as_narrow_as_can_be() {
        let records: Vec<(u32, u32)> =
            (0..400_000_u32).map(|n| (n.wrapping_mul(0x9E37_79B9), n % 7)).collect();
        let bytes = encode(records.clone());
        let postings = Postings::open(&bytes).unwrap();
        assert_eq!((postings.form.key_bits, postings.form.doc_bits), (13, 3));
        assert!(records.iter().all(|&(key, doc)| postings.docs(key).eq([doc])));
    }
}
