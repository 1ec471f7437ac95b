//! The parts in which pairs are judged, each as many as have their texts in memory together, and which part needs a text
//! next.

use std::ops::Range;

use rayon::prelude::*;

use super::corpus::Corpus;
use super::verify::Pair;

/// No part.
const NONE: u32 = u32::MAX;

/// All parts, in the order of the pairs.
#[derive(Debug)]
pub(super) struct Parts {
    parts: Vec<Part>,
    /// By article: the first part that needs it.
    first: Vec<u32>,
}

/// Some of the pairs.
#[derive(Debug)]
pub(super) struct Part {
    /// Where they stand among all.
    pub pairs: Range<usize>,
    /// The articles of these pairs, ascending.
    pub articles: Vec<Needed>,
}

/// An article of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needed {
    /// Its number.
    pub number: u32,
    /// The part that needs it next, or [`NONE`].
    next: u32,
}

impl Needed {
    /// The part that needs it next.
    pub fn next(self) -> Option<u32> {
        Some(self.next).filter(|&part| part != NONE)
    }
}

impl Parts {
    /// Divides the pairs in the order in which they stand.
    pub fn of(corpus: &Corpus, pairs: &[Pair]) -> Self {
        let bytes_of = |number| corpus.row(number).place.length();
        Self::with(corpus.order.len(), pairs, corpus.room.at_once, bytes_of)
    }

    fn with(articles: usize, pairs: &[Pair], at_once: u64, bytes_of: impl Fn(u32) -> u32) -> Self {
        let mut first = vec![NONE; articles];
        let ranges = divided(pairs, &mut first, at_once, bytes_of);
        let part = |range: Range<usize>| Part { articles: articles_of(&pairs[range.clone()]), pairs: range };
        let mut parts: Vec<Part> = ranges.into_par_iter().map(part).collect();
        first.fill(NONE);
        for (at, part) in parts.iter_mut().enumerate().rev() {
            for needed in &mut part.articles {
                needed.next = std::mem::replace(&mut first[needed.number as usize], at as u32);
            }
        }
        Self { parts, first }
    }

    /// Each, with its number.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Part)> {
        (0..).zip(&self.parts)
    }

    /// The first part that needs an article.
    pub fn first(&self, number: u32) -> Option<u32> {
        Some(self.first[number as usize]).filter(|&part| part != NONE)
    }
}

/// Where the pairs of each part stand. In `last`, by article, is the last part in which it stood.
fn divided(
    pairs: &[Pair],
    last: &mut [u32],
    at_once: u64,
    bytes_of: impl Fn(u32) -> u32,
) -> Vec<Range<usize>> {
    let mut note = |part: usize, (a, b): Pair| -> u64 {
        let part = part as u32;
        let is_new = |number: &u32| std::mem::replace(&mut last[*number as usize], part) != part;
        [a, b].into_iter().filter(is_new).map(|number| u64::from(bytes_of(number))).sum()
    };
    let (mut ranges, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (at, &pair) in pairs.iter().enumerate() {
        bytes += note(ranges.len(), pair);
        if bytes > at_once && at > start {
            ranges.push(start..at);
            (start, bytes) = (at, note(ranges.len(), pair));
        }
    }
    ranges.extend(Some(start..pairs.len()).filter(|range| !range.is_empty()));
    ranges
}

/// The articles of some pairs, each once, ascending.
fn articles_of(pairs: &[Pair]) -> Vec<Needed> {
    let mut numbers: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(|number| Needed { number, next: NONE }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each text takes this share of what may be ready at once.
    fn parts(share: u32, pairs: &[Pair]) -> (Parts, Vec<&[Pair]>) {
        let parts = Parts::with(9, pairs, 12, |_| 12 / share);
        let found = parts.iter().map(|(_, part)| &pairs[part.pairs.clone()]).collect();
        (parts, found)
    }

    #[test]
    fn a_part_takes_as_many_texts_as_fit() {
        let pairs = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 0), (4, 5)];
        assert_eq!(parts(3, &pairs).1, [&pairs[..3], &pairs[3..5], &pairs[5..]]);
    }

    #[test]
    fn a_pair_that_does_not_fit_is_a_part_by_itself() {
        let pairs = [(0, 1), (1, 2), (2, 3)];
        assert_eq!(parts(1, &pairs).1, [&pairs[..1], &pairs[1..2], &pairs[2..]]);
        assert!(parts(1, &[]).1.is_empty());
    }

    #[test]
    fn an_article_goes_from_the_first_part_that_needs_it_to_the_last() {
        let (parts, _) = parts(2, &[(0, 1), (1, 2), (2, 0), (4, 5)]);
        let next = |part: &Part| part.articles.iter().map(|one| (one.number, one.next())).collect::<Vec<_>>();
        let found: Vec<_> = parts.iter().map(|(_, part)| next(part)).collect();
        let expected = [
            &[(0, Some(2)), (1, Some(1))][..],
            &[(1, None), (2, Some(2))],
            &[(0, None), (2, None)],
            &[(4, None), (5, None)],
        ];
        assert_eq!(found, expected);
        let first: Vec<_> = (0..6).map(|number| parts.first(number)).collect();
        assert_eq!(first, [Some(0), Some(0), Some(1), None, Some(3), Some(3)]);
    }
}
