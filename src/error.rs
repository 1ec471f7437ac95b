//! The library's one error type; each floor adds its own kind.

/// Anything that can stop a job. The message says what happened, to which file or record, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Input could not be read.
    #[error(transparent)]
    Read(#[from] crate::read::ReadError),
    /// The index could not be opened, searched or written.
    #[error(transparent)]
    Index(#[from] crate::index::IndexError),
    /// A record could not be read, and the user asked to stop at the first such one.
    #[error("{0}; stopped there because of --strict")]
    Strict(crate::read::Rejection),
    /// An argument cannot be used.
    #[error("{0}")]
    Argument(String),
    /// A result could not be written.
    #[error("{path}: {source}")]
    Write {
        /// Where it was to go.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// What was set aside in a temporary file cannot be written or read back.
    #[error(transparent)]
    Spill(#[from] crate::spill::SpillError),
    /// A file that belongs to the bench cannot be used.
    #[error(transparent)]
    Bench(#[from] crate::pipeline::bench::BenchError),
    /// The articles have more postings of a kind than 32 bits count.
    #[error(
        "the articles would be filed {0} times under keys of one kind, and one run can do so 4294967295 times: give it less of the input"
    )]
    TooManyPostings(u64),
    /// The user interrupted the job.
    #[error("interrupted")]
    Stopped,
}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
