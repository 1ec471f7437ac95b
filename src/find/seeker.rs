//! A store that asks itself: many of its documents at once, each answered as if it were alone.

use crate::index::segment::postings::Postings;
use crate::text::hashed::Sought;

use super::candidates::{BAND, Candidate, Wanted, weight_among};
use super::lookups::Lookups;
use super::meetings::Meetings;

/// Lets documents of a store ask it; keeps its buffers from some of them to the next.
#[derive(Debug, Default)]
pub struct Seeker {
    askers: Vec<Asker>,
    bands: Lookups,
    prints: Lookups,
    meetings: Meetings,
}

/// A document, and where its look-ups end.
#[derive(Debug, Clone, Copy)]
struct Asker {
    number: u32,
    bands: usize,
    prints: usize,
}

impl Seeker {
    /// Notes what a document looks up. `furniture` is what its outlet repeats, if anything.
    pub fn push(&mut self, number: u32, wanted: Wanted<'_>, furniture: Option<&Sought>) {
        wanted.bands.iter().for_each(|&key| self.bands.push(number, key, false));
        for &query in wanted.queries {
            self.prints.push(number, query, furniture.is_some_and(|table| table.contains(query)));
        }
        self.askers.push(Asker { number, bands: self.bands.len(), prints: self.prints.len() });
    }

    /// Hands over, for each of those noted and in their order, the documents that may share enough with it, in no order;
    /// then forgets them.
    pub fn seek(
        &mut self,
        (bands, prints): (Postings<'_>, Postings<'_>),
        mut found: impl FnMut(u32, &[Candidate]),
    ) {
        self.bands.seek(bands, |_, _| BAND);
        self.prints.seek(prints, weight_among);
        let (mut band, mut print) = (0, 0);
        for asker in &self.askers {
            let (bands, prints) = (band..asker.bands, print..asker.prints);
            (band, print) = (asker.bands, asker.prints);
            self.meetings.clear_for(self.bands.count(bands.clone()) + self.prints.count(prints.clone()));
            for met in self.bands.found(bands) {
                self.meetings.meet_by_band(met.docs, met.weight);
            }
            for met in self.prints.found(prints) {
                self.meetings.meet(met.docs, met.weight, met.furniture);
            }
            found(asker.number, self.meetings.candidates(asker.number));
        }
        self.askers.clear();
        self.bands.clear();
        self.prints.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::segment::postings::encode;

    /// What documents under these fingerprints answer an asker that looks up `queries`.
    fn answers(
        prints: Vec<(u32, u32)>,
        asker: u32,
        queries: &[u32],
        furniture: Option<&Sought>,
    ) -> Vec<Candidate> {
        let bytes = encode(prints);
        let store = Postings::open(&bytes).unwrap();
        let (mut seeker, mut found) = (Seeker::default(), Vec::new());
        seeker.push(asker, Wanted { bands: &[], queries }, furniture);
        seeker.seek((store, store), |_, candidates| found.extend(candidates));
        found
    }

    #[test]
    fn furniture_makes_a_candidate_of_what_is_mostly_furniture() {
        let furniture: Sought = [2, 6].into_iter().collect();
        let mut found = answers(vec![(6, 0), (2, 0), (6, 1), (2, 1)], u32::MAX, &[6, 2, 4], Some(&furniture));
        let filed = |doc: u32| if doc == 0 { 40 } else { 4 };
        found.retain(|candidate| candidate.is_worth(false, filed(candidate.doc)));
        assert_eq!(found, [Candidate { doc: 1, score: 0, furniture: 8, prints: 2 }]);
    }

    #[test]
    fn what_many_share_counts_less_unless_each_meets_two_of_them_only() {
        let among = |documents: u32| {
            let prints = (0..documents).flat_map(|doc| [(2, doc), (4, doc)]).collect();
            let found = answers(prints, 1, &[2, 4], None);
            found.iter().filter(|candidate| candidate.is_worth(false, 40)).count()
        };
        assert_eq!([2, 4, 5, 64, 65].map(among), [1, 3, 0, 0, 1]);
    }

    #[test]
    fn many_are_answered_as_each_would_be() {
        let wanted = |asker: u32| [2 * (asker % 5), 34 + 2 * (asker % 10), 66 + 2 * (asker % 20)];
        let prints: Vec<(u32, u32)> = (0..40).flat_map(|doc| wanted(doc).map(|print| (print, doc))).collect();
        let (bytes, mut seeker, mut together) = (encode(prints.clone()), Seeker::default(), Vec::new());
        let store = Postings::open(&bytes).unwrap();
        (0..40).for_each(|asker| seeker.push(asker, Wanted { bands: &[], queries: &wanted(asker) }, None));
        seeker.seek((store, store), |asker, candidates| {
            let mut found = candidates.to_vec();
            found.sort_unstable_by_key(|candidate| candidate.doc);
            together.push((asker, found));
        });
        for (asker, found) in together {
            let mut alone = answers(prints.clone(), asker, &wanted(asker), None);
            alone.sort_unstable_by_key(|candidate| candidate.doc);
            assert_eq!(found, alone);
            assert!(found.iter().any(|candidate| candidate.doc == (asker + 20) % 40), "{asker}");
        }
    }
}
