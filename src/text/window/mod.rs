//! Sixty-four bytes of text at once: which are ASCII letters or digits, and which say what of the words around them.

mod classes;
mod shapes;

use std::ops::Range;

use self::classes::{Classes, classes};
pub use self::shapes::Shapes;
use super::block;
use super::shape::{LINE, MARK, SENTENCE};

/// A window on a text: one bit a byte, the first lowest. Beyond the end of the text stand spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window<'a> {
    bytes: &'a Bytes,
    /// ASCII letters and digits among the bytes that are known.
    letters: u64,
    /// How many bytes stand before the first that is neither ASCII nor part of a stop.
    known: usize,
    classes: Classes,
}

/// The bytes of a window, and as many more as a block that begins in it may reach.
pub type Bytes = [u8; WIDTH + 8];

/// Bytes in a window.
pub const WIDTH: usize = 64;

impl<'a> Window<'a> {
    /// The window on `bytes` that begins at `at`; `padded` holds what stands in it where the text ends.
    #[must_use]
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "classes that a caller does not ask for are not told apart")]
    pub fn at(bytes: &'a [u8], at: usize, padded: &'a mut Bytes) -> Self {
        let rest = &bytes[at.min(bytes.len())..];
        let bytes = rest.first_chunk().unwrap_or_else(|| {
            *padded = [b' '; WIDTH + 8];
            padded[..rest.len()].copy_from_slice(rest);
            padded
        });
        let classes = classes(bytes);
        let known = known(bytes, classes.wide);
        Self { bytes, letters: classes.letters & bits(0..known), known, classes }
    }

    /// How many bytes stand before the first that is neither ASCII nor part of a stop.
    #[must_use]
    #[inline]
    pub const fn known(&self) -> usize {
        self.known
    }

    /// Whether there is such a byte.
    #[must_use]
    #[inline]
    pub const fn is_cut(&self) -> bool {
        self.known < WIDTH
    }

    /// Letters and digits at the end of the known bytes, of a word that may go on. The first byte must be known.
    #[must_use]
    #[inline]
    pub const fn open(&self) -> usize {
        (self.letters << (WIDTH - self.known)).leading_ones() as usize
    }

    /// Where the words stand that end before byte `stop`, at which none may go on.
    #[inline]
    pub fn words(&self, stop: usize) -> impl Iterator<Item = Word> + use<> {
        let letters = self.letters & bits(0..stop);
        // Where a word begins or ends.
        let mut edges = letters ^ letters << 1;
        std::iter::from_fn(move || {
            let start = next(&mut edges)?;
            Some(Word { start, end: next(&mut edges).unwrap_or(WIDTH) })
        })
    }

    /// Up to eight letters and digits from byte `at` on, in lower case.
    #[must_use]
    #[inline]
    pub fn lower(&self, at: usize, length: usize) -> u64 {
        let eight = self.bytes.get(at..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
        block::lower_first(u64::from_le_bytes(eight), length)
    }

    /// The shapes of its [`Window::words`].
    #[must_use]
    #[inline]
    pub fn shapes(&self, stop: usize) -> Shapes {
        Shapes::of(&self.classes, self.letters & bits(0..stop))
    }

    /// What the bytes in this place say of the word behind them.
    #[must_use]
    #[inline]
    pub fn gap(&self, place: Range<usize>) -> u8 {
        let place = bits(place);
        let says = |class: u64, what: u8| if class & place == 0 { 0 } else { what };
        let begins = says(self.classes.lines, LINE) | says(self.classes.ends(), SENTENCE);
        begins | says(self.classes.marks(), MARK)
    }
}

/// Where a word stands in a window, which is never empty: its first byte, and the one after its last.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Its first byte.
    pub start: usize,
    /// The one after its last.
    pub end: usize,
}

/// Takes the lowest of the bits.
#[inline]
fn next(bits: &mut u64) -> Option<usize> {
    let lowest = (*bits != 0).then_some(bits.trailing_zeros() as usize);
    *bits &= bits.wrapping_sub(1);
    lowest
}

/// A bit for every byte of a place.
#[inline]
fn bits(place: Range<usize>) -> u64 {
    let before = |end: usize| if end < WIDTH { (1 << end) - 1 } else { u64::MAX };
    before(place.end) & !before(place.start)
}

/// How many bytes stand before the first of those that are not ASCII, stops passed over.
#[inline]
fn known(bytes: &Bytes, wide: u64) -> usize {
    let mut left = wide;
    while left != 0 {
        let at = left.trailing_zeros() as usize;
        if !is_stop(&bytes[at..WIDTH]) {
            return at;
        }
        left &= !bits(at..at + 3);
    }
    WIDTH
}

/// Whether a stop begins here, punctuation that news uses within and after words: dashes, quotation marks, apostrophes.
#[inline]
pub(super) fn is_stop(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0x90..=0xA7, ..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::classes::tests::byte;
    use super::*;

    proptest! {
        #[test]
        fn every_byte_is_classed_as_one_by_one(bytes in prop::collection::vec(byte(), 0..130), at in 0_usize..140) {
            let mut padded = [0; WIDTH + 8];
            let window = Window::at(&bytes, at, &mut padded);
            let rest: Vec<u8> = bytes.iter().copied().skip(at).chain([b' '; 64]).take(64).collect();
            let mut known = 0;
            while known < 64 && (rest[known].is_ascii() || is_stop(&rest[known..])) {
                known += if rest[known].is_ascii() { 1 } else { 3 };
            }
            prop_assert_eq!(window.known(), known);
            for (place, byte) in rest[..known].iter().enumerate() {
                prop_assert_eq!(window.letters >> place & 1 == 1, byte.is_ascii_alphanumeric());
            }
            prop_assert_eq!(window.letters.checked_shr(known as u32).unwrap_or(0), 0);
        }
    }
}
