//! `check`: what an article reprints, and which indexed articles reprint it.

use std::cmp::Reverse;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::article::{Article, Published};
use crate::error::Result;
use crate::index::{IndexError, Snapshot};
use crate::judge::{Body, Limits, Relation};
use crate::sketch::{Sketch, Sketcher};
use crate::text::Words;
use crate::text::hashed::Sought;

use super::furnished::Furnished;
pub use super::matches::{Match, Source};
use super::matching::{Found, Matcher};
use super::outlet::outlet_key;
use super::side::Side;
use super::visit::{Among, Inquirer, Visit};

/// Candidates aligned for each match that is asked for.
const ALIGNED: usize = 4;

/// Candidates aligned at least.
const ALIGNED_LEAST: usize = 64;

/// How an article is checked.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// The limits of the relations.
    pub limits: Limits,
    /// Words below which a body is too short to judge; one without any always is.
    pub min_words: u32,
    /// Matches at most.
    pub limit: usize,
    /// Only articles published before.
    pub before: Option<Published>,
    /// Only articles of this outlet.
    pub outlet: Option<String>,
    /// Pass over what is damaged, with a warning, instead of refusing. It wants [`Checker::tolerant`], which knows beforehand
    /// what to do without.
    pub allow_damaged: bool,
}

/// What was found about one article.
#[derive(Debug)]
pub struct Checked {
    /// Words of its body.
    pub words: u32,
    /// Whether the body was long enough to judge.
    pub judged: bool,
    /// The strongest relation that is a reprint.
    pub verdict: Option<Relation>,
    /// The likely source, among all that matches: more than are shown.
    pub source: Option<Source>,
    /// The matches, strongest first.
    pub matches: Vec<Match>,
    /// The agency the article itself credits.
    pub credit: Option<&'static str>,
    /// What was passed over because it is damaged.
    pub damage: Vec<IndexError>,
    /// Time taken.
    pub elapsed: Duration,
}

/// Checks articles against one state of an index.
#[derive(Debug)]
pub struct Checker {
    snapshot: Snapshot,
    furniture: Furnished,
}

/// The article that is checked, made ready.
pub(super) struct Asked<'a> {
    pub sketch: Sketch,
    pub side: Side<'a>,
}

impl Checker {
    /// Makes an index ready for checks.
    ///
    /// # Errors
    /// What the index knows of furniture is torn. If it is damaged otherwise, the check that needs it says so: without it, a
    /// menu would pass for copy.
    pub fn new(snapshot: Snapshot) -> Result<Self> {
        let furniture = Furnished::of(&snapshot)?;
        Ok(Self { snapshot, furniture })
    }

    /// Makes an index ready for checks by what is readable of its furniture, and says what is not.
    #[must_use]
    pub fn tolerant(snapshot: Snapshot) -> (Self, Vec<IndexError>) {
        let (furniture, damage) = Furnished::of_sound(&snapshot);
        (Self { snapshot, furniture }, damage)
    }

    /// The state that is asked.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// What the index knows of an outlet's furniture, by the outlet's key.
    ///
    /// # Errors
    /// It is damaged.
    pub fn furniture(&self, outlet: u32) -> Result<Arc<Sought>> {
        Ok(self.furniture.outlet(outlet)?)
    }

    /// Finds what an article shares with the index. On a thread of rayon's it is quickest, for many candidates are compared
    /// on all of them, and from outside that is handed over.
    ///
    /// # Errors
    /// The index is damaged where it was asked.
    pub fn check(&self, article: &Article<'_>, options: &CheckOptions) -> Result<Checked> {
        let start = Instant::now();
        let asked = self.ask(article)?;
        // Without a text there is nothing to be a copy of.
        let judged = asked.sketch.words >= options.min_words.max(1);
        let mut damage = Vec::new();
        let found = if judged { self.seek(&asked, options, &mut damage)? } else { Vec::new() };
        let mut matches = self.matcher(&asked, options).matches(found, &mut damage)?;
        matches.sort_by(|one, other| one.rank(article).cmp(&other.rank(article)));
        let source = Source::among(&matches);
        let reprints = matches.iter().filter(|found| found.is_reprint());
        let verdict = reprints.map(|found| found.comparison.verdict.relation).min();
        matches.truncate(options.limit);
        Ok(Checked {
            words: asked.sketch.words,
            judged,
            verdict,
            source,
            matches,
            credit: asked.side.wire().map(|credit| credit.agency),
            damage,
            elapsed: start.elapsed(),
        })
    }

    fn ask<'a>(&self, article: &'a Article<'a>) -> Result<Asked<'a>> {
        let mut words = Words::default();
        let sketch = Sketcher::new().cut(&article.text, &mut words);
        let outlet = article.outlet.as_deref().map_or(0, outlet_key);
        let body = Body::of(&article.text, &words);
        let side = Side::of(article, body, words, &*self.furniture(outlet)?).with_letters(sketch.body);
        Ok(Asked { sketch, side })
    }

    fn matcher<'a>(&'a self, asked: &'a Asked<'a>, options: &CheckOptions) -> Matcher<'a> {
        let (snapshot, furniture) = (&self.snapshot, &self.furniture);
        Matcher { snapshot, furniture, asked, limits: options.limits, allow_damaged: options.allow_damaged }
    }

    /// The best candidates of all segments.
    fn seek(
        &self,
        asked: &Asked<'_>,
        options: &CheckOptions,
        damage: &mut Vec<IndexError>,
    ) -> Result<Vec<Found>> {
        let (sketch, outlet) = (&asked.sketch, asked.side.outlet());
        let furniture = self.furniture(outlet)?;
        let inquirer = Inquirer { sketch, outlet, furniture: &furniture };
        let queries = inquirer.queries();
        let among = Among { before: options.before, outlet: options.outlet.as_deref().map(outlet_key) };
        let mut visit = Visit::new(inquirer, &queries, among);
        let mut found = Vec::new();
        for (number, segment) in self.snapshot.segments().iter().enumerate() {
            let in_segment = |(candidate, entry)| Found { segment: number, candidate, entry };
            match visit.segment(segment) {
                Ok(hits) => found.extend(hits.into_iter().map(in_segment)),
                Err(error) if options.allow_damaged => damage.push(error),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(best(found, sketch.body, options.limit))
    }
}

/// The candidates worth aligning, where so many matches are asked for. Of those that share as much the earliest are better: a
/// source is among them before its copies are. Where the last ties with others all the same, those come along too, four times
/// as many at most, so that the answer does not depend on how articles are spread over segments.
fn best(mut found: Vec<Found>, body: u64, limit: usize) -> Vec<Found> {
    let score = |found: &Found| {
        let published = found.entry.published.map_or(i64::MAX, |published| published.seconds);
        (Reverse((found.entry.body == body, found.candidate.score)), published, found.entry.body)
    };
    found.sort_by_key(score);
    let aligned = limit.saturating_mul(ALIGNED).max(ALIGNED_LEAST);
    if let Some(last) = found.get(aligned).map(score) {
        let ties = found[aligned..].iter().take_while(|other| score(other) == last).count();
        found.truncate(aligned + ties.min(4 * aligned));
    }
    found
}
