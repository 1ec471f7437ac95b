//! Builds a segment in memory from articles and their sketches.

mod built;
mod families;
mod sample;
mod texts;

use std::io;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

pub use self::built::SegmentBytes;

use self::texts::Texts;
use super::Entry;
use super::blocks::BlockWriter;
use super::outlets::OutletNumbers;
use super::packing::Packing;
use crate::article::Article;
use crate::index::error::IndexError;
use crate::index::format::{ENTRY, MAX_FIELD, MAX_NUMBERED, MAX_TEXT, METADATA_BLOCK, Part};
use crate::index::record::Metadata;
use crate::params::PERMUTATIONS;
use crate::sketch::Sketch;

/// What a segment keeps of its articles beside their sketches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Nothing: the articles are at hand elsewhere.
    Sketches,
    /// Ids, titles, addresses, but no texts.
    Metadata,
    /// Everything; a signature would say nothing that the text does not.
    Texts,
}

/// Builds one segment. Articles are numbered in the order they are added.
#[derive(Debug)]
pub struct SegmentBuilder {
    keep: Keep,
    entries: Vec<u8>,
    signatures: Vec<u8>,
    bands: Vec<(u32, u32)>,
    prints: Vec<(u32, u32)>,
    ids: Vec<(u32, u32)>,
    outlets: OutletNumbers,
    metadata: BlockWriter,
    texts: Texts,
    extra: Vec<(Part, Vec<u8>)>,
    raw_bytes: u64,
}

impl SegmentBuilder {
    /// A builder without articles.
    #[must_use]
    pub fn new(keep: Keep) -> Self {
        Self {
            keep,
            entries: Vec::new(),
            signatures: Vec::new(),
            bands: Vec::new(),
            prints: Vec::new(),
            ids: Vec::new(),
            outlets: OutletNumbers::default(),
            metadata: BlockWriter::of(METADATA_BLOCK, Packing::default()),
            texts: Texts::default(),
            extra: Vec::new(),
            raw_bytes: 0,
        }
    }

    /// Adds an article and returns its number.
    ///
    /// # Errors
    /// [`IndexError::TooLarge`] if a field exceeds the format's limits, [`IndexError::TooMany`] after 2³² - 1
    /// articles or postings of a kind; the builder is then as before.
    pub fn add(&mut self, article: &Article<'_>, sketch: &Sketch) -> Result<u32, IndexError> {
        check_limits(article)?;
        let doc = self.len();
        if doc == u32::MAX || !self.has_room(sketch, MAX_NUMBERED) {
            return Err(IndexError::TooMany);
        }
        self.keep(article).map_err(|source| IndexError::io(Path::new("compressing"), source))?;
        let entry = self.entry(article, sketch);
        self.entries.extend(entry.encode());
        if self.keep != Keep::Texts {
            self.signatures.extend(sketch.signature.as_bytes());
        }
        self.bands.extend(sketch.bands.iter().map(|key| (*key, doc)));
        self.prints.extend(sketch.prints.iter().map(|key| (*key, doc)));
        let postings = size_of::<(u32, u32)>() * (sketch.bands.len() + sketch.prints.len() + 1);
        self.raw_bytes += (ENTRY + PERMUTATIONS + postings + raw_bytes(article)) as u64;
        Ok(doc)
    }

    /// Puts in a section that the index carries but does not read. `kind` is the caller's number for it.
    pub fn extra(&mut self, kind: u16, bytes: Vec<u8>) {
        let part = Part::extra(kind);
        self.extra.retain(|(other, _)| *other != part);
        self.extra.push((part, bytes));
    }

    /// Number of articles so far.
    #[must_use]
    pub fn len(&self) -> u32 {
        (self.entries.len() / ENTRY) as u32
    }

    /// Whether there is no article yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Uncompressed bytes of what was added: how much memory the builder takes at most.
    #[must_use]
    pub fn raw_bytes(&self) -> u64 {
        self.raw_bytes
    }

    /// The segment in memory: sorts the postings, compresses the texts, and lays it out.
    ///
    /// # Errors
    /// [`IndexError::Io`] if compression runs out of memory.
    pub fn finish(self) -> Result<SegmentBytes, IndexError> {
        let written = self.write(Vec::new());
        let (bytes, seal) =
            written.map_err(|source| IndexError::io(Path::new("building a segment"), source))?;
        Ok(SegmentBytes { bytes, seal })
    }

    /// Whether the postings can still be numbered with this sketch's among them.
    fn has_room(&self, sketch: &Sketch, most: usize) -> bool {
        let names = self.outlets.bytes() + MAX_FIELD;
        let counts = [self.bands.len() + sketch.bands.len(), self.prints.len() + sketch.prints.len(), names];
        counts.into_iter().all(|count| count <= most)
    }

    fn keep(&mut self, article: &Article<'_>) -> io::Result<()> {
        if self.keep == Keep::Sketches {
            return Ok(());
        }
        self.ids.push((id_key(&article.id), self.len()));
        let metadata = Metadata {
            id: &article.id,
            origin: &article.origin,
            url: article.url.as_deref(),
            title: article.title.as_deref(),
            lang: article.lang.as_deref(),
        };
        if self.keep == Keep::Texts {
            self.texts.push(article.text.as_bytes());
        }
        self.metadata.push(&metadata.encode())
    }

    fn entry(&mut self, article: &Article<'_>, sketch: &Sketch) -> Entry {
        Entry {
            body: sketch.body,
            words: sketch.words,
            text_bytes: article.text.len() as u32,
            outlet: article.outlet.as_deref().map(|name| self.outlets.number(name)),
            published: article.published,
        }
    }
}

/// The key under which an id is filed.
pub(super) fn id_key(id: &str) -> u32 {
    xxh3_64(id.as_bytes()) as u32
}

fn fields<'a>(article: &'a Article<'_>) -> [(&'static str, &'a str, usize); 7] {
    let optional = |field: &'a Option<std::borrow::Cow<'_, str>>| field.as_deref().unwrap_or_default();
    [
        ("id", &article.id, MAX_FIELD),
        ("origin", &article.origin, MAX_FIELD),
        ("url", optional(&article.url), MAX_FIELD),
        ("outlet", optional(&article.outlet), MAX_FIELD),
        ("title", optional(&article.title), MAX_FIELD),
        ("lang", optional(&article.lang), MAX_FIELD),
        ("text", &article.text, MAX_TEXT),
    ]
}

fn raw_bytes(article: &Article<'_>) -> usize {
    fields(article).iter().map(|(_, value, _)| value.len()).sum()
}

fn check_limits(article: &Article<'_>) -> Result<(), IndexError> {
    match fields(article).into_iter().find(|(_, value, limit)| value.len() > *limit) {
        None => Ok(()),
        Some((field, value, limit)) => {
            let id = article.id.chars().take(80).collect();
            Err(IndexError::TooLarge { id, field, bytes: value.len(), limit })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::Sketcher;

    #[test]
    fn what_cannot_be_numbered_is_refused() {
        let mut builder = SegmentBuilder::new(Keep::Sketches);
        let sketch = Sketcher::new().sketch("The ferry to the islands sails again from Monday.");
        builder.add(&Article::default(), &sketch).unwrap();
        let two = (2 * sketch.bands.len()).max(2 * sketch.prints.len()).max(MAX_FIELD);
        assert!(builder.has_room(&sketch, two));
        assert!(!builder.has_room(&sketch, 2 * sketch.bands.len() - 1));
    }
}
