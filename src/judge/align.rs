//! Runs of words that two texts share, found by seeding on shared 4-grams and extending both ways.
//!
//! Everything said of a pair is decided from these runs, never from the sketches alone.

use crate::text::shingle::mix;

/// Words in a seed.
const SEED_WORDS: usize = 4;

/// Places of one seed that are tried; a refrain repeated more often than this is not worth more.
const TRIED: usize = 16;

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

/// Where each seed of one text stands. Kept from one comparison to the next for its buffers.
#[derive(Debug, Default)]
pub struct Seeds {
    /// By the seed's hash: its last place in the text plus one, or zero.
    heads: Vec<u32>,
    /// By place: the place before it with the same slot plus one, or zero.
    earlier: Vec<u32>,
}

impl Seeds {
    /// Notes every seed of `words`, which may have 2³² words at most.
    pub fn note(&mut self, words: &[u64]) {
        let slots = (2 * words.len()).next_power_of_two();
        self.heads.clear();
        self.heads.resize(slots, 0);
        self.earlier.clear();
        for (place, seed) in words.windows(SEED_WORDS).enumerate() {
            let head = &mut self.heads[slot(seed, slots)];
            self.earlier.push(*head);
            *head = place as u32 + 1;
        }
    }

    /// The latest places whose seed falls in the same slot as `seed`, latest first.
    fn places(&self, seed: &[u64]) -> impl Iterator<Item = usize> {
        let head = self.heads[slot(seed, self.heads.len())];
        let link = |place: u32| (place > 0).then_some(place);
        std::iter::successors(link(head), move |&place| link(self.earlier[place as usize - 1]))
            .take(TRIED)
            .map(|place| place as usize - 1)
    }
}

fn slot(seed: &[u64], slots: usize) -> usize {
    let hash = seed.iter().fold(0_u64, |sum, &word| sum.rotate_left(23).wrapping_add(word));
    mix(hash) as usize & (slots - 1)
}

/// The runs of `a` that stand in `b`, in the order of `a`, not overlapping there. `seeds` must have noted `b`.
/// Of several places in `b` the one with the longest run is taken, and of equal ones the one that continues
/// the run before.
pub fn runs(a: &[u64], b: &[u64], seeds: &Seeds, out: &mut Vec<Run>) {
    out.clear();
    let mut at = 0;
    while let Some(seed) = a.get(at..at + SEED_WORDS) {
        match longest(a, b, at, seeds.places(seed), out.last()) {
            Some(run) => {
                at = (run.a + run.len) as usize;
                out.push(run);
            }
            None => at += 1,
        }
    }
}

fn longest(
    a: &[u64],
    b: &[u64],
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

fn equal_words(a: &[u64], b: &[u64]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

fn equal_words_back(a: &[u64], b: &[u64]) -> usize {
    a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(a: &[u64], b: &[u64]) -> Vec<Run> {
        let (mut seeds, mut out) = (Seeds::default(), Vec::new());
        seeds.note(b);
        runs(a, b, &seeds, &mut out);
        out
    }

    #[test]
    fn a_moved_paragraph_is_two_runs() {
        let (first, second): (Vec<u64>, Vec<u64>) = ((0..20).collect(), (50..70).collect());
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
            a in prop::collection::vec(0_u64..4, 0..60),
            b in prop::collection::vec(0_u64..4, 0..60),
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
        fn a_text_stands_wholly_in_itself(words in prop::collection::vec(any::<u64>(), 4..80)) {
            prop_assert_eq!(of(&words, &words), [Run { a: 0, b: 0, len: words.len() as u32 }]);
        }
    }
}
