//! The order in which pairs are judged: one in which a text that is loaded for one pair serves many.
//!
//! Pairs across outlets are copies: they fall into families, and a family is judged together. Those that share no more
//! than a phrase or two join nothing, for they would tie half of a large corpus into one family: they are judged with
//! the family of the longer. Pairs within an outlet share its furniture and its forms, which ties all of its articles to
//! one another: they are judged an outlet after the other, after all others.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::corpus::Corpus;
use super::verify::Pair;

/// Puts the pairs in order. Within a family or an outlet they stand by their longer text, so that its seeds are noted
/// once for all that are laid on it.
pub(super) fn order(corpus: &Corpus, families: Families, pairs: &mut Vec<Pair>) {
    let is_own = |&(a, b): &Pair| corpus.is_one_outlet(a, b);
    let (mut own, others): (Vec<Pair>, Vec<Pair>) = std::mem::take(pairs).into_par_iter().partition(is_own);
    *pairs = others;
    let numbers = (0..corpus.order.len() as u32).into_par_iter();
    let words: Vec<u32> = numbers.map(|number| corpus.row(number).words).collect();
    let family = families.firsts();
    by_home(&words, |number| family[number as usize], pairs);
    drop(family);
    by_home(&words, |number| corpus.outlet_key(number), &mut own);
    pairs.append(&mut own);
}

/// Puts pairs in order of the home of their longer text, and of the length of that.
fn by_home(words: &[u32], home: impl Fn(u32) -> u32 + Sync, pairs: &mut [Pair]) {
    let is_paired: Vec<AtomicBool> = words.iter().map(|_| AtomicBool::new(false)).collect();
    let note = |number: u32| is_paired[number as usize].store(true, Ordering::Relaxed);
    pairs.par_iter().for_each(|&(a, b)| [a, b].into_iter().for_each(note));
    // Articles are renumbered in that order, so that sorting millions of pairs asks for nothing but their numbers.
    let key = |number: u32| (home(number), words[number as usize], number);
    let paired = (0..words.len() as u32)
        .into_par_iter()
        .filter(|&number| is_paired[number as usize].load(Ordering::Relaxed));
    let mut keys: Vec<_> = paired.map(key).collect();
    keys.par_sort_unstable();
    let numbers: Vec<u32> = keys.iter().map(|key| key.2).collect();
    drop(keys);
    let mut places = vec![0; words.len()];
    (0..).zip(&numbers).for_each(|(place, &number)| places[number as usize] = place);
    let length = |number: u32| (words[number as usize], number);
    pairs.par_iter_mut().for_each(|pair| {
        let (longer, shorter) = if length(pair.0) > length(pair.1) { *pair } else { (pair.1, pair.0) };
        *pair = (places[longer as usize], places[shorter as usize]);
    });
    pairs.par_sort_unstable();
    pairs.par_iter_mut().for_each(|pair| {
        let (longer, shorter) = (numbers[pair.0 as usize], numbers[pair.1 as usize]);
        *pair = (longer.min(shorter), longer.max(shorter));
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_pairs_tie_together_is_one_family() {
        let mut families = Families::of(7);
        families.join_all([(5, 6), (1, 2), (4, 6), (2, 5)].into_iter());
        assert_eq!(families.firsts(), [0, 1, 1, 3, 1, 1, 1]);
    }

    proptest! {
        #[test]
        fn pairs_stand_by_the_home_and_the_length_of_their_longer_text(
            texts in prop::collection::vec((0_u32..4, 0_u32..5), 2..12),
            pairs in prop::collection::vec((0_usize..12, 0_usize..12), 0..30),
        ) {
            let words: Vec<u32> = texts.iter().map(|text| text.1).collect();
            let home = |number: u32| texts[number as usize].0;
            let known = pairs.iter().map(|&(a, b)| ((a % texts.len()) as u32, (b % texts.len()) as u32));
            let mut expected: Vec<Pair> = known.filter(|(a, b)| a < b).collect();
            let mut ordered = expected.clone();
            by_home(&words, home, &mut ordered);
            let length = |number: u32| (words[number as usize], number);
            let key = |&(a, b): &Pair| {
                let longer = length(a).max(length(b));
                (home(longer.1), longer)
            };
            prop_assert!(ordered.is_sorted_by_key(key));
            ordered.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(ordered, expected);
        }
    }
}
