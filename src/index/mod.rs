//! The index: immutable, memory-mapped segments and a manifest.

pub mod segment;

/// Why an index could not be opened, searched or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {}
