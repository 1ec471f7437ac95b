//! Keys under which two word sequences meet: whole, a prefix, a phrase left out, in any order.

/// Odd, so that its inverse exists and every step can be undone.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hash of a word sequence that can be taken apart: `sum of word[i] * BASE^i`, finished with the length.
#[derive(Debug)]
pub(super) struct Sequence {
    /// `sums[n]` covers the first n words.
    sums: Vec<u64>,
}

impl Sequence {
    /// Prepares the keys of `words`.
    pub fn new(words: &[u64]) -> Self {
        let mut power = 1_u64;
        let mut sum = 0_u64;
        let mut sums = Vec::with_capacity(words.len() + 1);
        sums.push(0);
        for word in words {
            sum = sum.wrapping_add(word.wrapping_mul(power));
            sums.push(sum);
            power = power.wrapping_mul(BASE);
        }
        Self { sums }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.sums.len() - 1
    }

    /// Key of the whole sequence.
    pub fn whole(&self) -> u64 {
        self.prefix(self.len())
    }

    /// Key of the first `words` words.
    pub fn prefix(&self, words: usize) -> u64 {
        finish(self.sums[words], words)
    }

    /// Key of the sequence without `gap` words from `at` on. `back` is [`step_back`] of the same gap.
    pub fn without(&self, at: usize, gap: usize, back: u64) -> u64 {
        let after = self.sums[self.len()].wrapping_sub(self.sums[at + gap]);
        finish(self.sums[at].wrapping_add(after.wrapping_mul(back)), self.len() - gap)
    }
}

/// What moves a word `gap` places to the front.
pub(super) fn step_back(gap: usize) -> u64 {
    (0..gap).fold(1, |back: u64, _| back.wrapping_mul(const { inverse(BASE) }))
}

/// Key of the words in any order.
pub(super) fn unordered(words: &[u64]) -> u64 {
    let mixed = words.iter().fold(0_u64, |sum, word| sum.wrapping_add(finish(*word, 0)));
    finish(mixed, words.len())
}

/// Inverse of an odd number modulo 2^64, by Newton's steps: each doubles the correct bits.
const fn inverse(odd: u64) -> u64 {
    let mut found = odd;
    let mut step = 0;
    while step < 6 {
        found = found.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(found)));
        step += 1;
    }
    found
}

fn finish(sum: u64, len: usize) -> u64 {
    let mixed = (sum ^ (sum >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93).wrapping_add(len as u64);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_prefix_has_the_key_of_its_words(words in prop::collection::vec(any::<u64>(), 0..20), cut in 0_usize..20) {
            let cut = cut.min(words.len());
            prop_assert_eq!(Sequence::new(&words).prefix(cut), Sequence::new(&words[..cut]).whole());
        }

        #[test]
        fn leaving_a_phrase_out_gives_the_key_of_the_rest(words in prop::collection::vec(any::<u64>(), 3..20), at in 0_usize..20, gap in 1_usize..4) {
            let at = at.min(words.len() - gap);
            let mut rest = words.clone();
            rest.drain(at..at + gap);
            let without = Sequence::new(&words).without(at, gap, step_back(gap));
            prop_assert_eq!(without, Sequence::new(&rest).whole());
        }

        #[test]
        fn order_does_not_change_the_unordered_key(words in prop::collection::vec(any::<u64>(), 0..20)) {
            let mut turned = words.clone();
            turned.reverse();
            prop_assert_eq!(unordered(&words), unordered(&turned));
        }
    }
}
