//! Pairs counted, and the shares they come to.

use serde::{Deserialize, Serialize};

/// Pairs counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Counts", into = "Counts")]
pub struct Tally {
    /// Reprints that are known.
    pub reprints: u64,
    /// Of these, reported as reprints.
    pub found: u64,
    /// Of these, reported under a relation that is right to name.
    pub named: u64,
    /// Pairs reported as reprints whose truth is known.
    pub reported: u64,
    /// Of these, reprints.
    pub right: u64,
}

impl Tally {
    /// Share of the known reprints that were found; `None` if none is known.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.reprints)
    }

    /// Share of the reported reprints that are reprints; `None` if none was reported.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.reported)
    }
}

/// A [`Tally`] as it is written, its shares beside it.
#[derive(Serialize, Deserialize)]
struct Counts {
    reprints: u64,
    found: u64,
    named: u64,
    reported: u64,
    right: u64,
    #[serde(skip_deserializing)]
    recall: Option<f64>,
    #[serde(skip_deserializing)]
    precision: Option<f64>,
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        let Tally { reprints, found, named, reported, right } = tally;
        Self { reprints, found, named, reported, right, recall: tally.recall(), precision: tally.precision() }
    }
}

impl From<Counts> for Tally {
    fn from(Counts { reprints, found, named, reported, right, .. }: Counts) -> Self {
        Self { reprints, found, named, reported, right }
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
