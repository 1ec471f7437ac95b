//! One immutable segment: articles, their sketches and the postings to find them by.

mod articles;
mod bits;
mod blocks;
mod builder;
mod column;
mod core;
mod dictionaries;
pub mod encoder;
mod entries;
mod extra;
mod form;
mod lookup;
mod merge;
mod outlets;
mod packing;
mod places;
pub mod postings;
mod recent;
mod shards;
mod torn;
mod verify;

use std::path::Path;
use std::sync::Arc;

pub use articles::{Articles, Reader};
pub use builder::{Keep, SegmentBuilder, SegmentBytes};
pub use entries::Entry;
pub(crate) use merge::{Combine, merge};
pub use torn::Torn;

use self::core::Core;
use self::postings::Postings;
use super::error::IndexError;
use super::format::{ENTRY, Kind, Part};
use super::map::Mapped;
use super::sealed::Sealed;
use super::tombstones::Tombstones;
use crate::sketch::Signature;

/// A segment, in a mapped file or in memory. Cloning it is cheap.
///
/// Whatever is read is checked against its checksum when it is first touched, so every accessor can fail with
/// [`IndexError::Corrupt`], and none panics.
#[derive(Debug)]
pub struct Segment<D = Mapped> {
    core: Arc<Core<D>>,
    deleted: Arc<Tombstones>,
}

impl<D> Clone for Segment<D> {
    fn clone(&self) -> Self {
        Self { core: Arc::clone(&self.core), deleted: Arc::clone(&self.deleted) }
    }
}

impl Segment<Mapped> {
    /// Maps a segment's file and checks its header, footer and section table. That its sketches are of our
    /// parameters is for the manifest to say.
    pub(crate) fn map(path: &Path) -> Result<Self, IndexError> {
        Self::over(Sealed::open(Mapped::open(path)?, path, Kind::Segment)?)
    }
}

impl Segment<Vec<u8>> {
    /// Takes a segment just built.
    pub(crate) fn in_memory(bytes: Vec<u8>) -> Result<Self, IndexError> {
        Self::over(Sealed::open(bytes, Path::new("memory"), Kind::Segment)?.trust())
    }
}

impl<D: AsRef<[u8]>> Segment<D> {
    /// Reads a segment over any bytes; `name` is what messages call it.
    ///
    /// # Errors
    /// The bytes are no segment of this format and these parameters.
    pub fn open(data: D, name: &Path) -> Result<Self, IndexError> {
        Self::over(Sealed::open(data, name, Kind::Segment)?.comparable()?)
    }

    fn over(file: Sealed<D>) -> Result<Self, IndexError> {
        let core = Core::read(file)?;
        Ok(Self { core: Arc::new(core), deleted: Arc::default() })
    }

    /// The same segment with other articles deleted.
    pub(crate) fn with_deleted(&self, deleted: Tombstones) -> Self {
        Self { core: Arc::clone(&self.core), deleted: Arc::new(deleted) }
    }

    /// Number of articles, deleted ones included: one more than the highest number.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.core.docs
    }

    /// Whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.core.docs == 0
    }

    /// Number of articles that are not deleted.
    #[must_use]
    pub fn live(&self) -> u32 {
        self.core.docs - self.deleted.len()
    }

    /// Whether `doc` is there and not deleted.
    #[must_use]
    pub fn is_live(&self, doc: u32) -> bool {
        doc < self.core.docs && !self.deleted.contains(doc)
    }

    /// The deleted articles.
    pub(crate) fn deleted(&self) -> &Tombstones {
        &self.deleted
    }

    /// The `MinHash` signature of `doc`.
    ///
    /// # Errors
    /// The bytes are damaged, there is no such article, or the segment keeps its text instead.
    pub fn signature(&self, doc: u32) -> Result<Signature, IndexError> {
        let section = self.core.signatures.ok_or_else(|| self.core.not_stored("signatures"))?;
        if section.part == Part::WIDE_SIGNATURES {
            return Ok(Signature::of_wide(self.core.fixed(section, doc)?));
        }
        Ok(Signature::from_bytes(*self.core.fixed(section, doc)?))
    }

    /// The fixed-width part of `doc`.
    ///
    /// # Errors
    /// The bytes are damaged, or there is no such article.
    pub fn entry(&self, doc: u32) -> Result<Entry, IndexError> {
        let bytes: &[u8; ENTRY] = self.core.fixed(self.core.entries, doc)?;
        Entry::decode(bytes).ok_or_else(|| self.core.absent(Part::ENTRIES, doc))
    }

    /// Articles by band key.
    ///
    /// # Errors
    /// The section is damaged. It is hashed whole at the first call.
    pub fn bands(&self) -> Result<Postings<'_>, IndexError> {
        self.core.postings(self.core.bands)
    }

    /// Articles by fingerprint.
    ///
    /// # Errors
    /// The section is damaged. It is hashed whole at the first call.
    pub fn prints(&self) -> Result<Postings<'_>, IndexError> {
        self.core.postings(self.core.prints)
    }

    /// Articles by band key, to be asked for these keys only: of the rest nothing is read.
    ///
    /// # Errors
    /// What stands under the keys is damaged.
    pub fn bands_for(&self, keys: &[u32]) -> Result<Postings<'_>, IndexError> {
        self.core.postings_for(self.core.bands, keys)
    }

    /// Articles by fingerprint, to be asked for these keys only: of the rest nothing is read.
    ///
    /// # Errors
    /// What stands under the keys is damaged.
    pub fn prints_for(&self, keys: &[u32]) -> Result<Postings<'_>, IndexError> {
        self.core.postings_for(self.core.prints, keys)
    }

    /// Number of outlets.
    ///
    /// # Errors
    /// The section is damaged.
    pub fn outlets(&self) -> Result<u32, IndexError> {
        let bytes = self.core.file.whole(self.core.outlets)?;
        outlets::count(bytes).ok_or_else(|| self.core.file.corrupt(Part::OUTLETS, "its lengths do not agree"))
    }

    /// The name of outlet `number`.
    ///
    /// # Errors
    /// The section is damaged, or there is no such outlet.
    pub fn outlet_name(&self, number: u32) -> Result<&str, IndexError> {
        let name = outlets::name(self.core.file.whole(self.core.outlets)?, number);
        name.ok_or_else(|| self.core.absent(Part::OUTLETS, number))
    }

    /// Articles by hashed id.
    pub(crate) fn ids(&self) -> Result<Postings<'_>, IndexError> {
        self.core.postings(self.core.ids_section()?)
    }

    /// Bytes of the sections that a merge makes anew from those of all its inputs, and numbers by `u32` within.
    pub(crate) fn merged_bytes(&self) -> u64 {
        let core = &self.core;
        let sections = [Some(core.bands), Some(core.prints), Some(core.outlets), core.ids];
        sections.into_iter().flatten().map(|section| section.len() as u64).sum()
    }

    fn absent(&self, part: Part, doc: u32) -> IndexError {
        self.core.absent(part, doc)
    }

    /// What the segment keeps of its articles.
    #[must_use]
    pub fn keeps(&self) -> Keep {
        match (self.core.metadata, self.core.texts) {
            (None, _) => Keep::Sketches,
            (Some(_), None) => Keep::Metadata,
            (Some(_), Some(_)) => Keep::Texts,
        }
    }

    /// The sealed file beneath.
    pub(crate) fn file(&self) -> &Sealed<D> {
        &self.core.file
    }
}
