//! From lists of keys to the lists in which each key stands: sorting, a region of the keys at a time, so that neither a
//! cache nor the memory has to hold them all.

use rayon::prelude::*;

use super::crowd::crowded;
use super::parted::Parted;
use super::radix;
use super::{Result, Run, Source};

/// Regions of the keys, told by their leading bits.
pub(super) const REGIONS: usize = 64;

/// Leading bits of a key that tell its region, and how many stand behind them.
const REGION_BITS: u32 = REGIONS.trailing_zeros();
const SHIFT: u32 = u32::BITS - REGION_BITS;

/// Records that are gathered at a time, at least: 32 MiB of them.
const ROOM: usize = 4 << 20;

/// And for each list of all, so that what is set aside is in few and long pieces: 64 bytes, less than the postings take that
/// come of them.
const ROOM_EACH: usize = 8;

/// Records that are sorted as one region.
const FEW: usize = 1 << 16;

/// Rounds of reading all lists through, of which more cost more than setting the records aside.
const ROUNDS: usize = 2;

/// A key, and a number that stands for a list.
pub type Record = (u32, u32);

/// Which records are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// About how many there are.
    pub expected: usize,
    /// Records of one key below which they may be left out, and mostly are.
    pub least: u8,
    /// How many may be gathered at a time.
    pub room: usize,
}

/// How many records may be gathered at a time where there are so many lists.
#[must_use]
pub fn room(lists: usize) -> usize {
    ROOM.max(ROOM_EACH * lists)
}

/// Gathers a record for each of the keys that `keys` takes of a list (its number, the list), with the number that is to
/// stand for it; hands the records of each region to `each`, ascending by key and in the order of the lists for one key;
/// and what comes of it to `take`, by ascending region.
///
/// # Errors
/// The lists cannot be read back, or the temporary file not be written.
pub fn by_key<R: Send>(
    lists: &impl Source,
    Wanted { expected, least, room }: Wanted,
    keys: impl Fn(u32, &[u32]) -> (u32, &[u32]) + Sync,
    each: impl Fn(Vec<Record>) -> R + Sync,
    mut take: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    if expected <= FEW {
        let gathered = lists.read().map(|run| run.map(|run| gather(&run, 0..1, u32::BITS, &keys)));
        return take(each(sorted(&gathered.collect::<Result<Vec<_>>>()?, 0, 0, least)));
    }
    let together = together(expected, room);
    let gather = |run: Result<Run<'_>>, wanted| run.map(|run| gather(&run, wanted, SHIFT, &keys));
    let rounds = REGIONS.div_ceil(together);
    // What is gathered is there once more as it is written: half as much at a time.
    let part = || Parted::of(lists, 2 * rounds, |run| gather(run, 0..REGIONS));
    let parted = (rounds > ROUNDS).then(part).transpose()?;
    for first in (0..REGIONS).step_by(together) {
        let wanted = first..(first + together).min(REGIONS);
        let gathered: Vec<Vec<Vec<Record>>> = match &parted {
            Some(parted) => parted.regions(wanted.clone())?,
            None => lists.read().map(|run| gather(run, wanted.clone())).collect::<Result<_>>()?,
        };
        let region = |number: usize| each(sorted(&gathered, number, REGION_BITS, least));
        let done: Vec<R> = (0..wanted.len()).into_par_iter().map(region).collect();
        done.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

/// Regions that are gathered together if `room` records of the `expected` may be.
fn together(expected: usize, room: usize) -> usize {
    let rounds = expected.div_ceil(room).clamp(1, REGIONS);
    REGIONS.div_ceil(rounds)
}

/// The records of some lists that fall into the wanted regions, by region: what bits a key has from `shift` on.
fn gather(
    run: &Run<'_>,
    wanted: std::ops::Range<usize>,
    shift: u32,
    keys: &impl Fn(u32, &[u32]) -> (u32, &[u32]),
) -> Vec<Vec<Record>> {
    let all: usize = run.iter().map(|(number, list)| keys(number, list).1.len()).sum();
    let each = all >> (u32::BITS - shift);
    let room = each + each / 4 + 8;
    let mut regions: Vec<Vec<Record>> = wanted.clone().map(|_| Vec::with_capacity(room)).collect();
    for (number, list) in run.iter() {
        let (number, keys) = keys(number, list);
        for &key in keys {
            let region = (u64::from(key) >> shift) as usize;
            if let Some(records) = region.checked_sub(wanted.start).and_then(|at| regions.get_mut(at)) {
                records.push((key, number));
            }
        }
    }
    regions
}

/// What all runs have of one region, sorted. Its keys have so many `leading` bits in common.
fn sorted(gathered: &[Vec<Vec<Record>>], region: usize, leading: u32, least: u8) -> Vec<Record> {
    let parts: Vec<&[Record]> = gathered.iter().map(|regions| &*regions[region]).collect();
    let mut all = if least > 1 { crowded(&parts, leading, least) } else { parts.concat() };
    radix::sort_by_key(&mut all);
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::spill::{Lists, Lot};

    fn turned(lists: &[Vec<u32>], expected: usize, least: u8) -> Vec<Record> {
        let mut kept = Lists::default();
        for (place, list) in lists.iter().enumerate() {
            let mut lot = Lot::default();
            lot.push(list.iter().copied());
            kept.keep(place, lot).unwrap();
        }
        let mut found = Vec::new();
        by_key(
            &kept,
            Wanted { expected, least, room: 1 << 20 },
            |number, list| (number, list),
            |records| records,
            |records| {
                found.extend(records);
                Ok(())
            },
        )
        .unwrap();
        found
    }

    proptest! {
        #[test]
        fn every_record_comes_once_and_in_order(
            lists in prop::collection::vec(prop::collection::vec(prop_oneof![0_u32..9, any::<u32>()], 0..20), 0..20),
        ) {
            let numbered = lists.iter().zip(0..);
            let mut expected: Vec<Record> = numbered.flat_map(|(list, number)| list.iter().map(move |&key| (key, number))).collect();
            expected.sort_unstable();
            let shared: Vec<Record> = expected.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 2).flatten().copied().collect();
            for about in [1, FEW + 1, 2 << 20, usize::MAX] {
                prop_assert_eq!(&turned(&lists, about, 1), &expected);
                let mut found = turned(&lists, about, 3);
                found.retain(|record| shared.binary_search(record).is_ok());
                prop_assert_eq!(&found, &shared);
            }
        }
    }

    #[test]
    fn more_records_are_gathered_in_more_rounds() {
        assert_eq!([1, 100, 101, 6400, 1 << 40].map(|expected| together(expected, 100)), [64, 64, 32, 1, 1]);
    }
}
