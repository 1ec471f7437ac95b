//! What stops reading altogether; a single bad record is a [`Rejection`](super::Rejection) instead.

use std::io;

/// Why input could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The named file or folder is not there.
    #[error("{input}: no such file or folder")]
    NotFound {
        /// The input as it was given.
        input: String,
    },
    /// A glob names nothing.
    #[error("{pattern}: no file matches; quote the pattern only if the shell should not expand it")]
    NothingMatches {
        /// The pattern as it was given.
        pattern: String,
    },
    /// A glob is malformed.
    #[error("{pattern}: not a valid pattern: {reason}")]
    BadPattern {
        /// The pattern as it was given.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file that was named could not be opened or read.
    #[error("{file}: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// An input file was altered between the first and the second look at it.
    #[error("{file}: changed while it was being read; run again when nothing writes to it")]
    Changed {
        /// The file.
        file: String,
    },
    /// The temporary copy of records could not be written or read.
    #[error("temporary file for records: {source}; free some space or set TMPDIR to a roomier folder")]
    Shelf {
        /// What the system said.
        source: io::Error,
    },
}
