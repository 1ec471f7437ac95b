//! `MinHash` (Broder, "On the resemblance and containment of documents", 1997): for each of many permutations
//! the least shingle. The share of equal minima estimates the resemblance of two bodies.
//!
//! A permutation is `(x ^ b) * a` on 32 bits with odd `a`: exact on every machine, and eight or sixteen lanes
//! wide where the processor has the instructions, which are chosen at run time.

use crate::params::{PERMUTATIONS, SEED};
use crate::text::shingle::mix;

use super::Signature;

/// Untruncated minima, one per permutation.
pub type Minima = [u32; PERMUTATIONS];

/// The permutations: `b` to flip bits with, odd `a` to multiply by.
static PERMUTATION: (Minima, Minima) = {
    let (mut flips, mut factors) = ([0; PERMUTATIONS], [0; PERMUTATIONS]);
    let mut n = 0;
    while n < PERMUTATIONS {
        let drawn = mix(SEED.wrapping_add(n as u64));
        flips[n] = drawn as u32;
        factors[n] = (drawn >> 32) as u32 | 1;
        n += 1;
    }
    (flips, factors)
};

/// The least value of every permutation over `shingles`; all ones when there is no shingle.
#[must_use]
pub fn minima(shingles: &[u64]) -> Minima {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            return wide::minima_avx512(shingles);
        }
        if is_x86_feature_detected!("avx2") {
            return wide::minima_avx2(shingles);
        }
    }
    minima_portable(shingles)
}

/// [`minima`] in plain code: what every other form is tested against, and compiled from.
#[must_use]
#[inline(always)]
#[allow(clippy::inline_always, reason = "compiled once for each instruction set")]
pub fn minima_portable(shingles: &[u64]) -> Minima {
    let (flips, factors) = &PERMUTATION;
    let mut least = [u32::MAX; PERMUTATIONS];
    for &shingle in shingles {
        let x = (shingle >> 32) as u32;
        for ((least, &flip), &factor) in least.iter_mut().zip(flips).zip(factors) {
            *least = (*least).min((x ^ flip).wrapping_mul(factor));
        }
    }
    least
}

/// The same loop compiled for wider registers: a plain build assumes none, and is 20 times slower.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod wide {
    use super::{Minima, minima_portable};

    pub fn minima_avx512(shingles: &[u64]) -> Minima {
        #[target_feature(enable = "avx512f")]
        fn compiled(shingles: &[u64]) -> Minima {
            minima_portable(shingles)
        }
        // SAFETY: the only caller has detected AVX-512F on this machine.
        unsafe { compiled(shingles) }
    }

    pub fn minima_avx2(shingles: &[u64]) -> Minima {
        #[target_feature(enable = "avx2")]
        fn compiled(shingles: &[u64]) -> Minima {
            minima_portable(shingles)
        }
        // SAFETY: the only caller has detected AVX2 on this machine.
        unsafe { compiled(shingles) }
    }
}

/// Keeps the low eight bits of each minimum. Equal minima stay equal; others agree by chance once in 256.
#[must_use]
pub fn truncate(minima: &Minima) -> Signature {
    minima.map(|minimum| minimum as u8)
}

/// Estimates the resemblance of two bodies, 0 to 1, corrected for chance agreement of truncated minima
/// (Li and König, "b-Bit minwise hashing", 2010). The standard error is about .04 at worst.
#[must_use]
pub fn resemblance(a: &Signature, b: &Signature) -> f64 {
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count() as f64 / PERMUTATIONS as f64;
    ((equal - 1.0 / 256.0) / (255.0 / 256.0)).max(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_instruction_set_gives_the_same_minima(shingles in prop::collection::vec(any::<u64>(), 0..200)) {
            prop_assert_eq!(minima(&shingles), minima_portable(&shingles));
        }

        #[test]
        fn the_estimate_is_near_the_exact_resemblance(shared in 0_usize..300, only_a in 0_usize..100, only_b in 0_usize..100) {
            let draw = |from: usize, count: usize| (from..from + count).map(|n| mix(n as u64));
            let a: Vec<u64> = draw(0, shared).chain(draw(1000, only_a)).collect();
            let b: Vec<u64> = draw(0, shared).chain(draw(2000, only_b)).collect();
            prop_assume!(!a.is_empty() && !b.is_empty());
            let exact = shared as f64 / (shared + only_a + only_b) as f64;
            let estimate = resemblance(&truncate(&minima(&a)), &truncate(&minima(&b)));
            prop_assert!((estimate - exact).abs() < 0.25, "{} for {}", estimate, exact);
        }
    }

    #[test]
    fn resemblance_is_symmetric_and_one_of_itself() {
        let (a, b) = (truncate(&minima(&[1 << 40, 2 << 40])), truncate(&minima(&[2 << 40, 3 << 40])));
        assert!((resemblance(&a, &b) - resemblance(&b, &a)).abs() < f64::EPSILON);
        assert!((resemblance(&a, &a) - 1.0).abs() < f64::EPSILON);
    }
}
