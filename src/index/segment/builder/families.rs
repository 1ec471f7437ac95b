//! In which order texts are kept: those that share a band stand beside each other. Compression finds what they share,
//! and whoever reads one of them has the others uncompressed.

/// Articles under one band above which it is a form rather than a story: joining all that fill it would bury the others.
const FORM: usize = 64;

/// The articles, family by family, each family in order; families stand in the order of their first member. `bands` are
/// `(key, article)`, sorted.
pub(super) fn by_family(bands: &[(u32, u32)], docs: u32) -> Vec<u32> {
    let mut families = Families { earlier: (0..docs).collect() };
    for bucket in bands.chunk_by(|one, other| one.0 == other.0).filter(|bucket| bucket.len() <= FORM) {
        let (_, first) = bucket[0];
        bucket[1..].iter().for_each(|&(_, doc)| families.join(first, doc));
    }
    let mut order: Vec<(u32, u32)> = (0..docs).map(|doc| (families.first(doc), doc)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, doc)| doc).collect()
}

/// Sets of articles, each named by its first.
struct Families {
    /// An earlier article of the same family; of the first one itself.
    earlier: Vec<u32>,
}

impl Families {
    fn first(&mut self, mut doc: u32) -> u32 {
        while self.earlier[doc as usize] != doc {
            let before = self.earlier[self.earlier[doc as usize] as usize];
            self.earlier[doc as usize] = before;
            doc = before;
        }
        doc
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.first(one), self.first(other));
        self.earlier[one.max(other) as usize] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_copy_stands_behind_what_it_copies() {
        assert_eq!(by_family(&[(3, 0), (3, 4), (7, 2), (9, 1), (9, 2), (9, 5)], 6), [0, 4, 1, 2, 5, 3]);
        assert_eq!(by_family(&[], 3), [0, 1, 2]);
    }

    #[test]
    fn what_fills_a_form_is_no_family() {
        let bands: Vec<(u32, u32)> = (0..200).filter(|doc| doc % 3 > 0).map(|doc| (5, doc)).collect();
        assert!(bands.len() > FORM && by_family(&bands, 200).into_iter().eq(0..200));
    }

    proptest! {
        #[test]
        fn everyone_stands_once_and_families_together(
            mut bands in prop::collection::vec((0_u32..30, 0_u32..60), 0..120),
        ) {
            bands.sort_unstable();
            bands.dedup();
            let order = by_family(&bands, 60);
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert!(sorted.into_iter().eq(0..60));
            let mut families = Families { earlier: (0..60).collect() };
            bands.chunk_by(|a, b| a.0 == b.0).for_each(|bucket| bucket.iter().for_each(|b| families.join(bucket[0].1, b.1)));
            let firsts: Vec<u32> = order.iter().map(|doc| families.first(*doc)).collect();
            prop_assert!(firsts.is_sorted());
        }
    }
}
