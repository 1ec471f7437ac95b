//! The exact resemblance of two texts: what estimates are held against, and what peers report.

use crate::text::hashed::Table;
use crate::text::shingles;

/// The distinct shingles of one text, in 32 bits: enough to tell those of two texts apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShingleSet(Vec<u32>);

impl ShingleSet {
    /// The shingles of a body's words.
    #[must_use]
    pub fn of(words: &[u32]) -> Self {
        let words: Vec<u64> = words.iter().copied().map(u64::from).collect();
        let mut windows = Vec::new();
        shingles(&words, &mut windows);
        let mut met = Table::default();
        met.clear_for(windows.len());
        let halves = windows.iter().map(|shingle| (shingle >> 32) as u32);
        let mut distinct = Vec::with_capacity(halves.len());
        distinct.extend(halves.filter(|&half| met.insert(half)));
        Self(distinct)
    }
}

/// Compares shingle sets; keeps what it noted of one while that is compared with others.
#[derive(Debug, Default)]
pub struct Overlap<'a> {
    noted: Option<&'a ShingleSet>,
    table: Table,
}

impl<'a> Overlap<'a> {
    /// Share of shingles that stand in both, of those that stand in either, 0 to 1; 0 of two empty texts.
    pub fn resemblance(&mut self, a: &'a ShingleSet, b: &'a ShingleSet) -> f32 {
        let (shorter, longer) = if a.0.len() <= b.0.len() { (a, b) } else { (b, a) };
        self.note(longer);
        let both = shorter.0.iter().filter(|&&shingle| self.table.contains(shingle)).count();
        both as f32 / (a.0.len() + b.0.len() - both).max(1) as f32
    }

    fn note(&mut self, set: &'a ShingleSet) {
        if self.noted.is_some_and(|noted| std::ptr::eq(noted, set)) {
            return;
        }
        self.noted = Some(set);
        self.table.clear_for(set.0.len());
        for &shingle in &set.0 {
            self.table.insert(shingle);
        }
    }
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
            let mut overlap = Overlap::default();
            for (a, one) in sets.iter().zip(&shingles) {
                for (b, other) in sets.iter().zip(&shingles) {
                    let exact = a.intersection(b).count() as f32 / a.union(b).count().max(1) as f32;
                    prop_assert_eq!(overlap.resemblance(one, other).to_bits(), exact.to_bits());
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
