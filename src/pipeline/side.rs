//! One side of a comparison: an article made ready, and two of them compared.

use std::sync::OnceLock;

use crate::article::Article;
use crate::extract::credit::{Credit, Credits, credits};
use crate::judge::passage::Passage;
use crate::judge::{Body, Evidence, Limits, Scale, ShingleSet, Verdict};
use crate::sketch::Sketcher;
use crate::text::hashed::Sought;
use crate::text::{Words, shingles, words};

use super::facts::Facts;
use super::origin::Origin;
use super::outlet::outlet_key;

/// A passage that stands in both texts, as byte ranges of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Span {
    /// Equal words.
    pub words: u32,
    /// Where in the article's text: first byte, and the one after the last.
    pub article: [u32; 2],
    /// Where in the match's text.
    #[serde(rename = "match")]
    pub matched: [u32; 2],
}

/// An article made ready. What only some comparisons need is made when the first one does.
#[derive(Debug)]
pub struct Side<'a> {
    article: &'a Article<'a>,
    body: Body,
    /// Byte range of each word.
    spans: Vec<(u32, u32)>,
    outlet: u32,
    /// Hash of the letters run together.
    letters: OnceLock<u64>,
    shingles: OnceLock<ShingleSet>,
    credits: OnceLock<Credits>,
    origin: OnceLock<Origin>,
}

/// What two articles have in common.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What the two are to each other.
    pub verdict: Verdict,
    /// Resemblance of their shingle sets, exact, 0 to 1.
    pub jaccard: f32,
    /// Equal words in the longest passage.
    pub longest: u32,
    /// Whether both have the same headline.
    pub same_headline: bool,
    /// The passages, in the order of the first article.
    pub passages: Vec<Span>,
}

impl<'a> Side<'a> {
    /// Cuts the article into words and marks what its outlet is known to repeat: `furniture`, by shingle.
    #[must_use]
    pub fn new(article: &'a Article<'a>, furniture: &Sought) -> Self {
        let words = words(&article.text);
        Self::of(article, Body::of(&article.text, &words), words, furniture)
    }

    /// [`Side::new`] where the words and the body of the article's text are known already.
    #[must_use]
    pub fn of(article: &'a Article<'a>, mut body: Body, words: Words, furniture: &Sought) -> Self {
        let outlet = article.outlet.as_deref().map_or(0, outlet_key);
        if !furniture.is_empty() {
            let mut windows = Vec::new();
            shingles(&words.hashes, &mut windows);
            body.mark_recurring(&windows, furniture);
        }
        Self {
            article,
            body,
            spans: words.spans,
            outlet,
            letters: OnceLock::new(),
            shingles: OnceLock::new(),
            credits: OnceLock::new(),
            origin: OnceLock::new(),
        }
    }

    /// The same, where the hash of its letters run together is known: [`Sketch::body`](crate::sketch::Sketch::body).
    #[must_use]
    pub fn with_letters(self, hash: u64) -> Self {
        Self { letters: OnceLock::from(hash), ..self }
    }

    /// The credit that says whose copy this is.
    #[must_use]
    pub fn wire(&self) -> Option<&Credit> {
        self.credits().wire()
    }

    /// The key of its outlet; zero if that is not known.
    #[must_use]
    pub fn outlet(&self) -> u32 {
        self.outlet
    }

    /// The article's words and what part each plays.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Byte range of each word in the article's text.
    #[must_use]
    pub fn spans(&self) -> &[(u32, u32)] {
        &self.spans
    }

    /// Aligns this article with another and judges the two.
    #[must_use]
    pub fn compare(&self, other: &Side<'_>, limits: Limits) -> Comparison {
        let mut scale = Scale::default();
        let evidence = scale.weigh(&self.body, &other.body);
        let verdict = self.judge(other, &evidence, limits);
        self.describe(other, verdict, evidence.longest, &scale.passages())
    }

    /// [`Side::compare`], where a pair of a relation that is not written is of no interest.
    #[must_use]
    pub fn related(&self, other: &Side<'_>, limits: Limits) -> Option<Comparison> {
        let mut scale = Scale::default();
        let evidence = scale.weigh(&self.body, &other.body);
        let verdict = self.judge(other, &evidence, limits);
        let describe = || self.describe(other, verdict, evidence.longest, &scale.passages());
        verdict.relation.is_written().then(describe)
    }

    fn describe(&self, other: &Side<'_>, verdict: Verdict, longest: u32, passages: &[Passage]) -> Comparison {
        let spans = |passage| span(passage, &self.spans, &other.spans);
        Comparison {
            verdict,
            jaccard: self.shingles().resemblance(other.shingles()),
            longest,
            same_headline: self.has_headline_of(other),
            passages: passages.iter().map(spans).collect(),
        }
    }

    fn judge(&self, other: &Side<'_>, evidence: &Evidence, limits: Limits) -> Verdict {
        let (verdict, of_versions) = self.facts().judge(other.facts(), evidence, limits);
        of_versions.filter(|_| self.origin().is_shared_with(other.origin())).unwrap_or(verdict)
    }

    fn facts(&self) -> Facts {
        Facts { outlet: self.outlet, body: self.letters(), published: self.article.published }
    }

    fn has_headline_of(&self, other: &Side<'_>) -> bool {
        let phrase =
            |side: &Side<'_>| side.article.title.as_deref().map_or(0, |title| Sketcher::new().phrase(title));
        let headline = phrase(self);
        headline != 0 && headline == phrase(other)
    }

    fn letters(&self) -> u64 {
        *self.letters.get_or_init(|| Sketcher::new().phrase(&self.article.text))
    }

    fn shingles(&self) -> &ShingleSet {
        self.shingles.get_or_init(|| ShingleSet::of(&self.body.words))
    }

    fn credits(&self) -> &Credits {
        self.credits.get_or_init(|| credits(self.article))
    }

    fn origin(&self) -> &Origin {
        self.origin.get_or_init(|| Origin::of(self.article, self.credits()))
    }
}

fn span(passage: &Passage, a: &[(u32, u32)], b: &[(u32, u32)]) -> Span {
    let bytes = |spans: &[(u32, u32)], words: &std::ops::Range<u32>| {
        [spans[words.start as usize].0, spans[words.end as usize - 1].1]
    };
    Span { words: passage.matched, article: bytes(a, &passage.a), matched: bytes(b, &passage.b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Relation;

    fn article(text: &str) -> Article<'_> {
        Article { text: text.into(), ..Article::default() }
    }

    #[test]
    fn passages_point_at_equal_bytes() {
        let story =
            "The ferry left Port Ansel at noon with ninety people aboard and no lifeboats, inspectors said.";
        let page = format!("Our round-up of the week.\n{story}\nAnd now the weather for the islands.");
        let (a, b) = (article(story), article(&page));
        let none = Sought::default();
        let found = Side::new(&a, &none).compare(&Side::new(&b, &none), Limits::default());
        let [span] = found.passages[..] else { panic!("one passage") };
        let cut = |text: &str, [from, to]: [u32; 2]| text[from as usize..to as usize].to_owned();
        assert_eq!(cut(story, span.article), cut(&page, span.matched));
        assert_eq!(found.verdict.coverage[0].to_bits(), 1.0_f32.to_bits());
    }

    #[test]
    fn fused_words_do_not_make_another_story() {
        let (a, b) = ("On Friday the board named Ilse Brandt", "On Fridaythe boardnamed Ilse Brandt");
        let none = Sought::default();
        let found = Side::new(&article(a), &none).compare(&Side::new(&article(b), &none), Limits::default());
        assert_eq!(found.verdict.relation, Relation::Identical);
    }
}
