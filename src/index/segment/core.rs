//! What never changes of a segment: its file, and where in it everything stands.

use std::sync::OnceLock;

use super::column::Column;
use super::dictionaries::Dictionaries;
use super::postings::Postings;
use crate::index::error::IndexError;
use crate::index::format::{BLOCK_ROW, ENTRY, PLACE, Part};
use crate::index::sealed::{Sealed, Section};
use crate::params::PERMUTATIONS;
use crate::sketch::signature;

/// What never changes of a segment.
#[derive(Debug)]
pub(super) struct Core<D> {
    pub file: Sealed<D>,
    pub docs: u32,
    pub entries: Section,
    /// Absent where texts are kept: what a signature estimates is read from them.
    pub signatures: Option<Section>,
    pub bands: Section,
    pub prints: Section,
    pub outlets: Section,
    pub ids: Option<Section>,
    pub metadata: Option<Column>,
    pub texts: Option<Column>,
    /// Where the text of each article stands among them; absent where they stand in the order of the articles.
    pub places: Option<Section>,
    /// Known when the first text is read.
    pub dictionaries: OnceLock<Dictionaries>,
}

impl<D: AsRef<[u8]>> Core<D> {
    /// Finds everything in a sealed file, and refuses lengths that do not fit one another.
    pub fn read(file: Sealed<D>) -> Result<Self, IndexError> {
        let entries = file.required(Part::ENTRIES)?;
        let texts = column(&file, Part::TEXTS, Part::TEXT_BLOCKS)?;
        let core = Self {
            docs: (entries.len() / ENTRY) as u32,
            entries,
            signatures: texts.is_none().then(|| signatures(&file)).transpose()?,
            bands: file.required(Part::BANDS)?,
            prints: file.required(Part::PRINTS)?,
            outlets: file.required(Part::OUTLETS)?,
            ids: file.section(Part::IDS),
            metadata: column(&file, Part::METADATA, Part::METADATA_BLOCKS)?,
            texts,
            places: file.section(Part::TEXT_PLACES),
            dictionaries: OnceLock::new(),
            file,
        };
        core.check_lengths()?;
        Ok(core)
    }

    fn check_lengths(&self) -> Result<(), IndexError> {
        let docs = self.docs as usize;
        let signatures = self.signatures.map(|section| (section, signature_width(section.part)));
        let places = self.places.map(|section| (section, PLACE));
        for (section, width) in [(self.entries, ENTRY)].into_iter().chain(signatures).chain(places) {
            // Signatures of other parameters may have another width; nobody reads them.
            if section.len() != docs * width && self.file.is_comparable() {
                return Err(self
                    .file
                    .corrupt(section.part, "its length does not fit the number of articles"));
            }
        }
        for directory in [self.metadata, self.texts].into_iter().flatten().map(|column| column.directory) {
            if directory.len() % BLOCK_ROW != 0 {
                return Err(self.file.corrupt(directory.part, "its length is no multiple of its rows'"));
            }
        }
        Ok(())
    }

    /// The `doc`-th piece of a section of pieces of `WIDTH` bytes.
    pub fn fixed<const WIDTH: usize>(&self, section: Section, doc: u32) -> Result<&[u8; WIDTH], IndexError> {
        let at = doc as usize * WIDTH;
        let bytes = self.file.bytes(section, at..at + WIDTH)?;
        bytes.try_into().map_err(|_| self.absent(section.part, doc))
    }

    /// The postings of a section, which is hashed whole at the first call.
    pub fn postings(&self, section: Section) -> Result<Postings<'_>, IndexError> {
        let bytes = self.file.whole(section)?;
        Postings::open(bytes).ok_or_else(|| self.file.corrupt(section.part, "its lengths do not agree"))
    }

    /// What to say where a part has nothing, or nothing that makes sense, of `doc`.
    pub fn absent(&self, part: Part, doc: u32) -> IndexError {
        self.file.corrupt(part, format!("nothing readable at number {doc}"))
    }
}

/// Signatures as formats 1 and 2 have them, or as they are since.
fn signatures<D: AsRef<[u8]>>(file: &Sealed<D>) -> Result<Section, IndexError> {
    file.section(Part::WIDE_SIGNATURES).map_or_else(|| file.required(Part::SIGNATURES), Ok)
}

/// Bytes of a signature in this section.
fn signature_width(part: Part) -> usize {
    if part == Part::WIDE_SIGNATURES { PERMUTATIONS } else { signature::BYTES }
}

fn column<D: AsRef<[u8]>>(file: &Sealed<D>, blocks: Part, rows: Part) -> Result<Option<Column>, IndexError> {
    let found = |blocks| Ok(Column { blocks, directory: file.required(rows)? });
    file.section(blocks).map(found).transpose()
}
