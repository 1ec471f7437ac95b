//! Which keys are worth looking up when a whole corpus asks itself: three lookups in four find nothing, and each
//! would touch a page of the postings for it.

use crate::index::segment::postings::Postings;
use crate::text::hashed::append_wanted;

/// Bits for each key, at least: one that is not there in so many is looked up in vain.
const BITS: usize = 5;

/// A bit for every key of some postings, by its leading bits.
#[derive(Debug)]
pub struct Presence {
    bits: Vec<u64>,
    shift: u32,
}

impl Presence {
    /// Notes the keys under which at least `least` documents stand: one, or two where the asker is one of them.
    #[must_use]
    pub fn of(postings: Postings<'_>, least: usize) -> Self {
        let most = postings.len() / least.max(1);
        let width = (BITS * most).next_power_of_two().trailing_zeros().clamp(6, 32);
        let mut presence = Self { bits: vec![0; 1 << (width - 6)], shift: u32::BITS - width };
        let (mut last, mut run) = (None, 0);
        for (key, _) in postings.iter() {
            run = if last == Some(key) { run + 1 } else { 1 };
            last = Some(key);
            if run == least {
                let (word, bit) = presence.place(key);
                presence.bits[word] |= bit;
            }
        }
        presence
    }

    /// Whether the key may be one of them; if not, it is none.
    #[must_use]
    #[inline]
    pub fn may_have(&self, key: u32) -> bool {
        let (word, bit) = self.place(key);
        self.bits[word] & bit != 0
    }

    /// Appends to `kept` the keys that may be some of them.
    pub fn keep(&self, keys: &[u32], kept: &mut Vec<u32>) {
        append_wanted(keys, |key| (key, self.may_have(key)), kept);
    }

    #[inline]
    fn place(&self, key: u32) -> (usize, u64) {
        let place = key >> self.shift;
        ((place >> 6) as usize, 1 << (place & 63))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::index::segment::postings::encode;

    proptest! {
        #[test]
        fn no_key_is_missed(records in prop::collection::btree_set((any::<u32>(), 0_u32..3), 0..300), least in 1_usize..3) {
            let bytes = encode(records.iter().copied().collect());
            let presence = Presence::of(Postings::open(&bytes).unwrap(), least);
            let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
            records.iter().for_each(|&(key, _)| *counts.entry(key).or_default() += 1);
            prop_assert!(counts.iter().all(|(&key, &count)| count < least || presence.may_have(key)));
            let asked: Vec<u32> = counts.keys().flat_map(|&key| [key, key.wrapping_add(1)]).collect();
            let (mut kept, mut expected) = (vec![7], vec![7]);
            presence.keep(&asked, &mut kept);
            expected.extend(asked.into_iter().filter(|&key| presence.may_have(key)));
            prop_assert_eq!(kept, expected);
        }
    }

    #[test]
    fn most_others_are_told_to_be_absent() {
        let keys = |from: u32| (from..from + 1000).map(|n| n.wrapping_mul(0x9E37_79B9));
        let bytes = encode(keys(0).map(|key| (key, 0)).collect());
        let presence = Presence::of(Postings::open(&bytes).unwrap(), 1);
        assert!(keys(5000).filter(|&key| presence.may_have(key)).count() < 150);
    }
}
