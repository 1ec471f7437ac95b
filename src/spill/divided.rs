//! Records of some lists, divided into regions of their keys.

use std::ops::Range;

use super::regions::Record;

/// Records, region after region, each in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Divided {
    records: Vec<Record>,
    /// Where those of each region end.
    ends: Vec<usize>,
}

impl Divided {
    /// Divides records by their keys, of which the bits from `shift` on say the region; those of no region that is wanted
    /// are left out. `records` are gone through twice: counted first, each stands in its place at once.
    pub fn of<I: Iterator<Item = Record>>(
        wanted: &Range<usize>,
        shift: u32,
        records: impl Fn() -> I,
    ) -> Self {
        let region = |key: u32| ((u64::from(key) >> shift) as usize).wrapping_sub(wanted.start);
        let mut places = vec![0_usize; wanted.len()];
        records().for_each(|(key, _)| {
            if let Some(count) = places.get_mut(region(key)) {
                *count += 1;
            }
        });
        let mut all = 0;
        for place in &mut places {
            all += std::mem::replace(place, all);
        }
        let mut divided = vec![(0, 0); all];
        records().for_each(|record| {
            if let Some(place) = places.get_mut(region(record.0)) {
                divided[*place] = record;
                *place += 1;
            }
        });
        // Each has come to where the next began.
        Self { records: divided, ends: places }
    }

    /// Records of one region.
    pub fn whole(records: Vec<Record>) -> Self {
        Self { ends: vec![records.len()], records }
    }

    /// What stands in each region already.
    pub fn joined(regions: &[Vec<Record>]) -> Self {
        let mut end = 0;
        let ends = regions.iter().map(|region| {
            end += region.len();
            end
        });
        Self { ends: ends.collect(), records: regions.concat() }
    }

    /// The records of a region, the first wanted one being 0.
    pub fn region(&self, number: usize) -> &[Record] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.records[start..self.ends[number]]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_region_has_its_records_in_their_order(
            keys in prop::collection::vec(any::<u32>(), 0..200), first in 0_usize..16, count in 0_usize..16,
        ) {
            let records: Vec<Record> = keys.into_iter().zip(0..).collect();
            let wanted = first..(first + count).min(16);
            let divided = Divided::of(&wanted, 28, || records.iter().copied());
            let regions = wanted.clone().map(|region| {
                records.iter().copied().filter(|record| record.0 >> 28 == region as u32).collect()
            });
            let regions: Vec<Vec<Record>> = regions.collect();
            prop_assert!(regions.iter().zip(0..).all(|(records, region)| divided.region(region) == records));
            prop_assert_eq!(Divided::joined(&regions), divided);
        }
    }
}
