//! From candidates to judged pairs: texts are fetched again, aligned and judged, a bounded number at a time.

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::article::Article;
use crate::error::{Error, Result};
use crate::judge::{Body, Limits, Resemblance, SAME_BODY, Scale, ShingleSet, Verdict};
use crate::read::parse_record;
use crate::text::tokenise::words_into;
use crate::text::{Words, shingles};

use super::corpus::Corpus;
use super::facts::Facts;
use super::kept::Kept;
use super::locality::{self, Families};
use super::origin::Origin;
use super::parts::Parts;
use super::watch::{Stage, Watch};

/// Texts that one core makes ready before others may take some of what is left to it.
const TEXTS: usize = 32;

/// Pairs that one core judges before: more than many that have their longer text in common.
const PAIRS: usize = 256;

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
    fn of(body: Body) -> Self {
        Self { body, shingles: OnceLock::new(), origin: OnceLock::new() }
    }

    fn shingles(&self) -> &ShingleSet {
        self.shingles.get_or_init(|| ShingleSet::of(&self.body.words))
    }
}

/// What one core compares with, kept from one pair to the next.
#[derive(Debug, Default)]
struct Tools<'l> {
    scale: Scale<'l>,
    resemblance: Resemblance<'l>,
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
        let (parts, mut kept) = (Parts::of(self.corpus, &pairs), Kept::none(self.corpus.order.len()));
        for (part, pairs) in parts.iter(&pairs) {
            if watch.stopped() {
                return Err(Error::Stopped);
            }
            let loaded = self.load_all(pairs, &kept)?;
            let again = loaded.iter().filter(|(number, _)| parts.is_needed_after(part, *number));
            kept.keep(again.map(|(number, loaded)| (*number, &loaded.body)))?;
            let found = self.judge_part(pairs, &loaded);
            judged.extend(found.into_iter().filter(|pair| pair.verdict.relation.is_written()));
            watch.advance(pairs.len() as u64);
        }
        judged.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
        Ok(judged)
    }

    /// Makes the texts of some pairs ready, by the number of the article.
    fn load_all(&self, pairs: &[Pair], kept: &Kept) -> Result<Vec<(u32, Loaded)>> {
        let mut numbers: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let (known, new): (Vec<u32>, Vec<u32>) = numbers.into_iter().partition(|&number| kept.has(number));
        let load = |buffers: &mut Buffers, number| Ok((number, self.load(buffers, number)?));
        let mut loaded: Vec<(u32, Loaded)> = new
            .into_par_iter()
            .with_max_len(TEXTS)
            .map_init(Buffers::default, load)
            .collect::<Result<_>>()?;
        loaded.extend(kept.read(&known)?.into_iter().map(|(number, body)| (number, Loaded::of(body))));
        loaded.sort_unstable_by_key(|(number, _)| *number);
        Ok(loaded)
    }

    fn judge_part(&self, pairs: &[Pair], loaded: &[(u32, Loaded)]) -> Vec<Judged> {
        let place = |number: u32| loaded.binary_search_by_key(&number, |(number, _)| *number).ok();
        let find = |number: u32| place(number).map(|at| &loaded[at].1);
        let mut judged = Vec::with_capacity(pairs.len());
        judged.par_extend(
            pairs
                .par_iter()
                .with_max_len(PAIRS)
                .map_init(Tools::default, |tools, &(a, b)| {
                    Some(self.judge(tools, (a, find(a)?), (b, find(b)?)))
                })
                .flatten_iter(),
        );
        judged
    }

    /// Judges one pair by itself.
    ///
    /// # Errors
    /// A text cannot be read again.
    pub fn judge_one(&self, (a, b): Pair) -> Result<Judged> {
        let (left, right) = (self.load(&mut Buffers::default(), a)?, self.load(&mut Buffers::default(), b)?);
        Ok(self.judge(&mut Tools::default(), (a, &left), (b, &right)))
    }

    fn judge<'l>(
        &self,
        tools: &mut Tools<'l>,
        (a, left): (u32, &'l Loaded),
        (b, right): (u32, &'l Loaded),
    ) -> Judged {
        if left.body.words == right.body.words {
            return Judged { a, b, verdict: SAME_BODY, jaccard: 1.0, longest: left.body.len() as u32 };
        }
        let evidence = tools.scale.weigh(&left.body, &right.body);
        let origin = |number, of: &'l Loaded| of.origin.get_or_init(|| self.origin(number));
        let same_report = || origin(a, left).is_shared_with(origin(b, right));
        let verdict = self.facts(a).judge(self.facts(b), &evidence, self.limits, same_report);
        let written = verdict.relation.is_written();
        let jaccard = if written { tools.resemblance.of(left.shingles(), right.shingles()) } else { 0.0 };
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
        Ok(Loaded::of(body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judged_pair_is_small_for_there_are_many() {
        assert!(size_of::<Judged>() <= 28);
    }
}
