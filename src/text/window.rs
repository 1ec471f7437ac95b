//! Sixty-four bytes of text at once: which are ASCII letters or digits, and which are not ASCII.

/// A window on a text: one bit a byte, the first lowest. Beyond the end of the text stand spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// ASCII letters and digits, up to the first byte that is not ASCII.
    pub letters: u64,
    /// Bytes that are not ASCII.
    wide: u64,
}

impl Window {
    /// Bytes in a window.
    pub const WIDTH: usize = 64;

    /// The window on `bytes` that begins at `at`.
    #[must_use]
    #[inline]
    pub fn at(bytes: &[u8], at: usize) -> Self {
        let rest = &bytes[at.min(bytes.len())..];
        if let Some(window) = rest.first_chunk() {
            return Self::of(window);
        }
        let mut padded = [b' '; Self::WIDTH];
        padded[..rest.len()].copy_from_slice(rest);
        Self::of(&padded)
    }

    /// How many bytes stand before the first that is not ASCII.
    #[must_use]
    #[inline]
    pub const fn ascii(self) -> usize {
        self.wide.trailing_zeros() as usize
    }

    #[inline]
    fn of(bytes: &[u8; Self::WIDTH]) -> Self {
        let (letters, wide) = masks(bytes);
        // All bits below the lowest that is set; all there are where none is.
        let before = (wide & wide.wrapping_neg()).wrapping_sub(1);
        Self { letters: letters & before, wide }
    }
}

#[cfg(not(target_arch = "x86_64"))]
use self::portable::masks;
#[cfg(target_arch = "x86_64")]
use self::sse2::masks;

/// Sixteen bytes at a time, with what every x86-64 processor has. The plain form takes half as long again for the whole
/// of a text: there is no one instruction for the upper bits of eight bytes.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod sse2 {
    use std::arch::x86_64::{
        __m128i, _mm_and_si128, _mm_cmpgt_epi8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x,
        _mm_set1_epi8,
    };

    #[inline]
    pub fn masks(bytes: &[u8; 64]) -> (u64, u64) {
        // SAFETY: SSE2 is part of x86-64.
        unsafe { compiled(bytes) }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn compiled(bytes: &[u8; 64]) -> (u64, u64) {
        let (mut letters, mut wide) = (0, 0);
        for (n, sixteen) in bytes.as_chunks::<16>().0.iter().enumerate() {
            let both = u128::from_le_bytes(*sixteen);
            let register = _mm_set_epi64x((both >> 64) as i64, both as i64);
            letters |= bits(alphanumeric(register)) << (16 * n);
            wide |= bits(register) << (16 * n);
        }
        (letters, wide)
    }

    /// All ones in the place of every ASCII letter and digit; bytes that are not ASCII count as negative.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn alphanumeric(bytes: __m128i) -> __m128i {
        let small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
        _mm_or_si128(within(small, b'a', b'z'), within(bytes, b'0', b'9'))
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn within(bytes: __m128i, first: u8, last: u8) -> __m128i {
        let from = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(first as i8 - 1));
        _mm_and_si128(from, _mm_cmpgt_epi8(_mm_set1_epi8(last as i8 + 1), bytes))
    }

    /// The upper bit of every byte.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn bits(bytes: __m128i) -> u64 {
        _mm_movemask_epi8(bytes) as u64
    }
}

/// The same in plain code, eight bytes at a time: for other processors, and what the fast form is tested against.
#[cfg(any(test, not(target_arch = "x86_64")))]
mod portable {
    use crate::text::block;

    pub fn masks(bytes: &[u8; 64]) -> (u64, u64) {
        let (mut letters, mut wide) = (0, 0);
        for (n, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
            let block = u64::from_le_bytes(*eight);
            letters |= bits(block::alphanumeric(block)) << (8 * n);
            wide |= bits(block) << (8 * n);
        }
        (letters, wide)
    }

    /// The upper bit of every byte, brought together by a multiplication in which no two of them meet.
    const fn bits(block: u64) -> u64 {
        ((block >> 7) & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_byte_is_classed_as_one_by_one(bytes in prop::collection::vec(any::<u8>(), 0..130), at in 0_usize..140) {
            let window = Window::at(&bytes, at);
            let rest: Vec<u8> = bytes.iter().copied().skip(at).chain([b' '; 64]).take(64).collect();
            let ascii = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(64);
            prop_assert_eq!(window.ascii(), ascii);
            for (place, byte) in rest[..ascii].iter().enumerate() {
                prop_assert_eq!(window.letters >> place & 1 == 1, byte.is_ascii_alphanumeric());
            }
            prop_assert_eq!(window.letters.checked_shr(ascii as u32).unwrap_or(0), 0);
        }

        #[test]
        fn the_plain_form_gives_the_same(bytes in prop::array::uniform32(any::<u8>()), more in prop::array::uniform32(any::<u8>())) {
            let bytes: [u8; 64] = [bytes, more].concat().try_into().unwrap();
            prop_assert_eq!(masks(&bytes), portable::masks(&bytes));
        }
    }
}
