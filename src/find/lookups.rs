//! What many askers look up, sought in the order of the keys and not of the askers: what stands side by side in a store is
//! then read one after the other, and what several look up is read once. In a large store an asker by itself waits for memory
//! at every key.

use std::iter::zip;
use std::ops::Range;

use crate::index::ahead::bring_near;
use crate::index::segment::postings::{Docs, Postings};
use crate::spill::radix;

use super::hot::{EVERY_PAIR, star};

/// Keys that wait for memory together.
const TOGETHER: usize = 64;

/// Look-ups in one store, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Lookups {
    /// Each one's key and its number.
    keys: Vec<(u32, u32)>,
    /// By number.
    asked: Vec<Lookup>,
    found: Found,
}

/// Who looks up, and what was found.
#[derive(Debug, Clone, Copy)]
struct Lookup {
    asker: u32,
    /// Where among all that was found it stands.
    place: u32,
    /// Whether the key is furniture of the asker's outlet.
    furniture: bool,
}

/// What one look-up found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Met<'a> {
    /// The asker may be one of them.
    pub docs: &'a [u32],
    /// What sharing the key counts.
    pub weight: u32,
    pub furniture: bool,
}

impl Lookups {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.asked.len()
    }

    /// Adds a look-up.
    #[inline]
    pub fn push(&mut self, asker: u32, key: u32, furniture: bool) {
        self.keys.push((key, self.asked.len() as u32));
        self.asked.push(Lookup { asker, place: 0, furniture });
    }

    /// Seeks them all; `weigh` says what sharing a key counts, given how many documents stand under it.
    pub fn seek(&mut self, store: Postings<'_>, weigh: impl Fn(u32, usize) -> u32) {
        radix::sort_by_key(&mut self.keys);
        let keys = std::mem::take(&mut self.keys);
        let mut equal = keys.chunk_by(|one, other| one.0 == other.0);
        let mut some = Vec::with_capacity(TOGETHER);
        loop {
            some.clear();
            some.extend(equal.by_ref().take(TOGETHER));
            if some.is_empty() {
                break;
            }
            let askers = some.iter().copied().flatten();
            bring_near(askers.map(|&(_, number)| self.asked[number as usize].asker.into()));
            let docs = store.docs_of_each(some.iter().map(|equal| equal[0].0));
            for (equal, docs) in zip(&some, docs) {
                let weight = weigh(equal[0].0, docs.len());
                self.note(equal, &docs, weight);
            }
        }
        self.keys = keys;
    }

    /// Notes what stands under a key for all who look it up: the same, unless the bucket is crowded.
    fn note(&mut self, equal: &[(u32, u32)], docs: &Docs<'_>, weight: u32) {
        let of_all = (docs.len() <= EVERY_PAIR).then(|| self.found.put(docs.clone(), weight));
        for &(_, number) in equal {
            let lookup = &mut self.asked[number as usize];
            lookup.place = of_all.unwrap_or_else(|| self.found.put(star(lookup.asker, docs), weight));
        }
    }

    /// How many documents some of them found, those found twice counted twice. These come near.
    pub fn count(&self, numbers: Range<usize>) -> usize {
        let asked = &self.asked[numbers];
        bring_near(asked.iter().map(|lookup| self.found.count(lookup.place) as u64));
        asked.iter().map(|lookup| self.found.count(lookup.place)).sum()
    }

    /// What some of them found.
    pub fn found(&self, numbers: Range<usize>) -> impl Iterator<Item = Met<'_>> {
        self.asked[numbers].iter().map(|lookup| {
            let (docs, weight) = self.found.get(lookup.place);
            Met { docs, weight, furniture: lookup.furniture }
        })
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.asked.clear();
        self.found.0.clear();
    }
}

/// Documents by key: what sharing it counts and how many they are in one number, then the documents.
#[derive(Debug, Default)]
struct Found(Vec<u32>);

/// Low bits that say how many documents there are.
const COUNT: u32 = u8::BITS;
const _: () = assert!(EVERY_PAIR < 1 << COUNT);

impl Found {
    /// Adds the documents under a key, and says where they stand.
    fn put(&mut self, docs: impl Iterator<Item = u32>, weight: u32) -> u32 {
        let place = self.0.len();
        self.0.push(0);
        self.0.extend(docs);
        self.0[place] = weight << COUNT | (self.0.len() - place - 1) as u32;
        place as u32
    }

    fn count(&self, place: u32) -> usize {
        (self.0[place as usize] & ((1 << COUNT) - 1)) as usize
    }

    fn get(&self, place: u32) -> (&[u32], u32) {
        let (weight, docs) = (self.0[place as usize] >> COUNT, &self.0[place as usize + 1..]);
        (&docs[..self.count(place)], weight)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::segment::postings::encode;

    proptest! {
        #[test]
        fn each_finds_its_own_whatever_the_order_of_the_keys(
            filed in prop::collection::vec((0_u32..9, 0_u32..99), 0..90),
            asked in prop::collection::vec((0_u32..99, 0_u32..12, any::<bool>()), 0..300),
        ) {
            let crowd = (0..99).map(|doc| (9, doc));
            let bytes = encode(filed.into_iter().chain(crowd).collect());
            let store = Postings::open(&bytes).unwrap();
            let mut lookups = Lookups::default();
            asked.iter().for_each(|&(asker, key, furniture)| lookups.push(asker, key, furniture));
            lookups.seek(store, |key, documents| key + documents as u32);
            let mut meetings = 0;
            for (&(asker, key, furniture), met) in zip(&asked, lookups.found(0..asked.len())) {
                let docs = store.docs(key);
                let weight = key + docs.len() as u32;
                let docs: Vec<u32> = if key == 9 { star(asker, &docs).collect() } else { docs.collect() };
                prop_assert_eq!(met, Met { docs: &docs, weight, furniture });
                meetings += docs.len();
            }
            prop_assert_eq!(lookups.count(0..asked.len()), meetings);
        }
    }
}
