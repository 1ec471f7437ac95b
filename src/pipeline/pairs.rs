//! A corpus asks itself: every pair worth aligning.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::find::{Seeker, Wanted};
use crate::index::ahead::bring_near;
use crate::index::segment::postings::Postings;
use crate::params::BANDS;
use crate::spill::{self, Run, Source};

use super::corpus::Corpus;
use super::doubts::confirmed;
use super::locality::Families;
use super::store::Store;
use super::verify::Pair;
use super::watch::{Stage, Watch};

/// Pairs found twice that may take up memory: 16 MiB of them.
const SLACK: usize = 2 << 20;

/// Runs of articles that ask together, at most: the more, the closer to one another stand the keys they look up, and the more
/// are looked up once for several. Some thousands of articles, whose look-ups take about a kilobyte and a half each.
const TOGETHER: usize = 64;

/// Or one in so many of all runs, if that is more: in as much larger a store. Look-ups and the lists they come from are then
/// some ten bytes an article of all, for each core.
const ONE_IN: usize = 256;

/// Parts for each core, at least, so that none waits long for the last.
const SHARES: usize = 8;

/// Every pair of the corpus worth aligning, ascending, and the families that those of different outlets make.
///
/// # Errors
/// The keys set aside cannot be read back, there are more postings than can be filed, or the watch stopped the job.
pub fn candidate_pairs(corpus: &Corpus, watch: &dyn Watch) -> Result<(Vec<Pair>, Families)> {
    let Found { mut worth, doubtful, families } = ask(corpus, watch)?;
    worth.fresh.extend(confirmed(corpus, &doubtful.in_order())?);
    Ok((worth.in_order(), families))
}

/// Has every article ask the corpus. The postings are given back before anything is made of what was found.
fn ask(corpus: &Corpus, watch: &dyn Watch) -> Result<Found> {
    let found = Mutex::new(Found::among(corpus.order.len()));
    watch.begin(Stage::Filing, Some(corpus.order.len() as u64));
    let store = Store::of(corpus)?;
    watch.begin(Stage::Seeking, Some(corpus.order.len() as u64));
    if let Some(postings) = store.open() {
        let ask = |asker: &mut Asker, runs: Vec<spill::Result<Run<'_>>>| {
            let articles = asker.note_all(corpus, &store, runs, watch)?;
            asker.seek(corpus, postings);
            watch.advance(articles);
            found.lock().unwrap_or_else(PoisonError::into_inner).take(asker);
            Ok(())
        };
        let runs = corpus.gathered.keys.read();
        let together = together(runs.len());
        runs.chunks(together).map_init(Asker::default, ask).collect::<spill::Result<()>>()?;
    }
    if watch.stopped() {
        // Not all have asked: what was found is no answer.
        return Err(Error::Stopped);
    }
    Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// How many of so many runs ask together.
fn together(runs: usize) -> usize {
    let most = TOGETHER.max(runs / ONE_IN);
    (runs / (SHARES * rayon::current_num_threads())).clamp(1, most)
}

/// What all askers found.
struct Found {
    worth: Pairs,
    doubtful: Pairs,
    families: Families,
}

impl Found {
    /// Nothing yet, among so many articles.
    fn among(articles: usize) -> Self {
        Self { worth: Pairs::default(), doubtful: Pairs::default(), families: Families::of(articles) }
    }

    fn take(&mut self, asker: &mut Asker) {
        self.families.join_all(asker.kin.drain(..));
        self.worth.take(&mut asker.pairs, SLACK);
        self.doubtful.take(&mut asker.doubtful, SLACK);
    }
}

/// Pairs, most of which are found by both articles.
#[derive(Default)]
struct Pairs {
    /// Each once, ascending.
    sorted: Vec<Pair>,
    /// Found since.
    fresh: Vec<Pair>,
}

impl Pairs {
    /// Takes what was found; beyond so many fresh ones, and a quarter of the others, they are sorted out.
    fn take(&mut self, found: &mut Vec<Pair>, slack: usize) {
        self.fresh.append(found);
        if self.fresh.len() > slack + self.sorted.len() / 4 {
            // On this thread alone: one that waits for others takes up their work, and that would wait for the lock it holds.
            self.fresh.sort_unstable();
            self.merge();
        }
    }

    /// Each once, ascending.
    fn in_order(mut self) -> Vec<Pair> {
        self.fresh.par_sort_unstable();
        self.merge();
        self.sorted
    }

    /// Takes the fresh ones, ascending, in among the sorted ones, the last first: so nothing stands in its own way.
    fn merge(&mut self) {
        let mut left = self.sorted.len();
        let mut end = left + self.fresh.len();
        self.sorted.resize(end, (0, 0));
        while let Some(&last) = self.fresh.last() {
            end -= 1;
            if let Some(before) = left.checked_sub(1).filter(|&before| self.sorted[before] > last) {
                self.sorted[end] = self.sorted[before];
                left = before;
            } else {
                self.sorted[end] = last;
                self.fresh.pop();
            }
        }
        self.sorted.dedup();
    }
}

/// One thread's buffers.
#[derive(Default)]
struct Asker {
    seeker: Seeker,
    bands: Vec<u32>,
    queries: Vec<u32>,
    /// Pairs that are worth aligning.
    pairs: Vec<Pair>,
    /// Pairs of different outlets that may be.
    doubtful: Vec<Pair>,
    /// Pairs of different outlets that share much.
    kin: Vec<Pair>,
}

impl Asker {
    /// Notes what the articles of some runs look up, and returns how many they are; the fewer if the watch stops the job.
    fn note_all(
        &mut self,
        corpus: &Corpus,
        store: &Store,
        runs: Vec<spill::Result<Run<'_>>>,
        watch: &dyn Watch,
    ) -> spill::Result<u64> {
        let mut articles = 0;
        for run in runs.into_iter().take_while(|_| !watch.stopped()) {
            for (row, list) in run?.iter() {
                self.note(corpus, store, row, list);
                articles += 1;
            }
        }
        Ok(articles)
    }

    /// Notes what an article looks up: what is not there is left out.
    fn note(&mut self, corpus: &Corpus, store: &Store, row: u32, list: &[u32]) {
        let number = corpus.number(row);
        if !corpus.is_filed(number) {
            return;
        }
        let (bands, queries) = list.split_at(BANDS);
        let (own, others) = queries.split_at(corpus.row(number).prints as usize);
        self.bands.clear();
        self.queries.clear();
        store.shared_bands.keep(bands, &mut self.bands);
        store.shared_prints.keep(own, &mut self.queries);
        store.filed_prints.keep(others, &mut self.queries);
        let wanted = Wanted { bands: &self.bands, queries: &self.queries };
        self.seeker.push(number, wanted, corpus.furniture.of_outlet(corpus.outlet_key(number)));
    }

    /// Finds the pairs of all that were noted.
    fn seek(&mut self, corpus: &Corpus, postings: (Postings<'_>, Postings<'_>)) {
        let Self { seeker, pairs, doubtful, kin, .. } = self;
        seeker.seek(postings, |number, candidates| {
            let prints = corpus.row(number).prints;
            // Each candidate's stands in tables larger than any cache: it is waited for once for all of them.
            let asked = |doc| corpus.row(doc).prints ^ corpus.outlet_key(doc);
            bring_near(candidates.iter().map(|candidate| asked(candidate.doc).into()));
            for candidate in candidates {
                let is_own = corpus.is_one_outlet(number, candidate.doc);
                let filed = corpus.row(candidate.doc).prints.min(prints) as usize;
                if candidate.is_worth(is_own, filed) {
                    let pair = (number.min(candidate.doc), number.max(candidate.doc));
                    let found = if is_own || candidate.is_certain() { &mut *pairs } else { &mut *doubtful };
                    found.push(pair);
                    kin.extend(Some(pair).filter(|_| !is_own && candidate.is_kin()));
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pairs_stand_once_and_ascend_whenever_they_were_taken(
            lots in prop::collection::vec(prop::collection::vec((0_u32..9, 0_u32..9), 0..20), 0..9),
            slack in 0_usize..30,
        ) {
            let (mut pairs, mut expected) = (Pairs::default(), BTreeSet::new());
            for mut lot in lots {
                expected.extend(lot.iter().copied());
                pairs.take(&mut lot, slack);
                prop_assert!(lot.is_empty() && pairs.fresh.len() <= slack + pairs.sorted.len() / 4);
                prop_assert!(pairs.sorted.is_sorted_by(|one, other| one < other));
            }
            prop_assert!(pairs.in_order().into_iter().eq(expected));
        }
    }
}
