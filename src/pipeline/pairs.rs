//! A corpus asks itself: every pair worth aligning.

use rayon::prelude::*;

use crate::find::presence::Presence;
use crate::find::{Candidate, Seeker, Wanted};
use crate::index::segment::postings::Postings;

use super::corpus::Corpus;
use super::verify::Pair;
use super::watch::{Stage, Watch};

/// Every pair of the corpus worth aligning, ascending.
#[must_use]
pub fn candidate_pairs(corpus: &Corpus, watch: &dyn Watch) -> Vec<Pair> {
    watch.begin(Stage::Seeking, Some(corpus.order.len() as u64));
    let Some(store) = Store::of(corpus) else { return Vec::new() };
    let numbers = (0..corpus.order.len() as u32).into_par_iter().filter(|_| !watch.stopped());
    let mut pairs: Vec<Pair> =
        numbers.map_init(Asker::default, |asker, number| asker.ask(&store, number)).flatten_iter().collect();
    watch.advance(corpus.order.len() as u64);
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// What is asked.
struct Store<'a> {
    corpus: &'a Corpus,
    bands: Postings<'a>,
    prints: Postings<'a>,
    /// Every article meets itself under its own bands, so one that stands alone there is not worth the lookup.
    shared_bands: Presence,
    filed_prints: Presence,
}

impl<'a> Store<'a> {
    fn of(corpus: &'a Corpus) -> Option<Self> {
        let (bands, prints) = (Postings::open(&corpus.bands)?, Postings::open(&corpus.prints)?);
        let (shared_bands, filed_prints) = rayon::join(|| Presence::of(bands, 2), || Presence::of(prints, 1));
        Some(Self { corpus, bands, prints, shared_bands, filed_prints })
    }
}

/// One thread's buffers.
#[derive(Default)]
struct Asker {
    seeker: Seeker,
    bands: Vec<u32>,
    queries: Vec<u32>,
    found: Vec<Candidate>,
}

impl Asker {
    fn ask(&mut self, store: &Store<'_>, number: u32) -> Vec<Pair> {
        let sketch = store.corpus.sketch(number);
        self.found.clear();
        if store.corpus.is_filed(number) {
            keep(&mut self.bands, &sketch.bands, &store.shared_bands);
            keep(&mut self.queries, &sketch.queries, &store.filed_prints);
            let furniture = store.corpus.furniture(number);
            let wanted = Wanted { bands: &self.bands, queries: &self.queries, furniture };
            self.seeker.seek((store.bands, store.prints), wanted, number, &mut self.found);
        }
        let filed = |doc: u32| store.corpus.sketch(doc).prints.len().min(sketch.prints.len());
        let worth = self.found.iter().filter(|candidate| candidate.is_worth(|| filed(candidate.doc)));
        worth.map(|candidate| (number.min(candidate.doc), number.max(candidate.doc))).collect()
    }
}

fn keep(kept: &mut Vec<u32>, keys: &[u32], presence: &Presence) {
    kept.clear();
    kept.extend(keys.iter().copied().filter(|&key| presence.may_have(key)));
}
