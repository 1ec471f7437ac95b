//! Where a headline can be cut: at " - " and "|", and where two texts were glued together.

use std::ops::Range;

use crate::extract::bounds::floor;

/// Bytes at either end within which a glued name is looked for.
const REACH: usize = 64;

/// The piece after the last separator, and where the text before it ends.
#[must_use]
pub fn tail_piece(title: &str) -> Option<(usize, &str)> {
    let at = separators(title).next_back()?;
    let piece = title[at + 1..].trim();
    (at > 0 && !piece.is_empty()).then(|| (title[..at].trim_end().len(), piece))
}

/// The piece before the first separator, and where the text after it starts.
#[must_use]
pub fn head_piece(title: &str) -> Option<(usize, &str)> {
    let at = separators(title).next()?;
    let piece = title[..at].trim();
    let start = title.len() - title[at + 1..].trim_start().len();
    (start < title.len() && !piece.is_empty()).then_some((start, piece))
}

/// Separators, one byte each, from the left.
fn separators(title: &str) -> impl DoubleEndedIterator<Item = usize> {
    let bytes = title.as_bytes();
    let spaced = move |at: usize| at > 0 && bytes[at - 1] == b' ' && bytes.get(at + 1) == Some(&b' ');
    memchr::memchr2_iter(b'|', b'-', bytes).filter(move |&at| bytes[at] == b'|' || spaced(at))
}

/// Cuts near the start where a name may be glued to what follows: `WOSTHarbour reopens`.
pub fn glued_heads(title: &str) -> impl Iterator<Item = usize> {
    junctions(title, 0..floor(title, REACH))
}

/// Cuts near the end where a name may be glued to what stands before: `Harbour reopensWOST`.
pub fn glued_tails(title: &str) -> impl Iterator<Item = usize> {
    junctions(title, floor(title, title.len().saturating_sub(REACH))..title.len())
}

/// Places between two characters that no word has between them: a lower-case letter, digit or full stop before a
/// capital; capitals before a capitalised word or a digit.
fn junctions(title: &str, within: Range<usize>) -> impl Iterator<Item = usize> {
    let part = &title[within.clone()];
    // Nearly every capital follows a space: that is told from one byte.
    let follows_space = move |at: usize| at == 0 || part.as_bytes()[at - 1] == b' ';
    let capital = |c: char| c.is_uppercase() || c.is_ascii_digit();
    let starts = part.char_indices().filter(move |&(at, c)| !follows_space(at) && capital(c));
    starts.filter_map(move |(at, c)| {
        let before = part[..at].chars().next_back()?;
        let next = part[at + c.len_utf8()..].chars().next();
        is_junction(before, c, next).then_some(within.start + at)
    })
}

fn is_junction(before: char, c: char, next: Option<char>) -> bool {
    let capitalised = c.is_uppercase() && next.is_some_and(char::is_lowercase);
    match before {
        _ if before.is_lowercase() || matches!(before, '.' | '?' | '!' | ')' | '\'' | '"') => {
            c.is_uppercase() || c.is_ascii_digit()
        }
        _ if before.is_ascii_digit() => c.is_uppercase(),
        _ if before.is_uppercase() => capitalised || c.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pieces_stand_before_and_after_separators() {
        let title = "Harbour reopens - News | Ostwick Post";
        assert_eq!(tail_piece(title), Some((22, "Ostwick Post")));
        assert_eq!(head_piece(title), Some((18, "News | Ostwick Post")).map(|_| (18, "Harbour reopens")));
        assert_eq!(tail_piece("A well-known harbour"), None);
    }

    #[test]
    fn glue_shows_in_the_capitals() {
        let heads = |title: &'static str| glued_heads(title).map(|at| &title[at..]).collect::<Vec<_>>();
        assert_eq!(heads("WOSTHarbour reopens"), ["Harbour reopens"]);
        assert_eq!(heads("Harbour reopens"), [""; 0]);
        let title = "Harbour reopensWOST";
        assert_eq!(glued_tails(title).map(|at| &title[at..]).collect::<Vec<_>>(), ["WOST"]);
    }

    proptest! {
        #[test]
        fn cuts_stand_on_character_boundaries(title in "(?:[a-zA-Z |-]|é|\\PC){0,80}") {
            for at in glued_heads(&title).chain(glued_tails(&title)) {
                prop_assert!(title.is_char_boundary(at));
            }
            if let Some((at, _)) = tail_piece(&title) {
                prop_assert!(title.is_char_boundary(at));
            }
            if let Some((at, _)) = head_piece(&title) {
                prop_assert!(title.is_char_boundary(at));
            }
        }
    }
}
