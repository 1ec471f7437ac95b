//! Runs of words that two texts share, found by seeding on shared 4-grams and extending both ways.
//!
//! Everything said of a pair is decided from these runs, never from the sketches alone.

use std::ops::Range;

use super::body::Body;

/// Words in a seed.
pub const SEED_WORDS: usize = 4;

/// Places of one seed that are tried; a refrain repeated more often than this is not worth more.
const TRIED: usize = 16;

/// Bits for each seed in the table of marks, a power of two: one seed in so many is looked for in vain.
const MARKS: usize = 32;

/// What each word of a seed is multiplied by: odd, and otherwise the digits of π.
const FACTORS: [u64; SEED_WORDS] =
    [0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7345, 0xA409_3822_299F_31D1, 0x082E_FA98_EC4E_6C89];

/// For each place the hash of the [`SEED_WORDS`] words that begin there, where there are as many: the upper half of a
/// sum of products (Dietzfelbinger, "Universal hashing and k-wise independent random variables via integer arithmetic
/// without primes", 1996). No sum waits for another, so that a processor makes several at once.
#[must_use]
pub fn seeds(words: &[u32]) -> Vec<u32> {
    let from = |place: usize| words[place.min(words.len())..].iter();
    let four = from(0).zip(from(1)).zip(from(2)).zip(from(3));
    let product = |word: u32, place: usize| u64::from(word).wrapping_mul(FACTORS[place]);
    four.map(|(((&a, &b), &c), &d)| {
        let sum = product(a, 0).wrapping_add(product(b, 1)).wrapping_add(product(c, 2));
        (sum.wrapping_add(product(d, 3)) >> 32) as u32
    })
    .collect()
}

/// One run of equal words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First word in the one text.
    pub a: u32,
    /// First word in the other.
    pub b: u32,
    /// Words in the run.
    pub len: u32,
}

impl Run {
    /// Its words in the one text.
    #[must_use]
    #[inline]
    pub fn in_a(self) -> Range<usize> {
        self.a as usize..(self.a + self.len) as usize
    }

    /// Its words in the other.
    #[must_use]
    #[inline]
    pub fn in_b(self) -> Range<usize> {
        self.b as usize..(self.b + self.len) as usize
    }
}

/// Where each seed of one text stands. Kept from one comparison to the next: for its buffers, and because one
/// text is often compared with many.
#[derive(Debug, Default)]
pub struct Seeds<'a> {
    noted: Option<&'a Body>,
    /// A bit for every seed, by its trailing bits: most seeds of another text stand nowhere, and are told here.
    marks: Vec<u64>,
    /// By the seed's leading bits: its last place in the text plus one, or zero.
    heads: Vec<u32>,
    /// By place: the place before it with the same slot plus one, or zero.
    earlier: Vec<u32>,
    /// Bits of a seed that are not part of its slot.
    shift: u32,
}

impl<'a> Seeds<'a> {
    /// Notes every seed of `body`, which may have 2³¹ words at most.
    pub fn note(&mut self, body: &'a Body) {
        if self.noted.is_some_and(|noted| std::ptr::eq(noted, body)) {
            return;
        }
        self.noted = Some(body);
        let bits = body.seeds.len().next_power_of_two().trailing_zeros().max(1);
        self.shift = u32::BITS - bits;
        self.heads.clear();
        self.heads.resize(1 << bits, 0);
        self.marks.clear();
        self.marks.resize((MARKS << bits) / 64 + 1, 0);
        self.earlier.clear();
        let (heads, marks, shift) = (&mut self.heads[..], &mut self.marks[..], self.shift);
        self.earlier.extend((1..).zip(&body.seeds).map(|(place, &seed)| {
            let (word, bit) = mark(seed, shift);
            marks[word] |= bit;
            std::mem::replace(&mut heads[(seed >> shift) as usize], place)
        }));
    }

    /// Whether the seed may stand in the noted text.
    #[inline]
    fn may_have(&self, seed: u32) -> bool {
        let (word, bit) = mark(seed, self.shift);
        self.marks[word] & bit != 0
    }

    /// The latest places of a seed in the noted text, latest first.
    fn places(&self, seed: u32, noted: &'a Body) -> impl Iterator<Item = usize> {
        let link = |place: u32| (place > 0).then_some(place);
        let head = link(self.heads[(seed >> self.shift) as usize]);
        std::iter::successors(head, move |&place| link(self.earlier[place as usize - 1]))
            .map(|place| place as usize - 1)
            .filter(move |&place| noted.seeds[place] == seed)
            .take(TRIED)
    }

    /// The runs of `a` that stand in the noted text, in the order of `a`, not overlapping there. Of several
    /// places in the noted text the one with the longest run is taken, and of equal ones the one that continues
    /// the run before.
    pub fn runs(&self, a: &Body, out: &mut Vec<Run>) {
        out.clear();
        let Some(b) = self.noted else { return };
        let mut at = 0;
        while let Some(&seed) = a.seeds.get(at) {
            if !self.may_have(seed) {
                at += 1;
                continue;
            }
            let found = longest(&a.words, &b.words, at, self.places(seed, b), out.last());
            at = found.map_or(at + 1, |run| (run.a + run.len) as usize);
            out.extend(found);
        }
    }
}

/// Where a seed's own bit stands among the marks: its trailing bits say.
#[inline]
fn mark(seed: u32, shift: u32) -> (usize, u64) {
    let bit = seed as usize & ((MARKS << (u32::BITS - shift)) - 1);
    (bit / 64, 1 << (bit % 64))
}

fn longest(
    a: &[u32],
    b: &[u32],
    at: usize,
    places: impl Iterator<Item = usize>,
    last: Option<&Run>,
) -> Option<Run> {
    let expected = last.map_or(at, |last| (at + last.b as usize).saturating_sub(last.a as usize));
    let floor = last.map_or(0, |last| (last.a + last.len) as usize);
    places
        .map(|place| (place, equal_words(&a[at..], &b[place..])))
        .filter(|&(_, len)| len >= SEED_WORDS)
        .max_by_key(|&(place, len)| (len, std::cmp::Reverse(place.abs_diff(expected))))
        .map(|(place, len)| {
            let back = equal_words_back(&a[floor..at], &b[..place]);
            Run { a: (at - back) as u32, b: (place - back) as u32, len: (len + back) as u32 }
        })
}

fn equal_words(a: &[u32], b: &[u32]) -> usize {
    // Eight at a time, for two versions of a story are equal over hundreds.
    let eights = a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0);
    let equal = 8 * eights.take_while(|(a, b)| a == b).count();
    equal + a[equal..].iter().zip(&b[equal..]).take_while(|(a, b)| a == b).count()
}

/// Words with which both end.
pub(super) fn equal_words_back(a: &[u32], b: &[u32]) -> usize {
    a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(a: &[u32], b: &[u32]) -> Vec<Run> {
        let (a, b) = (Body::from_words(a), Body::from_words(b));
        let (mut seeds, mut out) = (Seeds::default(), Vec::new());
        seeds.note(&b);
        seeds.runs(&a, &mut out);
        out
    }

    #[test]
    fn a_moved_paragraph_is_two_runs() {
        let (first, second): (Vec<u32>, Vec<u32>) = ((0..20).collect(), (50..70).collect());
        let runs = of(&[first.clone(), second.clone()].concat(), &[second, vec![99], first].concat());
        assert_eq!(runs, [Run { a: 0, b: 21, len: 20 }, Run { a: 20, b: 0, len: 20 }]);
    }

    #[test]
    fn texts_shorter_than_a_seed_share_nothing() {
        assert!(of(&[1, 2, 3], &[1, 2, 3]).is_empty());
        assert!(of(&[], &[]).is_empty());
    }

    proptest! {
        #[test]
        fn every_run_is_equal_and_maximal(
            a in prop::collection::vec(0_u32..4, 0..60),
            b in prop::collection::vec(0_u32..4, 0..60),
        ) {
            let mut end = 0;
            for run in of(&a, &b) {
                let (x, y, len) = (run.a as usize, run.b as usize, run.len as usize);
                prop_assert_eq!(&a[x..x + len], &b[y..y + len]);
                prop_assert!(len >= SEED_WORDS && x >= end);
                prop_assert!(a.get(x + len).is_none() || a.get(x + len) != b.get(y + len));
                end = x + len;
            }
        }

        #[test]
        fn a_text_stands_wholly_in_itself(words in prop::collection::vec(any::<u32>(), 4..80)) {
            prop_assert_eq!(of(&words, &words), [Run { a: 0, b: 0, len: words.len() as u32 }]);
        }
    }
}
