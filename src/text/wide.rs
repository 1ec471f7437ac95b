//! Words that are not all ASCII, character by character: any script, its marks and its invisible characters.

use std::ops::Range;

use super::fold::{Class, classify, may_compose, push_lower, push_normalised};

/// Appends the compared form of the word that starts at `start` and returns where it ends; a separator there
/// appends nothing and is passed over.
#[inline(never)]
pub(super) fn take_wide(text: &str, start: usize, folded: &mut Vec<u8>) -> usize {
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
