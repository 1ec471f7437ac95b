//! The candidates of a check, compared: which of them are matches.

use rayon::prelude::*;

use crate::error::Result;
use crate::extract::credit::credits;
use crate::find::Candidate;
use crate::index::segment::Reader;
use crate::index::{Entry, IndexError, Segment, Snapshot};
use crate::judge::{Body, Limits, Sieve, Verdict};
use crate::text::words;

use super::check::Asked;
use super::furnished::Furnished;
use super::matches::Match;
use super::outlet::outlet_key;
use super::side::{Comparison, Side};

/// Candidates that one core compares before another is asked to help, at least.
const TOGETHER: usize = 4;

/// The same at most: of many, those of one block are to stay together.
const MANY: usize = 8;

/// A candidate and where it was found.
pub(super) struct Found {
    pub segment: usize,
    pub candidate: Candidate,
    pub entry: Entry,
}

/// Compares candidates with the article that is checked.
#[derive(Clone, Copy)]
pub(super) struct Matcher<'a> {
    pub snapshot: &'a Snapshot,
    pub furniture: &'a Furnished,
    pub asked: &'a Asked<'a>,
    pub limits: Limits,
    /// Pass over what is damaged instead of refusing.
    pub allow_damaged: bool,
}

impl Matcher<'_> {
    /// Those of the candidates that are matches, in no order.
    pub fn matches(&self, mut found: Vec<Found>, damage: &mut Vec<IndexError>) -> Result<Vec<Match>> {
        // Articles of one block are uncompressed together, and most are let go before their parts are known.
        found.sort_by_cached_key(|found| (found.segment, self.place(found)));
        let sieve = Sieve::of(self.asked.side.body());
        let compare = |few: &[Found]| self.compare_few(&sieve, few);
        let share = found.len().div_ceil(rayon::current_num_threads()).clamp(TOGETHER, MANY);
        let compared: Vec<Vec<_>> = if found.len() <= share {
            // Another thread would have to be woken for nothing.
            vec![compare(&found)]
        } else {
            found.par_chunks(share).map(compare).collect()
        };
        let mut matches = Vec::new();
        for compared in compared.into_iter().flatten() {
            match compared {
                Ok(compared) => matches.extend(compared),
                Err(error) if self.allow_damaged => damage.push(error),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(matches)
    }

    /// Where a candidate's text stands; if that cannot be read, neither can the text, which will say so.
    fn place(&self, found: &Found) -> u32 {
        self.snapshot.segments()[found.segment].text_place(found.candidate.doc).unwrap_or(u32::MAX)
    }

    fn compare_few(&self, sieve: &Sieve<'_>, few: &[Found]) -> Vec<Result<Option<Match>, IndexError>> {
        let of_segments = few.chunk_by(|a, b| a.segment == b.segment);
        let compared = of_segments.flat_map(|few| {
            let segment = &self.snapshot.segments()[few[0].segment];
            let mut reader = segment.reader();
            few.iter().map(move |found| {
                if self.snapshot.stores_text() {
                    self.compare(sieve, &mut reader, found)
                } else {
                    self.estimate(segment, &mut reader, found)
                }
            })
        });
        compared.collect()
    }

    fn compare(
        &self,
        sieve: &Sieve<'_>,
        reader: &mut Reader<'_>,
        found: &Found,
    ) -> Result<Option<Match>, IndexError> {
        let text = reader.text(found.candidate.doc)?;
        let words = words(&text);
        let same_letters = found.entry.body == self.asked.sketch.body;
        let body = Body::from_words(Body::short(&words.hashes));
        if !same_letters && !sieve.holds(&body) {
            return Ok(None);
        }
        let article = reader.article_of(found.candidate.doc, text)?;
        let outlet = article.outlet.as_deref().map_or(0, outlet_key);
        let body = body.told(&article.text, &words);
        let side = Side::of(&article, body, words, &*self.furniture.outlet(outlet)?);
        let side = side.with_letters(found.entry.body);
        let Some(comparison) = self.asked.side.related(&side, self.limits) else { return Ok(None) };
        let wire = side.wire().cloned();
        Ok(Some(Match::new(article, wire.as_ref(), found.entry.words, comparison)))
    }

    /// A comparison without texts: equal bodies are known for certain, everything else is estimated.
    fn estimate(
        &self,
        segment: &Segment,
        reader: &mut Reader<'_>,
        found: &Found,
    ) -> Result<Option<Match>, IndexError> {
        let sketch = &self.asked.sketch;
        let jaccard = sketch.signature.resemblance(&segment.signature(found.candidate.doc)?) as f32;
        let (mine, theirs) = (sketch.words.max(1) as f32, found.entry.words.max(1) as f32);
        let shared = jaccard / (1.0 + jaccard) * (mine + theirs);
        let coverage = [(shared / mine).min(1.0), (shared / theirs).min(1.0)];
        let verdict = Verdict::estimated(coverage, found.entry.body == sketch.body, self.limits);
        if !verdict.relation.is_written() {
            return Ok(None);
        }
        let comparison = Comparison { verdict, jaccard, longest: 0, same_headline: false, passages: vec![] };
        let article = reader.article(found.candidate.doc)?;
        let wire = credits(&article).wire().cloned();
        Ok(Some(Match::new(article, wire.as_ref(), found.entry.words, comparison)))
    }
}
