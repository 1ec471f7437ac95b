//! One text made ready for comparison: its words, and the part each word plays.

use std::iter::successors;
use std::ops::Range;

use crate::params::SHINGLE;
use crate::sketch::fingerprint::query;
use crate::text::hashed::Sought;
use crate::text::shape::LONE;
use crate::text::{Words, words};

use super::align::seeds;
use super::count::{Role, count, count_in};
use super::opening::above;

use super::{generic, parts, repeats};

/// The part a word plays, as bits.
pub mod part {
    use crate::text::shape;

    /// Holds a digit.
    pub const NUMBER: u8 = shape::DIGIT;
    /// Written with a capital in mid-sentence: a name, a weekday, a month (any noun, in German).
    pub const NAME: u8 = shape::CAPITAL;
    /// Stands between quotation marks.
    pub const QUOTED: u8 = 4;
    /// Begins a sentence.
    pub const START: u8 = shape::SENTENCE;
    /// Recurs across the outlet's pages, or on any outlet's: no story's own word.
    pub const FURNITURE: u8 = 16;
    /// Begins a line.
    pub const LINE: u8 = shape::LINE;
}

/// Words between two recurring shingles that recur with them, if no sampled one between says otherwise.
const CLOSE: usize = 24;

/// Shingles that are told apart together: one bit each.
const TOGETHER: usize = u64::BITS as usize;

/// A text made ready for comparison, in nine bytes a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Hash of each word's compared form: its upper half, for two texts have too few words to confuse any.
    pub words: Vec<u32>,
    /// The [`seeds`] of its words.
    pub seeds: Vec<u32>,
    /// For each word the [`part`]s it plays.
    pub parts: Vec<u8>,
    /// Most of its words are single characters of a script without spaces.
    pub is_unspaced: bool,
}

impl Body {
    /// Cuts `text` into words and notes numbers, names, quotations and sentence starts. Furniture is what stands on
    /// any outlet's pages, and the headline, byline and dateline above the story; what the outlet repeats is marked later.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::of(text, &words(text))
    }

    /// [`Body::new`] where the words of `text` are known already.
    #[must_use]
    pub fn of(text: &str, words: &Words) -> Self {
        Self::from_words(Self::short(&words.hashes)).told(text, words)
    }

    /// Word hashes as a body keeps them.
    #[must_use]
    pub fn short(hashes: &[u64]) -> Vec<u32> {
        hashes.iter().map(|hash| (hash >> 32) as u32).collect()
    }

    /// A body of which nothing is known but its words.
    #[must_use]
    pub fn from_words(words: impl Into<Vec<u32>>) -> Self {
        let words = words.into();
        Self { seeds: seeds(&words), parts: vec![0; words.len()], is_unspaced: false, words }
    }

    /// [`Body::of`], from a body of which nothing is known but the `words` of this text.
    #[must_use]
    pub fn told(mut self, text: &str, words: &Words) -> Self {
        parts::tell(text, words, &mut self.parts);
        self.is_unspaced = is_unspaced(&words.shapes);
        repeats::mark(&mut self);
        generic::mark(&mut self);
        let opening = above(text) as u32;
        let before_story = words.spans.iter().take_while(|span| span.1 <= opening).count();
        self.mark_furniture(0, before_story);
        self
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Words that are not furniture.
    #[must_use]
    pub fn own(&self) -> usize {
        self.own_in(0..self.len())
    }

    /// The same among those in this place.
    #[inline]
    pub(super) fn own_in(&self, place: Range<usize>) -> usize {
        count_in(&self.parts, place, OWN)
    }

    /// Marks what recurs as furniture. `shingles` are the body's, in order; of them the sampled ones alone are sought
    /// among those `recurring`, and what lies between two that recur and stand close together recurs with them.
    pub fn mark_recurring(&mut self, shingles: &[u64], recurring: &Sought) {
        // The place of the last that recurs, and how many were sampled before it.
        let mut last: Option<(usize, usize)> = None;
        let mut sampled = 0;
        for (first, some) in (0..).step_by(TOGETHER).zip(shingles.chunks(TOGETHER)) {
            let bits = Bits::of(some, recurring);
            for at in bits.sought().filter(|&at| recurring.contains(query(some[at]).0)) {
                let (place, before) = (first + at, sampled + bits.sampled_before(at));
                let close = last.filter(|last| last.1 + 1 == before && place - last.0 <= CLOSE);
                let from = close.map_or(place, |last| last.0 + SHINGLE);
                self.mark_furniture(from.min(place), place + SHINGLE);
                last = Some((place, before));
            }
            sampled += bits.sampled.count_ones() as usize;
        }
    }

    /// Marks the words from `from` to before `to` as furniture.
    pub fn mark_furniture(&mut self, from: usize, to: usize) {
        let to = to.min(self.parts.len());
        for parts in &mut self.parts[from.min(to)..to] {
            *parts |= part::FURNITURE;
        }
    }
}

/// Some shingles in order, the first lowest: which are sampled, and which of these may recur. Both are told of all before
/// one is looked at, for no processor foresees what is sampled, and half its guesses would be wrong.
struct Bits {
    sampled: u64,
    sought: u64,
}

impl Bits {
    fn of(shingles: &[u64], recurring: &Sought) -> Self {
        let (mut sampled, mut sought) = (0_u64, 0_u64);
        // Each comes in at the top, where all shifts are by the same.
        let top = |is: bool| u64::from(is) << (u64::BITS - 1);
        for &shingle in shingles {
            let (print, is_sampled) = query(shingle);
            sampled = sampled >> 1 | top(is_sampled);
            sought = sought >> 1 | top(recurring.may_have(print));
        }
        let free = TOGETHER - shingles.len();
        Self { sampled: sampled >> free, sought: (sought & sampled) >> free }
    }

    /// Where those stand that may recur.
    fn sought(&self) -> impl Iterator<Item = usize> + use<> {
        let left = |bits: u64| Some(bits).filter(|&bits| bits != 0);
        successors(left(self.sought), move |bits| left(bits & (bits - 1)))
            .map(|bits| bits.trailing_zeros() as usize)
    }

    fn sampled_before(&self, at: usize) -> usize {
        (self.sampled & ((1 << at) - 1)).count_ones() as usize
    }
}

/// Of a word that is no furniture.
pub(super) const OWN: Role = Role { any: 0, none: part::FURNITURE };

fn is_unspaced(shapes: &[u8]) -> bool {
    2 * count(shapes, |shape| shape & LONE != 0) > shapes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_recurs_is_sought_among_the_sampled_alone(shingles in prop::collection::vec((0_u64..12, 0_u64..3), 0..200)) {
            let shingles: Vec<u64> = shingles.into_iter().map(|(upper, sampled)| (2 * upper + sampled / 2) << 32).collect();
            let recurs = |print: u32| print.is_multiple_of(3);
            let mut body = Body::from_words(vec![0; shingles.len() + SHINGLE - 1]);
            let mut expected = body.clone();
            body.mark_recurring(&shingles, &(0..40).filter(|&print| recurs(print)).collect());
            let mut last = None;
            for (place, print) in shingles.iter().enumerate().map(|(place, &shingle)| (place, query(shingle))) {
                match print {
                    (_, false) => {}
                    (print, true) if recurs(print) => {
                        let from = last.filter(|last| place - last <= CLOSE).unwrap_or(place);
                        expected.mark_furniture(from, place + SHINGLE);
                        last = Some(place);
                    }
                    _ => last = None,
                }
            }
            prop_assert_eq!(body, expected);
        }
    }

    fn with(text: &str, wanted: u8) -> Vec<&str> {
        let (body, words) = (Body::new(text), words(text));
        let spans = words.spans.iter().map(|&(a, b)| &text[a as usize..b as usize]);
        spans.zip(&body.parts).filter(|(_, parts)| **parts & wanted != 0).map(|(word, _)| word).collect()
    }

    #[test]
    fn names_are_capitals_in_mid_sentence() {
        let text = "Mayor Ilse Brandt spoke. She left on Tuesday with 40 aides.";
        assert_eq!(with(text, part::NAME), ["Ilse", "Brandt", "Tuesday"]);
        assert_eq!(with(text, part::NUMBER), ["40"]);
        assert_eq!(with(text, part::START), ["Mayor", "She"]);
    }

    #[test]
    fn quotations_end_with_their_mark_or_their_paragraph() {
        assert_eq!(with("“We will go,” he said", part::QUOTED), ["We", "will", "go"]);
        assert_eq!(with("He said \"never\nagain\" and", part::QUOTED), ["never", "and"]);
        assert_eq!(with("Er sagte „wir gehen“ und ging", part::QUOTED), ["wir", "gehen"]);
        assert_eq!(with("Er sagte »wir gehen« und ging", part::QUOTED), ["wir", "gehen"]);
        assert_eq!(with("Il a dit « nous partons » et partit", part::QUOTED), ["nous", "partons"]);
    }

    #[test]
    fn furniture_is_not_own() {
        let mut body = Body::new("one two three");
        body.mark_furniture(1, 9);
        assert_eq!(body.own(), 1);
    }
}
