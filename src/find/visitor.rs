//! An article from outside asks the stores of an index one after another, and is answered as if they were one.

use std::iter::zip;

use crate::index::segment::postings::{Docs, Postings};

use super::candidates::{BAND, Candidate, Wanted, weight};

/// Documents of one bucket that the article is compared with: the earliest of the whole index, wherever they stand.
pub const EVERY_CHECK: u32 = 2048;

/// An article from outside, and how much of each bucket it has still to see.
#[derive(Debug)]
pub struct Visitor<'a> {
    wanted: Wanted<'a>,
    /// One for each query, then one for each band.
    left: Vec<u32>,
    /// A document's number for each reason to compare it, and what that counts.
    hits: Vec<(u32, u32)>,
}

impl<'a> Visitor<'a> {
    /// Before the first store.
    #[must_use]
    pub fn new(wanted: Wanted<'a>) -> Self {
        let left = vec![EVERY_CHECK; wanted.queries.len() + wanted.bands.len()];
        Self { wanted, left, hits: Vec::new() }
    }

    /// Appends to `found` every live document of the next store that shares anything with the article, by number.
    pub fn seek(
        &mut self,
        (bands, prints): (Postings<'_>, Postings<'_>),
        is_live: impl Fn(u32) -> bool,
        found: &mut Vec<Candidate>,
    ) {
        self.hits.clear();
        let (queries_left, bands_left) = self.left.split_at_mut(self.wanted.queries.len());
        for (&query, left) in zip(self.wanted.queries, queries_left) {
            visit(prints.docs(query), left, &is_live, |doc| self.hits.push((doc, weight(query))));
        }
        for (&key, left) in zip(self.wanted.bands, bands_left) {
            visit(bands.docs(key), left, &is_live, |doc| self.hits.push((doc, BAND)));
        }
        self.hits.sort_unstable();
        found.extend(self.hits.chunk_by(|a, b| a.0 == b.0).map(candidate));
    }
}

/// What the hits of one document amount to.
fn candidate(hits: &[(u32, u32)]) -> Candidate {
    let prints = hits.iter().filter(|(_, weight)| *weight < BAND).count() as u32;
    Candidate { doc: hits[0].0, score: hits.iter().map(|(_, weight)| weight).sum(), furniture: 0, prints }
}

/// Deleted documents take nobody's place: how long they stay depends on when segments merge.
fn visit(docs: Docs<'_>, left: &mut u32, is_live: impl Fn(u32) -> bool, mut join: impl FnMut(u32)) {
    for doc in docs.filter(|&doc| is_live(doc)).take(*left as usize) {
        *left -= 1;
        join(doc);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::segment::postings::encode;

    const WANTED: Wanted<'static> = Wanted { bands: &[9], queries: &[1, 2, 4] };

    #[test]
    fn one_band_or_two_prints_make_a_candidate() {
        let prints = encode(vec![(1, 0), (2, 0), (1, 1), (3, 2)]);
        let bands = encode(vec![(9, 2)]);
        let stores = (Postings::open(&bands).unwrap(), Postings::open(&prints).unwrap());
        let mut found = Vec::new();
        Visitor::new(WANTED).seek(stores, |_| true, &mut found);
        found.retain(|candidate| candidate.is_worth(false, 1));
        assert_eq!(found.iter().map(|found| (found.doc, found.score)).collect::<Vec<_>>(), [(0, 8), (2, 14)]);
    }

    /// How many of a crowd, spread over stores of these sizes, are met; every third is deleted.
    fn met(sizes: &[u32]) -> usize {
        let (mut visitor, mut found, mut first) = (Visitor::new(WANTED), Vec::new(), 0);
        for &size in sizes {
            let bytes = encode((0..size).map(|doc| (9, doc)).collect());
            let stores = (Postings::open(&bytes).unwrap(), Postings::open(&bytes).unwrap());
            visitor.seek(stores, |doc| (first + doc) % 3 > 0, &mut found);
            first += size;
        }
        found.len()
    }

    #[test]
    fn a_crowd_is_met_alike_however_it_is_spread() {
        assert_eq!(met(&[9000]), EVERY_CHECK as usize);
        assert_eq!(met(&[9000]), met(&[300; 30]));
        assert_eq!(met(&[900]), met(&[30; 30]));
    }
}
