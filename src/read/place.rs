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
