//! Cuts a body into words: runs of letters and digits, lower-cased, with the place where each stood.
//!
//! Numbers stay as they are: folding digits would merge every market report. Scripts without spaces give one
//! word a character.

use xxhash_rust::xxh3::xxh3_64;

use super::letters::{Lettered, Letters};
use super::scan::scan;
use super::taker::{Hashes, Taker, Whole};

/// The words of one body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Hash of each word's compared form.
    pub hashes: Vec<u64>,
    /// Byte range of each word in the text.
    pub spans: Vec<(u32, u32)>,
    /// What each word looks like and what stands before it: a [`shape`](super::shape).
    pub shapes: Vec<u8>,
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

/// [`words`] into buffers, in place of what stands there.
pub fn words_into(text: &str, folded: &mut Vec<u8>, found: &mut Words) {
    scan(text, folded, Whole::in_place_of(found, text.len()));
}

/// Hashes the words of `text` into `hashes` and returns the hash of all their letters run together, so that
/// bodies which differ only in spacing, punctuation or case are equal. What stands in the buffers is replaced.
pub fn hash_words(text: &str, buffers: &mut Buffers, hashes: &mut Vec<u64>) -> u64 {
    with_letters(text, buffers, Hashes::in_place_of(hashes, text.len()))
}

/// [`words_into`] and [`hash_words`] in one pass: the words of `text`, and the hash of their letters run together.
pub fn cut_words(text: &str, buffers: &mut Buffers, found: &mut Words) -> u64 {
    with_letters(text, buffers, Whole::in_place_of(found, text.len()))
}

/// Hands the words of `text` to `words`, and returns the hash of their letters run together.
fn with_letters(text: &str, buffers: &mut Buffers, words: impl Taker) -> u64 {
    let Buffers { folded, letters } = buffers;
    letters.clear();
    scan(text, folded, Lettered { letters, words });
    xxh3_64(letters.as_bytes())
}

/// What [`hash_words`] needs, kept from one text to the next.
#[derive(Debug, Default)]
pub struct Buffers {
    folded: Vec<u8>,
    letters: Letters,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::scan::hash_of;
    use super::super::wide::take_wide;
    use super::*;

    /// The compared form of each word; its hash is that of the form.
    fn forms(text: &str) -> Vec<String> {
        let (mut buffers, mut hashes) = (Buffers::default(), Vec::new());
        let form = |(start, end): (u32, u32)| {
            hash_words(&text[start as usize..end as usize], &mut buffers, &mut hashes);
            let form = buffers.letters.as_bytes();
            assert_eq!(hashes, [hash_of(form)]);
            String::from_utf8(form.to_vec()).unwrap()
        };
        words(text).spans.into_iter().map(form).collect()
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

    #[test]
    fn more_words_than_were_expected_find_room() {
        for text in ["a ".repeat(200), "中".repeat(200), "ё ".repeat(200)] {
            assert_eq!(forms(&text), vec![text.trim().chars().next().unwrap().to_string(); 200]);
        }
    }

    #[test]
    fn nothing_stays_of_a_longer_text() {
        let (mut folded, mut found, mut hashes) =
            (Vec::new(), words(&"more of it ".repeat(90)), vec![7; 500]);
        let mut buffers = Buffers::default();
        words_into("no more", &mut folded, &mut found);
        assert_eq!(found, words("no more"));
        hash_words("no more", &mut buffers, &mut hashes);
        assert_eq!(hashes, found.hashes);
        cut_words("no", &mut buffers, &mut found);
        assert_eq!(found, words("no"));
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

    /// Hash and place of each word.
    type Places = Vec<(u64, (u32, u32))>;

    fn places(text: &str) -> Places {
        let Words { hashes, spans, .. } = words(text);
        hashes.into_iter().zip(spans).collect()
    }

    /// The long way alone, for every word.
    fn by_characters(text: &str) -> (Vec<u8>, Places) {
        let (mut folded, mut found) = (Vec::new(), Places::new());
        let mut at = 0;
        while at < text.len() {
            let begin = folded.len();
            let end = take_wide(text, at, &mut folded);
            if folded.len() > begin {
                found.push((hash_of(&folded[begin..]), (at as u32, end as u32)));
            }
            at = end;
        }
        (folded, found)
    }

    #[test]
    fn words_of_any_length_hash_alike_both_ways() {
        for length in 0..40 {
            let text = "Abcdefghij0123456789KLMNOPQRSTuvwxyz".repeat(2)[..length].to_owned();
            assert_eq!(by_characters(&text).1, places(&text), "{length}");
        }
    }

    proptest! {
        #[test]
        fn eight_bytes_at_a_time_and_one_character_at_a_time_are_the_same(
            text in "([a-zA-Z0-9]{0,12}[ .,’–“\n]|[a-zé]{1,9}|[A-ZÀ-ÿa-z]{1,30}[ ,’\u{301}]?|[中文新闻。、ー，！？「々〇]{0,4}|[中文新闻]{18,44}|([а-яЁ]{1,9} ){1,3}|\u{301}|\u{200B}|.){0,40}",
        ) {
            let (folded, found) = by_characters(&text);
            prop_assert_eq!(places(&text), found);
            let (mut buffers, mut hashes) = (Buffers::default(), Vec::new());
            prop_assert_eq!(hash_words(&text, &mut buffers, &mut hashes), xxh3_64(&folded));
            let mut whole = Words::default();
            prop_assert_eq!(cut_words(&text, &mut buffers, &mut whole), xxh3_64(&folded));
            prop_assert_eq!(whole, words(&text));
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
