//! How often each shingle stands in an outlet's articles, in a table of fixed size (Cormode and Muthukrishnan,
//! "An improved data stream summary: the count-min sketch", 2005).
//!
//! The table is far larger than a cache, so it is counted into a region at a time: what falls into one is
//! gathered first. Counts are only ever added to, so the result is the same in any order and on any number of
//! threads.

use rayon::prelude::*;

use super::shingle::mix;

/// Regions of the table, a power of two: one is small enough for a cache.
const REGIONS: usize = 256;

/// Articles whose shingles are gathered by region before they are counted.
const AT_ONCE: usize = 8192;

/// Articles one thread gathers at a time.
const GATHERED: usize = 256;

/// One article as furniture is learned from: its outlet's key, and its distinct shingles.
pub type Sampled<'a> = (u32, &'a [u32]);

/// The number under which an outlet's shingle is counted.
#[must_use]
#[inline]
pub fn key(outlet: u32, shingle: u32) -> u64 {
    mix(u64::from(outlet) << 32 | u64::from(shingle))
}

/// Counts by key; a count is never too low, and seldom too high.
#[derive(Debug)]
pub struct Recurrence {
    counts: Vec<u8>,
    /// Slots in one region, less one.
    mask: usize,
    /// A bit for each slot that counts [`Recurrence::often`] or more: eight times as many fit into a cache.
    often: Vec<u8>,
}

impl Recurrence {
    /// Counts in how many of the articles each key stands. `keys` appends those of one article that count; room is
    /// made for `room` different ones. What stands in `least` articles or more is told quickly.
    #[must_use]
    pub fn count<'a>(
        articles: &[Sampled<'a>],
        room: usize,
        least: u8,
        keys: impl Fn(&Sampled<'a>, &mut Vec<u64>) + Sync,
    ) -> Self {
        let slots = (4 * room).clamp(1 << 16, 1 << 30).next_power_of_two();
        let region = slots / REGIONS;
        let (mut counts, mut often) = (vec![0_u8; slots], vec![0_u8; slots / 8]);
        for some in articles.chunks(AT_ONCE) {
            let gathered: Vec<_> = some.par_chunks(GATHERED).map(|few| gather(few, &keys)).collect();
            let regions = counts.par_chunks_mut(region).zip(often.par_chunks_mut(region / 8));
            regions.enumerate().for_each(|(number, (counts, often))| {
                let mut region = Region { counts, often, least };
                gathered.iter().flat_map(|regions| &regions[number]).for_each(|&key| region.add(key));
            });
        }
        Self { counts, mask: region - 1, often }
    }

    /// In how many articles the key stands, if in `least` or more; 255 means that many or more.
    #[must_use]
    #[inline]
    pub fn of(&self, key: u64) -> Option<u32> {
        let first = (key >> 56) as usize * (self.mask + 1);
        let [one, other] = places(key, self.mask).map(|place| first + place);
        let is_often = |slot: usize| self.often[slot / 8] >> (slot % 8) & 1 != 0;
        let count = || u32::from(self.counts[one].min(self.counts[other]));
        (is_often(one) && is_often(other)).then(count)
    }
}

/// The two slots of a key in its region. Others may share one of them; that they share both is rare, and the
/// lesser is believed.
#[inline]
fn places(key: u64, mask: usize) -> [usize; 2] {
    [key as usize & mask, (key >> 29) as usize & mask]
}

/// The keys of some articles, by region.
fn gather<'a>(
    articles: &[Sampled<'a>],
    keys: &(impl Fn(&Sampled<'a>, &mut Vec<u64>) + Sync),
) -> [Vec<u64>; REGIONS] {
    let mut found = Vec::new();
    articles.iter().for_each(|article| keys(article, &mut found));
    let room = found.len() / REGIONS + found.len() / (4 * REGIONS) + 8;
    let mut regions: [_; REGIONS] = std::array::from_fn(|_| Vec::with_capacity(room));
    found.iter().for_each(|&key| regions[(key >> 56) as usize].push(key));
    regions
}

/// One region of the table, as its one thread sees it.
struct Region<'a> {
    counts: &'a mut [u8],
    often: &'a mut [u8],
    least: u8,
}

impl Region<'_> {
    fn add(&mut self, key: u64) {
        let [one, other] = places(key, self.counts.len() - 1);
        self.count(one);
        if other != one {
            self.count(other);
        }
    }

    fn count(&mut self, slot: usize) {
        let count = &mut self.counts[slot];
        *count = count.saturating_add(1);
        self.often[slot / 8] |= u8::from(*count >= self.least) << (slot % 8);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    fn count(articles: &[Sampled<'_>], least: u8) -> Recurrence {
        Recurrence::count(articles, 1000, least, |&(outlet, shingles), keys| {
            keys.extend(shingles.iter().map(|&shingle| key(outlet, shingle)));
        })
    }

    proptest! {
        #[test]
        fn a_count_is_never_too_low(lists in prop::collection::vec(prop::collection::btree_set(0_u32..50, 0..20), 0..40)) {
            let lists: Vec<Vec<u32>> = lists.into_iter().map(|list| list.into_iter().collect()).collect();
            let articles: Vec<Sampled<'_>> = lists.iter().map(|list| (7, &list[..])).collect();
            let counted = count(&articles, 2);
            let mut model: HashMap<u32, u32> = HashMap::new();
            lists.iter().flatten().for_each(|&shingle| *model.entry(shingle).or_default() += 1);
            for (shingle, stands) in model {
                prop_assert!(stands < 2 || counted.of(key(7, shingle)).is_some_and(|count| count >= stands));
            }
        }

        #[test]
        fn order_does_not_matter(mut lists in prop::collection::vec(prop::collection::vec(0_u32..90, 0..9), 0..600)) {
            let of = |lists: &[Vec<u32>]| count(&lists.iter().map(|list| (1, &list[..])).collect::<Vec<_>>(), 3).counts;
            let before = of(&lists);
            lists.reverse();
            prop_assert_eq!(before, of(&lists));
        }
    }
}
