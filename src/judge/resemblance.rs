//! The exact resemblance of two texts: what estimates are held against, and what peers report.

use crate::text::hashed::Table;
use crate::text::shingle::rolled;

/// The distinct shingles of one text, each once, in 32 bits: enough to tell those of two texts apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShingleSet(Vec<u32>);

impl ShingleSet {
    /// The shingles of a body's words.
    #[must_use]
    pub fn of(words: &[u32]) -> Self {
        Self::distinct(rolled(words).map(|shingle| (shingle >> 32) as u32), words.len())
    }

    fn distinct(shingles: impl Iterator<Item = u32>, most: usize) -> Self {
        let (mut met, mut distinct) = (Table::default(), Vec::with_capacity(most));
        met.clear_for(most);
        shingles.for_each(|shingle| distinct.extend(met.insert(shingle).then_some(shingle)));
        Self(distinct)
    }
}

/// Tells how alike texts are; keeps the shingles of the one while it is compared with one after the other.
#[derive(Debug, Default)]
pub struct Resemblance<'a> {
    noted: Option<&'a ShingleSet>,
    /// The shingles of the one that is noted.
    table: Table,
}

impl<'a> Resemblance<'a> {
    /// Share of shingles that stand in both, of those that stand in either, 0 to 1; 0 of two empty texts.
    pub fn of(&mut self, a: &'a ShingleSet, b: &'a ShingleSet) -> f32 {
        let (fewer, more) = if a.0.len() <= b.0.len() { (a, b) } else { (b, a) };
        self.note(more);
        let both: usize = fewer.0.iter().map(|&shingle| usize::from(self.table.contains(shingle))).sum();
        both as f32 / (a.0.len() + b.0.len() - both).max(1) as f32
    }

    fn note(&mut self, set: &'a ShingleSet) {
        if !self.noted.is_some_and(|noted| std::ptr::eq(noted, set)) {
            self.noted = Some(set);
            self.table.clear_for(set.0.len());
            for &shingle in &set.0 {
                self.table.insert(shingle);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn set(shingles: &BTreeSet<u32>) -> ShingleSet {
        ShingleSet::distinct(shingles.iter().copied(), shingles.len())
    }

    proptest! {
        #[test]
        fn it_is_the_ratio_of_what_both_have_to_what_either_has(
            sets in prop::collection::vec(prop::collection::btree_set(0_u32..30, 0..20), 2..6),
        ) {
            let shingles: Vec<ShingleSet> = sets.iter().map(set).collect();
            let mut resemblance = Resemblance::default();
            for (a, one) in sets.iter().zip(&shingles) {
                for (b, other) in sets.iter().zip(&shingles) {
                    let exact = a.intersection(b).count() as f32 / a.union(b).count().max(1) as f32;
                    prop_assert_eq!(resemblance.of(one, other).to_bits(), exact.to_bits());
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
