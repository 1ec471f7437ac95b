//! Which keys are worth looking up when a whole corpus asks itself: three lookups in four find nothing, and each
//! would touch a page of the postings for it.

use std::iter::zip;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::text::hashed::append_wanted;

/// Bits for each key, at least: of those that are not there one in nine is then looked up in vain, or fewer.
const BITS: usize = 5;

/// Keys that wait for memory together.
const TOGETHER: usize = 64;

/// Bits of a hash that say which bit of a word.
const IN_WORD: u32 = u64::BITS.trailing_zeros();

/// Spreads what a key's leading bits leave out over a word: 2³² divided by the golden ratio (Knuth, "The Art of Computer
/// Programming", volume 3, 6.4).
const SPREAD: u32 = 0x9E37_79B9;

/// Two bits for every key: a filter in the way of Bloom ("Space/time trade-offs in hash coding with allowable errors",
/// 1970), of which the two stand in one word so that memory is waited for once (Putze, Sanders, Singler, "Cache-, hash-
/// and space-efficient Bloom filters", 2007). Keys are hashes: the leading bits of one say where its word is.
#[derive(Debug)]
pub struct Presence {
    words: Vec<AtomicU64>,
    shift: u32,
}

impl Presence {
    /// Nothing is there; about so many keys will be.
    #[must_use]
    pub fn of(keys: usize) -> Self {
        let width = (BITS * keys).next_power_of_two().trailing_zeros().clamp(IN_WORD + 1, u32::BITS);
        let words = (0..1_usize << (width - IN_WORD)).map(|_| AtomicU64::new(0)).collect();
        Self { words, shift: u32::BITS - width + IN_WORD }
    }

    /// Notes that keys are there. In ascending order those of one word come together, and are written together: a word that
    /// others may write to meanwhile is locked each time.
    pub fn note(&self, keys: impl Iterator<Item = u32>) {
        let (mut place, mut noted) = (0, 0);
        for key in keys {
            if self.place(key) != place {
                self.write(place, noted);
                (place, noted) = (self.place(key), 0);
            }
            noted |= bits(key);
        }
        self.write(place, noted);
    }

    fn write(&self, place: usize, bits: u64) {
        // Threads only ever add to what is there, and all have ended before anybody asks.
        self.words[place].fetch_or(bits, Ordering::Relaxed);
    }

    /// Whether the key may be one of them; if not, it is none.
    #[must_use]
    #[inline]
    pub fn may_have(&self, key: u32) -> bool {
        has(self.word(key), key)
    }

    /// Appends to `kept` the keys that may be some of them.
    pub fn keep(&self, keys: &[u32], kept: &mut Vec<u32>) {
        let mut read = [(0, 0); TOGETHER];
        for keys in keys.chunks(TOGETHER) {
            // Read before any is looked at, so that memory is waited for once for all of them.
            zip(&mut read, keys).for_each(|(read, &key)| *read = (key, self.word(key)));
            append_wanted(&read[..keys.len()], |(key, word)| (key, has(word, key)), kept);
        }
    }

    #[inline]
    fn word(&self, key: u32) -> u64 {
        self.words[self.place(key)].load(Ordering::Relaxed)
    }

    #[inline]
    fn place(&self, key: u32) -> usize {
        (key >> self.shift) as usize
    }
}

/// Whether a key's word says that it may be there.
#[inline]
fn has(word: u64, key: u32) -> bool {
    let [one, other] = places(key);
    (word >> one) & (word >> other) & 1 != 0
}

/// A key's bits of its word.
#[inline]
fn bits(key: u32) -> u64 {
    let [one, other] = places(key);
    1 << one | 1 << other
}

/// Which these are.
#[inline]
fn places(key: u32) -> [u32; 2] {
    let spread = key.wrapping_mul(SPREAD);
    [1, 2].map(|nth| spread >> (u32::BITS - nth * IN_WORD) & (u64::BITS - 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use xxhash_rust::xxh3::xxh3_64;

    use super::*;

    proptest! {
        #[test]
        fn no_key_is_missed(
            keys in prop::collection::vec(prop_oneof![0_u32..50, any::<u32>()], 0..300),
            room in 0_usize..900,
        ) {
            let presence = Presence::of(room);
            presence.note(keys.iter().copied());
            prop_assert!(keys.iter().all(|&key| presence.may_have(key)));
            let asked: Vec<u32> = keys.iter().flat_map(|&key| [key, key.wrapping_add(1)]).collect();
            let (mut kept, mut expected) = (vec![7], vec![7]);
            presence.keep(&asked, &mut kept);
            expected.extend(asked.into_iter().filter(|&key| presence.may_have(key)));
            prop_assert_eq!(kept, expected);
        }
    }

    #[test]
    fn most_others_are_told_to_be_absent() {
        // As fingerprints are: those that are filed and those that are looked up have the same low bit.
        let keys = |from: u64| (from..from + 10_000).map(|n| xxh3_64(&n.to_le_bytes()) as u32 & !1);
        let presence = Presence::of(10_000);
        presence.note(keys(0));
        let in_vain = keys(50_000).filter(|&key| presence.may_have(key)).count();
        assert!(in_vain < 10_000 / 9, "{in_vain}");
    }
}
