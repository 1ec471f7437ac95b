//! One immutable segment.

pub mod postings;
