//! What blocks of texts refer to beside themselves: some of the segment's own texts, so that small blocks, which are
//! quick to read, take no more room than large ones. Every segment that was merged brings its own.
//!
//! ```text
//! count: u32   count rows: place of the first text it serves: u32, where its bytes end: u64   the bytes, one after another
//! ```

use std::io;

use super::packing::Unpacking;
use super::{Core, Segment};
use crate::index::error::IndexError;
use crate::index::format::{Part, u32_at, u64_at};

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

/// The dictionaries of a section; `None` if it is none.
pub(super) fn decode(section: &[u8]) -> Option<Vec<(u32, &[u8])>> {
    let count = u32_at(section, 0)? as usize;
    let bytes = section.get(ROW.checked_mul(count)?.checked_add(4)?..)?;
    let mut start = 0;
    let row = |at: usize| {
        let (first, end) = (u32_at(section, 4 + ROW * at)?, u64_at(section, 8 + ROW * at)? as usize);
        let dictionary = bytes.get(start..end)?;
        start = end;
        Some((first, dictionary))
    };
    (0..count).map(row).collect()
}

/// How long a section that begins with these bytes says it is.
pub(super) fn length(section: &[u8]) -> Option<usize> {
    let rows = (u32_at(section, 0)? as usize).checked_mul(ROW)?;
    let bytes = if rows == 0 { 0 } else { u64_at(section, rows - 4)? as usize };
    rows.checked_add(4)?.checked_add(bytes)
}

/// Dictionaries, ready to uncompress with.
#[derive(Debug)]
pub(super) struct Dictionaries {
    ready: Vec<(u32, Unpacking)>,
    none: Unpacking,
}

impl Dictionaries {
    /// Makes dictionaries ready.
    pub fn of(dictionaries: &[(u32, &[u8])]) -> io::Result<Self> {
        let ready = dictionaries.iter().map(|(first, bytes)| Ok((*first, Unpacking::with(bytes)?)));
        Ok(Self { ready: ready.collect::<io::Result<_>>()?, none: Unpacking::default() })
    }

    /// What uncompresses the block that begins with the text at `place`.
    pub fn at(&self, place: u32) -> &Unpacking {
        let before = self.ready.partition_point(|(first, _)| *first <= place);
        before.checked_sub(1).map_or(&self.none, |at| &self.ready[at].1)
    }
}

impl<D: AsRef<[u8]>> Core<D> {
    /// What uncompresses blocks of texts, made ready once.
    pub(super) fn dictionaries(&self) -> Result<&Dictionaries, IndexError> {
        if let Some(ready) = self.dictionaries.get() {
            return Ok(ready);
        }
        let ready = Dictionaries::of(&self.dictionary_bytes()?);
        let ready = ready.map_err(|source| IndexError::io(self.file.file(), source))?;
        Ok(self.dictionaries.get_or_init(|| ready))
    }

    /// The dictionaries, each with the place of the first text it serves.
    pub(super) fn dictionary_bytes(&self) -> Result<Vec<(u32, &[u8])>, IndexError> {
        let Some(section) = self.file.section(Part::DICTIONARIES) else { return Ok(Vec::new()) };
        let found = decode(self.file.whole(section)?);
        found.ok_or_else(|| self.file.corrupt(Part::DICTIONARIES, "its lengths do not agree"))
    }
}

impl<D: AsRef<[u8]>> Segment<D> {
    /// Whether what texts refer to can be read.
    ///
    /// # Errors
    /// It is damaged.
    pub(crate) fn check_dictionaries(&self) -> Result<(), IndexError> {
        self.core.dictionaries().map(|_| ())
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
        let ready = Dictionaries::of(&[(3, &words[0]), (5, b""), (8, &words[1])]).unwrap();
        let is_read = |place, packing: &Packing, text: &Vec<u8>| {
            ready.at(place).unpack(&packing.pack(text).unwrap(), text.len()).ok().as_ref() == Some(text)
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
