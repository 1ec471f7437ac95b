//! Crowded buckets: a story run by a thousand outlets is the case that matters, and joining all its pairs
//! would be half a million alignments.

use crate::index::segment::postings::Docs;

/// Documents in a bucket up to which every pair is joined.
pub const EVERY_PAIR: usize = 64;

/// Calls `join` with the documents of a bucket that `asker`, one of them, is compared with. Documents are numbered
/// by time, so in a crowded bucket it is joined, as in a star, with the first and with its nearest earlier member.
pub fn neighbours(asker: u32, docs: Docs<'_>, join: impl FnMut(u32)) {
    if docs.len() > EVERY_PAIR {
        star(asker, &docs, join);
    } else {
        docs.filter(|&doc| doc != asker).for_each(join);
    }
}

fn star(asker: u32, docs: &Docs<'_>, mut join: impl FnMut(u32)) {
    let rank = docs.rank(asker);
    let first = docs.get(0).filter(|_| rank > 0);
    let previous = rank.checked_sub(1).filter(|&before| before > 0).and_then(|before| docs.get(before));
    first.into_iter().chain(previous).for_each(&mut join);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::segment::postings::{Postings, encode};

    fn joined(asker: u32, members: u32) -> Vec<u32> {
        let bytes = encode((0..members).map(|doc| (7, doc)).collect());
        let mut found = Vec::new();
        neighbours(asker, Postings::open(&bytes).unwrap().docs(7), |doc| found.push(doc));
        found
    }

    #[test]
    fn a_small_bucket_joins_every_pair() {
        assert_eq!(joined(2, 4), [0, 1, 3]);
    }

    #[test]
    fn a_crowded_bucket_joins_the_first_and_the_nearest_earlier() {
        assert_eq!(joined(50, 100), [0, 49]);
        assert_eq!(joined(1, 100), [0]);
        assert!(joined(0, 100).is_empty());
        assert_eq!(joined(200, 100), [0, 99]);
    }
}
