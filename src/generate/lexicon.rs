//! Some 35,000 word forms: hand-written ones at the top of each list, syllables below.

use std::collections::HashSet;

use super::lists;
use super::random::Random;
use super::zipf::Zipf;

/// Words of one class, most frequent first.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// Every word in a slot of its own, so that a rare one costs one cache line.
    slots: String,
    lengths: Vec<u8>,
    frequency: Zipf,
}

/// The vocabulary of every generated world; it does not depend on the seed.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    pub(super) nouns: Words,
    pub(super) verbs: Words,
    pub(super) adjectives: Words,
    pub(super) adverbs: Words,
    pub(super) surnames: Words,
    pub(super) places: Words,
}

/// Bytes of the longest word. All are ASCII.
const SLOT: usize = 16;
const PADDING: &str = "                ";
/// Keeps the commonest words from taking too much: with it the ten commonest nouns are an eighth of all nouns.
const FREQUENCY_SHIFT: f64 = 6.0;

impl Words {
    fn new(words: &[String]) -> Self {
        let slots = words.iter().flat_map(|word| [word.as_str(), &PADDING[word.len()..]]).collect();
        let lengths = words.iter().map(|word| word.len() as u8).collect();
        Self { slots, lengths, frequency: Zipf::new(words.len(), FREQUENCY_SHIFT) }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// The word of a rank; ranks beyond the last start over.
    pub(super) fn at(&self, rank: usize) -> &str {
        self.word(rank % self.len())
    }

    fn word(&self, rank: usize) -> &str {
        let start = rank * SLOT;
        &self.slots[start..start + usize::from(self.lengths[rank])]
    }

    /// A word, common ones more often.
    pub(super) fn draw(&self, random: &mut Random) -> &str {
        self.word(self.frequency.draw(random))
    }
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let mut coiner = Coiner { random: Random::new(0x5EED_0F40_12D5), taken: HashSet::new() };
        Self {
            nouns: coiner.words(
                14_000,
                lists::NOUNS,
                &["", "", "er", "ment", "ion", "age", "ry", "ing", "s", "s"],
            ),
            verbs: coiner.words(6_000, lists::VERBS, &["ed", "ised", "ated"]),
            adjectives: coiner.words(6_000, lists::ADJECTIVES, &["al", "ive", "ous", "ent", "ish", "ic"]),
            adverbs: coiner.words(1_500, lists::ADVERBS, &["ly", "ily"]),
            surnames: coiner.names(5_000, "", &["", "son", "ov", "sen", "berg", "ez", "i", "ski", "well"]),
            places: coiner.names(
                3_000,
                "",
                &["ford", "ton", "ham", "burg", "stad", "mouth", "wick", "by", "sea"],
            ),
        }
    }
}

/// Makes up words, never the same twice.
struct Coiner {
    random: Random,
    taken: HashSet<String>,
}

const ONSETS: &[&str] = &[
    "b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "pr",
    "qu", "r", "s", "sc", "sh", "sl", "st", "t", "tr", "v", "w", "z", "th",
];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "a", "e", "i", "o", "u", "ai", "ea", "oo"];
const CODAS: &[&str] = &["", "", "", "", "l", "m", "n", "r", "s", "t", "nd", "rt", "st", "ck", "lm", "ng"];

impl Coiner {
    fn words(&mut self, count: usize, first: &str, endings: &[&str]) -> Words {
        let mut words: Vec<String> = first.split_whitespace().map(str::to_owned).collect();
        self.taken.extend(words.iter().cloned());
        while words.len() < count {
            words.push(self.coin(endings));
        }
        Words::new(&words)
    }

    fn names(&mut self, count: usize, first: &str, endings: &[&str]) -> Words {
        let plain = self.words(count, first, endings);
        Words::new(&(0..plain.len()).map(|rank| capitalised(plain.at(rank))).collect::<Vec<_>>())
    }

    fn coin(&mut self, endings: &[&str]) -> String {
        loop {
            let mut word = self.syllable();
            if self.random.chance(600) {
                word.push_str(&self.syllable());
            }
            word.push_str(self.random.pick::<&str>(endings));
            if word.len() <= SLOT && self.taken.insert(word.clone()) {
                return word;
            }
        }
    }

    fn syllable(&mut self) -> String {
        [ONSETS, VOWELS, CODAS].into_iter().map(|sounds| *self.random.pick(sounds)).collect()
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_more_than_thirty_thousand_different_forms() {
        let lexicon = Lexicon::new();
        let classes =
            [&lexicon.nouns, &lexicon.verbs, &lexicon.adjectives, &lexicon.surnames, &lexicon.places];
        let forms: HashSet<&str> =
            classes.iter().flat_map(|words| (0..words.len()).map(|n| words.at(n))).collect();
        assert!(forms.len() > 30_000, "{}", forms.len());
    }

    #[test]
    fn names_are_capitalised() {
        let lexicon = Lexicon::new();
        assert!(
            (0..lexicon.places.len()).all(|rank| lexicon.places.at(rank).starts_with(char::is_uppercase))
        );
    }
}
