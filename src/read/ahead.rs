//! Bytes that are read soon: the system is told of many at a time, and a disk brings them at once and not one after another.
//! And those that are not.

use std::fs::File;
use std::ops::Range;

#[cfg(target_os = "linux")]
use rustix::fs::Advice;

/// Bytes between two reads that are brought with them. A disk on a network takes from a tenth of a millisecond to a whole one
/// for an access even where many are under way, and reads on by ninety to nine hundred kilobytes meanwhile; one in the machine
/// by some thirty.
const GAP: u64 = 128 << 10;

/// Tells the system which `bytes` of a file, ascending, are read soon. What comes to nothing costs nothing: what is wrong with
/// the file is said when it is read.
pub(crate) fn will_read(file: &File, bytes: &[Range<u64>]) {
    bytes
        .chunk_by(is_near)
        .for_each(|near| advise(file, near[0].start..near[near.len() - 1].end, Advice::WillNeed));
}

/// Whether it is as well to read on from the one to the other.
fn is_near(one: &Range<u64>, next: &Range<u64>) -> bool {
    next.start.saturating_sub(one.end) <= GAP
}

/// Tells the system that some bytes of a file are not read again soon, if they are in its memory as they are on the disk.
pub(super) fn let_go(file: &File, bytes: Range<u64>) {
    advise(file, bytes, Advice::DontNeed);
}

#[cfg(target_os = "linux")]
fn advise(file: &File, bytes: Range<u64>, advice: Advice) {
    // No length would mean all that follows.
    if let Some(length) = std::num::NonZero::new(bytes.end.saturating_sub(bytes.start)) {
        let _ = rustix::fs::fadvise(file, bytes.start, Some(length), advice);
    }
}

/// What another system is not told.
#[cfg(not(target_os = "linux"))]
#[derive(Clone, Copy)]
enum Advice {
    WillNeed,
    DontNeed,
}

#[cfg(not(target_os = "linux"))]
fn advise(_: &File, _: Range<u64>, _: Advice) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_brought_together() {
        let bytes = [0..9, 9..20, 20 + GAP..99 + GAP, 100 + 2 * GAP..101 + 2 * GAP];
        let runs: Vec<usize> = bytes.chunk_by(is_near).map(<[_]>::len).collect();
        assert_eq!(runs, [3, 1]);
    }
}
