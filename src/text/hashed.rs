//! Maps, sets and lists of keys that are hashes already.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map of keys that are hashes already.
pub type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// A set of keys that are hashes already.
pub type KeySet = HashSet<u64, BuildHasherDefault<AsIs>>;

/// Takes a key for its own hash.
#[derive(Debug, Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A set of hashes of 32 bits, in a table at most half full: small, so that what is asked of it stays in the nearest
/// cache, and used again and again, to note what was met in a fraction of the time that sorting takes.
#[derive(Debug, Default)]
pub struct Table {
    /// Each hash in the first slot from its own on that was free; zero in those that are.
    slots: Vec<u32>,
    /// Bits of a hash that are not part of its slot.
    shift: u32,
    /// Whether zero is in the set.
    zero: bool,
}

impl Table {
    /// Empties it and makes room for so many hashes.
    pub fn clear_for(&mut self, hashes: usize) {
        let bits = (2 * hashes).next_power_of_two().trailing_zeros().max(1);
        self.slots.clear();
        self.slots.resize(1 << bits, 0);
        (self.shift, self.zero) = (u32::BITS - bits, false);
    }

    /// Puts a hash in and says whether it was not there. No more may be put in than there is room for.
    #[inline]
    pub fn insert(&mut self, hash: u32) -> bool {
        if hash == 0 {
            return !std::mem::replace(&mut self.zero, true);
        }
        let slot = self.slot(hash);
        std::mem::replace(&mut self.slots[slot], hash) == 0
    }

    /// Whether a hash is in the set.
    #[must_use]
    #[inline]
    pub fn contains(&self, hash: u32) -> bool {
        match hash {
            0 => self.zero,
            _ => !self.slots.is_empty() && self.slots[self.slot(hash)] == hash,
        }
    }

    /// The slot where a hash is, or the free one where it would be.
    #[inline]
    fn slot(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> self.shift) as usize;
        while self.slots[slot] != 0 && self.slots[slot] != hash {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// Bits for each hash that is marked: of others one in so many is taken for it, or fewer.
const MARKS: usize = 32;

/// A bit for every hash that was met, by which most others are told from all of them.
#[derive(Debug, Default)]
pub struct Marks {
    /// As many as a power of two, or none.
    bits: Vec<u64>,
}

impl Marks {
    /// Forgets all, and makes room for so many hashes; for more it tells fewer apart.
    pub fn clear_for(&mut self, hashes: usize) {
        self.bits.clear();
        self.bits.resize((MARKS * hashes).div_ceil(u64::BITS as usize).next_power_of_two(), 0);
    }

    /// Marks one hash after the other, and appends to `met` the places, the first being `place`, of those that may have been
    /// met before: of the others none was. There must be room for one.
    pub fn mark(&mut self, hashes: &[u32], mut place: u32, met: &mut Vec<u32>) {
        let bits = &mut self.bits[..];
        let mark = |hash| {
            let (word, bit) = bit(hash, bits.len());
            let met = bits[word] & bit != 0;
            bits[word] |= bit;
            place += 1;
            (place - 1, met)
        };
        append_wanted(hashes, mark, met);
    }

    /// Whether a hash may have been met.
    #[must_use]
    #[inline]
    pub fn may_have(&self, hash: u32) -> bool {
        let (word, bit) = bit(hash, self.bits.len());
        self.bits.get(word).is_some_and(|marks| marks & bit != 0)
    }
}

/// A hash's own bit of so many words, by others of its bits than those by which it was sampled, which are its last.
#[inline]
fn bit(hash: u32, words: usize) -> (usize, u64) {
    let word = (hash / u64::BITS) as usize & words.wrapping_sub(1);
    (word, 1 << (hash >> (u32::BITS - 6)))
}

/// A set of hashes of 32 bits that is made at once, and then asked for many, of which it has few.
#[derive(Debug, Default)]
pub struct Sought {
    table: Table,
    marks: Marks,
}

impl Sought {
    /// Whether a hash may be in the set: an answer that processors foresee, for mostly it is no.
    #[must_use]
    #[inline]
    pub fn may_have(&self, hash: u32) -> bool {
        self.marks.may_have(hash)
    }

    /// Whether a hash is in the set.
    #[must_use]
    #[inline]
    pub fn contains(&self, hash: u32) -> bool {
        self.may_have(hash) && self.table.contains(hash)
    }

    /// Forgets what is in the set, and puts these in.
    pub fn renew(&mut self, hashes: &[u32]) {
        self.marks.bits.clear();
        if hashes.is_empty() {
            return;
        }
        self.table.clear_for(hashes.len());
        self.marks.clear_for(hashes.len());
        for &hash in hashes {
            let (word, bit) = bit(hash, self.marks.bits.len());
            self.marks.bits[word] |= bit;
            self.table.insert(hash);
        }
    }

    /// Whether nothing is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.bits.is_empty()
    }
}

impl FromIterator<u32> for Sought {
    fn from_iter<I: IntoIterator<Item = u32>>(hashes: I) -> Self {
        let mut sought = Self::default();
        sought.renew(&Vec::from_iter(hashes));
        sought
    }
}

/// Appends what is wanted of some items: `choose` says what it is of each, and whether it is. For what no processor
/// foresees: all are written, and only the wanted ones kept, so that no answer is guessed and none has to be waited for.
#[inline]
pub fn append_wanted<T: Copy, W: Copy + Default>(
    items: &[T],
    mut choose: impl FnMut(T) -> (W, bool),
    wanted: &mut Vec<W>,
) {
    let mut some = [W::default(); 64];
    for items in items.chunks(some.len()) {
        let mut count = 0;
        for &item in items {
            let (of_item, is_wanted) = choose(item);
            some[count] = of_item;
            count += usize::from(is_wanted);
        }
        wanted.extend_from_slice(&some[..count]);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_wanted_is_appended(items in prop::collection::vec(any::<u32>(), 0..200)) {
            let (mut found, mut expected) = (vec![7], vec![7]);
            append_wanted(&items, |item| (item / 2, item % 3 == 1), &mut found);
            expected.extend(items.iter().filter(|&item| item % 3 == 1).map(|item| item / 2));
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn a_table_is_a_set(hashes in prop::collection::vec(0_u32..40, 0..60), shift in 0_u32..27) {
            let (mut table, mut model) = (Table::default(), BTreeSet::new());
            table.clear_for(hashes.len());
            for hash in hashes.iter().map(|hash| hash << shift) {
                prop_assert_eq!(table.insert(hash), model.insert(hash));
            }
            let mut collected: Sought = (0..99).collect();
            collected.renew(&model.iter().copied().collect::<Vec<u32>>());
            prop_assert_eq!(collected.is_empty(), model.is_empty());
            for hash in (0_u32..41).map(|hash| hash << shift) {
                prop_assert_eq!(table.contains(hash), model.contains(&hash));
                prop_assert_eq!(collected.contains(hash), model.contains(&hash));
            }
        }
    }
}
