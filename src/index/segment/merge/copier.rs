//! Copies columns of strings from segments into one that is being written: whole blocks as they are, where all their
//! articles stay.

use std::io::Write;

use super::strings::Strings;
use crate::index::error::WriteError;
use crate::index::sealed::Sealer;
use crate::index::segment::blocks::{Block, BlockWriter, Directory};
use crate::index::segment::column::BlockAt;
use crate::index::segment::packing::{Packing, Unpacking};

/// Copies blocks into the open section; strings out of broken blocks are gathered into new ones.
pub(super) struct Copier<'a, 'd, W> {
    sealer: &'a mut Sealer<W>,
    directory: Directory,
    size: usize,
    loose: BlockWriter,
    /// What blocks refer to that are read and made now.
    dictionary: &'d [u8],
    unpacking: Unpacking,
}

impl<'a, 'd, W: Write> Copier<'a, 'd, W> {
    /// Copies into a section of blocks of `size` uncompressed bytes.
    pub fn into(sealer: &'a mut Sealer<W>, size: usize) -> Self {
        let loose = BlockWriter::of(size, Packing::default());
        let unpacking = Unpacking::default();
        Self { sealer, directory: Directory::default(), size, loose, dictionary: &[], unpacking }
    }

    /// Copies what stays of a column.
    pub fn copy(&mut self, strings: &Strings<'d>) -> Result<(), WriteError> {
        for at in 0..strings.column.len() {
            let block = strings.column.block(strings.input.file(), at)?;
            self.turn_to(strings.dictionary(block.docs.start))?;
            let whole = block.unpacked >= self.size / 2 && strings.live(&block).eq(block.docs.clone());
            if whole { self.take(strings, &block)? } else { self.sift(strings, &block)? }
        }
        Ok(())
    }

    /// Writes what is left, and returns the directory.
    pub fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        self.close()?;
        Ok(self.directory.finish())
    }

    /// Blocks made from here on refer to `dictionary`.
    fn turn_to(&mut self, dictionary: &'d [u8]) -> Result<(), WriteError> {
        let are_none = dictionary.is_empty() && self.dictionary.is_empty();
        if are_none || std::ptr::eq(dictionary, self.dictionary) {
            return Ok(());
        }
        self.close()?;
        self.loose = BlockWriter::of(self.size, Packing::with(dictionary.to_vec()));
        (self.dictionary, self.unpacking) = (dictionary, Unpacking::with(dictionary)?);
        Ok(())
    }

    fn take(&mut self, strings: &Strings<'_>, at: &BlockAt) -> Result<(), WriteError> {
        self.close()?;
        let packed = strings.input.file().bytes(strings.column.blocks, at.packed.clone())?.to_vec();
        self.put(&Block { docs: at.docs.len() as u32, unpacked: at.unpacked as u32, packed })
    }

    fn sift(&mut self, strings: &Strings<'_>, at: &BlockAt) -> Result<(), WriteError> {
        let block = strings.column.unpack(strings.input.file(), at, &self.unpacking)?;
        for place in strings.live(at) {
            let string =
                block.get(place).ok_or_else(|| strings.input.absent(strings.column.blocks.part, place))?;
            self.loose.push(string)?;
        }
        Ok(())
    }

    /// Writes what was gathered.
    fn close(&mut self) -> Result<(), WriteError> {
        self.loose.finish()?.iter().try_for_each(|block| self.put(block))
    }

    fn put(&mut self, block: &Block) -> Result<(), WriteError> {
        self.directory.push(block);
        Ok(self.sealer.append(&block.packed)?)
    }
}
