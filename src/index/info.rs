//! What an index consists of, and what each part takes.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::IndexError;
use super::format::{Part, VERSION};
use super::segment::Segment;
use super::snapshot::Snapshot;
use crate::params;

/// What is in no section: headers, footers, tables, checksums and padding.
const FRAME: &str = "frame";

/// Figures of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// Format of its files; the oldest if there are several.
    pub format: u32,
    /// Fingerprint of its sketch parameters.
    pub parameters: u64,
    /// Number of the last commit.
    pub generation: u64,
    /// Articles.
    pub articles: u64,
    /// Deleted articles that still take room.
    pub deleted: u64,
    /// Segments.
    pub segments: usize,
    /// Whether the articles' texts are kept.
    pub store_text: bool,
    /// Bytes of the articles' texts, uncompressed.
    pub text_bytes: u64,
    /// Bytes of all segments.
    pub bytes: u64,
    /// Bytes of each part, by name; they sum up to `bytes`.
    pub parts: BTreeMap<String, u64>,
}

/// Reads the figures of an index.
///
/// # Errors
/// As for [`Index::open`](super::Index::open), or an entry is damaged.
pub fn info(folder: &Path) -> Result<Info, IndexError> {
    Info::of(&Snapshot::open(folder, None)?)
}

impl Info {
    /// Bytes that an index without texts would not have.
    #[must_use]
    pub fn bytes_for_texts(&self) -> u64 {
        FOR_TEXTS.iter().filter_map(|part| self.parts.get(&part.to_string())).sum()
    }

    /// The figures of a snapshot.
    ///
    /// # Errors
    /// An entry is damaged.
    pub fn of(snapshot: &Snapshot) -> Result<Self, IndexError> {
        let segments = snapshot.segments();
        let all: u64 = segments.iter().map(|segment| u64::from(segment.len())).sum();
        Ok(Self {
            format: segments.iter().map(|segment| segment.file().format()).min().unwrap_or(VERSION),
            parameters: params::fingerprint(),
            generation: snapshot.generation(),
            articles: snapshot.len(),
            deleted: all - snapshot.len(),
            segments: segments.len(),
            store_text: snapshot.stores_text(),
            text_bytes: text_bytes(snapshot)?,
            bytes: segments.iter().map(|segment| segment.file().len() as u64).sum(),
            parts: parts(segments),
        })
    }
}

/// Parts that are there for the sake of texts.
const FOR_TEXTS: [Part; 3] = [Part::TEXTS, Part::TEXT_PLACES, Part::DICTIONARIES];

fn text_bytes(snapshot: &Snapshot) -> Result<u64, IndexError> {
    let mut bytes = 0;
    for segment in snapshot.segments() {
        for doc in (0..segment.len()).filter(|doc| segment.is_live(*doc)) {
            bytes += u64::from(segment.entry(doc)?.text_bytes);
        }
    }
    Ok(bytes)
}

fn parts(segments: &[Segment]) -> BTreeMap<String, u64> {
    let mut parts = BTreeMap::new();
    for file in segments.iter().map(Segment::file) {
        let mut frame = file.len() as u64;
        for section in file.sections() {
            *parts.entry(name(section.part)).or_default() += section.len() as u64;
            frame -= section.len() as u64;
        }
        *parts.entry(FRAME.to_owned()).or_default() += frame;
    }
    parts
}

/// The directories of blocks are counted with their blocks.
fn name(part: Part) -> String {
    match part {
        Part::METADATA_BLOCKS => Part::METADATA.to_string(),
        Part::TEXT_BLOCKS => Part::TEXTS.to_string(),
        part => part.to_string(),
    }
}
