//! Records by region, in a temporary file: where more are wanted than may be gathered at a time, each is written once and read
//! once, and the lists, which are several times as much, are not read through for every few regions.

use std::ops::Range;

use rayon::prelude::*;

use super::aside::Aside;
use super::regions::{REGIONS, Record};
use super::{Result, Run, Source};

/// Bytes of a record.
const BYTES: usize = size_of::<u64>();

/// Records of all regions.
#[derive(Debug, Default)]
pub(super) struct Parted {
    aside: Aside,
    /// Of some lists after the other: where in the file the records of each region begin, and how many they are.
    pieces: Vec<[(u64, usize); REGIONS]>,
}

impl Parted {
    /// Gathers the records of all lists, so many runs of them at a time that there are about as many parts.
    ///
    /// # Errors
    /// The lists cannot be read back, or the temporary file cannot be written.
    pub fn of(
        lists: &impl Source,
        parts: usize,
        gather: impl Fn(Result<Run<'_>>) -> Result<Vec<Vec<Record>>> + Sync,
    ) -> Result<Self> {
        let (mut parted, runs) = (Self::default(), lists.runs());
        let some = runs.div_ceil(parts).max(1);
        for first in (0..runs).step_by(some) {
            let gathered = lists.read_some(first..(first + some).min(runs)).map(&gather);
            parted.add(&gathered.collect::<Result<Vec<_>>>()?)?;
        }
        Ok(parted)
    }

    /// Writes down what was gathered of some lists.
    fn add(&mut self, gathered: &[Vec<Vec<Record>>]) -> Result<()> {
        let bytes: Vec<Vec<u8>> =
            (0..REGIONS).into_par_iter().map(|region| bytes_of(gathered, region)).collect();
        let mut pieces = [(0, 0); REGIONS];
        for (piece, bytes) in pieces.iter_mut().zip(&bytes) {
            *piece = (self.aside.add_bytes(bytes)?, bytes.len() / BYTES);
        }
        self.pieces.push(pieces);
        Ok(())
    }

    /// The records of some regions, each in the order of the lists: of some lists after the other, by region.
    ///
    /// # Errors
    /// The temporary file cannot be read back.
    pub fn regions(&self, wanted: Range<usize>) -> Result<Vec<Vec<Vec<Record>>>> {
        let piece = |&(start, count): &(u64, usize)| self.records(start, count);
        let wanted =
            |pieces: &[(u64, usize); REGIONS]| pieces[wanted.clone()].par_iter().map(piece).collect();
        self.pieces.par_iter().map(wanted).collect()
    }

    fn records(&self, start: u64, count: usize) -> Result<Vec<Record>> {
        let bytes = self.aside.read_bytes(start, BYTES * count)?;
        let (records, _) = bytes.as_chunks::<BYTES>();
        Ok(records.iter().map(|record| record_of(u64::from_le_bytes(*record))).collect())
    }
}

/// What was gathered of one region, as it is written.
fn bytes_of(gathered: &[Vec<Vec<Record>>], region: usize) -> Vec<u8> {
    let of_region = || gathered.iter().map(|regions| &regions[region]);
    let mut bytes = Vec::with_capacity(BYTES * of_region().map(Vec::len).sum::<usize>());
    for &(key, number) in of_region().flatten() {
        bytes.extend_from_slice(&(u64::from(key) << u32::BITS | u64::from(number)).to_le_bytes());
    }
    bytes
}

fn record_of(written: u64) -> Record {
    ((written >> u32::BITS) as u32, written as u32)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::spill::{Lists, Lot};

    /// Lists, and how many runs of them were read.
    struct Counted<'a> {
        lists: &'a Lists,
        read: AtomicUsize,
    }

    impl Source for Counted<'_> {
        fn len(&self) -> usize {
            self.lists.len()
        }

        fn runs(&self) -> usize {
            self.lists.runs()
        }

        fn read_some(&self, runs: Range<usize>) -> impl IndexedParallelIterator<Item = Result<Run<'_>>> {
            let count = |_: &Result<Run<'_>>| {
                self.read.fetch_add(1, Ordering::Relaxed);
            };
            self.lists.read_some(runs).inspect(count)
        }
    }

    #[test]
    fn a_region_has_its_records_in_the_order_of_the_lists_however_many_the_parts() {
        let mut lists = Lists::default();
        for place in 0..5 {
            let mut lot = Lot::default();
            lot.push([u32::MAX - place, place]);
            lists.keep(place as usize, lot).unwrap();
        }
        let gather = |run: Result<Run<'_>>| {
            let mut regions = vec![Vec::new(); REGIONS];
            for (number, list) in run?.iter() {
                regions[REGIONS - 1].push((list[0], number));
                regions[list[1] as usize % 2].push((list[1], number));
            }
            Ok(regions)
        };
        for parts in [1, 2, 3, 5, 9] {
            let counted = Counted { lists: &lists, read: AtomicUsize::new(0) };
            let parted = Parted::of(&counted, parts, gather).unwrap();
            assert_eq!(counted.read.into_inner(), lists.runs(), "each is read once");
            let region = |number: usize| parted.regions(number..number + 1).unwrap().concat().concat();
            assert_eq!(region(0), [(0, 0), (2, 2), (4, 4)]);
            assert_eq!(region(1), [(1, 1), (3, 3)]);
            assert_eq!(region(2), []);
            assert_eq!(region(REGIONS - 1), [0, 1, 2, 3, 4].map(|number| (u32::MAX - number, number)));
        }
    }

    #[test]
    fn without_lists_there_are_no_records() {
        let gather = |_: Result<Run<'_>>| Ok(vec![vec![(7, 7)]; REGIONS]);
        assert_eq!(
            Parted::of(&Lists::default(), 4, gather).unwrap().regions(0..9).unwrap().concat().concat(),
            []
        );
    }
}
