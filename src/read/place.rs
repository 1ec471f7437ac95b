//! Where a record's line can be had again.

/// The address of one stored line on a [`Shelf`](super::Shelf): 16 bytes, to be kept per article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub(super) store: u32,
    pub(super) length: u32,
    pub(super) offset: u64,
}

impl Place {
    /// Bytes of the line, without its line feed.
    #[must_use]
    pub fn length(self) -> u32 {
        self.length
    }
}

impl Place {
    /// The place of both records together with the line feed between them, if `next` follows on directly and
    /// the two are at most `limit` bytes.
    #[must_use]
    pub fn joined(self, next: Place, limit: u32) -> Option<Place> {
        let follows = next.store == self.store && next.offset == self.offset + u64::from(self.length) + 1;
        let length = self.length.checked_add(next.length)?.checked_add(1)?;
        (follows && length <= limit).then_some(Place { length, ..self })
    }
}
