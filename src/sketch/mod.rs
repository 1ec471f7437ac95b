//! From shingles to what is kept of an article: a `MinHash` signature, LSH bands and fingerprints.
//!
//! [`minhash`] takes the least shingles, by which a [`signature`] estimates resemblance, [`bands`] files an article under keys that resembling ones share,
//! [`fingerprint`] samples shingles so that a short story is found inside a long page, and [`curve`] says what
//! share of reprints all that will find.

pub mod bands;
pub mod curve;
pub mod fingerprint;
pub mod minhash;
pub mod signature;

use std::sync::LazyLock;

use crate::params::{BANDS, ROWS};
use crate::text::tokenise::{Buffers, cut_words, hash_words};

use crate::text::{Words, shingles};
use fingerprint::{Ends, Sampler};
use minhash::Minima;
pub use signature::Signature;

/// Permutations that the bands take their rows from: the first ones.
const OF_BANDS: usize = BANDS * ROWS;

/// The bands of a body without shingles. Of a crawl that is mostly headlines, these are most.
static OF_NONE: LazyLock<[u32; BANDS]> = LazyLock::new(|| bands::keys(&[u32::MAX; OF_BANDS]));

/// What the index keeps of one body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Words in the body (characters, in scripts written without spaces).
    pub words: u32,
    /// Hash of the body's letters run together: equal bodies have equal values.
    pub body: u64,
    /// The `MinHash` signature.
    pub signature: Signature,
    /// One key per LSH band, computed from the untruncated minima.
    pub bands: [u32; BANDS],
    /// Sampled shingle hashes, distinct, in the order of the text: the postings under which the article can be found.
    pub prints: Vec<u32>,
    /// Shingle hashes at the densest rate, distinct, in the order of the text: what the article looks up. Holds `prints`.
    pub queries: Vec<u32>,
}

/// Makes sketches; keeps its buffers from one article to the next.
#[derive(Debug, Default)]
pub struct Sketcher {
    buffers: Buffers,
    words: Vec<u64>,
    shingles: Vec<u64>,
    sampler: Sampler,
}

impl Sketcher {
    /// A sketcher with empty buffers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Hash of a headline's words, the same for any case, spacing and punctuation; never zero unless it has none.
    pub fn phrase(&mut self, headline: &str) -> u64 {
        let hash = hash_words(headline, &mut self.buffers, &mut self.words);
        if self.words.is_empty() { 0 } else { hash.max(1) }
    }

    /// Sketches one body.
    pub fn sketch(&mut self, text: &str) -> Sketch {
        let mut sketch = Sketch::default();
        self.sketch_into(text, &mut sketch);
        sketch
    }

    /// The same, into the place of a sketch that is not needed any more.
    pub fn sketch_into(&mut self, text: &str, sketch: &mut Sketch) {
        self.shingle(text, sketch);
        self.sample(sketch);
    }

    /// The same without the signature, which is left as it was: for a corpus that is compared with itself, and an index
    /// that keeps texts, where these are at hand. More than a fifth of the permutations serve nothing else. Not for an index
    /// without texts, which would keep what is there. Says from which stretch of the text
    /// the queries come.
    pub fn keys_into(&mut self, text: &str, sketch: &mut Sketch) -> Ends {
        self.shingle(text, sketch);
        sketch.bands = if self.shingles.is_empty() {
            *OF_NONE
        } else {
            bands::keys::<OF_BANDS>(&minhash::minima(&self.shingles))
        };
        self.sampler.sample(&self.shingles, &mut sketch.prints, &mut sketch.queries)
    }

    fn shingle(&mut self, text: &str, sketch: &mut Sketch) {
        sketch.body = hash_words(text, &mut self.buffers, &mut self.words);
        sketch.words = self.words.len() as u32;
        shingles(&self.words, &mut self.shingles);
    }

    /// Sketches one body, and leaves its words in `words`.
    pub fn cut(&mut self, text: &str, words: &mut Words) -> Sketch {
        let body = cut_words(text, &mut self.buffers, words);
        let mut sketch = Sketch { body, words: words.len() as u32, ..Sketch::default() };
        shingles(&words.hashes, &mut self.shingles);
        self.sample(&mut sketch);
        sketch
    }

    /// What is kept of the shingles.
    fn sample(&mut self, sketch: &mut Sketch) {
        let minima: Minima = minhash::minima(&self.shingles);
        sketch.signature = Signature::of(&minima);
        sketch.bands = bands::keys(&minima);
        self.sampler.sample(&self.shingles, &mut sketch.prints, &mut sketch.queries);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The harbour board voted on Tuesday to close the old fish market, ending a dispute that has \
        divided the town for eleven years. Members approved the plan by seven votes to two after a stormy session.";

    #[test]
    fn a_sketch_depends_on_words_alone() {
        let mut sketcher = Sketcher::new();
        let sketch = sketcher.sketch(STORY);
        assert_eq!(sketch, sketcher.sketch(&STORY.to_uppercase().replace(' ', "\n ")));
        assert_eq!(sketch.words, 36);
        let mut words = Words::default();
        assert_eq!(sketch, sketcher.cut(STORY, &mut words));
        let mut another = sketcher.sketch("The ferry to the islands sails again from Monday.");
        sketcher.sketch_into(STORY, &mut another);
        assert_eq!(sketch, another);
        assert_eq!(words, crate::text::words(STORY));
    }

    #[test]
    fn keys_are_those_of_the_sketch() {
        let (mut sketcher, mut keys) = (Sketcher::new(), Sketch::default());
        for text in [STORY, "", "The ferry"] {
            sketcher.keys_into(text, &mut keys);
            let sketch = Sketch { signature: Signature::default(), ..sketcher.sketch(text) };
            assert_eq!(keys, sketch);
        }
    }

    #[test]
    fn the_known_answer_stands() {
        let sketch = Sketcher::new().sketch(STORY);
        assert_eq!(
            (sketch.body, &sketch.signature.as_bytes()[..3], &sketch.bands[..2], &sketch.prints[..2]),
            (
                13_244_922_872_978_218_854,
                &[245, 168, 30][..],
                &[2_338_215_420, 3_959_016_489][..],
                &[2_800_504_530, 4_003_657_630][..]
            )
        );
    }
}
