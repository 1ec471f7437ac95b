//! Crowded buckets: a story run by a thousand outlets is the case that matters, and joining all its pairs
//! would be half a million alignments.

use crate::index::segment::postings::Docs;

/// Documents in a bucket up to which every pair is joined.
pub const EVERY_PAIR: usize = 64;

/// Documents of one bucket that an article from outside is compared with, at most.
pub const EVERY_CHECK: usize = 2048;

/// Who is asking a bucket, and with whom it is joined there.
#[derive(Debug, Clone, Copy)]
pub enum Crowd {
    /// A document of the store itself. Documents are numbered by time, so in a crowded bucket it is joined, as
    /// in a star, with the first and with its nearest earlier member.
    Member(u32),
    /// An article from outside, compared with all up to [`EVERY_CHECK`].
    Visitor,
}

impl Crowd {
    /// Calls `join` with the documents of the bucket that the asker is compared with.
    pub fn each(self, docs: Docs<'_>, mut join: impl FnMut(u32)) {
        match self {
            Self::Member(asker) if docs.len() > EVERY_PAIR => star(asker, &docs, join),
            Self::Member(asker) => docs.filter(|&doc| doc != asker).for_each(join),
            Self::Visitor => docs.take(EVERY_CHECK).for_each(&mut join),
        }
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

    fn joined(crowd: Crowd, members: u32) -> Vec<u32> {
        let bytes = encode((0..members).map(|doc| (7, doc)).collect());
        let mut found = Vec::new();
        crowd.each(Postings::open(&bytes).unwrap().docs(7), |doc| found.push(doc));
        found
    }

    #[test]
    fn a_small_bucket_joins_every_pair() {
        assert_eq!(joined(Crowd::Member(2), 4), [0, 1, 3]);
    }

    #[test]
    fn a_crowded_bucket_joins_the_first_and_the_nearest_earlier() {
        assert_eq!(joined(Crowd::Member(50), 100), [0, 49]);
        assert_eq!(joined(Crowd::Member(1), 100), [0]);
        assert!(joined(Crowd::Member(0), 100).is_empty());
        assert_eq!(joined(Crowd::Member(200), 100), [0, 99]);
    }

    #[test]
    fn a_visitor_meets_the_whole_crowd() {
        assert_eq!(joined(Crowd::Visitor, 100).len(), 100);
    }
}
