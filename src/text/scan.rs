//! From word to word through a text: sixty-four bytes at a time where a window knows them, character by character where not.

use super::block;
use super::shape::{self, LONE, MARK};
use super::shingle::mix;
use super::taker::{MOST, Slots, Taker};
use super::wide::take_wide;
use super::window::{Bytes, WIDTH, Window, is_stop, is_western};

/// Hands every word of a text to `taker`. `folded` is scratch.
#[inline]
pub(super) fn scan(text: &str, folded: &mut Vec<u8>, mut taker: impl Taker) {
    let bytes = text.as_bytes();
    let (mut at, mut gap, mut padded) = (0, 0, [0; size_of::<Bytes>()]);
    while let Some(&byte) = bytes.get(at) {
        let found = if byte < 0x80 || is_western(&bytes[at..]) {
            in_window(bytes, at, &mut padded, &mut gap, &mut taker)
        } else {
            unspaced(&bytes[at..], at, &mut gap, &mut taker)
        };
        at = found.unwrap_or_else(|start| {
            let end = long_way(text, start, folded, &mut gap, &mut taker);
            if parts_unknown(&bytes[end..]) { end + 1 } else { end }
        });
    }
    taker.end();
}

/// Whether a space begins here and a character behind it that no window knows: between two words of most of the world's
/// scripts, for which a window would be opened in vain.
#[inline]
fn parts_unknown(bytes: &[u8]) -> bool {
    matches!(bytes, [b' ', 0xC4..=0xE1 | 0xE3.., ..])
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
    let end = if window.is_ascii() {
        take_words(&window, at, stop, gap, taker, Window::lower_ascii)
    } else {
        take_words(&window, at, stop, gap, taker, Window::lower)
    };
    *gap |= window.gap(end..stop);
    // In a window of its own a word may be seen to its end.
    let may_end = open == 0 || !window.is_cut() && stop > 0;
    if may_end { Ok(at + stop) } else { Err(at + stop) }
}

/// Hands the words of a window that end before its byte `stop` to `taker`, and returns where the last one ends, 0 if there
/// is none. The first takes what `gap` says, and leaves none. `lower` makes eight bytes small.
#[inline]
fn take_words<'w>(
    window: &Window<'w>,
    at: usize,
    stop: usize,
    gap: &mut u8,
    taker: &mut impl Taker,
    lower: impl Fn(&Window<'w>, usize) -> u64,
) -> usize {
    let (shapes, mut slots, mut before) = (window.shapes(stop), taker.slots(), *gap);
    let (mut letters, mut words, mut end) = (0, 0, 0);
    for word in window.words(stop) {
        let (mut from, mut hash) = (word.start, 0_u64);
        end = word.end;
        loop {
            let length = (end - from).min(8);
            let block = block::first(lower(window, from), length);
            slots.letters(letters, block);
            hash = mix(hash.wrapping_add(block));
            (from, letters) = (from + 8, letters + length);
            if from >= end {
                break;
            }
        }
        slots.word(words, hash, at + word.start..at + end, || before | shapes.of_word(word));
        (before, words) = (0, words + 1);
    }
    drop(slots);
    taker.take(letters, words);
    *gap = before;
    end
}

/// Bytes of a Han character, of a stop and of a mark of East Asia.
const HAN: usize = 3;

/// Han characters that are taken together: as many as the room for a window holds.
const TOGETHER: usize = WIDTH / HAN;
const _: () = assert!(TOGETHER <= MOST);

/// Like [`in_window`], for what begins with any other character: Han characters, each of which stands for itself, or
/// punctuation. Anything else goes the long way.
#[inline]
fn unspaced(bytes: &[u8], at: usize, gap: &mut u8, taker: &mut impl Taker) -> Result<usize, usize> {
    if is_lone_han(bytes) {
        return Ok(at + take_han(bytes, at, gap, taker));
    }
    if !is_stop(bytes) && !is_eastern_mark(bytes) {
        return Err(at);
    }
    *gap |= MARK;
    Ok(at + HAN)
}

/// Takes the Han characters that begin here, some at most, and returns how many bytes they are.
#[inline]
fn take_han(bytes: &[u8], at: usize, gap: &mut u8, taker: &mut impl Taker) -> usize {
    let (mut slots, mut count) = (taker.slots(), 0);
    while count < TOGETHER && is_lone_han(&bytes[HAN * count..]) {
        let (from, block) = (HAN * count, block::first(block::at(bytes, HAN * count), HAN));
        slots.letters(from, block);
        let before = std::mem::take(gap);
        slots.word(count, mix(block), at + from..at + from + HAN, || before | LONE);
        count += 1;
    }
    drop(slots);
    taker.take(HAN * count, count);
    HAN * count
}

/// Takes one word, or passes over one character that is none, and returns where it ends.
fn long_way(text: &str, start: usize, folded: &mut Vec<u8>, gap: &mut u8, taker: &mut impl Taker) -> usize {
    folded.clear();
    let end = take_wide(text, start, folded);
    if folded.is_empty() {
        *gap |= MARK;
        return end;
    }
    let mut left = folded.chunks(WIDTH).peekable();
    while let Some(some) = left.next() {
        let (mut slots, is_last) = (taker.slots(), left.peek().is_none());
        some.chunks(8).enumerate().for_each(|(n, bytes)| slots.letters(8 * n, block::at(bytes, 0)));
        if is_last {
            let before = std::mem::take(gap);
            slots.word(0, hash_of(folded), start..end, || before | shape::of_wide(&text[start..end]));
        }
        drop(slots);
        taker.take(some.len(), usize::from(is_last));
    }
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
    let rest = bytes.get(HAN..).unwrap_or_default();
    is_han
        && (matches!(rest, [] | [..0x80 | 0xE4..=0xE9, ..] | [0xE3, 0x80, ..=0x91, ..] | [0xEF, 0xBC, ..])
            || is_stop(rest))
}

/// Whether a mark of East Asia begins here that is no part of a word: `、。`, brackets and quotation marks from U+3008 to
/// U+3011, and `！（），：；？`.
#[inline]
fn is_eastern_mark(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xE3, 0x80, 0x81 | 0x82 | 0x88..=0x91, ..]
            | [0xEF, 0xBC, 0x81 | 0x88 | 0x89 | 0x8C | 0x9A | 0x9B | 0x9F, ..]
    )
}

#[cfg(test)]
mod tests {
    use super::super::fold::{Class, classify};
    use super::*;

    #[test]
    fn no_mark_of_east_asia_is_part_of_a_word() {
        let is_mark = |c: &char| is_eastern_mark(c.to_string().as_bytes());
        let marks: Vec<char> = ('\0'..=char::MAX).filter(is_mark).collect();
        assert_eq!(marks.len(), 19);
        assert!(marks.into_iter().all(|c| classify(c) == Class::Separator));
    }
}
