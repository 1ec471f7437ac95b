//! Where a record's line can be had again.

use std::ops::Range;

/// The address of one stored line on a [`Shelf`](super::Shelf): 16 bytes, to be kept per article. Ordered by store, then by
/// where in it the line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub(super) store: u32,
    pub(super) offset: u64,
    pub(super) length: u32,
}

impl Place {
    /// Bytes of the line, without its line feed.
    #[must_use]
    pub fn length(self) -> u32 {
        self.length
    }

    /// Its bytes in its store.
    pub(super) fn bytes(self) -> Range<u64> {
        self.offset..self.offset + u64::from(self.length)
    }

    /// The place of both records together with the line feed between them, if `next` follows on directly and
    /// the two are at most `limit` bytes.
    #[must_use]
    pub fn joined(self, next: Place, limit: u32) -> Option<Place> {
        self.reaching(next, 0, limit)
    }

    /// The place of both records and of all between them, if `next` stands at most `gap` bytes further on than directly
    /// behind this one and the whole is at most `limit` bytes.
    #[must_use]
    pub fn reaching(self, next: Place, gap: u32, limit: u32) -> Option<Place> {
        let between = next.offset.checked_sub(self.offset + u64::from(self.length) + 1)?;
        let length = u32::try_from(next.offset - self.offset).ok()?.checked_add(next.length)?;
        let is_near = next.store == self.store && between <= u64::from(gap);
        (is_near && length <= limit).then_some(Place { length, ..self })
    }

    /// Where it stands among the bytes at `whole`, of which it is a part.
    #[must_use]
    pub fn within(self, whole: Place) -> Range<usize> {
        let start = (self.offset - whole.offset) as usize;
        start..start + self.length as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Place = Place { store: 1, length: 9, offset: 100 };

    #[test]
    fn neighbours_join_and_strangers_do_not() {
        let next = Place { offset: 110, length: 5, ..FIRST };
        assert_eq!(FIRST.joined(next, 15), Some(Place { length: 15, ..FIRST }));
        assert_eq!(FIRST.joined(next, 14), None);
        assert_eq!(FIRST.joined(Place { store: 2, ..next }, 15), None);
        assert_eq!(next.joined(FIRST, 15), None);
        assert_eq!(FIRST.joined(Place { offset: 111, ..next }, 20), None);
    }

    #[test]
    fn places_stand_in_the_order_of_their_store() {
        let shorter = Place { offset: 110, length: 5, ..FIRST };
        assert!(FIRST < shorter && shorter < Place { store: 2, ..FIRST });
        assert_eq!(size_of::<Place>(), 16);
    }

    #[test]
    fn a_gap_is_reached_over_and_each_is_found_in_the_whole() {
        let next = Place { offset: 113, length: 5, ..FIRST };
        assert_eq!(FIRST.reaching(next, 2, 99), None);
        let whole = FIRST.reaching(next, 3, 99).unwrap();
        assert_eq!((whole.offset, whole.length), (100, 18));
        assert_eq!((FIRST.within(whole), next.within(whole)), (0..9, 13..18));
    }
}
