//! The steps that an article goes through, each by itself on one thread: a stage hides in its sum what one of them
//! lost. `benches/stages` times and counts the same functions.

use std::hint::black_box;
use std::time::Instant;

use crate::article::Article;
use crate::judge::align::{Run, Seeds};
use crate::judge::{self, Body, Circumstances, Limits, Scale};
use crate::params::PERMUTATIONS;
use crate::read::{FieldMap, parse_record};
use crate::sketch::{Sketcher, minhash};
use crate::text::tokenise::{Buffers, hash_words, words_into};
use crate::text::{Words, shingles, words};

/// Reads records, a JSON line each.
pub fn parse(lines: &[Vec<u8>]) {
    let fields = FieldMap::default();
    for line in lines {
        let _ = black_box(parse_record(line, &"generated", &fields));
    }
}

/// Folds every text and hashes its words.
pub fn tokenise(articles: &[Article<'_>]) {
    let (mut buffers, mut hashes) = (Buffers::default(), Vec::new());
    for article in articles {
        black_box(hash_words(&article.text, &mut buffers, &mut hashes));
    }
}

/// Finds the minima of every article's shingles.
pub fn minima(shingles: &[Vec<u64>]) {
    for shingles in shingles {
        black_box(minhash::minima::<PERMUTATIONS>(shingles));
    }
}

/// Sketches every text: words, shingles, minima, fingerprints.
pub fn sketch(articles: &[Article<'_>]) {
    let mut sketcher = Sketcher::new();
    for article in articles {
        black_box(sketcher.sketch(&article.text));
    }
}

/// Makes every text ready to be compared.
pub fn body(articles: &[Article<'_>]) {
    let (mut folded, mut words) = (Vec::new(), Words::default());
    for article in articles {
        words_into(&article.text, &mut folded, &mut words);
        black_box(Body::of(&article.text, &words));
    }
}

/// Finds the words that two bodies share.
pub fn align<'a>(pairs: impl Iterator<Item = (&'a Body, &'a Body)>) {
    let (mut seeds, mut found) = (Seeds::default(), Vec::<Run>::new());
    for (a, b) in pairs {
        seeds.note(b);
        seeds.runs(a, &mut found);
        black_box(&found);
    }
}

/// The same, and names the relation.
pub fn judge<'a>(pairs: impl Iterator<Item = (&'a Body, &'a Body)>) {
    let mut scale = Scale::default();
    for (a, b) in pairs {
        let evidence = scale.weigh(a, b);
        black_box(judge::judge(&evidence, Circumstances::default(), Limits::default()));
    }
}

/// The distinct windows of a text's words.
#[must_use]
pub fn windows(article: &Article<'_>) -> Vec<u64> {
    let mut out = Vec::new();
    shingles(&words(&article.text).hashes, &mut out);
    out
}

/// A few articles, in the form each step takes them.
pub(super) struct Sample<'a> {
    articles: Vec<Article<'a>>,
    lines: Vec<Vec<u8>>,
    shingles: Vec<Vec<u64>>,
    /// Each article, and what is left of it when its first half is cut off.
    bodies: Vec<(Body, Body)>,
}

/// One step on the whole sample.
type Step = fn(&Sample<'_>);

const STEPS: [(&str, Step); 7] = [
    ("parse", |sample| parse(&sample.lines)),
    ("tokenise", |sample| tokenise(&sample.articles)),
    ("minhash", |sample| minima(&sample.shingles)),
    ("sketch", |sample| sketch(&sample.articles)),
    ("body", |sample| body(&sample.articles)),
    ("align", |sample| align(sample.pairs())),
    ("judge", |sample| judge(sample.pairs())),
];

/// Articles of the sample at most: what is known of them stays in the nearer caches, for what is behind those is shared with
/// whatever else the machine does, and may take half as long again for minutes.
const ARTICLES: usize = 64;

/// How often a step runs before its quickest time counts: short and often finds a quiet moment where long and once
/// does not.
const TIMES: usize = 64;

impl<'a> Sample<'a> {
    pub(super) fn of(articles: &'a [Article<'a>]) -> Self {
        let every = articles.len().div_ceil(ARTICLES).max(1);
        let articles: Vec<Article<'a>> = articles.iter().step_by(every).cloned().collect();
        let body = |article: &Article<'_>| (Body::new(&article.text), Body::new(second_half(&article.text)));
        Self {
            lines: articles.iter().map(super::corpus::line).collect(),
            shingles: articles.iter().map(windows).collect(),
            bodies: articles.iter().map(body).collect(),
            articles,
        }
    }

    fn pairs(&self) -> impl Iterator<Item = (&Body, &Body)> {
        self.bodies.iter().map(|(whole, half)| (half, whole))
    }

    /// Microseconds that each step takes an article.
    pub(super) fn time(&self) -> impl Iterator<Item = (String, f64)> {
        let articles = self.articles.len().max(1) as f64;
        STEPS.iter().map(move |&(name, step)| (name.to_owned(), self.quickest(step) / articles))
    }

    fn quickest(&self, step: Step) -> f64 {
        let timed = |_| {
            let start = Instant::now();
            step(self);
            start.elapsed().as_secs_f64() * 1e6
        };
        super::quickest::least((0..TIMES).map(timed))
    }
}

fn second_half(text: &str) -> &str {
    let middle = (text.len() / 2..=text.len()).find(|&at| text.is_char_boundary(at));
    middle.map_or(text, |middle| &text[middle..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_takes_time_and_none_is_taken_by_nothing() {
        let articles: Vec<Article<'_>> =
            crate::generate::Generator::new(1, 20).map(|made| made.article).collect();
        let timed: Vec<(String, f64)> = Sample::of(&articles).time().collect();
        assert_eq!(timed.len(), STEPS.len());
        assert!(timed.iter().all(|(_, micros)| *micros > 0.0), "{timed:?}");
        assert_eq!(Sample::of(&[]).time().count(), STEPS.len());
    }

    #[test]
    fn a_text_is_halved_between_two_characters() {
        assert_eq!(second_half("abcd"), "cd");
        assert_eq!(second_half("aéd"), "d");
        assert_eq!(second_half(""), "");
    }
}
