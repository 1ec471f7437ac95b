//! Byte strings, one for each article, read out of the blocks they were compressed in.

use std::ops::Range;

use super::packing::Unpacking;
use crate::index::error::IndexError;
use crate::index::format::{BLOCK_ROW, MAX_BLOCK, u32_at, u64_at};
use crate::index::sealed::{Sealed, Section};

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
    pub fn of(packed: &[u8], docs: Range<u32>, unpacking: &Unpacking) -> Option<Self> {
        let most = (MAX_BLOCK + 4 * docs.len()) as u64;
        let stated = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
        let unpacked = stated.filter(|stated| *stated <= most)? as usize;
        let bytes = unpacking.unpack(packed, unpacked).ok().filter(|bytes| bytes.len() == unpacked)?;
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
    pub fn unpack<D: AsRef<[u8]>>(
        self,
        file: &Sealed<D>,
        at: &BlockAt,
        unpacking: &Unpacking,
    ) -> Result<Unpacked, IndexError> {
        let packed = file.bytes(self.blocks, at.packed.clone())?;
        let bytes = unpacking.unpack(packed, at.unpacked).ok();
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::index::format::{Kind, Part};
    use crate::index::sealed::Sealer;
    use crate::index::segment::blocks::{BlockWriter, Directory};
    use crate::index::segment::packing::Packing;

    fn sealed(strings: &[Vec<u8>]) -> (Sealed<Vec<u8>>, Column) {
        let (mut writer, mut directory) = (BlockWriter::of(4096, Packing::default()), Directory::default());
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
                let block = column.unpack(&file, &at, &Unpacking::default()).unwrap();
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
        assert!(column.unpack(&file, &longer, &Unpacking::default()).is_err());
        let shorter = BlockAt { unpacked: at.unpacked - 1, ..at };
        assert!(column.unpack(&file, &shorter, &Unpacking::default()).is_err());
    }
}
