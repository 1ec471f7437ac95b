//! Cuts a body into words: runs of letters and digits, lower-cased, with the place where each stood.
//!
//! Numbers stay as they are: folding digits would merge every market report. Scripts without spaces give one
//! word a character.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use super::fold::{Class, classify, may_compose, push_lower, push_normalised};

/// The words of one body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Hash of each word's compared form.
    pub hashes: Vec<u64>,
    /// Byte range of each word in the text.
    pub spans: Vec<(u32, u32)>,
}

impl Words {
    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there is no word at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

/// Cuts `text` into words with their offsets. Texts are at most 4 GiB: the readers see to it.
#[must_use]
pub fn words(text: &str) -> Words {
    let mut found = Words::default();
    scan(text, &mut Vec::new(), |folded, span| {
        found.hashes.push(xxh3_64(folded));
        found.spans.push((span.start as u32, span.end as u32));
    });
    found
}

/// Hashes the words of `text` into `hashes` and returns the hash of all their letters run together, so that
/// bodies which differ only in spacing, punctuation or case are equal. Both buffers are cleared first.
pub fn hash_words(text: &str, folded: &mut Vec<u8>, hashes: &mut Vec<u64>) -> u64 {
    hashes.clear();
    folded.clear();
    scan(text, folded, |word, _| hashes.push(xxh3_64(word)));
    xxh3_64(folded)
}

const OTHER: u8 = 0;

/// Lower-case form of each ASCII letter and digit, [`OTHER`] for the rest.
const LOWER: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Calls `word` with the compared form and the byte range of each word. All compared forms are appended to
/// `folded`, one after the other.
pub fn scan(text: &str, folded: &mut Vec<u8>, mut word: impl FnMut(&[u8], Range<usize>)) {
    let bytes = text.as_bytes();
    folded.reserve(text.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 && LOWER[byte as usize] == OTHER {
            at += 1;
            continue;
        }
        let begin = folded.len();
        let end = take_word(text, at, folded);
        if folded.len() > begin {
            word(&folded[begin..], at..end);
        }
        at = end;
    }
}

/// Appends the compared form of the word that starts at `start` and returns where it ends; a separator there
/// appends nothing and is passed over.
#[inline]
fn take_word(text: &str, start: usize, folded: &mut Vec<u8>) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let lower = LOWER[byte as usize];
        if lower == OTHER {
            return if byte < 0x80 { at } else { take_wide_word(text, start, at, folded) };
        }
        folded.push(lower);
        at += 1;
    }
    at
}

/// [`take_word`] from the first character that is not ASCII, at `from`, where ASCII letters are folded already.
#[cold]
#[inline(never)]
fn take_wide_word(text: &str, start: usize, from: usize, folded: &mut Vec<u8>) -> usize {
    let begin = folded.len() - (from - start);
    let mut composes = false;
    let mut end = from;
    for (offset, c) in text[from..].char_indices() {
        let class = if c.is_ascii() { ascii_class(c) } else { classify(c) };
        let first = folded.len() == begin;
        let next = from + offset + c.len_utf8();
        match class {
            Class::Separator if first => return next,
            Class::Separator => break,
            Class::Unspaced if !first => break,
            Class::Unspaced => {
                push_lower(c, folded);
                return take_marks(text, start, next, may_compose(c), folded, begin);
            }
            Class::Ignorable if first => return next,
            Class::Ignorable => {}
            Class::Letter | Class::Mark => {
                composes |= !c.is_ascii() && may_compose(c);
                push_lower(c, folded);
            }
        }
        end = next;
    }
    finish(text, start..end, composes, folded, begin)
}

fn ascii_class(c: char) -> Class {
    if c.is_ascii_alphanumeric() { Class::Letter } else { Class::Separator }
}

/// Joins the marks that follow a character of an unspaced script to it.
fn take_marks(
    text: &str,
    start: usize,
    from: usize,
    composes: bool,
    folded: &mut Vec<u8>,
    begin: usize,
) -> usize {
    let marks = |c: &char| !c.is_ascii() && matches!(classify(*c), Class::Mark | Class::Ignorable);
    let length: usize = text[from..].chars().take_while(marks).map(char::len_utf8).sum();
    finish(text, start..from + length, composes || length > 0, folded, begin)
}

fn finish(text: &str, span: Range<usize>, composes: bool, folded: &mut Vec<u8>, begin: usize) -> usize {
    let end = span.end;
    if composes {
        folded.truncate(begin);
        push_normalised(&text[span], folded);
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forms(text: &str) -> Vec<String> {
        let mut forms = Vec::new();
        scan(text, &mut Vec::new(), |word, _| forms.push(String::from_utf8(word.to_vec()).unwrap()));
        forms
    }

    #[test]
    fn words_are_lower_cased_and_numbers_stay() {
        assert_eq!(forms("The Dow fell 1.2%, to 9,041"), ["the", "dow", "fell", "1", "2", "to", "9", "041"]);
    }

    #[test]
    fn scripts_without_spaces_give_a_word_a_character() {
        assert_eq!(forms("央行加息25个基点"), ["央", "行", "加", "息", "25", "个", "基", "点"]);
        assert_eq!(forms("น้ำท่วม"), ["น้", "ำ", "ท่", "ว", "ม"].map(Nfkc::nfkc_string));
    }

    trait Nfkc {
        fn nfkc_string(&self) -> String;
    }

    impl Nfkc for str {
        fn nfkc_string(&self) -> String {
            use unicode_normalization::UnicodeNormalization;
            self.nfkc().collect()
        }
    }

    #[test]
    fn invisible_characters_and_normal_forms_do_not_matter() {
        let plain = words("Résumé of the naïve coöperative, Ｎｏ７");
        let crawled =
            words("Re\u{301}su\u{AD}me\u{301} of\u{200B} the nai\u{308}ve coo\u{308}perative\u{FEFF}, No7");
        assert_eq!(plain.hashes, crawled.hashes);
    }

    #[test]
    fn offsets_point_at_the_word() {
        let text = "Über 40 Städte – “alle”";
        let spans: Vec<&str> =
            words(text).spans.iter().map(|&(a, b)| &text[a as usize..b as usize]).collect();
        assert_eq!(spans, ["Über", "40", "Städte", "alle"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_ascending_spans_on_character_boundaries(text in ".{0,80}") {
            let mut last = 0;
            for (start, end) in words(&text).spans {
                prop_assert!(last <= start && start < end);
                prop_assert!(text.is_char_boundary(start as usize) && text.is_char_boundary(end as usize));
                last = end;
            }
        }

        #[test]
        fn spacing_and_case_leave_the_body_hash(words in prop::collection::vec("[a-zé0-9]{1,9}", 1..20)) {
            let (mut folded, mut hashes) = (Vec::new(), Vec::new());
            let spaced = hash_words(&words.join(" — "), &mut folded, &mut hashes);
            prop_assert_eq!(spaced, hash_words(&words.concat().to_uppercase(), &mut folded, &mut hashes));
        }
    }
}
