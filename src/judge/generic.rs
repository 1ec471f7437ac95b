//! Furniture of any outlet: what no page of its own needs to teach us, because it stands on everybody's.

use std::iter::successors;
use std::ops::Range;
use std::sync::LazyLock;

use crate::text::hashed::KeyMap;
use crate::text::shape::first_with;
use crate::text::words;

use super::body::{Body, part};
use super::phrases::{HEADINGS, NOTES, PHOTO_CREDITS};

/// Words that `*` may stand for.
const GAP: usize = 4;

/// Words of the longest line that is a note as a whole; in a longer one only the phrase is.
const NOTE: usize = 30;

/// Words of the longest line that is a heading or a button.
const HEADING: usize = 12;

/// Words of the longest line that is a caption.
const CAPTION: usize = 150;

/// How much around a phrase is furniture with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Note,
    Heading,
    Caption,
}

/// A phrase in pieces, between which up to [`GAP`] words may stand.
struct Phrase {
    reach: Reach,
    pieces: Vec<Vec<u32>>,
}

/// Phrases by their first word.
struct Phrases {
    by_first: KeyMap<Vec<Phrase>>,
    /// For the two words with which each begins a bit: few words of a text are followed as they are in a phrase.
    openings: [u64; 1 << 8],
}

/// Phrases that are sought at every word.
static ANYWHERE: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::of(&[(Reach::Note, NOTES), (Reach::Caption, PHOTO_CREDITS)]));

/// Phrases that are sought where a line begins.
static AT_LINES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&[(Reach::Heading, HEADINGS)]));

/// A word as a key of 64 bits, all of which a map may look at.
fn key(word: u32) -> u64 {
    u64::from(word) << 32 | u64::from(word)
}

impl Phrases {
    fn of(lists: &[(Reach, &[&str])]) -> Self {
        let mut phrases = Self { by_first: KeyMap::default(), openings: [0; 1 << 8] };
        for (reach, listed) in lists {
            listed.iter().for_each(|phrase| phrases.add(*reach, phrase));
        }
        phrases
    }

    fn add(&mut self, reach: Reach, phrase: &str) {
        let hashes = |piece: &str| Body::short(&words(piece).hashes);
        let pieces: Vec<Vec<u32>> = phrase.split('*').map(hashes).collect();
        let first = pieces[0][0];
        let seconds = pieces[0].get(1).map_or(u64::MAX, |&second| 1 << (second & 63));
        self.openings[first as usize & 0xFF] |= seconds;
        self.by_first.entry(key(first)).or_default().push(Phrase { reach, pieces });
    }

    /// The phrases that begin with a word.
    fn from(&self, word: u32) -> &[Phrase] {
        self.by_first.get(&key(word)).map_or(&[], Vec::as_slice)
    }

    /// Whether one may begin with these two words.
    #[inline]
    fn may_begin(&self, first: u32, second: u32) -> bool {
        self.openings[first as usize & 0xFF] >> (second & 63) & 1 != 0
    }
}

impl Phrase {
    /// What it takes with it if it begins at `at`.
    fn place(&self, body: &Body, at: usize) -> Option<(Reach, Range<usize>)> {
        let end = self.end(&body.words, at)?;
        Some((self.reach, reach(self.reach, body, at..end)?))
    }

    /// Where the phrase ends if it begins at `at`.
    fn end(&self, words: &[u32], at: usize) -> Option<usize> {
        let (first, rest) = self.pieces.split_first()?;
        let mut end = words.get(at..)?.starts_with(first).then_some(at + first.len())?;
        for piece in rest {
            let starts = |gap: &usize| words.get(end + gap..).is_some_and(|words| words.starts_with(piece));
            end += (0..=GAP).find(starts)? + piece.len();
        }
        Some(end)
    }
}

/// Marks the words that are furniture on pages of any outlet. Captions are none where they are half of the page or
/// more: then they are what it tells.
pub fn mark(body: &mut Body) {
    let found = places(body);
    let (captions, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(reach, _)| *reach == Reach::Caption);
    others.into_iter().for_each(|(_, place)| body.mark_furniture(place.start, place.end));
    let told: usize = captions.iter().map(|(_, place)| body.own_in(place.clone())).sum();
    if 2 * told < body.own() {
        captions.into_iter().for_each(|(_, place)| body.mark_furniture(place.start, place.end));
    }
}

fn places(body: &Body) -> Vec<(Reach, Range<usize>)> {
    let (anywhere, at_lines) = (&*ANYWHERE, &*AT_LINES);
    let mut found = Vec::new();
    let mut seek = |phrases: &Phrases, at: usize| {
        found.extend(phrases.from(body.words[at]).iter().filter_map(|phrase| phrase.place(body, at)));
    };
    let followed = body.words.windows(2).map(|two| (two[0], two[1]));
    let last = body.words.last().map(|&last| (last, 0));
    let openings =
        followed.chain(last).enumerate().filter(|(_, (first, second))| anywhere.may_begin(*first, *second));
    openings.for_each(|(at, _)| seek(anywhere, at));
    let line = |from: usize| first_with(&body.parts, from, part::LINE);
    successors(line(0), |at| line(at + 1)).for_each(|at| seek(at_lines, at));
    found.dedup();
    found
}

/// What a phrase takes with it; nothing if it is none here.
fn reach(reach: Reach, body: &Body, phrase: Range<usize>) -> Option<Range<usize>> {
    let line = line(body, &phrase);
    match reach {
        Reach::Note => Some(if line.len() <= NOTE { line } else { phrase }),
        Reach::Heading => (line.start == phrase.start && line.len() <= HEADING).then_some(line),
        Reach::Caption => Some(if line.len() <= CAPTION { line } else { sentence(body, &phrase) }),
    }
}

/// The line in which the phrase stands.
fn line(body: &Body, phrase: &Range<usize>) -> Range<usize> {
    around(body, phrase, part::LINE)
}

/// The sentence in which the phrase stands.
fn sentence(body: &Body, phrase: &Range<usize>) -> Range<usize> {
    around(body, phrase, part::START | part::LINE)
}

fn around(body: &Body, phrase: &Range<usize>, begin: u8) -> Range<usize> {
    let begins = |parts: &u8| parts & begin != 0;
    let start = body.parts[..=phrase.start].iter().rposition(begins).unwrap_or(0);
    let after = body.parts[phrase.end..].iter().position(begins);
    start..after.map_or(body.len(), |after| phrase.end + after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Vec<&str> {
        let body = Body::new(text);
        let spans = words(text).spans;
        let own = spans.iter().zip(&body.parts).filter(|(_, parts)| **parts & part::FURNITURE == 0);
        own.map(|(&(start, end), _)| &text[start as usize..end as usize]).collect()
    }

    #[test]
    fn a_note_takes_its_line() {
        let text = "The mayor resigned.\nCopyright 2031 Ferring Chronicle. All rights reserved.\nHe is 61.";
        assert_eq!(own(text), ["The", "mayor", "resigned", "He", "is", "61"]);
    }

    #[test]
    fn in_a_long_line_only_the_phrase_is_a_note() {
        let numbers = |from: u32| (from..from + 60).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(own(&format!("{} All rights reserved {}", numbers(0), numbers(100))).len(), 120);
    }

    #[test]
    fn a_heading_must_be_nearly_all_of_its_line() {
        assert_eq!(own("Read more\nThe mayor resigned."), ["The", "mayor", "resigned"]);
        let sentence = "Read more books is what the mayor told every pupil of the town in her last speech.";
        assert_eq!(own(sentence).len(), 17);
    }

    #[test]
    fn a_star_stands_for_a_few_words() {
        assert!(own("Click to share on Some Network (Opens in new window)").is_empty());
    }

    #[test]
    fn a_photo_credit_takes_its_caption() {
        let caption = "Ilse Brandt leaves the hall on Monday. (Jo Marsh/Pool via AP)";
        let story = "The mayor resigned on Monday after eleven years, and her deputy will follow her in May. \
            The board thanked her for the new ferry.";
        assert_eq!(own(&format!("{caption}\n{story}")).len(), 24);
        assert_eq!(own(caption).len(), 12, "a page of captions tells them");
    }
}
