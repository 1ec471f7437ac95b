//! Compressed blocks that stand one after another, found without their directory.

use std::ops::Range;

use zstd::zstd_safe::{find_frame_compressed_size, get_frame_content_size};

use crate::index::format::MAX_BLOCK;

/// First bytes of a compressed block.
pub(super) const MAGIC: [u8; 4] = 0xFD2F_B528_u32.to_le_bytes();

/// Whole blocks from some place on: where each stands, and its uncompressed length.
pub(super) struct Frames<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Frames<'a> {
    /// The blocks from `at` on.
    pub fn at(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Where the next block would begin.
    pub fn place(&self) -> usize {
        self.at
    }
}

impl Iterator for Frames<'_> {
    type Item = (Range<usize>, u64);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.bytes.get(self.at..).filter(|rest| rest.starts_with(&MAGIC))?;
        let len = find_frame_compressed_size(rest).ok().filter(|len| *len <= rest.len())?;
        let unpacked = get_frame_content_size(rest).ok()??;
        let range = self.at..self.at + len;
        self.at = range.end;
        // Offsets of the block's articles come on top; no more of them than bytes of the file.
        (unpacked <= (MAX_BLOCK + 4 * self.bytes.len()) as u64).then_some((range, unpacked))
    }
}
