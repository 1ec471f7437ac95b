//! How much of a corpus is read again at a time, and whether its files are likely to be in memory still.

use crate::read::crowds_out;

/// Bytes of records whose texts are ready to be compared together; ready, a text takes two to four times its bytes.
const AT_ONCE: u64 = 24 << 20;

/// Or one in how many of all bytes, if that is more: what is sent from one part of the pairs to another then comes in runs
/// that are as much longer.
const SHARE: u64 = 150;

/// Bytes up to which a corpus is small.
const SMALL: u64 = 128 << 20;

/// Bytes of records of a small corpus whose texts are ready together: mostly all that are compared, for between two parts
/// cores wait for one another.
const OF_SMALL: u64 = 64 << 20;

/// Bytes of records beyond which some may have left the memory that the system keeps of files.
const CACHED: u64 = 4 << 30;

/// What may be held of a corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes of records that are read again together.
    pub at_once: u64,
    /// Whether what is read again may have to come from a disk: it is read in the order of the input then, or announced.
    pub is_outgrown: bool,
    /// Whether what was read is let go, or it would drive out everything else that is read again.
    pub is_crowded: bool,
}

impl Room {
    /// For a corpus of so many bytes.
    #[must_use]
    pub fn of(bytes: u64) -> Self {
        Self {
            at_once: if bytes <= SMALL { OF_SMALL } else { AT_ONCE.max(bytes / SHARE) },
            is_outgrown: bytes > CACHED,
            is_crowded: crowds_out(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_corpus_is_read_in_larger_parts() {
        let room = |bytes| (Room::of(bytes).at_once, Room::of(bytes).is_outgrown);
        assert_eq!([room(1 << 30), room(150 << 30)], [(24 << 20, false), (1 << 30, true)]);
    }

    #[test]
    fn a_small_corpus_has_more_room() {
        assert_eq!([0, SMALL, SMALL + 1].map(|bytes| Room::of(bytes).at_once), [OF_SMALL, OF_SMALL, AT_ONCE]);
    }
}
