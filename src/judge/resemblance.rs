//! The exact resemblance of two texts: what estimates are held against, and what peers report.

use crate::text::shingles;

/// The distinct shingles of one text, ascending, in 32 bits: enough to tell those of two texts apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShingleSet(Vec<u32>);

impl ShingleSet {
    /// The shingles of a body's words.
    #[must_use]
    pub fn of(words: &[u32]) -> Self {
        let words: Vec<u64> = words.iter().copied().map(u64::from).collect();
        let mut windows = Vec::new();
        shingles(&words, &mut windows);
        let mut distinct: Vec<u32> = windows.iter().map(|shingle| (shingle >> 32) as u32).collect();
        distinct.sort_unstable();
        distinct.dedup();
        Self(distinct)
    }

    /// Share of shingles that stand in both, of those that stand in either, 0 to 1; 0 of two empty texts.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> f32 {
        let both = in_both(&self.0, &other.0);
        both as f32 / (self.0.len() + other.0.len() - both).max(1) as f32
    }
}

/// How many numbers stand in both of two ascending lists.
fn in_both(a: &[u32], b: &[u32]) -> usize {
    let (mut at, mut other, mut both) = (0, 0, 0);
    while let (Some(one), Some(two)) = (a.get(at), b.get(other)) {
        // Which list goes on is a toss that no processor foresees: both are asked, and none waits for a guess.
        both += usize::from(one == two);
        at += usize::from(one <= two);
        other += usize::from(two <= one);
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
        fn it_is_the_ratio_of_what_both_have_to_what_either_has(sets in prop::collection::vec(prop::collection::btree_set(0_u32..30, 0..20), 2..6)) {
            let shingles: Vec<ShingleSet> = sets.iter().map(set).collect();
            for (a, one) in sets.iter().zip(&shingles) {
                for (b, other) in sets.iter().zip(&shingles) {
                    let exact = a.intersection(b).count() as f32 / a.union(b).count().max(1) as f32;
                    prop_assert_eq!(one.resemblance(other).to_bits(), exact.to_bits());
                }
            }
        }
    }

    #[test]
    fn a_refrain_counts_once() {
        assert_eq!(ShingleSet::of(&[7; 40]).0.len(), 1);
        assert_eq!(ShingleSet::of(&(0..40).collect::<Vec<_>>()).0.len(), 36);
    }
}
