//! The way back from a place on a shelf to where the record stood in the input.

use super::ReadError;
use super::batch::{Origin, Spot, Spots};
use super::place::Place;
use super::shelf::{Section, Shelf};

/// Bytes that are looked through at a time.
const PIECE: u64 = 1 << 20;

/// Tells where records came from; asked in the order of the input, it reads every line once.
pub struct Origins<'a> {
    shelf: &'a Shelf,
    /// The lines that are being counted, and their store.
    section: Option<(u32, Section)>,
    /// How far they are counted, and how many they are so far.
    counted: (u64, u64),
    piece: Vec<u8>,
}

impl<'a> Origins<'a> {
    /// Begins at the beginning.
    #[must_use]
    pub fn new(shelf: &'a Shelf) -> Self {
        Origins { shelf, section: None, counted: (0, 0), piece: Vec::new() }
    }

    /// `FILE`, `FILE:LINE` or `FILE@OFFSET` of the record at `place`.
    ///
    /// # Errors
    /// The lines before it cannot be read again.
    pub fn of(&mut self, place: Place) -> Result<String, ReadError> {
        self.enter(place);
        self.count_to(place)?;
        let Some((_, section)) = &self.section else { return Ok(String::new()) };
        let passed = self.counted.1;
        let spot = match &section.spots {
            Spots::Lines(first) => Spot::Line(first + passed),
            Spots::Each(spots) => spots.get(passed as usize).copied().unwrap_or(Spot::Whole),
        };
        Ok(Origin { file: &section.source.name, spot }.to_string())
    }

    /// Begins to count anew where `place` stands in other lines than the last, or before it.
    fn enter(&mut self, place: Place) {
        let found = self.shelf.section(place);
        let known = self.section.as_ref().map(|(store, section)| (*store, section.start));
        let same = known == found.as_ref().map(|section| (place.store, section.start));
        if !same || place.offset < self.counted.0 {
            self.counted = (found.as_ref().map_or(0, |section| section.start), 0);
            self.section = found.map(|section| (place.store, section));
        }
    }

    fn count_to(&mut self, place: Place) -> Result<(), ReadError> {
        while self.counted.0 < place.offset {
            let length = (place.offset - self.counted.0).min(PIECE);
            let piece = Place { store: place.store, length: length as u32, offset: self.counted.0 };
            let bytes = self.shelf.fetch(piece, &mut self.piece)?;
            self.counted.0 += length;
            self.counted.1 += memchr::memchr_iter(b'\n', bytes).count() as u64;
        }
        Ok(())
    }
}
