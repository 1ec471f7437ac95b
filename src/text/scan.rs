//! From word to word through a text: sixty-four bytes at a time where it is ASCII, character by character where not.

use std::ops::Range;

use super::block;
use super::shingle::mix;
use super::wide::take_wide;
use super::window::Window;

/// Calls `word` with the hash and the byte range of each word, and before it `letters` with its compared form, in
/// blocks of up to eight bytes. `folded` is scratch.
#[inline]
pub(super) fn scan(
    text: &str,
    folded: &mut Vec<u8>,
    mut letters: impl FnMut(u64, usize),
    mut word: impl FnMut(u64, Range<usize>),
) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let found = if byte < 0x80 {
            ascii(bytes, at, &mut letters, &mut word)
        } else {
            unspaced(&bytes[at..], at, &mut letters, &mut word)
        };
        at = found.unwrap_or_else(|start| long_way(text, start, folded, &mut letters, &mut word));
    }
}

/// Takes the words of one window and returns where to go on; as an error, where a word begins that has to be taken
/// the long way: it meets a character that is not ASCII, or is as long as the window.
#[inline]
fn ascii(
    bytes: &[u8],
    at: usize,
    letters: &mut impl FnMut(u64, usize),
    word: &mut impl FnMut(u64, Range<usize>),
) -> Result<usize, usize> {
    let window = Window::at(bytes, at);
    let (mut left, whole) = (window.letters, window.ascii());
    while left != 0 {
        let start = left.trailing_zeros() as usize;
        let end = start + (left >> start).trailing_ones() as usize;
        if end >= whole && !is_stop(&bytes[at + end..]) {
            // In a window of its own it may be seen to its end.
            return if start > 0 && end == Window::WIDTH { Ok(at + start) } else { Err(at + start) };
        }
        let hash = hash_blocks(bytes, at + start..at + end, letters);
        word(hash, at + start..at + end);
        left &= u64::MAX.checked_shl(end as u32).unwrap_or(0);
    }
    Ok(at + whole)
}

/// Hash of an ASCII word, which is never empty, and its blocks to `letters`.
#[inline]
fn hash_blocks(bytes: &[u8], span: Range<usize>, letters: &mut impl FnMut(u64, usize)) -> u64 {
    let mut hash = 0_u64;
    let mut at = span.start;
    loop {
        let length = (span.end - at).min(8);
        let lower = block::lower_first(block::at(bytes, at), length);
        letters(lower, length);
        hash = mix(hash.wrapping_add(lower));
        at += 8;
        if at >= span.end {
            return hash;
        }
    }
}

/// The same for what begins with a character that is not ASCII: punctuation, or a Han character that stands for
/// itself. Anything else goes the long way.
#[inline]
fn unspaced(
    bytes: &[u8],
    at: usize,
    letters: &mut impl FnMut(u64, usize),
    word: &mut impl FnMut(u64, Range<usize>),
) -> Result<usize, usize> {
    if is_lone_han(bytes) {
        let block = block::first(block::at(bytes, 0), 3);
        letters(block, 3);
        word(mix(block), at..at + 3);
        return Ok(at + 3);
    }
    if is_stop(bytes) { Ok(at + 3) } else { Err(at) }
}

/// Takes one word, or passes over one character that is none, and returns where it ends.
fn long_way(
    text: &str,
    start: usize,
    folded: &mut Vec<u8>,
    letters: &mut impl FnMut(u64, usize),
    word: &mut impl FnMut(u64, Range<usize>),
) -> usize {
    folded.clear();
    let end = take_wide(text, start, folded);
    let blocks = folded.chunks(8).map(|bytes| (block::at(bytes, 0), bytes.len()));
    blocks.for_each(|(block, length)| letters(block, length));
    if !folded.is_empty() {
        word(hash_of(folded), start..end);
    }
    end
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
