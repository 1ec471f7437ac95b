//! How much of a corpus is read again at a time, and whether its files are likely to be in memory still.

/// Bytes of records whose texts are ready to be compared together; ready, a text takes four times its bytes.
const AT_ONCE: u64 = 24 << 20;

/// Or one in how many of all bytes, if that is more: what is sent from one part of the pairs to another then comes in runs
/// that are as much longer.
const SHARE: u64 = 150;

/// Bytes of records beyond which some may have left the memory that the system keeps of files.
const CACHED: u64 = 4 << 30;

/// What may be held of a corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes of records that are read again together.
    pub at_once: u64,
    /// Whether what is read again may have to come from a disk: it is read in the order of the input then, or announced.
    pub is_outgrown: bool,
}

impl Room {
    /// For a corpus of so many bytes.
    #[must_use]
    pub fn of(bytes: u64) -> Self {
        Self { at_once: AT_ONCE.max(bytes / SHARE), is_outgrown: bytes > CACHED }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_corpus_is_read_in_larger_parts() {
        assert_eq!(Room::of(9), Room { at_once: 24 << 20, is_outgrown: false });
        assert_eq!(Room::of(150 << 30), Room { at_once: 1 << 30, is_outgrown: true });
    }
}
