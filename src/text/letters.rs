//! The letters of a text run together, written as its words are taken: what bodies have in common that differ in spacing,
//! punctuation and case alone.

use std::ops::Range;

use super::taker::{Slots, Taker, room};
use super::window::WIDTH;

/// Bytes for the letters of a window, and for a block that begins with the last.
const ROOM: usize = WIDTH + 8;

/// The letters of a text run together, written a block at a time.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// Longer than what was written, so that what a window holds fits after it.
    bytes: Vec<u8>,
    length: usize,
}

impl Letters {
    /// Forgets what was written.
    pub fn clear(&mut self) {
        self.length = 0;
    }

    /// Room for the letters of a window, behind what was written.
    #[inline]
    fn room(&mut self) -> &mut [u8; ROOM] {
        room(&mut self.bytes, self.length)
    }

    /// Counts what was put there.
    #[inline]
    fn take(&mut self, letters: usize) {
        debug_assert!(self.length + letters <= self.bytes.len(), "no more is taken than was put there");
        self.length += letters;
    }

    /// What was written.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Words as another takes them, and their letters run together.
pub(super) struct Lettered<'a, T> {
    pub letters: &'a mut Letters,
    pub words: T,
}

impl<T: Taker> Taker for Lettered<'_, T> {
    type Slots<'s>
        = (&'s mut [u8; ROOM], T::Slots<'s>)
    where
        Self: 's;

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it stands before every window, and is left a call otherwise")]
    fn slots(&mut self) -> Self::Slots<'_> {
        (self.letters.room(), self.words.slots())
    }

    #[inline]
    fn take(&mut self, letters: usize, words: usize) {
        self.letters.take(letters);
        self.words.take(letters, words);
    }

    fn end(self) {
        self.words.end();
    }
}

impl<S: Slots> Slots for (&mut [u8; ROOM], S) {
    #[inline]
    fn letters(&mut self, behind: usize, block: u64) {
        debug_assert!(behind < WIDTH, "more letters than there is room for");
        self.0[behind % WIDTH..][..8].copy_from_slice(&block.to_le_bytes());
    }

    #[inline]
    fn word(&mut self, behind: usize, hash: u64, place: Range<usize>, shape: impl FnOnce() -> u8) {
        self.1.word(behind, hash, place, shape);
    }
}
