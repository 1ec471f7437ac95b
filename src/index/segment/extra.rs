//! Sections that callers put in with [`SegmentBuilder::extra`](super::SegmentBuilder::extra), and read back.

use std::ops::Range;

use super::Segment;
use crate::index::error::IndexError;
use crate::index::format::Part;
use crate::index::sealed::Section;

impl<D: AsRef<[u8]>> Segment<D> {
    /// A section that a caller put in.
    ///
    /// # Errors
    /// The section is damaged.
    pub fn extra(&self, kind: u16) -> Result<Option<&[u8]>, IndexError> {
        self.extra_section(kind).map(|section| self.file().whole(section)).transpose()
    }

    /// Some bytes of such a section, none if it is not there. Of the rest nothing is read.
    ///
    /// # Errors
    /// They are damaged, or the section has no such bytes.
    pub fn extra_bytes(&self, kind: u16, range: Range<usize>) -> Result<&[u8], IndexError> {
        let section = self.extra_section(kind);
        section.map_or(Ok(&[]), |section| self.file().bytes(section, range))
    }

    /// Length of such a section in bytes, zero if it is not there.
    #[must_use]
    pub fn extra_len(&self, kind: u16) -> usize {
        self.extra_section(kind).map_or(0, Section::len)
    }

    /// The kinds of its extra sections.
    pub(crate) fn extra_kinds(&self) -> Vec<u16> {
        let kind = |section: &Section| section.part.0.checked_sub(Part::EXTRA.0);
        self.file().sections().iter().filter_map(kind).filter_map(|kind| kind.try_into().ok()).collect()
    }

    fn extra_section(&self, kind: u16) -> Option<Section> {
        self.file().section(Part::extra(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Keep, SegmentBuilder};

    #[test]
    fn a_part_is_read_by_itself_and_what_is_not_there_is_empty() {
        let mut builder = SegmentBuilder::new(Keep::Sketches);
        builder.extra(7, b"lesson".to_vec());
        let segment = builder.finish().unwrap().into_segment().unwrap();
        assert_eq!(segment.extra(7).unwrap(), Some(&b"lesson"[..]));
        assert_eq!((segment.extra_len(7), segment.extra_bytes(7, 1..4).unwrap()), (6, &b"ess"[..]));
        assert!(segment.extra_bytes(7, 1..9).is_err());
        assert_eq!((segment.extra_len(8), segment.extra_bytes(8, 0..0).unwrap()), (0, &b""[..]));
    }
}
