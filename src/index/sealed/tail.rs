//! The end of a sealed file: the footer, and the table of sections before it.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::index::format::{FOOTER, FOOTER_MAGIC, HEADER, Part, SECTION_ROW, footer, u32_at, u64_at};

/// Where a section stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Section {
    pub part: Part,
    pub(super) at: usize,
    pub(super) len: usize,
}

impl Section {
    /// Length in bytes.
    pub fn len(self) -> usize {
        self.len
    }

    /// Where in the file it begins.
    #[cfg(test)]
    pub fn at(self) -> usize {
        self.at
    }

    pub(super) fn range(self) -> Range<usize> {
        self.at..self.at + self.len
    }
}

/// What the end of a file says.
pub(super) struct Tail {
    /// Where the checksums stand.
    pub sums: Range<usize>,
    table: Range<usize>,
    /// Names the content.
    pub seal: u64,
}

impl Tail {
    /// Reads and checks it; the error says what is wrong.
    pub fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        let start = bytes.len().checked_sub(FOOTER).ok_or("the file is cut short")?;
        let end = &bytes[start..];
        if end[footer::MAGIC] != FOOTER_MAGIC {
            return Err("the file is cut short, or its end was overwritten");
        }
        let field = |range: Range<usize>| u64_at(end, range.start).unwrap_or(0);
        let seal = field(footer::SEAL);
        if xxh3_64(&end[..footer::SEAL.start]) != seal {
            return Err("it does not match its checksum");
        }
        let (sums, table) = (field(footer::SUMS_AT) as usize, field(footer::TABLE_AT) as usize);
        if field(footer::LENGTH) != bytes.len() as u64 || sums < HEADER || table < sums || start < table {
            return Err("the lengths it states are not the file's");
        }
        if xxh3_64(&bytes[sums..start]) != field(footer::TABLE_CHECKSUM) {
            return Err("the section table does not match its checksum");
        }
        Ok(Self { sums: sums..table, table: table..start, seal })
    }

    /// The section table; `None` if a section lies outside of the file.
    pub fn sections(&self, bytes: &[u8]) -> Option<Vec<Section>> {
        let (rows, rest) = bytes.get(self.table.clone())?.as_chunks::<SECTION_ROW>();
        let section = |row: &[u8; SECTION_ROW]| {
            let (at, len) = (u64_at(row, 8)? as usize, u64_at(row, 16)? as usize);
            let inside = at >= HEADER && at.checked_add(len)? <= self.sums.start;
            inside.then_some(Section { part: Part(u32_at(row, 0)?), at, len })
        };
        rest.is_empty().then(|| rows.iter().map(section).collect())?
    }
}
