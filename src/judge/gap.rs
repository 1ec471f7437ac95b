//! What stands between two words, and what it says of the second: that it begins a sentence or a line.

use super::body::part;

/// A mark that has to be looked at as a character: any that is not ASCII, and the one that opens and closes alike.
const ASK: u8 = 0x80;

/// What each byte says.
static SAYS: [u8; 256] = {
    let mut says = [ASK; 256];
    let mut byte: u8 = 0;
    while byte < 0x80 {
        says[byte as usize] = match byte {
            b'\n' => part::LINE | part::START,
            b'.' | b'!' | b'?' | b':' => part::START,
            b'"' => ASK,
            _ => 0,
        };
        byte += 1;
    }
    says
};

/// Whether a gap ends a line or a sentence; `None` if quotation marks may stand in it.
#[inline]
pub(super) fn begins(gap: &[u8]) -> Option<u8> {
    let said = gap.iter().fold(0, |all, &byte| all | SAYS[byte as usize]);
    (said & ASK == 0).then_some(said)
}

/// The same for any gap.
pub(super) fn begins_any(gap: &str) -> u8 {
    let begun = gap.chars().map(|c| match c {
        '。' | '！' | '？' | '“' | '«' | '„' | '"' => part::START,
        _ if c.is_ascii() => SAYS[c as usize],
        _ => 0,
    });
    begun.fold(0, |all, one| all | one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_sentences_begin_after_their_marks() {
        for (gap, says) in
            [(" ", 0), (", ", 0), (". ", part::START), ("?\n", part::LINE | part::START), ("' - ", 0)]
        {
            assert_eq!((begins(gap.as_bytes()), begins_any(gap)), (Some(says), says), "{gap:?}");
        }
    }

    #[test]
    fn quotation_marks_are_asked_for() {
        assert_eq!((begins(b" \""), begins_any(" \"")), (None, part::START));
        assert_eq!((begins("。".as_bytes()), begins_any("。")), (None, part::START));
        assert_eq!((begins("’".as_bytes()), begins_any("’")), (None, 0));
    }
}
