//! What is known of pairs while groups are made of them, and what is asked for then: a member of a group may never have met its
//! canonical.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::error::Result;

use super::verify::{Judged, Pair, Verifier};
use super::watch::{Stage, Watch};

/// Judged pairs by their two numbers; asks the verifier for what is not there yet.
pub struct Verdicts<'a> {
    verifier: Verifier<'a>,
    judged: &'a [Judged],
    /// What was asked for since.
    asked: HashMap<Pair, Judged>,
    watch: &'a dyn Watch,
}

impl<'a> Verdicts<'a> {
    /// Knows what was judged so far, ascending.
    #[must_use]
    pub fn new(verifier: Verifier<'a>, judged: &'a [Judged], watch: &'a dyn Watch) -> Self {
        Self { verifier, judged, asked: HashMap::new(), watch }
    }

    /// The pairs that were judged before anything was asked for.
    pub(super) fn judged(&self) -> &'a [Judged] {
        self.judged
    }

    /// Who judges what is asked for.
    pub(super) fn verifier(&self) -> Verifier<'a> {
        self.verifier
    }

    /// Judges those of the pairs that were not yet, the earlier article of each first, all together: one by one, each text of
    /// a large input would be an access to the disk.
    ///
    /// # Errors
    /// A text cannot be read again, or the watch stopped the job.
    pub fn ask(&mut self, mut pairs: Vec<Pair>) -> Result<()> {
        pairs.par_sort_unstable();
        pairs.dedup();
        pairs.retain(|&pair| self.known(pair).is_none());
        if pairs.is_empty() {
            return Ok(());
        }
        self.watch.begin(Stage::Verifying, Some(pairs.len() as u64));
        let judged = self.verifier.judge(&pairs, self.watch, |_| true)?;
        debug_assert_eq!(judged.len(), pairs.len());
        self.asked.extend(judged.into_iter().map(|judged| ((judged.a, judged.b), judged)));
        Ok(())
    }

    /// The verdict on a pair, the earlier article first, which is judged now if it was not yet.
    ///
    /// # Errors
    /// A text cannot be read again.
    pub(super) fn learn(&mut self, pair: Pair) -> Result<Judged> {
        if let Some(judged) = self.known(pair) {
            return Ok(judged);
        }
        let judged = self.verifier.judge_one(pair)?;
        self.asked.insert(pair, judged);
        Ok(judged)
    }

    /// The verdict on two articles, in either order.
    ///
    /// # Errors
    /// It was not asked for, and a text cannot be read again.
    pub fn of(&self, one: u32, other: u32) -> Result<Judged> {
        let pair = pair_of(one, other);
        self.known(pair).map_or_else(|| self.verifier.judge_one(pair), Ok)
    }

    /// The verdict on a pair, the earlier article first, if it was judged.
    pub(super) fn known(&self, pair: Pair) -> Option<Judged> {
        let found = self.judged.binary_search_by_key(&pair, |judged| (judged.a, judged.b));
        found.ok().map(|at| &self.judged[at]).or_else(|| self.asked.get(&pair)).copied()
    }
}

/// Two articles, the earlier first.
pub(super) fn pair_of(one: u32, other: u32) -> Pair {
    (one.min(other), one.max(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Limits;
    use crate::pipeline::corpus::Corpus;
    use crate::pipeline::gather::gather;
    use crate::pipeline::room::Room;
    use crate::pipeline::watch::Silent;
    use crate::read::ReadOptions;

    #[test]
    fn pairs_that_are_asked_for_together_are_judged_as_each_would_be() {
        let input = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/news.jsonl").to_owned();
        let gathered = gather(&[input], &ReadOptions::default(), true, &Silent).unwrap();
        let mut corpus = Corpus::new(gathered, 30).unwrap();
        let pairs: Vec<Pair> = (1..40).flat_map(|later| [(later / 2, later), (0, later)]).collect();
        for large in [false, true] {
            corpus.room = Room { at_once: 9000, is_outgrown: large, is_crowded: large };
            let verifier = Verifier { corpus: &corpus, limits: Limits::default() };
            let first = [verifier.judge_one((0, 1)).unwrap()];
            let mut verdicts = Verdicts::new(verifier, &first, &Silent);
            assert!(verdicts.known((1, 3)).is_none() && verdicts.known((2, 3)).is_none());
            let learned = verdicts.learn((2, 3)).unwrap();
            assert_eq!(format!("{:?}", verdicts.known((2, 3))), format!("{:?}", Some(learned)));
            verdicts.ask(pairs.clone()).unwrap();
            assert!(!verdicts.asked.contains_key(&(0, 1)), "it was known");
            for &(a, b) in &pairs {
                let alone = verifier.judge_one((a, b)).unwrap();
                assert_eq!(format!("{:?}", verdicts.known((a, b))), format!("{:?}", Some(alone)));
                assert_eq!(format!("{:?}", verdicts.of(b, a).unwrap()), format!("{alone:?}"));
            }
        }
    }
}
