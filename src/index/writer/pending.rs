//! The segment being gathered, not yet written.

use std::collections::HashMap;

use crate::article::Article;
use crate::index::error::IndexError;
use crate::index::segment::{Keep, SegmentBuilder};
use crate::index::tombstones::Tombstones;
use crate::sketch::Sketch;

/// Articles on their way into a segment.
#[derive(Debug)]
pub(super) struct Pending {
    builder: SegmentBuilder,
    /// The article each id stands for now.
    numbers: HashMap<Box<str>, u32>,
    deleted: Tombstones,
}

impl Pending {
    pub fn new(keep: Keep) -> Self {
        Self { builder: SegmentBuilder::new(keep), numbers: HashMap::new(), deleted: Tombstones::default() }
    }

    /// Adds an article; the earlier one of its id is the caller's to delete.
    pub fn add(&mut self, article: &Article<'_>, sketch: &Sketch) -> Result<(), IndexError> {
        let doc = self.builder.add(article, sketch)?;
        self.numbers.insert((&*article.id).into(), doc);
        Ok(())
    }

    pub fn find(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    /// Drops an id.
    pub fn forget(&mut self, id: &str) {
        self.numbers.remove(id);
    }

    pub fn delete(&mut self, doc: u32) {
        self.deleted.insert(doc);
    }

    pub fn extra(&mut self, kind: u16, bytes: Vec<u8>) {
        self.builder.extra(kind, bytes);
    }

    pub fn live(&self) -> u32 {
        self.builder.len() - self.deleted.len()
    }

    pub fn raw_bytes(&self) -> u64 {
        self.builder.raw_bytes()
    }

    /// The articles, the one each id stands for, and those deleted.
    pub fn into_parts(self) -> (SegmentBuilder, HashMap<Box<str>, u32>, Tombstones) {
        (self.builder, self.numbers, self.deleted)
    }
}
