//! From candidates to judged pairs: texts are fetched again, aligned and judged, a bounded number at a time.

use std::collections::HashSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::article::Article;
use crate::error::{Error, Result};
use crate::judge::{Body, Limits, SAME_BODY, Scale, ShingleSet, Verdict};
use crate::read::parse_record;
use crate::text::tokenise::words_into;
use crate::text::{Words, shingles};

use super::corpus::Corpus;
use super::facts::Facts;
use super::locality::{self, Families};
use super::origin::Origin;
use super::watch::{Stage, Watch};

/// Bytes of text made ready to be compared before they are let go; ready, a text takes four times its bytes.
const AT_ONCE: u64 = 24 << 20;

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

/// A text ready to be compared.
#[derive(Debug)]
pub struct Loaded {
    body: Body,
    /// Made when they are first asked for.
    shingles: OnceLock<ShingleSet>,
    /// Read again when it is first asked for: few verdicts hang on it.
    origin: OnceLock<Origin>,
}

impl Loaded {
    fn shingles(&self) -> &ShingleSet {
        self.shingles.get_or_init(|| ShingleSet::of(&self.body.words))
    }
}

/// What making a text ready needs, kept from one text to the next.
#[derive(Debug, Default)]
struct Buffers {
    line: Vec<u8>,
    folded: Vec<u8>,
    words: Words,
    shingles: Vec<u64>,
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
        let mut judged = Vec::new();
        locality::order(self.corpus, families, &mut pairs);
        let mut rest = &pairs[..];
        while !rest.is_empty() {
            if watch.stopped() {
                return Err(Error::Stopped);
            }
            let (part, after) = rest.split_at(self.fitting(rest));
            let found = self.judge_part(part)?;
            judged.extend(found.into_iter().filter(|pair| pair.verdict.relation.is_written()));
            watch.advance(part.len() as u64);
            rest = after;
        }
        judged.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
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
        let loaded: Vec<Loaded> = numbers
            .par_iter()
            .map_init(Buffers::default, |buffers, &number| self.load(buffers, number))
            .collect::<Result<_>>()?;
        let find = |number: u32| numbers.binary_search(&number).ok().and_then(|at| loaded.get(at));
        let mut judged = Vec::with_capacity(pairs.len());
        judged.par_extend(
            pairs
                .par_iter()
                .map_init(Scale::default, |scale, &(a, b)| {
                    Some(self.judge(scale, (a, find(a)?), (b, find(b)?)))
                })
                .flatten_iter(),
        );
        Ok(judged)
    }

    /// Judges one pair by itself.
    ///
    /// # Errors
    /// A text cannot be read again.
    pub fn judge_one(&self, (a, b): Pair) -> Result<Judged> {
        let (left, right) = (self.load(&mut Buffers::default(), a)?, self.load(&mut Buffers::default(), b)?);
        Ok(self.judge(&mut Scale::default(), (a, &left), (b, &right)))
    }

    fn judge<'l>(
        &self,
        scale: &mut Scale<'l>,
        (a, left): (u32, &'l Loaded),
        (b, right): (u32, &'l Loaded),
    ) -> Judged {
        if left.body.words == right.body.words {
            return Judged { a, b, verdict: SAME_BODY, jaccard: 1.0, longest: left.body.len() as u32 };
        }
        let evidence = scale.weigh(&left.body, &right.body);
        let origin = |number, of: &'l Loaded| of.origin.get_or_init(|| self.origin(number));
        let same_report = || origin(a, left).is_shared_with(origin(b, right));
        let verdict = self.facts(a).judge(self.facts(b), &evidence, self.limits, same_report);
        let written = verdict.relation.is_written();
        let jaccard = if written { left.shingles().resemblance(right.shingles()) } else { 0.0 };
        Judged { a, b, verdict, jaccard, longest: evidence.longest }
    }

    fn facts(&self, number: u32) -> Facts {
        let row = self.corpus.row(number);
        Facts { outlet: self.corpus.outlet_key(number), body: row.body, published: row.published }
    }

    /// Where an article says it comes from; nowhere if its text cannot be had any more.
    fn origin(&self, number: u32) -> Origin {
        let mut line = Vec::new();
        self.article(number, &mut line).map_or_else(|_| Origin::default(), |article| Origin::of(&article))
    }

    /// Reads an article again; it borrows from `line`.
    ///
    /// # Errors
    /// Its record cannot be read any more.
    pub fn article<'l>(&self, number: u32, line: &'l mut Vec<u8>) -> Result<Article<'l>> {
        let gathered = &self.corpus.gathered;
        let row = self.corpus.row(number);
        gathered.shelf.fetch(row.place, line)?;
        Ok(parse_record(line, &gathered.ids.get(row.id), &gathered.fields).unwrap_or_default())
    }

    /// Makes an article's text ready.
    fn load(&self, buffers: &mut Buffers, number: u32) -> Result<Loaded> {
        let article = self.article(number, &mut buffers.line)?;
        words_into(&article.text, &mut buffers.folded, &mut buffers.words);
        let mut body = Body::of(&article.text, &buffers.words);
        if let Some(furniture) = self.corpus.furniture.of_outlet(self.corpus.outlet_key(number)) {
            shingles(&buffers.words.hashes, &mut buffers.shingles);
            body.mark_recurring(&buffers.shingles, furniture);
        }
        Ok(Loaded { body, shingles: OnceLock::new(), origin: OnceLock::new() })
    }
}
