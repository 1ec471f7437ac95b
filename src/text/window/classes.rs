//! Which bytes of a window are of which class.

use super::super::shape::ENDS;

/// The bytes of each class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Classes {
    /// Letters and digits: the ASCII ones, at first.
    pub letters: u64,
    pub digits: u64,
    /// The first bytes of capitals, likewise.
    pub capitals: u64,
    /// Line feeds.
    pub lines: u64,
    /// Marks that end a sentence.
    stops: u64,
    /// Quotation marks that open and close alike.
    quotes: u64,
    /// Bytes that are not ASCII.
    pub wide: u64,
}

impl Classes {
    /// What a sentence begins behind.
    #[inline]
    pub const fn ends(&self) -> u64 {
        self.stops | self.lines
    }

    /// What has to be looked at as characters.
    #[inline]
    pub const fn marks(&self) -> u64 {
        self.quotes | self.wide
    }
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) use self::portable::classes;
#[cfg(target_arch = "x86_64")]
pub(super) use self::sse2::classes;

/// Sixteen bytes at a time, with what every x86-64 processor has. With the plain form, which has no one instruction for
/// the upper bits of eight bytes, to cut the whole of a text takes 1.6 to 1.8 times as long.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod sse2 {
    use std::arch::x86_64::{
        __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_cmpgt_epi8, _mm_movemask_epi8, _mm_or_si128,
        _mm_set_epi64x, _mm_set1_epi8,
    };

    use super::super::Bytes;
    use super::{Classes, ENDS};

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "classes that a caller does not ask for are not told apart")]
    pub fn classes(bytes: &Bytes) -> Classes {
        let mut all = Classes::default();
        for (n, sixteen) in bytes.as_chunks::<16>().0.iter().enumerate() {
            // SAFETY: SSE2 is part of x86-64.
            let found = unsafe { of_sixteen(sixteen) };
            all.letters |= found.letters << (16 * n);
            all.digits |= found.digits << (16 * n);
            all.capitals |= found.capitals << (16 * n);
            all.lines |= found.lines << (16 * n);
            all.stops |= found.stops << (16 * n);
            all.quotes |= found.quotes << (16 * n);
            all.wide |= found.wide << (16 * n);
        }
        all
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn of_sixteen(bytes: &[u8; 16]) -> Classes {
        let both = u128::from_le_bytes(*bytes);
        let bytes = _mm_set_epi64x((both >> 64) as i64, both as i64);
        let small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
        let digits = within(bytes, b'0', b'9');
        let [one, two, three, four] = ENDS.map(|mark| equal(bytes, mark));
        Classes {
            letters: bits(_mm_or_si128(within(small, b'a', b'z'), digits)),
            digits: bits(digits),
            capitals: bits(within(bytes, b'A', b'Z')),
            lines: bits(equal(bytes, b'\n')),
            stops: bits(_mm_or_si128(_mm_or_si128(one, two), _mm_or_si128(three, four))),
            quotes: bits(equal(bytes, b'"')),
            wide: bits(bytes),
        }
    }

    /// All ones in the place of every byte from `first` to `last`; bytes that are not ASCII count as negative.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn within(bytes: __m128i, first: u8, last: u8) -> __m128i {
        let from = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(first as i8 - 1));
        _mm_and_si128(from, _mm_cmpgt_epi8(_mm_set1_epi8(last as i8 + 1), bytes))
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn equal(bytes: __m128i, byte: u8) -> __m128i {
        _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte as i8))
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
    use super::super::Bytes;
    use super::{Classes, ENDS};
    use crate::text::block::among;

    pub fn classes(bytes: &Bytes) -> Classes {
        let mut all = Classes::default();
        for (n, eight) in bytes.as_chunks::<8>().0[..8].iter().enumerate() {
            let block = u64::from_le_bytes(*eight);
            let within = |first: u8, last: u8| bits(among(block, first, last)) << (8 * n);
            let one = |byte: u8| within(byte, byte);
            all.digits |= within(b'0', b'9');
            all.capitals |= within(b'A', b'Z');
            all.letters |= within(b'0', b'9') | within(b'A', b'Z') | within(b'a', b'z');
            all.lines |= one(b'\n');
            all.stops |= ENDS.map(one).into_iter().fold(0, |all, some| all | some);
            all.quotes |= one(b'"');
            all.wide |= bits(block) << (8 * n);
        }
        all
    }

    /// The upper bit of every byte, brought together by a multiplication in which no two of them meet.
    const fn bits(block: u64) -> u64 {
        ((block >> 7) & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::super::{Bytes, WIDTH};
    use super::*;

    /// Any byte, often one of a class or of a stop.
    pub fn byte() -> impl Strategy<Value = u8> {
        let known = prop::sample::select(&b"aZ09 .!?:\n\"\xE2\x80\x90\xA7\xC3\x9C\x97\xBF"[..]);
        prop_oneof![any::<u8>(), known.clone(), known]
    }

    proptest! {
        #[test]
        fn the_plain_form_gives_the_same(bytes in prop::collection::vec(byte(), WIDTH + 8)) {
            let bytes: Bytes = bytes.try_into().unwrap();
            prop_assert_eq!(classes(&bytes), portable::classes(&bytes));
        }
    }
}
