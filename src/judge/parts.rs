//! The part each word of a text plays, by its shape, its place and the quotation marks before it.

use crate::text::Words;
use crate::text::shape::{MARK, first_with};

use super::body::part;
use super::gap;
use super::quotation::Quotation;

/// Tells the parts of all words of `text`, of which there are as many as `parts`.
pub(super) fn tell(text: &str, words: &Words, parts: &mut [u8]) {
    parts.iter_mut().zip(&words.shapes).for_each(|(part, &shape)| *part = behind_plain(shape));
    let mut quotation = Quotation::default();
    let mut marked = 0;
    while marked < parts.len() {
        let gap = gap_before(text, words, marked);
        parts[marked] = behind_marks(words.shapes[marked], gap, marked == 0, &mut quotation);
        let plain = marked + 1..next_marked(&words.shapes, marked + 1);
        marked = plain.end;
        let quoted = quotation.reaches(&parts[plain.clone()]);
        parts[plain][..quoted].iter_mut().for_each(|parts| *parts |= part::QUOTED);
    }
}

/// The part a word plays by its shape, where nothing before it has to be looked at; not whether it is quoted.
#[inline]
fn behind_plain(shape: u8) -> u8 {
    let may_name = shape & (part::START | part::NUMBER) == 0;
    shape & (part::LINE | part::START | part::NUMBER | if may_name { part::NAME } else { 0 })
}

/// The part of a word behind any gap.
fn behind_marks(shape: u8, gap: &str, first: bool, quotation: &mut Quotation) -> u8 {
    let begins = if first { part::LINE | part::START } else { gap::begins(gap) };
    let quoted = if quotation.inside(gap, first) { part::QUOTED } else { 0 };
    begins | behind_plain(shape & !(part::LINE | part::START) | begins) | quoted
}

/// What stands between a word and the one before it.
fn gap_before<'t>(text: &'t str, words: &Words, word: usize) -> &'t str {
    let end = word.checked_sub(1).map_or(0, |before| words.spans[before].1);
    &text[end as usize..words.spans[word].0 as usize]
}

/// The first word from `from` on that stands behind a mark, or how many words there are.
fn next_marked(shapes: &[u8], from: usize) -> usize {
    first_with(shapes, from, MARK).unwrap_or(shapes.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::words;

    /// The same, every gap looked at as characters.
    fn one_by_one(text: &str, words: &Words) -> Vec<u8> {
        let mut quotation = Quotation::default();
        let part = |word| {
            let gap = gap_before(text, words, word);
            behind_marks(words.shapes[word], gap, word == 0, &mut quotation)
        };
        (0..words.shapes.len()).map(part).collect()
    }

    proptest! {
        #[test]
        fn plain_gaps_need_not_be_looked_at(
            text in "([a-zA-Z0-9]{1,4}[ .!,]{1,2}|(word ){30}|[“”„\"« \n][a-zA-Zé]{1,3}[ ’–.\n]{1,2}){0,40}",
        ) {
            let words = words(&text);
            let mut parts = vec![part::FURNITURE; words.len()];
            tell(&text, &words, &mut parts);
            prop_assert_eq!(parts, one_by_one(&text, &words));
        }
    }
}
