//! Where the words of a text go, those of a window at a time: what is taken together fits the room made for it beforehand,
//! so that no word asks for any. A remainder where none is needed spares a look whether it is.

use std::ops::Range;

use super::tokenise::Words;
use super::window::WIDTH;

/// Words that are taken together at most, which is how many a window may hold: each has a byte, and one before the next.
pub(super) const MOST: usize = WIDTH / 2;

/// Bytes for which room for a word is made: in few languages they take more with the space behind them.
const BYTES_A_WORD: usize = 6;

/// Who takes the words of a text.
pub(super) trait Taker {
    /// Room for words that are taken together, those of a window at most.
    type Slots<'s>: Slots
    where
        Self: 's;

    /// Makes such room behind what was taken before.
    fn slots(&mut self) -> Self::Slots<'_>;

    /// Takes what was put there: so many letters of the compared forms, run together, and so many words.
    fn take(&mut self, letters: usize, words: usize);

    /// Leaves nothing but what was taken.
    fn end(self);
}

/// Room for [`MOST`] words, and the letters of a window run together.
pub(super) trait Slots {
    /// Puts up to eight letters behind so many, fewer than a window has bytes. All eight bytes are written, and those that are
    /// no letters overwritten by what comes next.
    fn letters(&mut self, behind: usize, block: u64);

    /// Puts a word behind so many, fewer than [`MOST`]: its hash, its place, and its [`shape`](super::shape) if it is wanted.
    fn word(&mut self, behind: usize, hash: u64, place: Range<usize>, shape: impl FnOnce() -> u8);
}

/// Room for `N` behind the first `count` of a list, which is made longer if need be.
#[inline]
pub(super) fn room<T: Clone + Default, const N: usize>(list: &mut Vec<T>, count: usize) -> &mut [T; N] {
    if list.len() < count + N {
        lengthen(list, 2 * count + N);
    }
    &mut list[count..].as_chunks_mut().0[0]
}

/// Makes room for about as many words as a text has of this many bytes. What stands there is left, and overwritten.
fn make_room_for<T: Clone + Default>(list: &mut Vec<T>, bytes: usize) {
    let words = bytes / BYTES_A_WORD + MOST;
    if list.len() < words {
        lengthen(list, words);
    }
}

/// Apart from where it is asked for, which is in the middle of what has to be quick, and seldom comes to this.
#[cold]
#[inline(never)]
fn lengthen<T: Clone + Default>(list: &mut Vec<T>, length: usize) {
    list.resize(length, T::default());
}

/// The words of a text as hashes alone.
pub(super) struct Hashes<'a> {
    hashes: &'a mut Vec<u64>,
    count: usize,
}

impl<'a> Hashes<'a> {
    /// Of a text of so many bytes, in place of what stands in `hashes`.
    pub fn in_place_of(hashes: &'a mut Vec<u64>, bytes: usize) -> Self {
        make_room_for(hashes, bytes);
        Self { hashes, count: 0 }
    }
}

impl Taker for Hashes<'_> {
    type Slots<'s>
        = &'s mut [u64; MOST]
    where
        Self: 's;

    #[inline]
    fn slots(&mut self) -> &mut [u64; MOST] {
        room(self.hashes, self.count)
    }

    #[inline]
    fn take(&mut self, _: usize, words: usize) {
        self.count += words;
    }

    fn end(self) {
        self.hashes.truncate(self.count);
    }
}

impl Slots for &mut [u64; MOST] {
    #[inline]
    fn letters(&mut self, _: usize, _: u64) {}

    #[inline]
    fn word(&mut self, behind: usize, hash: u64, _: Range<usize>, _: impl FnOnce() -> u8) {
        debug_assert!(behind < MOST, "more words than there is room for");
        self[behind % MOST] = hash;
    }
}

/// The words of a text with all that [`Words`] tells of them.
pub(super) struct Whole<'a> {
    words: &'a mut Words,
    count: usize,
}

impl<'a> Whole<'a> {
    /// Of a text of so many bytes, in place of what stands in `words`.
    pub fn in_place_of(words: &'a mut Words, bytes: usize) -> Self {
        make_room_for(&mut words.hashes, bytes);
        make_room_for(&mut words.spans, bytes);
        make_room_for(&mut words.shapes, bytes);
        Self { words, count: 0 }
    }
}

/// Room in each list of [`Words`].
pub(super) struct WholeSlots<'s> {
    hashes: &'s mut [u64; MOST],
    spans: &'s mut [(u32, u32); MOST],
    shapes: &'s mut [u8; MOST],
}

impl Taker for Whole<'_> {
    type Slots<'s>
        = WholeSlots<'s>
    where
        Self: 's;

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it stands before every window, and is left a call otherwise")]
    fn slots(&mut self) -> WholeSlots<'_> {
        WholeSlots {
            hashes: room(&mut self.words.hashes, self.count),
            spans: room(&mut self.words.spans, self.count),
            shapes: room(&mut self.words.shapes, self.count),
        }
    }

    #[inline]
    fn take(&mut self, _: usize, words: usize) {
        self.count += words;
    }

    fn end(self) {
        self.words.hashes.truncate(self.count);
        self.words.spans.truncate(self.count);
        self.words.shapes.truncate(self.count);
    }
}

impl Slots for WholeSlots<'_> {
    #[inline]
    fn letters(&mut self, _: usize, _: u64) {}

    #[inline]
    fn word(&mut self, behind: usize, hash: u64, place: Range<usize>, shape: impl FnOnce() -> u8) {
        debug_assert!(behind < MOST, "more words than there is room for");
        let at = behind % MOST;
        self.hashes[at] = hash;
        self.spans[at] = (place.start as u32, place.end as u32);
        self.shapes[at] = shape();
    }
}
