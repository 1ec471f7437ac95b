//! The postings of several segments as one: a region of the keys at a time, so that a cache holds what is sorted and all
//! cores have something to sort.

use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::renumbering::Renumbering;
use crate::index::segment::encoder::Encoder;
use crate::index::segment::postings::Postings;
use crate::spill::radix;
use crate::spill::regions::Record;

/// Postings that are sorted together: 512 KiB of them.
const REGION: usize = 1 << 16;

/// Most leading bits of a key that tell its region.
const MOST_BITS: u32 = 16;

/// Regions whose postings are in memory together: some 36 MiB of them.
const TOGETHER: usize = 64;

/// A segment's postings, and the numbers that its articles have from now on.
#[derive(Debug)]
pub(super) struct Renumbered<'a> {
    pub postings: Postings<'a>,
    pub numbers: &'a Renumbering<'a>,
}

/// The postings of what stays of some segments, whose articles follow each other, encoded; `None` if those of one do not
/// ascend.
pub(super) fn joined(inputs: &[Renumbered<'_>]) -> Option<Vec<u8>> {
    let (count, highest) = tally(inputs);
    by_region(inputs, (count, highest), region_bits(count), TOGETHER)
}

/// The same, so many regions at a time; their keys have so many leading bits in common.
fn by_region(
    inputs: &[Renumbered<'_>],
    (count, highest): (usize, u32),
    bits: u32,
    together: usize,
) -> Option<Vec<u8>> {
    let regions: Vec<RangeInclusive<u32>> = (0..1 << bits).map(|number| region(number, bits)).collect();
    let mut encoder = Encoder::new(count, highest);
    let mut found = 0;
    for regions in regions.chunks(together) {
        let sorted: Option<Vec<Vec<Record>>> =
            regions.par_iter().map(|keys| in_region(inputs, keys.clone())).collect();
        let sorted = sorted?;
        found += sorted.iter().map(Vec::len).sum::<usize>();
        sorted.iter().for_each(|records| encoder.push(records));
    }
    // A key out of its order is met in no region.
    (found == count).then(|| encoder.finish())
}

/// How many postings stay, and the highest number among theirs.
fn tally(inputs: &[Renumbered<'_>]) -> (usize, u32) {
    let of_one = |input: &Renumbered<'_>| {
        let stay = input.postings.all_docs().filter_map(|doc| input.numbers.number(doc));
        stay.fold((0, 0), |(count, highest), number| (count + 1, highest.max(number)))
    };
    inputs.par_iter().map(of_one).reduce(|| (0, 0), |one, other| (one.0 + other.0, one.1.max(other.1)))
}

/// Leading bits of a key that tell the region it falls into, if there are so many postings.
fn region_bits(count: usize) -> u32 {
    (count / REGION).checked_ilog2().map_or(0, |bits| (bits + 1).min(MOST_BITS))
}

/// The keys that begin with these bits.
fn region(number: u32, bits: u32) -> RangeInclusive<u32> {
    let shift = u32::BITS - bits;
    let first = number.checked_shl(shift).unwrap_or(0);
    first..=first | u32::MAX.checked_shr(bits).unwrap_or(0)
}

/// What stays of the postings of some keys, if they ascend.
fn in_region(inputs: &[Renumbered<'_>], keys: RangeInclusive<u32>) -> Option<Vec<Record>> {
    let mut records = Vec::with_capacity(REGION + REGION / 8);
    inputs.iter().for_each(|input| records.extend(input.records(keys.clone())));
    // Of one key they stand by document, for each segment's do, and the segments' follow each other.
    radix::sort_by_key(&mut records);
    records.is_sorted_by(|one, other| one < other).then_some(records)
}

impl Renumbered<'_> {
    fn records(&self, keys: RangeInclusive<u32>) -> impl Iterator<Item = Record> + '_ {
        self.postings.within(keys).filter_map(|(key, doc)| Some((key, self.numbers.number(doc)?)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::format::POSTINGS_HEAD;
    use crate::index::segment::postings::encode;
    use crate::index::tombstones::Tombstones;

    /// Segments of so many articles each, some of them deleted, joined, and what is there put together and encoded.
    fn both_ways(
        segments: &[(Vec<Record>, Tombstones)],
        docs: u32,
        bits: u32,
        together: usize,
    ) -> [Vec<u8>; 2] {
        let bytes: Vec<Vec<u8>> = segments.iter().map(|(records, _)| encode(records.clone())).collect();
        let mut numbers: Vec<Renumbering<'_>> = Vec::new();
        for (_, deleted) in segments {
            let next = numbers.last().map_or(0, Renumbering::past);
            numbers.push(Renumbering::without(deleted, docs, next));
        }
        let opened = bytes.iter().map(|bytes| Postings::open(bytes).unwrap());
        let inputs = opened.zip(&numbers).map(|(postings, numbers)| Renumbered { postings, numbers });
        let inputs: Vec<Renumbered<'_>> = inputs.collect();
        let all = inputs.iter().flat_map(|input| input.records(0..=u32::MAX)).collect();
        [by_region(&inputs, tally(&inputs), bits, together).unwrap(), encode(all)]
    }

    proptest! {
        #[test]
        fn segments_join_as_their_records_do(
            records in prop::collection::vec(prop::collection::vec((prop_oneof![0_u32..9, any::<u32>()], 0_u32..40), 0..60), 0..6),
            step in 1_usize..9, bits in 0_u32..5, together in 1_usize..5,
        ) {
            let segments: Vec<_> = records.into_iter().map(|records| (records, every(step, 40))).collect();
            let [joined, together] = both_ways(&segments, 40, bits, together);
            prop_assert_eq!(joined, together);
        }
    }

    /// Every so many of some articles deleted.
    fn every(step: usize, docs: u32) -> Tombstones {
        let mut deleted = Tombstones::default();
        for doc in (1..docs).step_by(step) {
            deleted.insert(doc);
        }
        deleted
    }

    #[test]
    fn many_join_region_by_region() {
        let of_one = |segment: u32| {
            let record = |n: u32| ((n + 7 * segment).wrapping_mul(0x9E37_79B9), n % 1000);
            let records = (0..3 * REGION as u32).map(record).chain((0..1000).map(|doc| (5, doc)));
            (records.collect(), every(97, 1000))
        };
        let segments: Vec<_> = (0..4).map(of_one).collect();
        assert!(region_bits(12 * REGION) > 2);
        let [joined, together] = both_ways(&segments, 1000, region_bits(12 * REGION), 5);
        assert!(joined == together);
    }

    #[test]
    fn postings_that_do_not_ascend_are_refused() {
        let refused = |bytes: &[u8]| {
            let deleted = Tombstones::default();
            let numbers = Renumbering::without(&deleted, 2, 0);
            let inputs = [Renumbered { postings: Postings::open(bytes).unwrap(), numbers: &numbers }];
            by_region(&inputs, tally(&inputs), 3, 1).is_none()
        };
        // Two keys of one shard, of which 30 bits are written; the greater is put first.
        let (less, greater) = (1_u64, 1 << 29);
        let mut bytes = encode(vec![(less as u32, 0), (greater as u32, 0)]);
        let written = |one: u64, other: u64| (one | other << 30).to_le_bytes();
        let at = bytes.windows(8).position(|window| window == written(less, greater));
        let at = at.expect("keys as they were packed");
        bytes[at..at + 8].copy_from_slice(&written(greater, less));
        assert!(Postings::open(&bytes).unwrap().iter().eq([(greater as u32, 0), (less as u32, 0)]));
        assert!(refused(&bytes));
        // Two documents of one key, of a bit each.
        let mut bytes = encode(vec![(7, 0), (7, 1)]);
        assert!(!refused(&bytes));
        bytes[POSTINGS_HEAD] = 0b01;
        assert!(Postings::open(&bytes).unwrap().iter().eq([(7, 1), (7, 0)]));
        assert!(refused(&bytes));
    }

    #[test]
    fn regions_are_all_keys_once() {
        for bits in [0, 1, 5, MOST_BITS] {
            let mut next = Some(0);
            for number in 0..1 << bits {
                let keys = region(number, bits);
                assert_eq!(Some(*keys.start()), next);
                next = keys.end().checked_add(1);
            }
            assert_eq!(next, None);
        }
        assert_eq!([0, REGION, 2 * REGION, 1 << 40].map(region_bits), [0, 1, 2, MOST_BITS]);
    }
}
