//! Numbers that need not stay in memory: what every article looks up is several times what finds it again.
//!
//! [`lists`] keeps one list of numbers an article, in a temporary file where they are many, and reads them through in
//! order. [`regions`] turns them about, from lists of keys into the lists that each key stands in, a region of the keys
//! at a time (`radix`).

pub mod lists;
pub mod radix;
pub mod regions;

pub use lists::{Lists, Lot};

/// Numbers could not be set aside or read back.
#[derive(Debug, thiserror::Error)]
#[error("temporary file for sketches: {0}; free some space or set TMPDIR to a roomier folder")]
pub struct SpillError(#[from] std::io::Error);

/// A result whose error is [`SpillError`].
pub type Result<T> = std::result::Result<T, SpillError>;
