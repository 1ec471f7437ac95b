//! An article's own words, sentence by sentence, each with what it was before a desk touched it.

use std::collections::HashMap;

/// One sentence.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// As printed.
    pub text: String,
    /// As first written: two sentences are copies of each other when this is equal.
    pub origin: String,
    /// How many words were changed.
    pub changed: usize,
    /// What stands between it and the sentence before: a line feed, a space, or in some scripts nothing.
    pub glue: &'static str,
}

/// What an article says, without furniture and credit.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
}

impl Body {
    /// Splits paragraphs into sentences.
    pub fn new(paragraphs: &[String]) -> Self {
        Self { sentences: paragraphs.iter().flat_map(|paragraph| split(paragraph)).collect() }
    }

    /// This body followed by another.
    pub fn then(mut self, other: Self) -> Self {
        self.sentences.extend(other.sentences);
        self
    }

    /// Sentences from `start` up to `end`, as one body.
    pub fn part(&self, start: usize, end: usize) -> Self {
        let end = end.min(self.sentences.len());
        Self { sentences: self.sentences.get(start.min(end)..end).unwrap_or_default().to_vec() }
    }

    /// The number of sentences before the `paragraph`th paragraph.
    pub fn paragraph(&self, paragraph: usize) -> usize {
        let starts = self.sentences.iter().enumerate().filter(|(_, sentence)| sentence.glue == "\n");
        starts.map(|(index, _)| index).nth(paragraph).unwrap_or(self.sentences.len())
    }

    /// As printed.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for sentence in &self.sentences {
            if !text.is_empty() {
                text.push_str(sentence.glue);
            }
            text.push_str(&sentence.text);
        }
        text
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.sentences.iter().map(|sentence| words(&sentence.text)).sum()
    }

    /// How many of its words stand in `other`.
    pub fn words_in(&self, other: &Self) -> usize {
        let theirs: HashMap<&str, usize> =
            other.sentences.iter().map(|sentence| (sentence.origin.as_str(), sentence.changed)).collect();
        let shared = self.sentences.iter().filter_map(|sentence| {
            let changed = theirs.get(sentence.origin.as_str())?.max(&sentence.changed);
            Some(words(&sentence.text).saturating_sub(*changed))
        });
        shared.sum()
    }
}

/// Words of a text; in scripts without spaces, characters.
pub fn words(text: &str) -> usize {
    let spaced = text.split(|letter: char| letter.is_whitespace() || is_unspaced(letter));
    let letters = |word: &&str| word.chars().any(char::is_alphanumeric);
    spaced.filter(letters).count() + text.chars().filter(|letter| is_unspaced(*letter)).count()
}

/// Thai, kana and Han.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

fn split(paragraph: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut rest = paragraph.trim();
    while !rest.is_empty() {
        let (sentence, after) = rest.split_at(sentence_end(rest));
        let glue = if sentences.is_empty() { "\n" } else { sentences.last().map_or("", glue_after) };
        let text = sentence.to_owned();
        sentences.push(Sentence { origin: text.clone(), text, changed: 0, glue });
        rest = after.trim_start();
    }
    sentences
}

fn glue_after(sentence: &Sentence) -> &'static str {
    if sentence.text.contains('。') { "" } else { " " }
}

/// Where the first sentence ends: behind a full stop and what closes with it, if a space or nothing follows, or behind
/// an ideographic full stop.
fn sentence_end(text: &str) -> usize {
    let mut stopped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '.' | '!' | '?' | '؟' => stopped = true,
            '。' => return closed(text, at + letter.len_utf8()),
            '”' | '’' | '»' | '“' | ')' => {}
            ' ' if stopped => return at,
            _ => stopped = false,
        }
    }
    text.len()
}

/// Takes a closing bracket behind an ideographic full stop along.
fn closed(text: &str, end: usize) -> usize {
    let next = text.get(end..).and_then(|rest| rest.chars().next());
    next.filter(|letter| matches!(letter, '”' | '」')).map_or(end, |letter| end + letter.len_utf8())
}
