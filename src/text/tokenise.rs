//! Cuts a body into words: runs of letters and digits, lower-cased, with the place where each stood.
//!
//! Numbers stay as they are: folding digits would merge every market report. Scripts without spaces give one
//! word a character.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use super::block::{self, Letters};
use super::fold::{Class, classify, may_compose, push_lower, push_normalised};
use super::shingle::mix;

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
    words_into(text, &mut Vec::new(), &mut found);
    found
}

/// [`words`] into buffers, which are cleared first.
pub fn words_into(text: &str, folded: &mut Vec<u8>, found: &mut Words) {
    found.hashes.clear();
    found.spans.clear();
    let word = |hash, span: Range<usize>| {
        found.hashes.push(hash);
        found.spans.push((span.start as u32, span.end as u32));
    };
    scan(text, folded, |_, _| {}, word);
}

/// Hashes the words of `text` into `hashes` and returns the hash of all their letters run together, so that
/// bodies which differ only in spacing, punctuation or case are equal. The buffers are cleared first.
pub fn hash_words(text: &str, buffers: &mut Buffers, hashes: &mut Vec<u64>) -> u64 {
    hashes.clear();
    let Buffers { folded, letters } = buffers;
    letters.clear();
    scan(text, folded, |block, length| letters.push(block, length), |hash, _| hashes.push(hash));
    xxh3_64(letters.as_bytes())
}

/// What [`hash_words`] needs, kept from one text to the next.
#[derive(Debug, Default)]
pub struct Buffers {
    folded: Vec<u8>,
    letters: Letters,
}

/// Calls `word` with the hash and the byte range of each word, and before it `letters` with its compared form, in
/// blocks of up to eight bytes. `folded` is scratch.
///
/// Most words of most languages are ASCII letters and digits, which are taken eight bytes at a time; what begins
/// with anything else, or meets it before its end, goes the long way.
#[inline]
fn scan(
    text: &str,
    folded: &mut Vec<u8>,
    mut letters: impl FnMut(u64, usize),
    mut word: impl FnMut(u64, Range<usize>),
) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        if byte.is_ascii_alphanumeric() {
            let (lower, length) = block::lower(block::at(bytes, start));
            // Most words are shorter than a block.
            let (end, hash) =
                if length < 8 { (start + length, mix(lower)) } else { take_ascii(bytes, start) };
            let next = bytes.get(end).copied().unwrap_or(b' ');
            if next < 0x80 || is_stop(&bytes[end..]) {
                letters(lower, length);
                (start + 8..end).step_by(8).for_each(|at| {
                    let (lower, length) = block::lower(block::at(bytes, at));
                    letters(lower, length);
                });
                word(hash, start..end);
                at = end + usize::from(next == b' ');
                continue;
            }
        } else if byte < 0x80 {
            at += 1;
            continue;
        } else if is_lone_han(&bytes[start..]) {
            at += 3;
            let block = block::first(block::at(bytes, start), 3);
            letters(block, 3);
            word(mix(block), start..at);
            continue;
        }
        folded.clear();
        at = take_wide(text, start, folded);
        let blocks = folded.chunks(8).map(|bytes| (block::at(bytes, 0), bytes.len()));
        blocks.for_each(|(block, length)| letters(block, length));
        if !folded.is_empty() {
            word(hash_of(folded), start..at);
        }
    }
}

/// Where the ASCII letters and digits from `start` on end, and the hash of their compared form.
#[inline]
fn take_ascii(bytes: &[u8], start: usize) -> (usize, u64) {
    let (mut at, mut hash) = (start, 0_u64);
    loop {
        let (lower, length) = block::lower(block::at(bytes, at));
        if length > 0 {
            hash = mix(hash.wrapping_add(lower));
        }
        at += length;
        if length < 8 {
            return (at, hash);
        }
    }
}

/// Hash of a word's compared form: its blocks of eight bytes, mixed one after the other. No two words of up to
/// eight bytes have the same.
#[must_use]
pub fn hash_of(word: &[u8]) -> u64 {
    word.chunks(8).fold(0, |hash, bytes| mix(hash.wrapping_add(block::at(bytes, 0))))
}

/// Whether punctuation begins here that news uses within and after words: dashes, quotation marks, apostrophes.
#[inline]
fn is_stop(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0x90..=0xA7, ..])
}

/// Whether a Han character begins here, and what follows is ASCII, another or punctuation, and thus no part of it.
#[inline]
fn is_lone_han(bytes: &[u8]) -> bool {
    let is_han = matches!(bytes, [0xE4, 0xB8..=0xBF, ..] | [0xE5..=0xE9, ..]);
    let rest = bytes.get(3..).unwrap_or_default();
    is_han
        && (matches!(rest, [] | [..0x80 | 0xE4..=0xE9, ..] | [0xE3, 0x80, ..=0x91, ..] | [0xEF, 0xBC, ..])
            || is_stop(rest))
}

/// Appends the compared form of the word that starts at `start` and returns where it ends; a separator there
/// appends nothing and is passed over.
#[inline(never)]
fn take_wide(text: &str, start: usize, folded: &mut Vec<u8>) -> usize {
    let begin = folded.len();
    let mut composes = false;
    let mut end = start;
    for (offset, c) in text[start..].char_indices() {
        let class = if c.is_ascii() { ascii_class(c) } else { classify(c) };
        let first = folded.len() == begin;
        let next = start + offset + c.len_utf8();
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

    /// The compared form of each word; its hash is that of the form.
    fn forms(text: &str) -> Vec<String> {
        let (mut folded, mut forms) = (Vec::new(), Vec::<u8>::new());
        let mut found = Vec::new();
        for (start, end) in words(text).spans {
            forms.clear();
            let letters = |block: u64, length: usize| forms.extend(&block.to_le_bytes()[..length]);
            scan(&text[start as usize..end as usize], &mut folded, letters, |_, _| {});
            assert_eq!(words(&text[start as usize..end as usize]).hashes, [hash_of(&forms)]);
            found.push(String::from_utf8(forms.clone()).unwrap());
        }
        found
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

    /// The long way alone, for every word.
    fn by_characters(text: &str) -> (Vec<u8>, Words) {
        let (mut folded, mut found) = (Vec::new(), Words::default());
        let mut at = 0;
        while at < text.len() {
            let begin = folded.len();
            let end = take_wide(text, at, &mut folded);
            if folded.len() > begin {
                found.hashes.push(hash_of(&folded[begin..]));
                found.spans.push((at as u32, end as u32));
            }
            at = end;
        }
        (folded, found)
    }

    #[test]
    fn words_of_any_length_hash_alike_both_ways() {
        for length in 0..40 {
            let text = "Abcdefghij0123456789KLMNOPQRSTuvwxyz".repeat(2)[..length].to_owned();
            assert_eq!(by_characters(&text).1, words(&text), "{length}");
        }
    }

    proptest! {
        #[test]
        fn eight_bytes_at_a_time_and_one_character_at_a_time_are_the_same(
            text in "([a-zA-Z0-9]{0,12}[ .,’–“\n]|[a-zé]{1,9}|[中文新闻。、ー]{0,4}|\u{301}|\u{200B}|.){0,40}",
        ) {
            let (folded, found) = by_characters(&text);
            prop_assert_eq!(words(&text), found);
            let (mut buffers, mut hashes) = (Buffers::default(), Vec::new());
            prop_assert_eq!(hash_words(&text, &mut buffers, &mut hashes), xxh3_64(&folded));
        }

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
            let (mut buffers, mut hashes) = (Buffers::default(), Vec::new());
            let spaced = hash_words(&words.join(" — "), &mut buffers, &mut hashes);
            prop_assert_eq!(spaced, hash_words(&words.concat().to_uppercase(), &mut buffers, &mut hashes));
        }
    }
}
