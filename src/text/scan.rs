//! From word to word through a text: sixty-four bytes at a time where a window knows them, character by character where not.

use std::ops::Range;

use super::block;
use super::shape::{self, LONE, MARK};
use super::shingle::mix;
use super::wide::take_wide;
use super::window::{Bytes, Window, Word, is_stop, is_western};

/// Who takes the words of a text.
pub(super) trait Taker {
    /// Takes the compared form of the word that comes next, in blocks of up to eight bytes.
    fn letters(&mut self, block: u64, length: usize);

    /// Takes a word: its hash, its place, and its [`shape`] if it is wanted.
    fn word(&mut self, hash: u64, place: Range<usize>, shape: impl FnOnce() -> u8);
}

/// Hands every word of a text to `taker`. `folded` is scratch.
#[inline]
pub(super) fn scan(text: &str, folded: &mut Vec<u8>, taker: &mut impl Taker) {
    let bytes = text.as_bytes();
    let (mut at, mut gap, mut padded) = (0, 0, [0; size_of::<Bytes>()]);
    while let Some(&byte) = bytes.get(at) {
        let found = if byte < 0x80 || is_western(&bytes[at..]) {
            in_window(bytes, at, &mut padded, &mut gap, taker)
        } else {
            unspaced(&bytes[at..], at, &mut gap, taker)
        };
        at = found.unwrap_or_else(|start| long_way(text, start, folded, &mut gap, taker));
    }
}

/// Takes the words of one window and returns where to go on; as an error, where a word begins that has to be taken
/// the long way: it meets a character that is not known, or is as long as the window. `gap` is what the bytes since the
/// last word say of the next.
#[inline]
fn in_window(
    bytes: &[u8],
    at: usize,
    padded: &mut Bytes,
    gap: &mut u8,
    taker: &mut impl Taker,
) -> Result<usize, usize> {
    let window = Window::at(bytes, at, padded);
    let open = window.open();
    let stop = window.known() - open;
    let (shapes, mut end) = (window.shapes(stop), 0);
    for word in window.words(stop) {
        let hash = hash_blocks(&window, word, taker);
        let before = std::mem::take(gap);
        end = word.end;
        taker.word(hash, at + word.start..at + end, || before | shapes.of_word(word));
    }
    *gap |= window.gap(end..stop);
    // In a window of its own a word may be seen to its end.
    let may_end = open == 0 || !window.is_cut() && stop > 0;
    if may_end { Ok(at + stop) } else { Err(at + stop) }
}

/// Hash of a word in a window, and its blocks to `taker`.
#[inline]
fn hash_blocks(window: &Window<'_>, word: Word, taker: &mut impl Taker) -> u64 {
    let mut hash = 0_u64;
    let (mut at, mut left) = (word.start, word.end - word.start);
    loop {
        let length = left.min(8);
        let lower = window.lower(at, length);
        taker.letters(lower, length);
        hash = mix(hash.wrapping_add(lower));
        if left <= 8 {
            return hash;
        }
        (at, left) = (at + 8, left - 8);
    }
}

/// The same for what begins with any other character: punctuation, or a Han character that stands for itself. Anything
/// else goes the long way.
#[inline]
fn unspaced(bytes: &[u8], at: usize, gap: &mut u8, taker: &mut impl Taker) -> Result<usize, usize> {
    if is_lone_han(bytes) {
        let block = block::first(block::at(bytes, 0), 3);
        taker.letters(block, 3);
        let before = std::mem::take(gap);
        taker.word(mix(block), at..at + 3, || before | LONE);
        return Ok(at + 3);
    }
    if !is_stop(bytes) {
        return Err(at);
    }
    *gap |= MARK;
    Ok(at + 3)
}

/// Takes one word, or passes over one character that is none, and returns where it ends.
fn long_way(text: &str, start: usize, folded: &mut Vec<u8>, gap: &mut u8, taker: &mut impl Taker) -> usize {
    folded.clear();
    let end = take_wide(text, start, folded);
    if folded.is_empty() {
        *gap |= MARK;
        return end;
    }
    let blocks = folded.chunks(8).map(|bytes| (block::at(bytes, 0), bytes.len()));
    blocks.for_each(|(block, length)| taker.letters(block, length));
    let before = std::mem::take(gap);
    taker.word(hash_of(folded), start..end, || before | shape::of_wide(&text[start..end]));
    end
}

/// Hash of a word's compared form: its blocks of eight bytes, mixed one after the other. No two words of up to
/// eight bytes have the same.
#[must_use]
pub fn hash_of(word: &[u8]) -> u64 {
    word.chunks(8).fold(0, |hash, bytes| mix(hash.wrapping_add(block::at(bytes, 0))))
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
