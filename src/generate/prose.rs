//! Stories by nobody about nothing, in sentences and paragraphs like those of news.

use super::lexicon::Lexicon;
use super::pattern::Pattern;
use super::random::Random;

/// A headline and a body, kept by the sentence so that a desk can cut it.
#[derive(Debug, Clone, Default)]
pub(super) struct Story {
    pub(super) title: String,
    pub(super) sentences: Vec<Sentence>,
    letters: String,
}

/// One sentence of a [`Story`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence {
    start: u32,
    end: u32,
    /// Words in it.
    pub(super) words: u32,
    /// It starts a paragraph.
    pub(super) opens: bool,
    /// It is what somebody said, word for word.
    pub(super) quoted: bool,
}

impl Story {
    pub(super) fn text(&self, sentence: Sentence) -> &str {
        &self.letters[sentence.start as usize..sentence.end as usize]
    }

    pub(super) fn words(&self) -> u32 {
        self.sentences.iter().map(|sentence| sentence.words).sum()
    }

    /// Bytes of the body.
    pub(super) fn bytes(&self) -> usize {
        self.letters.len() + self.sentences.len()
    }

    fn end_sentence(&mut self, start: usize, opens: bool, quoted: bool) {
        capitalise(&mut self.letters, start);
        let text = &self.letters[start..];
        let words = 1 + text.bytes().filter(|byte| *byte == b' ').count() as u32;
        let (start, end) = (start as u32, self.letters.len() as u32);
        self.sentences.push(Sentence { start, end, words, opens, quoted });
    }
}

/// Writes stories.
#[derive(Debug, Clone)]
pub(super) struct Prose {
    pub(super) lexicon: Lexicon,
    plain: Vec<Pattern>,
    quotes: Vec<Pattern>,
    headlines: Vec<Pattern>,
}

/// Words in a body at 33 even quantiles of a log-normal law (median 330, sigma 0.65, so a mean of 408): a table, because
/// the logarithm and the exponential are not the same to the last bit on every machine.
const LENGTHS: [u32; 33] = [
    59, 98, 122, 140, 156, 171, 185, 199, 213, 226, 240, 254, 268, 283, 298, 314, 330, 347, 366, 385, 406,
    429, 453, 481, 512, 547, 587, 636, 697, 777, 895, 1108, 2143,
];

/// Bytes that a word and the space after it take, about.
const LETTERS_PER_WORD: usize = 9;

/// How many words a story is to have: log-normal, and one in twenty a brief.
pub(super) fn draw_length(random: &mut Random) -> u32 {
    if random.chance(50) {
        return random.between(20, 58);
    }
    let step = random.below(LENGTHS.len() as u32 - 1) as usize;
    random.between(LENGTHS[step], LENGTHS[step + 1])
}

impl Prose {
    pub(super) fn new() -> Self {
        Self {
            lexicon: Lexicon::new(),
            plain: Pattern::parse_all(PLAIN),
            quotes: Pattern::parse_all(QUOTES),
            headlines: Pattern::parse_all(HEADLINES),
        }
    }

    /// A story of about `words` words.
    pub(super) fn story(&self, words: u32, random: &mut Random) -> Story {
        let letters = String::with_capacity(LETTERS_PER_WORD * words as usize + 200);
        let mut story = Story { title: self.headline(random), sentences: Vec::with_capacity(64), letters };
        let mut written = 0;
        while written < words {
            let opens = written == 0 || random.chance(450);
            let quoted = written > 0 && random.chance(180);
            let patterns = if quoted { &self.quotes } else { &self.plain };
            let start = story.letters.len();
            random.pick(patterns).fill(&self.lexicon, random, &mut story.letters);
            story.end_sentence(start, opens, quoted);
            written += story.sentences.last().map_or(1, |sentence| sentence.words);
        }
        story
    }

    pub(super) fn headline(&self, random: &mut Random) -> String {
        let mut title = random.pick(&self.headlines).filled(&self.lexicon, random);
        capitalise(&mut title, 0);
        title
    }
}

/// Every word here starts with an ASCII letter, after an opening quotation mark perhaps.
fn capitalise(text: &mut str, start: usize) {
    if let Some(first) = text.get_mut(start..start + 1) {
        first.make_ascii_uppercase();
    } else if let Some(first) = text.get_mut(start + 3..start + 4) {
        first.make_ascii_uppercase();
    }
}

const HEADLINES: &[&str] = &[
    "{place} {noun} {did} {of} {adj} {noun}",
    "{adj} {noun} {did} as {noun} {did} in {place}",
    "{last} {did} {noun} {of} {noun}",
    "{place}: {few} {noun} {did} {of} {the} {noun}",
    "{noun} {did} {of} {adj} {noun}, {role} says",
    "How {the} {noun} of {place} {did} {the} {adj} {noun}",
    "{few} {noun} {did} {of} {place} {noun}",
    "{first} {last}: {the} {noun} {did} {how}",
];

const QUOTES: &[&str] = &[
    "“{The} {noun} {did} {how}, {and} nobody {did} {the} {adj} {noun},” {last} {said}.",
    "“We {did} {the} {noun} {of} {noun} {and} {the} {adj} {noun} {did} again,” {said} {first} {last}, {role} {of} {place}.",
    "“For {few} years {the} {noun} {did} {noun},” {first} {last} {said} {of} {the} {noun}. “It is {adj} {noun}.”",
    "“If {the} {noun} is {adj}, {the} {noun} of {place} {did} for nothing,” {the} {role} {said}.",
    "{last} called it “{adj} {noun} {of} {the} {adj} {noun}, {and} not {noun}”.",
    "“I {did} {the} {noun} with {few} {noun} {and} {how} {did} {noun},” {said} {last}, who is {few}.",
    "“{noun} is not {noun},” {the} {adj} {role} {said} {of} {place}, “{and} {noun} {did} {the} {noun}.”",
];

const PLAIN: &[&str] = &[
    "{The} {adj} {noun} {did} {the} {noun} of {place} on {day}, {and} {few} {noun} {did} {of} {the} {noun}.",
    "{first} {last}, {the} {role} {of} {place}, {did} {the} {noun} {how} {and} {did} {adj} {noun}.",
    "{The} {noun} {did} {many} {noun}, {few} more than {the} {noun} {of} {month}.",
    "{place} {noun} {did} {how} {of} {noun}, {the} {role} {said} on {day}.",
    "In {place}, where {the} {noun} {did} {adj} {noun}, {few} {noun} {did} {the} {noun} {of} {day}.",
    "{The} {noun} {did} {the} {adj} {noun}.",
    "Neither {the} {noun} nor {the} {adj} {noun} {did} {how}, {and} {last} {did} {the} {noun} {of} {place}.",
    "About {many} {noun} {did} {the} {noun} between {month} and {month}, {few} per cent {of} {noun}.",
    "{last} {did} {of} {noun} in {place}, {and} {the} {noun} {did} {noun} {how}.",
    "{The} {role}, {first} {last}, {did} that {the} {adj} {noun} {of} {noun} {did} {few} {noun}.",
    "{The} {noun} {of} {the} {noun} {did} {adj}, {and} {place} {did} {the} {noun} {of} {few} {noun}.",
    "{adj} {noun} {did} {of} {place} {and} {how} {did} {the} {noun}, according to {the} {role}.",
    "{few} {noun} {did} {the} {adj} {noun} {of} {month}; {many} {did} {noun}.",
    "{The} {noun} was {how} {adj}, {last} {said}, {and} {the} {noun} {did} {of} {place}.",
    "Under {the} {noun}, {place} {did} {decimal} per cent {of} {noun} {and} {did} {the} {adj} {noun}.",
    "{first} {last} and {first} {last} {did} {the} {noun} {of} {place}, {few} {noun} {of} {the} {adj} {noun}.",
    "{The} {adj} {noun}, which {did} {noun} {of} {month}, {did} {how} {of} {noun} {and} {noun}.",
    "{The} {noun}, {the} {noun} {and} {the} {noun} {did} {adj} {noun} {of} {place}.",
    "Since {month} {the} {noun} {did} {few} {noun} {of} {noun}, {many} {of} {place} alone.",
    "{The} {noun} costs {decimal} million, {and} {the} {adj} {noun} {did} {noun} {of} {last}.",
    "{last}, {few}, {did} {the} {noun} {of} {noun} {how}.",
    "No {noun} {did} {of} {place}, {and} {the} {adj} {role} {did} {the} {noun} {of} {few} {noun}.",
    "{The} {noun} {did} {and} {the} {noun} {did}, {adj} {noun} {of} {adj} {noun}.",
    "{place} and {place} {did} {the} {adj} {noun} {of} {noun}, {and} {last} {did} {few} {noun} {how}.",
    "{The} {role} of {place} {did} {noun} {of} {the} {noun}, {few} days {of} {adj} {noun}.",
    "{The} {noun} {of} {many} {noun} {did} {the} {noun}, {and} {the} {noun} {did} {decimal} points.",
    "When {the} {noun} {did}, {few} {adj} {noun} {did} {of} {the} {noun} {of} {place}.",
    "{The} {noun} {how} {did} {noun} to {place}, {adj} {noun} {of} {last} {and} {noun}.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_about_as_long_as_it_was_ordered() {
        let story = Prose::new().story(300, &mut Random::new(1));
        assert!((300..340).contains(&story.words()), "{}", story.words());
        assert_eq!(story.words() as usize, story.letters.split(' ').count() + story.sentences.len() - 1);
    }

    #[test]
    fn every_gap_has_a_filling() {
        let prose = Prose::new();
        let mut random = Random::new(1);
        let patterns = prose.plain.iter().chain(&prose.quotes).chain(&prose.headlines);
        for filled in patterns.map(|pattern| pattern.filled(&prose.lexicon, &mut random)) {
            assert!(!filled.contains(['{', '}']), "{filled}");
        }
    }

    #[test]
    fn lengths_are_those_of_news() {
        let mut random = Random::new(1);
        let mut lengths: Vec<u32> = (0..20_000).map(|_| draw_length(&mut random)).collect();
        lengths.sort_unstable();
        let mean = lengths.iter().sum::<u32>() / 20_000;
        assert!((370..430).contains(&mean), "{mean}");
        assert!((300..340).contains(&lengths[10_000]), "{}", lengths[10_000]);
    }
}
