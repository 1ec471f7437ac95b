//! Shingles: windows of neighbouring words, as hashes combined from the word hashes.

use crate::params::SHINGLE;

/// Odd multiplier of the rolling polynomial (the 64-bit golden ratio).
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// `STEP` to the power of [`SHINGLE`]: what the word leaving the window was multiplied by.
const LEAVING: u64 = {
    let (mut power, mut n) = (1_u64, 0);
    while n < SHINGLE {
        power = power.wrapping_mul(STEP);
        n += 1;
    }
    power
};

/// Appends the hash of every window of [`SHINGLE`] words to `out`, after clearing it. A body with fewer words
/// has one shingle, of all it has; an empty one has none.
///
/// A window's hash is a polynomial in its word hashes, rolled along and then mixed. Words enter as 64-bit
/// hashes, so no joining of neighbours can make two different windows equal, as joined strings do.
pub fn shingles(words: &[u64], out: &mut Vec<u64>) {
    out.clear();
    out.extend(rolled(words));
}

/// The same one after another, of words that may be hashed in fewer bits.
pub(crate) fn rolled<W: Copy + Into<u64>>(words: &[W]) -> impl Iterator<Item = u64> {
    let (head, tail) = words.split_at(words.len().min(SHINGLE));
    let mut window = head.iter().fold(0_u64, |sum, &word| sum.wrapping_mul(STEP).wrapping_add(word.into()));
    let first = (!head.is_empty()).then(|| mix(window));
    let rest = tail.iter().zip(words).map(move |(&entering, &leaving)| {
        let left = leaving.into().wrapping_mul(LEAVING);
        window = window.wrapping_mul(STEP).wrapping_add(entering.into()).wrapping_sub(left);
        mix(window)
    });
    first.into_iter().chain(rest)
}

/// The finaliser of splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
#[must_use]
#[inline]
pub const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(words: &[u64]) -> Vec<u64> {
        let mut out = Vec::new();
        shingles(words, &mut out);
        out
    }

    #[test]
    fn short_bodies_differ_from_one_another() {
        assert!(of(&[]).is_empty());
        assert_ne!(of(&[1]), of(&[2]));
        assert_ne!(of(&[1, 2]), of(&[2, 1]));
    }

    proptest! {
        #[test]
        fn a_window_depends_on_its_words_alone(
            before in prop::collection::vec(any::<u64>(), 0..9),
            window in prop::collection::vec(any::<u64>(), SHINGLE),
            after in prop::collection::vec(any::<u64>(), 0..9),
        ) {
            let joined = [before.clone(), window.clone(), after].concat();
            prop_assert_eq!(of(&joined)[before.len()], of(&window)[0]);
        }
    }
}
