//! Numbers of a few bits each, packed one after another, the lowest bit first.

use std::ops::Range;

/// Bytes past the last number, so that every number is read as part of eight bytes.
const SLACK: usize = 7;

/// Bytes that `count` numbers of `width` bits take.
pub(super) fn size(count: usize, width: u32) -> usize {
    (count * width as usize).div_ceil(8) + SLACK
}

/// Bytes in which the numbers of a range stand.
pub(super) fn span(numbers: Range<usize>, width: u32) -> Range<usize> {
    numbers.start * width as usize / 8..(numbers.end * width as usize).div_ceil(8)
}

/// Packed numbers of at most 32 bits, over borrowed bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed<'a> {
    bytes: &'a [u8],
    width: u32,
}

impl<'a> Packed<'a> {
    /// The numbers of `width` bits in these bytes.
    pub fn of(bytes: &'a [u8], width: u32) -> Self {
        Self { bytes, width }
    }

    /// The `at`-th number; 0 past the end.
    #[inline]
    pub fn get(&self, at: usize) -> u32 {
        let bit = at * self.width as usize;
        let eight = self.bytes.get(bit / 8..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
        ((u64::from_le_bytes(eight) >> (bit % 8)) & low(self.width)) as u32
    }

    /// How many numbers at the front of a range that ascends, or is split by it, are `wanted`.
    #[inline]
    pub fn split(&self, range: Range<usize>, wanted: impl Fn(u32) -> bool) -> usize {
        let (mut first, mut past) = (range.start, range.end);
        while first < past {
            let middle = first + (past - first) / 2;
            if wanted(self.get(middle)) { first = middle + 1 } else { past = middle }
        }
        first - range.start
    }
}

/// Bytes by which a packer's room grows, at least.
const ROOM: usize = 1 << 12;

/// Packs numbers behind what stands in its bytes already.
#[derive(Debug)]
pub(super) struct Packer {
    /// What is written, with room behind it.
    bytes: Vec<u8>,
    /// Where the last byte that is whole ends.
    end: usize,
    width: u32,
    /// The bits behind it, and how many: fewer than 8.
    left: u64,
    held: u32,
}

impl Packer {
    /// Packs numbers of `width` bits behind `bytes`.
    pub fn behind(bytes: Vec<u8>, width: u32) -> Self {
        Self { end: bytes.len(), bytes, width, left: 0, held: 0 }
    }

    /// Adds a number; of its bits only the lowest are written.
    #[inline]
    pub fn push(&mut self, number: u32) {
        self.append(u64::from(number) & low(self.width), self.width);
    }

    /// Adds so many zeros and a one, whatever the width.
    #[inline]
    pub fn push_unary(&mut self, mut zeros: usize) {
        while zeros >= 32 {
            self.append(0, 32);
            zeros -= 32;
        }
        self.append(1 << zeros, zeros as u32 + 1);
    }

    /// Adds at most 32 bits. All that is held is written each time, whole bytes or not: whether there are any, no processor
    /// foresees.
    #[inline]
    fn append(&mut self, bits: u64, count: u32) {
        self.left |= bits << self.held;
        self.held += count;
        if let Some(eight) = self.bytes.get_mut(self.end..self.end + 8) {
            eight.copy_from_slice(&self.left.to_le_bytes());
        } else {
            self.write_behind_room();
        }
        let whole = self.held / 8;
        self.end += whole as usize;
        self.left >>= 8 * whole;
        self.held %= 8;
    }

    #[cold]
    fn write_behind_room(&mut self) {
        self.bytes.truncate(self.end);
        self.bytes.extend_from_slice(&self.left.to_le_bytes());
        self.bytes.resize(self.end + ROOM, 0);
    }

    /// Hands the bytes over.
    pub fn finish(mut self) -> Vec<u8> {
        self.bytes.truncate(self.end + self.held.div_ceil(8) as usize);
        self.bytes.extend_from_slice(&[0; SLACK]);
        self.bytes
    }
}

/// The lowest `width` bits.
fn low(width: u32) -> u64 {
    (1 << width) - 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_read_as_they_were_packed(
            width in 1_u32..=32,
            numbers in prop::collection::vec(any::<u32>(), 0..200),
        ) {
            let mut packer = Packer::behind(vec![9; 3], width);
            numbers.iter().for_each(|number| packer.push(*number));
            let bytes = packer.finish();
            prop_assert_eq!(bytes.len(), 3 + size(numbers.len(), width));
            let packed = Packed::of(&bytes[3..], width);
            for (at, number) in numbers.iter().enumerate() {
                prop_assert_eq!(u64::from(packed.get(at)), u64::from(*number) & low(width));
                prop_assert!(span(at..at + 1, width).end <= bytes.len() - 3 - SLACK);
            }
            prop_assert_eq!(packed.get(numbers.len() + 64), 0);
        }
    }
}
