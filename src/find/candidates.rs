//! Candidates: documents that share a band, or two fingerprints, with an article.

use crate::index::segment::postings::Postings;

use super::hot::neighbours;

/// Shared fingerprints that make a candidate; a single one may be a common phrase or a chance of the hash.
pub(super) const LEAST_PRINTS: u32 = 2;

/// One in how many of a document's fingerprints must be met if most of those met are furniture.
const FURNISHED: usize = 5;

/// A document worth aligning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Its number in the store.
    pub doc: u32,
    /// Evidence of the sketches: shared fingerprints, and two for each shared band.
    pub score: u32,
    /// Fingerprints shared that are the asking article's furniture.
    pub furniture: u32,
}

/// What an article looks up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Its band keys.
    pub bands: &'a [u32],
    /// Its queries, distinct.
    pub queries: &'a [u32],
    /// Those of them that are its outlet's furniture, ascending.
    pub furniture: &'a [u32],
}

/// Lets the documents of a store ask it; keeps its buffers from one to the next.
#[derive(Debug, Default)]
pub struct Seeker {
    /// By document: how often it was met, and how often under furniture. All zero between two askers.
    met: Vec<[u32; 2]>,
    /// The documents that were met.
    docs: Vec<u32>,
}

impl Seeker {
    /// Appends to `found` every document that shares anything with document `asker`, in no order.
    pub fn seek(
        &mut self,
        (bands, prints): (Postings<'_>, Postings<'_>),
        wanted: Wanted<'_>,
        asker: u32,
        found: &mut Vec<Candidate>,
    ) {
        for query in wanted.queries {
            let furniture = !wanted.furniture.is_empty() && wanted.furniture.binary_search(query).is_ok();
            let weight = if furniture { [0, 1] } else { [1, 0] };
            neighbours(asker, prints.docs(*query), |doc| self.meet(doc, weight));
        }
        for &key in wanted.bands {
            neighbours(asker, bands.docs(key), |doc| self.meet(doc, [LEAST_PRINTS, 0]));
        }
        found.extend(self.docs.drain(..).map(|doc| {
            let [score, furniture] = std::mem::take(&mut self.met[doc as usize]);
            Candidate { doc, score, furniture }
        }));
    }

    #[inline]
    fn meet(&mut self, doc: u32, weight: [u32; 2]) {
        if self.met.len() <= doc as usize {
            self.met.resize((doc as usize + 1).next_power_of_two(), [0, 0]);
        }
        let met = &mut self.met[doc as usize];
        if *met == [0, 0] {
            self.docs.push(doc);
        }
        *met = [met[0] + weight[0], met[1] + weight[1]];
    }
}

impl Candidate {
    /// Whether it shares enough to be aligned. What shares furniture alone is worth it only where that is a good
    /// part of the `filed` fingerprints of either.
    #[must_use]
    pub fn is_worth(&self, filed: impl FnOnce() -> usize) -> bool {
        let all = self.score + self.furniture;
        self.score >= LEAST_PRINTS || all >= LEAST_PRINTS && FURNISHED * all as usize >= filed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::segment::postings::encode;

    #[test]
    fn furniture_makes_a_candidate_of_what_is_mostly_furniture() {
        let prints = encode(vec![(1, 0), (2, 0), (1, 1), (2, 1)]);
        let stores = (Postings::open(&prints).unwrap(), Postings::open(&prints).unwrap());
        let mut found = Vec::new();
        let wanted = Wanted { bands: &[], queries: &[1, 2, 4], furniture: &[1, 2] };
        Seeker::default().seek(stores, wanted, u32::MAX, &mut found);
        let filed = |doc: u32| if doc == 0 { 40 } else { 4 };
        found.retain(|candidate| candidate.is_worth(|| filed(candidate.doc)));
        assert_eq!(found, [Candidate { doc: 1, score: 0, furniture: 2 }]);
    }
}
