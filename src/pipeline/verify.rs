//! From candidates to judged pairs: texts are fetched again, aligned and judged, a bounded number at a time.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::article::Article;
use crate::error::{Error, Result};
use crate::extract::credit::credits;
use crate::find::{Crowd, Seeker};
use crate::index::segment::postings::Postings;
use crate::judge::{Body, Circumstances, Limits, Relation, Scale, Verdict, judge};
use crate::read::parse_record;
use crate::text::shingles;

use super::corpus::Corpus;
use super::watch::{Stage, Watch};

/// Bytes of text made ready to be compared before they are let go; ready, a text takes four times its bytes.
const AT_ONCE: u64 = 48 << 20;

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
    /// Resemblance of their shingle sets, exact, 0 to 1.
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

/// A text ready to be compared.
#[derive(Debug)]
pub struct Loaded {
    body: Body,
    /// Distinct shingles, ascending.
    shingles: Vec<u64>,
}

/// Every pair of the corpus worth aligning, ascending.
#[must_use]
pub fn candidate_pairs(corpus: &Corpus, watch: &dyn Watch) -> Vec<Pair> {
    watch.begin(Stage::Seeking, Some(corpus.order.len() as u64));
    let (Some(bands), Some(prints)) = (Postings::open(&corpus.bands), Postings::open(&corpus.prints)) else {
        return Vec::new();
    };
    let seek = |(seeker, found): &mut (Seeker, Vec<_>), number: u32| -> Vec<Pair> {
        let sketch = corpus.sketch(number);
        found.clear();
        if sketch.prints.is_empty() || watch.stopped() {
            return Vec::new();
        }
        seeker.seek((bands, prints), (&sketch.bands, &sketch.queries), Crowd::Member(number), found);
        found.iter().map(|candidate| (number.min(candidate.doc), number.max(candidate.doc))).collect()
    };
    let numbers = (0..corpus.order.len() as u32).into_par_iter();
    let mut pairs: Vec<Pair> = numbers.map_init(Default::default, seek).flatten_iter().collect();
    watch.advance(corpus.order.len() as u64);
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
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
    /// Judges every pair, in order.
    ///
    /// # Errors
    /// A text cannot be read again, or the watch stopped the job.
    pub fn judge_all(&self, pairs: &[Pair], watch: &dyn Watch) -> Result<Vec<Judged>> {
        watch.begin(Stage::Verifying, Some(pairs.len() as u64));
        let mut judged = Vec::with_capacity(pairs.len());
        let mut rest = pairs;
        while !rest.is_empty() {
            if watch.stopped() {
                return Err(Error::Stopped);
            }
            let (part, after) = rest.split_at(self.fitting(rest));
            judged.extend(self.judge_part(part)?);
            watch.advance(part.len() as u64);
            rest = after;
        }
        Ok(judged)
    }

    /// How many of the pairs, from the first on, have texts of [`AT_ONCE`] bytes together; one at least.
    fn fitting(&self, pairs: &[Pair]) -> usize {
        let mut met = HashSet::new();
        let mut bytes = 0;
        let fits = |&&(a, b): &&Pair| {
            let new = [a, b].into_iter().filter(|&number| met.insert(number));
            bytes += new.map(|number| u64::from(self.corpus.row(number).text_bytes)).sum::<u64>();
            bytes <= AT_ONCE
        };
        pairs.iter().take_while(fits).count().max(1)
    }

    fn judge_part(&self, pairs: &[Pair]) -> Result<Vec<Judged>> {
        let mut numbers: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let loaded: Vec<Loaded> =
            numbers.par_iter().map(|&number| self.load(number)).collect::<Result<_>>()?;
        let find = |number: u32| numbers.binary_search(&number).ok().and_then(|at| loaded.get(at));
        let judge = |scale: &mut Scale, &(a, b): &Pair| Some(self.judge(scale, (a, find(a)?), (b, find(b)?)));
        Ok(pairs.par_iter().map_init(Scale::default, judge).flatten_iter().collect())
    }

    /// Judges one pair by itself.
    ///
    /// # Errors
    /// A text cannot be read again.
    pub fn judge_one(&self, (a, b): Pair) -> Result<Judged> {
        Ok(self.judge(&mut Scale::default(), (a, &self.load(a)?), (b, &self.load(b)?)))
    }

    fn judge(&self, scale: &mut Scale, (a, left): (u32, &Loaded), (b, right): (u32, &Loaded)) -> Judged {
        let (key, other) = (self.corpus.outlet_key(a), self.corpus.outlet_key(b));
        let mut circumstances = Circumstances {
            same_outlet: key != 0 && key == other,
            same_body: self.corpus.sketch(a).body == self.corpus.sketch(b).body,
            same_credit: false,
        };
        let evidence = scale.weigh(&left.body, &right.body);
        let mut verdict = judge(&evidence, circumstances, self.limits);
        if verdict.relation == Relation::Extended {
            // Only here does it matter whose copy the two say they are, and finding out is not free.
            circumstances.same_credit = self.credit(a).is_some_and(|agency| Some(agency) == self.credit(b));
            verdict = judge(&evidence, circumstances, self.limits);
        }
        Judged {
            a,
            b,
            verdict,
            jaccard: resemblance(&left.shingles, &right.shingles),
            longest: evidence.longest,
        }
    }

    /// The agency an article credits; none if its text cannot be had any more.
    fn credit(&self, number: u32) -> Option<&'static str> {
        let mut line = Vec::new();
        let article = self.article(number, &mut line).ok()?;
        credits(&article).wire().map(|credit| credit.agency)
    }

    /// Reads an article again; it borrows from `line`.
    ///
    /// # Errors
    /// Its record cannot be read any more.
    pub fn article<'l>(&self, number: u32, line: &'l mut Vec<u8>) -> Result<Article<'l>> {
        let gathered = &self.corpus.gathered;
        let row = self.corpus.row(number);
        gathered.shelf.fetch(row.place, line)?;
        Ok(parse_record(line, &row.id, &gathered.fields).unwrap_or_default())
    }

    /// Makes an article's text ready.
    fn load(&self, number: u32) -> Result<Loaded> {
        let mut line = Vec::new();
        let article = self.article(number, &mut line)?;
        let mut body = Body::new(&article.text);
        let mut windows = Vec::new();
        shingles(&body.words.hashes, &mut windows);
        let outlet = self.corpus.outlet_key(number);
        body.mark_recurring(&windows, |shingle| self.corpus.is_furniture(outlet, shingle));
        windows.sort_unstable();
        windows.dedup();
        Ok(Loaded { body, shingles: windows })
    }
}

/// Share of shingles that stand in both, of those that stand in either. Both lists ascend and are distinct.
pub(super) fn resemblance(a: &[u64], b: &[u64]) -> f32 {
    let (mut i, mut j, mut both) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += usize::from(x == y);
        (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
    }
    both as f32 / (a.len() + b.len() - both).max(1) as f32
}
