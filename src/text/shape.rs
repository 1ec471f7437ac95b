//! What a word looks like and what stands before it, told by the pass that cuts it out: bits.

/// Holds an ASCII digit.
pub const DIGIT: u8 = 1;

/// Begins with a capital.
pub const CAPITAL: u8 = 2;

/// Is one character of a script written without spaces: these lie from U+0E00 on, three bytes a character.
pub const LONE: u8 = 4;

/// Stands behind a mark that ends a sentence, or begins a line.
pub const SENTENCE: u8 = 8;

/// Begins a line.
pub const LINE: u8 = 32;

/// Stands behind what has to be looked at as characters: any that is not ASCII, and the quotation mark that opens and
/// closes alike.
pub const MARK: u8 = 64;

/// The ASCII marks that end a sentence.
pub const ENDS: [u8; 4] = *b".!?:";

/// What a word looks like, one that is not all ASCII.
pub(super) fn of_wide(word: &str) -> u8 {
    let digit = if word.bytes().any(|byte| byte.is_ascii_digit()) { DIGIT } else { 0 };
    let capital = if word.starts_with(char::is_uppercase) { CAPITAL } else { 0 };
    let lone = if word.len() == 3 && word.as_bytes()[0] >= 0xE0 { LONE } else { 0 };
    digit | capital | lone
}

/// The first place, from `from` on, which is the length at most, of a byte that has a bit of `what`. Eight are passed over
/// at a time, for few have.
#[must_use]
pub fn first_with(bytes: &[u8], from: usize, what: u8) -> Option<usize> {
    let (eights, rest) = bytes[from..].as_chunks();
    for (eight, at) in eights.iter().zip((from..).step_by(8)) {
        let has = u64::from_le_bytes(*eight) & u64::from_le_bytes([what; 8]);
        if has != 0 {
            return Some(at + has.trailing_zeros() as usize / 8);
        }
    }
    let passed = bytes.len() - rest.len();
    rest.iter().position(|byte| byte & what != 0).map(|at| passed + at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words;
    use super::*;

    /// What one byte before a word says.
    fn said(byte: u8) -> u8 {
        match byte {
            b'\n' => LINE | SENTENCE,
            _ if ENDS.contains(&byte) => SENTENCE,
            b'"' | 0x80.. => MARK,
            _ => 0,
        }
    }

    /// The shapes of words that stand in these places, byte by byte.
    fn one_by_one(text: &str, spans: &[(u32, u32)]) -> Vec<u8> {
        let ends = [0].into_iter().chain(spans.iter().map(|span| span.1 as usize));
        let shape = |(end, &(start, stop)): (usize, &(u32, u32))| {
            let gap = text[end..start as usize].bytes().fold(0, |all, byte| all | said(byte));
            gap | of_wide(&text[start as usize..stop as usize])
        };
        ends.zip(spans).map(shape).collect()
    }

    proptest! {
        #[test]
        fn shapes_are_what_the_bytes_say(
            text in "([a-zA-Z0-9]{1,12}[ .,:!?\"\n\t]{1,3}|[A-Zé]{1,9}[’–“ ]|[À-ÿa-z0-9]{1,30}[ ,’]?|[中文新闻。、ー，：」々0-9]{0,4}|[中文]{18,24}|([а-яЁ]{1,9}[. ] ?){1,3}|[ \n]{60,70}|.){0,40}",
        ) {
            let found = words(&text);
            prop_assert_eq!(found.shapes, one_by_one(&text, &found.spans));
        }
    }

    proptest! {
        #[test]
        fn none_is_passed_over(bytes in prop::collection::vec(0_u8..4, 0..60), from in 0_usize..60, what in 0_u8..4) {
            let from = from.min(bytes.len());
            let expected = (from..bytes.len()).find(|&at| bytes[at] & what != 0);
            prop_assert_eq!(first_with(&bytes, from, what), expected);
        }
    }

    #[test]
    fn a_stop_that_goes_on_behind_the_window_stands_before_the_next_word() {
        for spaces in 55..70 {
            let text = format!("{}AA’ bb", "\n".repeat(spaces));
            assert_eq!(words(&text).shapes, [CAPITAL | LINE | SENTENCE, MARK], "{spaces}");
        }
    }

    #[test]
    fn a_word_knows_its_line_and_its_capital() {
        let shapes = words("The mayor.\nShe is 41. “No”").shapes;
        assert_eq!(shapes, [CAPITAL, 0, CAPITAL | LINE | SENTENCE, 0, DIGIT, CAPITAL | SENTENCE | MARK]);
    }
}
