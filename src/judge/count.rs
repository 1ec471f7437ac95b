//! How many words of a stretch play a role, by their parts. Stretches are short, and each of another length: words are looked
//! at eight at a time, the last ones too, and what stands beyond the end does not count. How long a loop runs over what is
//! left is what no processor foresees.

use std::ops::Range;

/// Words of a stretch that make it long: as many of it as are whole such stretches are counted in wide registers.
const LONG: usize = 64;

/// Words that are counted in one byte each: whole long stretches, fewer than overflow it.
const IN_BYTES: usize = 3 * LONG;

/// The parts that a word is to play, as bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    /// One of these, if there are any.
    pub any: u8,
    /// And none of these.
    pub none: u8,
}

/// The top bit of each of eight bytes.
const TOP: u64 = u64::from_le_bytes([0x80; 8]);

impl Role {
    #[inline]
    fn is_played(self, parts: u8) -> bool {
        (self.any == 0 || parts & self.any != 0) && parts & self.none == 0
    }

    /// The top bit of each of eight words that play it.
    #[inline]
    fn of_eight(self, parts: u64) -> u64 {
        let have = |what: u8| {
            let bits = parts & u64::from_le_bytes([what; 8]);
            (bits | ((bits & !TOP) + !TOP)) & TOP
        };
        let any = if self.any == 0 { TOP } else { have(self.any) };
        any & !have(self.none)
    }
}

/// How many of the words in `place` play the role, by the parts of all words.
#[inline]
pub(super) fn count_in(parts: &[u8], place: Range<usize>, role: Role) -> usize {
    let short = place.end - place.len() % LONG;
    let long = count(&parts[place.start..short], |parts| role.is_played(parts));
    let counts = |from: usize| role.of_eight(eight(parts, from)) & first(place.end - from);
    long + sum((short..place.end).step_by(8).map(counts))
}

/// How many of so many words from a place on in each of two texts play the role by the parts they have in common.
#[inline]
pub(super) fn count_both(a: (&[u8], usize), b: (&[u8], usize), length: usize, role: Role) -> usize {
    let both = |from: usize| eight(a.0, a.1 + from) & eight(b.0, b.1 + from);
    let counts = |from: usize| role.of_eight(both(from)) & first(length - from);
    (0..length).step_by(LONG).map(|long| sum((long..length.min(long + LONG)).step_by(8).map(counts))).sum()
}

/// The parts of eight words from `from` on; of none where there are fewer.
#[inline]
fn eight(parts: &[u8], from: usize) -> u64 {
    let Some(last) = parts.len().checked_sub(8) else {
        return parts.iter().skip(from).rev().fold(0, |eight, &parts| eight << 8 | u64::from(parts));
    };
    let at = from.min(last);
    parts[at..].first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight)) >> (8 * (from - at))
}

/// All bits of the first of eight bytes, so many or eight. It is one at least.
#[inline]
fn first(bytes: usize) -> u64 {
    u64::MAX >> (u64::BITS as usize - 8 * bytes.min(8))
}

/// How many top bits there are, of fewer than 256 in each place.
#[inline]
fn sum(tops: impl Iterator<Item = u64>) -> usize {
    let counts = tops.fold(0_u64, |counts, tops| counts + (tops >> 7));
    // The top byte of the product is the sum of all bytes, which a byte must hold.
    (counts.wrapping_mul(u64::from_le_bytes([1; 8])) >> 56) as usize
}

/// How many words are what `is` asks for.
#[inline]
pub(super) fn count<T: Copy>(words: &[T], is: impl Fn(T) -> bool) -> usize {
    // In bytes: so processors count sixteen and more at once.
    let few = |words: &[T]| words.iter().map(|&word| u8::from(is(word))).sum::<u8>();
    words.chunks(IN_BYTES).map(|words| usize::from(few(words))).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn those_of_the_stretch_are_counted_and_no_others(
            parts in prop::collection::vec(any::<u8>(), 0..400),
            others in prop::collection::vec(any::<u8>(), 0..400),
            (start, other, length) in (0_usize..200, 0_usize..200, 0_usize..400),
            (any, none) in (any::<u8>(), any::<u8>()),
        ) {
            let (start, other) = (start.min(parts.len()), other.min(others.len()));
            let place = start..(start + length).min(parts.len());
            let length = place.len().min(others.len() - other);
            for role in [Role { any, none: 0 }, Role { any: 0, none }, Role { any, none }, Role { any: 0, none: 0 }] {
                let expected = parts[place.clone()].iter().filter(|&&parts| role.is_played(parts)).count();
                prop_assert_eq!(count_in(&parts, place.clone(), role), expected);
                let both = parts[start..].iter().zip(&others[other..]).take(length);
                let expected = both.filter(|&(one, other)| role.is_played(one & other)).count();
                prop_assert_eq!(count_both((&parts, start), (&others, other), length, role), expected);
            }
        }
    }
}
