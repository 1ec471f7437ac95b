//! The parts in which pairs are judged, each as many as have their texts in memory together.

use super::corpus::Corpus;
use super::verify::Pair;

/// Bytes of records whose texts are ready to be compared together; ready, a text takes four times its bytes.
const AT_ONCE: u64 = 24 << 20;

/// Or one in how many of all bytes, if that is more: what a part reads from a disk then stands closer together.
const SHARE: u64 = 150;

/// No part yet.
const NONE: u32 = u32::MAX;

/// Where each part of the pairs ends, and when each text is needed for the last time.
#[derive(Debug)]
pub(super) struct Parts {
    ends: Vec<usize>,
    /// By article: the last part in which it stands.
    last: Vec<u32>,
}

impl Parts {
    /// Divides the pairs in the order in which they stand.
    pub fn of(corpus: &Corpus, pairs: &[Pair]) -> Self {
        let at_once = AT_ONCE.max(corpus.bytes() / SHARE);
        Self::with(corpus.order.len(), pairs, at_once, |number| corpus.row(number).place.length())
    }

    fn with(articles: usize, pairs: &[Pair], at_once: u64, bytes_of: impl Fn(u32) -> u32) -> Self {
        let mut parts = Self { ends: Vec::new(), last: vec![NONE; articles] };
        let (mut start, mut bytes) = (0, 0);
        for (at, &pair) in pairs.iter().enumerate() {
            bytes += parts.note(pair, &bytes_of);
            if bytes > at_once && at > start {
                parts.ends.push(at);
                (start, bytes) = (at, parts.note(pair, &bytes_of));
            }
        }
        parts.ends.extend(Some(pairs.len()).filter(|&end| end > 0));
        parts
    }

    /// Notes that a pair stands in the part that goes on. Bytes of those of its texts that did not before.
    fn note(&mut self, (a, b): Pair, bytes_of: impl Fn(u32) -> u32) -> u64 {
        let part = self.ends.len() as u32;
        let new = [a, b]
            .into_iter()
            .filter(|&number| std::mem::replace(&mut self.last[number as usize], part) != part);
        new.map(|number| u64::from(bytes_of(number))).sum()
    }

    /// The pairs of each part, with its number.
    pub fn iter<'p>(&self, pairs: &'p [Pair]) -> impl Iterator<Item = (u32, &'p [Pair])> {
        let mut start = 0;
        (0..).zip(&self.ends).map(move |(part, &end)| (part, &pairs[std::mem::replace(&mut start, end)..end]))
    }

    /// Whether a text of this part is needed after it.
    pub fn is_needed_after(&self, part: u32, number: u32) -> bool {
        self.last[number as usize] > part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each text takes this share of what may be ready at once.
    fn parts(share: u64, pairs: &[Pair]) -> (Parts, Vec<(u32, &[Pair])>) {
        let parts = Parts::with(9, pairs, AT_ONCE, |_| (AT_ONCE / share) as u32);
        let found = parts.iter(pairs).collect();
        (parts, found)
    }

    #[test]
    fn a_part_takes_as_many_texts_as_fit() {
        let pairs = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 0), (4, 5)];
        let (parts, found) = parts(3, &pairs);
        assert_eq!(found, [(0, &pairs[..3]), (1, &pairs[3..5]), (2, &pairs[5..])]);
        let needed = |part| (0..6).filter(|&number| parts.is_needed_after(part, number)).collect::<Vec<_>>();
        assert_eq!(needed(0), [0, 2, 3, 4, 5]);
        assert_eq!(needed(1), [4, 5]);
    }

    #[test]
    fn a_pair_that_does_not_fit_is_a_part_by_itself() {
        let pairs = [(0, 1), (1, 2), (2, 3)];
        assert_eq!(parts(1, &pairs).1, [(0, &pairs[..1]), (1, &pairs[1..2]), (2, &pairs[2..])]);
        assert!(parts(1, &[]).1.is_empty());
    }
}
