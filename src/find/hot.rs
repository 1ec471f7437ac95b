//! Crowded buckets: a story run by a thousand outlets is the case that matters, and joining all its pairs
//! would be half a million alignments.

use crate::index::segment::postings::Docs;

/// Documents in a bucket up to which every pair is joined.
pub const EVERY_PAIR: usize = 64;

/// The documents of a crowded bucket that `asker`, one of them, is compared with. Documents are numbered by time, so it is
/// joined, as in a star, with the first and with its nearest earlier member.
pub fn star(asker: u32, docs: &Docs<'_>) -> impl Iterator<Item = u32> {
    let rank = docs.rank(asker);
    let first = docs.get(0).filter(|_| rank > 0);
    let previous = rank.checked_sub(1).filter(|&before| before > 0).and_then(|before| docs.get(before));
    first.into_iter().chain(previous)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::segment::postings::{Postings, encode};

    #[test]
    fn the_first_and_the_nearest_earlier_are_joined() {
        let bytes = encode((0..100).map(|doc| (7, doc)).collect());
        let bucket = Postings::open(&bytes).unwrap().docs(7);
        let joined = |asker| star(asker, &bucket).collect::<Vec<_>>();
        assert_eq!(joined(50), [0, 49]);
        assert_eq!(joined(1), [0]);
        assert!(joined(0).is_empty());
        assert_eq!(joined(200), [0, 99]);
    }
}
