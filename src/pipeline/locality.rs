//! The order in which pairs are judged: one in which a text that is loaded for one pair serves many.
//!
//! Pairs across outlets are copies: they fall into families, and a family is judged together. Those that share no more
//! than a phrase or two join nothing, for they would tie half of a large corpus into one family: they are judged with
//! the family of the longer. Pairs within an outlet share its furniture and its forms, which ties all of its articles to
//! one another: they are judged an outlet after the other.

use rayon::prelude::*;

use super::corpus::Corpus;
use super::verify::Pair;

/// Puts the pairs in order. Within a family or an outlet they stand by their longer text, so that its seeds are noted
/// once for all that are laid on it.
pub(super) fn order(corpus: &Corpus, families: Families, pairs: &mut [Pair]) {
    let own = |&(a, b): &Pair| corpus.outlet_key(a) != 0 && corpus.outlet_key(a) == corpus.outlet_key(b);
    let family = families.firsts();
    let length = |number: u32| (corpus.row(number).words, number);
    pairs.par_sort_unstable_by_key(|pair| {
        let &(a, b) = pair;
        let (longer, shorter) = (length(a).max(length(b)), length(a).min(length(b)));
        let home = if own(pair) { (1, corpus.outlet_key(a)) } else { (0, family[longer.1 as usize]) };
        (home, longer, shorter)
    });
}

/// Articles that pairs tie together, each family known by the first of them.
#[derive(Debug)]
pub struct Families(Vec<u32>);

impl Families {
    /// As many articles, each a family by itself.
    #[must_use]
    pub fn of(articles: usize) -> Self {
        Self((0..articles as u32).collect())
    }

    /// The first article of the family, found in ever fewer steps.
    fn first(&mut self, mut number: u32) -> u32 {
        while self.0[number as usize] != number {
            let above = self.0[self.0[number as usize] as usize];
            self.0[number as usize] = above;
            number = above;
        }
        number
    }

    /// Makes one family of the families of either article, for every pair.
    pub fn join_all(&mut self, pairs: impl Iterator<Item = Pair>) {
        pairs.for_each(|(a, b)| self.join(a, b));
    }

    /// The first of its family, for every article.
    fn firsts(mut self) -> Vec<u32> {
        (0..self.0.len() as u32).map(|number| self.first(number)).collect()
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pairs_tie_together_is_one_family() {
        let mut families = Families::of(7);
        families.join_all([(5, 6), (1, 2), (4, 6), (2, 5)].into_iter());
        assert_eq!(families.firsts(), [0, 1, 1, 3, 1, 1, 1]);
    }
}
