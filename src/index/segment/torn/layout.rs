//! Where the sections of a segment stand, found without the table that says so.

use std::ops::Range;

use super::super::{outlets, postings};
use super::frames::{Frames, MAGIC};
use crate::index::format::{ALIGNMENT, BLOCK_ROW, ENTRY, HEADER, Part, u32_at, u64_at};
use crate::params::PERMUTATIONS;

/// What stands before the metadata: in a segment built from articles, and in one merged from others; each with texts,
/// and without, where signatures stand for them.
const ORDERS: [&[Part]; 4] = [
    &[Part::ENTRIES, Part::BANDS, Part::PRINTS, Part::OUTLETS, Part::IDS],
    &[Part::ENTRIES, Part::OUTLETS, Part::BANDS, Part::PRINTS, Part::IDS],
    &[Part::ENTRIES, Part::SIGNATURES, Part::BANDS, Part::PRINTS, Part::OUTLETS, Part::IDS],
    &[Part::ENTRIES, Part::OUTLETS, Part::SIGNATURES, Part::BANDS, Part::PRINTS, Part::IDS],
];

/// Where things stand.
pub(super) struct Layout {
    pub docs: u32,
    pub outlets: Range<usize>,
    pub ids: Range<usize>,
    /// Blocks of metadata: where each stands, and its articles.
    pub metadata: Vec<(Range<usize>, Range<u32>)>,
    pub texts_at: usize,
}

impl Layout {
    /// Looks for blocks followed by the directory that fits them: what comes before and after follows from these.
    pub fn find(bytes: &[u8]) -> Option<Self> {
        let begins = |at: &usize| bytes[*at..].starts_with(&MAGIC);
        (HEADER..bytes.len()).step_by(ALIGNMENT).filter(begins).find_map(|at| Self::around(bytes, at))
    }

    /// The layout if metadata begin at `at`.
    fn around(bytes: &[u8], at: usize) -> Option<Self> {
        let mut frames = Frames::at(bytes, at);
        let places: Vec<Range<usize>> = frames.by_ref().map(|(place, _)| place).collect();
        let directory = aligned(frames.place());
        let firsts = (0..=places.len()).map(|row| first_article(bytes, directory, row, at, &places));
        let firsts = firsts.collect::<Option<Vec<u32>>>().filter(|firsts| firsts[0] == 0)?;
        if !firsts.is_sorted_by(|a, b| a < b) {
            return None;
        }
        let docs = firsts.windows(2).map(|pair| pair[0]..pair[1]);
        let (outlets, ids) = ORDERS.iter().find_map(|order| before(bytes, order, *firsts.last()?, at))?;
        Some(Self {
            docs: *firsts.last()?,
            outlets,
            ids,
            metadata: places.iter().cloned().zip(docs).collect(),
            texts_at: aligned(directory + BLOCK_ROW * firsts.len()),
        })
    }
}

/// The first article that the directory's row states, if its offset is where block `row` stands or the last one ends.
fn first_article(
    bytes: &[u8],
    directory: usize,
    row: usize,
    at: usize,
    places: &[Range<usize>],
) -> Option<u32> {
    let stated = bytes.get(directory + BLOCK_ROW * row..)?;
    let place =
        places.get(row).map_or_else(|| places.last().map(|last| last.end), |place| Some(place.start))?;
    (u64_at(stated, 0)? == (place - at) as u64).then(|| u32_at(stated, 8))?
}

/// Outlets and ids, if sections in this order end where the metadata begin.
fn before(bytes: &[u8], order: &[Part], docs: u32, end: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (mut at, mut outlets, mut ids) = (HEADER, 0..0, 0..0);
    for part in order {
        let section = at..at.checked_add(length(*part, bytes.get(at..end)?, docs as usize)?)?;
        at = aligned(section.end);
        match *part {
            Part::OUTLETS => outlets = section,
            Part::IDS => ids = section,
            _ => {}
        }
    }
    (at == end).then_some((outlets, ids))
}

/// The length of a section, as its own head says.
fn length(part: Part, bytes: &[u8], docs: usize) -> Option<usize> {
    match part {
        Part::ENTRIES => Some(docs * ENTRY),
        Part::SIGNATURES => Some(docs * PERMUTATIONS),
        Part::OUTLETS => outlets::length(bytes),
        _ => postings::length(bytes),
    }
}

fn aligned(at: usize) -> usize {
    at.next_multiple_of(ALIGNMENT)
}
