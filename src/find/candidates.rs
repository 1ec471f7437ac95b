//! Candidates: documents that share a band, or two fingerprints, with an article.

use crate::index::segment::postings::Postings;

use super::hot::Crowd;

/// Shared fingerprints that make a candidate; a single one may be a common phrase or a chance of the hash.
const LEAST_PRINTS: u32 = 2;

/// A document worth aligning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Its number in the store.
    pub doc: u32,
    /// Evidence of the sketches: shared fingerprints, and two for each shared band.
    pub score: u32,
}

/// Asks the postings of one store; keeps its buffer from one article to the next.
#[derive(Debug, Default)]
pub struct Seeker {
    hits: Vec<u32>,
}

impl Seeker {
    /// Appends to `found` the candidates of an article with these band keys and queries, by document number.
    pub fn seek(
        &mut self,
        (bands, prints): (Postings<'_>, Postings<'_>),
        (keys, queries): (&[u32], &[u32]),
        crowd: Crowd,
        found: &mut Vec<Candidate>,
    ) {
        self.hits.clear();
        for &query in queries {
            crowd.each(prints.docs(query), |doc| self.hits.push(doc));
        }
        for &key in keys {
            crowd.each(bands.docs(key), |doc| self.hits.extend([doc; LEAST_PRINTS as usize]));
        }
        self.hits.sort_unstable();
        let runs = self.hits.chunk_by(|a, b| a == b);
        let scored = runs.map(|run| Candidate { doc: run[0], score: run.len() as u32 });
        found.extend(scored.filter(|candidate| candidate.score >= LEAST_PRINTS));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::segment::postings::encode;

    #[test]
    fn one_band_or_two_prints_make_a_candidate() {
        let prints = encode(vec![(1, 0), (2, 0), (1, 1), (3, 2)]);
        let bands = encode(vec![(9, 2)]);
        let stores = (Postings::open(&bands).unwrap(), Postings::open(&prints).unwrap());
        let mut found = Vec::new();
        Seeker::default().seek(stores, (&[9], &[1, 2, 4]), Crowd::Visitor, &mut found);
        assert_eq!(found, [Candidate { doc: 0, score: 2 }, Candidate { doc: 2, score: 2 }]);
    }
}
