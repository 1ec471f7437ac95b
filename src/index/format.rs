//! The layout of every file of an index: all numbers that docs/format.md draws. Little-endian throughout.

use std::fmt;

/// First bytes of every file.
pub const MAGIC: [u8; 8] = *b"REPRINT\n";
/// First bytes of every footer, so that a file cut short is seen at once.
pub const FOOTER_MAGIC: [u8; 8] = *b"TNIRPER\n";
/// The format written. Its own number, not the crate's.
pub const VERSION: u32 = 3;
/// The oldest format this crate still reads.
pub const OLDEST_READABLE: u32 = 1;
/// The oldest format whose readers understand what this crate writes.
pub const OLDEST_READER: u32 = 3;

/// Bytes of the header.
pub const HEADER: usize = 64;
/// Bytes of the footer.
pub const FOOTER: usize = 64;
/// Bytes of one row in the section table.
pub const SECTION_ROW: usize = 24;
/// Sections begin at multiples of this; the bytes between are zero.
pub const ALIGNMENT: usize = 64;
/// Bytes under one checksum. A reader hashes a chunk when it first touches it.
pub const CHUNK: usize = 16 << 10;

/// Bytes of one article's fixed-width entry.
pub const ENTRY: usize = 32;
/// Bytes of one row in a directory of compressed blocks.
pub const BLOCK_ROW: usize = 16;
/// Bytes of the head of a postings section.
pub const POSTINGS_HEAD: usize = 16;
/// Uncompressed bytes at which a block of texts is closed. Twice as much saves 3 % and doubles the time to read one.
pub const TEXT_BLOCK: usize = 16 << 10;
/// Bytes that say where the text of an article stands among the texts.
pub const PLACE: usize = 4;
/// Uncompressed bytes at which a block of metadata is closed.
pub const METADATA_BLOCK: usize = 4 << 10;

/// Longest id, origin, URL, outlet, title or language tag, in bytes.
pub const MAX_FIELD: usize = 64 << 10;
/// Longest text, in bytes.
pub const MAX_TEXT: usize = 1 << 30;
/// Most uncompressed bytes a block can have: one longest text, or a block's fill and what closed it.
pub const MAX_BLOCK: usize = MAX_TEXT + TEXT_BLOCK;
/// Most articles that merging puts into one segment; bounds the memory a merge takes.
pub const MAX_MERGED: u64 = 1 << 20;
/// Most bytes of postings and outlet names that merging puts into one segment. With nine bits or more to a posting it
/// keeps their number, and every length within these sections, below 2^32.
pub const MAX_MERGED_BYTES: u64 = 1 << 32;
/// Most postings of one kind, and most bytes of outlet names, that a segment can number.
pub const MAX_NUMBERED: usize = u32::MAX as usize;
/// Most bytes a manifest can have: bounds what a damaged one can make a reader allocate.
pub const MAX_MANIFEST: usize = 64 << 20;

/// Where in a file's header its fields stand.
pub mod header {
    use std::ops::Range;

    /// [`super::MAGIC`].
    pub const MAGIC: Range<usize> = 0..8;
    /// [`super::Kind`].
    pub const KIND: Range<usize> = 8..12;
    /// Format the file was written in.
    pub const VERSION: Range<usize> = 12..16;
    /// Oldest format whose readers can read it.
    pub const OLDEST_READER: Range<usize> = 16..20;
    /// Fingerprint of the sketch parameters.
    pub const PARAMETERS: Range<usize> = 24..32;
    /// xxh3 of the header before it.
    pub const CHECKSUM: Range<usize> = 56..64;
}

/// Where in a file's footer its fields stand.
pub mod footer {
    use std::ops::Range;

    /// [`super::FOOTER_MAGIC`].
    pub const MAGIC: Range<usize> = 0..8;
    /// Where the chunk checksums begin, in bytes from the start of the file.
    pub const SUMS_AT: Range<usize> = 8..16;
    /// Where the section table begins.
    pub const TABLE_AT: Range<usize> = 16..24;
    /// Length of the whole file, footer included.
    pub const LENGTH: Range<usize> = 24..32;
    /// xxh3 of the chunk checksums and the section table.
    pub const TABLE_CHECKSUM: Range<usize> = 32..40;
    /// xxh3 of the footer before it: names the file's content, and the manifest repeats it.
    pub const SEAL: Range<usize> = 56..64;
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Which segments make the index.
    Manifest = 1,
    /// Articles and their sketches.
    Segment = 2,
    /// Which articles of a segment are deleted.
    Deletes = 3,
}

/// A section of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part(pub u32);

impl Part {
    /// The manifest's one record.
    pub const MANIFEST: Self = Self(1);
    /// One bit for each article of a segment, set when it is deleted.
    pub const DELETES: Self = Self(2);
    /// One fixed-width entry for each article.
    pub const ENTRIES: Self = Self(16);
    /// One signature for each article as formats 1 and 2 have it: of eight bits a permutation.
    pub const WIDE_SIGNATURES: Self = Self(17);
    /// Band keys to articles.
    pub const BANDS: Self = Self(18);
    /// Fingerprints to articles.
    pub const PRINTS: Self = Self(19);
    /// Hashed ids to articles.
    pub const IDS: Self = Self(20);
    /// Outlet names.
    pub const OUTLETS: Self = Self(21);
    /// Compressed blocks of ids, titles and the like.
    pub const METADATA: Self = Self(22);
    /// Where those blocks stand.
    pub const METADATA_BLOCKS: Self = Self(23);
    /// Compressed blocks of texts.
    pub const TEXTS: Self = Self(24);
    /// Where those blocks stand.
    pub const TEXT_BLOCKS: Self = Self(25);
    /// Where the text of each article stands among the texts.
    pub const TEXT_PLACES: Self = Self(26);
    /// Texts that blocks of texts refer to.
    pub const DICTIONARIES: Self = Self(27);
    /// One signature for each article.
    pub const SIGNATURES: Self = Self(28);
    /// First of the sections whose content the index does not know.
    pub const EXTRA: Self = Self(256);

    /// The section that its owner calls `kind`.
    #[must_use]
    pub const fn extra(kind: u16) -> Self {
        Self(Self::EXTRA.0 + kind as u32)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::MANIFEST => "manifest",
            Self::DELETES => "deletes",
            Self::ENTRIES => "entries",
            Self::WIDE_SIGNATURES => "wide signatures",
            Self::BANDS => "bands",
            Self::PRINTS => "prints",
            Self::IDS => "ids",
            Self::OUTLETS => "outlets",
            Self::METADATA => "metadata",
            Self::METADATA_BLOCKS => "metadata blocks",
            Self::TEXTS => "texts",
            Self::TEXT_BLOCKS => "text blocks",
            Self::TEXT_PLACES => "text places",
            Self::DICTIONARIES => "dictionaries",
            Self::SIGNATURES => "signatures",
            Self(kind) => return write!(f, "section {kind}"),
        })
    }
}

/// The little-endian number at `at`; `None` past the end.
#[must_use]
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

/// The little-endian number at `at`; `None` past the end.
#[must_use]
pub fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}
