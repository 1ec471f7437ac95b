//! A finished segment: its sections laid out one after another.

use std::io::{self, Write};

use rayon::prelude::*;

use super::families::by_family;
use super::sample::sample;
use super::texts::Texts;
use super::{Keep, SegmentBuilder};
use crate::index::error::IndexError;
use crate::index::format::{Kind, Part, TEXT_BLOCK};
use crate::index::sealed::Sealer;
use crate::index::segment::blocks::{Block, Directory};
use crate::index::segment::packing::Packing;
use crate::index::segment::{Segment, places, postings};

/// A finished segment: the bytes of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentBytes {
    pub(super) bytes: Vec<u8>,
    pub(super) seal: u64,
}

impl SegmentBuilder {
    /// Sorts the postings, compresses the texts, and writes the segment. Returns the output and the segment's seal.
    pub(crate) fn write<W: Write>(mut self, out: W) -> io::Result<(W, u64)> {
        let texts = &self.texts;
        let ((bands, order), prints) =
            rayon::join(|| bands_and_order(self.bands, texts), || postings::encode(self.prints));
        let dictionary = sample(texts);
        let mut sealer = Sealer::begin(out, Kind::Segment)?;
        sealer.section(Part::ENTRIES, &self.entries)?;
        if self.keep != Keep::Texts {
            sealer.section(Part::SIGNATURES, &self.signatures)?;
        }
        sealer.section(Part::BANDS, &bands)?;
        sealer.section(Part::PRINTS, &prints)?;
        sealer.section(Part::OUTLETS, &self.outlets.encode())?;
        if self.keep != Keep::Sketches {
            sealer.section(Part::IDS, &postings::encode(self.ids))?;
            let dictionaries: &[(u32, &[u8])] = if dictionary.is_empty() { &[] } else { &[(0, &dictionary)] };
            places::before_texts(&mut sealer, &order, dictionaries)?;
            column(&mut sealer, Part::METADATA, Part::METADATA_BLOCKS, &self.metadata.finish()?)?;
        }
        if self.keep == Keep::Texts {
            let blocks = packed(texts, &order, &Packing::with(dictionary))?;
            // What is compressed need not stand in memory twice.
            drop(std::mem::take(&mut self.texts));
            column(&mut sealer, Part::TEXTS, Part::TEXT_BLOCKS, &blocks)?;
        }
        self.extra.sort_unstable_by_key(|(part, _)| *part);
        self.extra.iter().try_for_each(|(part, bytes)| sealer.section(*part, bytes))?;
        sealer.finish()
    }
}

impl SegmentBytes {
    /// The segment, searched where it stands in memory.
    ///
    /// # Errors
    /// None for bytes that a builder made.
    pub fn into_segment(self) -> Result<Segment<Vec<u8>>, IndexError> {
        Segment::in_memory(self.bytes)
    }

    /// Names the content: equal segments have equal seals.
    #[must_use]
    pub fn seal(&self) -> u64 {
        self.seal
    }
}

impl AsRef<[u8]> for SegmentBytes {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// The bands' postings, and the order in which texts are kept, if any are.
fn bands_and_order(mut bands: Vec<(u32, u32)>, texts: &Texts) -> (Vec<u8>, Vec<u32>) {
    postings::sort(&mut bands);
    let order = if texts.len() == 0 { Vec::new() } else { by_family(&bands, texts.len() as u32) };
    (postings::encode_sorted(&bands), order)
}

/// Compresses texts in this order, a block at a time on all cores.
fn packed(texts: &Texts, order: &[u32], packing: &Packing) -> io::Result<Vec<Block>> {
    let mut filled = 0;
    let closes = |doc: &u32| {
        filled += texts.get(*doc).len();
        let is_full = filled >= TEXT_BLOCK;
        filled *= usize::from(!is_full);
        is_full
    };
    let blocks: Vec<&[u32]> = order.split_inclusive(closes).collect();
    let block =
        |docs: &[u32]| Block::of(&docs.iter().map(|doc| texts.get(*doc)).collect::<Vec<_>>(), packing);
    blocks.into_par_iter().map(block).collect()
}

fn column<W: Write>(sealer: &mut Sealer<W>, blocks: Part, rows: Part, packed: &[Block]) -> io::Result<()> {
    let mut directory = Directory::default();
    for block in packed {
        directory.push(block);
    }
    sealer.section_of(blocks, packed.iter().map(|block| &block.packed))?;
    sealer.section(rows, &directory.finish())
}
