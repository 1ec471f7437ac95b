//! The texts of a torn segment: which block is whose follows from the lengths that the articles' entries state.

use std::ops::Range;

use super::frames::Frames;
use super::layout::Before;
use crate::index::format::{PLACE, u32_at};
use crate::index::segment::column::Unpacked;
use crate::index::segment::dictionaries::Dictionaries;
use crate::index::segment::packing::Unpacking;
use crate::index::segment::places;

/// Texts, as far as their blocks can be found.
pub(super) struct Texts<'a> {
    bytes: &'a [u8],
    /// Where the text of each article stands; empty where they stand in order.
    places: &'a [u8],
    /// Where each block stands, and the places of its texts.
    blocks: Vec<(Range<usize>, Range<u32>)>,
    /// The section of dictionaries; empty where there is none.
    referred: &'a [u8],
    dictionaries: Dictionaries,
    /// The block read last.
    last: Option<Unpacked>,
}

impl<'a> Texts<'a> {
    /// Finds the blocks from `at` on, of articles of which `length` tells the bytes of the text. `None` where it
    /// cannot be told whose is whose.
    pub fn find(
        bytes: &'a [u8],
        at: usize,
        before: &Before,
        docs: u32,
        length: impl Fn(u32) -> Option<u32>,
    ) -> Option<Self> {
        let places = bytes.get(before.places.clone())?;
        let order = if places.is_empty() { (0..docs).collect() } else { places::order(places)? };
        let mut blocks: Vec<(Range<usize>, Range<u32>)> = Vec::new();
        for (range, unpacked) in Frames::at(bytes, at) {
            let first = blocks.last().map_or(0, |(_, texts)| texts.end);
            let Some(texts) = texts_of(first, unpacked, &order, &length) else { break };
            blocks.push((range, texts));
        }
        let referred = bytes.get(before.dictionaries.clone())?;
        let dictionaries =
            if referred.is_empty() { Dictionaries::default() } else { Dictionaries::of(referred)? };
        Some(Self { bytes, places, blocks, referred, dictionaries, last: None })
    }

    /// The bytes of an article's text.
    pub fn get(&mut self, doc: u32) -> Option<&[u8]> {
        let place = if self.places.is_empty() { doc } else { u32_at(self.places, PLACE * doc as usize)? };
        if self.last.as_ref().is_none_or(|block| block.get(place).is_none()) {
            self.last = None;
            let at = self.blocks.partition_point(|(_, texts)| texts.end <= place);
            let (range, texts) = self.blocks.get(at)?;
            let make =
                |range| self.referred.get(range).and_then(|bytes| Unpacking::with(bytes).ok()).ok_or(());
            let unpacking = self.dictionaries.at(texts.start, make).ok()?;
            self.last = Unpacked::of(self.bytes.get(range.clone())?, texts.clone(), unpacking);
        }
        self.last.as_ref()?.get(place)
    }
}

/// The places, from `first` on, of the texts that fill a block of so many bytes.
fn texts_of(
    first: u32,
    unpacked: u64,
    order: &[u32],
    length: impl Fn(u32) -> Option<u32>,
) -> Option<Range<u32>> {
    let mut filled = 0;
    for (place, doc) in (first..).zip(order.get(first as usize..)?) {
        filled += 4 + u64::from(length(*doc)?);
        if filled >= unpacked {
            return (filled == unpacked).then_some(first..place + 1);
        }
    }
    None
}
