//! `MinHash` (Broder, "On the resemblance and containment of documents", 1997): for each of many permutations
//! the least shingle. The share of equal minima estimates the resemblance of two bodies.
//!
//! A permutation is `(x ^ b) * a` on 32 bits with odd `a`: exact on every machine, and eight or sixteen lanes
//! wide where the processor has the instructions, which are chosen at run time.

use crate::params::{PERMUTATIONS, SEED};
use crate::text::shingle::mix;

/// Untruncated minima, one per permutation.
pub type Minima = [u32; PERMUTATIONS];

/// Permutations that pass over the shingles together: so many minima stay in the registers of any processor, and all would
/// not in those of AVX2.
const TOGETHER: usize = 32;

/// The same where there are the 32 wide registers of AVX-512: six hold minima, and twelve what they are made with.
#[cfg(target_arch = "x86_64")]
const TOGETHER_WIDE: usize = 96;

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

/// The least value of each of the first `N` permutations over `shingles`; all ones when there is no shingle. There are
/// [`PERMUTATIONS`]; for more it does not compile.
#[must_use]
pub fn minima<const N: usize>(shingles: &[u64]) -> [u32; N] {
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
pub fn minima_portable<const N: usize>(shingles: &[u64]) -> [u32; N] {
    minima_of::<N, TOGETHER>(shingles)
}

/// The same: so many permutations `AT_ONCE` where there are as many, and [`TOGETHER`] of the others.
#[inline(always)]
#[allow(clippy::inline_always, reason = "compiled once for each instruction set")]
fn minima_of<const N: usize, const AT_ONCE: usize>(shingles: &[u64]) -> [u32; N] {
    const { assert!(N <= PERMUTATIONS) };
    let mut all = [u32::MAX; N];
    let done = lower_groups::<AT_ONCE>(&mut all, 0, shingles);
    let done = lower_groups::<TOGETHER>(&mut all, done, shingles);
    lower(&mut all[done..], &PERMUTATION.0[done..N], &PERMUTATION.1[done..N], shingles);
    all
}

/// Lowers the minima from `done` on, as many as are whole groups, and returns how many are done then.
#[inline(always)]
#[allow(clippy::inline_always, reason = "compiled once for each instruction set")]
fn lower_groups<const GROUP: usize>(all: &mut [u32], done: usize, shingles: &[u64]) -> usize {
    let flips = PERMUTATION.0[done..].as_chunks::<GROUP>().0;
    let factors = PERMUTATION.1[done..].as_chunks::<GROUP>().0;
    let groups = all[done..].as_chunks_mut::<GROUP>().0;
    let after = done + groups.as_flattened().len();
    for ((group, flips), factors) in groups.iter_mut().zip(flips).zip(factors) {
        let mut least = [u32::MAX; GROUP];
        lower(&mut least, flips, factors, shingles);
        *group = least;
    }
    after
}

/// Lowers the minima of some permutations to the least value of each over `shingles`.
#[inline(always)]
#[allow(
    clippy::inline_always,
    reason = "compiled once for each instruction set, and for a group of known length"
)]
fn lower(least: &mut [u32], flips: &[u32], factors: &[u32], shingles: &[u64]) {
    for &shingle in shingles {
        let x = (shingle >> 32) as u32;
        for ((least, &flip), &factor) in least.iter_mut().zip(flips).zip(factors) {
            *least = (*least).min((x ^ flip).wrapping_mul(factor));
        }
    }
}

/// The same loop compiled for wider registers: a plain build assumes none, and is 20 times slower.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod wide {
    use super::{TOGETHER_WIDE, minima_of, minima_portable};

    pub fn minima_avx512<const N: usize>(shingles: &[u64]) -> [u32; N] {
        #[target_feature(enable = "avx512f")]
        fn compiled<const N: usize>(shingles: &[u64]) -> [u32; N] {
            minima_of::<N, TOGETHER_WIDE>(shingles)
        }
        // SAFETY: the only caller has detected AVX-512F on this machine.
        unsafe { compiled(shingles) }
    }

    pub fn minima_avx2<const N: usize>(shingles: &[u64]) -> [u32; N] {
        #[target_feature(enable = "avx2")]
        fn compiled<const N: usize>(shingles: &[u64]) -> [u32; N] {
            minima_portable(shingles)
        }
        // SAFETY: the only caller has detected AVX2 on this machine.
        unsafe { compiled(shingles) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::params::{BANDS, ROWS};

    proptest! {
        #[test]
        fn every_instruction_set_gives_the_same_minima(shingles in prop::collection::vec(any::<u64>(), 0..200)) {
            let all: Minima = minima(&shingles);
            prop_assert_eq!(all, minima_portable(&shingles));
            // What AVX-512 is given, wherever this runs.
            prop_assert_eq!(all, minima_of::<PERMUTATIONS, 96>(&shingles));
            for (n, least) in all.into_iter().enumerate() {
                let (flip, factor) = (PERMUTATION.0[n], PERMUTATION.1[n]);
                let permuted = shingles.iter().map(|shingle| ((shingle >> 32) as u32 ^ flip).wrapping_mul(factor));
                prop_assert_eq!(permuted.min().unwrap_or(u32::MAX), least);
            }
            prop_assert_eq!(&minima::<{ BANDS * ROWS }>(&shingles)[..], &all[..BANDS * ROWS]);
        }
    }
}
