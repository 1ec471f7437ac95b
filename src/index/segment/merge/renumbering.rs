//! What number an article has once its segment is part of another.

use crate::index::segment::Segment;
use crate::index::tombstones::Tombstones;

/// The numbers that a segment's articles have from now on: those that stay follow each other. It is asked for every
/// posting, so it is a few bits an article, which a near cache holds.
#[derive(Debug)]
pub(super) struct Renumbering<'a> {
    docs: u32,
    deleted: &'a Tombstones,
    /// Deleted articles before each sixty-fourth.
    sums: Vec<u32>,
    /// The number of the first that stays.
    first: u32,
}

/// The numbers that the articles of segments have in the one that these become.
pub(super) fn renumberings(inputs: &[Segment]) -> Vec<Renumbering<'_>> {
    let mut next = 0;
    let of_one = |input| {
        let numbers = Renumbering::of(input, next);
        next = numbers.past();
        numbers
    };
    inputs.iter().map(of_one).collect()
}

impl<'a> Renumbering<'a> {
    fn of(input: &'a Segment, first: u32) -> Self {
        Self::without(input.deleted(), input.len(), first)
    }

    /// Those of `docs` articles without the deleted ones, from `first` on.
    pub fn without(deleted: &'a Tombstones, docs: u32, first: u32) -> Self {
        Self { docs, deleted, sums: deleted.sums(), first }
    }

    /// The number that `doc` has from now on, if it stays.
    #[inline]
    pub fn number(&self, doc: u32) -> Option<u32> {
        let stays = doc < self.docs && !self.deleted.contains(doc);
        stays.then(|| self.first + doc - self.deleted.before(doc, &self.sums))
    }

    /// The number of what comes next.
    pub fn past(&self) -> u32 {
        self.first + self.docs - self.deleted.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn those_that_stay_follow_each_other(
            docs in 0_u32..400, deleted in prop::collection::btree_set(0_u32..400, 0..60), first in 0_u32..9,
        ) {
            let mut tombstones = Tombstones::default();
            for doc in deleted.iter().filter(|doc| **doc < docs) {
                tombstones.insert(*doc);
            }
            let numbers = Renumbering::without(&tombstones, docs, first);
            let stay: Vec<u32> = (0..docs + 70).filter_map(|doc| numbers.number(doc)).collect();
            prop_assert_eq!(stay, (first..numbers.past()).collect::<Vec<u32>>());
            prop_assert!((0..docs).all(|doc| numbers.number(doc).is_none() == deleted.contains(&doc)));
        }
    }
}
