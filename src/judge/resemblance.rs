//! The exact resemblance of two texts: what estimates are held against, and what peers report.

use std::ops::Range;

use crate::text::shingle::rolled;

/// Shingles of either text that are compared together, each with each: that takes less time than looking one up, for a
/// processor does many at once and has nothing to foresee.
const TOGETHER: usize = 8;

/// The distinct shingles of one text, ascending, in 32 bits: enough to tell those of two texts apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShingleSet(Vec<u32>);

impl ShingleSet {
    /// The shingles of a body's words.
    #[must_use]
    pub fn of(words: &[u32]) -> Self {
        let mut shingles: Vec<u32> = rolled(words).map(|shingle| (shingle >> 32) as u32).collect();
        sort(&mut shingles);
        shingles.dedup();
        Self(shingles)
    }

    /// Share of shingles that stand in both, of those that stand in either, 0 to 1; 0 of two empty texts.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> f32 {
        let both = common(&self.0, &other.0);
        both as f32 / (self.0.len() + other.0.len() - both).max(1) as f32
    }
}

/// How many shingles are sorted by digits: of fewer, comparing is quicker; of more, too many share their upper half.
const BY_DIGITS: Range<usize> = 1 << 6..1 << 16;

/// Sorts hashes: by their upper half in two passes, a quarter each, and then what few have that half in common.
fn sort(hashes: &mut [u32]) {
    if !BY_DIGITS.contains(&hashes.len()) {
        return hashes.sort_unstable();
    }
    let mut halfway = vec![0; hashes.len()];
    by_digit::<16>(hashes, &mut halfway);
    by_digit::<24>(&halfway, hashes);
    hashes
        .chunk_by_mut(|a, b| a >> 16 == b >> 16)
        .filter(|few| few.len() > 1)
        .for_each(<[u32]>::sort_unstable);
}

/// Puts numbers in the order of the eight bits from `SHIFT` on; those that have them in common stay in theirs.
fn by_digit<const SHIFT: u32>(from: &[u32], to: &mut [u32]) {
    let digit = |number: u32| (number >> SHIFT) as usize & 0xFF;
    let mut places = [0_u32; 1 << 8];
    from.iter().for_each(|&number| places[digit(number)] += 1);
    let mut before = 0;
    for place in &mut places {
        before += std::mem::replace(place, before);
    }
    for &number in from {
        let place = &mut places[digit(number)];
        to[*place as usize] = number;
        *place += 1;
    }
}

/// How many numbers stand in both of two lists, in each of which they ascend.
fn common(mut a: &[u32], mut b: &[u32]) -> usize {
    let mut met = [0_u32; TOGETHER];
    while let (Some(some), Some(others)) = (a.first_chunk::<TOGETHER>(), b.first_chunk::<TOGETHER>()) {
        for one in some {
            met.iter_mut().zip(others).for_each(|(met, other)| *met += u32::from(one == other));
        }
        // What ends first meets nothing of what the other has behind these.
        let (a_ends, b_ends) = (some[TOGETHER - 1], others[TOGETHER - 1]);
        a = &a[TOGETHER * usize::from(a_ends <= b_ends)..];
        b = &b[TOGETHER * usize::from(b_ends <= a_ends)..];
    }
    met.iter().map(|met| *met as usize).sum::<usize>() + common_one_by_one(a, b)
}

fn common_one_by_one(mut a: &[u32], mut b: &[u32]) -> usize {
    let mut both = 0;
    while let (Some(one), Some(other)) = (a.first(), b.first()) {
        let (a_passes, b_passes) = (usize::from(one <= other), usize::from(other <= one));
        both += a_passes * b_passes;
        (a, b) = (&a[a_passes..], &b[b_passes..]);
    }
    both
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn set(shingles: &BTreeSet<u32>) -> ShingleSet {
        ShingleSet(shingles.iter().copied().collect())
    }

    proptest! {
        #[test]
        fn it_is_the_ratio_of_what_both_have_to_what_either_has(
            a in prop::collection::btree_set(0_u32..150, 0..100), b in prop::collection::btree_set(0_u32..150, 0..100), least in 0_u32..150,
        ) {
            let b = b.into_iter().filter(|shingle| *shingle >= least).collect();
            let exact = a.intersection(&b).count() as f32 / a.union(&b).count().max(1) as f32;
            let (one, other) = (set(&a), set(&b));
            prop_assert_eq!(one.resemblance(&other).to_bits(), exact.to_bits());
            prop_assert_eq!(other.resemblance(&one).to_bits(), exact.to_bits());
            prop_assert_eq!(common_one_by_one(&one.0, &other.0), a.intersection(&b).count());
        }
    }

    proptest! {
        #[test]
        fn hashes_are_sorted(few in prop::collection::vec(any::<u32>(), 0..200), shift in 0_u32..32) {
            let mut hashes: Vec<u32> = few.iter().map(|hash| hash >> shift).collect();
            let mut expected = hashes.clone();
            expected.sort_unstable();
            sort(&mut hashes);
            prop_assert_eq!(hashes, expected);
        }
    }

    #[test]
    fn a_refrain_counts_once() {
        assert_eq!(ShingleSet::of(&[7; 40]).0.len(), 1);
        assert_eq!(ShingleSet::of(&(0..40).collect::<Vec<_>>()).0.len(), 36);
    }
}
