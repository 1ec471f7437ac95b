//! What a copy desk does to another's story, and how much of it is left.

use super::kind::Kind;
use super::prose::{Prose, Story};
use super::random::Random;

/// What a desk sends to print.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    /// Words in `text`.
    pub(super) words: u32,
    /// Words of them that are the source's.
    pub(super) copied: u32,
    /// Words dropped, added or replaced per thousand.
    pub(super) edits: u32,
}

/// One desk at work on one source.
pub(super) struct Desk<'a> {
    prose: &'a Prose,
    source: &'a Story,
    random: &'a mut Random,
    draft: Draft,
}

impl<'a> Desk<'a> {
    pub(super) fn new(prose: &'a Prose, source: &'a Story, random: &'a mut Random) -> Self {
        Self { prose, source, random, draft: Draft::default() }
    }

    /// Makes a copy of the given kind.
    pub(super) fn make(mut self, kind: Kind) -> Draft {
        let sentences = self.source.sentences.len();
        self.draft.edits = kind.draw_edits(self.random);
        match kind {
            Kind::Identical | Kind::LightEdit => self.take(0, sentences),
            Kind::Trimmed => self.trim(),
            Kind::TailCut => self.take(0, sentences / 3),
            Kind::Extended => self.extend(),
            Kind::Update => self.update(),
            Kind::Partial => self.quarry(),
            Kind::Lede => self.embed(|desk| desk.take_words(90)),
            Kind::Brief => self.brief(),
            Kind::Whole => self.embed(|desk| desk.take(0, sentences)),
            Kind::Spliced => self.splice(),
            Kind::Quoted => self.quote(),
            Kind::Template => {}
        }
        self.draft
    }

    fn trim(&mut self) {
        let kept = self.random.between(35, 80) as usize;
        self.take(0, self.source.sentences.len() * kept / 100);
    }

    fn extend(&mut self) {
        let own = self.source.words() / 6 + 20;
        let lead = self.random.chance(300);
        if lead {
            self.own(own);
        }
        self.take(0, self.source.sentences.len());
        let more = self.random.between(own, own * 3);
        self.own(more);
    }

    fn update(&mut self) {
        let (lead, kept) = (self.random.between(25, 70), self.random.between(70, 100) as usize);
        self.own(lead);
        self.take(1, self.source.sentences.len() * kept / 100);
    }

    /// Takes about 40% of the sentences from the top, less than half of what is printed.
    fn quarry(&mut self) {
        let (sentences, words) = (self.source.sentences.len(), self.source.words());
        self.own(words / 3);
        self.take(0, sentences * 2 / 5);
        self.own(words / 3);
    }

    fn brief(&mut self) {
        let words = self.random.between(25, 45);
        self.embed(|desk| desk.take_words(words));
    }

    fn splice(&mut self) {
        self.take(0, self.source.sentences.len());
        let words = self.random.between(80, 1 + self.source.words());
        self.own(words);
    }

    fn quote(&mut self) {
        self.own(self.source.words() / 2);
        let source = self.source;
        for sentence in source.sentences.iter().filter(|sentence| sentence.quoted).take(2) {
            self.copy(source.text(*sentence), false);
        }
        self.own(self.source.words() / 2);
    }

    /// A page of some 1,200 words of other matter around what `insert` takes.
    fn embed(&mut self, insert: impl FnOnce(&mut Self)) {
        let before = self.random.between(100, 900);
        self.own(before);
        insert(self);
        self.own(1_200 - before);
    }

    /// Sentences of the source from `first` up to `end`, at least one.
    fn take(&mut self, first: usize, end: usize) {
        let source = self.source;
        for (index, sentence) in source.sentences.iter().enumerate().take(end.max(first + 1)).skip(first) {
            self.copy(source.text(*sentence), sentence.opens || index == first);
        }
    }

    /// The first `limit` words of the source, broken off where they end.
    fn take_words(&mut self, limit: u32) {
        let (source, mut left) = (self.source, limit);
        for sentence in &source.sentences {
            let text = source.text(*sentence);
            let end = text
                .match_indices(' ')
                .nth(left.saturating_sub(1) as usize)
                .map_or(text.len(), |space| space.0);
            self.copy(&text[..end], sentence.opens);
            left = left.saturating_sub(sentence.words);
            if left == 0 {
                break;
            }
        }
    }

    /// Paragraphs of the desk's own, about `words` words.
    fn own(&mut self, words: u32) {
        let story = self.prose.story(words, self.random);
        for sentence in &story.sentences {
            self.separate(sentence.opens);
            self.draft.text.push_str(story.text(*sentence));
        }
        self.draft.words += story.words();
    }

    fn copy(&mut self, text: &str, opens: bool) {
        self.separate(opens);
        if self.draft.edits == 0 {
            let words = 1 + text.bytes().filter(|byte| *byte == b' ').count() as u32;
            self.draft.text.push_str(text);
            self.draft.words += words;
            self.draft.copied += words;
        } else {
            text.split(' ').for_each(|word| self.copy_word(word));
        }
    }

    fn copy_word(&mut self, word: &str) {
        let edit = if self.random.chance(self.draft.edits) { self.random.below(3) } else { 3 };
        if edit == 0 {
            return;
        }
        if edit <= 2 {
            self.separate(false);
            self.draft.text.push_str(self.prose.lexicon.nouns.draw(self.random));
            self.draft.words += 1;
        }
        if edit >= 2 {
            self.separate(false);
            self.draft.text.push_str(word);
            self.draft.words += 1;
            self.draft.copied += 1;
        }
    }

    fn separate(&mut self, opens: bool) {
        let text = &mut self.draft.text;
        if !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(if opens { '\n' } else { ' ' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(kind: Kind) -> (Story, Draft) {
        let prose = Prose::new();
        let source = prose.story(300, &mut Random::new(1));
        let mut random = Random::new(2);
        let draft = Desk::new(&prose, &source, &mut random).make(kind);
        (source, draft)
    }

    #[test]
    fn an_identical_copy_has_every_word() {
        let (source, draft) = make(Kind::Identical);
        assert_eq!((draft.words, draft.copied), (source.words(), source.words()));
        assert_eq!(draft.text.split_whitespace().count() as u32, draft.words);
    }

    #[test]
    fn a_light_edit_keeps_nearly_all_of_it() {
        let (source, draft) = make(Kind::LightEdit);
        assert!(
            draft.copied < source.words() && draft.copied * 100 > source.words() * 94,
            "{}",
            draft.copied
        );
    }

    #[test]
    fn a_brief_takes_as_many_words_as_it_should() {
        let (_, draft) = make(Kind::Brief);
        assert!((20..=45).contains(&draft.copied), "{}", draft.copied);
        assert!(draft.words > 1_100);
    }

    #[test]
    fn a_partial_copy_is_less_than_half_of_either() {
        let (source, draft) = make(Kind::Partial);
        assert!(draft.copied * 2 < draft.words && draft.copied * 2 < source.words(), "{draft:?}");
    }

    #[test]
    fn edited_words_are_counted_as_they_are_printed() {
        let (_, draft) = make(Kind::Spliced);
        assert_eq!(draft.text.split_whitespace().count() as u32, draft.words);
    }
}
