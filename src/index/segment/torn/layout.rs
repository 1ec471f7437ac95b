//! Where the sections of a segment stand, found without the table that says so.

use std::ops::Range;

use super::super::{dictionaries, outlets, postings};
use super::frames::{Frames, MAGIC};
use crate::index::format::{ALIGNMENT, BLOCK_ROW, ENTRY, HEADER, PLACE, Part, u32_at, u64_at};
use crate::params::PERMUTATIONS;
use crate::sketch::signature;

/// What stands before the metadata: in a segment built from articles, and in one merged from others; each with texts,
/// and without, where signatures stand for them, which were wider once.
const ORDERS: [&[Part]; 6] = [
    &[Part::ENTRIES, Part::BANDS, Part::PRINTS, Part::OUTLETS, Part::IDS],
    &[Part::ENTRIES, Part::OUTLETS, Part::BANDS, Part::PRINTS, Part::IDS],
    &[Part::ENTRIES, Part::SIGNATURES, Part::BANDS, Part::PRINTS, Part::OUTLETS, Part::IDS],
    &[Part::ENTRIES, Part::OUTLETS, Part::SIGNATURES, Part::BANDS, Part::PRINTS, Part::IDS],
    &[Part::ENTRIES, Part::WIDE_SIGNATURES, Part::BANDS, Part::PRINTS, Part::OUTLETS, Part::IDS],
    &[Part::ENTRIES, Part::OUTLETS, Part::WIDE_SIGNATURES, Part::BANDS, Part::PRINTS, Part::IDS],
];
/// What may stand between those and the metadata.
const BEFORE_TEXTS: [&[Part]; 4] =
    [&[], &[Part::TEXT_PLACES], &[Part::DICTIONARIES], &[Part::TEXT_PLACES, Part::DICTIONARIES]];

/// Where things stand.
pub(super) struct Layout {
    pub docs: u32,
    pub before: Before,
    /// Blocks of metadata: where each stands, and its articles.
    pub metadata: Vec<(Range<usize>, Range<u32>)>,
    pub texts_at: usize,
}

/// Sections that stand before the metadata; empty where there is none.
#[derive(Default)]
pub(super) struct Before {
    pub outlets: Range<usize>,
    pub ids: Range<usize>,
    pub places: Range<usize>,
    pub dictionaries: Range<usize>,
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
        let orders = ORDERS.iter().flat_map(|order| BEFORE_TEXTS.map(|more| [order, more].concat()));
        let before = orders.into_iter().find_map(|order| before(bytes, &order, *firsts.last()?, at))?;
        Some(Self {
            docs: *firsts.last()?,
            before,
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

/// The sections, if in this order they end where the metadata begin.
fn before(bytes: &[u8], order: &[Part], docs: u32, end: usize) -> Option<Before> {
    let (mut at, mut found) = (HEADER, Before::default());
    for part in order {
        let section = at..at.checked_add(length(*part, bytes.get(at..end)?, docs as usize)?)?;
        at = aligned(section.end);
        match *part {
            Part::OUTLETS => found.outlets = section,
            Part::IDS => found.ids = section,
            Part::TEXT_PLACES => found.places = section,
            Part::DICTIONARIES => found.dictionaries = section,
            _ => {}
        }
    }
    (at == end).then_some(found)
}

/// The length of a section, as its own head says.
fn length(part: Part, bytes: &[u8], docs: usize) -> Option<usize> {
    match part {
        Part::ENTRIES => Some(docs * ENTRY),
        Part::SIGNATURES => Some(docs * signature::BYTES),
        Part::WIDE_SIGNATURES => Some(docs * PERMUTATIONS),
        Part::OUTLETS => outlets::length(bytes),
        Part::TEXT_PLACES => Some(docs * PLACE),
        Part::DICTIONARIES => dictionaries::length(bytes),
        _ => postings::length(bytes),
    }
}

fn aligned(at: usize) -> usize {
    at.next_multiple_of(ALIGNMENT)
}
