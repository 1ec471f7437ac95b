//! Blocks that were uncompressed last.

use super::column::Unpacked;
use crate::index::error::IndexError;

/// Blocks that were uncompressed last, the latest first.
#[derive(Debug)]
pub(super) struct Recent {
    blocks: Vec<Unpacked>,
    most: usize,
}

impl Recent {
    /// So many of them at most.
    pub fn of(most: usize) -> Self {
        Self { blocks: Vec::new(), most }
    }

    /// The block that holds the string at `place`, which is `unpack`ed if it is none of these.
    pub fn holding(
        &mut self,
        place: u32,
        unpack: impl FnOnce() -> Result<Unpacked, IndexError>,
    ) -> Result<&Unpacked, IndexError> {
        if let Some(at) = self.blocks.iter().position(|block| block.get(place).is_some()) {
            self.blocks[..=at].rotate_right(1);
        } else {
            self.blocks.truncate(self.most - 1);
            self.blocks.insert(0, unpack()?);
        }
        Ok(&self.blocks[0])
    }
}
