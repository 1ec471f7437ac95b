//! Where the text of each article stands among the texts.

use std::io::{self, Write};

use super::{Core, Segment, dictionaries};
use crate::index::error::IndexError;
use crate::index::format::{PLACE, Part, u32_at};
use crate::index::sealed::Sealer;

/// The section for texts that stand in this order of their articles, each of them there once.
fn encode(order: &[u32]) -> Vec<u8> {
    let mut section = vec![0; PLACE * order.len()];
    for (place, doc) in order.iter().enumerate() {
        let at = PLACE * *doc as usize;
        section[at..at + PLACE].copy_from_slice(&(place as u32).to_le_bytes());
    }
    section
}

/// Writes in which order texts stand, and what they refer to, where that is not plain: before the metadata, where a segment
/// that loses its tail keeps it.
pub(super) fn before_texts<W: Write>(
    sealer: &mut Sealer<W>,
    order: &[u32],
    dictionaries: &[(u32, &[u8])],
) -> io::Result<()> {
    if !order.is_sorted() {
        sealer.section(Part::TEXT_PLACES, &encode(order))?;
    }
    if !dictionaries.is_empty() {
        sealer.section(Part::DICTIONARIES, &dictionaries::encode(dictionaries))?;
    }
    Ok(())
}

/// The articles by the places of their texts; `None` if one place is missing.
pub(super) fn order(section: &[u8]) -> Option<Vec<u32>> {
    let mut order = vec![None; section.len() / PLACE];
    for doc in 0..order.len() {
        *order.get_mut(u32_at(section, PLACE * doc)? as usize)? = Some(doc as u32);
    }
    order.into_iter().collect()
}

impl<D: AsRef<[u8]>> Core<D> {
    /// Where the text of `doc` stands.
    pub(super) fn place(&self, doc: u32) -> Result<u32, IndexError> {
        let Some(section) = self.places else { return Ok(doc) };
        let place = u32_at(self.fixed::<PLACE>(section, doc)?, 0);
        place.filter(|place| *place < self.docs).ok_or_else(|| self.absent(Part::TEXT_PLACES, doc))
    }
}

impl<D: AsRef<[u8]>> Segment<D> {
    /// Where the text of `doc` stands among the texts: near are those that are read together.
    ///
    /// # Errors
    /// The bytes are damaged, or there is no such article.
    pub fn text_place(&self, doc: u32) -> Result<u32, IndexError> {
        self.core.place(doc)
    }

    /// The articles in the order of their texts.
    pub(super) fn text_order(&self) -> Result<Vec<u32>, IndexError> {
        let Some(section) = self.core.places else { return Ok((0..self.len()).collect()) };
        let order = order(self.core.file.whole(section)?);
        order.ok_or_else(|| self.core.file.corrupt(Part::TEXT_PLACES, "two texts have one place"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_as_it_was_written() {
        let written = encode(&[2, 0, 3, 1]);
        assert_eq!(written, [1_u32, 3, 0, 2].map(u32::to_le_bytes).concat());
        assert_eq!(order(&written), Some(vec![2, 0, 3, 1]));
        assert_eq!(order(&[0; 8]), None, "one place twice");
        assert_eq!(order(&[0, 0, 0, 0, 9, 0, 0, 0]), None, "a place past the last");
    }
}
