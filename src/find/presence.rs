//! Which keys are worth looking up when a whole corpus asks itself: three lookups in four find nothing, and each
//! would touch a page of the postings for it.

/// Bits for each key, at least: one that is not there in so many is looked up in vain.
const BITS: usize = 5;

/// A bit for every key of some postings, by its leading bits.
#[derive(Debug)]
pub struct Presence {
    bits: Vec<u64>,
    shift: u32,
    /// Documents that must stand under a key.
    least: usize,
}

impl Presence {
    /// None yet; of some `expected` postings the keys will be noted under which at least `least` documents stand: one, or
    /// two where the asker is one of them.
    #[must_use]
    pub fn new(expected: usize, least: usize) -> Self {
        let most = expected / least.max(1);
        let width = (BITS * most).next_power_of_two().trailing_zeros().clamp(6, 32);
        Self { bits: vec![0; 1 << (width - 6)], shift: u32::BITS - width, least }
    }

    /// Notes the keys of `(key, document)` records: all of those keys, each with its distinct documents, ascending by key.
    pub fn note(&mut self, records: &[(u32, u32)]) {
        for run in records.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() >= self.least) {
            let (word, bit) = self.place(run[0].0);
            self.bits[word] |= bit;
        }
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
        // All are written, and the wanted ones stay: no answer is guessed, so none has to be waited for before the next
        // key is asked for.
        let mut count = kept.len();
        kept.resize(count + keys.len(), 0);
        for &key in keys {
            kept[count] = key;
            count += usize::from(self.may_have(key));
        }
        kept.truncate(count);
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

    proptest! {
        #[test]
        fn no_key_is_missed(
            records in prop::collection::btree_set((any::<u32>(), 0_u32..3), 0..300),
            split in any::<u32>(),
            least in 1_usize..3,
        ) {
            let mut presence = Presence::new(records.len(), least);
            let records: Vec<(u32, u32)> = records.into_iter().collect();
            let (some, others) = records.split_at(records.partition_point(|record| record.0 < split));
            [some, others].into_iter().for_each(|part| presence.note(part));
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
        let mut presence = Presence::new(1000, 1);
        keys(0).for_each(|key| presence.note(&[(key, 0)]));
        assert!(keys(5000).filter(|&key| presence.may_have(key)).count() < 150);
    }
}
