//! What many askers look up, sought in the order of the keys and not of the askers: what stands side by side in a store is
//! then read one after the other. In a large store an asker by itself waits for memory at every key.

use std::iter::zip;
use std::ops::Range;

use crate::index::ahead::bring_near;
use crate::index::segment::postings::Postings;
use crate::spill::radix;

use super::hot::{EVERY_PAIR, neighbours};

/// Look-ups that wait for memory together.
const TOGETHER: usize = 64;

/// What one look-up finds is counted in a byte.
const _: () = assert!(EVERY_PAIR <= u8::MAX as usize);

/// Look-ups in one store, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Lookups {
    /// Each one's key and its number.
    keys: Vec<(u32, u32)>,
    /// By number.
    asked: Vec<Lookup>,
    /// What all of them found.
    docs: Vec<u32>,
}

/// Who looks up, and what was found.
#[derive(Debug, Clone, Copy)]
struct Lookup {
    asker: u32,
    /// Where among the documents found those of this one begin.
    first: u32,
    /// How many they are: a crowded bucket tells of two.
    count: u8,
    /// What sharing the key counts.
    weight: u8,
    /// Whether the key is furniture of the asker's outlet.
    furniture: bool,
}

/// What one look-up found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Met<'a> {
    pub docs: &'a [u32],
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
        self.asked.push(Lookup { asker, first: 0, count: 0, weight: 0, furniture });
    }

    /// Seeks them all; `weigh` says what sharing a key counts, given how many documents stand under it.
    pub fn seek(&mut self, store: Postings<'_>, weigh: impl Fn(u32, usize) -> u32) {
        radix::sort_by_key(&mut self.keys);
        for some in self.keys.chunks(TOGETHER) {
            bring_near(some.iter().map(|&(_, number)| self.asked[number as usize].asker.into()));
            let docs = store.docs_of_each(some.iter().map(|&(key, _)| key));
            for (&(key, number), docs) in zip(some, docs) {
                let lookup = &mut self.asked[number as usize];
                (lookup.weight, lookup.first) = (weigh(key, docs.len()) as u8, self.docs.len() as u32);
                neighbours(lookup.asker, docs, |doc| self.docs.push(doc));
                lookup.count = (self.docs.len() - lookup.first as usize) as u8;
            }
        }
    }

    /// How many documents some of them found, those found twice counted twice. These come near.
    pub fn count(&self, numbers: Range<usize>) -> usize {
        let found = &self.asked[numbers];
        bring_near(found.iter().filter_map(|lookup| Some((*self.docs.get(lookup.first as usize)?).into())));
        found.iter().map(|lookup| usize::from(lookup.count)).sum()
    }

    /// What some of them found.
    pub fn found(&self, numbers: Range<usize>) -> impl Iterator<Item = Met<'_>> {
        self.asked[numbers].iter().map(|lookup| {
            let docs = &self.docs[lookup.first as usize..][..lookup.count.into()];
            Met { docs, weight: lookup.weight.into(), furniture: lookup.furniture }
        })
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.asked.clear();
        self.docs.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::segment::postings::encode;

    #[test]
    fn each_finds_its_own_whatever_the_order_of_the_keys() {
        let store = encode(vec![(5, 0), (5, 1), (9, 2), (1, 3)]);
        let mut lookups = Lookups::default();
        for (asker, key, furniture) in [(7, 9, false), (1, 5, true), (7, 4, false), (0, 1, false)] {
            lookups.push(asker, key, furniture);
        }
        lookups.seek(Postings::open(&store).unwrap(), |key, documents| key + documents as u32);
        let met = |docs, weight, furniture| Met { docs, weight, furniture };
        let expected = [met(&[2], 10, false), met(&[0], 7, true), met(&[], 4, false), met(&[3], 2, false)];
        assert!(lookups.found(0..4).eq(expected));
        assert_eq!((lookups.count(0..4), lookups.count(1..3)), (3, 1));
    }
}
