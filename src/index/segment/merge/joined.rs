//! The postings of several segments as one: a region of the keys at a time, so that a cache holds what is sorted and all
//! cores have something to sort.

use std::ops::RangeInclusive;

use rayon::prelude::*;

use crate::index::segment::encoder::Encoder;
use crate::index::segment::postings::Postings;
use crate::spill::radix;
use crate::spill::regions::Record;

/// Postings that are sorted together: 512 KiB of them.
const REGION: usize = 1 << 16;

/// Most leading bits of a key that tell its region.
const MOST_BITS: u32 = 16;

/// Regions whose postings are in memory together: 32 MiB of them.
const TOGETHER: usize = 64;

/// A segment's postings, and the numbers that its articles have from now on, if they stay.
#[derive(Debug)]
pub(super) struct Renumbered<'a> {
    pub postings: Postings<'a>,
    pub numbers: &'a [Option<u32>],
}

/// The postings of what stays of some segments, whose articles follow each other, encoded.
pub(super) fn joined(inputs: &[Renumbered<'_>]) -> Vec<u8> {
    let (count, highest) = tally(inputs);
    let bits = region_bits(count);
    let regions: Vec<RangeInclusive<u32>> = (0..1 << bits).map(|number| region(number, bits)).collect();
    let mut encoder = Encoder::new(count, highest);
    for regions in regions.chunks(TOGETHER) {
        let sorted: Vec<Vec<Record>> =
            regions.par_iter().map(|keys| in_region(inputs, keys.clone())).collect();
        sorted.iter().for_each(|records| encoder.push(records));
    }
    encoder.finish()
}

/// How many postings stay, and the highest number among theirs.
fn tally(inputs: &[Renumbered<'_>]) -> (usize, u32) {
    let of_one = |input: &Renumbered<'_>| {
        let stay = input.postings.all_docs().filter_map(|doc| input.number(doc));
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

/// What stays of the postings of some keys, ascending.
fn in_region(inputs: &[Renumbered<'_>], keys: RangeInclusive<u32>) -> Vec<Record> {
    let mut records: Vec<Record> = inputs.iter().flat_map(|input| input.records(keys.clone())).collect();
    // Of one key they stand by document, for each segment's do, and the segments' follow each other.
    radix::sort_by_key(&mut records);
    records
}

impl Renumbered<'_> {
    fn number(&self, doc: u32) -> Option<u32> {
        *self.numbers.get(doc as usize)?
    }

    fn records(&self, keys: RangeInclusive<u32>) -> impl Iterator<Item = Record> + '_ {
        self.postings.within(keys).filter_map(|(key, doc)| Some((key, self.number(doc)?)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::segment::postings::encode;

    /// What is there, put together, sorted and encoded.
    fn plainly(segments: &[(Vec<Record>, Vec<Option<u32>>)]) -> Vec<u8> {
        let stays = |(records, numbers): &(Vec<Record>, Vec<Option<u32>>)| {
            let stays = records.iter().filter_map(|&(key, doc)| Some((key, numbers[doc as usize]?)));
            stays.collect::<Vec<_>>()
        };
        encode(segments.iter().flat_map(stays).collect())
    }

    fn joins_as_plainly(segments: &[(Vec<Record>, Vec<Option<u32>>)]) -> bool {
        let bytes: Vec<Vec<u8>> = segments.iter().map(|(records, _)| encode(records.clone())).collect();
        let inputs = bytes
            .iter()
            .zip(segments)
            .map(|(bytes, (_, numbers))| Renumbered { postings: Postings::open(bytes).unwrap(), numbers });
        joined(&inputs.collect::<Vec<_>>()) == plainly(segments)
    }

    /// Segments of so many articles, some of which stay.
    fn segments(
        records: Vec<Vec<Record>>,
        stays: impl Fn(u32) -> bool,
        docs: u32,
    ) -> Vec<(Vec<Record>, Vec<Option<u32>>)> {
        let mut next = 0..;
        let mut numbered = |records| {
            let numbers = (0..docs).map(|doc| stays(doc).then(|| next.next()).flatten()).collect();
            (records, numbers)
        };
        records.into_iter().map(&mut numbered).collect()
    }

    proptest! {
        #[test]
        fn segments_join_as_their_records_do(
            records in prop::collection::vec(prop::collection::vec((prop_oneof![0_u32..9, any::<u32>()], 0_u32..40), 0..60), 0..6),
            dead in 1_u32..5,
        ) {
            prop_assert!(joins_as_plainly(&segments(records, |doc| doc % dead != 1, 40)));
        }
    }

    #[test]
    fn many_join_region_by_region() {
        let of_one = |segment: u32| {
            let record = |n: u32| ((n + 7 * segment).wrapping_mul(0x9E37_79B9), n % 1000);
            (0..3 * REGION as u32).map(record).chain((0..1000).map(|doc| (5, doc))).collect()
        };
        let records: Vec<Vec<Record>> = (0..4).map(of_one).collect();
        assert!(region_bits(12 * REGION) > 2);
        assert!(joins_as_plainly(&segments(records, |doc| doc != 77, 1000)));
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
