//! What a character counts as, and the one form under which its variants are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The part a character plays in cutting text into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Part of a word that runs on until something else comes.
    Letter,
    /// A word by itself: scripts written without spaces are compared character by character.
    Unspaced,
    /// Belongs to the character before it.
    Mark,
    /// Invisible, and dropped wherever it stands: soft hyphens, zero-width characters, directional marks.
    Ignorable,
    /// Ends a word.
    Separator,
}

/// Classes a character that is not ASCII.
#[must_use]
pub fn classify(c: char) -> Class {
    match c as u32 {
        0xC0..=0x24F if c != '×' && c != '÷' => Class::Letter,
        0x400..=0x481 => Class::Letter,
        0x4E00..=0x9FFF => Class::Unspaced,
        0x2010..=0x2027 | 0x3000..=0x3004 | 0x3008..=0x3020 | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 => {
            Class::Separator
        }
        _ => look_up(c),
    }
}

/// [`classify`] for any character, from the tables of Unicode.
fn look_up(c: char) -> Class {
    match c as u32 {
        0xAD
        | 0x34F
        | 0x61C
        | 0x180E
        | 0x200B..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x2064
        | 0x2066..=0x206F
        | 0xFE00..=0xFE0F
        | 0xFEFF => Class::Ignorable,
        _ if is_combining_mark(c) => Class::Mark,
        _ if is_unspaced(c) => Class::Unspaced,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Separator,
    }
}

/// Letters of scripts that put no space between words: Thai, Lao, Myanmar, Khmer, Kana, Han.
fn is_unspaced(c: char) -> bool {
    let unspaced = matches!(c as u32,
        0x0E01..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3041..=0x30FF | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAA60..=0xAA7F | 0xF900..=0xFAFF | 0xFF66..=0xFF9F
        | 0x20000..=0x3FFFF);
    unspaced && c.is_alphanumeric()
}

/// Whether a character that is not ASCII may change under NFKC, alone or with its neighbours.
#[must_use]
pub fn may_compose(c: char) -> bool {
    let settled = matches!(c as u32,
        0xC0..=0x131 | 0x134..=0x13E | 0x141..=0x148 | 0x14A..=0x17E | 0x391..=0x3CF | 0x400..=0x52F | 0x5D0..=0x5EA
        | 0x621..=0x64A | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3);
    !settled
}

/// Appends the lower-case form of one letter; final sigma becomes sigma.
pub fn push_lower(c: char, out: &mut Vec<u8>) {
    let mut bytes = [0; 4];
    if is_lower_or_caseless(c) {
        out.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes());
        return;
    }
    for lower in c.to_lowercase() {
        let lower = if lower == 'ς' { 'σ' } else { lower };
        out.extend_from_slice(lower.encode_utf8(&mut bytes).as_bytes());
    }
}

/// Spares most letters the search for a lower-case form.
fn is_lower_or_caseless(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | 'ß'..='ö' | 'ø'..='ÿ' | 'а'..='џ' | 'α'..='ρ' | 'σ'..='ω')
        || matches!(c as u32, 0x5D0..=0x5EA | 0x621..=0x64A | 0x3041..=0x30FA | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3)
}

/// Appends the compared form of a word that has decomposed, full-width or otherwise compatible characters:
/// NFKC, lower case, nothing invisible.
pub fn push_normalised(word: &str, out: &mut Vec<u8>) {
    let visible = word.chars().filter(|&c| c.is_ascii() || classify(c) != Class::Ignorable);
    for c in visible.nfkc() {
        push_lower(c, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalised(word: &str) -> String {
        let mut out = Vec::new();
        push_normalised(word, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn decomposed_and_full_width_forms_fold_to_one() {
        assert_eq!(normalised("Cafe\u{301}"), "café");
        assert_eq!(normalised("Ｒｅｐｒｉｎｔ２"), "reprint2");
        assert_eq!(normalised("syn\u{AD}di\u{200B}cate"), "syndicate");
    }

    #[test]
    fn scripts_without_spaces_are_told_from_those_with() {
        for c in "新闻ニュースข่าวລາວខ្មែរ".chars() {
            assert_ne!(classify(c), Class::Letter, "{c}");
        }
        for c in "éжλ한ع".chars() {
            assert_eq!(classify(c), Class::Letter, "{c}");
        }
    }

    #[test]
    fn what_is_known_by_heart_is_what_unicode_says() {
        let wrong: Vec<char> = ('\u{80}'..=char::MAX).filter(|&c| classify(c) != look_up(c)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn what_is_spared_has_no_other_lower_case_form() {
        for c in ('\0'..=char::MAX).filter(|&c| is_lower_or_caseless(c)) {
            assert!(c.to_lowercase().eq([c]), "{c}");
        }
    }

    #[test]
    fn settled_characters_are_their_own_nfkc_form() {
        for c in (0x80..=0x2FFFF).filter_map(char::from_u32).filter(|&c| !may_compose(c)) {
            assert!(c.nfkc().eq(std::iter::once(c)), "U+{:04X}", c as u32);
        }
    }
}
