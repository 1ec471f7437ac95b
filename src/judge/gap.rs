//! What stands between two words, where it is not all plain: what it says of the second, that it begins a sentence or a line.

use super::body::part;
use crate::text::shape::ENDS;

/// What a gap says that has to be looked at as characters; of others the words' [`shape`](crate::text::shape) tells.
pub(super) fn begins(gap: &str) -> u8 {
    gap.chars().map(says).fold(0, |all, one| all | one)
}

fn says(c: char) -> u8 {
    match c {
        '\n' => part::LINE | part::START,
        '。' | '！' | '？' | '"' | '“' | '«' | '„' => part::START,
        _ if u8::try_from(c).is_ok_and(|byte| ENDS.contains(&byte)) => part::START,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_sentences_begin_after_their_marks() {
        for (gap, said) in
            [(" ", 0), (", ", 0), (". ", part::START), ("?\n", part::LINE | part::START), ("’ – ", 0)]
        {
            assert_eq!(begins(gap), said, "{gap:?}");
        }
        assert_eq!([begins("。"), begins(" \"")], [part::START; 2]);
    }
}
