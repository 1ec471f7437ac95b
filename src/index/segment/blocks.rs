//! Byte strings, one for each article, compressed together in blocks.
//!
//! ```text
//! block:     zstd of   ends: [u32; articles in the block]   the strings, one after another
//! directory: one row a block, and one past the last:   offset: u64   first article: u32   uncompressed length: u32
//! ```

use std::io;

use rayon::prelude::*;

use super::packing::Packing;

/// Closed blocks that wait for each other, to be compressed on all cores at once.
const WAITING: usize = 64;

/// A compressed block.
#[derive(Debug)]
pub(super) struct Block {
    pub docs: u32,
    pub unpacked: u32,
    pub packed: Vec<u8>,
}

impl Block {
    /// Compresses strings.
    pub fn of(strings: &[&[u8]], packing: &Packing) -> io::Result<Self> {
        let bytes = strings.iter().map(|string| string.len()).sum::<usize>();
        let mut unpacked = Vec::with_capacity(4 * strings.len() + bytes);
        let mut end = 0;
        for string in strings {
            end += string.len() as u32;
            unpacked.extend(end.to_le_bytes());
        }
        strings.iter().for_each(|string| unpacked.extend_from_slice(string));
        let packed = packing.pack(&unpacked)?;
        Ok(Self { docs: strings.len() as u32, unpacked: unpacked.len() as u32, packed })
    }
}

/// A block being filled.
#[derive(Debug, Default)]
struct OpenBlock {
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl OpenBlock {
    fn push(&mut self, string: &[u8]) {
        self.bytes.extend_from_slice(string);
        self.ends.push(self.bytes.len() as u32);
    }

    fn emptied(mut self) -> Self {
        self.ends.clear();
        self.bytes.clear();
        self
    }

    fn pack(&self, packing: &Packing) -> io::Result<Block> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let strings = starts.zip(&self.ends).map(|(start, end)| &self.bytes[start as usize..*end as usize]);
        Block::of(&strings.collect::<Vec<_>>(), packing)
    }
}

/// Collects strings into blocks. Where the blocks end depends on the strings alone, never on the threads.
#[derive(Debug)]
pub(super) struct BlockWriter {
    size: usize,
    packing: Packing,
    open: OpenBlock,
    closed: Vec<OpenBlock>,
    /// Emptied ones, to be filled again.
    spare: Vec<OpenBlock>,
    packed: Vec<Block>,
}

impl BlockWriter {
    /// Closes blocks at `size` uncompressed bytes.
    pub fn of(size: usize, packing: Packing) -> Self {
        Self { size, packing, open: OpenBlock::default(), closed: vec![], spare: vec![], packed: vec![] }
    }

    /// Adds the next article's string.
    pub fn push(&mut self, string: &[u8]) -> io::Result<()> {
        self.open.push(string);
        if self.open.bytes.len() >= self.size {
            self.close();
        }
        if self.closed.len() >= WAITING { self.pack() } else { Ok(()) }
    }

    /// Compresses what is left and hands all blocks over.
    pub fn finish(&mut self) -> io::Result<Vec<Block>> {
        self.close();
        self.pack()?;
        Ok(std::mem::take(&mut self.packed))
    }

    fn close(&mut self) {
        if !self.open.ends.is_empty() {
            let next = self.spare.pop().unwrap_or_default();
            self.closed.push(std::mem::replace(&mut self.open, next));
        }
    }

    fn pack(&mut self) -> io::Result<()> {
        let packed: io::Result<Vec<Block>> =
            self.closed.par_iter().map(|block| block.pack(&self.packing)).collect();
        self.packed.extend(packed?);
        self.spare.extend(self.closed.drain(..).map(OpenBlock::emptied));
        Ok(())
    }
}

/// The directory of blocks, as they are written.
#[derive(Debug, Default)]
pub(super) struct Directory {
    rows: Vec<u8>,
    offset: u64,
    docs: u32,
}

impl Directory {
    /// Notes the next block.
    pub fn push(&mut self, block: &Block) {
        self.row(block.unpacked);
        self.offset += block.packed.len() as u64;
        self.docs += block.docs;
    }

    /// The section's bytes.
    pub fn finish(mut self) -> Vec<u8> {
        self.row(0);
        self.rows
    }

    fn row(&mut self, unpacked: u32) {
        self.rows.extend(self.offset.to_le_bytes());
        self.rows.extend(self.docs.to_le_bytes());
        self.rows.extend(unpacked.to_le_bytes());
    }
}
