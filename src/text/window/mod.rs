//! Sixty-four bytes of text at once: which are letters or digits, and which say what of the words around them. Known are
//! ASCII, the letters that western Europe writes beside, and the punctuation of news; at anything else a window is cut off.

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
    /// Those of letters and digits, among the bytes that are known.
    letters: u64,
    /// How many bytes stand before the first that is not known, or is part of what goes on behind the window.
    known: usize,
    is_cut: bool,
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
        let mut classes = classes(bytes);
        let (known, is_cut) = know(bytes, &mut classes);
        Self { bytes, letters: classes.letters & bits(0..known), known, is_cut, classes }
    }

    /// How many bytes stand before the first that is not known, or is part of what goes on behind the window.
    #[must_use]
    #[inline]
    pub const fn known(&self) -> usize {
        self.known
    }

    /// Whether a byte of it is not known.
    #[must_use]
    #[inline]
    pub const fn is_cut(&self) -> bool {
        self.is_cut
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

    /// Whether it holds nothing but ASCII.
    #[must_use]
    #[inline]
    pub const fn is_ascii(&self) -> bool {
        self.classes.wide == 0
    }

    /// Eight bytes from byte `at` of the window on, letters and digits in lower case.
    #[must_use]
    #[inline]
    pub fn lower(&self, at: usize) -> u64 {
        block::lower(self.eight(at))
    }

    /// The same, where the window holds nothing but ASCII; what stands behind it may be anything.
    #[must_use]
    #[inline]
    pub fn lower_ascii(&self, at: usize) -> u64 {
        block::lower_ascii(self.eight(at))
    }

    #[inline]
    fn eight(&self, at: usize) -> u64 {
        debug_assert!(at < WIDTH, "a byte of the window");
        u64::from_le_bytes(self.bytes[at % WIDTH..].first_chunk().copied().unwrap_or_default())
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

/// How many bytes stand before the first that is not known, and whether there is one in the window itself. Of those that are
/// not ASCII and known, notes the letters and capitals.
#[inline]
fn know(bytes: &Bytes, classes: &mut Classes) -> (usize, bool) {
    let mut left = classes.wide;
    while left != 0 {
        let at = left.trailing_zeros() as usize;
        let Some(length) = known_length(&bytes[at..]) else { return (at, true) };
        if at + length > WIDTH {
            return (at, false);
        }
        if length == WESTERN {
            classes.letters |= bits(at..at + length);
            classes.capitals |= u64::from(bytes[at + 1] < 0x9F) << at;
        }
        left &= !bits(at..at + length);
    }
    (WIDTH, false)
}

/// Bytes of the stop or letter that begins here, if one does that is known.
#[inline]
fn known_length(bytes: &[u8]) -> Option<usize> {
    let stop = is_stop(bytes).then_some(3);
    stop.or_else(|| is_western(bytes).then_some(WESTERN))
}

/// Whether a stop begins here, punctuation that news uses within and after words: dashes, quotation marks, apostrophes.
#[inline]
pub(super) fn is_stop(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0x90..=0xA7, ..])
}

/// Bytes of a letter of western Europe.
const WESTERN: usize = 2;

/// Whether a letter of western Europe begins here: U+00C0 to U+00FF, but for the signs of multiplication and division.
#[inline]
pub(super) fn is_western(bytes: &[u8]) -> bool {
    matches!(bytes, [0xC3, 0x80..=0x96 | 0x98..=0xB6 | 0xB8..=0xBF, ..])
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
            let rest: Vec<u8> = bytes.iter().copied().skip(at).chain([b' '; 72]).take(72).collect();
            let length = |place: usize| if rest[place].is_ascii() { Some(1) } else { known_length(&rest[place..]) };
            let (mut known, mut is_cut) = (0, false);
            while known < 64 {
                let Some(length) = length(known) else {
                    is_cut = true;
                    break;
                };
                if known + length > 64 {
                    break;
                }
                let is_letter = rest[known].is_ascii_alphanumeric() || length == WESTERN;
                for place in known..known + length {
                    prop_assert_eq!(window.letters >> place & 1 == 1, is_letter);
                }
                known += length;
            }
            prop_assert_eq!((window.known(), window.is_cut()), (known, is_cut));
            prop_assert_eq!(window.letters.checked_shr(known as u32).unwrap_or(0), 0);
        }
    }
}
