//! A segment as its writer sees it: with deletes that are not yet committed.

use crate::index::error::IndexError;
use crate::index::record::SegmentRecord;
use crate::index::segment::Segment;
use crate::index::tombstones::Tombstones;

use super::file::Written;
use super::tiers::Size;

/// A segment and what the next manifest will say of it.
#[derive(Debug)]
pub(super) struct Slot {
    record: SegmentRecord,
    segment: Segment,
    deleted: Tombstones,
    /// Whether it is known to hold nothing but what was added since the last commit.
    fresh: bool,
}

impl Slot {
    /// A segment as the last commit left it.
    pub fn committed(record: SegmentRecord, segment: Segment) -> Self {
        let deleted = segment.deleted().clone();
        Self { record, segment, deleted, fresh: false }
    }

    /// A segment of gathered articles, just written.
    pub fn gathered(Written { record, segment }: Written, deleted: Tombstones) -> Self {
        Self { record, segment, deleted, fresh: true }
    }

    /// A segment merged of others, just written.
    pub fn merged(Written { record, segment }: Written) -> Self {
        Self { record, segment, deleted: Tombstones::default(), fresh: false }
    }

    pub fn find(&self, id: &str) -> Result<Option<u32>, IndexError> {
        self.segment.find_id_where(id, |doc| !self.deleted.contains(doc))
    }

    /// Whether it holds nothing but what was added since the last commit.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Notes that what it holds is committed.
    pub fn age(&mut self) {
        self.fresh = false;
    }

    pub fn delete(&mut self, doc: u32) {
        self.deleted.insert(doc);
    }

    pub fn live(&self) -> u64 {
        u64::from(self.record.docs - self.deleted.len())
    }

    /// What merging it takes.
    pub fn size(&self) -> Size {
        Size { articles: self.live(), bytes: self.segment.merged_bytes() }
    }

    pub fn deleted(&self) -> &Tombstones {
        &self.deleted
    }

    /// Whether articles were deleted since its deletes were last written.
    pub fn is_unsaved(&self) -> bool {
        self.deleted.len() != self.record.deleted
    }

    pub fn record(&self) -> &SegmentRecord {
        &self.record
    }

    /// Notes where its deletes were written.
    pub fn saved(&mut self, record: SegmentRecord) {
        self.record = record;
    }

    /// Whether it has sections that only the caller knows how to combine.
    pub fn has_extra(&self) -> bool {
        !self.segment.extra_kinds().is_empty()
    }

    /// The segment, without the articles deleted by now.
    pub fn segment(&self) -> Segment {
        self.segment.with_deleted(self.deleted.clone())
    }
}
