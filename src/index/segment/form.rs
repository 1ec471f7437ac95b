//! How postings are laid out: of a key no more bits than its shard leaves open, of a document no more than the highest has.

use super::{bits, shards};
use crate::index::format::{POSTINGS_HEAD, u32_at};

/// How postings are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// Low bits of a key that are written, 8 to 32.
    pub key_bits: u32,
    /// Bits of a document's number, 1 to 32.
    pub doc_bits: u32,
}

impl Form {
    /// As little room as `count` postings of documents up to `highest` take.
    pub fn tight(count: usize, highest: u32) -> Self {
        let doc_bits = (u32::BITS - highest.leading_zeros()).max(1);
        let forms = (8..=u32::BITS).map(|key_bits| Self { key_bits, doc_bits });
        forms.min_by_key(|form| form.size(count)).unwrap_or(Self { key_bits: u32::BITS, doc_bits })
    }

    /// What a section's head says, with the number of postings.
    pub fn read(head: &[u8]) -> Option<(Self, usize)> {
        let form = Self { key_bits: u32_at(head, 0)?, doc_bits: u32_at(head, 4)? };
        let fits = (8..=32).contains(&form.key_bits) && (1..=32).contains(&form.doc_bits);
        fits.then_some((form, u32_at(head, 8)? as usize))
    }

    /// Number of shards.
    pub fn shards(self) -> usize {
        1 << (u32::BITS - self.key_bits)
    }

    /// The shard of a key.
    #[inline]
    pub fn shard(self, key: u32) -> usize {
        (u64::from(key) >> self.key_bits) as usize
    }

    /// Where the keys of `count` postings begin.
    pub fn keys_at(self, count: usize) -> usize {
        POSTINGS_HEAD + bits::size(count, self.doc_bits)
    }

    /// Where the samples of their shards begin.
    pub fn samples_at(self, count: usize) -> usize {
        self.keys_at(count) + bits::size(count, self.key_bits)
    }

    /// Where the marks of their shards begin.
    pub fn marks_at(self, count: usize) -> usize {
        self.samples_at(count) + shards::samples_size(self.shards())
    }

    /// Bytes that `count` postings take.
    pub fn size(self, count: usize) -> usize {
        self.marks_at(count) + shards::marks_size(count, self.shards())
    }
}
