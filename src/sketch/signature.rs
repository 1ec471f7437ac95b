//! What an index keeps of an article's minima, where it does not keep the text: a few bits of each
//! (Li and König, "b-Bit minwise hashing", 2010).

use crate::params::PERMUTATIONS;

use super::minhash::Minima;

/// Bits kept of a minimum. Eight would lower the standard error of an estimate by a hundredth of itself.
const BITS: usize = 6;

/// How many values a minimum has, cut to its bits.
const VALUES: u32 = 1 << BITS;

/// Bytes of a signature.
pub const BYTES: usize = PERMUTATIONS * BITS / 8;

/// The low six bits of each minimum: the first in the lowest bits of the first three bytes, four in every three bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; BYTES]);

impl Default for Signature {
    fn default() -> Self {
        Self([0; BYTES])
    }
}

impl Signature {
    /// Cuts minima to what is kept. Equal minima stay equal; others agree by chance once in 64.
    #[must_use]
    pub fn of(minima: &Minima) -> Self {
        Self::packed(|permutation| minima[permutation])
    }

    /// Of the low eight bits of each minimum, a byte each.
    #[must_use]
    pub fn of_wide(minima: &[u8; PERMUTATIONS]) -> Self {
        Self::packed(|permutation| minima[permutation].into())
    }

    /// The signature that [`Signature::as_bytes`] gave.
    #[must_use]
    pub fn from_bytes(bytes: [u8; BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes, as an index keeps them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; BYTES] {
        &self.0
    }

    /// Estimates the resemblance of two bodies, 0 to 1, corrected for chance agreement of minima that were cut. The
    /// standard error is about .045 at worst.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> f64 {
        let chance = 1.0 / f64::from(VALUES);
        let equal = self.minima().zip(other.minima()).filter(|(a, b)| a == b).count();
        ((equal as f64 / PERMUTATIONS as f64 - chance) / (1.0 - chance)).max(0.0)
    }

    fn packed(minimum: impl Fn(usize) -> u32) -> Self {
        let mut bytes = [0; BYTES];
        for (group, three) in bytes.as_chunks_mut::<3>().0.iter_mut().enumerate() {
            let four = (0..4).map(|place| (minimum(4 * group + place) % VALUES) << (BITS * place));
            let [a, b, c, _] = four.fold(0, |all, one| all | one).to_le_bytes();
            *three = [a, b, c];
        }
        Self(bytes)
    }

    /// What is kept of each minimum.
    fn minima(&self) -> impl Iterator<Item = u32> {
        self.0.as_chunks::<3>().0.iter().flat_map(|&[a, b, c]| {
            let four = u32::from_le_bytes([a, b, c, 0]);
            [0, 1, 2, 3].map(|place| four >> (BITS * place) & (VALUES - 1))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::minhash::minima;
    use super::*;
    use crate::text::shingle::mix;

    fn signature(shingles: &[u64]) -> Signature {
        Signature::of(&minima(shingles))
    }

    proptest! {
        #[test]
        fn the_estimate_is_near_the_exact_resemblance(shared in 0_usize..300, only_a in 0_usize..100, only_b in 0_usize..100) {
            let draw = |from: usize, count: usize| (from..from + count).map(|n| mix(n as u64));
            let a: Vec<u64> = draw(0, shared).chain(draw(1000, only_a)).collect();
            let b: Vec<u64> = draw(0, shared).chain(draw(2000, only_b)).collect();
            prop_assume!(!a.is_empty() && !b.is_empty());
            let exact = shared as f64 / (shared + only_a + only_b) as f64;
            let estimate = signature(&a).resemblance(&signature(&b));
            prop_assert!((estimate - exact).abs() < 0.25, "{} for {}", estimate, exact);
        }

        #[test]
        fn six_bits_of_each_minimum_are_kept(shingles in prop::collection::vec(any::<u64>(), 0..9)) {
            let minima: Minima = minima(&shingles);
            let signature = Signature::of(&minima);
            prop_assert!(signature.minima().eq(minima.iter().map(|minimum| minimum & 63)));
            prop_assert_eq!(Signature::of_wide(&minima.map(|minimum| minimum as u8)), signature);
            prop_assert_eq!(Signature::from_bytes(*signature.as_bytes()), signature);
        }
    }

    #[test]
    fn resemblance_is_symmetric_and_one_of_itself() {
        let (a, b) = (signature(&[1 << 40, 2 << 40]), signature(&[2 << 40, 3 << 40]));
        assert!((a.resemblance(&b) - b.resemblance(&a)).abs() < f64::EPSILON);
        assert!((a.resemblance(&a) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn what_has_nothing_in_common_hardly_resembles() {
        let draw = |from: u64| (from..from + 100).map(mix).collect::<Vec<u64>>();
        let far =
            (1..50_u32).map(|n| signature(&draw(0)).resemblance(&signature(&draw(u64::from(n) * 1000))));
        assert!(far.sum::<f64>() / 49.0 < 0.01);
    }
}
