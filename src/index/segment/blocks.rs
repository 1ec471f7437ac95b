//! Byte strings, one for each article, compressed together in blocks.
//!
//! ```text
//! block:     zstd of   ends: [u32; articles in the block]   the strings, one after another
//! directory: one row a block, and one past the last:   offset: u64   first article: u32   uncompressed length: u32
//! ```

use std::cell::RefCell;
use std::io;
use std::ops::Range;

use rayon::prelude::*;

use crate::index::error::IndexError;
use crate::index::format::{BLOCK_ROW, MAX_BLOCK, u32_at, u64_at};
use crate::index::sealed::{Sealed, Section};

/// zstd level: level 3 saves 4 % of the texts and takes twice the time to add an article.
const LEVEL: i32 = 1;
/// Closed blocks that wait for each other, to be compressed on all cores at once.
const WAITING: usize = 64;

thread_local! {
    static COMPRESSOR: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<zstd::bulk::Decompressor<'static>>> = const { RefCell::new(None) };
}

/// A compressed block.
#[derive(Debug)]
pub(super) struct Block {
    pub docs: u32,
    pub unpacked: u32,
    pub packed: Vec<u8>,
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

    fn pack(&self) -> io::Result<Block> {
        let mut unpacked = Vec::with_capacity(4 * self.ends.len() + self.bytes.len());
        unpacked.extend(self.ends.iter().flat_map(|end| end.to_le_bytes()));
        unpacked.extend_from_slice(&self.bytes);
        let packed = COMPRESSOR.with_borrow_mut(|slot| match slot {
            Some(compressor) => compressor.compress(&unpacked),
            None => slot.insert(zstd::bulk::Compressor::new(LEVEL)?).compress(&unpacked),
        })?;
        Ok(Block { docs: self.ends.len() as u32, unpacked: unpacked.len() as u32, packed })
    }
}

/// Collects strings into blocks. Where the blocks end depends on the strings alone, never on the threads.
#[derive(Debug)]
pub(super) struct BlockWriter {
    size: usize,
    open: OpenBlock,
    closed: Vec<OpenBlock>,
    /// Emptied ones, to be filled again.
    spare: Vec<OpenBlock>,
    packed: Vec<Block>,
}

impl BlockWriter {
    /// Closes blocks at `size` uncompressed bytes.
    pub fn of(size: usize) -> Self {
        Self { size, open: OpenBlock::default(), closed: vec![], spare: vec![], packed: vec![] }
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
        let packed: io::Result<Vec<Block>> = self.closed.par_iter().map(OpenBlock::pack).collect();
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

/// Where a column of strings stands in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub blocks: Section,
    pub directory: Section,
}

/// Where a block stands and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlockAt {
    pub packed: Range<usize>,
    pub docs: Range<u32>,
    pub unpacked: usize,
}

/// A block, uncompressed.
#[derive(Debug)]
pub(super) struct Unpacked {
    bytes: Vec<u8>,
    docs: Range<u32>,
}

impl Unpacked {
    /// The block of these articles, whatever length it says it has; `None` if it does not uncompress.
    pub fn of(packed: &[u8], docs: Range<u32>) -> Option<Self> {
        let most = (MAX_BLOCK + 4 * docs.len()) as u64;
        let stated = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
        let unpacked = stated.filter(|stated| *stated <= most)? as usize;
        let bytes = unpack(packed, unpacked).ok().filter(|bytes| bytes.len() == unpacked)?;
        Some(Self { bytes, docs })
    }

    /// The string of `doc`; `None` if the block does not hold it.
    pub fn get(&self, doc: u32) -> Option<&[u8]> {
        let at = doc.checked_sub(self.docs.start)? as usize;
        let strings = self.bytes.get(4 * self.docs.len()..).filter(|_| self.docs.contains(&doc))?;
        let start = if at == 0 { 0 } else { u32_at(&self.bytes, 4 * (at - 1))? };
        strings.get(start as usize..u32_at(&self.bytes, 4 * at)? as usize)
    }
}

impl Column {
    /// Number of blocks.
    pub fn len(self) -> usize {
        (self.directory.len() / BLOCK_ROW).saturating_sub(1)
    }

    /// The block that holds `doc`.
    pub fn find<D: AsRef<[u8]>>(self, file: &Sealed<D>, doc: u32) -> Result<BlockAt, IndexError> {
        let (mut low, mut high) = (0, self.len());
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.row(file, middle)?.1 <= doc { low = middle } else { high = middle }
        }
        let block = self.block(file, low)?;
        if block.docs.contains(&doc) { Ok(block) } else { Err(self.torn(file, low)) }
    }

    /// The `at`-th block.
    pub fn block<D: AsRef<[u8]>>(self, file: &Sealed<D>, at: usize) -> Result<BlockAt, IndexError> {
        let ((start, first, unpacked), (end, past, _)) = (self.row(file, at)?, self.row(file, at + 1)?);
        let fits = start <= end
            && end <= self.blocks.len()
            && first < past
            && unpacked <= MAX_BLOCK + 4 * (past - first) as usize;
        if !fits {
            return Err(self.torn(file, at));
        }
        Ok(BlockAt { packed: start..end, docs: first..past, unpacked })
    }

    /// Uncompresses a block.
    pub fn unpack<D: AsRef<[u8]>>(self, file: &Sealed<D>, at: &BlockAt) -> Result<Unpacked, IndexError> {
        let packed = file.bytes(self.blocks, at.packed.clone())?;
        let bytes = unpack(packed, at.unpacked).ok();
        let bytes = bytes.filter(|bytes| bytes.len() == at.unpacked && bytes.len() >= 4 * at.docs.len());
        let docs = at.docs.clone();
        let bytes = bytes.ok_or_else(|| {
            file.corrupt(self.blocks.part, format!("the block of articles {docs:?} does not decompress"))
        })?;
        Ok(Unpacked { bytes, docs })
    }

    /// Offset, first article and uncompressed length in the directory's row `at`.
    fn row<D: AsRef<[u8]>>(self, file: &Sealed<D>, at: usize) -> Result<(usize, u32, usize), IndexError> {
        let row = file.bytes(self.directory, at * BLOCK_ROW..(at + 1) * BLOCK_ROW)?;
        let read = || Some((u64_at(row, 0)? as usize, u32_at(row, 8)?, u32_at(row, 12)? as usize));
        read().ok_or_else(|| self.torn(file, at))
    }

    fn torn<D: AsRef<[u8]>>(self, file: &Sealed<D>, at: usize) -> IndexError {
        file.corrupt(self.directory.part, format!("row {at} does not fit its neighbours"))
    }
}

fn unpack(packed: &[u8], unpacked: usize) -> io::Result<Vec<u8>> {
    DECOMPRESSOR.with_borrow_mut(|slot| match slot {
        Some(decompressor) => decompressor.decompress(packed, unpacked),
        None => slot.insert(zstd::bulk::Decompressor::new()?).decompress(packed, unpacked),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::index::format::{Kind, Part};
    use crate::index::sealed::Sealer;

    fn sealed(strings: &[Vec<u8>]) -> (Sealed<Vec<u8>>, Column) {
        let (mut writer, mut directory) = (BlockWriter::of(4096), Directory::default());
        for string in strings {
            writer.push(string).unwrap();
        }
        let blocks = writer.finish().unwrap();
        for block in &blocks {
            directory.push(block);
        }
        let mut sealer = Sealer::begin(Vec::new(), Kind::Segment).unwrap();
        sealer.section_of(Part::TEXTS, blocks.iter().map(|block| &block.packed)).unwrap();
        sealer.section(Part::TEXT_BLOCKS, &directory.finish()).unwrap();
        let file = Sealed::open(sealer.finish().unwrap().0, Path::new("blocks"), Kind::Segment).unwrap();
        let (blocks, directory) =
            (file.section(Part::TEXTS).unwrap(), file.section(Part::TEXT_BLOCKS).unwrap());
        (file, Column { blocks, directory })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

        #[test]
        fn every_string_is_read_from_its_block(
            strings in prop::collection::vec((any::<u8>(), prop_oneof![0_usize..300, Just(20_000), Just(70_000)]), 1..40),
        ) {
            let strings: Vec<Vec<u8>> = strings.into_iter().map(|(byte, len)| vec![byte; len]).collect();
            let (file, column) = sealed(&strings);
            for (doc, string) in strings.iter().enumerate() {
                let at = column.find(&file, doc as u32).unwrap();
                let block = column.unpack(&file, &at).unwrap();
                prop_assert_eq!(block.get(doc as u32), Some(&string[..]));
                prop_assert_eq!(block.get(at.docs.end), None);
            }
            prop_assert!(column.find(&file, strings.len() as u32).is_err());
        }
    }

    #[test]
    fn a_block_of_another_length_is_damage() {
        let (file, column) = sealed(&[b"harbour".to_vec()]);
        let at = column.find(&file, 0).unwrap();
        let longer = BlockAt { unpacked: at.unpacked + 1, ..at.clone() };
        assert!(column.unpack(&file, &longer).is_err());
        let shorter = BlockAt { unpacked: at.unpacked - 1, ..at };
        assert!(column.unpack(&file, &shorter).is_err());
    }
}
