//! Where each shard of some postings stands, in about two bits a shard.
//!
//! ```text
//! samples:  how many postings stand before every 64th shard, and how many there are: u32 each
//! marks:    bits; for each shard a one for each of its postings, and a zero
//! ```

use std::ops::Range;

use super::bits::{self, Packer};
use crate::index::format::{u32_at, u64_at};

/// Shards from one sample to the next.
const GROUP: usize = 64;

/// Bytes that the samples of so many shards take.
pub(super) fn samples_size(shards: usize) -> usize {
    4 * (shards.div_ceil(GROUP) + 1)
}

/// Bytes that the marks of so many postings and shards take.
pub(super) fn marks_size(count: usize, shards: usize) -> usize {
    bits::size(count + shards, 1)
}

/// Where the samples say where a shard's group begins and ends.
pub(super) fn sampled(shard: usize) -> Range<usize> {
    let at = 4 * (shard / GROUP);
    at..at + 8
}

/// Where the marks of a shard's group stand, given how many shards there are and what the group's samples say.
pub(super) fn marked(shard: usize, shards: usize, stated: &[u8]) -> Option<Range<usize>> {
    let (before, past) = (u32_at(stated, 0)? as usize, u32_at(stated, 4)? as usize);
    let first = shard / GROUP * GROUP;
    Some((first + before) / 64 * 8..bits::span(0..shards.min(first + GROUP) + past, 1).end)
}

/// The shards' places, over borrowed bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shards<'a> {
    samples: &'a [u8],
    marks: &'a [u8],
}

impl<'a> Shards<'a> {
    /// The shards that these bytes tell of.
    pub fn of(samples: &'a [u8], marks: &'a [u8]) -> Self {
        Self { samples, marks }
    }

    /// The postings of a shard; nothing sensible, but numbers, if the bytes are not sound.
    pub fn postings(&self, shard: usize) -> Range<usize> {
        let first = self.first_of_group(shard);
        let start = match shard % GROUP {
            0 => first,
            zeros => self.zero(first, zeros) + 1,
        };
        start.saturating_sub(shard)..self.zero(start, 1).saturating_sub(shard)
    }

    /// The marks with which a shard's group begins.
    pub fn first_marks(&self, shard: usize) -> u64 {
        u64_at(self.marks, 8 * (self.first_of_group(shard) / 64)).unwrap_or(0)
    }

    /// Where among the marks a shard's group begins.
    fn first_of_group(&self, shard: usize) -> usize {
        let before = u32_at(self.samples, 4 * (shard / GROUP)).unwrap_or(0) as usize;
        before + shard / GROUP * GROUP
    }

    /// Where the `nth` zero from a bit on stands.
    fn zero(&self, from: usize, mut nth: usize) -> usize {
        let (mut word, mut mask) = (from / 64, u64::MAX << (from % 64));
        while let Some(marks) = u64_at(self.marks, 8 * word) {
            let mut zeros = !marks & mask;
            let there = zeros.count_ones() as usize;
            if nth <= there {
                (1..nth).for_each(|_| zeros &= zeros - 1);
                return 64 * word + zeros.trailing_zeros() as usize;
            }
            (word, mask, nth) = (word + 1, u64::MAX, nth - there);
        }
        8 * self.marks.len()
    }

    /// The shards of the postings in order, from the first of a shard on: before the mark of a posting stand those of the
    /// postings before it and the ends of the shards before its own.
    pub fn from(self, shard: usize) -> impl Iterator<Item = usize> + 'a {
        let before = self.postings(shard).start;
        let first = before + shard;
        let words = (first / 64..).map_while(move |at| Some((64 * at, u64_at(self.marks, 8 * at)?)));
        let marks = words.flat_map(|(start, word)| ones(word).map(move |bit| start + bit));
        marks
            .skip_while(move |mark| *mark < first)
            .zip(before..)
            .map(|(mark, before)| mark.saturating_sub(before))
    }
}

/// The places of a word's ones, the lowest first.
fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = word.trailing_zeros() as usize;
        let any = word != 0;
        word &= word.wrapping_sub(1);
        any.then_some(lowest)
    })
}

/// Notes postings shard by shard.
#[derive(Debug)]
pub(super) struct Marker {
    samples: Vec<u8>,
    marks: Packer,
    shard: usize,
    /// The first shard of the next group.
    next: usize,
    count: u32,
}

impl Marker {
    /// Before the first posting; about `expected` will come, in so many shards.
    pub fn new(expected: usize, shards: usize) -> Self {
        let marks = Packer::behind(Vec::with_capacity(marks_size(expected, shards)), 1);
        Self { samples: vec![0; 4], marks, shard: 0, next: GROUP, count: 0 }
    }

    /// Notes the next posting.
    #[inline]
    pub fn posting(&mut self, shard: usize) {
        self.sample(shard);
        self.marks.push_unary(shard - self.shard);
        self.shard = shard;
        self.count += 1;
    }

    /// Postings so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Ends the last of so many shards, and appends samples and marks to `bytes`.
    pub fn finish(mut self, shards: usize, bytes: &mut Vec<u8>) {
        self.sample(shards);
        if !shards.is_multiple_of(GROUP) {
            self.samples.extend(self.count.to_le_bytes());
        }
        bytes.append(&mut self.samples);
        (self.shard..shards).for_each(|_| self.marks.push(0));
        bytes.append(&mut self.marks.finish());
    }

    /// Says how many postings stand before the groups that begin up to a shard.
    #[inline]
    fn sample(&mut self, shard: usize) {
        while self.next <= shard {
            self.samples.extend(self.count.to_le_bytes());
            self.next += GROUP;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_shard_is_found(sizes in prop::collection::vec(prop_oneof![0_usize..3, Just(200)], 1..300)) {
            let (count, shards) = (sizes.iter().sum(), sizes.len());
            let mut marker = Marker::new(count, shards);
            let of = sizes.iter().enumerate().flat_map(|(shard, size)| std::iter::repeat_n(shard, *size));
            of.clone().for_each(|shard| marker.posting(shard));
            let mut bytes = Vec::new();
            marker.finish(shards, &mut bytes);
            prop_assert_eq!(bytes.len(), samples_size(shards) + marks_size(count, shards));
            let (samples, marks) = bytes.split_at(samples_size(shards));
            let read = Shards::of(samples, marks);
            for first in [0, shards / 2, shards - 1] {
                prop_assert!(read.from(first).eq(of.clone().skip_while(|shard| *shard < first)));
            }
            let mut start = 0;
            for (shard, size) in sizes.iter().enumerate() {
                prop_assert_eq!(read.postings(shard), start..start + size);
                let group = marked(shard, shards, &samples[sampled(shard)]).unwrap();
                prop_assert!(group.end <= marks.len());
                prop_assert!(group.contains(&((start + shard) / 8)) && (start + size + shard) / 8 < group.end);
                start += size;
            }
        }

        #[test]
        fn any_bytes_are_read_without_panic(
            samples in prop::collection::vec(any::<u8>(), 0..20), marks in prop::collection::vec(any::<u8>(), 0..40), shard in 0_usize..200,
        ) {
            let shards = Shards::of(&samples, &marks);
            prop_assert!(shards.postings(shard).start <= 8 * marks.len() + (1 << 32));
            prop_assert!(shards.from(shard).count() <= 8 * marks.len());
        }
    }
}
