//! What blocks of texts refer to beside themselves: some of the segment's own texts, so that small blocks, which are
//! quick to read, take no more room than large ones. Every segment that was merged brings its own.
//!
//! ```text
//! count: u32   count rows: place of the first text it serves: u32, where its bytes end: u64   the bytes, one after another
//! ```

use std::ops::Range;
use std::sync::OnceLock;

use super::packing::Unpacking;
use super::{Core, Segment};
use crate::index::error::IndexError;
use crate::index::format::{Part, u32_at, u64_at};
use crate::index::sealed::Section;

/// Bytes of a row.
const ROW: usize = 12;

/// The section for dictionaries, each with the place of the first text it serves.
pub(super) fn encode(dictionaries: &[(u32, &[u8])]) -> Vec<u8> {
    let mut section = (dictionaries.len() as u32).to_le_bytes().to_vec();
    let mut end = 0;
    for (first, bytes) in dictionaries {
        end += bytes.len() as u64;
        section.extend(first.to_le_bytes());
        section.extend(end.to_le_bytes());
    }
    section.extend(dictionaries.iter().flat_map(|(_, bytes)| *bytes));
    section
}

/// How long the rows of a section are, with their count, if it begins with these bytes.
fn head(section: &[u8]) -> Option<usize> {
    ROW.checked_mul(u32_at(section, 0)? as usize)?.checked_add(4)
}

/// The rows of a section that begins with these bytes: of each dictionary the place of the first text it serves, and where
/// in the section it stands. `None` if they are none.
fn rows(section: &[u8]) -> Option<Vec<(u32, Range<usize>)>> {
    let head = head(section)?;
    let mut start = head;
    let row = |at: usize| {
        let (first, end) = (u32_at(section, at)?, u64_at(section, at + 4)? as usize);
        let place = start..head.checked_add(end).filter(|end| *end >= start)?;
        start = place.end;
        Some((first, place))
    };
    (4..head).step_by(ROW).map(row).collect()
}

/// The dictionaries of a section, each with the place of the first text it serves; `None` if it is none.
fn decode(section: &[u8]) -> Option<Vec<(u32, &[u8])>> {
    rows(section)?.into_iter().map(|(first, place)| Some((first, section.get(place)?))).collect()
}

/// How long a section that begins with these bytes says it is.
pub(super) fn length(section: &[u8]) -> Option<usize> {
    let rows = rows(section)?;
    rows.last().map_or_else(|| head(section), |(_, last)| Some(last.end))
}

/// The dictionaries of a section, each made ready when a text it serves is first read.
#[derive(Debug, Default)]
pub(super) struct Dictionaries {
    rows: Vec<(u32, Range<usize>)>,
    ready: Vec<OnceLock<Unpacking>>,
    none: Unpacking,
}

impl Dictionaries {
    /// Those of a section that begins with these bytes; `None` if they are no rows.
    pub fn of(section: &[u8]) -> Option<Self> {
        let rows = rows(section)?;
        Some(Self { ready: rows.iter().map(|_| OnceLock::new()).collect(), rows, none: Unpacking::default() })
    }

    /// What uncompresses the block that begins with the text at `place`; `make` makes it of the bytes that stand there in
    /// the section.
    pub fn at<E>(
        &self,
        place: u32,
        make: impl FnOnce(Range<usize>) -> Result<Unpacking, E>,
    ) -> Result<&Unpacking, E> {
        let before = self.rows.partition_point(|(first, _)| *first <= place);
        let Some(at) = before.checked_sub(1) else { return Ok(&self.none) };
        if let Some(ready) = self.ready[at].get() {
            return Ok(ready);
        }
        let made = make(self.rows[at].1.clone())?;
        Ok(self.ready[at].get_or_init(|| made))
    }
}

impl<D: AsRef<[u8]>> Core<D> {
    /// What uncompresses the block that begins with the text at `place`. Of a large index a check needs few dictionaries,
    /// so the others are not even read.
    pub(super) fn unpacking(&self, place: u32) -> Result<&Unpacking, IndexError> {
        let section = self.file.section(Part::DICTIONARIES);
        self.dictionaries()?.at(place, |range| {
            let bytes = section.map_or(Ok(&[][..]), |section| self.file.bytes(section, range))?;
            Unpacking::with(bytes).map_err(|source| IndexError::io(self.file.file(), source))
        })
    }

    fn dictionaries(&self) -> Result<&Dictionaries, IndexError> {
        if let Some(known) = self.dictionaries.get() {
            return Ok(known);
        }
        let found = match self.file.section(Part::DICTIONARIES) {
            Some(section) => {
                Dictionaries::of(self.dictionary_rows(section)?).ok_or_else(|| self.no_rows())?
            }
            None => Dictionaries::default(),
        };
        Ok(self.dictionaries.get_or_init(|| found))
    }

    fn dictionary_rows(&self, section: Section) -> Result<&[u8], IndexError> {
        let count = self.file.bytes(section, 0..section.len().min(4))?;
        let head = head(count).filter(|head| *head <= section.len()).ok_or_else(|| self.no_rows())?;
        self.file.bytes(section, 0..head)
    }

    /// The dictionaries, each with the place of the first text it serves.
    pub(super) fn dictionary_bytes(&self) -> Result<Vec<(u32, &[u8])>, IndexError> {
        let Some(section) = self.file.section(Part::DICTIONARIES) else { return Ok(Vec::new()) };
        decode(self.file.whole(section)?).ok_or_else(|| self.no_rows())
    }

    fn no_rows(&self) -> IndexError {
        self.file.corrupt(Part::DICTIONARIES, "its lengths do not agree")
    }
}

impl<D: AsRef<[u8]>> Segment<D> {
    /// Whether all that texts refer to can be read.
    ///
    /// # Errors
    /// It is damaged.
    pub(crate) fn check_dictionaries(&self) -> Result<(), IndexError> {
        self.core.dictionary_bytes().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::segment::packing::Packing;

    #[test]
    fn a_section_is_read_as_it_was_written() {
        let dictionaries: [(u32, &[u8]); 3] = [(0, b"harbour"), (7, b""), (9, b"ferry")];
        let section = encode(&dictionaries);
        assert_eq!(decode(&section).unwrap(), dictionaries);
        assert_eq!((length(&section), length(&encode(&[]))), (Some(section.len()), Some(4)));
        assert!((0..section.len()).all(|end| decode(&section[..end]).is_none()));
    }

    #[test]
    fn a_block_is_read_with_the_dictionary_of_its_range() {
        let words =
            [b"the ferry sails again from Monday".repeat(4), b"council votes on the budget ".repeat(4)];
        let section = encode(&[(3, &words[0]), (5, b""), (8, &words[1])]);
        let ready = Dictionaries::of(&section).unwrap();
        let is_read = |place, packing: &Packing, text: &Vec<u8>| {
            ready
                .at(place, |range| Unpacking::with(&section[range]))
                .unwrap()
                .unpack(&packing.pack(text).unwrap(), text.len())
                .ok()
                .as_ref()
                == Some(text)
        };
        let plain = Packing::default();
        let with = words.clone().map(Packing::with);
        assert!(
            is_read(2, &plain, &words[0]) && is_read(5, &plain, &words[0]) && is_read(7, &plain, &words[1])
        );
        assert!(
            is_read(3, &with[0], &words[0])
                && is_read(4, &with[0], &words[0])
                && is_read(8, &with[1], &words[1])
        );
        assert!(!is_read(5, &with[0], &words[0]) && !is_read(9, &with[0], &words[0]));
    }
}
