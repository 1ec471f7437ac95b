//! From candidates to judged pairs: texts are aligned and judged, a bounded number at a time.

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::judge::{Limits, SAME_BODY, Scale, Verdict};

use super::corpus::Corpus;
use super::facts::Facts;
use super::loaded::{Buffers, Loaded, load};
use super::locality::{self, Families};
use super::parts::{Part, Parts};
use super::reports::{Compared, decided};
use super::texts::Texts;
use super::watch::{Stage, Watch};

/// Pairs that one core judges before: more than many that have their longer text in common.
const PAIRS: usize = 256;

/// Pairs after which the watch is told, and asked whether to go on: some tenths of a second.
const TOLD: usize = 1 << 15;

/// Two articles of the corpus by number; `a < b`, so `a` is the likelier source.
pub type Pair = (u32, u32);

/// A pair and what it is.
#[derive(Debug, Clone, Copy)]
pub struct Judged {
    /// The one article.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What they are to each other.
    pub verdict: Verdict,
    /// Resemblance of their shingle sets, exact, 0 to 1; 0 where the pair is not written.
    pub jaccard: f32,
    /// Equal words in the longest passage.
    pub longest: u32,
}

impl Judged {
    /// The same with the two articles exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { a: self.b, b: self.a, verdict: self.verdict.turned(), ..self }
    }
}

/// Verifies pairs of one corpus.
#[derive(Debug, Clone, Copy)]
pub struct Verifier<'a> {
    /// The corpus.
    pub corpus: &'a Corpus,
    /// The limits of the relations.
    pub limits: Limits,
}

impl Verifier<'_> {
    /// Judges every pair, a family after the other, and returns those that are written, ascending.
    ///
    /// # Errors
    /// A text cannot be read again, or the watch stopped the job.
    pub fn judge_all(
        &self,
        mut pairs: Vec<Pair>,
        families: Families,
        watch: &dyn Watch,
    ) -> Result<Vec<Judged>> {
        watch.begin(Stage::Verifying, Some(pairs.len() as u64));
        locality::order(self.corpus, families, &mut pairs);
        self.judge(&pairs, watch, is_written)
    }

    /// Judges every pair, in the order in which they stand, and returns those that are to be kept, ascending.
    ///
    /// # Errors
    /// A text cannot be read again, or the watch stopped the job.
    pub(super) fn judge(
        &self,
        pairs: &[Pair],
        watch: &dyn Watch,
        keep: impl Fn(&Judged) -> bool,
    ) -> Result<Vec<Judged>> {
        let parts = Parts::of(self.corpus, pairs);
        let mut texts = Texts::of(self.corpus, &parts, watch)?;
        if self.corpus.room.is_outgrown {
            // Reading them again was a stage of its own.
            watch.begin(Stage::Verifying, Some(pairs.len() as u64));
        }
        let (mut judged, mut open) = (Vec::new(), Vec::new());
        for (at, part) in parts.iter() {
            let found = self.judge_next(&pairs[part.pairs.clone()], (at, part), &mut texts, watch)?;
            let (hanging, certain): (Vec<Compared>, Vec<_>) =
                found.into_iter().partition(|pair| pair.of_versions.is_some());
            open.extend(hanging);
            judged.extend(certain.into_iter().map(|pair| pair.judged).filter(&keep));
        }
        let decided = decided(self.corpus, open)?;
        watch.advance(decided.len() as u64);
        judged.extend(decided.into_iter().filter(&keep));
        judged.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
        Ok(judged)
    }

    /// Judges the pairs of the next part.
    fn judge_next(
        &self,
        pairs: &[Pair],
        (at, part): (u32, &Part),
        texts: &mut Texts<'_>,
        watch: &dyn Watch,
    ) -> Result<Vec<Compared>> {
        let ready = texts.of_part(at, part)?;
        let judge = || self.judge_part(pairs, &ready.in_order(), watch);
        let (found, sent) = rayon::join(judge, || texts.send());
        let found = found?;
        sent?;
        // Before the next are loaded, or how much is held would hang on who is quicker.
        ready.give_back();
        Ok(found)
    }

    /// Judges the pairs of one part, whose texts are `loaded`.
    fn judge_part(
        &self,
        pairs: &[Pair],
        loaded: &[(u32, &Loaded)],
        watch: &dyn Watch,
    ) -> Result<Vec<Compared>> {
        // By themselves, the numbers stay in a near cache.
        let numbers: Vec<u32> = loaded.iter().map(|(number, _)| *number).collect();
        let find = |number: u32| numbers.binary_search(&number).ok().map(|at| loaded[at].1);
        let mut compared = Vec::with_capacity(pairs.len());
        for some in pairs.chunks(TOLD) {
            if watch.stopped() {
                return Err(Error::Stopped);
            }
            let before = compared.len();
            compared.par_extend(
                some.par_iter()
                    .with_max_len(PAIRS)
                    .map_init(Scale::default, |scale, &(a, b)| {
                        Some(self.compare(scale, (a, find(a)?), (b, find(b)?)))
                    })
                    .flatten_iter(),
            );
            let certain = |pair: &&Compared| pair.of_versions.is_none();
            watch.advance(compared[before..].iter().filter(certain).count() as u64);
        }
        Ok(compared)
    }

    /// Judges one pair by itself.
    ///
    /// # Errors
    /// A text cannot be read again.
    pub fn judge_one(&self, (a, b): Pair) -> Result<Judged> {
        let mut buffers = Buffers::default();
        let (left, right) = (load(self.corpus, &mut buffers, a)?, load(self.corpus, &mut buffers, b)?);
        let compared = self.compare(&mut Scale::default(), (a, &left), (b, &right));
        Ok(decided(self.corpus, vec![compared])?[0])
    }

    fn compare<'l>(
        &self,
        scale: &mut Scale<'l>,
        (a, left): (u32, &'l Loaded),
        (b, right): (u32, &'l Loaded),
    ) -> Compared {
        if left.body.words == right.body.words {
            let longest = left.body.len() as u32;
            return Compared {
                judged: Judged { a, b, verdict: SAME_BODY, jaccard: 1.0, longest },
                of_versions: None,
            };
        }
        let evidence = scale.weigh(&left.body, &right.body);
        let (verdict, of_versions) = self.facts(a).judge(self.facts(b), &evidence, self.limits);
        let written =
            [Some(verdict), of_versions].iter().flatten().any(|verdict| verdict.relation.is_written());
        let jaccard = if written { left.shingles().resemblance(right.shingles()) } else { 0.0 };
        let judged = Judged { a, b, verdict, jaccard, longest: evidence.longest };
        Compared { judged, of_versions }
    }

    fn facts(&self, number: u32) -> Facts {
        let row = self.corpus.row(number);
        Facts { outlet: self.corpus.outlet_key(number), body: row.body, published: row.published() }
    }
}

fn is_written(pair: &Judged) -> bool {
    pair.verdict.relation.is_written()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::gather::gather;
    use crate::pipeline::groups::groups;
    use crate::pipeline::pairs::candidate_pairs;
    use crate::pipeline::room::Room;
    use crate::pipeline::verdicts::Verdicts;
    use crate::pipeline::watch::Silent;
    use crate::read::ReadOptions;

    #[test]
    fn a_judged_pair_is_small_for_there_are_many() {
        assert!(size_of::<Judged>() <= 28);
    }

    /// Pairs and groups of the small corpus, in words.
    fn found(room: Option<Room>) -> (String, String) {
        let input = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/news.jsonl").to_owned();
        let gathered = gather(&[input], &ReadOptions::default(), true, &Silent).unwrap();
        let mut corpus = Corpus::new(gathered, 30).unwrap();
        corpus.room = room.unwrap_or(corpus.room);
        let (pairs, families) = candidate_pairs(&corpus, &Silent).unwrap();
        let verifier = Verifier { corpus: &corpus, limits: Limits::default() };
        let judged = verifier.judge_all(pairs, families, &Silent).unwrap();
        let groups = groups(&mut Verdicts::new(verifier, &judged, &Silent)).unwrap();
        (format!("{judged:?}"), format!("{groups:?}"))
    }

    #[test]
    fn texts_are_judged_alike_however_few_are_ready_together_and_wherever_they_come_from() {
        let all = found(None);
        for at_once in [1, 9000, 100_000, 1 << 30] {
            for large in [false, true] {
                assert_eq!(found(Some(Room { at_once, is_outgrown: large, is_crowded: large })), all);
            }
        }
    }
}
