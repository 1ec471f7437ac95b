//! How a running job is followed, and stopped.

use crate::read::Rejection;

/// The part of a job that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading and sketching; counted in bytes of input.
    Reading,
    /// Filing all articles under their keys; counted in articles.
    Filing,
    /// Looking up candidates; counted in articles.
    Seeking,
    /// Reading texts again that are compared, where they are too many for memory; counted in articles.
    Recalling,
    /// Aligning and judging; counted in pairs.
    Verifying,
}

/// Follows a job. Called from any thread.
pub trait Watch: Sync {
    /// A stage begins; `total` of its units are expected, if that is known.
    fn begin(&self, _stage: Stage, _total: Option<u64>) {}
    /// So many of the stage's units are done, since the last call.
    fn advance(&self, _units: u64) {}
    /// Articles read so far, since the last call.
    fn articles(&self, _count: u64) {}
    /// A record could not be read; it is counted and left out.
    fn rejected(&self, _rejection: &Rejection) {}
    /// Something the user should know but that stops nothing.
    fn warn(&self, _message: &str) {}
    /// Whether the job should end now.
    fn stopped(&self) -> bool {
        false
    }
}

/// Follows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Watch for Silent {}
