//! Reads a sealed file: header, footer and table at once, each chunk when it is first touched.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::chunks::Chunks;
use super::head::check_header;
use super::tail::{Section, Tail};
use crate::index::error::IndexError;
use crate::index::format::{Kind, Part, header, u32_at, u64_at};
use crate::params;

/// A sealed file, mapped or in memory.
#[derive(Debug)]
pub(crate) struct Sealed<D> {
    data: D,
    file: PathBuf,
    parameters: u64,
    sections: Vec<Section>,
    chunks: Chunks,
    seal: u64,
}

impl<D: AsRef<[u8]>> Sealed<D> {
    /// Checks header, footer and section table; reads nothing else. The parameters may be any.
    pub fn open(data: D, file: &Path, kind: Kind) -> Result<Self, IndexError> {
        let bytes = data.as_ref();
        check_header(bytes, file, kind)?;
        let tail = Tail::read(bytes).map_err(|why| IndexError::corrupt(file, "footer", why))?;
        let sections = tail.sections(bytes).ok_or_else(|| corrupt_table(file))?;
        let chunks = Chunks::unread(tail.sums.clone()).ok_or_else(|| corrupt_table(file))?;
        let parameters = u64_at(bytes, header::PARAMETERS.start).unwrap_or(0);
        Ok(Self { data, file: file.to_owned(), parameters, sections, chunks, seal: tail.seal })
    }

    /// The same, refused if its sketches were made with other parameters than ours.
    pub fn comparable(self) -> Result<Self, IndexError> {
        if self.is_comparable() {
            return Ok(self);
        }
        let (found, expected) = (self.parameters, params::fingerprint());
        Err(IndexError::OtherParameters { file: self.file, found, expected })
    }

    /// Whether its sketches were made with our parameters.
    pub fn is_comparable(&self) -> bool {
        self.parameters == params::fingerprint()
    }

    /// The same, taking every chunk for intact.
    pub fn trust(mut self) -> Self {
        self.chunks.trust();
        self
    }

    /// What the messages call this file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Names the content: two files with one seal have the same bytes.
    pub fn seal(&self) -> u64 {
        self.seal
    }

    /// Format it was written in.
    pub fn format(&self) -> u32 {
        u32_at(self.data.as_ref(), header::VERSION.start).unwrap_or(0)
    }

    /// Length of the file in bytes.
    pub fn len(&self) -> usize {
        self.data.as_ref().len()
    }

    /// All sections, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Finds a section.
    pub fn section(&self, part: Part) -> Option<Section> {
        self.sections.iter().copied().find(|section| section.part == part)
    }

    /// Finds a section that must be there.
    pub fn required(&self, part: Part) -> Result<Section, IndexError> {
        self.section(part).ok_or_else(|| IndexError::corrupt(&self.file, part, "the section is missing"))
    }

    /// Bytes of a section, checked against their checksums when first touched.
    pub fn bytes(&self, section: Section, range: Range<usize>) -> Result<&[u8], IndexError> {
        if range.start > range.end || range.end > section.len {
            return Err(self.corrupt(section.part, format!("bytes {range:?} lie outside of it")));
        }
        let at = section.at + range.start..section.at + range.end;
        let data = self.data.as_ref();
        if let Some(chunk) = self.chunks.damage(data, at.clone()) {
            return Err(
                self.corrupt(section.part, format!("the file's bytes {chunk:?} do not match their checksum"))
            );
        }
        Ok(&data[at])
    }

    /// A whole section, checked.
    pub fn whole(&self, section: Section) -> Result<&[u8], IndexError> {
        self.bytes(section, 0..section.len)
    }

    /// A whole section, unchecked: for those who check each range before they pass on what it says.
    pub fn unchecked(&self, section: Section) -> &[u8] {
        self.data.as_ref().get(section.range()).unwrap_or_default()
    }

    /// Damage in a section.
    pub fn corrupt(&self, part: Part, why: impl Into<String>) -> IndexError {
        IndexError::corrupt(&self.file, part, why)
    }

    /// Hashes every byte anew and lists what does not agree, by section.
    pub fn all_damage(&self) -> Vec<IndexError> {
        let chunks = self.chunks.all_damage(self.data.as_ref());
        chunks
            .map(|chunk| {
                let why = format!("the file's bytes {chunk:?} do not match their checksum");
                IndexError::corrupt(&self.file, &*self.parts_in(&chunk), why)
            })
            .collect()
    }

    /// The sections that a range of the file touches.
    fn parts_in(&self, range: &Range<usize>) -> String {
        let touches = |section: &&Section| section.at < range.end && section.range().end > range.start;
        let names: Vec<String> =
            self.sections.iter().filter(touches).map(|section| section.part.to_string()).collect();
        if names.is_empty() { "padding".to_owned() } else { names.join(" or ") }
    }
}

fn corrupt_table(file: &Path) -> IndexError {
    IndexError::corrupt(file, "section table", "a section lies outside of the file")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::format::{CHUNK, FOOTER, HEADER, SECTION_ROW};
    use crate::index::sealed::Sealer;

    fn sealed(sections: &[(Part, Vec<u8>)]) -> Vec<u8> {
        let mut sealer = Sealer::begin(Vec::new(), Kind::Segment).unwrap();
        for (part, bytes) in sections {
            sealer.section(*part, bytes).unwrap();
        }
        sealer.finish().unwrap().0
    }

    fn open(bytes: Vec<u8>) -> Result<Sealed<Vec<u8>>, IndexError> {
        Sealed::open(bytes, Path::new("file"), Kind::Segment)
    }

    #[test]
    fn sections_are_read_as_they_were_written() {
        let sections =
            [(Part::ENTRIES, vec![1; 5]), (Part::BANDS, Vec::new()), (Part::PRINTS, vec![7; 3 * CHUNK + 1])];
        let file = open(sealed(&sections)).unwrap();
        for (part, bytes) in &sections {
            let section = file.section(*part).unwrap();
            assert_eq!(file.whole(section).unwrap(), bytes);
            assert!(file.bytes(section, 0..bytes.len() + 1).is_err());
        }
        assert!(file.required(Part::TEXTS).is_err());
    }

    #[test]
    fn damage_stops_only_those_who_touch_it() {
        let mut bytes = sealed(&[(Part::ENTRIES, vec![1; 4 * CHUNK])]);
        bytes[2 * CHUNK + 9] ^= 4;
        let file = open(bytes).unwrap();
        let section = file.section(Part::ENTRIES).unwrap();
        assert!(file.bytes(section, 0..CHUNK).is_ok());
        assert!(file.bytes(section, 2 * CHUNK..2 * CHUNK + 1).is_err());
        assert!(file.whole(section).is_err());
        assert_eq!(file.all_damage().len(), 1);
    }

    #[test]
    fn header_footer_and_table_are_checked_at_once() {
        let whole = sealed(&[(Part::ENTRIES, vec![1; 100])]);
        let tail = whole.len() - FOOTER - SECTION_ROW - 8;
        for at in (0..HEADER).chain(tail..whole.len()) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            assert!(open(bytes).is_err(), "byte {at}");
        }
    }
}
