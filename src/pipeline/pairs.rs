//! A corpus asks itself: every pair worth aligning.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::error::Result;
use crate::find::{Seeker, Wanted};
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

/// Runs of articles that ask together, at most: the more, the closer to one another stand the keys they look up. Some
/// thousands of articles, whose look-ups take about two kilobytes each.
const TOGETHER: usize = 64;

/// Parts for each core, at least, so that none waits long for the last.
const SHARES: usize = 8;

/// Every pair of the corpus worth aligning, ascending, and the families that those of different outlets make.
///
/// # Errors
/// The keys set aside cannot be read back.
pub fn candidate_pairs(corpus: &Corpus, watch: &dyn Watch) -> Result<(Vec<Pair>, Families)> {
    let Found { mut worth, doubtful, families } = ask(corpus, watch)?;
    worth.list.extend(confirmed(corpus, &doubtful.in_order())?);
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
            let mut articles = 0;
            for run in runs.into_iter().take_while(|_| !watch.stopped()) {
                for (row, list) in run?.iter() {
                    asker.note(corpus, &store, row, list);
                    articles += 1;
                }
            }
            asker.seek(corpus, postings);
            watch.advance(articles);
            found.lock().unwrap_or_else(PoisonError::into_inner).take(asker);
            Ok(())
        };
        let runs = corpus.gathered.keys.read();
        let together = (runs.len() / (SHARES * rayon::current_num_threads())).clamp(1, TOGETHER);
        runs.chunks(together).map_init(Asker::default, ask).collect::<spill::Result<()>>()?;
    }
    Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
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
        Self { worth: Pairs::none(), doubtful: Pairs::none(), families: Families::of(articles) }
    }

    fn take(&mut self, asker: &mut Asker) {
        self.families.join_all(asker.kin.drain(..));
        self.worth.take(&mut asker.pairs);
        self.doubtful.take(&mut asker.doubtful);
    }
}

/// Pairs, most of which are found by both articles.
struct Pairs {
    list: Vec<Pair>,
    /// As many as may be there before they are sorted out.
    room: usize,
}

impl Pairs {
    fn none() -> Self {
        Self { list: Vec::new(), room: SLACK }
    }

    fn take(&mut self, found: &mut Vec<Pair>) {
        self.list.append(found);
        if self.list.len() > self.room {
            // On this thread alone: one that waits for others takes up their work, and that would wait for the lock it holds.
            self.list.sort_unstable();
            self.list.dedup();
            self.room = self.list.len() / 4 * 5 + SLACK;
        }
    }

    /// Each once, ascending.
    fn in_order(mut self) -> Vec<Pair> {
        self.list.par_sort_unstable();
        self.list.dedup();
        self.list
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
