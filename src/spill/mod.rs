//! Numbers that need not stay in memory: what every article looks up is several times what finds it again.
//!
//! [`lists`] keeps one list of numbers an article, a [`lot`] of them at a time, in a temporary file (`aside`) where they are
//! many (`chunk`), and reads them through in order; [`selection`] reads some of them. [`regions`] turns them about, from lists of keys
//! into the lists that each key stands in, a region of the keys at a time (`radix`), of many by way of a file of each region's
//! (`parted`), and leaves out keys that too few share (`crowd`).

mod aside;
mod chunk;
mod crowd;
pub mod lists;
pub mod lot;
mod parted;
pub mod radix;
pub mod regions;
pub mod selection;

use std::ops::Range;

use rayon::iter::IndexedParallelIterator;

pub use lists::{Lists, Lots, Run};
pub use lot::Lot;
pub use selection::Numbered;

/// Lists that can be read through again and again.
pub trait Source: Sync {
    /// How many lists there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many runs they are read in.
    fn runs(&self) -> usize;

    /// Reads some of the runs, in order, many at a time; no other is touched.
    ///
    /// A run fails if the temporary file cannot be read back.
    fn read_some(&self, runs: Range<usize>) -> impl IndexedParallelIterator<Item = Result<Run<'_>>>;

    /// Reads all lists.
    fn read(&self) -> impl IndexedParallelIterator<Item = Result<Run<'_>>> {
        self.read_some(0..self.runs())
    }
}

/// Numbers could not be set aside or read back.
#[derive(Debug, thiserror::Error)]
#[error("temporary file for sketches: {0}; free some space or set TMPDIR to a roomier folder")]
pub struct SpillError(#[from] std::io::Error);

/// A result whose error is [`SpillError`].
pub type Result<T> = std::result::Result<T, SpillError>;
